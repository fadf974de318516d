//! Where redirects lead: a page that robots.txt disallows is not asked for by a detour either.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use tokio::sync::OnceCell;
use url::{Position, Url};

use crate::error::Error;
use crate::fetch::robots::Robots;
use crate::fetch::{Admit, Fetch};
use crate::history::{Failure, FailureKind};
use crate::poll::host_robots::{self, Known};
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

/// Admits the targets that their own host's robots.txt allows; `robots` are the rules of `host`,
/// the others are asked for where they are not kept, once a round.
pub fn admit<F: Fetch + 'static>(round: &Arc<Round<F>>, host: &str, robots: &Arc<Robots>) -> Admit {
    let (round, host, robots) = (Arc::clone(round), host.to_owned(), Arc::clone(robots));
    Arc::new(move |url| {
        let (round, host, robots) = (Arc::clone(&round), host.clone(), Arc::clone(&robots));
        Box::pin(async move {
            let target = address::normalise(url.as_str())
                .map_err(|why| Failure::new(FailureKind::Redirect, why))?
                .host;
            let rules = match target == host {
                true => robots,
                false => rules_of(&round, &target, &url).await.map_err(|failure| *failure)?,
            };
            match rules.allows(path_and_query(&url)) {
                true => Ok(()),
                false => Err(Failure::new(
                    FailureKind::Robots,
                    format!("robots.txt of {target} disallows the page redirected to"),
                )),
            }
        })
    })
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

async fn learn<F: Fetch + 'static>(round: &Round<F>, host: &str, url: &Url) -> Rules {
    let lost = |error: Error| refusal(format!("robots.txt of {host}: {error}"));
    let known = host_robots::known(round, host).await.map_err(lost)?;
    if let Known::Fresh(robots) = known {
        return Ok(Arc::new(robots));
    }
    let (store, name) = (Arc::clone(&round.store), host.to_owned());
    let next_ok_at = blocking(move || store.next_ok_at(&name)).await.map_err(lost)?;
    if let Some(until) = next_ok_at.filter(|until| *until > round.now()) {
        return Err(refusal(format!("{host} is left alone until {until}")));
    }
    host_robots::ask(round, host, url, known).await.map_err(lost)?.map(Arc::new)
}

fn refusal(why: String) -> Box<Failure> {
    Box::new(Failure::new(FailureKind::Redirect, why))
}
