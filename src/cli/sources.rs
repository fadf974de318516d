//! `revdiff sources`: the feeds, sitemaps and lists that stories come from.

use std::collections::BTreeSet;
use std::process::ExitCode;

use serde::Serialize;

use crate::cli::columns::Cell;
use crate::cli::console::Console;
use crate::cli::tables::{self, Line, ListFormat, Row};
use crate::cli::{Globals, archive, source_news, times};
use crate::error::{Error, Result};
use crate::history::{FailureKind, Following};
use crate::sources::address;
use crate::sources::limits::{LeftOut, Limits};
use crate::sources::listing::Kind;
use crate::sources::source::{Source, SourceId};
use crate::store::Store;
use crate::text::visible::visible_line;
use crate::time::Time;

/// List the feeds, sitemaps and lists that stories come from
///
/// `track` finds them: a URL whose answer is a feed, a sitemap or a list of these is a source, and
/// `poll` follows the stories that it lists as they come. Sources that are untracked, and what they
/// listed as sources, are left out unless asked for; their stories stay followed. To track a
/// source's URL again takes it up again.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff sources
  revdiff sources --untrack 3
  revdiff sources --story 12
  revdiff sources --format jsonl | jq 'select(.failure)'")]
pub struct Args {
    /// Only these: by number, URL, or a part of the URL, title or label that no other has
    #[arg(value_name = "SOURCE")]
    named: Vec<String>,
    /// Follow these sources no longer; their stories stay followed
    #[arg(long, requires = "named", conflicts_with = "story")]
    untrack: bool,
    /// Only sources that have listed this story
    #[arg(long, value_name = "ID")]
    story: Option<String>,
    /// List untracked sources too
    #[arg(long)]
    all: bool,
    /// How to print the list
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

/// A source as data.
#[derive(Serialize)]
struct Listed<'a> {
    id: SourceId,
    url: &'a str,
    kind: Option<Kind>,
    title: Option<&'a str>,
    parent: Option<SourceId>,
    following: Following,
    label: Option<&'a str>,
    tags: &'a [String],
    limits: &'a Limits,
    stories: u32,
    listed: u32,
    left_out: LeftOut,
    defects: &'a [String],
    failures: u32,
    failure: Option<FailureKind>,
    evidence: Option<&'a str>,
    added_at: Time,
    last_checked_at: Option<Time>,
    last_read_at: Option<Time>,
    last_new_at: Option<Time>,
    next_check_at: Time,
}

impl<'a> Listed<'a> {
    fn of(source: &'a Source) -> Listed<'a> {
        Listed {
            id: source.id,
            url: &source.url,
            kind: source.kind,
            title: source.title.as_deref(),
            parent: source.parent,
            following: source.following,
            label: source.label.as_deref(),
            tags: &source.tags,
            limits: &source.limits,
            stories: source.stories,
            listed: source.listed,
            left_out: source.left_out,
            defects: &source.defects,
            failures: source.failures,
            failure: source.failure,
            evidence: source.evidence.as_deref(),
            added_at: source.added_at,
            last_checked_at: source.last_checked_at,
            last_read_at: source.last_read_at,
            last_new_at: source.last_new_at,
            next_check_at: source.next_check_at,
        }
    }

    fn state_words(&self) -> Cell {
        match (self.following, self.evidence, self.last_checked_at) {
            (Following::Untracked, ..) => "untracked".into(),
            (_, Some(_), _) => format!("failing ×{}", self.failures).into(),
            (_, None, None) => "not looked at yet".into(),
            (_, None, Some(_)) if self.defects.is_empty() => "live".into(),
            (_, None, Some(_)) => "used in part".into(),
        }
    }
}

/// What is wrong with a source: why it fails, or what of it could not be used.
fn faults(source: &Source) -> impl Iterator<Item = String> {
    let failed = source.evidence.iter().map(|evidence| format!("failed ({evidence})"));
    let in_part = source.defects.iter().map(|defect| format!("used in part: {defect}"));
    let id = source.id;
    failed.chain(in_part).map(move |fault| format!("source {id}: {fault}"))
}

impl Row for Listed<'_> {
    const HEADS: &'static [&'static str] =
        &["id", "source", "title", "kind", "stories", "last new", "last look", "state"];
    const FIELDS: &'static str = "id url kind title parent following label tags limits stories \
        listed left_out defects failures failure evidence added_at last_checked_at last_read_at \
        last_new_at next_check_at";

    fn cells(&self) -> Vec<Cell> {
        let time = |at: Option<Time>| at.map_or("–".into(), |at| times::local(at).into());
        vec![
            self.id.to_string().into(),
            self.url.to_owned().into(),
            self.label.or(self.title).unwrap_or("").to_owned().into(),
            self.kind.map_or("", Kind::words).into(),
            self.stories.to_string().into(),
            time(self.last_new_at),
            time(self.last_checked_at),
            self.state_words(),
        ]
    }
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    if args.untrack {
        return untrack(&args, globals, console);
    }
    let store = archive::open_existing(globals)?;
    let sources = store.sources()?;
    let is_empty = sources.is_empty();
    let wanted = wanted(&args, &store, &sources)?;
    let is_shown = |source: &&Source| match &wanted {
        Some(ids) => ids.contains(&source.id),
        None => args.all || source.following != Following::Untracked,
    };
    let shown: Vec<&Source> = sources.iter().filter(is_shown).collect();
    if is_empty {
        let next = "`revdiff track <url-file>` follows feeds and sitemaps";
        console.note(&format!("no source is followed yet: {next}"));
    } else if shown.is_empty() {
        console.note("no source fits; `revdiff sources --all` shows all");
    }
    print(&shown, args.format, console)?;
    if args.format == ListFormat::Table {
        let faults = shown.iter().flat_map(|source| faults(source));
        faults.for_each(|fault| console.note(&visible_line(&fault)));
    }
    Ok(ExitCode::SUCCESS)
}

