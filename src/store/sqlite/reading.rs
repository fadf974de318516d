//! Readings: what each extractor made of a snapshot's page.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::article::{Article, StampKind};
use crate::digest::Digest;
use crate::history::{Reading, SnapshotId};
use crate::store::pack::{self, Base, Frame};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::{memory, value};

/// A version of a story.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub story: i64,
    pub version: u32,
}

impl Place {
    fn before(self) -> Place {
        Place { version: self.version.saturating_sub(1), ..self }
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "story {}, version {}", self.story, self.version)
    }
}

/// What made a reading: an extractor, and the row of the memory that it had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct By {
    pub extractor: u32,
    pub memory: i64,
}

/// A reading as it is to be kept.
pub struct Entry<'a> {
    pub snapshot: SnapshotId,
    pub place: Place,
    pub by: By,
    /// The article's digest, where it is not the snapshot's.
    pub article_digest: Option<Digest>,
    pub json: &'a [u8],
}

/// Adds what an extractor read in a snapshot that is kept already.
pub fn add(tx: &Transaction, snapshot: SnapshotId, reading: &Reading) -> Result<(), Fault> {
    let place = place(tx, snapshot)?
        .ok_or_else(|| Fault::NotFound(format!("no snapshot in row {}", snapshot.0)))?;
    let by = By { extractor: reading.extractor, memory: memory::keep(tx, &reading.memory)? };
    let known = tx
        .prepare_cached(
            "SELECT 1 FROM reading WHERE snapshot = ?1 AND extractor = ?2 AND memory = ?3",
        )?
        .exists(params![snapshot.0, by.extractor, by.memory])?;
    if known {
        return Ok(());
    }
    let article = &reading.article;
    let article_digest = Some(article.digest());
    insert(tx, &Entry { snapshot, place, by, article_digest, json: &json(article)? })?;
    let is_newest = tx
        .prepare_cached("SELECT ?2 = max(version) FROM snapshot WHERE story = ?1")?
        .query_row(params![place.story, place.version], |row| row.get(0))?;
    if is_newest {
        show(tx, place, reading)?;
    }
    Ok(())
}

/// Lets a list show what the newest reading of a story's newest version says.
fn show(tx: &Transaction, place: Place, reading: &Reading) -> Result<(), Fault> {
    memory::note_marks(tx, place.story, reading)?;
    let article = &reading.article;
    let claimed = |kind| article.stamp(kind).map(|stamp| stamp.at.to_string());
    tx.prepare_cached(
        "UPDATE story SET headline = ?2, published = ?3, updated = ?4
          WHERE id = ?1",
    )?
    .execute(params![
        place.story,
        article.headline,
        claimed(StampKind::Published),
        claimed(StampKind::Updated),
    ])?;
    Ok(())
}

/// A reading's bytes: the article as JSON.
pub fn json(article: &Article) -> Result<Vec<u8>, Fault> {
    value::to_json(article).map(String::into_bytes)
}

/// Keeps a reading's bytes, upon what the same extractor with the same memory read in the version
/// before.
pub fn insert(tx: &Transaction, entry: &Entry) -> Result<(), Fault> {
    let base = base(tx, entry.place.before(), entry.by)?;
    let packed = pack::pack(entry.json, base.as_ref()).map_err(Fault::packing)?;
    tx.prepare_cached(
        "INSERT INTO reading (snapshot, extractor, memory, digest, article_digest, depth, article)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        entry.snapshot.0,
        entry.by.extractor,
        entry.by.memory,
        Digest::of(entry.json).0,
        entry.article_digest.map(|digest| digest.0),
        packed.depth,
        packed.bytes
    ])?;
    Ok(())
}

/// What an extractor read in a snapshot.
pub fn article(
    db: &Connection,
    snapshot: SnapshotId,
    extractor: u32,
) -> Result<Option<Article>, Fault> {
    let Some(place) = place(db, snapshot)? else { return Ok(None) };
    let memory: Option<i64> = db
        .prepare_cached(
            "SELECT memory FROM reading WHERE id =
                    (SELECT max(id) FROM reading WHERE snapshot = ?1 AND extractor = ?2)",
        )?
        .query_row(params![snapshot.0, extractor], |row| row.get("memory"))
        .optional()?;
    let Some(memory) = memory else { return Ok(None) };
    let frames = frames(db, place, By { extractor, memory })?;
    let damaged = |why: String| Fault::Damaged(format!("{place}: the article: {why}"));
    let bytes = pack::unpack_all(&frames, &[]).map_err(|(_, why)| damaged(why))?;
    let article = serde_json::from_slice(&bytes).map_err(|error| damaged(error.to_string()))?;
    Ok(Some(article))
}

/// What to pack a reading upon; none where there is nothing, or it is damaged.
fn base(db: &Connection, place: Place, by: By) -> Result<Option<Base>, Fault> {
    let frames = match frames(db, place, by) {
        Ok(frames) if !frames.is_empty() => frames,
        Ok(_) | Err(Fault::Damaged(_)) => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let depth = frames.len() as u32 - 1;
    Ok(pack::unpack_all(&frames, &[]).ok().map(|bytes| Base { bytes, depth }))
}

/// The reading of a version with all that it stands on, the lowest first; empty where there is no
/// such reading.
fn frames(db: &Connection, place: Place, by: By) -> Result<Vec<Frame>, Fault> {
    let mut statement = db.prepare_cached(
        "SELECT version, reading.digest, depth, article
           FROM snapshot JOIN reading ON reading.snapshot = snapshot.id
                                     AND reading.extractor = ?3 AND reading.memory = ?4
          WHERE story = ?1 AND version <= ?2
          ORDER BY version DESC LIMIT 17",
    )?;
    let mut rows = statement.query(params![place.story, place.version, by.extractor, by.memory])?;
    let mut frames = Vec::new();
    let mut expected = place.version;
    while let Some(row) = rows.next()? {
        if row.get::<_, u32>("version")? != expected {
            break;
        }
        frames.push(Frame {
            packed: row.get("article")?,
            digest: Some(value::digest(row, "digest")?),
        });
        if row.get::<_, u32>("depth")? == 0 {
            frames.reverse();
            return Ok(frames);
        }
        expected = expected.saturating_sub(1);
    }
    if frames.is_empty() {
        return Ok(frames);
    }
    Err(Fault::Damaged(format!("{place}: what its article stands on is gone")))
}

/// A snapshot's story and version.
fn place(db: &Connection, snapshot: SnapshotId) -> Result<Option<Place>, Fault> {
    let place = db
        .prepare_cached("SELECT story, version FROM snapshot WHERE id = ?1")?
        .query_row([snapshot.0], |row| {
            Ok(Place { story: row.get("story")?, version: row.get("version")? })
        })
        .optional()?;
    Ok(place)
}
