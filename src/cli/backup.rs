//! `revdiff backup`: a copy of the store, taken while it is in use.

use std::path::PathBuf;
use std::process::ExitCode;

use indicatif::HumanBytes;

use crate::cli::console::Console;
use crate::cli::{Globals, archive, progress};
use crate::error::Result;

use crate::store::sqlite::upkeep;

/// Copy the store to a file, while it is in use
///
/// The copy is of one instant, is checked, and stands under its name only when it is whole. Copying
/// the file by other means may miss what its write-ahead log holds.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff backup /mnt/backup/stories.db
  revdiff backup \"stories-$(date +%F).db\"
  revdiff backup copy.db && revdiff verify --store copy.db")]
pub struct Args {
    /// The file to make, which is not there yet
    #[arg(value_name = "FILE")]
    to: PathBuf,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let from = archive::path(globals)?;
    let line = progress::busy("copying the store", console);
    let size = upkeep::copy(&from, &args.to)?;
    line.finish_and_clear();
    console.note(&format!("{} holds the store, {}", args.to.display(), HumanBytes(size)));
    Ok(ExitCode::SUCCESS)
}
