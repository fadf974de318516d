//! Rounds and visits over a web that answers as it is told, at an instant that stands still.

use std::sync::Mutex;

use url::Url;

use super::*;
use crate::fetch::{Answer, Denial, Request};
use crate::history::whereabouts::{Elsewhere, ToldBy, Whereabouts};
use crate::history::{Check, Failure, Outcome};
use crate::page::{Page, Response};
use crate::poll::host_robots::Known;
use crate::sources::address;
use crate::sources::source::NewSource;
use crate::store::sqlite::SqliteStore;
use crate::store::{HostClaim, KeptRobots, NewStory};

const MINUTE: TimeDelta = TimeDelta::minutes(1);

fn noon() -> Time {
    Time::from_millis(1_764_000_000_000)
}

/// A web whose pages are all missing but `/to/HOST`, which redirects to `https://HOST/page`.
struct Web {
    /// The status with which hosts other than `a.test` answer for their robots.txt.
    robots_status: u16,
    /// The status of their pages.
    page_status: u16,
    /// The robots.txt of `a.test`; none where it has none.
    rules: Option<&'static str>,
    /// Where that file is, if `a.test` redirects to it.
    rules_at: Option<&'static str>,
    /// Whether nobody answers.
    is_silent: bool,
    asked: Mutex<Vec<String>>,
}

impl Web {
    fn new(robots_status: u16) -> Web {
        Web {
            robots_status,
            page_status: 404,
            rules: None,
            rules_at: None,
            is_silent: false,
            asked: Mutex::default(),
        }
    }

    /// How often a URL was asked for.
    fn count(&self, url: &str) -> usize {
        self.asked.lock().expect("no holder panics").iter().filter(|asked| *asked == url).count()
    }
}

impl Fetch for Web {
    async fn fetch(&self, request: Request) -> Answer {
        let Request { mut url, admit, .. } = request;
        if let Some(admit) = admit {
            let target = match (url.host_str(), url.path(), self.rules_at) {
                (Some("a.test"), "/robots.txt", Some(rules_at)) => Some(rules_at.to_owned()),
                (_, path, _) => {
                    path.strip_prefix("/to/").map(|host| format!("https://{host}/page"))
                }
            };
            let target = target.map(|target| Url::parse(&target).expect("a URL"));
            for hop in [Some(url.clone()), target.clone()].into_iter().flatten() {
                match admit(hop).await {
                    Ok(leave) => drop(leave),
                    Err(Denial::Failed(failure)) => return Answer::Failed(failure),
                    Err(Denial::Postponed(postponed)) => return Answer::Postponed(postponed),
                }
            }
            url = target.unwrap_or(url);
        }
        self.asked.lock().expect("no holder panics").push(url.to_string());
        if self.is_silent {
            return Answer::Failed(Box::new(Failure::new(FailureKind::Timeout, "no answer")));
        }
        let (status, text) = match (url.host_str(), url.path(), self.rules) {
            (Some("a.test"), "/robots.txt", Some(rules)) => (200, rules),
            (Some("a.test"), _, _) => (404, ""),
            (_, "/robots.txt", _) => (self.robots_status, ""),
            (_, _, _) => (self.page_status, ""),
        };
        let response = Response { status, url: url.to_string(), ..Response::default() };
        Answer::Page(Box::new(Page { bytes: text.into(), response }))
    }
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

    fn round(&self, web: Web, started: Time) -> Arc<Round<Web>> {
        let pace = Pace {
            host_delay: Duration::ZERO,
            host_connections: 1,
            hosts: 4,
            lease: MINUTE * 5,
            patience: MINUTE,
            config: Arc::default(),
            clock: noon,
        };
        let (store, claimer) = (Arc::clone(&self.store), "a poller".to_string());
        let (detours, lanes) = (Detours::default(), Lanes::default());
        let limit = None;
        Arc::new(Round { store, fetch: web, pace, started, limit, claimer, detours, lanes })
    }

