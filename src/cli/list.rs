//! `revdiff list`: the stories, with what changed, when, the verdict and the state.

use std::collections::BTreeMap;
use std::process::ExitCode;

use chrono::TimeDelta;
use serde::Serialize;

use crate::cli::columns::Cell;
use crate::cli::console::Console;
use crate::cli::reports::alarm_words;
use crate::cli::selection::{Rank, Selection};
use crate::cli::tables::{self, Line, ListFormat, Row};
use crate::cli::{Globals, archive, clock, tag, times};
use crate::error::Result;
use crate::history::{Alarm, Following, State, StoryId};
use crate::overruling::Overruling;
use crate::render::verdict::{self, verdict_line};
use crate::schedule::rounds::{self, Missed};
use crate::store::Store;
use crate::store::listed::{KeptJudged, Listed};
use crate::time::Time;
use crate::verdict::Class;

/// List the stories: what changed, when, the verdict and the state
///
/// Beside each state stands how soon the next check is, and in brackets how long an edit can go
/// unseen until then. Several conditions together narrow the list down. Untracked stories are left out unless asked
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
struct Story<'a> {
    id: StoryId,
    url: &'a str,
    state: State,
    headline: Option<&'a str>,
    versions: u32,
    first_captured_at: Option<Time>,
    last_captured_at: Option<Time>,
    last_checked_at: Option<Time>,
    last_read_at: Option<Time>,
    next_check_at: Time,
    published: Option<&'a str>,
    updated: Option<&'a str>,
    pending: bool,
    paused: bool,
    following: Following,
    quarantined: bool,
    label: Option<&'a str>,
    tags: &'a [String],
    verdict: Option<KeptJudged<'a>>,
    state_since: Option<Time>,
    /// How often texts have taken turns since the newest version.
    turns: u32,
    /// How long an edit can go unseen now; none where nothing was read, or nothing will be.
    unseen_seconds: Option<i64>,
    /// How soon the next check comes; for people. None where there will be none.
    #[serde(skip)]
    next_in: Option<TimeDelta>,
    /// Checks in a row that failed; for people, in the state.
    #[serde(skip)]
    failures: u32,
}

