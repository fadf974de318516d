//! The steps of a check of a changed page, each timed by itself through the library.

use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

use chrono::TimeDelta;
use revdiff::diff;
use revdiff::extract::{Context, extract};
use revdiff::fetch::client::{Gate, Limits};
use revdiff::fetch::guard::AllowPrivate;
use revdiff::fetch::{Answer, Extent, Fetch, Request};
use revdiff::history::whereabouts::Whereabouts;
use revdiff::history::{Check, Outcome, State, StoryId};
use revdiff::memory::Memory;
use revdiff::page::{Page, Validators};
use revdiff::poll::examine::{Look, examine};
use revdiff::reading::Reader;
use revdiff::store::sqlite::SqliteStore;
use revdiff::store::{Claim, ClaimRequest, NewStory, Scope, Store};
use revdiff::time::Time;
use revdiff::verdict;
use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};
use tokio::runtime::{Builder, Runtime};
use url::Url;

use crate::bare;
use crate::host::Encoding;
use crate::options::Options;
use crate::plan::Plan;
use crate::site::{Delivery, Now, Site, moment};

/// As many pages as a group of the writer's has checks.
const PAGES: usize = 100;

/// A step's name and its CPU time, in milliseconds a page.
pub type Row = (&'static str, f64);

pub fn run(runtime: &Runtime, options: &Options) -> Result<Vec<Row>, Box<dyn Error>> {
    let seed = options.seeds.first().copied().unwrap_or(1);
    let site = |encoding| {
        Site::new(seed, Plan::plain(PAGES, options.hosts.min(20), 2, encoding)).open(runtime)
    };
    let (plain, packed) = (site(Encoding::Identity)?, site(Encoding::Gzip)?);
    let (_, fetched) = fetch_all(&plain, 0)?;
    let (old, fetched_packed) = fetch_all(&packed, 0)?;
    let (new, _) = fetch_all(&packed, 1)?;
    let mut rows = vec![("fetch", fetched), ("decode (gzip)", fetched_packed - fetched)];
    rows.extend(of_text(&old, &new));
    rows.extend(of_store(&packed, old, new)?);
    Ok(rows)
}

/// The pages of a round, and the time each took.
fn fetch_all(site: &Site, round: usize) -> Result<(Vec<Page>, f64), Box<dyn Error>> {
    let delivery = Delivery::Still(round as u64);
    site.set(Now { round, at: moment(round), delivery });
    let allow_private = AllowPrivate::Yes;
    let gate = Gate::new(Limits { allow_private, ..Limits::default() })?;
    // One that runs on this thread, whose time is counted.
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let requests = (0..PAGES).map(|story| {
        let url = Url::parse(&site.url(story))?;
        Ok(Request { url, validators: Validators::default(), admit: None, extent: Extent::Whole })
    });
    let requests: Vec<Request> = requests.collect::<Result<_, url::ParseError>>()?;
    let began = now();
    let mut pages = Vec::with_capacity(PAGES);
    for request in requests {
        match runtime.block_on(gate.fetch(request)) {
            Answer::Page(page) => pages.push(*page),
            other => return Err(format!("the site did not answer with a page: {other:?}").into()),
        }
    }
    Ok((pages, millis_a_page(now() - began)))
}

/// The pure steps.
fn of_text(old: &[Page], new: &[Page]) -> Vec<Row> {
    let read = |page: &Page| {
        let context = Context {
            url: Some(&page.response.url),
            content_type: page.response.header("content-type"),
            fetched_at: None,
        };
        extract(&page.bytes, &context, &Memory::default()).article
    };
    let parsed =
        timed(new, |page| black_box(bare::elements(&String::from_utf8_lossy(&page.bytes))));
    let digested = timed(new, |page| black_box(page.digest()));
    let extracted = timed(new, |page| black_box(read(page)));
    let articles: Vec<_> = old.iter().zip(new).map(|(old, new)| (read(old), read(new))).collect();
    let compared = timed(&articles, |(old, new)| {
        let differs = old.digest() != new.digest();
        black_box((differs, verdict::judge(&diff::articles(old, new), old, new)))
    });
    vec![
        ("digest of the page", digested),
        ("parse (html5ever alone)", parsed),
        ("extract, its parse in it", extracted),
        ("compare and judge", compared),
    ]
}

/// The steps that read and write the store.
fn of_store(site: &Site, old: Vec<Page>, new: Vec<Page>) -> Result<Vec<Row>, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let store = SqliteStore::open(&folder.path().join("steps.db"))?;
    let stories: Vec<NewStory> = (0..PAGES).map(|story| new_story(&site.url(story))).collect();
    store.track(&stories, moment(0))?;
    let (first_examined, first_stored) = round(&store, 0, old)?;
    let (examined, stored) = round(&store, 1, new)?;
    Ok(vec![
        ("examine a first page, all of it", first_examined),
        ("examine a changed page, all of it", examined),
        ("store a first version", first_stored),
        ("store a further version", stored),
    ])
}

