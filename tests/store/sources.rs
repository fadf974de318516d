//! Sources: found, looked at, claimed, untracked.

use revdiff::digest::Digest;
use revdiff::history::{Failure, FailureKind, Following, StoryId};
use revdiff::page::Validators;
use revdiff::sources::address;
use revdiff::sources::limits::{LeftOut, Limits};
use revdiff::sources::listing::Kind;
use revdiff::sources::source::{
    Brought, Intake, NewSource, Source, SourceCheck, SourceId, SourceOutcome, SourceRecorded,
    Subject,
};
use revdiff::store::sqlite::SqliteStore;
use revdiff::store::{Claim, NewStory, Scope, SourceClaim, Store, Tracked};

use super::sample::{LEASE, Scratch, all, at, changed, claim_due, look, new_story, request};

fn new_source(url: &str) -> NewSource {
    let address = address::normalise(url).expect("a URL");
    NewSource { address, label: None, tags: vec!["town".to_string()], limits: None }
}

/// Follows a source at a.test from the first second on.
fn followed(store: &SqliteStore) -> SourceId {
    let added = store.add_sources(&[new_source("https://a.test/feed")], at(0)).expect("writable");
    let [Tracked::Source(id)] = added[..] else { panic!("{added:?}") };
    id
}

/// What a document with these stories and sources comes to.
fn read(stories: &[&str], sources: &[&str]) -> SourceOutcome {
    let address = |url: &&str| address::normalise(url).expect("a URL");
    SourceOutcome::Read(Box::new(Intake {
        kind: Kind::Rss,
        title: Some("Daily".to_string()),
        validators: Validators { etag: Some("\"1\"".to_string()), last_modified: None },
        page: Digest::of(b"a feed"),
        listed: (stories.len() + sources.len()) as u32,
        stories: stories.iter().map(address).collect(),
        sources: sources.iter().map(|url| (address(url), None)).collect(),
        left_out: LeftOut { too_old: 1, ..LeftOut::default() },
        defects: vec!["it is cut".to_string()],
    }))
}

fn check(subject: Subject, seconds: i64, outcome: SourceOutcome) -> SourceCheck {
    let (at, next_check_at) = (at(seconds), at(seconds + 600));
    SourceCheck { subject, at, outcome, next_ok_at: at, next_check_at, due_at: at }
}

fn claim_sources(store: &SqliteStore, scope: Scope<SourceId>, seconds: i64) -> Vec<SourceClaim> {
    store.claim_sources(&request(scope, seconds)).expect("hosts can be claimed")
}

/// Looks at whatever is due, which is one source.
fn look_at(store: &SqliteStore, seconds: i64, outcome: SourceOutcome) -> Brought {
    let mut claims = claim_sources(store, Scope::Due(at(seconds)), seconds);
    let SourceClaim { claim, sources, .. } = claims.pop().expect("a host is due");
    let check = check(Subject::Source(sources[0].id), seconds, outcome);
    let recorded = store.record_source(&claim, &check, LEASE).expect("writable");
    store.release(&claim, at(seconds)).expect("writable");
    let SourceRecorded::Done(brought) = recorded else { panic!("{recorded:?}") };
    brought
}

fn source(store: &SqliteStore, id: SourceId) -> Source {
    let sources = store.sources().expect("readable");
    sources.into_iter().find(|source| source.id == id).expect("it is there")
}

#[test]
fn what_a_source_lists_is_followed_once_and_stays_followed() {
    let (scratch, one, two) = (Scratch::new(), "https://a.test/1", "https://b.test/2");
    let store = scratch.open();
    store.track(&[new_story(one)], at(0)).expect("writable");
    let id = followed(&store);
    let brought = look_at(&store, 1, read(&[one, two], &[]));
    assert_eq!((brought.stories, brought.known), (vec![StoryId(2)], 1));
    assert_eq!(store.story(StoryId(2)).expect("it is there").tags, ["town"]);
    assert_eq!(store.sources_of(StoryId(1)).expect("readable"), [id]);
    // The same again brings nothing, and what is listed no longer is followed all the same.
    let brought = look_at(&store, 700, read(&[one], &[]));
    assert_eq!(brought, Brought::nothing(id));
    let kept = source(&store, id);
    assert_eq!((kept.stories, kept.listed, kept.last_new_at), (2, 1, Some(at(1))));
    assert_eq!((kept.left_out.too_old, kept.defects.len()), (1, 1));
    assert_eq!(store.story(StoryId(2)).expect("it is there").following, Following::Active);
}

#[test]
fn an_untracked_story_stays_so_though_a_source_lists_it() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.track(&[new_story("https://a.test/1")], at(0)).expect("writable");
    store.set_following(&[StoryId(1)], Following::Untracked).expect("writable");
    followed(&store);
    look_at(&store, 1, read(&["https://a.test/1"], &[]));
    assert_eq!(store.story(StoryId(1)).expect("it is there").following, Following::Untracked);
}

