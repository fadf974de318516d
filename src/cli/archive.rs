//! The store that a command works on, and the stories and versions that its arguments name.

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::cli::Globals;
use crate::error::{Error, Kind, Result};
use crate::history::{Snapshot, Story, StoryId};
use crate::sources::address;
use crate::store::Store;
use crate::store::sqlite::SqliteStore;
use crate::text::visible::visible;

/// Candidates named in an error at most.
const CANDIDATES_MAX: usize = 5;

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
    if let Some(path) = &globals.store {
        if path.is_dir() {
            let next = "name a file in it, such as revdiff.db";
            return Err(Error::invalid(format!("{} is a folder; {next}", path.display())));
        }
        return Ok(path.clone());
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

/// The story that a user means: by number, else by URL or alias, else by a part of its URL,
/// headline or label that no other has.
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
    let wanted = named.trim().to_lowercase();
    if wanted.is_empty() {
        return Err(Error::invalid("an empty name fits every story; `revdiff list` shows them"));
    }
    let mut matching = store.stories()?;
    matching.retain(|story| is_part(story, &wanted));
    match matching.len() {
        0 => Err(unknown(store, named)?),
        1 => Ok(matching.remove(0)),
        count => Err(Error::not_found(format!(
            "{} fits {count} stories; name one by its number:{}",
            visible(named),
            candidates(&matching)
        ))),
    }
}

fn is_part(story: &Story, wanted: &str) -> bool {
    texts(story).any(|text| text.to_lowercase().contains(wanted))
}

/// What a story can be known by: its URL, its headline and its label.
fn texts(story: &Story) -> impl Iterator<Item = &str> {
    let headline = story.latest.as_ref().and_then(|latest| latest.headline.as_deref());
    [Some(story.url.as_str()), headline, story.label.as_deref()].into_iter().flatten()
}

/// The error for a story that is not there, with those whose names come near.
fn unknown(store: &dyn Store, named: &str) -> Result<Error> {
    let mut near = store.stories()?;
    if near.is_empty() {
        return Ok(Error::not_found(format!(
            "no story {}; the store is empty: `revdiff track <url-file>` follows some",
            visible(named)
        )));
    }
    let distance = |story: &Story| match named.parse::<i64>() {
        Ok(number) => number.abs_diff(story.id.0),
        Err(_) => u64::MAX - likeness(named, story),
    };
    near.sort_by_cached_key(|story| (distance(story), story.id));
    Ok(Error::not_found(format!(
        "no story {}; `revdiff list` shows all; near it:{}",
        visible(named),
        candidates(&near)
    )))
}

/// How many of the three-letter pieces of a name a story's URL, headline or label holds.
fn likeness(named: &str, story: &Story) -> u64 {
    let text = texts(story).collect::<Vec<_>>().join(" ").to_lowercase();
    let letters: Vec<char> = named.to_lowercase().chars().take(200).collect();
    let pieces = letters.windows(3).map(|piece| piece.iter().collect::<String>());
    pieces.filter(|piece| text.contains(piece.as_str())).count() as u64
}

fn candidates(stories: &[Story]) -> String {
    let line = |story: &Story| {
        let headline = story.latest.as_ref().and_then(|latest| latest.headline.as_deref());
        format!("\n  {}  {}  {}", story.id, story.url, visible(headline.unwrap_or("")))
    };
    let mut lines: String = stories.iter().take(CANDIDATES_MAX).map(line).collect();
    if stories.len() > CANDIDATES_MAX {
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
