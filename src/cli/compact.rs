//! `revdiff compact`: room that the store's file does not use is given back.

use std::process::ExitCode;

use indicatif::HumanBytes;

use crate::cli::console::Console;
use crate::cli::{Globals, archive, progress};
use crate::error::Result;

/// Give back the room that the store does not use
///
/// Needs as much free room as the store has bytes, for a while. Whoever polls into the store waits.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff compact
  revdiff compact --store stories.db")]
pub struct Args {}

pub fn run(Args {}: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_to_change(globals)?;
    let line = progress::busy("compacting the store", console);
    let sizes = store.compact()?;
    line.finish_and_clear();
    console.note(&format!("{} before, {} now", HumanBytes(sizes.before), HumanBytes(sizes.after)));
    Ok(ExitCode::SUCCESS)
}
