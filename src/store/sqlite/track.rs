//! Following stories: from when, until when, and under which tags.

use rusqlite::{Transaction, params};

use crate::history::{Following, Story, StoryId};
use crate::sources::address::Address;
use crate::sources::source::NewSource;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::{memory, source, story, value};
use crate::store::{NewStory, TagChange, Tracked};
use crate::time::Time;

pub fn track(tx: &Transaction, stories: &[NewStory], now: Time) -> Result<Vec<Tracked>, Fault> {
    stories.iter().map(|story| track_one(tx, story, now)).collect()
}

fn track_one(tx: &Transaction, new: &NewStory, now: Time) -> Result<Tracked, Fault> {
    if let Some(source) = source::at(tx, &new.url)? {
        return source::again(tx, source, &source_of(new), now).map(Tracked::Source);
    }
    let Some(id) = story::at(tx, &new.url)? else {
        let id = add(tx, new, now, now)?;
        expect_source(tx, id, new)?;
        return Ok(Tracked::Added(id));
    };
    let known = known(tx, id)?;
    rename(tx, &known, new)?;
    expect_source(tx, id, new)?;
    match known.following {
        Following::Active | Following::Paused => Ok(Tracked::Already(id)),
        Following::Untracked => take_up_again(tx, id, now),
    }
}

/// What a story would be as a source.
fn source_of(new: &NewStory) -> NewSource {
    let NewStory { url, host, label, tags, limits } = new.clone();
    NewSource { address: Address { url, host }, label, tags, limits }
}

/// Keeps the limits that a URL was given, for the case that it is a source.
fn expect_source(tx: &Transaction, id: StoryId, new: &NewStory) -> Result<(), Fault> {
    let Some(limits) = &new.limits else { return Ok(()) };
    tx.prepare_cached("INSERT OR REPLACE INTO prospect (story, limits) VALUES (?1, ?2)")?
        .execute(params![id.0, value::to_json(limits)?])?;
    Ok(())
}

/// Adds a story that is not there yet.
pub fn add(tx: &Transaction, new: &NewStory, now: Time, due_at: Time) -> Result<StoryId, Fault> {
    tx.prepare_cached("INSERT OR IGNORE INTO host (name) VALUES (?1)")?.execute([&new.host])?;
    tx.prepare_cached(
        "INSERT INTO story (url, host, label, tags, added_at, next_check_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        new.url,
        new.host,
        new.label,
        value::to_json(&new.tags)?,
        now.millis(),
        due_at.millis()
    ])?;
    Ok(StoryId(tx.last_insert_rowid()))
}

/// Gives a story the label that is wanted now, where one is, and the tags that it lacks.
fn rename(tx: &Transaction, known: &Story, new: &NewStory) -> Result<(), Fault> {
    let label = new.label.as_ref().or(known.label.as_ref());
    let lacking = new.tags.iter().filter(|tag| !known.tags.contains(tag));
    let tags: Vec<&String> = known.tags.iter().chain(lacking).collect();
    if label != known.label.as_ref() || tags.len() > known.tags.len() {
        tx.prepare_cached("UPDATE story SET label = ?2, tags = ?3 WHERE id = ?1")?
            .execute(params![known.id.0, label, value::to_json(&tags)?])?;
    }
    Ok(())
}

fn take_up_again(tx: &Transaction, id: StoryId, now: Time) -> Result<Tracked, Fault> {
    tx.prepare_cached("UPDATE story SET following = 'active', next_check_at = ?2 WHERE id = ?1")?
        .execute(params![id.0, now.millis()])?;
    Ok(Tracked::Again(id))
}

pub fn set_following(
    tx: &Transaction,
    stories: &[StoryId],
    following: Following,
) -> Result<Vec<Following>, Fault> {
    let set = |&id: &StoryId| {
        let before = known(tx, id)?.following;
        tx.prepare_cached("UPDATE story SET following = ?2 WHERE id = ?1")?
            .execute(params![id.0, value::name(following)])?;
        match following {
            Following::Active | Following::Paused => {}
            Following::Untracked => memory::forget_marks(tx, id)?,
        }
        Ok(before)
    };
    stories.iter().map(set).collect()
}

pub fn retag(tx: &Transaction, id: StoryId, change: &TagChange) -> Result<Vec<String>, Fault> {
    let mut tags = known(tx, id)?.tags;
    for tag in &change.added {
        if !tags.contains(tag) {
            tags.push(tag.clone());
        }
    }
    tags.retain(|tag| !change.removed.contains(tag));
    tx.prepare_cached("UPDATE story SET tags = ?2 WHERE id = ?1")?
        .execute(params![id.0, value::to_json(&tags)?])?;
    Ok(tags)
}

fn known(tx: &Transaction, id: StoryId) -> Result<Story, Fault> {
    story::story(tx, id)?.ok_or_else(|| story::unknown(id))
}
