//! Snapshots and their chain.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::history::{Snapshot, SnapshotId, StoryId};
use crate::page::Response;
use crate::store::chain::{self, Link};
use crate::store::pack::{self, Base, Frame};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::value;
use crate::time::Time;

/// Keeps the snapshot of a link, whose page is in that row.
pub fn insert(tx: &Transaction, link: &Link, page: i64) -> Result<SnapshotId, Fault> {
    let before = link.version - 1;
    let packed = pack::pack(link.response, response_base(tx, link.story, before)?.as_ref())
        .map_err(Fault::packing)?;
    let previous = tx
        .prepare_cached("SELECT chain FROM snapshot WHERE story = ?1 AND version = ?2")?
        .query_row(params![link.story, before], |row| value::digest(row, "chain"))
        .optional()?;
    let value = link.after(&previous.unwrap_or(chain::START));
    tx.prepare_cached(
        "INSERT INTO snapshot (story, version, captured_at, not_before, page, article_digest,
                               extractor, response, response_depth, chain)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        link.story,
        link.version,
        link.captured_at.millis(),
        link.not_before.map(Time::millis),
        page,
        link.article.0,
        link.extractor,
        packed.bytes,
        packed.depth,
        value.0,
    ])?;
    Ok(SnapshotId(tx.last_insert_rowid()))
}

/// The snapshots of a story, first version first.
pub fn all(db: &Connection, story: StoryId) -> Result<Vec<Snapshot>, Fault> {
    let mut statement = db.prepare_cached(
        "SELECT snapshot.*, page.digest AS page_digest,
                (SELECT max(extractor) FROM reading WHERE snapshot = snapshot.id) AS newest
           FROM snapshot JOIN page ON page.id = snapshot.page
          WHERE story = ?1 ORDER BY version",
    )?;
    let mut rows = statement.query([story.0])?;
    let mut snapshots = Vec::new();
    let mut before: Vec<u8> = Vec::new();
    while let Some(row) = rows.next()? {
        before = unpack_response(row, &before)?;
        snapshots.push(of_row(row, &before)?);
    }
    Ok(snapshots)
}

fn unpack_response(row: &Row, before: &[u8]) -> Result<Vec<u8>, Fault> {
    let base = if row.get::<_, u32>("response_depth")? == 0 { &[] } else { before };
    pack::unpack(row.get_ref("response")?.as_blob().map_err(rusqlite::Error::from)?, base)
        .map_err(|error| damaged(row, &error.to_string()))
}

fn of_row(row: &Row, response: &[u8]) -> Result<Snapshot, Fault> {
    let response: Response =
        serde_json::from_slice(response).map_err(|error| damaged(row, &error.to_string()))?;
    Ok(Snapshot {
        id: SnapshotId(row.get("id")?),
        story: StoryId(row.get("story")?),
        version: row.get("version")?,
        captured_at: value::time(row, "captured_at")?,
        not_before: value::time_or_none(row, "not_before")?,
        url: response.url.clone(),
        page_digest: value::digest(row, "page_digest")?,
        article_digest: value::digest(row, "article_digest")?,
        chain: value::digest(row, "chain")?,
        extractor: row.get::<_, Option<u32>>("newest")?.unwrap_or(row.get("extractor")?),
        response,
    })
}

fn damaged(row: &Row, why: &str) -> Fault {
    let number = |column| row.get::<_, i64>(column).map_or("?".to_string(), |n| n.to_string());
    let (story, version) = (number("story"), number("version"));
    Fault::Damaged(format!("story {story}, version {version}: the response: {why}"))
}

/// The response of a version to pack the next one upon; none where there is none, or it is damaged.
fn response_base(tx: &Transaction, story: i64, version: u32) -> Result<Option<Base>, Fault> {
    let mut statement = tx.prepare_cached(
        "SELECT response, response_depth FROM snapshot
          WHERE story = ?1 AND version <= ?2 ORDER BY version DESC LIMIT 17",
    )?;
    let mut rows = statement.query(params![story, version])?;
    let mut frames = Vec::new();
    while let Some(row) = rows.next()? {
        frames.push(Frame { packed: row.get("response")?, digest: None });
        if row.get::<_, u32>("response_depth")? == 0 {
            frames.reverse();
            let depth = frames.len() as u32 - 1;
            return Ok(pack::unpack_all(&frames, &[]).ok().map(|bytes| Base { bytes, depth }));
        }
    }
    Ok(None)
}
