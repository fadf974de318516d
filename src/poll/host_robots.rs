//! A host's robots.txt: the copy in the store while it is fresh, else the host's own.

use std::sync::Arc;

use chrono::TimeDelta;
use url::Url;

use crate::error::Result;
use crate::fetch::robots::{Robots, decide, fetch_robots};
use crate::fetch::{Fetch, manners};
use crate::history::Failure;
use crate::poll::{Pace, Round, blocking};
use crate::store::KeptRobots;
use crate::time::Time;

/// How long a copy serves (RFC 9309 §2.4).
const FRESH: TimeDelta = TimeDelta::hours(24);

/// What is known of a host's rules without asking it.
pub enum Known {
    Fresh(Robots),
    /// A copy past its time, which still serves while the host does not answer.
    Stale(Robots),
    Nothing,
}

pub async fn known<F: Fetch + 'static>(round: &Round<F>, host: &str) -> Result<Known> {
    let (store, host) = (Arc::clone(&round.store), host.to_owned());
    let Some(kept) = blocking(move || store.robots(&host)).await? else {
        return Ok(Known::Nothing);
    };
    let robots = decide(kept.status, &kept.text);
    let is_fresh = round.now() - kept.fetched_at < FRESH;
    Ok(if is_fresh { Known::Fresh(robots) } else { Known::Stale(robots) })
}

/// A host's rules, or why none of its pages may be asked for now.
pub type Asked = std::result::Result<Robots, Box<Failure>>;

/// Asks a host for its rules and keeps them. Whatever it says, the store lets nobody ask it again
/// before its delay is over, or the pause that it asks for.
pub async fn ask<F: Fetch + 'static>(
    round: &Round<F>,
    host: &str,
    site: &Url,
    known: Known,
) -> Result<Asked> {
    let lane = round.lanes.to(host, &round.pace);
    let passage = lane.enter(None).await;
    let fetched = fetch_robots(&round.fetch, site, round.now()).await;
    drop(passage);
    let asked = match fetched {
        Ok((status, text)) => Ok(keep(round, host, status, text).await?),
        Err(failure) => match known {
            // An older copy serves while the host is broken, not while it asks for a pause.
            Known::Fresh(robots) | Known::Stale(robots) if failure.retry_at.is_none() => Ok(robots),
            Known::Fresh(_) | Known::Stale(_) | Known::Nothing => {
                let evidence = format!("robots.txt of {host}: {}", failure.evidence);
                Err(Box::new(Failure { evidence, ..*failure }))
            }
        },
    };
    lane.pacer.not_before(next_ok_at(&round.pace, host, &asked));
    let until = lane.pacer.next_ok_at();
    let (store, host) = (Arc::clone(&round.store), host.to_owned());
    blocking(move || store.pause_host(&host, until)).await?;
    Ok(asked)
}

/// When a host may be asked again that has answered just now.
fn next_ok_at(pace: &Pace, host: &str, asked: &Asked) -> Time {
    let (crawl_delay, retry_at) = match asked {
        Ok(robots) => (robots.crawl_delay(), None),
        Err(failure) => (None, failure.retry_at),
    };
    let delayed = manners::next_ok_at((pace.clock)(), pace.of(host).delay, crawl_delay);
    retry_at.map_or(delayed, |retry_at| retry_at.max(delayed))
}

async fn keep<F: Fetch + 'static>(
    round: &Round<F>,
    host: &str,
    status: u16,
    text: String,
) -> Result<Robots> {
    let robots = decide(status, &text);
    let kept = KeptRobots { fetched_at: round.now(), status, text };
    let (store, host) = (Arc::clone(&round.store), host.to_owned());
    blocking(move || store.keep_robots(&host, &kept)).await?;
    Ok(robots)
}
