//! Where redirects lead: a page that robots.txt disallows is not asked for by a detour either.

use std::sync::Arc;

use url::{Position, Url};

use crate::fetch::robots::Robots;
use crate::fetch::{Admit, Fetch};
use crate::history::{Failure, FailureKind};
use crate::poll::Round;
use crate::poll::host_robots::{self, Known};
use crate::sources::address;

/// Admits the targets that their own host's robots.txt allows; `robots` are the rules of `host`,
/// the others are asked for where they are not kept.
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
                false => Arc::new(rules_of(&round, &target, &url).await?),
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

async fn rules_of<F: Fetch + 'static>(
    round: &Round<F>,
    host: &str,
    url: &Url,
) -> Result<Robots, Failure> {
    let now = round.now();
    let lost = |error| Failure::new(FailureKind::Redirect, format!("robots.txt: {error}"));
    match host_robots::known(round, host, now).await.map_err(lost)? {
        Known::Fresh(robots) => Ok(robots),
        Known::Stale(_) | Known::Nothing => {
            let asked = host_robots::ask(round, host, url, now).await.map_err(lost)?;
            asked.map_err(|failure| {
                let evidence = format!("robots.txt of {host}: {}", failure.evidence);
                Failure::new(failure.kind, evidence)
            })
        }
    }
}
