//! A visit to one claimed host: its stories one after the other, at the host's pace.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::{Mutex, mpsc, watch};
use tokio::task::JoinSet;
use url::Url;

use crate::error::{Error, Result};
use crate::fetch::robots::Robots;
use crate::fetch::{Answer, Fetch, Request};
use crate::history::whereabouts::Whereabouts;
use crate::history::{Check, Failure, FailureKind, Outcome, Story};
use crate::page::Validators;
use crate::poll::examine::{Examined, Look, examine};
use crate::poll::found::{self, Found};
use crate::poll::host_robots::{self, Known};
use crate::poll::lanes::Lane;
use crate::poll::pacer::unless_stopped;
use crate::poll::writer::{self, Pending};
use crate::poll::{News, Outlets, Round, blocking, confirm, redirect, seats};
use crate::reading::Reader;
use crate::schedule;
use crate::sources::address;
use crate::store::{Claim, HostClaim};
use crate::time::Time;

/// A host that is ours until the lease ends, and what is left to do there.
pub struct Visit<F> {
    round: Arc<Round<F>>,
    claim: Claim,
    stories: Mutex<VecDeque<Story>>,
    lane: Arc<Lane>,
    outlets: Outlets,
    stop: watch::Receiver<bool>,
    /// Whether the host is to be left alone: the claim was lost, or the host asked for a pause.
    is_over: Arc<AtomicBool>,
    /// Copied into each found check; none once no more will be found.
    pending: Mutex<Option<Pending>>,
}