    /// The reports of a round over all stories.
    async fn look(&self, round: Arc<Round<Web>>) -> Vec<Report> {
        let (_stop, stop) = watch::channel(false);
        let (scope, mut reports) = (Scope::All(round.started), Vec::new());
        let tell = |news| {
            match news {
                News::Story(report) => reports.push(report),
                News::Source(_) => {}
            }
            Ok(())
        };
        super::round(round, Work::of(scope), stop, tell).await.expect("no error of the store");
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
    NewStory { url: address.url, host: address.host, label: None, tags: Vec::new(), limits: None }
}

#[tokio::test]
async fn no_request_starts_after_the_wish_to_stop() {
    let desk = Desk::new(&["https://a.test/1"]);
    let round = desk.round(Web::new(404), noon());
    let (_stop, stop) = watch::channel(true);
    let (news, _inbox) = mpsc::channel(NEWS_MAX);
    let found = writer::start(Arc::clone(&round.store), round.pace.lease, news.clone());
    let claim = desk.claim(noon());
    Visit::run(Arc::clone(&round), claim, Outlets { found, news }, stop)
        .await
        .expect("no error of the store");
    assert_eq!(round.fetch.count("https://a.test/robots.txt"), 0);
}

#[tokio::test]
async fn a_clock_set_back_during_a_round_hides_no_story() {
    let desk = Desk::new(&["https://a.test/1"]);
    // Held until five minutes past noon, which is over when the round starts.
    desk.claim(noon());
    let reports = desk.look(desk.round(Web::new(404), noon() + MINUTE * 10)).await;
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [OutcomeName::Failed], "the page is missing, which was seen");
}

#[tokio::test]
async fn the_delay_after_robots_txt_outlives_a_killed_poller() {
    let desk = Desk::new(&[]);
    let mut round = desk.round(Web::new(404), noon());
    let pace = &mut Arc::get_mut(&mut round).expect("it is shared with nobody").pace;
    pace.host_delay = Duration::from_secs(60);
    let site = Url::parse("https://b.test/page").expect("a URL");
    let asked = host_robots::ask(&round, "b.test", &site, Known::Nothing).await;
    assert!(asked.expect("no error of the store").is_ok());
    assert_eq!(desk.store.next_ok_at("b.test").expect("readable"), Some(noon() + MINUTE));
}

/// Two stories that redirect to one host.
const DETOURS: [&str; 2] = ["https://a.test/to/b.test", "https://a.test/to/b.test?again"];
const RULES: &str = "https://b.test/robots.txt";
const PAGE: &str = "https://b.test/page";

fn evidence(reports: &[Report]) -> Vec<&str> {
    reports.iter().filter_map(|report| report.evidence.as_deref()).collect()
}

#[tokio::test]
async fn a_host_that_redirects_lead_to_is_asked_once_a_round_for_its_rules() {
    for (status, pages) in [(404, 2), (500, 0)] {
        let desk = Desk::new(&DETOURS);
        let round = desk.round(Web::new(status), noon());
        let reports = desk.look(Arc::clone(&round)).await;
        assert_eq!(reports.len(), 2);
        assert_eq!((round.fetch.count(RULES), round.fetch.count(PAGE)), (1, pages), "{status}");
    }
}

#[tokio::test]
async fn old_rules_serve_where_a_redirect_leads_to_a_broken_host() {
    let desk = Desk::new(&DETOURS);
    let text = "User-agent: *\nDisallow: /private".to_string();
    let kept = KeptRobots { fetched_at: noon() - TimeDelta::days(9), status: 200, text };
    desk.store.keep_robots("b.test", &kept).expect("writable");
    let round = desk.round(Web::new(500), noon());
    desk.look(Arc::clone(&round)).await;
    assert_eq!((round.fetch.count(RULES), round.fetch.count(PAGE)), (1, 2));
}

#[tokio::test]
async fn a_host_that_redirects_lead_to_is_left_alone_when_it_asks_for_that() {
    let desk = Desk::new(&DETOURS);
    let round = desk.round(Web::new(429), noon());
    desk.look(Arc::clone(&round)).await;
    assert_eq!((round.fetch.count(RULES), round.fetch.count(PAGE)), (1, 0));
    let until = desk.store.next_ok_at("b.test").expect("readable").expect("it is paused");
    assert!(until > round.started, "{until}");

    let again = desk.round(Web::new(429), noon() + TimeDelta::seconds(1));
    let reports = desk.look(Arc::clone(&again)).await;
    let why = format!("b.test is left alone until {until}");
    assert_eq!(evidence(&reports), [&why, &why]);
    assert_eq!(again.fetch.count(RULES), 0);
}

