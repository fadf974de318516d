//! How SQLite goes about each statement: no statement of a round reads a whole table or sorts.

use std::cell::RefCell;
use std::collections::BTreeSet;

use chrono::TimeDelta;
use rusqlite::Connection;
use rusqlite::trace::{TraceEvent, TraceEventCodes};

use crate::article::Article;
use crate::diff;
use crate::digest::Digest;
use crate::history::quarantine::{Cause, Quarantine};
use crate::history::whereabouts::{Elsewhere, ToldBy, Whereabouts};
use crate::history::{
    Capture, Check, Failure, FailureKind, Following, Outcome, Reading, State, StoryId,
};
use crate::memory::Memory;
use crate::overruling::{Overruling, Ruling};
use crate::page::{Page, Response, Validators};
use crate::sources::address;
use crate::sources::limits::{LeftOut, Limits};
use crate::sources::listing::Kind;
use crate::sources::source::{Intake, NewSource, SourceCheck, SourceId, SourceOutcome, Subject};
use crate::store::sqlite::{SqliteStore, lock};
use crate::store::{Claim, ClaimRequest, KeptRobots, NewStory, Rejudged, Scope, Store, TagChange};
use crate::time::Time;
use crate::verdict::{self, Disclosure};

thread_local! {
    /// All statements that this thread has run.
    static RUN: RefCell<BTreeSet<String>> = const { RefCell::new(BTreeSet::new()) };
}

fn note(event: TraceEvent) {
    if let TraceEvent::Stmt(statement, _) = event {
        RUN.with_borrow_mut(|run| run.insert(statement.sql().to_string()));
    }
}

fn now() -> Time {
    Time::from_millis(1_764_000_000_000)
}

#[test]
fn no_statement_of_a_round_reads_a_whole_table() {
    let folder = tempfile::tempdir().expect("the temporary folder can be written");
    let store = SqliteStore::open(&folder.path().join("revdiff.db")).expect("it opens");
    for connection in [Some(&store.reader), store.writer.as_ref()].into_iter().flatten() {
        lock(connection)
            .trace_v2(TraceEventCodes::SQLITE_TRACE_STMT, Some(note))
            .expect("the connection is open");
    }
    run_all(&store);
    let run = RUN.take();
    assert!(run.len() > 30, "{} statements", run.len());
    let db = lock(&store.reader);
    let slow: Vec<_> = run.iter().flat_map(|sql| slow_steps(&db, sql)).collect();
    assert_eq!(slow, Vec::<String>::new());
}

/// The steps of a plan that read all of a large table, or sort.
fn slow_steps(db: &Connection, sql: &str) -> Vec<String> {
    if !["SELECT", "INSERT", "UPDATE"].iter().any(|verb| sql.trim_start().starts_with(verb)) {
        return Vec::new();
    }
    let mut plan = db.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect("it has run");
    let parameters = vec![rusqlite::types::Null; plan.parameter_count()];
    let steps = plan
        .query_map(rusqlite::params_from_iter(parameters), |row| row.get::<_, String>("detail"))
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .expect("a plan is rows");
    let slow = |step: &String| {
        let scan = step.starts_with("SCAN") && !is_free(step);
        scan || step.contains("TEMP B-TREE")
    };
    steps.into_iter().filter(slow).map(|step| format!("{step}: {sql}")).collect()
}

/// Hosts are few beside stories and versions; a claim goes through them in the order of their next
/// free moment, and stops when it has enough. The stories that a scope names are its own list.
fn is_free(step: &str) -> bool {
    step == "SCAN host"
        || step.starts_with("SCAN host USING")
        || step.starts_with("SCAN json_each")
        || step == "SCAN CONSTANT ROW"
}

/// Does each act of a round and of a look at one story.
fn run_all(store: &SqliteStore) {
    let story = |url: &str| NewStory {
        url: url.to_string(),
        host: "a.test".to_string(),
        label: None,
        tags: Vec::new(),
        limits: None,
    };
    store.track(&[story("https://a.test/1")], now()).expect("writable");
    let claim = claim(store, Scope::Due(now())).expect("it is due");
    for (second, outcome) in outcomes().into_iter().enumerate() {
        let at = now() + TimeDelta::seconds(second as i64);
        let check = Check {
            story: StoryId(1),
            asked_at: at,
            at,
            outcome,
            next_ok_at: at,
            next_check_at: at,
            state: State::Live,
            whereabouts: elsewhere(second % 2),
        };
        store.record(&[(claim.clone(), check)], TimeDelta::minutes(5)).expect("writable");
    }
    store.release(&claim, now()).expect("writable");
    look_at_sources(store);
    store.free_hosts(now(), |_| true).expect("writable");
    store.bring_back(now()).expect("writable");
    let only = Scope::Only(vec![StoryId(1)], now());
    for scope in [Scope::All(now()), Scope::Due(now()), only] {
        store.waiting(&scope, now(), 10).expect("readable");
        self::claim(store, scope);
    }
    for following in [Following::Paused, Following::Untracked] {
        store.set_following(&[StoryId(1)], following).expect("writable");
    }
    store.track(&[story("https://a.test/1")], now()).expect("writable");
    store.retag(StoryId(1), &TagChange::default()).expect("writable");
    let robots = KeptRobots { fetched_at: now(), status: 200, text: String::new() };
    store.keep_robots("a.test", &robots).expect("writable");
    store.robots("a.test").expect("readable");
    store.pause_host("a.test", now()).expect("writable");
    let round = store.begin_round(now(), &[]).expect("writable");
    store.end_round(round, now()).expect("writable");
    store.rounds(10).expect("readable");
    store.next_ok_at("a.test").expect("readable");
    let snapshots = store.snapshots(StoryId(1)).expect("readable");
    let article = Article::default();
    let reading = Reading { extractor: 2, memory: Memory::default(), article: article.clone() };
    store.add_reading(snapshots[0].id, &reading).expect("writable");
    store.article(snapshots[1].id, 1).expect("readable");
    let said = |word: &str| word.to_string();
    let ruling = Ruling::Disclosure(Disclosure::Disclosed);
    let overruling = Overruling { version: 2, ruling, by: said("A"), why: said("B"), at: now() };
    store.overrule(StoryId(1), &overruling).expect("writable");
    store.overrulings(StoryId(1)).expect("readable");
    let verdict = verdict::judge(&diff::articles(&article, &article), &article, &article);
    store.memory(StoryId(1)).expect("readable");
    store.repeated("a.test").expect("readable");
    store.tell_alarms(&store.alarms().expect("readable")).expect("writable");
    store.rejudge(&[Rejudged { story: StoryId(1), version: 2, verdict }]).expect("writable");
    store.checks(StoryId(1)).expect("readable");
    store.page(&Digest::of(b"1")).expect("readable");
    store.verify(Some(StoryId(1))).expect("verifiable");
}