impl<'a> Story<'a> {
    /// A story as it stands at an instant, where rounds of checks come that often.
    fn of(story: &'a Listed, now: Time, usual: Option<TimeDelta>) -> Story<'a> {
        let is_followed = story.following == Following::Active;
        let unseen = rounds::unseen_for(story.last_read_at, story.next_check_at, usual, now);
        Story {
            id: story.id,
            url: story.url,
            state: story.state,
            state_since: story.state_since,
            headline: story.headline,
            versions: story.versions,
            first_captured_at: story.first_captured_at,
            last_captured_at: story.last_captured_at,
            last_checked_at: story.last_checked_at,
            last_read_at: story.last_read_at,
            next_check_at: story.next_check_at,
            published: story.published,
            updated: story.updated,
            pending: story.is_pending,
            paused: story.following == Following::Paused,
            following: story.following,
            quarantined: story.quarantined,
            turns: story.turns,
            label: story.label,
            tags: &story.tags,
            verdict: story.verdict.map(|kept| kept.beside(story.overruled)),
            unseen_seconds: unseen.filter(|_| is_followed).map(|unseen| unseen.num_seconds()),
            next_in: is_followed.then(|| story.next_check_at - now),
            failures: story.failures,
        }
    }

    fn named(&self) -> String {
        let tags = (!self.tags.is_empty()).then(|| tag::words(self.tags));
        match (self.label, tags) {
            (Some(label), Some(tags)) => format!("{label} {tags}"),
            (label, tags) => tags.unwrap_or_else(|| label.unwrap_or("").to_owned()),
        }
    }

    fn verdict_words(&self) -> Cell {
        match (self.verdict, self.versions) {
            (Some(judged), _) => match judged.verdict.outline() {
                // A version differs from the one before, so that others stood between.
                Some(verdict) if verdict.class == Class::None => "returned to v1".into(),
                Some(rules) => match judged.overruled {
                    Some(Overruling { ruling, .. }) => {
                        format!("{} · {}", verdict_line(&rules), verdict::ruling(*ruling)).into()
                    }
                    None => verdict_line(&rules).into(),
                },
                None => "damaged".into(),
            },
            (None, 0) => "no version yet".into(),
            (None, _) => "unchanged".into(),
        }
    }

    fn next_words(&self) -> Cell {
        let Some(next_in) = self.next_in else { return "–".into() };
        let soon = match next_in > TimeDelta::zero() {
            true => times::brief(next_in),
            false => "now".to_owned(),
        };
        match self.unseen_seconds.map(TimeDelta::seconds) {
            Some(unseen) => format!("{soon} ({})", times::brief(unseen)).into(),
            None => soon.into(),
        }
    }

    fn state_words(&self) -> Cell {
        match (self.following, self.state) {
            (Following::Untracked, _) => "untracked".into(),
            (_, _) if self.pending => "held for a second look".into(),
            (_, State::Live | State::Restored | State::Moved) if self.quarantined => {
                "held back".into()
            }
            (Following::Paused, _) => "paused".into(),
            (Following::Active, State::Live | State::Restored) if self.failures > 0 => {
                format!("failing ×{}", self.failures).into()
            }
            (Following::Active, State::Live | State::Restored) if self.turns > 0 => {
                format!("takes turns ×{}", self.turns).into()
            }
            (Following::Active, state) => match self.state_since {
                Some(since) => {
                    format!("{} since {}", state.as_str(), times::local_day(since)).into()
                }
                None => state.as_str().into(),
            },
        }
    }
}

impl Row for Story<'_> {
    const HEADS: &'static [&'static str] =
        &["id", "headline", "label", "versions", "changed", "state", "next in", "verdict"];
    const FIELDS: &'static str = "id url state headline versions first_captured_at \
        last_captured_at last_checked_at last_read_at next_check_at published updated pending \
        paused following quarantined label tags verdict state_since turns unseen_seconds";

    fn cells(&self) -> Vec<Cell> {
        let changed = self.last_captured_at.filter(|_| self.versions > 1).map(times::local);
        vec![
            self.id.to_string().into(),
            self.headline.unwrap_or(self.url).to_owned().into(),
            self.named().into(),
            self.versions.to_string().into(),
            changed.map_or("–".into(), Cell::from),
            self.state_words(),
            self.next_words(),
            self.verdict_words(),
        ]
    }
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_existing(globals)?;
    let (selection, now) = (&args.selection, clock::now());
    let started = store.rounds(rounds::ROUNDS)?;
    let usual = rounds::usual(&started);
    let (mut is_empty, mut due_since) = (true, None);
    // Ordered as they come, so that no more than the limit is kept.
    let mut lines = BTreeMap::<Rank, Line>::new();
    store.each_story(&mut |story| {
        is_empty = false;
        if story.following == Following::Active {
            due_since = due_since.min(Some(story.next_check_at)).or(Some(story.next_check_at));
        }
        let rank = selection.rank(story);
        let is_full = lines.len() >= selection.limit();
        let is_beyond = is_full && lines.last_key_value().is_some_and(|(last, _)| *last < rank);
        if is_beyond || !selection.fits(story, now) {
            return;
        }
        lines.insert(rank, Line::of(&Story::of(story, now, usual), args.format));
        if is_full {
            lines.pop_last();
        }
    })?;
    if is_empty {
        console.note("no story is followed yet: `revdiff track <url-file>` follows some");
    } else if lines.is_empty() {
        console.note(&format!("no story fits; {}", selection.wider()));
    }
    tables::print::<Story>(lines.into_values(), args.format, console)?;
    if let Some(missed) = rounds::missed(&started, due_since, now) {
        console.note(&missed_words(&missed, now));
    }
    tell_alarms(&store.alarms()?, globals, console);
    Ok(ExitCode::SUCCESS)
}

/// That no rounds come any more, and what to do about it.
fn missed_words(missed: &Missed, now: Time) -> String {
    let since = match missed.last {
        Some(last) => format!("for {} (since {})", times::about(now - last), times::local(last)),
        None => "yet".to_owned(),
    };
    let usual = missed.usual.map_or(String::new(), |usual| {
        format!(", where one comes every {} as a rule", times::about(usual))
    });
    format!(
        "no round of checks {since}{usual}; `revdiff poll` looks now, and `revdiff schedule` shows \
         what should run it"
    )
}

/// Tells of hosts whose pages hold no articles any more, each once.
fn tell_alarms(alarms: &[Alarm], globals: &Globals, console: &Console) {
    if alarms.is_empty() || console.is_quiet() {
        return;
    }
    for alarm in alarms {
        console.note(&alarm_words(alarm));
    }
    // A store that cannot be written is no reason for a list to fail: it says so once more.
    let noted = archive::open_to_change(globals).and_then(|store| store.tell_alarms(alarms));
    if let Err(error) = noted {
        console.detail(&format!("this will be told again: {error:#}"));
    }
}