#[tokio::test]
async fn a_host_that_asks_for_a_pause_behind_a_redirect_gets_it_and_no_other() {
    let desk = Desk::new(&DETOURS);
    let round = desk.round(Web { page_status: 429, ..Web::new(404) }, noon());
    let reports = desk.look(Arc::clone(&round)).await;
    assert_eq!(round.fetch.count(PAGE), 1, "the second is left alone: {:?}", evidence(&reports));
    let until = |host| desk.store.next_ok_at(host).expect("readable").expect("it was asked");
    assert_eq!((until("a.test"), until("b.test")), (noon(), noon() + MINUTE));
}

#[tokio::test]
async fn a_host_with_a_long_delay_is_asked_once_a_round() {
    let text = "User-agent: *\nCrawl-delay: 120\nDisallow: /none";
    let desk = Desk::new(&["https://a.test/1", "https://a.test/2"]);
    let round = desk.round(Web { rules: Some(text), ..Web::new(404) }, noon());
    desk.look(Arc::clone(&round)).await;
    assert_eq!(round.fetch.asked.lock().expect("no holder panics").len(), 1, "its rules");

    let desk = Desk::new(&["https://a.test/1", "https://a.test/2"]);
    let kept = KeptRobots { fetched_at: noon(), status: 200, text: text.to_string() };
    desk.store.keep_robots("a.test", &kept).expect("writable");
    let round = desk.round(Web::new(404), noon());
    let reports = desk.look(Arc::clone(&round)).await;
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [OutcomeName::Failed, OutcomeName::Skipped]);
    assert_eq!(round.fetch.asked.lock().expect("no holder panics").len(), 1, "one page");
    let until = desk.store.next_ok_at("a.test").expect("readable");
    assert_eq!(until, Some(noon() + MINUTE * 2));
}

#[tokio::test]
async fn a_round_whose_time_is_over_leaves_the_rest_to_the_next() {
    let text = "User-agent: *\nCrawl-delay: 50";
    let desk = Desk::new(&["https://a.test/1", "https://a.test/2"]);
    let kept = KeptRobots { fetched_at: noon(), status: 200, text: text.to_string() };
    desk.store.keep_robots("a.test", &kept).expect("writable");
    let mut round = desk.round(Web::new(404), noon());
    Arc::get_mut(&mut round).expect("it is ours").limit = Some(Duration::from_millis(100));
    let reports = desk.look(Arc::clone(&round)).await;
    assert!(round.fetch.asked.lock().expect("no holder panics").len() <= 1, "the delay is kept");
    assert!(reports.iter().any(|report| report.outcome == OutcomeName::Skipped), "{reports:?}");
    assert!(!desk.claim(noon() + MINUTE).stories.is_empty(), "the host was given back");
}

#[tokio::test]
async fn a_host_that_asks_a_source_for_a_pause_behind_a_redirect_gets_it() {
    let desk = Desk::new(&[]);
    let address = address::normalise("https://a.test/to/b.test").expect("a URL");
    let source = NewSource { address, label: None, tags: Vec::new(), limits: None };
    desk.store.add_sources(&[source], noon() - MINUTE).expect("writable");
    let round = desk.round(Web { page_status: 429, ..Web::new(404) }, noon());
    desk.look(Arc::clone(&round)).await;
    assert_eq!(round.fetch.count(PAGE), 1);
    let until = |host| desk.store.next_ok_at(host).expect("readable").expect("it was asked");
    assert_eq!((until("a.test"), until("b.test")), (noon(), noon() + MINUTE));
}

#[tokio::test]
async fn a_host_whose_robots_txt_is_elsewhere_is_asked_there_at_that_pace() {
    let desk = Desk::new(&["https://a.test/1"]);
    let web = Web { rules_at: Some(RULES), ..Web::new(429) };
    let round = desk.round(web, noon());
    let until = noon() + MINUTE;
    let postponed = format!("b.test is left alone until {until}");
    assert_eq!(evidence(&desk.look(Arc::clone(&round)).await), [&postponed]);
    assert_eq!(round.fetch.count(RULES), 1);
    let paused = |host| desk.store.next_ok_at(host).expect("readable");
    assert_eq!((paused("a.test"), paused("b.test")), (Some(noon()), Some(until)));

    let again = desk.round(Web { rules_at: Some(RULES), ..Web::new(404) }, noon() + MINUTE / 4);
    assert_eq!(evidence(&desk.look(Arc::clone(&again)).await), [&postponed]);
    assert_eq!(again.fetch.count(RULES), 0, "it is left alone, rules or not");
}

