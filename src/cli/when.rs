//! `revdiff when`: the versions in which a phrase appeared, vanished and returned.

use std::process::ExitCode;

use serde::Serialize;

use crate::blame::passages::passages;
use crate::blame::phrase::{Phrase, Standing, Turn, Turns};
use crate::cli::columns::Cell;
use crate::cli::console::Console;
use crate::cli::tables::{self, Line, ListFormat, Row};
use crate::cli::{Globals, archive, times};
use crate::error::{Error, Result};
use crate::history::Snapshot;
use crate::reading;
use crate::render::words;
use crate::render::wrap::shorten;
use crate::store::Store;
use crate::text::visible::visible_line;
use crate::time::Time;

/// Sentences longer than this are cut in tables.
const SENTENCE_COLUMNS_MAX: usize = 80;

/// Show in which versions of a story a phrase appeared, vanished and returned
///
/// Words count whole and in a row. White space, case and the shapes of quotation marks and dashes
/// make no difference; every other mark does.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff when 1 \"two warnings\"
  revdiff when https://news.example/story \"held for 5 days\"
  revdiff when ferry \"may have put lives at risk\" --format jsonl")]
pub struct Args {
    /// The story: its number, its URL, or a part of its URL, headline or label
    story: String,
    /// The words to look for, in quotation marks of the shell's
    phrase: String,
    /// How to print what became of it
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

/// What a version did to the phrase.
#[derive(Serialize)]
struct Event {
    event: Turn,
    version: u32,
    captured_at: Time,
    not_before: Option<Time>,
    occurrences: usize,
    sentence: String,
}

impl Event {
    fn new(snapshot: &Snapshot, (turn, standing): (Turn, Standing)) -> Event {
        Event {
            event: turn,
            version: snapshot.version,
            captured_at: snapshot.captured_at,
            not_before: snapshot.not_before,
            occurrences: standing.occurrences,
            sentence: standing.sentence,
        }
    }
}

impl Row for Event {
    const HEADS: &'static [&'static str] =
        &["what", "version", "captured", "not before", "sentence"];
    const FIELDS: &'static str = "event version captured_at not_before occurrences sentence";

    fn cells(&self) -> Vec<Cell> {
        vec![
            self.event.as_str().into(),
            format!("v{}", self.version).into(),
            times::local_exact(self.captured_at).into(),
            self.not_before.map_or("".into(), |time| times::local_exact(time).into()),
            shorten(&self.sentence, SENTENCE_COLUMNS_MAX).into(),
        ]
    }
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let Some(phrase) = Phrase::new(&args.phrase) else {
        return Err(Error::invalid("an empty phrase stands everywhere; name a word at least"));
    };
    let store = archive::open_existing(globals)?;
    let story = archive::story(&store, &args.story)?;
    let snapshots = store.snapshots(story.id)?;
    let mut turns = Turns::default();
    let mut events = Vec::new();
    for snapshot in &snapshots {
        let read = reading::of(&store, snapshot)?;
        let turn = turns.next(phrase.standing(&passages(&read.article)));
        events.extend(turn.map(|turn| Event::new(snapshot, turn)));
    }
    if events.is_empty() {
        let (phrase, count) = (visible_line(&args.phrase), snapshots.len() as u64);
        let versions = words::plural(count, "version");
        console.note(&format!("“{phrase}” is not in story {}: {versions} looked at", story.id));
    }
    let lines = events.iter().map(|event| Line::of(event, args.format));
    tables::print::<Event>(lines, args.format, console)?;
    Ok(ExitCode::SUCCESS)
}
