//! What a store holds, and which bytes of its file hold it.

use rusqlite::{Connection, Row, RowIndex};
use serde::Serialize;

use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::value;
use crate::time::Time;

/// A store in numbers.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Stats {
    pub stories: u64,
    pub versions: u64,
    /// What extractors made of versions; several where one was read anew.
    pub readings: u64,
    pub pages: u64,
    /// Checks of stories that brought something, each with a row of its own.
    pub checks_logged: u64,
    /// Checks that found nothing new, which are counted.
    pub checks_quiet: u64,
    pub first_captured_at: Option<Time>,
    pub last_captured_at: Option<Time>,
    /// The file's bytes, without its write-ahead log.
    pub bytes: u64,
    /// By what they hold, most first.
    pub kinds: Vec<Kind>,
}

/// The bytes of one kind of thing, indexes included.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Kind {
    pub kind: String,
    pub bytes: u64,
}

pub fn stats(db: &Connection) -> Result<Stats, Fault> {
    let count = |sql: &str| db.query_row(sql, [], |row| number(row, 0));
    let [page_bytes, page_count] = [pragma(db, "page_size")?, pragma(db, "page_count")?];
    let (first, last) = db.query_row(
        "SELECT min(captured_at) AS first, max(captured_at) AS last FROM snapshot",
        [],
        |row| Ok((value::time_or_none(row, "first")?, value::time_or_none(row, "last")?)),
    )?;
    Ok(Stats {
        stories: count("SELECT count(*) FROM story")?,
        versions: count("SELECT count(*) FROM snapshot")?,
        readings: count("SELECT count(*) FROM reading")?,
        pages: count("SELECT count(*) FROM page")?,
        checks_logged: count("SELECT count(*) FROM check_log")?,
        checks_quiet: count("SELECT IFNULL(sum(unchanged + not_modified), 0) FROM check_count")?,
        first_captured_at: first,
        last_captured_at: last,
        bytes: page_bytes * page_count,
        kinds: kinds(db, page_bytes)?,
    })
}

/// A number that is never below nothing.
fn number(row: &Row, column: impl RowIndex) -> rusqlite::Result<u64> {
    row.get(column).map(i64::unsigned_abs)
}

fn pragma(db: &Connection, name: &str) -> Result<u64, Fault> {
    Ok(db.pragma_query_value(None, name, |row| number(row, 0))?)
}

fn kinds(db: &Connection, page_bytes: u64) -> Result<Vec<Kind>, Fault> {
    let mut kinds: Vec<Kind> = db
        .prepare(
            "SELECT CASE IFNULL(thing.tbl_name, dbstat.name)
                    WHEN 'page' THEN 'pages'
                    WHEN 'reading' THEN 'articles'
                    WHEN 'memory' THEN 'articles'
                    WHEN 'snapshot' THEN 'versions'
                    WHEN 'check_log' THEN 'checks'
                    WHEN 'story' THEN 'stories'
                    ELSE 'other' END AS kind,
                    sum(dbstat.pgsize) AS bytes
               FROM dbstat LEFT JOIN sqlite_schema AS thing ON thing.name = dbstat.name
              WHERE dbstat.aggregate = TRUE
              GROUP BY kind",
        )?
        .query_map([], |row| Ok(Kind { kind: row.get("kind")?, bytes: number(row, "bytes")? }))?
        .collect::<Result<_, _>>()?;
    let unused = pragma(db, "freelist_count")? * page_bytes;
    kinds.push(Kind { kind: "unused".to_owned(), bytes: unused });
    kinds.retain(|kind| kind.bytes > 0);
    kinds.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.kind.cmp(&b.kind)));
    Ok(kinds)
}
