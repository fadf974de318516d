//! `revdiff restore`: a store made of a backup.

use std::path::PathBuf;
use std::process::ExitCode;

use indicatif::HumanBytes;

use crate::cli::console::Console;
use crate::cli::{Globals, archive, progress};
use crate::error::{Error, Result};

use crate::store::sqlite::upkeep;

/// Make the store of a backup, where no store is
///
/// The backup stays as it is, and so does a store that is there: move that away, or name another
/// with --store.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff restore /mnt/backup/stories.db
  revdiff restore stories-2025-12-01.db --store old.db")]
pub struct Args {
    /// The backup: a file that `revdiff backup` has made, or any store
    #[arg(value_name = "FILE")]
    from: PathBuf,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    if !args.from.exists() {
        let next = "name a file that `revdiff backup` has made";
        return Err(Error::invalid(format!("there is no {}; {next}", args.from.display())));
    }
    let to = archive::path(globals)?;
    let line = progress::busy("copying the backup", console);
    let size = upkeep::copy(&args.from, &to)?;
    line.finish_and_clear();
    console.note(&format!("{} is the store now, {}", to.display(), HumanBytes(size)));
    Ok(ExitCode::SUCCESS)
}
