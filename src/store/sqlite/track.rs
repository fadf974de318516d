//! Following stories.

use rusqlite::{Transaction, params};

use crate::history::StoryId;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::{story, value};
use crate::store::{NewStory, Tracked};
use crate::time::Time;

pub fn track(tx: &Transaction, stories: &[NewStory], now: Time) -> Result<Vec<Tracked>, Fault> {
    stories.iter().map(|story| track_one(tx, story, now)).collect()
}

fn track_one(tx: &Transaction, new: &NewStory, now: Time) -> Result<Tracked, Fault> {
    if let Some(id) = story::at(tx, &new.url)? {
        return Ok(Tracked::Already(id));
    }
    tx.prepare_cached("INSERT OR IGNORE INTO host (name) VALUES (?1)")?.execute([&new.host])?;
    tx.prepare_cached(
        "INSERT INTO story (url, host, label, tags, added_at, next_check_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?5)",
    )?
    .execute(params![
        new.url,
        new.host,
        new.label,
        value::to_json(&new.tags)?,
        now.millis()
    ])?;
    Ok(Tracked::Added(StoryId(tx.last_insert_rowid())))
}
