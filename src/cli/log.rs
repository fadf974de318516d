//! `revdiff log`: the checks and versions of a story, in time order.

use std::process::ExitCode;

use serde::Serialize;

use crate::cli::columns::Cell;
use crate::cli::console::Console;
use crate::cli::reports;
use crate::cli::rulings::{self, Said};
use crate::cli::tables::{self, Line, ListFormat, Row};
use crate::cli::{Globals, archive, times};
use crate::digest::Digest;
use crate::error::Result;
use crate::history::{Event, FailureKind, LoggedCheck, OutcomeName, Snapshot, Story};
use crate::page::{Redirect, Response};
use crate::store::Store;
use crate::time::Time;

/// Show the checks and versions of a story
///
/// Checks that found nothing new are not kept one by one but counted: --all shows how many there
/// were between those that brought something.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff log 1
  revdiff log 1 --all
  revdiff log https://news.example/story --format jsonl")]
pub struct Args {
    /// The story: its number, its URL, or a part of its URL, headline or label
    story: String,
    /// Show how many checks found nothing new, too
    #[arg(long)]
    all: bool,
    /// How to print the log
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

/// A line of the log as data.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Entry {
    Check {
        at: Time,
        outcome: OutcomeName,
        http_status: Option<u16>,
        final_url: Option<String>,
        failure: Option<FailureKind>,
        evidence: Option<String>,
        page_digest: Option<Digest>,
        events: Vec<Event>,
        request: Option<Asked>,
    },
    Snapshot {
        version: u32,
        captured_at: Time,
        not_before: Option<Time>,
        url: String,
        article_digest: Digest,
        page_digest: Digest,
        chain: Digest,
        extractor: u32,
    },
    /// What a person said of the verdict on the edit that made a version.
    Overruling(Said),
    /// Checks that found nothing new, after one that is kept and until the next or the newest.
    Quiet { after: Time, until: Time, checks: u32 },
}

/// What was asked with, by whom of whom: editions of a page differ by these.
#[derive(Serialize)]
struct Asked {
    headers: Vec<(String, String)>,
    /// The address that we came from, as far as this machine knows it.
    from: Option<String>,
    /// The address that answered, with the port.
    to: Option<String>,
    redirects: Vec<Redirect>,
}

impl Asked {
    fn of(response: Response) -> Asked {
        let Response { asked, local, remote, redirects, .. } = response;
        Asked { headers: asked, from: local, to: remote, redirects }
    }
}

impl Entry {
    fn of_check(check: LoggedCheck) -> Entry {
        Entry::Check {
            at: check.at,
            outcome: check.outcome,
            http_status: check.http_status,
            final_url: check.final_url,
            failure: check.failure,
            evidence: check.evidence.or_else(|| reports::events_words(&check.events)),
            page_digest: check.page_digest,
            events: check.events,
            request: check.response.map(Asked::of),
        }
    }

    fn of_snapshot(snapshot: Snapshot) -> Entry {
        Entry::Snapshot {
            version: snapshot.version,
            captured_at: snapshot.captured_at,
            not_before: snapshot.not_before,
            url: snapshot.url,
            article_digest: snapshot.article_digest,
            page_digest: snapshot.page_digest,
            chain: snapshot.chain,
            extractor: snapshot.extractor,
        }
    }

    fn at(&self) -> Time {
        match self {
            Entry::Check { at, .. } => *at,
            Entry::Snapshot { captured_at, .. } => *captured_at,
            Entry::Overruling(said) => said.at(),
            Entry::Quiet { until, .. } => *until,
        }
    }
}

impl Row for Entry {
    const HEADS: &'static [&'static str] = &["when", "what", "detail"];
    const FIELDS: &'static str = "type at outcome http_status final_url failure evidence \
        page_digest events request version captured_at not_before url article_digest chain extractor class \
        disclosure by why withdrawn stands after until \
        checks";

    fn cells(&self) -> Vec<Cell> {
        let (what, detail) = match self {
            Entry::Check { outcome, http_status, evidence, events, .. } => {
                let status = http_status.map(|status| format!("HTTP {status}"));
                // Where nothing else was seen, the evidence is the events' words.
                let events =
                    reports::events_words(events).filter(|it| Some(it) != evidence.as_ref());
                let details: Vec<String> =
                    [status, evidence.clone(), events].into_iter().flatten().collect();
                (outcome.as_str().replace('_', " "), details.join(" · "))
            }
            Entry::Snapshot { version, not_before, page_digest, .. } => {
                let since = not_before.map_or(String::new(), |before| {
                    format!("changed after {} · ", times::local_exact(before))
                });
                let digest = page_digest.to_string();
                (format!("version {version}"), format!("{since}page {}", &digest[..12]))
            }
            Entry::Overruling(said) => {
                let what = format!("verdict on v{}", said.version());
                (what, format!("{} · {}", said.words(), said.by()))
            }
            Entry::Quiet { after, until, checks } => {
                let what = if *checks == 1 { "1 check".into() } else { format!("{checks} checks") };
                let [after, until] = [after, until].map(|&time| times::local_exact(time));
                (what, format!("nothing new between {after} and {until}"))
            }
        };
        let when = match self {
            Entry::Check { .. } | Entry::Snapshot { .. } | Entry::Overruling(_) => {
                times::local_exact(self.at()).into()
            }
            // They are counted, not timed.
            Entry::Quiet { .. } => "".into(),
        };
        vec![when, what.into(), detail.into()]
    }
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_existing(globals)?;
    let story = archive::story(&store, &args.story)?;
    let checks = store.checks(story.id)?;
    let mut entries = if args.all { quiet(&story, &checks) } else { Vec::new() };
    entries.extend(checks.into_iter().map(Entry::of_check));
    entries.extend(store.snapshots(story.id)?.into_iter().map(Entry::of_snapshot));
    let said = rulings::said(store.overrulings(story.id)?);
    entries.extend(said.into_iter().map(Entry::Overruling));
    entries.sort_by_key(Entry::at);
    let lines = entries.iter().map(|entry| Line::of(entry, args.format));
    tables::print::<Entry>(lines, args.format, console)?;
    Ok(ExitCode::SUCCESS)
}

/// The checks that found nothing new, before each logged one and after the newest.
fn quiet(story: &Story, checks: &[LoggedCheck]) -> Vec<Entry> {
    let logged = checks.iter().map(|check| (check.at, check.quiet_before));
    let newest = (story.last_checked_at.unwrap_or(story.added_at), story.quiet);
    let mut after = story.added_at;
    let mut entries = Vec::new();
    for (until, checks) in logged.chain([newest]) {
        if checks > 0 {
            entries.push(Entry::Quiet { after, until, checks });
        }
        after = until;
    }
    entries
}
