//! `revdiff as-of`: the article as it read at an instant.

use std::process::ExitCode;

use clap::ValueEnum;
use serde_json::json;

use crate::cli::console::Console;
use crate::cli::since::Since;
use crate::cli::{Globals, archive, clock, times};
use crate::error::{Error, Result};
use crate::history::Story;
use crate::history::as_of::{AsOf, Certainty, as_of};
use crate::reading;
use crate::render::{self, data};
use crate::store::Store;
use crate::text::visible::{visible, visible_line};
use crate::time::Time;

/// Print the article as it read at an instant
///
/// Beside it stands how sure that is: a version is known to have stood from its capture to the last
/// check that still read it; when the next one came between two checks is not known.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff as-of 1 2025-12-01T14:05:00Z
  revdiff as-of https://news.example/story 2025-12-01
  revdiff as-of ferry 36h --format json")]
pub struct Args {
    /// The story: its number, its URL, or a part of its URL, headline or label
    story: String,
    /// The instant: an RFC 3339 time, a day, which begins at midnight, or how long ago, as 2d
    #[arg(value_parser = Since::parse)]
    time: Since,
    /// How to print the article
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// One JSON object
    Json,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_existing(globals)?;
    let story = archive::story(&store, &args.story)?;
    let at = args.time.time(clock::now());
    let snapshots = store.snapshots(story.id)?;
    let Some(stood) = as_of(&snapshots, story.last_read_at, at) else {
        return Err(before_all(&story, snapshots.first().map(|first| first.captured_at)));
    };
    let article = reading::of(&store, stood.snapshot)?.article;
    match args.format {
        Format::Json => {
            let AsOf { snapshot, seen_until, gone_by, certainty } = stood;
            let record = json!({
                "story": {"id": story.id, "url": story.url},
                "at": at,
                "version": snapshot.version,
                "url": snapshot.url,
                "captured_at": snapshot.captured_at,
                "seen_until": seen_until,
                "gone_by": gone_by,
                "certainty": certainty,
                "article": render::article::json(&article),
            });
            console.write_line(&data::line(&record))?;
        }
        Format::Text => {
            console.page();
            console.write_line(&visible_line(&words(&stood, at)))?;
            console.write_line(&format!("\n{}", visible(&article.whole_text())))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The version, and how sure it is that it stood then.
fn words(stood: &AsOf, at: Time) -> String {
    let version = stood.snapshot.version;
    let [at, from, until] =
        [at, stood.snapshot.captured_at, stood.seen_until].map(times::local_exact);
    let next = stood.gone_by.map(times::local_exact);
    match (stood.certainty, next) {
        (Certainty::Between, Some(next)) => format!(
            "v{version} or v{} at {at}: v{version} was last read at {until}, the next version at {next}",
            version + 1
        ),
        (Certainty::Since, _) => {
            format!("v{version} at {at}, as far as is known: it was last read at {until}")
        }
        (Certainty::Seen | Certainty::Between, _) => {
            format!("v{version} at {at}: it was read from {from} to {until}")
        }
    }
}

fn before_all(story: &Story, first: Option<Time>) -> Error {
    let id = story.id;
    Error::not_found(match first {
        Some(first) => {
            let first = times::local_exact(first);
            format!("story {id} has no version of that time; its first was captured at {first}")
        }
        None => {
            format!(
                "story {id} has no version yet; `revdiff log {id}` tells what its checks brought"
            )
        }
    })
}
