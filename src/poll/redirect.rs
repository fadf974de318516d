//! Where redirects lead: a page that robots.txt disallows is not asked for by a detour either.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::OnceCell;
use url::{Position, Url};

use crate::error::Error;
use crate::fetch::robots::Robots;
use crate::fetch::{Admit, Fetch, Leave};
use crate::history::{Failure, FailureKind};
use crate::poll::host_robots::{self, Known};
use crate::poll::lanes::Lane;
use crate::poll::{Round, blocking};
use crate::sources::address;

/// A host's rules, or why none of its pages may be asked for now.
type Rules = Result<Arc<Robots>, Box<Failure>>;

/// What the hosts that redirects led to let us ask for, remembered for a round.
#[derive(Default)]
pub struct Detours {
    hosts: Mutex<HashMap<String, Arc<OnceCell<Rules>>>>,
}

/// Hosts remembered at most; rules may be long.
const HOSTS_MAX: usize = 256;

/// How long a redirect waits for the next free moment of another host.
const PATIENCE_ON_THE_WAY: TimeDelta = TimeDelta::seconds(10);
/// The longest delay that is kept between the requests of one check.
const DELAY_ON_THE_WAY: Duration = Duration::from_secs(5);

impl Detours {
    /// The place for a host's rules, empty until somebody has learned them.
    fn of(&self, host: &str) -> Arc<OnceCell<Rules>> {
        let mut hosts = self.hosts.lock().expect("no holder panics");
        if hosts.len() >= HOSTS_MAX && !hosts.contains_key(host) {
            // Whoever is forgotten is asked once more, which no honest site brings about.
            hosts.clear();
        }
        Arc::clone(hosts.entry(host.to_owned()).or_default())
    }
}

/// Admits what the host's own robots.txt allows, at its pace; `robots` are the rules of `host`, whose
/// turn it is. The rules of others are asked for where they are not kept, once a round.
pub fn admit<F: Fetch + 'static>(round: &Arc<Round<F>>, host: &str, robots: &Arc<Robots>) -> Admit {
    let (round, host, robots) = (Arc::clone(round), host.to_owned(), Arc::clone(robots));
    let is_in_turn = Arc::new(AtomicBool::new(true));
    Arc::new(move |url| {
        let (round, host, robots) = (Arc::clone(&round), host.clone(), Arc::clone(&robots));
        let is_in_turn = is_in_turn.swap(false, Ordering::Relaxed);
        Box::pin(async move {
            let target = address::normalise(url.as_str())
                .map_err(|why| Failure::new(FailureKind::Redirect, why))?
                .host;
            let rules = match target == host {
                true => robots,
                false => rules_of(&round, &target, &url).await.map_err(|failure| *failure)?,
            };
            if !rules.allows(path_and_query(&url)) {
                let why = format!("robots.txt of {target} disallows the page redirected to");
                return Err(Failure::new(FailureKind::Robots, why));
            }
            let lane = round.lanes.to(&target, &round.pace);
            let crawl_delay = rules.crawl_delay();
            if target != host {
                turn(&round, &target, &lane, crawl_delay).await.map_err(|failure| *failure)?;
            } else if !is_in_turn {
                // One look at a story, whose way is not to outlast its time: the delay is kept,
                // if not the longest.
                let delay = crawl_delay.map(|delay| delay.min(DELAY_ON_THE_WAY));
                lane.pacer.wait_within(delay, TimeDelta::MAX).await.ok();
            }
            let passage = lane.enter(crawl_delay).await;
            Ok(Box::new(passage) as Leave)
        })
    })
}

/// Waits for another host's next free moment, unless that is long in coming, and keeps the next
/// request to it a delay apart, whoever makes it.
async fn turn<F: Fetch + 'static>(
    round: &Arc<Round<F>>,
    host: &str,
    lane: &Lane,
    crawl_delay: Option<Duration>,
) -> Result<(), Box<Failure>> {
    let lost = |error: Error| refusal(format!("the pace of {host}: {error}"));
    let (store, name) = (Arc::clone(&round.store), host.to_owned());
    let kept = blocking(move || store.next_ok_at(&name)).await.map_err(lost)?;
    lane.pacer.not_before(kept.unwrap_or(round.started));
    let waited = lane.pacer.wait_within(crawl_delay, PATIENCE_ON_THE_WAY).await;
    waited.map_err(|until| refusal(format!("{host} is left alone until {until}")))?;
    let (store, name) = (Arc::clone(&round.store), host.to_owned());
    let next_ok_at = lane.pacer.next_ok_at();
    blocking(move || store.pause_host(&name, next_ok_at)).await.map_err(lost)
}

/// What robots.txt rules are matched against.
pub fn path_and_query(url: &Url) -> &str {
    &url[Position::BeforePath..Position::AfterQuery]
}

async fn rules_of<F: Fetch + 'static>(round: &Arc<Round<F>>, host: &str, url: &Url) -> Rules {
    let place = round.detours.of(host);
    let (round, host, url) = (Arc::clone(round), host.to_owned(), url.clone());
    // A task of its own: a check that runs out of time leaves no host to be asked again.
    let learning = tokio::spawn(async move {
        let learn = async || learn(&round, &host, &url).await;
        place.get_or_init(learn).await.clone()
    });
    learning.await.unwrap_or_else(|_| Err(refusal("robots.txt: the asking broke off".to_owned())))
}

async fn learn<F: Fetch + 'static>(round: &Arc<Round<F>>, host: &str, url: &Url) -> Rules {
    let lost = |error: Error| refusal(format!("robots.txt of {host}: {error}"));
    let known = host_robots::known(round, host).await.map_err(lost)?;
    if let Known::Fresh(robots) = known {
        return Ok(Arc::new(robots));
    }
    let lane = round.lanes.to(host, &round.pace);
    turn(round, host, &lane, None).await?;
    host_robots::ask(round, host, url, known).await.map_err(lost)?.map(Arc::new)
}

fn refusal(why: String) -> Box<Failure> {
    Box::new(Failure::new(FailureKind::Redirect, why))
}
