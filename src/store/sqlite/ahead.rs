//! What a clock that was ahead has put into the future, brought back to the present.

use chrono::TimeDelta;
use rusqlite::{Transaction, params};

use crate::store::sqlite::fault::Fault;
use crate::time::Time;

/// How far two clocks may be apart before one of them is wrong.
const SLACK: TimeDelta = TimeDelta::minutes(5);
/// Longer than any host is left alone, or held by a poller that gives no sign of life.
const LONGEST_PAUSE: TimeDelta = TimeDelta::hours(25);

/// Makes due at `now` what was checked after it; how many stories were.
pub fn bring_back(tx: &Transaction, now: Time) -> Result<usize, Fault> {
    hosts(tx, now)?;
    sources(tx, now)?;
    stories(tx, now)
}

fn hosts(tx: &Transaction, now: Time) -> Result<(), Fault> {
    let too_late = (now + LONGEST_PAUSE).millis();
    tx.prepare_cached("UPDATE host SET next_ok_at = ?2 WHERE next_ok_at > ?1")?
        .execute(params![too_late, now.millis()])?;
    tx.prepare_cached(
        "UPDATE host SET claimed_until = 0, claim = claim + 1 WHERE claimed_until > ?1",
    )?
    .execute([too_late])?;
    // Rules asked for in the future would stay fresh until then.
    tx.prepare_cached(
        "UPDATE robots SET fetched_at = 0
          WHERE host IN (SELECT name FROM host) AND fetched_at > ?1",
    )?
    .execute([(now + SLACK).millis()])?;
    Ok(())
}

fn sources(tx: &Transaction, now: Time) -> Result<(), Fault> {
    // CROSS JOIN: hosts are few, and each has its sources by the time of their last check.
    tx.prepare_cached(
        "UPDATE source
            SET next_check_at = ?2, last_checked_at = min(last_checked_at, ?2 - 1),
                last_read_at = min(last_read_at, ?2 - 1), last_new_at = min(last_new_at, ?2 - 1)
          WHERE id IN (SELECT source.id
                         FROM host CROSS JOIN source ON source.host = host.name
                        WHERE following = 'active' AND IFNULL(last_checked_at, -1) > ?1
                        UNION ALL
                       SELECT source.id
                         FROM host CROSS JOIN source ON source.host = host.name
                        WHERE following = 'active' AND IFNULL(last_checked_at, -1) = -1
                          AND next_check_at > ?1)",
    )?
    .execute(params![(now + SLACK).millis(), now.millis()])?;
    Ok(())
}

fn stories(tx: &Transaction, now: Time) -> Result<usize, Fault> {
    // When a story was read in truth is not known: surely when its newest version came.
    let brought_back = tx
        .prepare_cached(
            "UPDATE story
                SET next_check_at = ?2, last_checked_at = min(last_checked_at, ?2 - 1),
                    last_read_at = CASE WHEN last_read_at > ?1 THEN min(last_captured_at, ?2 - 1)
                                        ELSE last_read_at END
              WHERE id IN (SELECT story.id
                             FROM host CROSS JOIN story ON story.host = host.name
                            WHERE following IN ('active', 'paused')
                              AND IFNULL(last_checked_at, -1) > ?1
                            UNION ALL
                           SELECT story.id
                             FROM host CROSS JOIN story ON story.host = host.name
                            WHERE following IN ('active', 'paused')
                              AND IFNULL(last_checked_at, -1) = -1 AND next_check_at > ?1)",
        )?
        .execute(params![(now + SLACK).millis(), now.millis()])?;
    Ok(brought_back)
}
