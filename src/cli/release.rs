//! `revdiff release`: make what was held back a version.

use std::process::ExitCode;

use crate::cli::change::{self, Format, News};
use crate::cli::console::Console;
use crate::cli::{Globals, archive, clock};
use crate::error::{Error, Result};
use crate::history::Story;
use crate::poll::examine::{self, Look};
use crate::reading::Reader;
use crate::store::{Passed, Store};

/// Make a page that was held back as no article a version
///
/// A page that is recognised as an error, a wall, a log-in or a challenge stays held back until a
/// good answer follows, or until it is released: then it is a version, captured when it came, and
/// what was held against it holds back no page of the story any more. `log` shows what was held
/// back and why.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff release 12
  revdiff list --state quarantined
  revdiff log 12")]
pub struct Args {
    /// The stories: by number, URL, or a part of the URL, headline or label that no other has
    #[arg(value_name = "ID", required = true)]
    named: Vec<String>,
    /// How to print what was done
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_to_change(globals)?;
    for story in archive::stories(&store, &args.named)? {
        let (words, news) = release(&store, &story)?;
        let story = store.story(story.id)?;
        change::tell(&story, news, &words, args.format, console)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Releases what is held back of a story; what to tell of it.
fn release(store: &dyn Store, story: &Story) -> Result<(String, News)> {
    let Some(held) = store.held_back(story.id)? else {
        return Ok(("nothing held back".to_owned(), News::None));
    };
    let look = Look { store, reader: Reader::PRESENT, story, now: held.at };
    let Some(capture) = examine::let_through(&look, held.page)? else {
        let next = format!("`revdiff log {}` tells what came", story.id);
        return Err(Error::invalid(format!(
            "the page held back of story {} has no text to be a version; {next}",
            story.id
        )));
    };
    let passed = Passed { at: clock::now(), held_at: held.at, evidence: held.evidence, capture };
    match store.let_pass(story.id, &passed)? {
        Some(version) => Ok((format!("released v{version}"), News::Some)),
        None => Ok(("nothing held back".to_owned(), News::None)),
    }
}
