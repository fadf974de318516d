//! A visit to one claimed host for the sources that it serves: feeds, sitemaps, lists of these.

use std::sync::Arc;

use tokio::sync::{mpsc, watch};
use url::Url;

use crate::error::Result;
use crate::fetch::refusal::refusal;
use crate::fetch::robots::Robots;
use crate::fetch::{Answer, Denial, Extent, Fetch, Postponed, Request};
use crate::history::{Failure, FailureKind, StoryId};
use crate::page::Page;
use crate::poll::asking::{self, others_pause};
use crate::poll::host_robots::{self, Asked, Known};
use crate::poll::lanes::Lane;
use crate::poll::pacer::unless_stopped;
use crate::poll::{News, Round, blocking, each_host, redirect};
use crate::sources::document::{self, Origin};
use crate::sources::limits::{LeftOut, Limits, choose};
use crate::sources::listing::{Kind, Listing};
use crate::sources::source::{
    Brought, DEPTH_MAX, Intake, Source, SourceCheck, SourceId, SourceOutcome, SourceRecorded,
    Subject,
};
use crate::sources::{address, due};
use crate::store::{Claim, Scope, SourceClaim};
use crate::time::Time;

/// What became of a look at a source, told after it was recorded.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceReport {
    pub id: SourceId,
    pub url: String,
    /// What it is; none where it was never read.
    pub kind: Option<Kind>,
    /// Untrusted text.
    pub title: Option<String>,
    pub looked: Looked,
    /// Stories that are followed from now on.
    pub stories: Vec<StoryId>,
    /// Stories that it lists for the first time and that were followed before.
    pub known: u32,
    /// Sources that are followed from now on.
    pub sources: Vec<SourceId>,
}

/// What a look at a source came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Looked {
    /// It was read for the first time.
    First(Contents),
    Again(Contents),
    /// It is what it was.
    Same,
    /// Why: untrusted text.
    Failed(String),
    /// Why it was not looked at.
    Skipped(String),
}

/// What a source holds: how much of it was left out, and what could not be used.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    pub listed: u32,
    pub left_out: LeftOut,
    /// Untrusted text.
    pub defects: Vec<String>,
}

/// Hosts asked for their sources at a time, beside those asked for stories.
const HOSTS_MAX: usize = 8;

/// Visits each host that has sources in the scope.
pub async fn visit_all<F: Fetch + 'static>(
    round: Arc<Round<F>>,
    scope: Scope<SourceId>,
    stop: watch::Receiver<bool>,
    news: mpsc::Sender<Result<News>>,
) -> Result<()> {
    let claim = |hosts| {
        let (store, request) = (Arc::clone(&round.store), round.request(scope.clone(), hosts));
        blocking(move || store.claim_sources(&request))
    };
    let visit = |claim| Visit::run(Arc::clone(&round), claim, news.clone(), stop.clone());
    each_host(round.pace.hosts.min(HOSTS_MAX), &stop, claim, visit).await
}

struct Visit<F> {
    round: Arc<Round<F>>,
    claim: Claim,
    lane: Arc<Lane>,
    news: mpsc::Sender<Result<News>>,
    stop: watch::Receiver<bool>,
}

/// Whether a visit goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Course {
    On,
    /// The round is stopped, the claim was lost, or the host is to be left alone for a while.
    Over,
}

