//! Rounds of checks: when each started and ended, and what they ask with.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::store::RoundId;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::value;
use crate::time::Time;

/// Rounds that are kept, and changes of what is asked with.
const KEPT: i64 = 1000;

pub fn begin(
    tx: &Transaction,
    started_at: Time,
    asked: &[(String, String)],
) -> Result<RoundId, Fault> {
    tx.prepare_cached("INSERT INTO round (started_at) VALUES (?1)")?
        .execute([started_at.millis()])?;
    let round = tx.last_insert_rowid();
    tx.prepare_cached("DELETE FROM round WHERE id <= ?1")?.execute([round - KEPT])?;
    let newest: Option<String> = tx
        .prepare_cached("SELECT asked FROM asking WHERE since = (SELECT max(since) FROM asking)")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let asked = value::to_json(asked)?;
    if newest.as_ref() != Some(&asked) {
        // A clock that was set back must not date it before what is asked with until now.
        tx.prepare_cached(
            "INSERT INTO asking (since, asked)
             VALUES (max(?1, IFNULL((SELECT max(since) FROM asking), ?1 - 1) + 1), ?2)",
        )?
        .execute(params![started_at.millis(), asked])?;
        // Two pollers that ask with different headers add a row at each round.
        tx.prepare_cached(
            "DELETE FROM asking
              WHERE since <= (SELECT since FROM asking ORDER BY since DESC LIMIT 1 OFFSET ?1)",
        )?
        .execute([KEPT])?;
    }
    Ok(RoundId(round))
}

pub fn end(tx: &Transaction, round: RoundId, ended_at: Time) -> Result<(), Fault> {
    tx.prepare_cached("UPDATE round SET ended_at = max(started_at, ?2) WHERE id = ?1")?
        .execute(params![round.0, ended_at.millis()])?;
    Ok(())
}

pub fn newest(db: &Connection, limit: u32) -> Result<Vec<Time>, Fault> {
    let rounds = db
        .prepare_cached(
            "SELECT started_at FROM round
              WHERE id > (SELECT max(id) FROM round) - ?1 ORDER BY id DESC",
        )?
        .query_map([limit], |row| value::time(row, "started_at"))?
        .collect::<Result<_, _>>()?;
    Ok(rounds)
}