/// Does each act of a look at a source that lists a story and another source.
fn look_at_sources(store: &SqliteStore) {
    let address = |path: &str| {
        address::normalise(&format!("https://a.test/{path}")).expect("a literal is a URL")
    };
    let limits = Some(Limits::default());
    let new = NewSource { address: address("feed"), label: None, tags: Vec::new(), limits };
    for _ in 0..2 {
        store.add_sources(std::slice::from_ref(&new), now()).expect("writable");
    }
    let intake = Intake {
        kind: Kind::Rss,
        title: None,
        validators: Validators::default(),
        page: Digest::of(b""),
        listed: 2,
        stories: vec![address("1"), address("2")],
        sources: vec![(address("map"), None)],
        left_out: LeftOut::default(),
        defects: Vec::new(),
    };
    let only = Scope::Only(vec![SourceId(1)], now() + TimeDelta::seconds(1));
    for scope in [Scope::All(now()), Scope::Due(now()), only] {
        let request = request(scope);
        let claims = store.claim_sources(&request).expect("writable");
        for claimed in claims {
            let check = SourceCheck {
                subject: Subject::Source(SourceId(1)),
                at: now(),
                outcome: SourceOutcome::Read(Box::new(intake.clone())),
                next_ok_at: now(),
                next_check_at: now(),
                due_at: now(),
            };
            store.record_source(&claimed.claim, &check, request.lease).expect("writable");
            let found = SourceCheck { subject: Subject::Story(StoryId(2)), ..check };
            store.record_source(&claimed.claim, &found, request.lease).expect("writable");
            store.release(&claimed.claim, now()).expect("writable");
        }
    }
    store.limits_given(StoryId(1)).expect("readable");
    store.sources_of(StoryId(1)).expect("readable");
    store.untrack_sources(&[SourceId(1)]).expect("writable");
}

/// What is told of the story's address: of two stories, the other; or a new place.
fn elsewhere(number: usize) -> Whereabouts {
    let (url, told_by) = match number {
        0 => ("https://a.test/2", ToldBy::Redirect),
        _ => ("https://a.test/2", ToldBy::Canonical),
    };
    let (url, host) = (url.to_string(), "a.test".to_string());
    Whereabouts::Elsewhere(Elsewhere { url, host, told_by, is_confirmed: true })
}

fn outcomes() -> Vec<Outcome> {
    let page = |text: &str| Page { bytes: text.into(), response: Response::default() };
    let changed = |text: &str| {
        let article = Article { headline: Some(text.to_string()), ..Article::default() };
        let reading = Reading { extractor: 1, memory: Memory::default(), article };
        Outcome::Changed(Box::new(Capture { page: page(text), reading, verdict: None }))
    };
    let wall = || {
        let (cause, evidence) = (Cause::Astray, "a wall".to_string());
        Outcome::Quarantined(Box::new(Quarantine { page: page("wall"), cause, evidence }))
    };
    let failure = Failure { retry_at: Some(now()), ..Failure::new(FailureKind::Dns, "none") };
    vec![
        changed("1"),
        changed("2"),
        Outcome::NotModified(Box::default()),
        wall(),
        wall(),
        wall(),
        Outcome::Failed(Box::new(failure)),
    ]
}

fn claim(store: &SqliteStore, scope: Scope) -> Option<Claim> {
    store.claim(&request(scope)).expect("claimable").pop().map(|host| host.claim)
}

fn request<S>(scope: S) -> ClaimRequest<S> {
    ClaimRequest {
        scope,
        claimer: "a poller".to_string(),
        now: now(),
        lease: TimeDelta::minutes(5),
        patience: TimeDelta::zero(),
        hosts_max: 10,
        stories_max: 10,
    }
}
