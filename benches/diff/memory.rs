//! The most memory that one comparison takes: each engine in a process of its own (Linux).

use std::error::Error;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use crate::engines::FAST;
use crate::work;

/// Asks this program to run one engine on the texts of a folder, and to print its figures.
pub const FLAG: &str = "--memory";

/// Prints the peak of each engine on a million words with one in a hundred changed.
pub fn table() -> Result<(), Box<dyn Error>> {
    println!("1,000,000 words, 1 % changed: peak memory of the process, MB, its texts among it");
    let folder = tempfile::tempdir()?;
    let work = work::changed(1_000_000, 1);
    fs::write(folder.path().join("old"), &work.old)?;
    fs::write(folder.path().join("new"), &work.new)?;
    for engine in FAST {
        let mut command = Command::new(env::current_exe()?);
        let out = command.args([FLAG, engine.name]).current_dir(folder.path()).output()?;
        print!("{}", String::from_utf8_lossy(&out.stdout));
    }
    Ok(())
}

/// Runs one engine on the texts in the working folder and prints the peak.
pub fn run(name: &str) -> Result<(), Box<dyn Error>> {
    let engine = FAST.into_iter().find(|engine| engine.name == name).ok_or("no such engine")?;
    let (old, new) = (fs::read_to_string(Path::new("old"))?, fs::read_to_string(Path::new("new"))?);
    std::hint::black_box((engine.run)(&old, &new));
    println!("{name:<28}{:>12.1}   (texts {:.1})", peak()?, (old.len() + new.len()) as f64 / 1e6);
    Ok(())
}

/// The most memory this process has held, in megabytes (proc(5), VmHWM).
fn peak() -> Result<f64, Box<dyn Error>> {
    let status = fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).ok_or("no VmHWM")?;
    let kilobytes = line.split_whitespace().nth(1).ok_or("no figure")?;
    Ok(kilobytes.parse::<f64>()? * 1024.0 / 1e6)
}
