//! A visit to one claimed host: its stories one after the other, at the host's pace.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::{Mutex, mpsc, watch};
use tokio::task::JoinSet;
use url::{Position, Url};

use crate::error::{Error, Result};
use crate::fetch::manners;
use crate::fetch::robots::Robots;
use crate::fetch::{Answer, Fetch, Request};
use crate::history::{Check, Failure, FailureKind, Outcome, Story};
use crate::page::Validators;
use crate::poll::examine::examine;
use crate::poll::host_robots::host_robots;
use crate::poll::writer::{Found, Pending};
use crate::poll::{Round, blocking};
use crate::schedule;
use crate::store::{Claim, HostClaim};
use crate::time::Time;

/// How long a request under way may take to end when the round is stopped.
const GRACE: Duration = Duration::from_secs(4);

/// A host that is ours until the lease ends, and what is left to do there.
pub struct Visit<F> {
    round: Arc<Round<F>>,
    claim: Claim,
    stories: Mutex<VecDeque<Story>>,
    /// When the next request may start.
    next_ok_at: Mutex<Time>,
    found: mpsc::Sender<Found>,
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
        found: mpsc::Sender<Found>,
        stop: watch::Receiver<bool>,
    ) -> Result<()> {
        let (pending, mut all_recorded) = mpsc::channel(1);
        let visit = Arc::new(Visit {
            round,
            claim: claimed.claim,
            stories: Mutex::new(claimed.stories.into()),
            next_ok_at: Mutex::new(claimed.next_ok_at),
            found,
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
        let next_ok_at = *self.next_ok_at.lock().await;
        let (store, claim) = (Arc::clone(&self.round.store), self.claim.clone());
        blocking(move || store.release(&claim, next_ok_at)).await
    }

    async fn look_at_all(self: &Arc<Self>) -> Result<()> {
        let Some(site) = self.site().await else { return Ok(()) };
        self.wait().await;
        let asked = host_robots(&self.round, &self.claim.host, &site);
        let Some(host) = self.unless_stopped(asked).await else { return Ok(()) };
        let robots = match host? {
            Ok(host) => {
                if host.was_asked {
                    self.leave_alone(&host.robots).await;
                }
                Arc::new(host.robots)
            }
            Err(failure) => return self.fail_all(&failure).await,
        };
        let mut workers = JoinSet::new();
        for _ in 0..self.round.pace.host_connections.max(1) {
            let (visit, robots) = (Arc::clone(self), Arc::clone(&robots));
            workers.spawn(async move { visit.look_in_turn(&robots).await });
        }
        while let Some(done) = workers.join_next().await {
            done.map_err(|error| Error::internal("a check broke off").caused_by(error))??;
        }
        Ok(())
    }

    /// The scheme and host that the stories share, as a URL.
    async fn site(&self) -> Option<Url> {
        self.stories.lock().await.front().and_then(|story| Url::parse(&story.url).ok())
    }

    async fn look_in_turn(&self, robots: &Robots) -> Result<()> {
        while !self.is_ended() {
            let Some(story) = self.stories.lock().await.pop_front() else { break };
            if !robots.allows(&path_and_query(&story.url)) {
                let failure = Failure::new(FailureKind::Robots, "robots.txt disallows this page");
                self.record(story, Outcome::Failed(Box::new(failure))).await?;
                continue;
            }
            self.wait().await;
            if self.is_ended() {
                break;
            }
            let Some(answer) = self.unless_stopped(self.ask(&story)).await else { break };
            self.leave_alone(robots).await;
            let now = self.now();
            let store = Arc::clone(&self.round.store);
            let (story, outcome) = blocking(move || {
                let outcome = examine(store.as_ref(), &story, answer, now)?;
                Ok((story, outcome))
            })
            .await?;
            self.record(story, outcome).await?;
        }
        Ok(())
    }

    async fn ask(&self, story: &Story) -> Answer {
        let Ok(url) = Url::parse(&story.url) else {
            let failure = Failure::new(FailureKind::Protocol, "the story's URL cannot be read");
            return Answer::Failed(Box::new(failure));
        };
        let validators = match story.latest.is_none() || schedule::is_unconditional(story) {
            true => Validators::default(),
            false => story.validators.clone(),
        };
        self.round.fetch.fetch(Request { url, validators }).await
    }

    /// The result of some asking; none where the round is stopped and the asking outlasts its grace.
    async fn unless_stopped<T>(&self, asking: impl Future<Output = T>) -> Option<T> {
        let mut stop = self.stop.clone();
        let cut = async {
            // A sender that is gone will never say stop.
            if stop.wait_for(|stop| *stop).await.is_err() {
                std::future::pending::<()>().await;
            }
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            asked = asking => Some(asked),
            () = cut => None,
        }
    }

    async fn record(&self, story: Story, outcome: Outcome) -> Result<()> {
        let now = self.now();
        if let Outcome::Failed(failure) = &outcome
            && failure.retry_at.is_some()
        {
            self.is_over.store(true, Ordering::Relaxed);
        }
        let state = story.state.after(&outcome, story.failures);
        let next_check_at = schedule::next_check(&story, &outcome, state, now);
        let check = Check { story: story.id, at: now, outcome, next_check_at, state };
        let Some(pending) = self.pending.lock().await.clone() else { return Ok(()) };
        let (claim, is_lost) = (self.claim.clone(), Arc::clone(&self.is_over));
        let found = Found { claim, check, url: story.url, is_lost, pending };
        // The writer ends early only with an error of its own, which the round reports.
        self.found.send(found).await.ok();
        Ok(())
    }

    async fn fail_all(&self, failure: &Failure) -> Result<()> {
        let stories = std::mem::take(&mut *self.stories.lock().await);
        for story in stories {
            let evidence = format!("robots.txt: {}", failure.evidence);
            let failure = Failure { evidence, ..failure.clone() };
            self.record(story, Outcome::Failed(Box::new(failure))).await?;
        }
        Ok(())
    }

    /// Waits for the host's next free moment, and takes it.
    async fn wait(&self) {
        let mut next_ok_at = self.next_ok_at.lock().await;
        let now = self.now();
        let wait = (*next_ok_at - now).to_std().unwrap_or(Duration::ZERO);
        let mut stop = self.stop.clone();
        if !wait.is_zero() {
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                _ = stop.wait_for(|stop| *stop) => {}
            }
        }
        *next_ok_at = manners::next_ok_at(now.max(*next_ok_at), self.round.pace.host_delay, None);
    }

    /// Notes that a request has ended: the delay counts from here.
    async fn leave_alone(&self, robots: &Robots) {
        let delay = self.round.pace.host_delay;
        let next = manners::next_ok_at(self.now(), delay, robots.crawl_delay());
        let mut next_ok_at = self.next_ok_at.lock().await;
        *next_ok_at = next.max(*next_ok_at);
    }

    fn is_ended(&self) -> bool {
        *self.stop.borrow() || self.is_over.load(Ordering::Relaxed)
    }

    fn now(&self) -> Time {
        (self.round.pace.clock)()
    }
}

/// What robots.txt rules are matched against.
fn path_and_query(url: &str) -> String {
    match Url::parse(url) {
        Ok(url) => url[Position::BeforePath..Position::AfterQuery].to_owned(),
        Err(_) => "/".to_owned(),
    }
}
