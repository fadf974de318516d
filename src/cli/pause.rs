//! `revdiff pause`: look at stories no more until they are resumed.

use std::process::ExitCode;

use crate::cli::change::Stories;
use crate::cli::console::Console;
use crate::cli::{Globals, archive};
use crate::error::{Error, Result};
use crate::history::{Following, Story};

/// Look at stories no more until they are resumed
///
/// `poll` passes them over, with --all too. They stay in the list, and their versions stay.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff pause 12
  revdiff pause 12 13 14
  revdiff list --state paused")]
pub struct Args {
    #[command(flatten)]
    stories: Stories,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_to_change(globals)?;
    let stories = archive::stories(&store, &args.stories.named)?;
    if let Some(Story { id, .. }) =
        stories.iter().find(|story| story.following == Following::Untracked)
    {
        let next = format!("`revdiff resume {id}` takes it up again");
        return Err(Error::invalid(format!("story {id} is untracked, not looked at; {next}")));
    }
    args.stories.set(&store, stories, Following::Paused, words, console)?;
    Ok(ExitCode::SUCCESS)
}

fn words(_: &Story, before: Following) -> String {
    match before {
        Following::Active | Following::Untracked => "paused".to_owned(),
        Following::Paused => "paused already".to_owned(),
    }
}
