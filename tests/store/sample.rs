//! Stories, pages and checks to test with.

use std::path::PathBuf;

use chrono::TimeDelta;
use revdiff::article::{
    Article, Block, BlockKind, ClaimedTime, Precision, SignalKind, Stamp, StampKind, StampSource,
};
use revdiff::history::quarantine::{Cause, Quarantine};
use revdiff::history::whereabouts::Whereabouts;
use revdiff::history::{Capture, Check, Outcome, Reading, SameArticle, State, StoryId};
use revdiff::memory::Memory;
use revdiff::page::{Page, Response};
use revdiff::store::sqlite::SqliteStore;
use revdiff::store::{Claim, ClaimRequest, HostClaim, NewStory, Recorded, Scope, Store};
use revdiff::time::Time;

pub const LEASE: TimeDelta = TimeDelta::minutes(5);

/// That many seconds after the tests' first instant.
pub fn at(seconds: i64) -> Time {
    Time::from_millis(1_764_000_000_000 + seconds * 1_000)
}

pub struct Scratch {
    pub folder: tempfile::TempDir,
}

impl Scratch {
    pub fn new() -> Scratch {
        Scratch { folder: tempfile::tempdir().expect("the temporary folder can be written") }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("revdiff.db")
    }

    /// A copy of a store that is closed.
    pub fn copy(&self) -> Scratch {
        let copy = Scratch::new();
        std::fs::copy(self.path(), copy.path()).expect("the temporary folder can be written");
        copy
    }

    pub fn open(&self) -> SqliteStore {
        SqliteStore::open(&self.path()).expect("the store opens")
    }
}

/// The numbers of all stories, as a list shows them.
pub fn all(store: &dyn Store) -> Vec<StoryId> {
    let mut ids = Vec::new();
    store.each_story(&mut |story| ids.push(story.id)).expect("readable");
    ids
}

pub fn new_story(url: &str) -> NewStory {
    let host = url.split('/').nth(2).expect("a URL has a host").to_string();
    NewStory {
        url: url.to_string(),
        host,
        label: None,
        tags: vec!["test".to_string()],
        limits: None,
    }
}

pub fn article(text: &str) -> Article {
    let block = Block::new(BlockKind::Paragraph, text);
    Article { headline: Some("A headline".to_string()), blocks: vec![block], ..Article::default() }
}

pub fn updated(article: Article, day: &str) -> Article {
    Article { stamps: vec![stamp(day)], ..article }
}

pub fn stamp(day: &str) -> Stamp {
    let at = ClaimedTime::parse(day).expect("a day");
    assert_eq!(at.precision, Precision::Day);
    let (kind, source) = (StampKind::Updated, StampSource::Visible);
    Stamp { kind, at, source, text: format!("Updated {day}"), relative: false }
}

pub fn page(text: &str) -> Page {
    let headers = vec![
        ("etag".to_string(), format!("\"{}\"", text.len())),
        ("content-type".to_string(), "text/html".to_string()),
    ];
    let url = "https://a.test/final".to_string();
    let response = Response { status: 200, url, headers, ..Response::default() };
    Page { bytes: format!("<html><body><p>{text}</p></body></html>").into_bytes(), response }
}

pub fn changed(text: &str) -> Outcome {
    changed_to(article(text), text)
}

pub fn changed_to(article: Article, text: &str) -> Outcome {
    let reading = Reading { extractor: 1, memory: Memory::default(), article };
    Outcome::Changed(Box::new(Capture { page: page(text), reading, verdict: None }))
}

pub fn unchanged(text: &str, stamps: Vec<Stamp>) -> Outcome {
    let page = page(text);
    Outcome::Unchanged(Box::new(SameArticle {
        validators: page.response.validators(),
        page_digest: page.digest(),
        fresh_for: None,
        stamps,
        moved: Some(page),
        memory: None,
        shows: None,
    }))
}

/// A page that was held back as an error page.
pub fn held(page: Page, evidence: &str) -> Outcome {
    let cause = Cause::Signal(SignalKind::ErrorPage);
    Outcome::Quarantined(Box::new(Quarantine { page, cause, evidence: evidence.to_string() }))
}

/// A check of that story that leaves it live.
pub fn check(story: StoryId, seconds: i64, outcome: Outcome) -> Check {
    let (at, next_check_at) = (at(seconds), at(seconds + 900));
    Check {
        story,
        asked_at: at,
        at,
        outcome,
        next_ok_at: at,
        next_check_at,
        state: State::Live,
        whereabouts: Whereabouts::Unknown,
    }
}

/// The name that claims of these tests are made in.
pub const CLAIMER: &str = "a poller";

pub fn request<S>(scope: S, seconds: i64) -> ClaimRequest<S> {
    ClaimRequest {
        scope,
        claimer: CLAIMER.to_string(),
        now: at(seconds),
        lease: LEASE,
        patience: TimeDelta::zero(),
        hosts_max: 100,
        stories_max: 100,
    }
}

pub fn claim_due(store: &dyn Store, seconds: i64) -> Vec<HostClaim> {
    store.claim(&request(Scope::Due(at(seconds)), seconds)).expect("hosts can be claimed")
}

pub fn record(store: &dyn Store, claim: &Claim, check: Check) -> Recorded {
    let mut recorded = store.record(&[(claim.clone(), check)], LEASE).expect("checks are recorded");
    recorded.pop().expect("one answer for one check")
}

/// Claims the story's host, records one check of it and gives the host back.
pub fn look(store: &dyn Store, story: StoryId, seconds: i64, outcome: Outcome) -> Recorded {
    let scope = Scope::Only(vec![story], at(1_000_000));
    let request = ClaimRequest { patience: TimeDelta::hours(1), ..request(scope, seconds) };
    let claims = store.claim(&request).expect("hosts can be claimed");
    let claim = &claims.first().expect("the host is free").claim;
    let recorded = record(store, claim, check(story, seconds, outcome));
    store.release(claim, at(seconds)).expect("the host can be given back");
    recorded
}
