//! `revdiff list`: the stories, with what changed, when, the verdict and the state.

use std::process::ExitCode;

use serde::Serialize;

use crate::cli::console::Console;
use crate::cli::selection::Selection;
use crate::cli::tables::{self, ListFormat, Table};
use crate::cli::{Globals, archive, clock, tag, times};
use crate::error::Result;
use crate::history::{Following, State, Story, StoryId};
use crate::render::verdict::verdict_line;
use crate::store::Store;
use crate::time::Time;
use crate::verdict::Verdict;

/// List the stories: what changed, when, the verdict and the state
///
/// Several conditions together narrow the list down. Untracked stories are left out unless asked
/// for.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff list
  revdiff list --changed --since 2d --sort changed
  revdiff list --site news.example --verdict stealth
  revdiff list --tag quake --state live,restored
  revdiff list --format jsonl | jq 'select(.versions > 1)'
  revdiff list --format csv > stories.csv")]
pub struct Args {
    /// How to print the list
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
    #[command(flatten)]
    selection: Selection,
}

/// A story as data.
#[derive(Serialize)]
struct Row {
    id: StoryId,
    url: String,
    state: State,
    headline: Option<String>,
    versions: u32,
    first_captured_at: Option<Time>,
    last_captured_at: Option<Time>,
    last_checked_at: Option<Time>,
    last_read_at: Option<Time>,
    next_check_at: Time,
    published: Option<String>,
    updated: Option<String>,
    pending: bool,
    paused: bool,
    following: Following,
    quarantined: bool,
    label: Option<String>,
    tags: Vec<String>,
    verdict: Option<Verdict>,
    /// Checks in a row that failed; for people, in the state.
    #[serde(skip)]
    failures: u32,
}

impl Row {
    fn of(story: Story) -> Row {
        let latest = story.latest;
        Row {
            id: story.id,
            url: story.url,
            state: story.state,
            versions: latest.as_ref().map_or(0, |latest| latest.version),
            first_captured_at: latest.as_ref().map(|latest| latest.first_captured_at),
            last_captured_at: latest.as_ref().map(|latest| latest.captured_at),
            last_checked_at: story.last_checked_at,
            last_read_at: story.last_read_at,
            next_check_at: story.next_check_at,
            published: latest.as_ref().and_then(|latest| latest.published.clone()),
            updated: latest.as_ref().and_then(|latest| latest.updated.clone()),
            headline: latest.and_then(|latest| latest.headline),
            // Nothing is held back for a second look yet, so nothing is pending.
            pending: false,
            paused: story.following == Following::Paused,
            following: story.following,
            quarantined: story.quarantined,
            label: story.label,
            tags: story.tags,
            verdict: story.verdict,
            failures: story.failures,
        }
    }

    /// The row as a person reads it.
    fn cells(&self) -> Vec<String> {
        let changed = self.last_captured_at.filter(|_| self.versions > 1).map(times::local);
        let verdict = match (&self.verdict, self.versions) {
            (Some(verdict), _) => verdict_line(verdict),
            (None, 0) => "no version yet".into(),
            (None, _) => "unchanged".into(),
        };
        vec![
            self.id.to_string(),
            self.headline.clone().unwrap_or_else(|| self.url.clone()),
            self.versions.to_string(),
            changed.unwrap_or_else(|| "–".into()),
            self.last_read_at.map_or_else(|| "never".into(), times::local),
            self.state_words(),
            verdict,
        ]
    }

    /// The row as a person reads it, with its label and tags.
    fn named_cells(&self) -> Vec<String> {
        let tags = (!self.tags.is_empty()).then(|| tag::words(&self.tags));
        let named: Vec<String> = self.label.clone().into_iter().chain(tags).collect();
        let mut cells = self.cells();
        cells.insert(2, named.join(" "));
        cells
    }

    fn state_words(&self) -> String {
        match (self.following, self.state) {
            (Following::Untracked, _) => "untracked".to_owned(),
            (_, _) if self.quarantined => "held back".to_owned(),
            (Following::Paused, _) => "paused".to_owned(),
            (Following::Active, State::Live | State::Restored) if self.failures > 0 => {
                format!("failing ×{}", self.failures)
            }
            (Following::Active, state) => state.as_str().to_owned(),
        }
    }
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_existing(globals)?;
    let stories = store.stories()?;
    let is_empty = stories.is_empty();
    let stories = args.selection.of(stories, clock::now());
    match (is_empty, stories.is_empty()) {
        (true, _) => {
            console.note("no story is followed yet: `revdiff track <url-file>` follows some")
        }
        (false, true) => console.note("no story fits; `revdiff list --all` shows every one"),
        (false, false) => {}
    }
    let rows: Vec<Row> = stories.into_iter().map(Row::of).collect();
    let is_named = rows.iter().any(|row| row.label.is_some() || !row.tags.is_empty());
    let table = if is_named { NAMED } else { PLAIN };
    tables::print(&rows, args.format, &table, console)?;
    Ok(ExitCode::SUCCESS)
}

/// The table where no story has a label or tags.
const PLAIN: Table<Row> = Table {
    heads: &["id", "headline", "versions", "changed", "last read", "state", "verdict"],
    cells: Row::cells,
};

const NAMED: Table<Row> = Table {
    heads: &["id", "headline", "label", "versions", "changed", "last read", "state", "verdict"],
    cells: Row::named_cells,
};
