//! `revdiff list`: the stories, with what changed, when, the verdict and the state.

use std::process::ExitCode;

use serde::Serialize;

use crate::cli::console::Console;
use crate::cli::tables::{self, ListFormat, Table};
use crate::cli::{Globals, archive, times};
use crate::error::Result;
use crate::history::{Following, State, Story, StoryId};
use crate::render::verdict::verdict_line;
use crate::store::Store;
use crate::time::Time;
use crate::verdict::Verdict;

/// List the stories: what changed, when, the verdict and the state
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff list
  revdiff list --format jsonl | jq 'select(.versions > 1)'
  revdiff list --format csv > stories.csv")]
pub struct Args {
    /// How to print the list
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
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
    quarantined: bool,
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
            quarantined: story.quarantined,
            tags: story.tags,
            verdict: story.verdict,
            failures: story.failures,
        }
    }

    /// The row as a person reads it.
    fn cells(&self) -> Vec<String> {
        let state = match (self.quarantined, self.paused, self.state) {
            (true, ..) => "held back".to_owned(),
            (false, true, _) => "paused".to_owned(),
            (false, false, State::Live | State::Restored) if self.failures > 0 => {
                format!("failing ×{}", self.failures)
            }
            (false, false, state) => state.as_str().to_owned(),
        };
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
            state,
            verdict,
        ]
    }
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_existing(globals)?;
    let rows: Vec<Row> = store.stories()?.into_iter().map(Row::of).collect();
    if rows.is_empty() {
        console.note("no story is followed yet: `revdiff track <url-file>` follows some");
    }
    let table = Table {
        heads: &["id", "headline", "versions", "changed", "last read", "state", "verdict"],
        cells: Row::cells,
    };
    tables::print(&rows, args.format, &table, console)?;
    Ok(ExitCode::SUCCESS)
}
