//! Rounds and visits over a web that answers as it is told, at an instant that stands still.

use std::sync::Mutex;

use url::Url;

use super::*;
use crate::fetch::{Answer, Request};
use crate::page::{Page, Response};
use crate::sources::address;
use crate::store::NewStory;
use crate::store::sqlite::SqliteStore;

const MINUTE: TimeDelta = TimeDelta::minutes(1);

fn noon() -> Time {
    Time::from_millis(1_764_000_000_000)
}

/// A web whose pages are all missing.
#[derive(Default)]
struct Web {
    asked: Mutex<Vec<String>>,
}

impl Web {
    /// How often a URL was asked for.
    fn count(&self, url: &str) -> usize {
        self.asked.lock().expect("no holder panics").iter().filter(|asked| *asked == url).count()
    }
}

impl Fetch for Web {
    async fn fetch(&self, request: Request) -> Answer {
        self.asked.lock().expect("no holder panics").push(request.url.to_string());
        missing(&request.url)
    }
}

fn missing(url: &Url) -> Answer {
    let response = Response { status: 404, url: url.to_string(), ..Response::default() };
    Answer::Page(Box::new(Page { bytes: Vec::new(), response }))
}

/// A store of its own in which these stories are followed since noon.
struct Desk {
    store: Arc<dyn Store>,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn new(urls: &[&str]) -> Desk {
        let folder = tempfile::tempdir().expect("the temporary folder can be written");
        let store = SqliteStore::open(&folder.path().join("revdiff.db")).expect("it opens");
        let stories: Vec<_> = urls.iter().map(|url| story(url)).collect();
        store.track(&stories, noon()).expect("writable");
        Desk { store: Arc::new(store), _folder: folder }
    }

    fn round(&self, started: Time) -> Arc<Round<Web>> {
        let pace = Pace {
            host_delay: Duration::ZERO,
            host_connections: 1,
            hosts: 4,
            lease: MINUTE * 5,
            clock: noon,
        };
        let (store, claimer) = (Arc::clone(&self.store), "a poller".to_string());
        Arc::new(Round { store, fetch: Web::default(), pace, started, claimer })
    }

    /// The reports of a round over all stories.
    async fn look(&self, round: Arc<Round<Web>>) -> Vec<Report> {
        let (_stop, stop) = watch::channel(false);
        let (scope, mut reports) = (Scope::All(round.started), Vec::new());
        let tell = |report| {
            reports.push(report);
            Ok(())
        };
        super::round(round, scope, stop, tell).await.expect("no error of the store");
        reports
    }

    fn claim(&self, now: Time) -> HostClaim {
        let request = ClaimRequest {
            scope: Scope::All(now),
            claimer: "another poller".to_string(),
            now,
            lease: MINUTE * 5,
            patience: TimeDelta::zero(),
            hosts_max: 1,
            stories_max: 100,
        };
        self.store.claim(&request).expect("claimable").pop().expect("a host is free")
    }
}

fn story(url: &str) -> NewStory {
    let address = address::normalise(url).expect("a URL");
    NewStory { url: address.url, host: address.host, label: None, tags: Vec::new() }
}

#[tokio::test]
async fn no_request_starts_after_the_wish_to_stop() {
    let desk = Desk::new(&["https://a.test/1"]);
    let round = desk.round(noon());
    let (_stop, stop) = watch::channel(true);
    let (found, _reports) = writer::start(Arc::clone(&round.store), round.pace.lease);
    let claim = desk.claim(noon());
    Visit::run(Arc::clone(&round), claim, found, stop).await.expect("no error of the store");
    assert_eq!(round.fetch.count("https://a.test/robots.txt"), 0);
}

#[tokio::test]
async fn a_clock_set_back_during_a_round_hides_no_story() {
    let desk = Desk::new(&["https://a.test/1"]);
    // Held until five minutes past noon, which is over when the round starts.
    desk.claim(noon());
    let reports = desk.look(desk.round(noon() + MINUTE * 10)).await;
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [OutcomeName::Failed], "the page is missing, which was seen");
}