impl<F: Fetch + 'static> Visit<F> {
    /// Looks at every story of a claimed host and gives the host back.
    pub async fn run(
        round: Arc<Round<F>>,
        claimed: HostClaim,
        outlets: Outlets,
        stop: watch::Receiver<bool>,
    ) -> Result<()> {
        let (pending, mut all_recorded) = mpsc::channel(1);
        let lane = round.lanes.to(&claimed.claim.host, &round.pace);
        lane.pacer.not_before(claimed.next_ok_at);
        let visit = Arc::new(Visit {
            lane,
            round,
            claim: claimed.claim,
            stories: Mutex::new(claimed.stories.into()),
            outlets,
            stop,
            is_over: Arc::new(AtomicBool::new(false)),
            pending: Mutex::new(Some(pending)),
        });
        let looked = visit.look_at_all().await;
        // A host given back before its checks are recorded would be claimed anew for the same
        // stories, and that claim would shut these records out.
        drop(visit.pending.lock().await.take());
        all_recorded.recv().await;
        visit.release().await?;
        looked
    }

    async fn release(&self) -> Result<()> {
        let next_ok_at = self.lane.pacer.next_ok_at();
        let (store, claim) = (Arc::clone(&self.round.store), self.claim.clone());
        blocking(move || store.release(&claim, next_ok_at)).await
    }

    async fn look_at_all(self: &Arc<Self>) -> Result<()> {
        let Some(robots) = self.robots().await? else { return Ok(()) };
        let robots = Arc::new(robots);
        let mut workers = JoinSet::new();
        for _ in 0..self.round.pace.of(&self.claim.host).connections.max(1) {
            let (visit, robots) = (Arc::clone(self), Arc::clone(&robots));
            workers.spawn(async move { visit.look_in_turn(robots).await });
        }
        while let Some(done) = workers.join_next().await {
            done.map_err(|error| Error::internal("a check broke off").caused_by(error))??;
        }
        Ok(())
    }

    /// The host's rules; none where the visit has ended before they were known, or where nothing
    /// may be asked for now, and the stories have failed.
    async fn robots(&self) -> Result<Option<Robots>> {
        let known = host_robots::known(&self.round, &self.claim.host).await?;
        if let Known::Fresh(robots) = known {
            return Ok(Some(robots));
        }
        let Some(site) = self.site().await else {
            let failure = Failure::new(FailureKind::Protocol, "the story's URL cannot be read");
            return self.fail_all(&failure).await.map(|()| None);
        };
        if self.turn(None).await.is_none() {
            return Ok(None);
        }
        let asking = host_robots::ask(&self.round, &self.claim.host, &site, known);
        let Some(asked) = unless_stopped(&self.stop, asking).await else { return Ok(None) };
        match asked? {
            Ok(robots) => Ok(Some(robots)),
            Err(failure) => self.fail_all(&failure).await.map(|()| None),
        }
    }

    /// The scheme and host that the stories share, as a URL.
    async fn site(&self) -> Option<Url> {
        self.stories.lock().await.front().and_then(|story| Url::parse(&story.url).ok())
    }

    async fn look_in_turn(&self, robots: Arc<Robots>) -> Result<()> {
        while !self.is_ended() {
            let Some(story) = self.stories.lock().await.pop_front() else { break };
            let Ok(url) = Url::parse(&story.url) else {
                let failure = Failure::new(FailureKind::Protocol, "the URL cannot be read");
                self.record(story, self.round.now(), Examined::failed(failure)).await?;
                continue;
            };
            if !robots.allows(redirect::path_and_query(&url)) {
                let failure = Failure::new(FailureKind::Robots, "robots.txt disallows this page");
                self.record(story, self.round.now(), Examined::failed(failure)).await?;
                continue;
            }
            if self.turn(robots.crawl_delay()).await.is_none() {
                break;
            }
            let asked_at = self.round.now();
            let is_whole = story.latest.is_none()
                || story.is_in_doubt()
                || schedule::is_unconditional(&story, asked_at);
            let validators = match is_whole {
                true => Validators::default(),
                false => story.validators.clone(),
            };
            let admit = redirect::admit(&self.round, &self.claim.host, &robots);
            let asking = self.round.fetch.fetch(Request { url, validators, admit: Some(admit) });
            let Some(answer) = unless_stopped(&self.stop, asking).await else { break };
            let mut examined = match self.found(&story, &answer).await? {
                Found::NoSource => self.examine(&story, answer).await,
                Found::Listed(failure) => Examined::failed(*failure),
                Found::Source(report) => {
                    // Nobody listens any more only where the round has ended.
                    self.outlets.news.send(Ok(News::Source(report))).await.ok();
                    continue;
                }
                // Whoever has the host now looks at the story again.
                Found::Fenced => break,
            };
            let Some(whereabouts) = self.confirmed(&story, &robots, examined.whereabouts).await?
            else {
                break;
            };
            examined.whereabouts = whereabouts;
            self.record(story, asked_at, examined).await?;
        }
        Ok(())
    }

    /// Waits for the host's next free moment; none where the visit has ended before, or where that
    /// is long in coming.
    async fn turn(&self, crawl_delay: Option<Duration>) -> Option<Time> {
        let moment = self.lane.pacer.turn(crawl_delay, &self.stop).await;
        moment.filter(|_| !self.is_ended())
    }

    /// Whether what answers for a story that has no version yet is a source.
    async fn found(&self, story: &Story, answer: &Answer) -> Result<Found> {
        match answer {
            Answer::Page(page) if story.latest.is_none() => {
                let next_ok_at = self.lane.pacer.next_ok_at();
                found::source(&self.round, &self.claim, story, page, next_ok_at).await
            }
            Answer::Page(_) | Answer::NotModified(_) | Answer::Failed(_) => Ok(Found::NoSource),
        }
    }

    /// Examines an answer where parsing may take its time. A page that breaks the reader, or a story
    /// of which the store cannot give what it holds, is one story's failure, not the round's.
    async fn examine(&self, story: &Story, answer: Answer) -> Examined {
        let (store, story, now) = (Arc::clone(&self.round.store), story.clone(), self.round.now());
        let work = move || {
            let (store, reader) = (store.as_ref(), Reader::PRESENT);
            examine(&Look { store, reader, story: &story, now }, answer)
        };
        let why = match seats::work(work).await {
            Ok(Ok(examined)) => return examined,
            Ok(Err(error)) => format!("what is kept of the story cannot be read: {error:#}"),
            Err(_) => "the page cannot be read".to_owned(),
        };
        Examined::failed(Failure::new(FailureKind::NoArticle, why))
    }

    /// What a page told of its story's address, borne out by the page there where it is time to ask
    /// for that; none where the visit has ended before.
    async fn confirmed(
        &self,
        story: &Story,
        robots: &Arc<Robots>,
        told: Whereabouts,
    ) -> Result<Option<Whereabouts>> {
        let Some(address) = confirm::wanted(story, &told) else { return Ok(Some(told)) };
        if self.turn(robots.crawl_delay()).await.is_none() {
            return Ok(None);
        }
        let admit = redirect::admit(&self.round, &self.claim.host, robots);
        let asking = confirm::ask(&self.round, story, address, admit);
        let Some(confirmed) = unless_stopped(&self.stop, asking).await else { return Ok(None) };
        confirmed.map(Some)
    }

    async fn record(&self, story: Story, asked_at: Time, examined: Examined) -> Result<()> {
        let at = self.round.now();
        let Examined { outcome, whereabouts } = examined;
        let state = story.state_after(&outcome, at);
        let next_check_at = schedule::next_check(&story, &outcome, state, at);
        let outcome = self.heed(outcome).await?;
        let check = Check {
            story: story.id,
            asked_at,
            at,
            outcome,
            next_ok_at: self.lane.pacer.next_ok_at(),
            next_check_at,
            state,
            whereabouts,
        };
        let Some(pending) = self.pending.lock().await.clone() else { return Ok(()) };
        let (claim, is_lost) = (self.claim.clone(), Arc::clone(&self.is_over));
        let found = writer::Found { claim, check, url: story.url, is_lost, pending };
        // The writer ends early only with an error of its own, which the round reports.
        self.outlets.found.send(found).await.ok();
        Ok(())
    }

    /// Leaves the host alone that asks for it: this one, or the one that a redirect led to.
    async fn heed(&self, mut outcome: Outcome) -> Result<Outcome> {
        let Outcome::Failed(failure) = &mut outcome else { return Ok(outcome) };
        let Some(retry_at) = failure.retry_at else { return Ok(outcome) };
        let answered = failure.response.as_ref().map(|response| response.url.as_str());
        let answered = answered.and_then(|url| address::normalise(url).ok());
        match answered.map(|address| address.host).filter(|host| *host != self.claim.host) {
            None => self.is_over.store(true, Ordering::Relaxed),
            Some(host) => {
                failure.retry_at = None;
                let lane = self.round.lanes.to(&host, &self.round.pace);
                lane.pacer.not_before(retry_at);
                let store = Arc::clone(&self.round.store);
                blocking(move || store.pause_host(&host, retry_at)).await?;
            }
        }
        Ok(outcome)
    }

    async fn fail_all(&self, failure: &Failure) -> Result<()> {
        let stories = std::mem::take(&mut *self.stories.lock().await);
        for story in stories {
            self.record(story, self.round.now(), Examined::failed(failure.clone())).await?;
        }
        Ok(())
    }

    fn is_ended(&self) -> bool {
        *self.stop.borrow() || self.is_over.load(Ordering::Relaxed)
    }
}
