//! The store that a command works on, and the stories and versions that its arguments name.

use std::cmp::Reverse;
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::cli::{Globals, environment};
use crate::error::{Error, Kind, Result};
use crate::history::{Following, Snapshot, Story, StoryId};
use crate::sources::address;
use crate::store::Store;
use crate::store::listed::Listed;
use crate::store::sqlite::SqliteStore;
use crate::text::visible::visible_line;

/// Candidates named in an error at most.
const CANDIDATES_MAX: usize = 5;
/// Words of a name that are looked for among the stories.
const WORDS_MAX: usize = 20;
/// Longer words are like no other.
const WORD_BYTES_MAX: usize = 100;

/// Opens the store for a command that writes, making it where it is missing.
pub fn open(globals: &Globals) -> Result<SqliteStore> {
    SqliteStore::open(&path(globals)?)
}

/// Opens the store for a command that changes stories it has already.
pub fn open_to_change(globals: &Globals) -> Result<SqliteStore> {
    SqliteStore::open_to_change(&path(globals)?)
}

/// Opens the store for a command that reads.
pub fn open_existing(globals: &Globals) -> Result<SqliteStore> {
    SqliteStore::open_existing(&path(globals)?)
}

/// Where the store is: as told, else in the user's data folder.
pub fn path(globals: &Globals) -> Result<PathBuf> {
    if let Some(path) = globals.store.clone().or_else(environment::store) {
        if path.is_dir() {
            let next = "name a file in it, such as revdiff.db";
            return Err(Error::invalid(format!("{} is a folder; {next}", path.display())));
        }
        return Ok(path);
    }
    let base = etcetera::choose_base_strategy().map_err(|error| {
        Error::invalid("no home folder is known; name the store with --store FILE").caused_by(error)
    })?;
    Ok(base.data_dir().join(Path::new("revdiff/revdiff.db")))
}

/// The stories that a user means, each once.
pub fn stories(store: &dyn Store, named: &[String]) -> Result<Vec<Story>> {
    let mut found = Vec::<Story>::new();
    for name in named {
        let story = story(store, name)?;
        if found.iter().all(|known| known.id != story.id) {
            found.push(story);
        }
    }
    Ok(found)
}

/// The story that a user means: by number, else by whole URL or alias, else by a part of its URL,
/// headline or label that no other has, or no other that is followed.
pub fn story(store: &dyn Store, named: &str) -> Result<Story> {
    if let Ok(number) = named.parse::<i64>() {
        return match store.story(StoryId(number)) {
            Err(error) if error.kind == Kind::NotFound => Err(unknown(store, named)?),
            story => story,
        };
    }
    if let Ok(address) = address::normalise(named)
        && let Some(id) = store.story_at(&address.url)?
    {
        return store.story(id);
    }
    // A whole URL is no part of another's: the story meant is not followed.
    if named.contains("://") {
        return Err(unknown(store, named)?);
    }
    let wanted = named.trim().to_lowercase();
    if wanted.is_empty() {
        return Err(Error::invalid("an empty name fits every story; `revdiff list` shows them"));
    }
    let mut matching = Vec::new();
    store.each_story(&mut |story| {
        if story.names().any(|name| name.to_lowercase().contains(&wanted)) {
            matching.push(Candidate::of(story));
        }
    })?;
    // What is followed no longer stands back: a slip that was tracked once makes nothing ambiguous.
    if matching.iter().any(|story| story.is_followed) {
        matching.retain(|story| story.is_followed);
    }
    match &matching[..] {
        [] => Err(unknown(store, named)?),
        [only] => store.story(only.id),
        several => Err(Error::not_found(format!(
            "{} fits {} stories; name one by its number:{}",
            visible_line(named),
            several.len(),
            lines(several)
        ))),
    }
}

/// A story that may have been meant.
struct Candidate {
    id: StoryId,
    line: String,
    is_followed: bool,
}

