//! A host's robots.txt: the copy in the store while it is fresh, else the host's own.

use std::sync::Arc;

use chrono::TimeDelta;
use url::Url;

use crate::error::Result;
use crate::fetch::robots::{self, Robots, decide};
use crate::fetch::{Denial, Fetch, manners};
use crate::history::Failure;
use crate::page::Response;
use crate::poll::asking::{self, others_pause};
use crate::poll::{Round, blocking};
use crate::store::KeptRobots;

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
pub type Asked = std::result::Result<Robots, Denial>;

/// Asks a host for its rules and keeps them. Whatever it says, the store lets nobody ask it again
/// before its delay is over, or the pause that it asks for.
pub async fn ask<F: Fetch + 'static>(
    round: &Arc<Round<F>>,
    host: &str,
    site: &Url,
    known: Known,
) -> Result<Asked> {
    let lane = round.lanes.to(host, &round.pace);
    let request = robots::request(site, Some(asking::admit_all(round, host)));
    let answer = asking::ask(round, request).await?;
    let asked = match robots::told(answer, round.now()) {
        Ok((status, text)) => Ok(keep(round, host, status, text).await?),
        Err(denial) => match (known, told_apart(host, denial)) {
            // An older copy serves while the host is broken, not while it asks for a pause.
            (Known::Fresh(robots) | Known::Stale(robots), Denial::Failed(failure))
                if !asks_for_pause(&failure) =>
            {
                Ok(robots)
            }
            // Another host's pause is none of this one's pages'.
            (Known::Fresh(robots) | Known::Stale(robots), Denial::Postponed(postponed))
                if postponed.host != host =>
            {
                Ok(robots)
            }
            (Known::Fresh(_) | Known::Stale(_) | Known::Nothing, denial) => Err(denial),
        },
    };
    let crawl_delay = asked.as_ref().ok().and_then(Robots::crawl_delay);
    let delay = round.pace.of(host).delay;
    lane.pacer.not_before(manners::next_ok_at((round.pace.clock)(), delay, crawl_delay));
    let until = lane.pacer.next_ok_at();
    let (store, host) = (Arc::clone(&round.store), host.to_owned());
    blocking(move || store.pause_host(&host, until)).await?;
    Ok(asked)
}

/// Whether a host asks for a pause in so many words: a 503 without any says that it is broken.
fn asks_for_pause(failure: &Failure) -> bool {
    let says_when = |response: &Response| response.header("retry-after").is_some();
    failure.status() == Some(429)
        || failure.retry_at.is_some() && failure.response.as_ref().is_some_and(says_when)
}

/// A denial with what it is about; where another host than this one wants to be left alone, it is no
/// failure of this one's.
fn told_apart(host: &str, denial: Denial) -> Denial {
    let failure = match denial {
        Denial::Postponed(postponed) => return Denial::Postponed(postponed),
        Denial::Failed(failure) => failure,
    };
    match others_pause(host, &failure) {
        Some(postponed) => Denial::Postponed(postponed),
        None => {
            let evidence = format!("robots.txt of {host}: {}", failure.evidence);
            Denial::from(Failure { evidence, ..*failure })
        }
    }
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
