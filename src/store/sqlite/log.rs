//! The log of checks that brought something, and the count of those that did not.

use std::collections::HashMap;

use rusqlite::{Connection, Row, Transaction, params};

use crate::history::{Event, FailureKind, LoggedCheck, OutcomeName, Snapshot, SnapshotId, StoryId};
use crate::page::Response;
use crate::store::pack;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::{snapshot, value};
use crate::time::Time;

/// A check as it is to be logged.
#[derive(Debug)]
pub struct Entry<'a> {
    pub outcome: OutcomeName,
    /// Where the check made one: its response and page need no second place.
    pub snapshot: Option<SnapshotId>,
    pub page: Option<i64>,
    pub response: Option<&'a Response>,
    pub failure: Option<FailureKind>,
    pub evidence: Option<&'a str>,
    pub events: Vec<Event>,
}

impl Entry<'_> {
    pub fn of(outcome: OutcomeName) -> Entry<'static> {
        Entry {
            outcome,
            snapshot: None,
            page: None,
            response: None,
            failure: None,
            evidence: None,
            events: Vec::new(),
        }
    }

    fn brought_something(&self) -> bool {
        self.snapshot.is_some() || self.evidence.is_some() || !self.events.is_empty()
    }
}

/// Logs a check that brought something; counts another.
pub fn log(tx: &Transaction, story: StoryId, at: Time, entry: &Entry) -> Result<(), Fault> {
    if !entry.brought_something() {
        return count(tx, story, at, entry.outcome);
    }
    let response = match entry.response {
        Some(response) => {
            let json = value::to_json(response)?;
            Some(pack::pack(json.as_bytes(), None).map_err(Fault::packing)?.bytes)
        }
        None => None,
    };
    tx.prepare_cached(
        "INSERT INTO check_log (story, at, outcome, snapshot, http_status, final_url, page,
                                response, failure, evidence, events, quiet)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
                 (SELECT quiet FROM story WHERE id = ?1))",
    )?
    .execute(params![
        story.0,
        at.millis(),
        value::name(entry.outcome),
        entry.snapshot.map(|snapshot| snapshot.0),
        entry.response.map(|response| response.status),
        entry.response.map(|response| &response.url),
        entry.page,
        response,
        entry.failure.map(value::name),
        entry.evidence,
        value::to_json(&entry.events)?,
    ])?;
    tx.prepare_cached("UPDATE story SET quiet = 0 WHERE id = ?1")?.execute([story.0])?;
    Ok(())
}

fn count(tx: &Transaction, story: StoryId, at: Time, outcome: OutcomeName) -> Result<(), Fault> {
    tx.prepare_cached("UPDATE story SET quiet = quiet + 1 WHERE id = ?1")?.execute([story.0])?;
    let not_modified = outcome == OutcomeName::NotModified;
    tx.prepare_cached(
        "INSERT INTO check_count (day, unchanged, not_modified) VALUES (?1, ?2, ?3)
         ON CONFLICT (day) DO UPDATE SET unchanged = unchanged + excluded.unchanged,
                                         not_modified = not_modified + excluded.not_modified",
    )?
    .execute(params![at.utc().format("%Y-%m-%d").to_string(), !not_modified, not_modified])?;
    Ok(())
}

/// The logged checks of a story, in the order in which they were recorded.
pub fn checks(db: &Connection, story: StoryId) -> Result<Vec<LoggedCheck>, Fault> {
    let snapshots = snapshot::all(db, story)?;
    let snapshots = snapshots.iter().map(|snapshot| (snapshot.id, snapshot)).collect();
    let checks = db
        .prepare_cached(
            "SELECT check_log.*, page.digest AS page_digest
               FROM check_log LEFT JOIN page ON page.id = check_log.page
              WHERE story = ?1 ORDER BY check_log.id",
        )?
        .query_map([story.0], |row| of_row(row, &snapshots))?
        .collect::<Result<_, _>>()?;
    Ok(checks)
}

fn of_row(row: &Row, snapshots: &HashMap<SnapshotId, &Snapshot>) -> rusqlite::Result<LoggedCheck> {
    let snapshot = row.get::<_, Option<i64>>("snapshot")?.map(SnapshotId);
    let snapshot = snapshot.and_then(|id| snapshots.get(&id));
    let page = snapshot.map(|snapshot| snapshot.page_digest);
    // A damaged response of a snapshot has the status 0, and says nothing.
    let response = match row.get_ref("response")?.as_blob_or_null().unwrap_or_default() {
        Some(packed) => unpack(packed),
        None => snapshot.map(|snapshot| snapshot.response.clone()).filter(|it| it.status != 0),
    };
    let status = response.as_ref().map(|response| response.status);
    let url = response.as_ref().map(|response| response.url.clone());
    Ok(LoggedCheck {
        at: value::time(row, "at")?,
        outcome: value::variant(row, "outcome")?,
        http_status: row.get::<_, Option<u16>>("http_status")?.or(status),
        final_url: row.get::<_, Option<String>>("final_url")?.or(url),
        failure: value::variant_or_none(row, "failure")?,
        evidence: row.get("evidence")?,
        page_digest: value::digest_or_none(row, "page_digest")?.or(page),
        version: snapshot.map(|snapshot| snapshot.version),
        response,
        events: value::from_json(row, "events")?,
        quiet_before: row.get("quiet")?,
    })
}

/// A packed response; none where it is damaged.
fn unpack(packed: &[u8]) -> Option<Response> {
    let json = pack::unpack(packed, &[]).ok()?;
    serde_json::from_slice(&json).ok()
}
