//! `revdiff untrack`: follow stories no longer; their versions stay.

use std::process::ExitCode;

use crate::cli::change::{self, Stories};
use crate::cli::console::Console;
use crate::cli::{Globals, archive};
use crate::error::Result;
use crate::history::{Following, Story};
use crate::render::words::plural;

/// Follow stories no longer; their versions stay
///
/// An untracked story is not looked at and not listed, but nothing of it is deleted: `show` and
/// `log` still know it, and so does `list --all`. Tracking its URL again, or `resume`, takes it up
/// again.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff untrack 12
  revdiff untrack https://news.example/story
  revdiff list --state untracked")]
pub struct Args {
    #[command(flatten)]
    stories: Stories,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_to_change(globals)?;
    let stories = archive::stories(&store, &args.stories.named)?;
    args.stories.set(&store, stories, Following::Untracked, words, console)?;
    Ok(ExitCode::SUCCESS)
}

fn words(story: &Story, before: Following) -> String {
    let kept = match change::versions(story) {
        0 => "no version".to_owned(),
        count => format!("{} kept", plural(u64::from(count), "version")),
    };
    match before {
        Following::Active | Following::Paused => format!("untracked, {kept}"),
        Following::Untracked => format!("untracked already, {kept}"),
    }
}
