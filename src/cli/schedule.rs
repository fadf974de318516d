//! `revdiff schedule`: print or install what runs `poll` again and again.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use etcetera::BaseStrategy;

use crate::cli::console::Console;
use crate::cli::units::{MARK, Scheduled};
use crate::cli::{Globals, archive, environment};
use crate::error::{Error, Result};

/// Print or install a systemd timer, or a crontab line, that polls again and again
///
/// Nothing is touched without --install, which writes two files to systemd/user in your
/// configuration folder, makes the store's folder, and says how to enable them. Each story has its own time, so that it does
/// no harm to poll often.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff schedule --contact desk@example.org
  revdiff schedule --contact desk@example.org --install
  revdiff schedule --every 15m --cron")]
pub struct Args {
    /// Poll after this long, from a minute to a day: 5m, 1h
    #[arg(long, value_name = "TIME", default_value = "5m", value_parser = interval)]
    every: Duration,
    /// Tell webmasters how to reach you: a URL or an e-mail address, sent with each request
    #[arg(long, value_name = "TEXT")]
    contact: Option<String>,
    /// Print a crontab line instead
    #[arg(long, conflicts_with = "install")]
    cron: bool,
    /// Write the systemd files
    #[arg(long)]
    install: bool,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = absolute(&archive::path(globals)?)?;
    let contact = args.contact.clone().or_else(environment::contact);
    let scheduled = scheduled(args.every, contact.as_deref(), &store)?;
    if contact.is_none() {
        console.note("no --contact is given, by which webmasters could reach you");
    }
    if args.cron {
        console.write(&scheduled.crontab_line()?)?;
        console.note("`crontab -e` opens the table that the line belongs in");
    } else if args.install {
        let folder = units_folder()?;
        install(&scheduled, &folder, console)?;
    } else {
        let (service, timer) = (scheduled.service(), scheduled.timer());
        console.write(&format!("## revdiff.service\n{service}\n## revdiff.timer\n{timer}"))?;
        console.note("--install writes these files");
    }
    Ok(ExitCode::SUCCESS)
}

/// The command line to be run, with all that depends on where and by whom it is run settled.
fn scheduled(every: Duration, contact: Option<&str>, store: &Path) -> Result<Scheduled> {
    let program = std::env::current_exe()
        .map_err(|error| Error::internal("cannot tell where revdiff is").caused_by(error))?;
    let (program, file) = (utf8(&program)?, utf8(store)?);
    let folder = match store.parent() {
        Some(folder) => utf8(folder)?,
        None => "/".to_owned(),
    };
    let mut words = vec![program, "--store".into(), file, "poll".into(), "--quiet".into()];
    if let Some(contact) = contact {
        words.extend(["--contact".to_owned(), contact.to_owned()]);
    }
    let scheduled = Scheduled { words, folder, every };
    scheduled.check()?;
    Ok(scheduled)
}

fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).map_err(|error| {
        Error::invalid(format!("cannot tell where {} is", path.display())).caused_by(error)
    })
}

fn utf8(path: &Path) -> Result<String> {
    path.to_str().map(str::to_owned).ok_or_else(|| {
        let next = "no schedule can name it; move it";
        Error::invalid(format!("the name {} is not UTF-8; {next}", path.display()))
    })
}

/// Where systemd looks for a user's own units.
fn units_folder() -> Result<PathBuf> {
    let base = etcetera::choose_base_strategy().map_err(|error| {
        Error::invalid("no home folder is known; set XDG_CONFIG_HOME").caused_by(error)
    })?;
    Ok(base.config_dir().join("systemd/user"))
}

fn install(scheduled: &Scheduled, folder: &Path, console: &mut Console) -> Result<()> {
    let units = [("revdiff.service", scheduled.service()), ("revdiff.timer", scheduled.timer())];
    for (name, _) in &units {
        must_be_ours(&folder.join(name))?;
    }
    // The service may write there only, and so cannot make the folder itself.
    make_folder(Path::new(&scheduled.folder))?;
    make_folder(folder)?;
    for (name, text) in &units {
        let path = folder.join(name);
        write(&path, folder, text)?;
        console.write_line(&path.display().to_string())?;
    }
    console.note("enable them:");
    console.write_line("systemctl --user daemon-reload")?;
    console.write_line("systemctl --user enable --now revdiff.timer")?;
    console.note("`loginctl enable-linger` lets them run while you are logged out");
    Ok(())
}

/// Refuses to replace a unit that somebody else wrote.
fn must_be_ours(path: &Path) -> Result<()> {
    match std::fs::read(path) {
        Ok(there) if !there.starts_with(MARK.as_bytes()) => Err(Error::invalid(format!(
            "{} is there, and not made by `revdiff schedule`; move it away first",
            path.display()
        ))),
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(cannot_write(path, error)),
    }
}

fn make_folder(folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Error::invalid(format!("the folder {} cannot be made", folder.display())).caused_by(error)
    })
}

/// Writes a file whole, or leaves what was there.
fn write(path: &Path, folder: &Path, text: &str) -> Result<()> {
    let cannot = |error| cannot_write(path, error);
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
    file.write_all(text.as_bytes()).map_err(cannot)?;
    file.persist(path).map_err(|error| cannot(error.error))?;
    Ok(())
}

fn cannot_write(path: &Path, error: std::io::Error) -> Error {
    let next = "make the folder writable, or print the files without --install";
    Error::invalid(format!("cannot write {}; {next}", path.display())).caused_by(error)
}

/// Reads a time such as `5m`, from a minute to a day, in whole seconds.
fn interval(text: &str) -> std::result::Result<Duration, String> {
    let day = Duration::from_secs(86_400);
    match humantime::parse_duration(text) {
        Ok(every) if (Duration::from_secs(60)..=day).contains(&every) => Ok(every),
        _ => Err("a time from 1m to 1d is wanted, such as 5m, 15m or 1h".into()),
    }
}