impl Candidate {
    fn of(story: &Listed) -> Candidate {
        let words = [Some(story.url), story.headline].into_iter().flatten().collect::<Vec<_>>();
        Candidate {
            id: story.id,
            line: visible_line(&words.join("  ")).into_owned(),
            is_followed: story.following != Following::Untracked,
        }
    }
}

/// The error for a story that is not there, with those whose names come near, or what it is instead.
fn unknown(store: &dyn Store, named: &str) -> Result<Error> {
    if let Ok(address) = address::normalise(named)
        && let Some(source) = store.sources()?.into_iter().find(|it| it.url == address.url)
    {
        let (id, named) = (source.id, visible_line(named));
        let next = format!("`revdiff sources --untrack {id}` follows it no longer");
        return Ok(Error::not_found(format!("{named} is no story but source {id}; {next}")));
    }
    let nearness = nearness(named);
    let (mut is_empty, mut near) = (true, Vec::new());
    store.each_story(&mut |story| {
        is_empty = false;
        near.extend(nearness(story).map(|near| ((Reverse(near), story.id), Candidate::of(story))));
    })?;
    near.sort_by_key(|&(rank, _)| rank);
    let near: Vec<Candidate> = near.into_iter().map(|(_, candidate)| candidate).collect();
    let next = match (is_empty, near.is_empty()) {
        (true, _) => "the store is empty: `revdiff track <url-file>` follows some".to_owned(),
        (false, true) => "`revdiff list` shows all".to_owned(),
        (false, false) => format!("`revdiff list` shows all; near it:{}", lines(&near)),
    };
    Ok(Error::not_found(format!("no story {}; {next}", visible_line(named))))
}

/// How near a story comes to a name: by its number; or by the words of its URL, headline and label
/// that are alike to words of the name, as typing errors leave them; not at all where none is.
fn nearness(named: &str) -> impl Fn(&Listed) -> Option<u64> {
    let number = named.parse::<i64>();
    let wanted: Vec<String> = words(named).take(WORDS_MAX).collect();
    move |story| {
        if let Ok(number) = number {
            return Some(u64::MAX - number.abs_diff(story.id.0));
        }
        let known: Vec<String> = story.names().flat_map(words).collect();
        let best = |wanted: &String| known.iter().map(|word| likeness(wanted, word)).max();
        let sum = wanted.iter().filter_map(best).sum();
        (sum > 0).then_some(sum)
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
}

/// Thousandths, and nothing below eight hundred.
fn likeness(wanted: &str, word: &str) -> u64 {
    if wanted.len() > WORD_BYTES_MAX || wanted.len().abs_diff(word.len()) > 2 {
        return 0;
    }
    let likeness = strsim::jaro(wanted, word);
    if likeness < 0.8 { 0 } else { (likeness * 1000.0) as u64 }
}

fn lines(candidates: &[Candidate]) -> String {
    let shown = candidates.iter().take(CANDIDATES_MAX);
    let mut lines: String = shown.map(|it| format!("\n  {}  {}", it.id, it.line)).collect();
    if candidates.len() > CANDIDATES_MAX {
        lines.push_str("\n  …");
    }
    lines
}

/// The version of that number; none asked for gives the one that `default` picks.
pub fn version<'a>(
    snapshots: &'a [Snapshot],
    wanted: Option<u32>,
    default: fn(&'a [Snapshot]) -> Option<&'a Snapshot>,
) -> Result<Option<&'a Snapshot>> {
    let Some(wanted) = wanted else { return Ok(default(snapshots)) };
    let found = snapshots.iter().find(|snapshot| snapshot.version == wanted);
    match (found, snapshots.last()) {
        (Some(snapshot), _) => Ok(Some(snapshot)),
        (None, Some(last)) => Err(Error::not_found(format!(
            "no version {wanted}; the story has versions 1 to {}",
            last.version
        ))),
        (None, None) => Ok(None),
    }
}
