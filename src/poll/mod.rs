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
pub mod pacer;
pub mod halt;
pub mod seats;
pub mod lanes;
pub mod asking;
pub mod host_robots;
pub mod redirect;
pub mod found;
pub mod intake;
pub mod confirm;
pub mod budget;
pub mod visit;

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use serde::Serialize;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

use crate::config::Config;
use crate::error::{Error, Result};
use crate::fetch::Fetch;
use crate::history::{Event, FailureKind, OutcomeName, StoryId};
use crate::poll::halt::Halt;
use crate::poll::intake::SourceReport;
use crate::poll::lanes::Lanes;
use crate::poll::pacer::stopped;
use crate::poll::redirect::Detours;
use crate::poll::visit::Visit;
use crate::sources::source::SourceId;
use crate::store::{ClaimRequest, Scope, Store, Waiting};
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
    /// How long a poller waits for a host that wants to be left alone until a moment near by.
    pub patience: TimeDelta,
    /// How single hosts are asked otherwise.
    pub config: Arc<Config>,
    /// Reads the clock.
    pub clock: fn() -> Time,
}

/// How one host is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HostPace {
    pub delay: Duration,
    /// Requests at a time.
    pub connections: usize,
}

impl Pace {
    /// How that host is asked.
    pub fn of(&self, host: &str) -> HostPace {
        let host = self.config.of(host);
        let connections = host.and_then(|host| host.connections).map(usize::from);
        HostPace {
            delay: host.and_then(|host| host.delay).unwrap_or(self.host_delay),
            connections: connections.unwrap_or(self.host_connections),
        }
    }
}

/// Stories, or sources, of a host in one claim.
const STORIES_MAX: u32 = 100;
/// Stories that had to wait, named at most.
const WAITING_MAX: u32 = 10_000;

/// News that may wait to be told.
const NEWS_MAX: usize = 100;

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

/// What a round has to tell.
#[derive(Clone, Debug)]
pub enum News {
    Story(Report),
    Source(Box<SourceReport>),
}

/// Where visits tell what they found.
#[derive(Clone)]
pub struct Outlets {
    /// Checks of stories, to be recorded.
    pub found: mpsc::Sender<writer::Found>,
    /// What is recorded already.
    pub news: mpsc::Sender<Result<News>>,
}

/// What a round looks at.
#[derive(Clone, Debug)]
pub struct Work {
    pub stories: Scope,
    pub sources: Scope<SourceId>,
}

impl Work {
    /// The stories in the scope, and the sources that are due with them.
    pub fn of(stories: Scope) -> Work {
        let sources = match &stories {
            Scope::Due(until) => Scope::Due(*until),
            Scope::All(since) => Scope::All(*since),
            Scope::Only(_, since) => Scope::Only(Vec::new(), *since),
        };
        Work { stories, sources }
    }

    /// The same with what sources brought. What was looked at is in no scope any more, and what is
    /// new is due at the beginning of the round.
    fn with(self, brought: Brought) -> Work {
        fn with<Id>(scope: Scope<Id>, brought: Vec<Id>) -> Scope<Id> {
            match scope {
                Scope::Due(_) | Scope::All(_) => scope,
                Scope::Only(ids, since) => {
                    Scope::Only([ids, brought].into_iter().flatten().collect(), since)
                }
            }
        }
        Work {
            stories: with(self.stories, brought.stories),
            sources: with(self.sources, brought.sources),
        }
    }
}

/// What came of a wave: how much was told, and the stories and sources that are to be looked at.
#[derive(Default)]
struct Brought {
    told: usize,
    stories: Vec<StoryId>,
    sources: Vec<SourceId>,
}

/// What all visits of a round share.
pub struct Round<F> {
    pub store: Arc<dyn Store>,
    pub fetch: F,
    pub pace: Pace,
    /// No check of the round is dated before.
    pub started: Time,
    /// When nothing more is begun, so long after its start; what is left is for the next round. Never
    /// where there is none.
    pub limit: Option<Duration>,
    /// What this poller calls itself in its claims.
    pub claimer: String,
    /// What is known of the hosts that redirects led to; nothing at the start.
    pub detours: Detours,
    /// The ways to the hosts that are asked; none at the start.
    pub lanes: Lanes,
}

impl<F> Round<F> {
    /// The present instant; within a round it never falls behind the round's start, so that a
    /// clock set back does not make a story look unchecked for ever.
    pub fn now(&self) -> Time {
        (self.pace.clock)().max(self.started)
    }

    /// A claim on so many hosts that have something in the scope.
    fn request<S>(&self, scope: S, hosts: usize) -> ClaimRequest<S> {
        ClaimRequest {
            scope,
            claimer: self.claimer.clone(),
            now: self.now(),
            lease: self.pace.lease,
            patience: self.pace.patience,
            hosts_max: u32::try_from(hosts).unwrap_or(u32::MAX),
            stories_max: STORIES_MAX,
        }
    }
}

