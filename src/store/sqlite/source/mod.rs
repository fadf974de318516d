//! Sources: how they are followed, and how they are read.

pub mod claim;
pub mod record;

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::history::{Following, StoryId};
use crate::page::Validators;
use crate::sources::limits::Limits;
use crate::sources::source::{NewSource, Source, SourceId};
use crate::store::Tracked;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::value;
use crate::time::Time;

/// A source, as [`of_row`] reads it.
const SELECT: &str = "
    SELECT source.*, (SELECT count(*) FROM listing WHERE source = source.id) AS stories
      FROM source
";

pub fn all(db: &Connection) -> Result<Vec<Source>, Fault> {
    let sql = format!("{SELECT} ORDER BY id");
    let sources = db.prepare_cached(&sql)?.query_map([], of_row)?.collect::<Result<_, _>>()?;
    Ok(sources)
}

fn source(db: &Connection, id: SourceId) -> Result<Option<Source>, Fault> {
    let sql = format!("{SELECT} WHERE id = ?1");
    Ok(db.prepare_cached(&sql)?.query_row([id.0], of_row).optional()?)
}

/// The source of exactly that URL.
pub fn at(db: &Connection, url: &str) -> Result<Option<SourceId>, Fault> {
    let id = db
        .prepare_cached("SELECT id FROM source WHERE url = ?1")?
        .query_row([url], |row| row.get(0).map(SourceId))
        .optional()?;
    Ok(id)
}

pub fn of_story(db: &Connection, story: StoryId) -> Result<Vec<SourceId>, Fault> {
    let sources = db
        .prepare_cached("SELECT source FROM listing WHERE story = ?1")?
        .query_map([story.0], |row| row.get(0).map(SourceId))?
        .collect::<Result<_, _>>()?;
    Ok(sources)
}

/// The limits that a URL was given, where it was tracked with some.
pub fn limits_given(db: &Connection, story: StoryId) -> Result<Option<Limits>, Fault> {
    let limits = db
        .prepare_cached("SELECT limits FROM prospect WHERE story = ?1")?
        .query_row([story.0], |row| value::from_json(row, "limits"))
        .optional()?;
    Ok(limits)
}

pub fn add_all(tx: &Transaction, sources: &[NewSource], now: Time) -> Result<Vec<Tracked>, Fault> {
    let add_one = |new: &NewSource| match at(tx, &new.address.url)? {
        Some(id) => again(tx, id, new, now),
        None => add(tx, new, None, now, now),
    };
    sources.iter().map(|new| add_one(new).map(Tracked::Source)).collect()
}

/// Adds a source that is not there yet; `parent` is the one that lists it.
fn add(
    tx: &Transaction,
    new: &NewSource,
    parent: Option<&Source>,
    now: Time,
    due_at: Time,
) -> Result<SourceId, Fault> {
    tx.prepare_cached("INSERT OR IGNORE INTO host (name) VALUES (?1)")?
        .execute([&new.address.host])?;
    tx.prepare_cached(
        "INSERT INTO source (url, host, parent, depth, label, tags, limits, added_at, next_check_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        new.address.url,
        new.address.host,
        parent.map(|parent| parent.id.0),
        parent.map_or(0, |parent| parent.depth + 1),
        new.label,
        value::to_json(&new.tags)?,
        value::to_json(&new.limits.clone().unwrap_or_default())?,
        now.millis(),
        due_at.millis()
    ])?;
    Ok(SourceId(tx.last_insert_rowid()))
}

/// Takes a source up again, whether or not it was untracked. What it listed before is read anew, as
/// other limits may let through more of it.
pub fn again(
    tx: &Transaction,
    id: SourceId,
    new: &NewSource,
    now: Time,
) -> Result<SourceId, Fault> {
    let Some(known) = source(tx, id)? else { return Err(unknown(id)) };
    let limits = new.limits.as_ref().unwrap_or(&known.limits);
    let lacking = new.tags.iter().filter(|tag| !known.tags.contains(tag));
    let tags: Vec<&String> = known.tags.iter().chain(lacking).collect();
    tx.prepare_cached(
        "UPDATE source SET label = ?2, tags = ?3, limits = ?4, following = 'active',
                next_check_at = ?5, etag = NULL, last_modified = NULL, last_page = NULL
          WHERE id = ?1",
    )?
    .execute(params![
        id.0,
        new.label.as_ref().or(known.label.as_ref()),
        value::to_json(&tags)?,
        value::to_json(limits)?,
        now.millis()
    ])?;
    again_below(tx, id, limits, now)?;
    Ok(id)
}

