//! One round of looking at stories: claim hosts, fetch, extract, compare, record.
//!
//! The way of a check: [`visit`] claims nothing itself but walks one claimed host at its pace and
//! asks for each story; [`examine`] turns the answer into an outcome; [`writer`] records outcomes,
//! many at once, and only then are they reported. A site that is down is an outcome; an error is
//! the store's.

pub mod astray;
pub mod collapse;
pub mod garbled;
pub mod place;
pub mod standing;
pub mod doubt;
pub mod examine;
pub mod writer;
pub mod visit;
pub mod pacer;
pub mod host_robots;
pub mod redirect;
pub mod confirm;

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use serde::Serialize;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use crate::error::{Error, Result};
use crate::fetch::Fetch;
use crate::history::{Event, FailureKind, OutcomeName, StoryId};
use crate::poll::pacer::stopped;
use crate::poll::redirect::Detours;
use crate::poll::visit::Visit;
use crate::store::{ClaimRequest, HostClaim, Scope, Store, Waiting};
use crate::time::Time;

/// How a round goes about it.
#[derive(Clone)]
pub struct Pace {
    /// The delay between two requests to a host, where its robots.txt asks for no longer one.
    pub host_delay: Duration,
    /// Requests to a host at a time.
    pub host_connections: usize,
    /// Hosts asked at a time.
    pub hosts: usize,
    /// How long a claim on a host holds without a word from its poller; longer than any one check
    /// with its waiting takes.
    pub lease: TimeDelta,
    /// Reads the clock.
    pub clock: fn() -> Time,
}

/// How long a poller waits for a host whose last request was just now.
///
/// Shorter than the shortest pause that a host can ask for: one that asks is left to a later round.
const PATIENCE: TimeDelta = TimeDelta::seconds(45);
/// Stories of a host in one claim.
const STORIES_MAX: u32 = 100;
/// Stories that had to wait, named at most.
const WAITING_MAX: u32 = 10_000;

/// What became of one story, told after it was recorded.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    pub id: StoryId,
    pub url: String,
    pub outcome: OutcomeName,
    /// The story's newest version; none where it has none yet.
    pub version: Option<u32>,
    pub failure: Option<FailureKind>,
    pub events: Vec<Event>,
    /// Why it failed, was held back or was skipped: untrusted text.
    #[serde(skip)]
    pub evidence: Option<String>,
}

/// What all visits of a round share.
pub struct Round<F> {
    pub store: Arc<dyn Store>,
    pub fetch: F,
    pub pace: Pace,
    /// No check of the round is dated before.
    pub started: Time,
    /// What this poller calls itself in its claims.
    pub claimer: String,
    /// What is known of the hosts that redirects led to; nothing at the start.
    pub detours: Detours,
}

impl<F> Round<F> {
    /// The present instant; within a round it never falls behind the round's start, so that a
    /// clock set back does not make a story look unchecked for ever.
    pub fn now(&self) -> Time {
        (self.pace.clock)().max(self.started)
    }
}

/// Looks once at every story in the scope that can be had, and tells of each after it is recorded.
///
/// Ends early when `stop` turns true: no new request starts, those under way get a few seconds.
pub async fn round<F: Fetch + 'static>(
    round: Arc<Round<F>>,
    scope: Scope,
    stop: watch::Receiver<bool>,
    mut tell: impl FnMut(Report) -> Result<()>,
) -> Result<()> {
    let (found, mut reports) = writer::start(Arc::clone(&round.store), round.pace.lease);
    let visits = tokio::spawn(visit_all(Arc::clone(&round), scope.clone(), stop.clone(), found));
    let mut told = Ok(());
    while let Some(report) = reports.recv().await {
        // Whoever cannot be told any more must not leave hosts claimed: the visits end first.
        let report = report?;
        if told.is_ok() {
            told = tell(report);
        }
    }
    visits.await.map_err(|error| Error::internal("a round broke off").caused_by(error))??;
    told?;
    if *stop.borrow() {
        return Ok(());
    }
    let store = Arc::clone(&round.store);
    let now = round.now();
    let waiting = blocking(move || store.waiting(&scope, now, WAITING_MAX)).await?;
    waiting.into_iter().try_for_each(|waiting| tell(skipped(waiting)))
}

fn skipped(waiting: Waiting) -> Report {
    Report {
        id: waiting.story,
        url: waiting.url,
        outcome: OutcomeName::Skipped,
        version: waiting.version,
        failure: None,
        events: Vec::new(),
        evidence: Some(waiting.why.to_string()),
    }
}

/// Claims hosts as places come free, until none can be claimed, and visits each.
async fn visit_all<F: Fetch + 'static>(
    round: Arc<Round<F>>,
    scope: Scope,
    stop: watch::Receiver<bool>,
    found: mpsc::Sender<writer::Found>,
) -> Result<()> {
    let mut visits = JoinSet::new();
    let mut is_exhausted = false;
    while !*stop.borrow() {
        while let Some(done) = visits.try_join_next() {
            ended(done)?;
            is_exhausted = false;
        }
        let free = round.pace.hosts.saturating_sub(visits.len());
        if free > 0 && !is_exhausted {
            let claims = claim(&round, &scope, free).await?;
            is_exhausted = claims.is_empty();
            for claim in claims {
                visits.spawn(Visit::run(Arc::clone(&round), claim, found.clone(), stop.clone()));
            }
        }
        if visits.is_empty() {
            break;
        }
        if is_exhausted || visits.len() >= round.pace.hosts {
            tokio::select! {
                Some(done) = visits.join_next() => {
                    ended(done)?;
                    is_exhausted = false;
                }
                () = stopped(stop.clone()) => {}
            }
        }
    }
    while let Some(done) = visits.join_next().await {
        ended(done)?;
    }
    Ok(())
}

fn ended(done: std::result::Result<Result<()>, tokio::task::JoinError>) -> Result<()> {
    done.map_err(|error| Error::internal("a visit to a host broke off").caused_by(error))?
}

async fn claim<F: Fetch + 'static>(
    round: &Arc<Round<F>>,
    scope: &Scope,
    hosts: usize,
) -> Result<Vec<HostClaim>> {
    let request = ClaimRequest {
        scope: scope.clone(),
        claimer: round.claimer.clone(),
        now: round.now(),
        lease: round.pace.lease,
        patience: PATIENCE,
        hosts_max: u32::try_from(hosts).unwrap_or(u32::MAX),
        stories_max: STORIES_MAX,
    };
    let store = Arc::clone(&round.store);
    blocking(move || store.claim(&request)).await
}

/// Runs work that waits for the disk or the processor on a thread that may.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T> + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| Error::internal("a worker thread broke off").caused_by(error))?
}

#[cfg(test)]
mod tests;