impl<F: Fetch + 'static> Visit<F> {
    /// Looks at every source of a claimed host and gives the host back.
    async fn run(
        round: Arc<Round<F>>,
        claimed: SourceClaim,
        news: mpsc::Sender<Result<News>>,
        stop: watch::Receiver<bool>,
    ) -> Result<()> {
        let SourceClaim { claim, next_ok_at, sources } = claimed;
        let lane = round.lanes.to(&claim.host, &round.pace);
        lane.pacer.not_before(next_ok_at);
        let visit = Visit { round, claim, lane, news, stop };
        let looked = visit.look_at_all(sources).await;
        let (store, claim) = (Arc::clone(&visit.round.store), visit.claim.clone());
        let next_ok_at = visit.lane.pacer.next_ok_at();
        blocking(move || store.release(&claim, next_ok_at)).await?;
        looked
    }

    async fn look_at_all(&self, sources: Vec<Source>) -> Result<()> {
        let site = sources.first().and_then(|source| Url::parse(&source.url).ok());
        let Some(site) = site else { return Ok(()) };
        let Some(asked) = self.robots(&site).await? else { return Ok(()) };
        let rules = asked.map(Arc::new);
        for source in sources {
            let course = match &rules {
                Ok(robots) => self.look_at(source, robots).await?,
                Err(Denial::Failed(failure)) => {
                    self.record(source, SourceOutcome::Failed(failure.clone())).await?
                }
                Err(Denial::Postponed(postponed)) => self.postpone(source, postponed).await?,
            };
            if course == Course::Over {
                break;
            }
        }
        Ok(())
    }

    /// The host's rules, or why nothing may be asked for now; none where the round is stopped.
    async fn robots(&self, site: &Url) -> Result<Option<Asked>> {
        let known = host_robots::known(&self.round, &self.claim.host).await?;
        if let Known::Fresh(robots) = known {
            return Ok(Some(Ok(robots)));
        }
        if self.lane.pacer.turn(None, &self.stop).await.is_none() {
            return Ok(None);
        }
        let asking = host_robots::ask(&self.round, &self.claim.host, site, known);
        let Some(asked) = unless_stopped(&self.stop, asking).await else { return Ok(None) };
        asked.map(Some)
    }

    async fn look_at(&self, source: Source, robots: &Arc<Robots>) -> Result<Course> {
        let url = match Url::parse(&source.url) {
            Ok(url) if robots.allows(redirect::path_and_query(&url)) => url,
            Ok(_) => {
                let failure = Failure::new(FailureKind::Robots, "robots.txt disallows this source");
                return self.record(source, SourceOutcome::Failed(Box::new(failure))).await;
            }
            Err(_) => {
                let failure = Failure::new(FailureKind::Protocol, "the URL cannot be read");
                return self.record(source, SourceOutcome::Failed(Box::new(failure))).await;
            }
        };
        if self.lane.pacer.turn(robots.crawl_delay(), &self.stop).await.is_none() {
            return Ok(Course::Over);
        }
        let admit = Some(redirect::admit(&self.round, &self.claim.host, robots));
        let validators = source.validators_to_send();
        let asking =
            asking::ask(&self.round, Request { url, validators, admit, extent: Extent::Whole });
        let Some(answer) = unless_stopped(&self.stop, asking).await else {
            return Ok(Course::Over);
        };
        let answer = answer?;
        if let Answer::Postponed(postponed) = &answer {
            return self.postpone(source, postponed).await;
        }
        let (known, now) = (source.clone(), self.round.now());
        let examined = tokio::task::spawn_blocking(move || examine(&known, answer, now)).await;
        let outcome = examined.unwrap_or_else(|_| {
            let failure = Failure::new(FailureKind::Decode, "the answer cannot be read");
            SourceOutcome::Failed(Box::new(failure))
        });
        self.record(source, outcome).await
    }

    /// Leaves a source for when the host on its way may be asked: it has not failed. Where that is
    /// this host itself, which asked for a pause, its sources stay due and the visit ends.
    async fn postpone(&self, source: Source, postponed: &Postponed) -> Result<Course> {
        if postponed.host == self.claim.host && self.lane.pacer.paused_until().is_some() {
            return Ok(Course::Over);
        }
        let (store, claim) = (Arc::clone(&self.round.store), self.claim.clone());
        let (subject, at, until) = (Subject::Source(source.id), self.round.now(), postponed.until);
        if !blocking(move || store.postpone(&claim, subject, at, until)).await? {
            return Ok(Course::Over);
        }
        let report = SourceReport::skipped(&source, postponed.to_string());
        // Nobody listens any more only where the round has ended.
        self.news.send(Ok(News::Source(Box::new(report)))).await.ok();
        Ok(Course::On)
    }

    async fn record(&self, source: Source, mut outcome: SourceOutcome) -> Result<Course> {
        let at = self.round.now();
        let next_check_at = due::next(&source, &outcome, at);
        let asks_for_pause = match &mut outcome {
            SourceOutcome::Failed(failure) => {
                // The pause of a host that a redirect led to is none of this one's.
                if others_pause(&self.claim.host, failure).is_some() {
                    failure.retry_at = None;
                }
                failure.retry_at.is_some()
            }
            SourceOutcome::Read(_) | SourceOutcome::Same(_) | SourceOutcome::NotModified => false,
        };
        let check = SourceCheck {
            subject: Subject::Source(source.id),
            at,
            next_ok_at: self.lane.pacer.next_ok_at(),
            next_check_at,
            due_at: self.round.started,
            outcome,
        };
        let (store, claim) = (Arc::clone(&self.round.store), self.claim.clone());
        let (lease, recorded) = (self.round.pace.lease, check.clone());
        let done = blocking(move || store.record_source(&claim, &recorded, lease)).await?;
        let SourceRecorded::Done(brought) = done else { return Ok(Course::Over) };
        let report = SourceReport::of(&source, check.outcome, brought);
        // Nobody listens any more only where the round has ended.
        self.news.send(Ok(News::Source(Box::new(report)))).await.ok();
        Ok(if asks_for_pause { Course::Over } else { Course::On })
    }
}

