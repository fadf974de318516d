//! What is known of pages before they are read: each story's standing memory, and what its host
//! repeats.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::digest::Digest;
use crate::history::{Reading, StoryId};
use crate::memory::{self, Mark, Memory};
use crate::store::pack;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::value;

/// Stories of a host that count for what it repeats: the newest.
const STORIES_MAX: u32 = 64;

/// Keeps a memory, once; its row.
pub fn keep(tx: &Transaction, memory: &Memory) -> Result<i64, Fault> {
    let digest = memory.digest();
    let known = tx
        .prepare_cached("SELECT id FROM memory WHERE digest = ?1")?
        .query_row([digest.0], |row| row.get("id"))
        .optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    let json = value::to_json(memory)?;
    let packed = pack::pack(json.as_bytes(), None).map_err(Fault::packing)?;
    tx.prepare_cached("INSERT INTO memory (digest, known) VALUES (?1, ?2)")?
        .execute(params![digest.0, packed.bytes])?;
    Ok(tx.last_insert_rowid())
}

/// Makes a kept memory the one that a story's pages are read with.
pub fn stand(tx: &Transaction, story: StoryId, memory: i64) -> Result<(), Fault> {
    tx.prepare_cached("UPDATE story SET memory = ?2 WHERE id = ?1 AND memory IS NOT ?2")?
        .execute(params![story.0, memory])?;
    Ok(())
}

pub fn standing(db: &Connection, story: StoryId) -> Result<Option<Memory>, Fault> {
    let id: Option<Option<i64>> = db
        .prepare_cached("SELECT memory FROM story WHERE id = ?1")?
        .query_row([story.0], |row| row.get("memory"))
        .optional()?;
    id.flatten().map(|id| read(db, id)).transpose()
}

/// The memory in a row, checked against its digest.
pub fn read(db: &Connection, id: i64) -> Result<Memory, Fault> {
    let damaged = |why: String| Fault::Damaged(format!("memory {id}: {why}"));
    let (digest, packed): (Digest, Vec<u8>) = db
        .prepare_cached("SELECT digest, known FROM memory WHERE id = ?1")?
        .query_row([id], |row| Ok((value::digest(row, "digest")?, row.get("known")?)))
        .optional()?
        .ok_or_else(|| damaged("it is gone".to_string()))?;
    let json = pack::unpack(&packed, &[]).map_err(|error| damaged(error.to_string()))?;
    let memory: Memory =
        serde_json::from_slice(&json).map_err(|error| damaged(error.to_string()))?;
    if memory.digest() != digest {
        return Err(damaged("it is not what its digest says".to_string()));
    }
    Ok(memory)
}

/// Notes what stands in the newest version of a story that is followed.
pub fn note_marks(tx: &Transaction, story: i64, reading: &Reading) -> Result<(), Fault> {
    let marks = memory::counted(&reading.article, &reading.memory);
    let marks: Vec<u8> = marks.iter().flat_map(|mark| mark.0.to_be_bytes()).collect();
    tx.prepare_cached(
        "INSERT INTO block_marks (host, story, marks)
         SELECT host, id, ?2 FROM story WHERE id = ?1 AND following <> 'untracked'
         ON CONFLICT DO UPDATE SET marks = excluded.marks",
    )?
    .execute(params![story, marks])?;
    tx.prepare_cached(
        "DELETE FROM block_marks
          WHERE host = (SELECT host FROM story WHERE id = ?1)
            AND story <= (SELECT story FROM block_marks
                           WHERE host = (SELECT host FROM story WHERE id = ?1)
                           ORDER BY story DESC LIMIT 1 OFFSET ?2)",
    )?
    .execute(params![story, STORIES_MAX])?;
    Ok(())
}

/// Forgets what stands in a story that is no longer followed.
pub fn forget_marks(tx: &Transaction, story: StoryId) -> Result<(), Fault> {
    tx.prepare_cached(
        "DELETE FROM block_marks
          WHERE host = (SELECT host FROM story WHERE id = ?1) AND story = ?1",
    )?
    .execute([story.0])?;
    Ok(())
}

pub fn repeated(db: &Connection, host: &str) -> Result<BTreeSet<Mark>, Fault> {
    let stories: Vec<Vec<u8>> = db
        .prepare_cached("SELECT marks FROM block_marks WHERE host = ?1")?
        .query_map([host], |row| row.get("marks"))?
        .collect::<Result<_, _>>()?;
    Ok(memory::repeated(stories.iter().map(|bytes| {
        let (marks, _) = bytes.as_chunks::<4>();
        marks.iter().map(|mark| Mark(u32::from_be_bytes(*mark))).collect()
    })))
}
