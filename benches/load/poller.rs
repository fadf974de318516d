//! The program under test: its binary, run on a store of its own, and what a run cost.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use revdiff::time::Time;
use tempfile::TempDir;

use crate::site::Site;

/// A folder with a store and a list of stories.
pub struct Poller {
    folder: TempDir,
}

/// What a run of the program took (Linux).
#[derive(Clone, Copy, Default)]
pub struct Cost {
    pub cpu_seconds: f64,
    pub seconds: f64,
    /// The most memory that it held.
    pub megabytes: f64,
}

/// The clock's ticks a second, as proc(5) counts them.
const TICKS: f64 = 100.0;
/// How often a running program's memory is read; the figure only rises (VmHWM).
const GLANCE: Duration = Duration::from_millis(5);

impl Poller {
    /// One that has a list of all the site's stories, and has tracked none.
    pub fn new(site: &Site) -> Result<Poller, Box<dyn Error>> {
        let folder = tempfile::tempdir()?;
        let urls: Vec<String> = (0..site.stories.len()).map(|story| site.url(story)).collect();
        fs::write(folder.path().join("list.txt"), urls.join("\n"))?;
        Ok(Poller { folder })
    }

    pub fn store(&self) -> PathBuf {
        self.folder.path().join("load.db")
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The program with its store, in a bare environment.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_revdiff"));
        command.args(args).current_dir(self.folder.path()).env_clear();
        command.env("REVDIFF_STORE", self.store()).env("TZ", "UTC").stdin(Stdio::null());
        command.stdout(Stdio::null()).stderr(Stdio::piped());
        command
    }

    /// A command that reaches the site, in a hurry.
    pub fn fetching(&self, args: &[&str]) -> Command {
        let mut command = self.command(args);
        command.args(["--allow-private", "--host-delay", "0", "--timeout", "2"]);
        command
    }

    /// Tracks all stories at an instant.
    pub fn track(&self, at: Time) -> Result<Cost, Box<dyn Error>> {
        run(self.fetching(&["track", "list.txt"]).env("REVDIFF_NOW", at.to_string()))
    }

    /// Looks at the stories that are due at an instant.
    pub fn poll_due(&self, at: Time) -> Result<Cost, Box<dyn Error>> {
        run(self.fetching(&["poll"]).env("REVDIFF_NOW", at.to_string()))
    }

    /// Looks at all stories at an instant.
    pub fn poll(&self, at: Time) -> Result<Cost, Box<dyn Error>> {
        run(self.fetching(&["poll", "--all"]).env("REVDIFF_NOW", at.to_string()))
    }
}

/// Runs a command to its end, which must be a good one.
pub fn run(command: &mut Command) -> Result<Cost, Box<dyn Error>> {
    let (before, began) = (cpu_of_ended()?, Instant::now());
    let mut child = command.spawn()?;
    let megabytes = watched(&mut child);
    let ended = child.wait_with_output()?;
    if !ended.status.success() {
        return Err(failed(ended.status, &ended.stderr).into());
    }
    Ok(Cost {
        cpu_seconds: cpu_of_ended()? - before,
        seconds: began.elapsed().as_secs_f64(),
        megabytes,
    })
}

fn failed(status: ExitStatus, said: &[u8]) -> String {
    format!("revdiff ended with {status}: {}", String::from_utf8_lossy(said))
}

/// The most memory that a program holds until it ends, in megabytes.
fn watched(child: &mut Child) -> f64 {
    let mut most: f64 = 0.0;
    while let Ok(None) = child.try_wait() {
        most = most.max(memory(child.id(), "VmHWM:").unwrap_or(0.0));
        // The kernel tells of memory only when asked.
        thread::sleep(GLANCE);
    }
    most
}

/// A figure of a process's memory, in megabytes (proc(5)).
pub fn memory(id: u32, name: &str) -> Option<f64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? * 1024.0 / 1e6)
}

/// How many descriptors a process has open.
pub fn descriptors(id: u32) -> Option<usize> {
    Some(fs::read_dir(format!("/proc/{id}/fd")).ok()?.count())
}

/// The CPU time of this program's children that have ended.
fn cpu_of_ended() -> Result<f64, Box<dyn Error>> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    // The name before may hold spaces: fields are counted from its end.
    let fields = stat.rsplit(") ").next().ok_or("no fields")?;
    let ticks = fields.split(' ').skip(13).take(2).map(str::parse::<f64>);
    Ok(ticks.sum::<Result<f64, _>>()? / TICKS)
}
