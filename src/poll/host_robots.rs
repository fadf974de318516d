//! A host's robots.txt: the copy in the store while it is fresh, else the host's own.

use std::sync::Arc;

use chrono::TimeDelta;
use url::Url;

use crate::error::Result;
use crate::fetch::Fetch;
use crate::fetch::robots::{Robots, decide, fetch_robots};
use crate::history::Failure;
use crate::poll::{Round, blocking};
use crate::store::KeptRobots;

/// How long a copy serves (RFC 9309 §2.4).
const FRESH: TimeDelta = TimeDelta::hours(24);

/// The rules of a host, and whether it was asked for them just now.
pub struct HostRobots {
    pub robots: Robots,
    pub was_asked: bool,
}

/// Gives the rules of a host, or why none of its pages may be asked for now: a host that does not
/// answer allows nothing, unless an older copy of its rules is kept (RFC 9309 §2.3.1.4).
pub async fn host_robots<F: Fetch + 'static>(
    round: &Round<F>,
    host: &str,
    site: &Url,
) -> Result<std::result::Result<HostRobots, Box<Failure>>> {
    let now = (round.pace.clock)();
    let kept = {
        let (store, host) = (Arc::clone(&round.store), host.to_owned());
        blocking(move || store.robots(&host)).await?
    };
    if let Some(kept) = &kept
        && now - kept.fetched_at < FRESH
        && let Some(status) = kept.status.filter(|&status| status < 500)
    {
        return Ok(Ok(HostRobots { robots: decide(status, &kept.text), was_asked: false }));
    }
    match fetch_robots(&round.fetch, site).await {
        Ok((status, text)) => {
            let robots = decide(status, &text);
            let kept = KeptRobots { fetched_at: now, status: Some(status), text };
            let (store, host) = (Arc::clone(&round.store), host.to_owned());
            blocking(move || store.keep_robots(&host, &kept)).await?;
            Ok(Ok(HostRobots { robots, was_asked: true }))
        }
        Err(failure) => Ok(match kept.and_then(|kept| Some((kept.status?, kept.text))) {
            Some((status, text)) => {
                Ok(HostRobots { robots: decide(status, &text), was_asked: true })
            }
            None => Err(failure),
        }),
    }
}
