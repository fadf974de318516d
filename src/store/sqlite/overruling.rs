//! What people said of verdicts.

use std::collections::HashMap;

use rusqlite::{Connection, Row, Transaction, params};

use crate::history::StoryId;
use crate::overruling::{Overruling, Ruling};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::{story, value};

pub fn add(tx: &Transaction, id: StoryId, overruling: &Overruling) -> Result<(), Fault> {
    let Overruling { version, ruling, by, why, at } = overruling;
    let known = story::story(tx, id)?.ok_or_else(|| story::unknown(id))?;
    let newest = known.latest.map_or(0, |latest| latest.version);
    if !(2..=newest).contains(version) {
        let next = format!("`revdiff log {id}` shows its versions");
        return Err(Fault::NotFound(format!(
            "no edit of story {id} made version {version}; {next}"
        )));
    }
    tx.prepare_cached(
        "INSERT INTO overruling (story, version, class, disclosure, said_by, why, at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id.0,
        version,
        ruling.class().map(value::name),
        ruling.disclosure().map(value::name),
        by,
        why,
        at.millis()
    ])?;
    Ok(())
}

pub fn all(db: &Connection, story: StoryId) -> Result<Vec<Overruling>, Fault> {
    let all = db
        .prepare_cached(
            "SELECT version, class, disclosure, said_by, why, at FROM overruling
              WHERE story = ?1 ORDER BY id",
        )?
        .query_map([story.0], of_row)?
        .collect::<Result<_, _>>()?;
    Ok(all)
}

/// What counts on the edits that made second versions, by story.
pub fn on_second_versions(db: &Connection) -> Result<HashMap<StoryId, Overruling>, Fault> {
    let mut statement = db.prepare_cached(
        "SELECT version, class, disclosure, said_by, why, at, story FROM overruling
          WHERE version = 2 ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut newest = HashMap::new();
    while let Some(row) = rows.next()? {
        newest.insert(StoryId(row.get("story")?), of_row(row)?);
    }
    newest.retain(|_, overruling: &mut Overruling| overruling.ruling != Ruling::Withdrawn);
    Ok(newest)
}

fn of_row(row: &Row) -> rusqlite::Result<Overruling> {
    let class = value::variant_or_none(row, "class")?;
    let disclosure = value::variant_or_none(row, "disclosure")?;
    let ruling = match (class, disclosure) {
        (Some(class), disclosure) => Ruling::Class(class, disclosure),
        (None, Some(disclosure)) => Ruling::Disclosure(disclosure),
        (None, None) => Ruling::Withdrawn,
    };
    Ok(Overruling {
        version: row.get("version")?,
        ruling,
        by: row.get("said_by")?,
        why: row.get("why")?,
        at: value::time(row, "at")?,
    })
}
