//! Each host's robots.txt.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::store::KeptRobots;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::value;

pub fn keep(tx: &Transaction, host: &str, robots: &KeptRobots) -> Result<(), Fault> {
    tx.prepare_cached("INSERT OR IGNORE INTO host (name) VALUES (?1)")?.execute([host])?;
    tx.prepare_cached(
        "INSERT OR REPLACE INTO robots (host, fetched_at, status, text) VALUES (?1, ?2, ?3, ?4)",
    )?
    .execute(params![host, robots.fetched_at.millis(), robots.status, robots.text])?;
    Ok(())
}

pub fn robots(db: &Connection, host: &str) -> Result<Option<KeptRobots>, Fault> {
    let robots = db
        .prepare_cached("SELECT fetched_at, status, text FROM robots WHERE host = ?1")?
        .query_row([host], |row| {
            Ok(KeptRobots {
                fetched_at: value::time(row, "fetched_at")?,
                status: row.get("status")?,
                text: row.get("text")?,
            })
        })
        .optional()?;
    Ok(robots)
}
