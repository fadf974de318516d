//! Making and opening the file.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, Result};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::migrate;

/// How long a writer waits for another program's transaction.
const PATIENCE: Duration = Duration::from_secs(10);

/// Makes the store, and its folder, where there is none.
///
/// It is made whole under another name first: a store that is there is never half made.
pub fn make(path: &Path) -> Result<()> {
    if exists(path)? {
        return Ok(());
    }
    let folder = match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(|error| {
        let next = "name a store elsewhere with --store";
        Error::store(format!("the folder {} cannot be made; {next}", folder.display()))
            .caused_by(error)
    })?;
    let cannot = |error: std::io::Error| {
        Error::store(format!("{} cannot be made; give another with --store", path.display()))
            .caused_by(error)
    };
    // Such a file is readable by its owner only.
    let file = tempfile::NamedTempFile::new_in(folder).map_err(cannot)?;
    migrate::create(file.path()).map_err(|fault| fault.at(path))?;
    match file.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(cannot(error.error)),
    }
}

/// Makes sure that there is a store to read.
pub fn must_exist(path: &Path) -> Result<()> {
    match exists(path)? {
        true => Ok(()),
        false => Err(Error::store(format!(
            "there is no store {}; `revdiff track <url-file>` makes one",
            path.display()
        ))),
    }
}

/// The connection that writes, to a store brought to the newest schema.
pub fn writer(path: &Path) -> Result<Connection> {
    not_empty(path)?;
    let open = || -> std::result::Result<Connection, Fault> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags)?;
        harden(&db)?;
        migrate::recognise(&db)?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "foreign_keys", true)?;
        db.pragma_update(None, "journal_size_limit", 16 << 20)?;
        migrate::migrate(&mut db)?;
        Ok(db)
    };
    let db = open().map_err(|fault| fault.at(path))?;
    match db.is_readonly("main") {
        Ok(false) => Ok(db),
        Ok(true) => Err(Error::store(format!(
            "{} cannot be written; make the file and its folder writable",
            path.display()
        ))),
        Err(error) => Err(Fault::from(error).at(path)),
    }
}

/// A connection that reads, whether or not the file and its folder can be written.
pub fn reader(path: &Path) -> Result<Connection> {
    not_empty(path)?;
    let open = |name: &str, flags| -> std::result::Result<Connection, Fault> {
        let db = Connection::open_with_flags(name, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        harden(&db)?;
        db.pragma_update(None, "query_only", true)?;
        migrate::recognise(&db)?;
        migrate::must_be_newest(&db)?;
        Ok(db)
    };
    let name = path.to_string_lossy();
    match open(&name, OpenFlags::SQLITE_OPEN_READ_ONLY) {
        Err(Fault::Sqlite(error)) if needs_a_log(&error) && !has_log(path) => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            open(&immutable(path), flags)
        }
        other => other,
    }
    .map_err(|fault| fault.at(path))
}

/// What SQLite says where it would have to make the write-ahead log's files and cannot.
fn needs_a_log(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{CannotOpen, ReadOnly, SystemIoFailure};
    matches!(error.sqlite_error_code(), Some(CannotOpen | ReadOnly | SystemIoFailure))
}

/// Whether transactions may stand in the log that are not in the file yet.
fn has_log(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    fs::metadata(PathBuf::from(log)).is_ok_and(|log| log.len() > 0)
}

/// The URI that opens a file which nobody writes to.
fn immutable(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri + "?immutable=1"
}

/// What keeps a file that somebody else made from doing anything but being read.
pub fn harden(db: &Connection) -> rusqlite::Result<()> {
    db.busy_timeout(PATIENCE)?;
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    db.pragma_update(None, "trusted_schema", false)?;
    db.pragma_update(None, "cell_size_check", true)?;
    db.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn exists(path: &Path) -> Result<bool> {
    path.try_exists().map_err(|error| {
        let next = "name another with --store";
        Error::store(format!("{} cannot be looked at; {next}", path.display())).caused_by(error)
    })
}

/// SQLite would take an empty file for a new database; a store is never empty.
fn not_empty(path: &Path) -> Result<()> {
    match fs::metadata(path) {
        Ok(file) if file.len() == 0 => Err(Error::store(format!(
            "{} is empty, so no revdiff store; if it was one, bring back a copy, else remove it",
            path.display()
        ))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_any_name_opens_without_a_log() {
        let folder = tempfile::tempdir().expect("the temporary folder can be written");
        let path = folder.path().join("100% mine? #1 ü.db");
        make(&path).expect("it is made");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
        let db = Connection::open_with_flags(immutable(&path), flags).expect("it opens");
        migrate::must_be_newest(&db).expect("it is the store just made");
        let beside = fs::read_dir(folder.path()).expect("readable").count();
        assert_eq!(beside, 1, "nothing is written beside it");
    }
}