#[tokio::test]
async fn to_wait_for_another_host_is_no_failure() {
    let desk = Desk::new(&DETOURS);
    desk.store.pause_host("b.test", noon() + MINUTE).expect("writable");
    let reports = desk.look(desk.round(Web::new(404), noon())).await;
    let outcomes: Vec<_> = reports.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [OutcomeName::Skipped; 2]);
    for report in &reports {
        let story = desk.store.story(report.id).expect("it is there");
        assert_eq!((story.failures, story.next_check_at), (0, noon() + MINUTE));
    }
}

#[tokio::test]
async fn a_host_that_asks_for_a_pause_when_an_address_is_confirmed_gets_it() {
    let desk = Desk::new(&["https://a.test/1"]);
    let round = desk.round(Web { page_status: 429, ..Web::new(404) }, noon());
    let story = desk.claim(noon()).stories.remove(0);
    let elsewhere = Elsewhere {
        url: PAGE.to_owned(),
        host: "b.test".to_owned(),
        told_by: ToldBy::Canonical,
        is_confirmed: false,
    };
    let admit = redirect::admit(&round, "a.test", &Arc::default());
    let told = confirm::ask(&round, &story, elsewhere.clone(), admit).await;
    assert_eq!(told.expect("no error of the store"), Whereabouts::Elsewhere(elsewhere));
    let until = desk.store.next_ok_at("b.test").expect("readable");
    assert_eq!((round.fetch.count(PAGE), until), (1, Some(noon() + MINUTE)));
}

#[tokio::test]
async fn a_pause_that_another_poller_was_asked_for_is_heeded() {
    let desk = Desk::new(&["https://a.test/1"]);
    let round = desk.round(Web::new(404), noon());
    let HostClaim { claim, mut stories, .. } = desk.claim(noon());
    let story = stories.remove(0);
    desk.store.pause_host("a.test", noon() + MINUTE * 9).expect("writable");
    let check = Check {
        story: story.id,
        asked_at: noon(),
        at: noon(),
        outcome: Outcome::Failed(Box::new(Failure::new(FailureKind::Dns, "no such name"))),
        next_ok_at: noon(),
        next_check_at: noon() + MINUTE,
        state: story.state,
        whereabouts: Whereabouts::Unknown,
    };
    let (lane, is_lost) = (round.lanes.to("a.test", &round.pace), Arc::default());
    let (pending, mut recorded) = mpsc::channel(1);
    let (news, mut inbox) = mpsc::channel(NEWS_MAX);
    let found = writer::start(Arc::clone(&round.store), round.pace.lease, news);
    let way = Arc::clone(&lane);
    let url = story.url;
    let wanted = writer::Found { claim, check, url, lane: way, is_lost, pending };
    found.send(wanted).await.expect("the writer listens");
    recorded.recv().await;
    assert!(matches!(inbox.recv().await, Some(Ok(News::Story(_)))));
    assert_eq!(lane.pacer.next_ok_at(), noon() + MINUTE * 9);
}

#[tokio::test]
async fn a_host_that_does_not_answer_gives_its_place_up_and_is_gone_on_with() {
    let urls: Vec<String> = (1..=7).map(|number| format!("https://a.test/{number}")).collect();
    let desk = Desk::new(&urls.iter().map(String::as_str).collect::<Vec<_>>());
    let kept = KeptRobots { fetched_at: noon(), status: 404, text: String::new() };
    desk.store.keep_robots("a.test", &kept).expect("writable");
    let round = desk.round(Web { is_silent: true, ..Web::new(404) }, noon());
    let (_stop, stop) = watch::channel(false);
    let (news, _inbox) = mpsc::channel(NEWS_MAX);
    let found = writer::start(Arc::clone(&round.store), round.pace.lease, news.clone());
    let visit = Visit::run(Arc::clone(&round), desk.claim(noon()), Outlets { found, news }, stop);
    visit.await.expect("no error of the store");
    let asked = || round.fetch.asked.lock().expect("no holder panics").len();
    assert_eq!(asked(), 3);
    assert_eq!(desk.look(Arc::clone(&round)).await.len(), 4);
    assert_eq!(asked(), 7);
}