/// Takes up again what a source lists as sources, under its limits.
fn again_below(tx: &Transaction, id: SourceId, limits: &Limits, now: Time) -> Result<(), Fault> {
    let limits = value::to_json(limits)?;
    for below in below(tx, id)?.into_iter().filter(|below| *below != id) {
        tx.prepare_cached(
            "UPDATE source SET limits = ?2, following = 'active', next_check_at = ?3,
                    etag = NULL, last_modified = NULL, last_page = NULL
              WHERE id = ?1",
        )?
        .execute(params![below.0, limits, now.millis()])?;
    }
    Ok(())
}

pub fn untrack(tx: &Transaction, sources: &[SourceId]) -> Result<Vec<SourceId>, Fault> {
    let mut untracked = Vec::new();
    for &id in sources {
        if source(tx, id)?.is_none() {
            return Err(unknown(id));
        }
        for below in below(tx, id)? {
            let changed = tx
                .prepare_cached(
                    "UPDATE source SET following = 'untracked'
                      WHERE id = ?1 AND following = 'active'",
                )?
                .execute([below.0])?;
            untracked.extend((changed > 0).then_some(below));
        }
    }
    Ok(untracked)
}

/// A source and all that it lists as sources, over any number of lists between.
fn below(db: &Connection, id: SourceId) -> Result<Vec<SourceId>, Fault> {
    let below = db
        .prepare_cached(
            "WITH RECURSIVE below (id) AS (
               VALUES (?1) UNION SELECT source.id FROM below JOIN source ON parent = below.id)
             SELECT id FROM below",
        )?
        .query_map([id.0], |row| row.get(0).map(SourceId))?
        .collect::<Result<_, _>>()?;
    Ok(below)
}

fn unknown(id: SourceId) -> Fault {
    Fault::NotFound(format!("no source {id}; `revdiff sources` shows them"))
}

/// Writes all of a source that looks change.
fn save(tx: &Transaction, source: &Source) -> Result<(), Fault> {
    tx.prepare_cached(
        "UPDATE source SET kind = ?2, title = ?3, next_check_at = ?4, last_checked_at = ?5,
                last_read_at = ?6, last_new_at = ?7, etag = ?8, last_modified = ?9,
                last_page = ?10, failures = ?11, not_modified = ?12, failure = ?13,
                evidence = ?14, listed = ?15, left_out = ?16, defects = ?17
          WHERE id = ?1",
    )?
    .execute(params![
        source.id.0,
        source.kind.map(value::name),
        source.title,
        source.next_check_at.millis(),
        source.last_checked_at.map(Time::millis),
        source.last_read_at.map(Time::millis),
        source.last_new_at.map(Time::millis),
        source.validators.etag,
        source.validators.last_modified,
        source.last_page.map(|digest| digest.0),
        source.failures,
        source.not_modified,
        source.failure.map(value::name),
        source.evidence,
        source.listed,
        value::to_json(&source.left_out)?,
        value::to_json(&source.defects)?,
    ])?;
    Ok(())
}

fn of_row(row: &Row) -> rusqlite::Result<Source> {
    Ok(Source {
        id: SourceId(row.get("id")?),
        url: row.get("url")?,
        host: row.get("host")?,
        kind: value::variant_or_none(row, "kind")?,
        title: row.get("title")?,
        parent: row.get::<_, Option<i64>>("parent")?.map(SourceId),
        depth: row.get("depth")?,
        label: row.get("label")?,
        tags: value::from_json(row, "tags")?,
        limits: value::from_json(row, "limits")?,
        following: value::variant::<Following>(row, "following")?,
        added_at: value::time(row, "added_at")?,
        next_check_at: value::time(row, "next_check_at")?,
        last_checked_at: value::time_or_none(row, "last_checked_at")?,
        last_read_at: value::time_or_none(row, "last_read_at")?,
        last_new_at: value::time_or_none(row, "last_new_at")?,
        validators: Validators { etag: row.get("etag")?, last_modified: row.get("last_modified")? },
        last_page: value::digest_or_none(row, "last_page")?,
        failures: row.get("failures")?,
        not_modified: row.get("not_modified")?,
        failure: value::variant_or_none(row, "failure")?,
        evidence: row.get("evidence")?,
        listed: row.get("listed")?,
        left_out: value::from_json(row, "left_out")?,
        defects: value::from_json(row, "defects")?,
        stories: row.get("stories")?,
    })
}