fn print(sources: &[&Source], format: ListFormat, console: &mut Console) -> Result<()> {
    let lines = sources.iter().map(|source| Line::of(&Listed::of(source), format));
    tables::print::<Listed>(lines, format, console)
}

/// The sources that are asked for; none where all are.
fn wanted(
    args: &Args,
    store: &dyn Store,
    sources: &[Source],
) -> Result<Option<BTreeSet<SourceId>>> {
    let named: Result<BTreeSet<SourceId>> =
        args.named.iter().map(|name| named(sources, name)).collect();
    let named = Some(named?).filter(|named| !named.is_empty());
    let Some(story) = &args.story else { return Ok(named) };
    let story = archive::story(store, story)?;
    let of_story: BTreeSet<SourceId> = store.sources_of(story.id)?.into_iter().collect();
    Ok(Some(match named {
        Some(named) => of_story.intersection(&named).copied().collect(),
        None => of_story,
    }))
}

fn untrack(args: &Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_to_change(globals)?;
    let sources = store.sources()?;
    let ids: Result<Vec<SourceId>> = args.named.iter().map(|name| named(&sources, name)).collect();
    let untracked = store.untrack_sources(&ids?)?;
    let sources = store.sources()?;
    let shown: Vec<&Source> =
        sources.iter().filter(|source| untracked.contains(&source.id)).collect();
    let stories = shown.iter().map(|source| u64::from(source.stories)).sum();
    print(&shown, args.format, console)?;
    console.note(&match untracked.len() {
        0 => "untracked already".to_owned(),
        count => source_news::untracked(count, stories),
    });
    Ok(ExitCode::SUCCESS)
}

/// The source that a user means: by number, else by whole URL, else by a part of its URL, title or
/// label that no other has.
pub fn named(sources: &[Source], name: &str) -> Result<SourceId> {
    let is_that = |source: &&Source| match name.parse::<i64>() {
        Ok(number) => source.id == SourceId(number),
        Err(_) => address::normalise(name).is_ok_and(|address| address.url == source.url),
    };
    if let Some(source) = sources.iter().find(is_that) {
        return Ok(source.id);
    }
    let part = name.trim().to_lowercase();
    let holds = |text: &str| !part.is_empty() && text.to_lowercase().contains(&part);
    let fits = |source: &&Source| {
        let names = [Some(source.url.as_str()), source.title.as_deref(), source.label.as_deref()];
        part.parse::<i64>().is_err() && names.into_iter().flatten().any(holds)
    };
    match &sources.iter().filter(fits).collect::<Vec<_>>()[..] {
        [only] => Ok(only.id),
        [] => {
            let name = visible_line(name);
            Err(Error::not_found(format!("no source {name}; `revdiff sources --all` shows them")))
        }
        several => {
            let lines = several.iter().take(CANDIDATES_MAX);
            let lines = lines.map(|it| format!("\n  {}  {}", it.id, visible_line(&it.url)));
            Err(Error::not_found(format!(
                "{} fits {} sources; name one by its number:{}",
                visible_line(name),
                several.len(),
                lines.collect::<String>()
            )))
        }
    }
}

/// Candidates named in an error at most.
const CANDIDATES_MAX: usize = 5;
