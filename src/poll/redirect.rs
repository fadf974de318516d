//! Where redirects lead: a page that robots.txt disallows is not asked for by a detour either.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::sync::OnceCell;
use url::{Position, Url};

use crate::error::Error;
use crate::fetch::robots::Robots;
use crate::fetch::{Admit, Denial, Fetch, Postponed};
use crate::history::{Failure, FailureKind};
use crate::poll::Round;
use crate::poll::asking::{self, Way, host_of};
use crate::poll::host_robots::{self, Asked, Known};

/// A host's rules, or why none of its pages may be asked for now.
type Rules = Result<Arc<Robots>, Box<Failure>>;

/// What the hosts that redirects led to let us ask for, remembered for a round.
#[derive(Default)]
pub struct Detours {
    hosts: Mutex<HashMap<String, Arc<OnceCell<Rules>>>>,
}

/// Hosts remembered at most; rules may be long.
const HOSTS_MAX: usize = 256;

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
    let way = Arc::new(Way::from(&host));
    Arc::new(move |url| {
        let (round, host, robots) = (Arc::clone(&round), host.clone(), Arc::clone(&robots));
        let way = Arc::clone(&way);
        Box::pin(async move {
            let target = host_of(&url)?;
            let rules = match target == host {
                true => robots,
                false => rules_of(&round, &target, &url).await?,
            };
            if !rules.allows(path_and_query(&url)) {
                let why = format!("robots.txt of {target} disallows the page redirected to");
                return Err(Failure::new(FailureKind::Robots, why).into());
            }
            way.pass(&round, &target, rules.crawl_delay()).await
        })
    })
}

/// What robots.txt rules are matched against.
pub fn path_and_query(url: &Url) -> &str {
    &url[Position::BeforePath..Position::AfterQuery]
}

async fn rules_of<F: Fetch + 'static>(
    round: &Arc<Round<F>>,
    host: &str,
    url: &Url,
) -> Result<Arc<Robots>, Denial> {
    let place = round.detours.of(host);
    let (round, host, url) = (Arc::clone(round), host.to_owned(), url.clone());
    // A task of its own: a check that runs out of time leaves no host to be asked again.
    let learning = tokio::spawn(async move {
        let learn = async || learn(&round, &host, &url).await;
        place.get_or_try_init(learn).await.cloned()
    });
    match learning.await {
        Ok(rules) => rules.map_err(Denial::Postponed)?.map_err(Denial::Failed),
        Err(_) => Err(Denial::Failed(refusal("robots.txt: the asking broke off".to_owned()))),
    }
}

/// A host's rules; not remembered where the host is only left alone for now.
async fn learn<F: Fetch + 'static>(
    round: &Arc<Round<F>>,
    host: &str,
    url: &Url,
) -> Result<Rules, Postponed> {
    let learned = match learn_in_turn(round, host, url).await {
        Ok(robots) => Ok(Arc::new(robots)),
        Err(Denial::Postponed(postponed)) => return Err(postponed),
        Err(Denial::Failed(failure)) => match failure.retry_at {
            Some(until) => return Err(Postponed { host: host.to_owned(), until }),
            None => Err(failure),
        },
    };
    Ok(learned)
}

async fn learn_in_turn<F: Fetch + 'static>(round: &Arc<Round<F>>, host: &str, url: &Url) -> Asked {
    let lost = |error: Error| refusal(format!("robots.txt of {host}: {error}"));
    let known = host_robots::known(round, host).await.map_err(lost).map_err(Denial::Failed)?;
    if let Known::Fresh(robots) = known {
        return Ok(robots);
    }
    let lane = round.lanes.to(host, &round.pace);
    asking::turn(round, host, &lane, None).await?;
    host_robots::ask(round, host, url, known).await.map_err(lost).map_err(Denial::Failed)?
}

fn refusal(why: String) -> Box<Failure> {
    Box::new(Failure::new(FailureKind::Redirect, why))
}
