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
use crate::fetch::{Answer, Denial, Extent, Fetch, Postponed, Request};
use crate::history::whereabouts::Whereabouts;
use crate::history::{Check, Failure, FailureKind, Outcome, Story};
use crate::page::Validators;
use crate::poll::asking::{self, others_pause};
use crate::poll::budget::Budget;
use crate::poll::examine::{Examined, Look, examine};
use crate::poll::found::{self, Found};
use crate::poll::host_robots::{self, Known};
use crate::poll::lanes::Lane;
use crate::poll::pacer::unless_stopped;
use crate::poll::writer::{self, Pending};
use crate::poll::{News, Outlets, Report, Round, blocking, confirm, redirect, seats};
use crate::reading::Reader;
use crate::schedule;
use crate::sources::source::Subject;
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
    budget: Budget,
    /// Whether the host is to be left alone: the claim was lost, or the host asked for a pause.
    is_over: Arc<AtomicBool>,
    /// Copied into each found check; none once no more will be found.
    pending: Mutex<Option<Pending>>,
}

impl<F: Fetch + 'static> Visit<F> {
    /// Looks at the stories of a claimed host, at as many as the budget allows, and gives the host
    /// back.
    pub async fn run(
        round: Arc<Round<F>>,
        claimed: HostClaim,
        outlets: Outlets,
        stop: watch::Receiver<bool>,
    ) -> Result<()> {
        let (pending, mut all_recorded) = mpsc::channel(1);
        let lane = round.lanes.to(&claimed.claim.host, &round.pace);
        lane.pacer.not_before(claimed.next_ok_at);
        let budget = Budget::from(round.now());
        let visit = Arc::new(Visit {
            lane,
            round,
            claim: claimed.claim,
            stories: Mutex::new(claimed.stories.into()),
            outlets,
            stop,
            budget,
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
            Err(Denial::Failed(failure)) => self.fail_all(&failure).await.map(|()| None),
            Err(Denial::Postponed(postponed)) => {
                let stories = std::mem::take(&mut *self.stories.lock().await);
                for story in stories {
                    self.postpone(&story, &postponed).await?;
                }
                Ok(None)
            }
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
            let request = Request { url, validators, admit: Some(admit), extent: Extent::Whole };
            let asking = asking::ask(&self.round, request);
            let Some(answer) = unless_stopped(&self.stop, asking).await else { break };
            let answer = answer?;
            if let Answer::Postponed(postponed) = &answer {
                self.postpone(&story, postponed).await?;
                continue;
            }
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
            examined.whereabouts = self.confirmed(&story, &robots, examined.whereabouts).await?;
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
            Answer::Page(_) | Answer::NotModified(_) | Answer::Failed(_) | Answer::Postponed(_) => {
                Ok(Found::NoSource)
            }
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
    /// for that, and as it was told where the visit ends before: the check is made.
    async fn confirmed(
        &self,
        story: &Story,
        robots: &Arc<Robots>,
        told: Whereabouts,
    ) -> Result<Whereabouts> {
        let Some(address) = confirm::wanted(story, &told) else { return Ok(told) };
        let as_told = Whereabouts::Elsewhere(address.clone());
        let (store, url) = (Arc::clone(&self.round.store), address.url.clone());
        let is_known = blocking(move || store.story_at(&url)).await?.is_some();
        if is_known || self.turn(robots.crawl_delay()).await.is_none() {
            return Ok(as_told);
        }
        let admit = redirect::admit(&self.round, &self.claim.host, robots);
        let asking = confirm::ask(&self.round, story, address, admit);
        unless_stopped(&self.stop, asking).await.unwrap_or(Ok(as_told))
    }

    async fn record(&self, story: Story, asked_at: Time, examined: Examined) -> Result<()> {
        let at = self.round.now();
        let Examined { outcome, whereabouts } = examined;
        let state = story.state_after(&outcome, at);
        let next_check_at = schedule::next_check(&story, &outcome, state, at);
        self.budget.note(&outcome);
        let outcome = self.heed(outcome);
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
        let lane = Arc::clone(&self.lane);
        let found = writer::Found { claim, check, url: story.url, lane, is_lost, pending };
        // The writer ends early only with an error of its own, which the round reports.
        self.outlets.found.send(found).await.ok();
        Ok(())
    }

    /// Ends the visit where the host asks to be left alone; the pause of another, that a redirect led
    /// to, is none of this one's.
    fn heed(&self, mut outcome: Outcome) -> Outcome {
        if let Outcome::Failed(failure) = &mut outcome {
            match others_pause(&self.claim.host, failure) {
                Some(_) => failure.retry_at = None,
                None if failure.retry_at.is_some() => self.is_over.store(true, Ordering::Relaxed),
                None => {}
            }
        }
        outcome
    }

    /// Leaves a story for when the host on its way may be asked: it has not failed. Where that is
    /// this host itself, which asked for a pause, its stories stay due and the visit ends.
    async fn postpone(&self, story: &Story, postponed: &Postponed) -> Result<()> {
        if postponed.host == self.claim.host && self.lane.pacer.paused_until().is_some() {
            self.is_over.store(true, Ordering::Relaxed);
            return Ok(());
        }
        let (store, claim) = (Arc::clone(&self.round.store), self.claim.clone());
        let (subject, at, until) = (Subject::Story(story.id), self.round.now(), postponed.until);
        if blocking(move || store.postpone(&claim, subject, at, until)).await? {
            let version = story.latest.as_ref().map(|latest| latest.version);
            let report =
                Report::skipped(story.id, story.url.clone(), version, postponed.to_string());
            // Nobody listens any more only where the round has ended.
            self.outlets.news.send(Ok(News::Story(report))).await.ok();
        } else {
            self.is_over.store(true, Ordering::Relaxed);
        }
        Ok(())
    }

    async fn fail_all(&self, failure: &Failure) -> Result<()> {
        let stories = std::mem::take(&mut *self.stories.lock().await);
        for story in stories {
            self.record(story, self.round.now(), Examined::failed(failure.clone())).await?;
        }
        Ok(())
    }

    fn is_ended(&self) -> bool {
        *self.stop.borrow()
            || self.is_over.load(Ordering::Relaxed)
            || self.budget.is_spent(self.round.now())
    }
}
