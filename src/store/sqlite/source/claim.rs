//! Claims on hosts for the sources that they serve.

use rusqlite::{Transaction, params};

use crate::sources::source::{Source, SourceId};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::{claim, source, value};
use crate::store::{Claim, ClaimRequest, Scope, SourceClaim};
use crate::time::Time;

pub fn claim(
    tx: &Transaction,
    request: &ClaimRequest<Scope<SourceId>>,
) -> Result<Vec<SourceClaim>, Fault> {
    let terms = Terms::of(&request.scope);
    let sql = format!(
        "SELECT name, claim, next_ok_at FROM host
          WHERE next_ok_at <= ?3 AND claimed_until <= ?4
            AND EXISTS (SELECT 1 FROM source WHERE host = host.name AND {})
          ORDER BY next_ok_at LIMIT ?5",
        terms.condition
    );
    let free: Vec<(String, i64, Time)> = tx
        .prepare_cached(&sql)?
        .query_map(
            params![
                terms.instant,
                terms.ids,
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
            claim::hold(tx, &claim, &request.claimer, request.now + request.lease)?;
            let sources = sources(tx, &claim.host, &terms, request.stories_max)?;
            Ok(SourceClaim { claim, next_ok_at, sources })
        })
        .collect()
}

fn sources(
    tx: &Transaction,
    host: &str,
    terms: &Terms,
    sources_max: u32,
) -> Result<Vec<Source>, Fault> {
    let (select, condition, order) = (source::SELECT, terms.condition, terms.order);
    let sql = format!("{select} WHERE host = ?3 AND {condition} ORDER BY {order} LIMIT ?4");
    let sources = tx
        .prepare_cached(&sql)?
        .query_map(params![terms.instant, terms.ids, host, sources_max], source::of_row)?
        .collect::<Result<_, _>>()?;
    Ok(sources)
}

/// A scope in SQL: a condition on `source` over ?1 (an instant) and ?2 (numbers, as JSON).
struct Terms {
    condition: &'static str,
    order: &'static str,
    instant: i64,
    ids: Option<String>,
}

impl Terms {
    fn of(scope: &Scope<SourceId>) -> Terms {
        let instant = scope.instant().millis();
        match scope {
            Scope::Due(_) => Terms {
                condition: "following = 'active' AND next_check_at <= ?1 AND ?2 IS NULL",
                order: "next_check_at",
                instant,
                ids: None,
            },
            Scope::All(_) => Terms {
                condition: "following = 'active' AND IFNULL(last_checked_at, -1) < ?1
                            AND ?2 IS NULL",
                order: "IFNULL(last_checked_at, -1)",
                instant,
                ids: None,
            },
            Scope::Only(sources, _) => Terms {
                condition: "source.id IN (SELECT value FROM json_each(?2))
                            AND following = 'active' AND IFNULL(last_checked_at, -1) < ?1",
                order: "IFNULL(last_checked_at, -1)",
                instant,
                ids: Some(format!(
                    "[{}]",
                    sources.iter().map(SourceId::to_string).collect::<Vec<_>>().join(",")
                )),
            },
        }
    }
}
