//! The one way in which a round asks: every hop at the pace of whoever is asked, and whoever answers
//! that it is to be left alone is left alone, by this process and all others.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use url::Url;

use crate::error::{Error, Result};
use crate::fetch::refusal::retry_at;
use crate::fetch::{Admit, Answer, Denial, Fetch, Leave, Postponed, Request};
use crate::history::{Failure, FailureKind};
use crate::page::Response;
use crate::poll::lanes::Lane;
use crate::poll::{Round, blocking};
use crate::sources::address;
use crate::time::Time;

/// How long a redirect waits for the next free moment of another host.
const PATIENCE_ON_THE_WAY: TimeDelta = TimeDelta::seconds(10);
/// The longest delay that is kept between the requests of one check.
const DELAY_ON_THE_WAY: TimeDelta = TimeDelta::seconds(5);

/// Asks, and leaves the host alone that answers that it wants to be: not the one that was asked
/// first, where a redirect led to another.
pub async fn ask<F: Fetch + 'static>(round: &Round<F>, request: Request) -> Result<Answer> {
    let answer = round.fetch.fetch(request).await;
    if let Some(Postponed { host, until }) = pause(&answer, round.now()) {
        round.lanes.to(&host, &round.pace).pacer.pause(until);
        let store = Arc::clone(&round.store);
        blocking(move || store.pause_host(&host, until)).await?;
    }
    Ok(answer)
}

/// The pause that an answer asks for.
fn pause(answer: &Answer, now: Time) -> Option<Postponed> {
    let response = match answer {
        Answer::Page(page) => &page.response,
        Answer::Failed(failure) => failure.response.as_ref()?,
        Answer::NotModified(_) | Answer::Postponed(_) => return None,
    };
    let until = retry_at(response, now)?;
    Some(Postponed { host: answered(response)?, until })
}

/// The host that answered.
fn answered(response: &Response) -> Option<String> {
    address::normalise(&response.url).ok().map(|address| address.host)
}

/// The pause that another host than this one asked for in a failure.
pub fn others_pause(host: &str, failure: &Failure) -> Option<Postponed> {
    let until = failure.retry_at?;
    let host = failure.response.as_ref().and_then(answered).filter(|answered| answered != host)?;
    Some(Postponed { host, until })
}

/// The way of one request from hop to hop, which begins at a host whose turn it is.
pub struct Way {
    host: String,
    has_begun: AtomicBool,
}

impl Way {
    pub fn from(host: &str) -> Way {
        Way { host: host.to_owned(), has_begun: AtomicBool::new(false) }
    }

    /// Leave to ask a host, once its moment has come.
    pub async fn pass<F: Fetch + 'static>(
        &self,
        round: &Round<F>,
        target: &str,
        crawl_delay: Option<Duration>,
    ) -> std::result::Result<Leave, Denial> {
        let is_in_turn = !self.has_begun.swap(true, Ordering::Relaxed);
        let lane = round.lanes.to(target, &round.pace);
        if target != self.host {
            turn(round, target, &lane, crawl_delay).await?;
        } else if !is_in_turn {
            lane.pacer.wait_at_most(crawl_delay, DELAY_ON_THE_WAY).await;
        }
        let passage = lane.enter(crawl_delay).await;
        // Whoever was before may have been told to leave the host alone.
        if let Some(until) = lane.pacer.paused_until() {
            return Err(Denial::Postponed(Postponed { host: target.to_owned(), until }));
        }
        Ok(Box::new(passage))
    }
}

/// Admits every hop, at the pace of whoever it leads to: robots.txt needs no rules.
pub fn admit_all<F: Fetch + 'static>(round: &Arc<Round<F>>, host: &str) -> Admit {
    let (round, way) = (Arc::clone(round), Arc::new(Way::from(host)));
    Arc::new(move |url| {
        let (round, way) = (Arc::clone(&round), Arc::clone(&way));
        Box::pin(async move { way.pass(&round, &host_of(&url)?, None).await })
    })
}

/// The host that a redirect leads to.
pub fn host_of(url: &Url) -> std::result::Result<String, Denial> {
    let address = address::normalise(url.as_str());
    address.map(|it| it.host).map_err(|why| Failure::new(FailureKind::Redirect, why).into())
}

/// Waits for another host's next free moment, unless that is long in coming, and keeps the next
/// request to it a delay apart, whoever makes it.
pub async fn turn<F: Fetch + 'static>(
    round: &Round<F>,
    host: &str,
    lane: &Lane,
    crawl_delay: Option<Duration>,
) -> std::result::Result<(), Denial> {
    let lost =
        |error: Error| Failure::new(FailureKind::Redirect, format!("the pace of {host}: {error}"));
    let (store, name) = (Arc::clone(&round.store), host.to_owned());
    let kept = blocking(move || store.next_ok_at(&name)).await.map_err(lost)?;
    lane.pacer.not_before(kept.unwrap_or(round.started));
    let waited = lane.pacer.wait_within(crawl_delay, PATIENCE_ON_THE_WAY).await;
    waited.map_err(|until| Denial::Postponed(Postponed { host: host.to_owned(), until }))?;
    let (store, name) = (Arc::clone(&round.store), host.to_owned());
    let next_ok_at = lane.pacer.next_ok_at();
    Ok(blocking(move || store.pause_host(&name, next_ok_at)).await.map_err(lost)?)
}