/// Turns an answer into the outcome of a look at a source.
fn examine(source: &Source, answer: Answer, now: Time) -> SourceOutcome {
    let page = match answer {
        Answer::NotModified(_) => return SourceOutcome::NotModified,
        Answer::Failed(failure) => return SourceOutcome::Failed(failure),
        Answer::Postponed(postponed) => {
            let failure = Failure::new(FailureKind::Redirect, postponed.to_string());
            return SourceOutcome::Failed(Box::new(failure));
        }
        Answer::Page(page) => page,
    };
    if page.response.status != 200
        && let Some(failure) = refusal(&page, now)
    {
        return SourceOutcome::Failed(Box::new(failure));
    }
    if source.last_page == Some(page.digest()) {
        return SourceOutcome::Same(page.response.validators());
    }
    match read(&page) {
        Some(listing) => {
            let place = Place { host: &source.host, depth: source.depth, limits: &source.limits };
            SourceOutcome::Read(Box::new(intake(listing, &page, place, now)))
        }
        None => {
            let why = "the answer is no feed, no sitemap and no list of them";
            let mut failure = Failure::new(FailureKind::Decode, why);
            failure.response = Some(page.response);
            SourceOutcome::Failed(Box::new(failure))
        }
    }
}

/// What a page lists, where it is a source.
pub fn read(page: &Page) -> Option<Listing> {
    let url = Url::parse(&page.response.url).ok();
    let content_type = page.response.header("content-type");
    document::read(&page.bytes, Origin { url: url.as_ref(), content_type })
}

/// Where a source stands, and what of it is followed.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    pub host: &'a str,
    pub depth: u32,
    pub limits: &'a Limits,
}

/// What of a listing is followed. At home is what is on the source's host, or on the one that
/// answered for it.
pub fn intake(mut listing: Listing, page: &Page, place: Place, now: Time) -> Intake {
    if place.depth >= DEPTH_MAX && !listing.sources.is_empty() {
        listing
            .defect(&format!("lists within lists, more than {DEPTH_MAX}; the rest was left out"));
        listing.sources.clear();
    }
    let answered = address::normalise(&page.response.url).ok();
    let homes: Vec<&str> = [Some(place.host), answered.as_ref().map(|it| it.host.as_str())]
        .into_iter()
        .flatten()
        .collect();
    let choice = choose(&listing, place.limits, &homes, now);
    Intake {
        kind: listing.kind,
        validators: page.response.validators(),
        page: page.digest(),
        listed: listing.count() as u32,
        title: listing.title,
        stories: choice.stories,
        sources: choice.sources,
        left_out: choice.left_out,
        defects: listing.defects,
    }
}

impl SourceReport {
    /// What is told of a source that was not looked at.
    fn skipped(source: &Source, why: String) -> SourceReport {
        SourceReport {
            id: source.id,
            url: source.url.clone(),
            kind: source.kind,
            title: source.title.clone(),
            looked: Looked::Skipped(why),
            stories: Vec::new(),
            known: 0,
            sources: Vec::new(),
        }
    }

    /// What is told of a look at a source that was known before.
    fn of(source: &Source, outcome: SourceOutcome, brought: Brought) -> SourceReport {
        let (kind, title) = (source.kind, source.title.clone());
        let (id, url) = (source.id, source.url.clone());
        let Brought { stories, known, sources, .. } = brought;
        let told = |looked| SourceReport { id, url, kind, title, looked, stories, known, sources };
        match outcome {
            SourceOutcome::Read(intake) => {
                let Intake { kind, title, listed, left_out, defects, .. } = *intake;
                let contents = Contents { listed, left_out, defects };
                let looked = match source.kind {
                    Some(_) => Looked::Again(contents),
                    None => Looked::First(contents),
                };
                SourceReport { kind: Some(kind), title, ..told(looked) }
            }
            SourceOutcome::Same(_) | SourceOutcome::NotModified => told(Looked::Same),
            SourceOutcome::Failed(failure) => told(Looked::Failed(failure.evidence)),
        }
    }
}