/// Looks once at every story and source in the scope that can be had, and at what the sources bring,
/// and tells of each after it is recorded.
///
/// Ends early when `stop` turns true, or the round's time is over: no new request starts, those under
/// way get a few seconds.
pub async fn round<F: Fetch + 'static>(
    round: Arc<Round<F>>,
    mut work: Work,
    stop: watch::Receiver<bool>,
    mut tell: impl FnMut(News) -> Result<()>,
) -> Result<()> {
    let halt = Halt::on(&stop, round.limit);
    loop {
        let brought = wave(&round, &work, &halt, &mut tell).await?;
        if *stop.borrow() {
            return Ok(());
        }
        // A host that was asked for stories had its sources left out, and the other way round.
        if brought.told == 0 || halt.has_come() {
            break;
        }
        work = work.with(brought);
    }
    let (store, now) = (Arc::clone(&round.store), round.now());
    let waiting = blocking(move || store.waiting(&work.stories, now, WAITING_MAX)).await?;
    waiting.into_iter().try_for_each(|Waiting { story, url, version, why }| {
        tell(News::Story(Report::skipped(story, url, version, why.to_string())))
    })
}

/// Looks at stories and at sources, beside each other; what the sources brought.
async fn wave<F: Fetch + 'static>(
    round: &Arc<Round<F>>,
    work: &Work,
    halt: &Halt,
    tell: &mut impl FnMut(News) -> Result<()>,
) -> Result<Brought> {
    let (news, mut inbox) = mpsc::channel(NEWS_MAX);
    let found = writer::start(Arc::clone(&round.store), round.pace.lease, news.clone());
    let outlets = Outlets { found, news: news.clone() };
    let (stories, sources) = (work.stories.clone(), work.sources.clone());
    let visits = tokio::spawn(visit_all(Arc::clone(round), stories, halt.receiver(), outlets));
    let intakes =
        tokio::spawn(intake::visit_all(Arc::clone(round), sources, halt.receiver(), news));
    let (mut told, mut brought) = (Ok(()), Brought::default());
    while let Some(news) = inbox.recv().await {
        // Whatever breaks must leave no host claimed and no visit behind: the visits end first.
        let news = match news {
            Ok(news) => news,
            Err(error) => {
                halt.now();
                told = told.and(Err(error));
                continue;
            }
        };
        brought.told += 1;
        if let News::Source(report) = &news {
            brought.stories.extend(&report.stories);
            brought.sources.extend(&report.sources);
        }
        if told.is_ok() {
            told = tell(news);
        }
    }
    let ends = [visits.await, intakes.await];
    told?;
    for ended in ends {
        ended.map_err(|error| Error::internal("a round broke off").caused_by(error))??;
    }
    Ok(brought)
}

impl Report {
    /// What is told of a story that was not looked at.
    fn skipped(id: StoryId, url: String, version: Option<u32>, why: String) -> Report {
        Report {
            id,
            url,
            outcome: OutcomeName::Skipped,
            version,
            failure: None,
            events: Vec::new(),
            evidence: Some(why),
        }
    }
}

/// Visits each host that has stories in the scope.
async fn visit_all<F: Fetch + 'static>(
    round: Arc<Round<F>>,
    scope: Scope,
    stop: watch::Receiver<bool>,
    outlets: Outlets,
) -> Result<()> {
    let claim = |hosts| {
        let (store, request) = (Arc::clone(&round.store), round.request(scope.clone(), hosts));
        blocking(move || store.claim(&request))
    };
    let visit = |claim| Visit::run(Arc::clone(&round), claim, outlets.clone(), stop.clone());
    each_host(round.pace.hosts, &stop, claim, visit).await
}

/// Claims hosts as places come free, until none can be claimed, and visits each.
async fn each_host<C, Claiming, Visiting>(
    places: usize,
    stop: &watch::Receiver<bool>,
    claim: impl Fn(usize) -> Claiming,
    visit: impl Fn(C) -> Visiting,
) -> Result<()>
where
    Claiming: Future<Output = Result<Vec<C>>>,
    Visiting: Future<Output = Result<()>> + Send + 'static,
{
    let mut visits = JoinSet::new();
    // The first error: the hosts under way are visited to their end, or they stay claimed.
    let mut course = Ok(());
    let mut is_exhausted = false;
    while course.is_ok() && !*stop.borrow() {
        while let Some(done) = visits.try_join_next() {
            course = course.and(ended(done));
            is_exhausted = false;
        }
        let free = places.saturating_sub(visits.len());
        if free > 0 && !is_exhausted && course.is_ok() {
            match claim(free).await {
                Ok(claims) => {
                    is_exhausted = claims.is_empty();
                    claims.into_iter().for_each(|claim| drop(visits.spawn(visit(claim))));
                }
                Err(error) => course = Err(error),
            }
        }
        if visits.is_empty() {
            break;
        }
        if is_exhausted || visits.len() >= places {
            tokio::select! {
                Some(done) = visits.join_next() => {
                    course = course.and(ended(done));
                    is_exhausted = false;
                }
                () = stopped(stop.clone()) => {}
            }
        }
    }
    while let Some(done) = visits.join_next().await {
        course = course.and(ended(done));
    }
    course
}

fn ended(done: std::result::Result<Result<()>, tokio::task::JoinError>) -> Result<()> {
    done.map_err(|error| Error::internal("a visit to a host broke off").caused_by(error))?
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
