//! Claims on hosts: one poller at a time, by a lease and a number that only rises.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::history::{Story, StoryId};
use crate::sources::source::Subject;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::{story, value};
use crate::store::{Claim, ClaimRequest, HostClaim, Scope, Waiting, WaitingFor};
use crate::time::Time;

pub fn claim(tx: &Transaction, request: &ClaimRequest) -> Result<Vec<HostClaim>, Fault> {
    let scope = Terms::of(&request.scope);
    let sql = format!(
        "SELECT name, claim, next_ok_at FROM host
          WHERE next_ok_at <= ?3 AND claimed_until <= ?4
            AND EXISTS (SELECT 1 FROM story WHERE host = host.name AND {})
          ORDER BY next_ok_at LIMIT ?5",
        scope.condition
    );
    let free: Vec<(String, i64, Time)> = tx
        .prepare_cached(&sql)?
        .query_map(
            params![
                scope.instant,
                scope.ids,
                (request.now + request.patience).millis(),
                request.now.millis(),
                request.hosts_max
            ],
            |row| Ok((row.get("name")?, row.get("claim")?, value::time(row, "next_ok_at")?)),
        )?
        .collect::<Result<_, _>>()?;
    free.into_iter()
        .map(|(host, last, next_ok_at)| {
            let claim = Claim { host, fence: last + 1 };
            hold(tx, &claim, &request.claimer, request.now + request.lease)?;
            let stories = stories(tx, &claim.host, &scope, request.stories_max)?;
            Ok(HostClaim { claim, next_ok_at, stories })
        })
        .collect()
}

/// Marks a host as claimed.
pub fn hold(tx: &Transaction, claim: &Claim, claimer: &str, until: Time) -> Result<(), Fault> {
    tx.prepare_cached(
        "UPDATE host SET claim = ?2, claimed_until = ?3, claimed_by = ?4 WHERE name = ?1",
    )?
    .execute(params![claim.host, claim.fence, until.millis(), claimer])?;
    Ok(())
}

