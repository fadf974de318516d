//! `revdiff resume`: look at stories again that were paused or untracked.

use std::process::ExitCode;

use crate::cli::change::Stories;
use crate::cli::console::Console;
use crate::cli::{Globals, archive};
use crate::error::Result;
use crate::history::{Following, Story};

/// Look at stories again that were paused or untracked
///
/// The next `poll` looks at those whose time has come meanwhile.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff resume 12
  revdiff resume 12 13 14
  revdiff resume 12 && revdiff poll")]
pub struct Args {
    #[command(flatten)]
    stories: Stories,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_to_change(globals)?;
    let stories = archive::stories(&store, &args.stories.named)?;
    args.stories.set(&store, stories, Following::Active, words, console)?;
    Ok(ExitCode::SUCCESS)
}

fn words(_: &Story, before: Following) -> String {
    match before {
        Following::Active => "followed already".to_owned(),
        Following::Paused => "resumed".to_owned(),
        Following::Untracked => "followed again".to_owned(),
    }
}