fn new_story(url: &str) -> NewStory {
    let host = url.split('/').nth(2).unwrap_or_default().to_owned();
    NewStory { url: url.to_owned(), host, label: None, tags: Vec::new(), limits: None }
}

/// Examines and records a page of each story.
fn round(
    store: &SqliteStore,
    round: usize,
    pages: Vec<Page>,
) -> Result<(f64, f64), Box<dyn Error>> {
    let at = moment(round);
    let lease = TimeDelta::minutes(5);
    let claims = store.claim(&ClaimRequest {
        scope: Scope::All(at),
        claimer: "the bench".to_owned(),
        now: at,
        lease,
        patience: TimeDelta::zero(),
        hosts_max: 1000,
        stories_max: 1000,
    })?;
    let claim_of = |story: StoryId| {
        let claim = claims.iter().find(|it| it.stories.iter().any(|it| it.id == story));
        claim.map(|it| it.claim.clone()).ok_or("a story is not claimed")
    };
    let stories: Vec<_> = (1..=PAGES as i64).map(|id| store.story(StoryId(id))).collect();
    let stories = stories.into_iter().collect::<Result<Vec<_>, _>>()?;
    let began = now();
    let mut outcomes = Vec::with_capacity(PAGES);
    for (story, page) in stories.iter().zip(pages) {
        let look = Look { store, reader: Reader::PRESENT, story, now: at };
        outcomes.push(examine(&look, Answer::Page(Box::new(page)))?.outcome);
    }
    let examined = millis_a_page(now() - began);
    let checks = stories
        .iter()
        .zip(outcomes)
        .map(|(story, outcome)| Ok((claim_of(story.id)?, check(story.id, at, outcome))));
    let checks: Vec<(Claim, Check)> = checks.collect::<Result<_, &str>>()?;
    let began = now();
    store.record(&checks, lease)?;
    let stored = millis_a_page(now() - began);
    claims.iter().try_for_each(|it| store.release(&it.claim, at))?;
    Ok((examined, stored))
}

fn check(story: StoryId, at: Time, outcome: Outcome) -> Check {
    Check {
        story,
        asked_at: at,
        at,
        outcome,
        next_ok_at: at,
        next_check_at: at,
        state: State::Live,
        whereabouts: Whereabouts::Unknown,
    }
}

/// The best of three rounds, a page.
fn timed<T, U>(all: &[T], mut step: impl FnMut(&T) -> U) -> f64 {
    let rounds = (0..3).map(|_| {
        let began = now();
        all.iter().for_each(|it| drop(step(it)));
        millis_a_page(now() - began)
    });
    rounds.fold(f64::MAX, f64::min)
}

fn millis_a_page(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0 / PAGES as f64
}

/// The time that this thread has run.
fn now() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

pub fn json(rows: &[Row]) -> Value {
    let object = rows.iter().map(|(name, millis)| ((*name).to_owned(), json!(millis)));
    Value::Object(object.collect())
}

pub fn print(rows: &[Row]) {
    println!("Step                                     CPU ms a page");
    rows.iter().for_each(|(name, millis)| println!("{name:<42}{millis:>12.3}"));
}
