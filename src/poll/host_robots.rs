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

pub async fn known<F: Fetch + 'static>(round: &Round<F>, host: &str, now: Time) -> Result<Known> {
    let (store, host) = (Arc::clone(&round.store), host.to_owned());
    let Some(kept) = blocking(move || store.robots(&host)).await? else {
        return Ok(Known::Nothing);
    };
    let robots = decide(kept.status, &kept.text);
    let is_fresh = now - kept.fetched_at < FRESH;
    Ok(if is_fresh { Known::Fresh(robots) } else { Known::Stale(robots) })
}

/// Asks a host for its rules and keeps them; or says why none of its pages may be asked for now.
pub async fn ask<F: Fetch + 'static>(
    round: &Round<F>,
    host: &str,
    site: &Url,
    now: Time,
) -> Result<std::result::Result<Robots, Box<Failure>>> {
    let (status, text) = match fetch_robots(&round.fetch, site, now).await {
        Ok(answer) => answer,
        Err(failure) => return Ok(Err(failure)),
    };
    let robots = decide(status, &text);
    let kept = KeptRobots { fetched_at: now, status, text };
    let (store, host) = (Arc::clone(&round.store), host.to_owned());
    blocking(move || store.keep_robots(&host, &kept)).await?;
    Ok(Ok(robots))
}
