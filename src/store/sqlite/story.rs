//! Stories as they are read.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::history::quarantine::Held;
use crate::history::variants::Alternation;
use crate::history::whereabouts::Sighting;
use crate::history::{Latest, SnapshotId, Story, StoryId};
use crate::page::Validators;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::value;
use crate::time::Time;

/// A story with its newest snapshot, as [`of_row`] reads it.
pub const SELECT: &str = "
    SELECT story.*, latest.id AS snapshot, latest.version, latest.captured_at,
           IFNULL(reading.article_digest, latest.article_digest) AS article_digest,
           page.digest AS page_digest, reading.extractor,
           reading.memory IS story.memory AS has_standing_memory
      FROM story
      LEFT JOIN snapshot AS latest ON latest.story = story.id AND latest.version =
           (SELECT max(version) FROM snapshot WHERE story = story.id)
      LEFT JOIN page ON page.id = latest.page
      LEFT JOIN reading ON reading.id =
           (SELECT max(id) FROM reading WHERE snapshot = latest.id)
";

pub fn story(db: &Connection, id: StoryId) -> Result<Option<Story>, Fault> {
    let sql = format!("{SELECT} WHERE story.id = ?1");
    Ok(db.prepare_cached(&sql)?.query_row([id.0], of_row).optional()?)
}

pub fn exists(db: &Connection, id: StoryId) -> Result<bool, Fault> {
    Ok(db.prepare_cached("SELECT 1 FROM story WHERE id = ?1")?.exists([id.0])?)
}

pub fn unknown(id: StoryId) -> Fault {
    Fault::NotFound(format!("no story {id}; `revdiff list` shows them"))
}

/// The story whose URL or alias is exactly that.
pub fn at(db: &Connection, url: &str) -> Result<Option<StoryId>, Fault> {
    let id = db
        .prepare_cached(
            "SELECT id FROM story WHERE url = ?1
             UNION ALL SELECT story FROM alias WHERE url = ?1 LIMIT 1",
        )?
        .query_row([url], |row| row.get(0).map(StoryId))
        .optional()?;
    Ok(id)
}

/// Writes all of a story that checks change.
pub fn save(tx: &Transaction, story: &Story) -> Result<(), Fault> {
    let latest = story.latest.as_ref();
    tx.prepare_cached(
        "UPDATE story SET state = ?2, quarantined = ?3, next_check_at = ?4, last_checked_at = ?5,
                last_read_at = ?6, etag = ?7, last_modified = ?8, failures = ?9,
                not_modified = ?10, stamps = ?11, last_page = ?12, verdict = ?13, headline = ?14,
                published = ?15, updated = ?16, not_found = ?17, versions = ?18,
                first_captured_at = ?19, last_captured_at = ?20, last_whole_at = ?21,
                state_since = ?22, held = ?23, shown = ?24, shown_since = ?25, turns = ?26,
                sighted = ?27, sightings = ?28, held_since = ?29, held_pages = ?30
          WHERE id = ?1",
    )?
    .execute(params![
        story.id.0,
        value::name(story.state),
        story.quarantined,
        story.next_check_at.millis(),
        story.last_checked_at.map(Time::millis),
        story.last_read_at.map(Time::millis),
        story.validators.etag,
        story.validators.last_modified,
        story.failures,
        story.not_modified,
        value::to_json(&story.stamps)?,
        story.last_page.map(|digest| digest.0),
        story.verdict.as_ref().map(value::to_json).transpose()?,
        latest.and_then(|latest| latest.headline.as_deref()),
        latest.and_then(|latest| latest.published.as_deref()),
        latest.and_then(|latest| latest.updated.as_deref()),
        story.not_found,
        latest.map_or(0, |latest| latest.version),
        latest.map(|latest| latest.first_captured_at.millis()),
        latest.map(|latest| latest.captured_at.millis()),
        story.last_whole_at.map(Time::millis),
        story.state_since.map(Time::millis),
        story.held.map(|held| held.article.0),
        story.alternation.map(|turn| turn.version),
        story.alternation.map(|turn| turn.since.millis()),
        story.alternation.map_or(0, |turn| turn.times),
        story.sighting.as_ref().map(|sighting| &sighting.url),
        story.sighting.as_ref().map_or(0, |sighting| sighting.times),
        story.held.map(|held| held.since.millis()),
        story.held.map_or(0, |held| held.pages),
    ])?;
    Ok(())
}

pub fn of_row(row: &Row) -> rusqlite::Result<Story> {
    Ok(Story {
        id: StoryId(row.get("id")?),
        url: row.get("url")?,
        host: row.get("host")?,
        label: row.get("label")?,
        tags: value::from_json(row, "tags")?,
        added_at: value::time(row, "added_at")?,
        state: value::variant(row, "state")?,
        state_since: value::time_or_none(row, "state_since")?,
        following: value::variant(row, "following")?,
        quarantined: row.get("quarantined")?,
        held: held(row)?,
        excused: value::from_json(row, "excused")?,
        alternation: alternation(row)?,
        sighting: sighting(row)?,
        next_check_at: value::time(row, "next_check_at")?,
        last_checked_at: value::time_or_none(row, "last_checked_at")?,
        last_read_at: value::time_or_none(row, "last_read_at")?,
        validators: Validators { etag: row.get("etag")?, last_modified: row.get("last_modified")? },
        failures: row.get("failures")?,
        not_found: row.get("not_found")?,
        not_modified: row.get("not_modified")?,
        quiet: row.get("quiet")?,
        last_whole_at: value::time_or_none(row, "last_whole_at")?,
        stamps: value::from_json(row, "stamps")?,
        last_page: value::digest_or_none(row, "last_page")?,
        verdict: value::from_json_or_none(row, "verdict")?,
        latest: latest(row)?,
    })
}

fn held(row: &Row) -> rusqlite::Result<Option<Held>> {
    let Some(article) = value::digest_or_none(row, "held")? else { return Ok(None) };
    let since = value::time(row, "held_since")?;
    Ok(Some(Held { article, since, pages: row.get("held_pages")? }))
}

fn alternation(row: &Row) -> rusqlite::Result<Option<Alternation>> {
    let Some(version) = row.get("shown")? else { return Ok(None) };
    let since = value::time(row, "shown_since")?;
    Ok(Some(Alternation { version, since, times: row.get("turns")? }))
}

fn sighting(row: &Row) -> rusqlite::Result<Option<Sighting>> {
    let Some(url) = row.get("sighted")? else { return Ok(None) };
    Ok(Some(Sighting { url, times: row.get("sightings")? }))
}

fn latest(row: &Row) -> rusqlite::Result<Option<Latest>> {
    let Some(snapshot) = row.get::<_, Option<i64>>("snapshot")? else { return Ok(None) };
    Ok(Some(Latest {
        snapshot: SnapshotId(snapshot),
        version: row.get("version")?,
        first_captured_at: value::time(row, "first_captured_at")?,
        captured_at: value::time(row, "captured_at")?,
        article_digest: value::digest(row, "article_digest")?,
        page_digest: value::digest(row, "page_digest")?,
        // 0 where the reading is gone, which `verify` tells: its page is read anew.
        extractor: row.get::<_, Option<u32>>("extractor")?.unwrap_or(0),
        has_standing_memory: row.get("has_standing_memory")?,
        headline: row.get("headline")?,
        published: row.get("published")?,
        updated: row.get("updated")?,
    }))
}
