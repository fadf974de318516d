//! What goes wrong inside the store, and what the user is told of it.

use std::path::Path;

use rusqlite::ErrorCode;

use crate::error::Error;

/// Why an act of the store could not be done.
#[derive(Debug)]
pub enum Fault {
    /// SQLite's own.
    Sqlite(rusqlite::Error),
    /// Bytes that are not what their digest, or the program that wrote them, says.
    Damaged(String),
    /// The file is something else than a store of this program: what it is.
    Foreign(String),
    /// The thing asked for is not there.
    NotFound(String),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Fault {
        Fault::Sqlite(error)
    }
}

impl Fault {
    /// Bytes that could not be packed: memory ran out, or zstd broke its word.
    pub fn packing(error: std::io::Error) -> Fault {
        Fault::Sqlite(rusqlite::Error::ToSqlConversionFailure(error.into()))
    }

    /// The error for the user, which names the store's file and the next step.
    pub fn at(self, path: &Path) -> Error {
        let free_bytes = free_bytes(path);
        let path = path.display();
        match self {
            Fault::NotFound(what) => Error::not_found(what),
            Fault::Foreign(what) => Error::store(format!("{path} is {what}")),
            Fault::Damaged(what) => Error::damaged(format!(
                "{path} is damaged: {what}; `revdiff verify` tells the extent"
            )),
            Fault::Sqlite(error) => {
                // As text: the error's own source says the same once more.
                Error::store(message(&path, &error, free_bytes)).caused_by(error.to_string())
            }
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Sqlite(error) => error.fmt(f),
            Fault::Damaged(what) | Fault::Foreign(what) | Fault::NotFound(what) => {
                f.write_str(what)
            }
        }
    }
}

/// Below it a disk that fails is taken for full: SQLite says so of some of its files only.
const FULL_BYTES: u64 = 1 << 20;

/// The bytes that the file may still grow by, where the system tells.
fn free_bytes(path: &Path) -> Option<u64> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let space = rustix::fs::statvfs(folder.unwrap_or(Path::new("."))).ok()?;
    Some(space.f_bavail.saturating_mul(space.f_frsize))
}

fn full(path: &std::path::Display, free_bytes: Option<u64>) -> String {
    let free = free_bytes.map(|bytes| format!(" ({bytes} bytes are free)")).unwrap_or_default();
    format!("no space is left for {path}{free}; nothing of this was kept: make room and try again")
}

fn message(path: &std::path::Display, error: &rusqlite::Error, free_bytes: Option<u64>) -> String {
    let is_full = free_bytes.is_some_and(|bytes| bytes < FULL_BYTES);
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            format!("another program is writing to {path}; try again when it is done")
        }
        Some(ErrorCode::SystemIoFailure) if is_full => full(path, free_bytes),
        Some(ErrorCode::DiskFull) => full(path, free_bytes),
        Some(ErrorCode::DatabaseCorrupt) => {
            format!("{path} is damaged; `revdiff verify` tells the extent")
        }
        Some(ErrorCode::NotADatabase) => {
            format!("{path} is no revdiff store, and is left as it is; name another with --store")
        }
        Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            format!("{path} cannot be written; make the file and its folder writable")
        }
        Some(ErrorCode::CannotOpen) => {
            format!("{path} cannot be opened; look whether it can be read, and its folder written")
        }
        Some(ErrorCode::SystemIoFailure) => {
            format!("reading or writing {path} failed; nothing of this was kept: look at the disk")
        }
        _ => format!(
            "the store {path} did not do as it was told; `revdiff verify` tells whether it is damaged"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks what the user is told of SQLite's result code.
    fn check(code: i32, expected: &str) {
        let error = rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None);
        let told = Fault::from(error).at(Path::new("/a/revdiff.db")).to_string();
        assert_eq!(told, expected);
    }

    #[test]
    fn the_message_says_what_to_do() {
        use rusqlite::ffi::{SQLITE_BUSY, SQLITE_CORRUPT, SQLITE_FULL, SQLITE_READONLY};
        check(
            SQLITE_BUSY,
            "another program is writing to /a/revdiff.db; try again when it is done",
        );
        check(
            SQLITE_FULL,
            "no space is left for /a/revdiff.db; nothing of this was kept: make room and try again",
        );
        let told = |free| {
            let error = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_IOERR_WRITE);
            let error = rusqlite::Error::SqliteFailure(error, None);
            message(&Path::new("a.db").display(), &error, free)
        };
        assert!(told(Some(40)).starts_with("no space is left for a.db (40 bytes are free)"));
        assert!(told(Some(1 << 30)).ends_with("look at the disk"));
        check(SQLITE_CORRUPT, "/a/revdiff.db is damaged; `revdiff verify` tells the extent");
        check(
            SQLITE_READONLY,
            "/a/revdiff.db cannot be written; make the file and its folder writable",
        );
    }
}
