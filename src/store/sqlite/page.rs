//! Pages: the bytes that servers sent, kept once each.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::digest::Digest;
use crate::store::pack::{self, Base, Frame};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::value;

/// Why a page cannot be read.
pub enum Unread {
    /// That page, which it is or stands upon, is damaged.
    Damaged {
        page: i64,
        why: String,
    },
    Fault(Fault),
}

impl From<Unread> for Fault {
    fn from(unread: Unread) -> Fault {
        match unread {
            Unread::Damaged { page, why } => Fault::Damaged(format!("page {page}: {why}")),
            Unread::Fault(fault) => fault,
        }
    }
}

impl From<rusqlite::Error> for Unread {
    fn from(error: rusqlite::Error) -> Unread {
        Unread::Fault(error.into())
    }
}

/// Keeps a page, upon an earlier one of the same story; its row number.
pub fn keep(tx: &Transaction, bytes: &[u8], base: Option<&Digest>) -> Result<i64, Fault> {
    let digest = Digest::of(bytes);
    if let Some(id) = id_of(tx, &digest)? {
        return Ok(id);
    }
    let base = match base {
        Some(base) => readable(tx, base)?,
        None => None,
    };
    let packed = pack::pack(bytes, base.as_ref().map(|(_, base)| base)).map_err(Fault::packing)?;
    let base = base.filter(|_| packed.depth > 0).map(|(id, _)| id);
    tx.prepare_cached("INSERT INTO page (digest, base, depth, bytes) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![digest.0, base, packed.depth, packed.bytes])?;
    Ok(tx.last_insert_rowid())
}

pub fn bytes_of(db: &Connection, digest: &Digest) -> Result<Option<Vec<u8>>, Fault> {
    match id_of(db, digest)? {
        Some(id) => Ok(Some(read(db, id, None)?)),
        None => Ok(None),
    }
}

pub fn id_of(db: &Connection, digest: &Digest) -> Result<Option<i64>, Fault> {
    let id = db
        .prepare_cached("SELECT id FROM page WHERE digest = ?1")?
        .query_row([digest.0], |row| row.get(0))
        .optional()?;
    Ok(id)
}

/// The bytes of a page; `known` is a page that was read already, and may lie under it.
pub fn read(db: &Connection, id: i64, known: Option<(i64, &[u8])>) -> Result<Vec<u8>, Unread> {
    let mut ids = Vec::new();
    let mut frames = Vec::new();
    let mut under: &[u8] = &[];
    let mut next = Some(id);
    while let Some(id) = next {
        if let Some((_, bytes)) = known.filter(|(known, _)| *known == id) {
            under = bytes;
            break;
        }
        if ids.len() > pack::DEPTH_MAX as usize {
            return Err(Unread::Damaged { page: id, why: "it stands on too many".to_string() });
        }
        let (frame, base) = frame(db, id)?;
        ids.push(id);
        frames.push(frame);
        next = base;
    }
    ids.reverse();
    frames.reverse();
    pack::unpack_all(&frames, under)
        .map_err(|(index, why)| Unread::Damaged { page: ids[index], why })
}

fn frame(db: &Connection, id: i64) -> Result<(Frame, Option<i64>), Unread> {
    db.prepare_cached("SELECT digest, base, bytes FROM page WHERE id = ?1")?
        .query_row([id], |row| {
            let digest = Some(value::digest(row, "digest")?);
            Ok((Frame { packed: row.get("bytes")?, digest }, row.get("base")?))
        })
        .optional()?
        .ok_or_else(|| Unread::Damaged { page: id, why: "it is not there".to_string() })
}

/// A page to stand upon; none where it is not kept or is damaged, which must not spread.
fn readable(tx: &Transaction, digest: &Digest) -> Result<Option<(i64, Base)>, Fault> {
    let Some(id) = id_of(tx, digest)? else { return Ok(None) };
    match read(tx, id, None) {
        Ok(bytes) => {
            let depth = tx
                .prepare_cached("SELECT depth FROM page WHERE id = ?1")?
                .query_row([id], |row| row.get(0))?;
            Ok(Some((id, Base { bytes, depth })))
        }
        Err(Unread::Damaged { .. }) => Ok(None),
        Err(Unread::Fault(fault)) => Err(fault),
    }
}
