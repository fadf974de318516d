//! Snapshots and their chain.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::history::{Snapshot, SnapshotId, StoryId};
use crate::page::Response;
use crate::store::chain::{self, Link};
use crate::store::pack::{self, Base, Frame};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::value;
use crate::time::Time;

/// Keeps the snapshot of a link, whose page is in that row and whose story has that URL.
pub fn insert(tx: &Transaction, link: &Link, page: i64, url: &str) -> Result<SnapshotId, Fault> {
    let before = link.version - 1;
    let packed = pack::pack(link.response, response_base(tx, link.story, before)?.as_ref())
        .map_err(Fault::packing)?;
    let previous = tx
        .prepare_cached("SELECT chain FROM snapshot WHERE story = ?1 AND version = ?2")?
        .query_row(params![link.story, before], |row| value::digest(row, "chain"))
        .optional()?;
    let value = link.after(&previous.unwrap_or_else(|| chain::start(url)));
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
///
/// A response that is damaged is left empty, with the status 0: the article beside it can be read
/// all the same, and `verify` names the damage.
pub fn all(db: &Connection, story: StoryId) -> Result<Vec<Snapshot>, Fault> {
    let mut statement = db.prepare_cached(
        "SELECT snapshot.*, page.digest AS page_digest, reading.extractor AS newest,
                reading.memory IS story.memory AS has_standing_memory
           FROM snapshot JOIN page ON page.id = snapshot.page
           JOIN story ON story.id = snapshot.story
           LEFT JOIN reading ON reading.id =
                (SELECT max(id) FROM reading WHERE snapshot = snapshot.id)
          WHERE story = ?1 ORDER BY version",
    )?;
    let mut rows = statement.query([story.0])?;
    let mut snapshots = Vec::new();
    let mut json = None;
    while let Some(row) = rows.next()? {
        json = unpack_response(row, json.as_deref())?;
        let response = json.as_deref().and_then(|json| serde_json::from_slice(json).ok());
        snapshots.push(of_row(row, response.unwrap_or_default())?);
    }
    Ok(snapshots)
}

/// The JSON of a response, given that of the version before; none where it is damaged.
fn unpack_response(row: &Row, before: Option<&[u8]>) -> Result<Option<Vec<u8>>, Fault> {
    let base = match row.get::<_, u32>("response_depth")? {
        0 => Some([].as_slice()),
        _ => before,
    };
    let packed: Vec<u8> = row.get("response")?;
    Ok(base.and_then(|base| pack::unpack(&packed, base).ok()))
}

fn of_row(row: &Row, response: Response) -> Result<Snapshot, Fault> {
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
        has_standing_memory: row.get("has_standing_memory")?,
        response,
    })
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