#[test]
fn looks_that_bring_nothing_are_counted() {
    let scratch = Scratch::new();
    let store = scratch.open();
    let id = followed(&store);
    let failure = Failure::new(FailureKind::Timeout, "no answer");
    let failed = || SourceOutcome::Failed(Box::new(failure.clone()));
    look_at(&store, 0, failed());
    look_at(&store, 600, failed());
    let known = source(&store, id);
    assert_eq!((known.failures, known.failure), (2, Some(FailureKind::Timeout)));
    assert_eq!((known.evidence.as_deref(), known.last_read_at), (Some("no answer"), None));
    for seconds in [1200, 1800] {
        look_at(&store, seconds, SourceOutcome::NotModified);
    }
    let known = source(&store, id);
    assert_eq!((known.failures, known.failure, known.not_modified), (0, None, 2));
    look_at(&store, 2400, SourceOutcome::Same(Validators::default()));
    assert_eq!(source(&store, id).not_modified, 0);
}

#[test]
fn a_host_is_claimed_for_its_sources_or_its_stories_by_one() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.track(&[new_story("https://a.test/1")], at(0)).expect("writable");
    let id = followed(&store);
    let claims = claim_sources(&store, Scope::All(at(1)), 1);
    assert_eq!(claims.len(), 1);
    assert!(claim_due(&store, 1).is_empty(), "the host is held");
    store.release(&claims[0].claim, at(2)).expect("writable");
    assert_eq!(claim_due(&store, 2).len(), 1);
    assert!(claim_sources(&store, Scope::Only(vec![id], at(2)), 2).is_empty());
    let late = check(Subject::Source(id), 3, read(&["https://a.test/2"], &[]));
    let recorded = store.record_source(&claims[0].claim, &late, LEASE).expect("writable");
    assert_eq!(recorded, SourceRecorded::Fenced);
    assert_eq!(all(&store).len(), 1, "nothing of it was recorded");
}

/// Follows a URL, with these limits, and claims its host.
fn prospect(store: &SqliteStore, limits: &Limits) -> (Claim, StoryId) {
    let new = NewStory { limits: Some(limits.clone()), ..new_story("https://a.test/feed") };
    let tracked = store.track(&[new], at(0)).expect("writable");
    let [Tracked::Added(id)] = tracked[..] else { panic!("{tracked:?}") };
    (claim_due(store, 1).pop().expect("it is due").claim, id)
}

#[test]
fn what_was_taken_for_a_story_becomes_a_source_with_the_limits_given() {
    let scratch = Scratch::new();
    let store = scratch.open();
    let limits = Limits { max: 7, ..Limits::default() };
    let (claim, story) = prospect(&store, &limits);
    assert_eq!(store.limits_given(story).expect("readable"), limits);
    let found = check(Subject::Story(story), 2, read(&["https://a.test/1"], &[]));
    let recorded = store.record_source(&claim, &found, LEASE).expect("writable");
    let SourceRecorded::Done(brought) = recorded else { panic!("{recorded:?}") };
    assert_eq!(
        all(&store),
        brought.stories,
        "the story is no more, and its number is not given again"
    );
    assert_ne!(brought.stories, [story]);
    let known = source(&store, brought.source);
    assert_eq!((&known.limits, known.tags), (&limits, vec!["test".to_string()]));
    // Its URL means the source from now on.
    let again = NewStory { limits: None, ..new_story("https://a.test/feed") };
    let tracked = store.track(&[again], at(5)).expect("writable");
    assert_eq!(tracked, [Tracked::Source(brought.source)]);
    let known = source(&store, brought.source);
    assert_eq!((known.limits, known.next_check_at), (limits, at(5)));
    assert_eq!(known.validators, Validators::default(), "it is read anew");
}

#[test]
fn a_story_with_versions_and_one_that_a_source_lists_become_no_source() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.track(&[new_story("https://a.test/1")], at(0)).expect("writable");
    look(&store, StoryId(1), 1, changed("One."));
    followed(&store);
    let brought = look_at(&store, 2, read(&["https://a.test/2"], &[]));
    let claim = claim_due(&store, 9000).pop().expect("it is due").claim;
    for story in [StoryId(1), brought.stories[0]] {
        let found = check(Subject::Story(story), 9001, read(&["https://a.test/3"], &[]));
        let recorded = store.record_source(&claim, &found, LEASE).expect("writable");
        assert_eq!(recorded, SourceRecorded::Listed);
    }
    assert_eq!(store.sources().expect("readable").len(), 1);
}

#[test]
fn what_a_source_lists_as_sources_goes_and_comes_with_it() {
    let scratch = Scratch::new();
    let store = scratch.open();
    let id = followed(&store);
    let (map, own) = ("https://a.test/map", "https://a.test/feed");
    let brought = look_at(&store, 1, read(&["https://a.test/1"], &[map, own]));
    let [below] = brought.sources[..] else { panic!("{brought:?}") };
    let known = source(&store, below);
    assert_eq!((known.parent, known.depth), (Some(id), 1));
    assert_eq!(store.untrack_sources(&[id]).expect("writable"), [id, below]);
    assert_eq!(store.untrack_sources(&[id]).expect("writable"), []);
    assert!(claim_sources(&store, Scope::All(at(9000)), 9000).is_empty());
    assert_eq!(store.story(StoryId(1)).expect("it is there").following, Following::Active);
    followed(&store);
    assert_eq!(claim_sources(&store, Scope::All(at(9000)), 9000)[0].sources.len(), 2);
    assert!(store.untrack_sources(&[SourceId(9)]).is_err());
}
