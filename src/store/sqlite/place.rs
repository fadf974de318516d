//! The addresses of a story: moved to another, joined to one, or linked to the story there.

use rusqlite::{Transaction, params};

use crate::history::whereabouts::{Elsewhere, SEVERAL, ToldBy, Whereabouts};
use crate::history::{Check, Event, State, Story, StoryId};
use crate::link;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::{memory, story};
use crate::time::Time;

/// What became of a story's addresses.
#[derive(Default)]
pub struct Settled {
    pub event: Option<Event>,
    /// The state that this leaves the story in, where it is another than the check's.
    pub state: Option<State>,
}

/// Counts what a check was told of its story's address, and acts upon it where several were told
/// the same.
pub fn settle(tx: &Transaction, story: &mut Story, check: &Check) -> Result<Settled, Fault> {
    story.sighting = check.whereabouts.after(story.sighting.as_ref());
    let is_told_often = story.sighting.as_ref().is_some_and(|seen| seen.times >= SEVERAL);
    match &check.whereabouts {
        Whereabouts::Elsewhere(elsewhere) if is_told_often => {
            settle_at(tx, story, elsewhere, check.at)
        }
        Whereabouts::Elsewhere(_)
        | Whereabouts::Unknown
        | Whereabouts::AsBefore
        | Whereabouts::Here => Ok(Settled::default()),
    }
}

fn settle_at(
    tx: &Transaction,
    story: &mut Story,
    elsewhere: &Elsewhere,
    at: Time,
) -> Result<Settled, Fault> {
    let there = story::at(tx, &elsewhere.url)?;
    if let Some(other) = there.filter(|other| *other != story.id) {
        return link_to(tx, story, other, elsewhere, at);
    }
    match elsewhere.told_by {
        ToldBy::Redirect if elsewhere.is_confirmed => move_to(tx, story, elsewhere, at),
        ToldBy::Canonical if elsewhere.is_confirmed && there.is_none() => {
            add_alias(tx, story.id, &elsewhere.url, at)?;
            let event = Some(Event::AliasAdded { url: elsewhere.url.clone() });
            Ok(Settled { event, state: None })
        }
        ToldBy::Redirect | ToldBy::Canonical => Ok(Settled::default()),
    }
}

/// Links a story to another, once: two stories with versions of their own are never made one.
fn link_to(
    tx: &Transaction,
    story: &Story,
    other: StoryId,
    elsewhere: &Elsewhere,
    since: Time,
) -> Result<Settled, Fault> {
    let linked = tx
        .prepare_cached(
            "INSERT OR IGNORE INTO link (story, other, url, since) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![story.id.0, other.0, elsewhere.url, since.millis()])?;
    let event = Event::Linked { story: other, url: elsewhere.url.clone() };
    Ok(Settled { event: (linked > 0).then_some(event), state: None })
}

/// Follows a story at another URL from now on; the one that it had stays an alias.
fn move_to(
    tx: &Transaction,
    story: &mut Story,
    elsewhere: &Elsewhere,
    at: Time,
) -> Result<Settled, Fault> {
    memory::forget_marks(tx, story.id)?;
    tx.prepare_cached("INSERT OR IGNORE INTO host (name) VALUES (?1)")?
        .execute([&elsewhere.host])?;
    // Where it moves back, the URL was an alias until now.
    tx.prepare_cached("DELETE FROM alias WHERE url = ?1")?.execute([&elsewhere.url])?;
    tx.prepare_cached(
        "UPDATE story SET first_url = IFNULL(first_url, url), url = ?2, host = ?3 WHERE id = ?1",
    )?
    .execute(params![story.id.0, elsewhere.url, elsewhere.host])?;
    let from = std::mem::replace(&mut story.url, elsewhere.url.clone());
    story.host.clone_from(&elsewhere.host);
    story.sighting = None;
    add_alias(tx, story.id, &from, at)?;
    // The same place in another spelling is no move that anybody sees.
    let is_elsewhere = link::place(&from) != link::place(&story.url);
    let event = Some(Event::Moved { from, to: story.url.clone() });
    Ok(Settled { event, state: is_elsewhere.then_some(State::Moved) })
}

fn add_alias(tx: &Transaction, story: StoryId, url: &str, at: Time) -> Result<(), Fault> {
    tx.prepare_cached("INSERT OR IGNORE INTO alias (url, story, added_at) VALUES (?1, ?2, ?3)")?
        .execute(params![url, story.0, at.millis()])?;
    Ok(())
}
