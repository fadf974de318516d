//! Upkeep of the file as a whole: copies that are taken while it is in use, and its room.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};
use tempfile::NamedTempFile;

use crate::error::{Error, Result};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::{SqliteStore, lock, migrate, open};

/// A file's size before and after, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Compacted {
    pub before: u64,
    pub after: u64,
}

/// Copies the store at `from`, as it stands at one instant, to a file that is not there yet, and
/// checks the copy; its size in bytes. Whoever polls into `from` meanwhile goes on.
///
/// The copy stands under its name only when it is whole and on the disk.
pub fn copy(from: &Path, to: &Path) -> Result<u64> {
    open::must_exist(from)?;
    if to.exists() {
        return Err(there_already(to));
    }
    let folder = match to.parent() {
        Some(folder) if folder != Path::new("") => folder.to_path_buf(),
        _ => PathBuf::from("."),
    };
    let cannot = |error: std::io::Error| {
        let next = "name a file in a folder that is there and can be written";
        Error::store(format!("{} cannot be made; {next}", to.display())).caused_by(error)
    };
    // Such a file is readable by its owner only, and goes where the copying breaks off.
    let made = NamedTempFile::new_in(&folder).map_err(cannot)?;
    copy_into(from, made.path()).map_err(|fault| fault.at(from))?;
    check(made.path()).map_err(|fault| fault.at(to))?;
    made.as_file().sync_all().map_err(cannot)?;
    let bytes = made.as_file().metadata().map_err(cannot)?.len();
    match made.persist_noclobber(to) {
        Ok(_) => {}
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => {
            return Err(there_already(to));
        }
        Err(error) => return Err(cannot(error.error)),
    }
    File::open(&folder).and_then(|folder| folder.sync_all()).map_err(cannot)?;
    Ok(bytes)
}

fn there_already(path: &Path) -> Error {
    let next = "nothing is overwritten: name another, or move it away";
    Error::invalid(format!("{} is there already; {next}", path.display()))
}

fn copy_into(from: &Path, to: &Path) -> std::result::Result<(), Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(from, flags)?;
    open::harden(&db)?;
    migrate::recognise(&db)?;
    db.execute("VACUUM INTO ?1", [to.to_string_lossy()])?;
    Ok(())
}

/// Makes sure that a copy can be read from end to end.
fn check(path: &Path) -> std::result::Result<(), Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags)?;
    open::harden(&db)?;
    migrate::recognise(&db)?;
    let found: String = db.query_row("PRAGMA quick_check(1)", [], |row| row.get(0))?;
    match found.as_str() {
        "ok" => Ok(()),
        _ => Err(Fault::Damaged(found)),
    }
}

impl SqliteStore {
    /// Gives room back that the file does not use, and orders it anew. As the rest of the store it
    /// is done wholly or not at all; others can read meanwhile, and whoever writes waits.
    pub fn compact(&self) -> Result<Compacted> {
        let writer = self.writer.as_ref().ok_or_else(|| self.only_read())?;
        let bytes = || fs::metadata(&self.path).map_or(0, |file| file.len());
        let checkpoint = |db: &Connection| {
            db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0))
        };
        let writer = lock(writer);
        let done = checkpoint(&writer)
            .map(|_| bytes())
            .and_then(|before| writer.execute_batch("VACUUM").map(|()| before))
            .and_then(|before| checkpoint(&writer).map(|_| before));
        let before = done.map_err(|error| Fault::from(error).at(&self.path))?;
        Ok(Compacted { before, after: bytes() })
    }
}