/// Gives back the hosts of claimers that are dead.
pub fn free(tx: &Transaction, now: Time, is_dead: fn(&str) -> bool) -> Result<(), Fault> {
    let claimers: BTreeSet<String> = tx
        .prepare_cached(
            "SELECT claimed_by FROM host
              WHERE claimed_until > ?1 AND claimed_by IS NOT NULL",
        )?
        .query_map([now.millis()], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for claimer in claimers.iter().filter(|claimer| is_dead(claimer)) {
        // The number rises, so that a check on its way from the dead is fenced.
        tx.prepare_cached(
            "UPDATE host SET claimed_until = 0, claim = claim + 1 WHERE claimed_by = ?1",
        )?
        .execute([claimer])?;
    }
    Ok(())
}

fn stories(
    tx: &Transaction,
    host: &str,
    scope: &Terms,
    stories_max: u32,
) -> Result<Vec<Story>, Fault> {
    let sql = format!(
        "{} WHERE story.host = ?3 AND {} ORDER BY {} LIMIT ?4",
        story::SELECT,
        scope.condition,
        scope.order
    );
    let stories = tx
        .prepare_cached(&sql)?
        .query_map(params![scope.instant, scope.ids, host, stories_max], story::of_row)?
        .collect::<Result<_, _>>()?;
    Ok(stories)
}

pub fn release(tx: &Transaction, claim: &Claim, next_ok_at: Time) -> Result<(), Fault> {
    tx.prepare_cached(
        "UPDATE host SET next_ok_at = max(next_ok_at, ?3),
                claimed_until = CASE claim WHEN ?2 THEN 0 ELSE claimed_until END
          WHERE name = ?1",
    )?
    .execute(params![claim.host, claim.fence, next_ok_at.millis()])?;
    Ok(())
}

/// Whether a claim is the host's newest and its lease has not ended.
pub fn stands(tx: &Transaction, claim: &Claim, at: Time) -> Result<bool, Fault> {
    let stands = tx
        .prepare_cached("SELECT 1 FROM host WHERE name = ?1 AND claim = ?2 AND claimed_until > ?3")?
        .exists(params![claim.host, claim.fence, at.millis()])?;
    Ok(stands)
}

/// Moves the end of a lease further, never nearer.
pub fn extend(tx: &Transaction, claim: &Claim, until: Time) -> Result<(), Fault> {
    tx.prepare_cached("UPDATE host SET claimed_until = max(claimed_until, ?2) WHERE name = ?1")?
        .execute(params![claim.host, until.millis()])?;
    Ok(())
}

/// Makes a story or a source due at an instant, and no sooner.
pub fn postpone(
    tx: &Transaction,
    claim: &Claim,
    subject: Subject,
    at: Time,
    until: Time,
) -> Result<bool, Fault> {
    if !stands(tx, claim, at)? {
        return Ok(false);
    }
    let (sql, id) = match subject {
        Subject::Story(id) => (
            "UPDATE story SET next_check_at = ?2, last_checked_at = ?3 WHERE id = ?1 AND host = ?4",
            id.0,
        ),
        Subject::Source(id) => (
            "UPDATE source SET next_check_at = ?2, last_checked_at = ?3 WHERE id = ?1 AND host = ?4",
            id.0,
        ),
    };
    let params = params![id, until.millis(), at.millis(), claim.host];
    Ok(tx.prepare_cached(sql)?.execute(params)? > 0)
}

/// Lets nobody ask a host before an instant.
pub fn pause(tx: &Transaction, host: &str, until: Time) -> Result<(), Fault> {
    tx.prepare_cached(
        "INSERT INTO host (name, next_ok_at) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET next_ok_at = max(next_ok_at, excluded.next_ok_at)",
    )?
    .execute(params![host, until.millis()])?;
    Ok(())
}

pub fn next_ok_at(db: &Connection, host: &str) -> Result<Option<Time>, Fault> {
    let next_ok_at = db
        .prepare_cached("SELECT next_ok_at FROM host WHERE name = ?1")?
        .query_row([host], |row| value::time(row, "next_ok_at"))
        .optional()?;
    Ok(next_ok_at)
}

pub fn waiting(
    db: &Connection,
    scope: &Scope,
    now: Time,
    limit: u32,
) -> Result<Vec<Waiting>, Fault> {
    let scope = Terms::of(scope);
    // CROSS JOIN: hosts are few, and most of their stories are not in the scope.
    let sql = format!(
        "SELECT id, url, next_ok_at, claimed_until,
                (SELECT max(version) FROM snapshot WHERE story = story.id) AS version
           FROM host CROSS JOIN story ON story.host = host.name
          WHERE (claimed_until > ?3 OR next_ok_at > ?3) AND {} LIMIT ?4",
        scope.condition
    );
    let waiting = db
        .prepare_cached(&sql)?
        .query_map(params![scope.instant, scope.ids, now.millis(), limit], |row| {
            let held = value::time(row, "claimed_until")?;
            let why = if held > now {
                WaitingFor::OtherPoller(held)
            } else {
                WaitingFor::Pause(value::time(row, "next_ok_at")?)
            };
            let story = StoryId(row.get("id")?);
            Ok(Waiting { story, url: row.get("url")?, version: row.get("version")?, why })
        })?
        .collect::<Result<_, _>>()?;
    Ok(waiting)
}

/// A scope in SQL: a condition on `story` over ?1 (an instant) and ?2 (story numbers, as JSON).
struct Terms {
    condition: &'static str,
    order: &'static str,
    instant: i64,
    ids: Option<String>,
}

impl Terms {
    fn of(scope: &Scope) -> Terms {
        match scope {
            Scope::Due(until) => Terms {
                condition: "following = 'active' AND next_check_at <= ?1 AND ?2 IS NULL",
                order: "next_check_at",
                instant: until.millis(),
                ids: None,
            },
            Scope::All(since) => Terms {
                condition: "following = 'active' AND IFNULL(last_checked_at, -1) < ?1
                            AND ?2 IS NULL",
                order: "IFNULL(last_checked_at, -1)",
                instant: since.millis(),
                ids: None,
            },
            Scope::Only(stories, since) => Terms {
                condition: "story.id IN (SELECT value FROM json_each(?2))
                            AND following <> 'untracked' AND IFNULL(last_checked_at, -1) < ?1",
                order: "IFNULL(last_checked_at, -1)",
                instant: since.millis(),
                ids: Some(format!(
                    "[{}]",
                    stories.iter().map(StoryId::to_string).collect::<Vec<_>>().join(",")
                )),
            },
        }
    }
}
