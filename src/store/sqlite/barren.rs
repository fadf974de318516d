//! Hosts whose pages hold no articles any more: what each check says of that, and when it is said.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};

use crate::history::{Alarm, Check, FailureKind, Outcome, Story};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::value;
use crate::time::Time;

/// Checks in a row without an article, and stories that they were of, that make an alarm; of a host
/// with fewer stories, all of them.
const BARREN_MIN: u32 = 3;

/// What a check says of whether its host's pages still hold articles.
enum Yield {
    Article,
    /// The article that was read before, where the newest page was none: else nothing new.
    ArticleAgain,
    None,
    /// It says nothing: no page came, or none that was ever an article.
    Unknown,
}

impl Yield {
    fn of(outcome: &Outcome, has_version: bool) -> Yield {
        match outcome {
            Outcome::Changed(_) | Outcome::Unchanged(_) => Yield::Article,
            Outcome::NotModified(_) => Yield::ArticleAgain,
            Outcome::Quarantined(_) if has_version => Yield::None,
            Outcome::Quarantined(_) => Yield::Unknown,
            Outcome::Failed(failure) => match failure.kind {
                FailureKind::NoArticle if has_version => Yield::None,
                FailureKind::NoArticle
                | FailureKind::Dns
                | FailureKind::Connect
                | FailureKind::Tls
                | FailureKind::Timeout
                | FailureKind::TooLarge
                | FailureKind::Truncated
                | FailureKind::Decode
                | FailureKind::Protocol
                | FailureKind::Redirect
                | FailureKind::BlockedAddress
                | FailureKind::Robots
                | FailureKind::Status
                | FailureKind::NotHtml => Yield::Unknown,
            },
        }
    }
}

/// Counts a check of a story as it stood before; the alarm that it raises.
pub fn count(tx: &Transaction, story: &Story, check: &Check) -> Result<Option<Alarm>, Fault> {
    match Yield::of(&check.outcome, story.latest.is_some()) {
        Yield::Unknown => Ok(None),
        Yield::ArticleAgain if !was_barren(tx, story)? => Ok(None),
        Yield::Article | Yield::ArticleAgain => recover(tx, story).map(|()| None),
        Yield::None => {
            note(tx, story, check.at)?;
            raise(tx, &story.host)
        }
    }
}

fn was_barren(tx: &Transaction, story: &Story) -> Result<bool, Fault> {
    Ok(tx
        .prepare_cached("SELECT 1 FROM story WHERE id = ?1 AND barren_at IS NOT NULL")?
        .exists([story.id.0])?)
}

fn recover(tx: &Transaction, story: &Story) -> Result<(), Fault> {
    tx.prepare_cached("UPDATE story SET barren_at = NULL WHERE id = ?1 AND barren_at IS NOT NULL")?
        .execute([story.id.0])?;
    tx.prepare_cached(
        "UPDATE host SET barren = 0, barren_since = NULL, alarm = 'none'
          WHERE name = ?1 AND barren > 0",
    )?
    .execute([&story.host])?;
    Ok(())
}

fn note(tx: &Transaction, story: &Story, at: Time) -> Result<(), Fault> {
    tx.prepare_cached("UPDATE story SET barren_at = ?2 WHERE id = ?1")?
        .execute(params![story.id.0, at.millis()])?;
    tx.prepare_cached(
        "UPDATE host SET barren = barren + 1, barren_since = IFNULL(barren_since, ?2)
          WHERE name = ?1",
    )?
    .execute(params![story.host, at.millis()])?;
    Ok(())
}

/// Raises the alarm of a host, where enough speaks for it and it is not raised already.
fn raise(tx: &Transaction, host: &str) -> Result<Option<Alarm>, Fault> {
    let is_due = tx
        .prepare_cached("SELECT 1 FROM host WHERE name = ?1 AND barren >= ?2 AND alarm = 'none'")?
        .exists(params![host, BARREN_MIN])?;
    if !is_due {
        return Ok(None);
    }
    let alarm = tx
        .prepare_cached(&format!("{SELECT} WHERE name = ?1"))?
        .query_row([host], |row| Ok((of_row(row)?, row.get::<_, u32>("readable")?)))
        .optional()?;
    let Some((alarm, readable)) = alarm else { return Ok(None) };
    if alarm.stories < readable.min(BARREN_MIN) {
        return Ok(None);
    }
    tx.prepare_cached("UPDATE host SET alarm = 'raised' WHERE name = ?1")?.execute([host])?;
    Ok(Some(alarm))
}

/// A host with its stories that brought no article of late, and with all that ever brought one.
const SELECT: &str = "
    SELECT name, barren_since,
           (SELECT count(*) FROM story
             WHERE host = host.name AND following = 'active' AND barren_at >= barren_since)
           AS stories,
           (SELECT count(*) FROM story
             WHERE host = host.name AND following = 'active' AND versions > 0) AS readable
      FROM host";

fn of_row(row: &Row) -> rusqlite::Result<Alarm> {
    let (host, stories) = (row.get("name")?, row.get("stories")?);
    Ok(Alarm { host, stories, since: value::time(row, "barren_since")? })
}

/// The alarms that were not told of yet.
pub fn alarms(db: &Connection) -> Result<Vec<Alarm>, Fault> {
    let sql = format!("{SELECT} WHERE alarm = 'raised'");
    let alarms = db.prepare_cached(&sql)?.query_map([], of_row)?.collect::<Result<_, _>>()?;
    Ok(alarms)
}

pub fn tell(tx: &Transaction, told: &[Alarm]) -> Result<(), Fault> {
    for alarm in told {
        tx.prepare_cached("UPDATE host SET alarm = 'told' WHERE name = ?1 AND alarm = 'raised'")?
            .execute([&alarm.host])?;
    }
    Ok(())
}
