//! The contract that every store keeps.

use chrono::TimeDelta;
use revdiff::digest::Digest;
use revdiff::error::Kind;
use revdiff::history::{
    Check, Event, Failure, FailureKind, Following, Outcome, OutcomeName, Reading, State, Story,
    StoryId,
};
use revdiff::memory::Memory;
use revdiff::page::Response;
use revdiff::store::{
    Claim, ClaimRequest, KeptRobots, NewStory, Recorded, Scope, Store, TagChange, Tracked, Waiting,
    WaitingFor,
};

use super::life::*;
use super::memory::*;
use super::pauses::*;
use super::sample::*;
use super::verdicts::*;

#[test]
fn sqlite_keeps_the_contract() {
    let scratch = Scratch::new();
    contract(&scratch.open());
}

/// One story from its first look to its end, in an empty store.
fn contract(store: &dyn Store) {
    let id = a_story_is_followed_once(store);
    let claim = its_host_is_claimed_by_one(store, id);
    the_first_look_makes_version_one(store, &claim, id);
    nothing_new_leaves_no_trace_but_times(store, id);
    a_moved_stamp_is_an_event(store, id);
    a_change_makes_the_next_version(store, id);
    a_text_may_return(store, id);
    a_version_that_says_the_same_is_refused(store, id);
    a_failure_is_news(store, id);
    a_page_that_is_no_article_is_held_back(store, id);
    the_log_tells_it_all(store, id);
    another_extractor_reads_again(store, id);
    robots_are_kept(store);
    a_story_can_be_left_alone(store, id);
    an_untracked_story_is_taken_up_again(store, id);
    a_list_shows_what_the_stories_are(store);
    tags_come_and_go(store, id);
    verdicts_are_put_anew(store, id);
    people_overrule_verdicts(store, id);
    a_host_is_left_alone_whatever_becomes_of_its_poller(store);
    a_check_tells_of_the_pause_that_another_poller_was_asked_for(store);
    what_is_postponed_has_not_failed(store);
    any_host_can_be_paused(store);
    a_change_is_dated_behind_the_version_before(store);
    a_list_shows_what_was_said_of_an_only_edit(store);
    readings_stand_with_their_memory(store);
    a_host_repeats_what_three_of_its_stories_say(store);
    a_host_whose_pages_hold_no_articles_any_more_is_told_of_once(store);
    a_small_host_is_told_of_as_well(store);
    a_story_moves_with_its_history(store);
    stories_are_linked_or_known_by_another_url(store);
    what_is_held_back_is_let_pass(store);
    of_pages_recognised_for_one_reason_one_is_kept(store);
    of_pages_in_doubt_that_differ_each_time_two_are_kept(store);
    texts_take_turns(store);
    let verified = store.verify(None).expect("the store can be verified");
    assert!(verified.ok, "{:?}", verified.damaged);
    assert_eq!(verified.checked, 31);
}

fn story(store: &dyn Store, id: StoryId) -> Story {
    store.story(id).expect("the story is there")
}

/// A check that was recorded, after which the host may be asked so many seconds past noon.
fn done(seconds: i64, outcome: OutcomeName, version: u32, events: Vec<Event>) -> Recorded {
    Recorded::Done { outcome, version: Some(version), events, next_ok_at: at(seconds) }
}

fn a_story_is_followed_once(store: &dyn Store) -> StoryId {
    let urls = ["https://a.test/1", "https://a.test/2", "https://a.test/1"];
    let new: Vec<_> = urls.iter().map(|url| new_story(url)).collect();
    let tracked = store.track(&new, at(0)).expect("stories can be followed");
    let [Tracked::Added(first), Tracked::Added(second), Tracked::Already(again)] = tracked[..]
    else {
        panic!("{tracked:?}");
    };
    assert_eq!(first, again);
    assert_ne!(first, second);
    assert_eq!(store.story_at("https://a.test/1").expect("readable"), Some(first));
    assert_eq!(store.story_at("https://a.test/3").expect("readable"), None);
    assert_eq!(all(store), [first, second]);
    let story = story(store, first);
    assert_eq!(
        (story.host.as_str(), story.state, story.tags, story.latest),
        ("a.test", State::Live, vec!["test".to_string()], None)
    );
    assert_eq!(store.story(StoryId(99)).expect_err("there is none").kind, Kind::NotFound);
    assert_eq!(store.verify(Some(StoryId(99))).expect_err("none").kind, Kind::NotFound);
    first
}

fn its_host_is_claimed_by_one(store: &dyn Store, id: StoryId) -> Claim {
    let claims = claim_due(store, 1);
    assert_eq!(claims.len(), 1);
    assert_eq!(claims[0].stories.iter().map(|story| story.id.0).collect::<Vec<_>>(), [1, 2]);
    assert!(claim_due(store, 2).is_empty(), "the lease runs");
    let waiting = store.waiting(&Scope::Due(at(2)), at(2), 1).expect("readable");
    let why = WaitingFor::OtherPoller(at(1) + LEASE);
    assert_eq!(
        waiting,
        [Waiting { story: id, url: "https://a.test/1".to_string(), version: None, why }]
    );
    claims[0].claim.clone()
}

fn the_first_look_makes_version_one(store: &dyn Store, claim: &Claim, id: StoryId) {
    let outcome = changed_to(updated(article("One."), "2026-11-01"), "one");
    let recorded = record(store, claim, check(id, 10, outcome));
    assert_eq!(recorded, done(10, OutcomeName::Created, 1, vec![]));
    store.release(claim, at(10)).expect("writable");
    let story = story(store, id);
    let latest = story.latest.expect("a version");
    assert_eq!((latest.version, latest.captured_at), (1, at(10)));
    assert_eq!(latest.headline.as_deref(), Some("A headline"));
    assert_eq!(latest.updated.as_deref(), Some("2026-11-01"));
    assert_eq!(story.validators.etag.as_deref(), Some("\"3\""));
    assert_eq!((story.last_read_at, story.next_check_at), (Some(at(10)), at(910)));
    let kept = store.article(latest.snapshot, 1).expect("readable").expect("kept");
    assert_eq!(kept, updated(article("One."), "2026-11-01"));
    assert_eq!(store.article(latest.snapshot, 2).expect("readable"), None);
    let bytes = store.page(&latest.page_digest).expect("readable").expect("kept");
    assert_eq!(bytes, page("one").bytes);
    assert_eq!(store.page(&Digest::of(b"?")).expect("readable"), None);
}

fn nothing_new_leaves_no_trace_but_times(store: &dyn Store, id: StoryId) {
    let same = unchanged("one, with another advertisement", vec![stamp("2026-11-01")]);
    assert_eq!(look(store, id, 20, same), done(20, OutcomeName::Unchanged, 1, vec![]));
    for seconds in [30, 40] {
        let recorded = look(store, id, seconds, Outcome::NotModified(Box::default()));
        assert_eq!(recorded, done(seconds, OutcomeName::NotModified, 1, vec![]));
    }
    let story = story(store, id);
    assert_eq!((story.not_modified, story.last_read_at), (2, Some(at(40))));
    assert_eq!(story.quiet, 3, "they are counted");
    assert_eq!(story.last_page, Some(page("one, with another advertisement").digest()));
    assert_eq!(store.checks(id).expect("readable").len(), 1, "only the first");
}

fn a_moved_stamp_is_an_event(store: &dyn Store, id: StoryId) {
    let moved = Event::StampMoved {
        from: vec!["Updated 2026-11-01".to_string()],
        to: vec!["Updated 2026-11-02".to_string()],
    };
    let outcome = unchanged("one, restamped", vec![stamp("2026-11-02")]);
    assert_eq!(look(store, id, 50, outcome), done(50, OutcomeName::Unchanged, 1, vec![moved]));
    let digest = page("one, restamped").digest();
    assert!(store.page(&digest).expect("readable").is_some(), "the claim can be shown");
    assert_eq!(story(store, id).not_modified, 0);
}

fn a_change_makes_the_next_version(store: &dyn Store, id: StoryId) {
    assert_eq!(look(store, id, 60, changed("Two.")), done(60, OutcomeName::Changed, 2, vec![]));
    let snapshots = store.snapshots(id).expect("readable");
    let second = &snapshots[1];
    assert_eq!((second.version, second.captured_at), (2, at(60)));
    assert_eq!(second.not_before, Some(at(50)), "the last check that read version 1");
    assert_eq!(second.url, "https://a.test/final");
    assert_eq!(second.response, page("Two.").response);
    assert_ne!(second.chain, snapshots[0].chain);
}

fn a_text_may_return(store: &dyn Store, id: StoryId) {
    // The clock goes back; versions do not.
    let recorded = look(store, id, 55, changed("One."));
    assert_eq!(recorded, done(60, OutcomeName::Changed, 3, vec![Event::Returned { version: 1 }]));
    let snapshots = store.snapshots(id).expect("readable");
    assert_eq!(snapshots[2].captured_at, at(60) + TimeDelta::milliseconds(1));
    assert_eq!(snapshots[2].article_digest, snapshots[0].article_digest);
}

fn a_version_that_says_the_same_is_refused(store: &dyn Store, id: StoryId) {
    assert_eq!(look(store, id, 70, changed("One.")), done(70, OutcomeName::Unchanged, 3, vec![]));
    assert_eq!(store.snapshots(id).expect("readable").len(), 3);
}

fn a_failure_is_news(store: &dyn Store, id: StoryId) {
    let retry_at = Some(at(200));
    let failure = Failure { retry_at, ..Failure::new(FailureKind::Status, "410 Gone") };
    let gone = Check { state: State::Gone, ..check(id, 80, Outcome::Failed(Box::new(failure))) };
    let claims = store.claim(&request(Scope::All(at(75)), 80)).expect("claimable");
    let events = vec![Event::StateChanged { from: State::Live, to: State::Gone }];
    let recorded = record(store, &claims[0].claim, gone);
    assert_eq!(recorded, done(200, OutcomeName::Failed, 3, events));
    store.release(&claims[0].claim, at(81)).expect("writable");
    let story = story(store, id);
    assert_eq!((story.state, story.failures, story.last_read_at), (State::Gone, 1, Some(at(70))));
    assert!(claim_due(store, 100).is_empty(), "the host asked for a pause");
    let waiting = store.waiting(&Scope::All(at(100)), at(100), 9).expect("readable");
    assert_eq!(waiting[0].why, WaitingFor::Pause(at(200)));
}

fn a_page_that_is_no_article_is_held_back(store: &dyn Store, id: StoryId) {
    let wall = page("Accept all cookies?");
    let evidence = "consent page".to_string();
    let held = held(wall.clone(), &evidence);
    let events = vec![Event::StateChanged { from: State::Gone, to: State::Live }];
    assert_eq!(look(store, id, 300, held), done(300, OutcomeName::Quarantined, 3, events));
    assert!(story(store, id).quarantined);
    assert_eq!(store.page(&wall.digest()).expect("readable"), Some(wall.bytes));
    let response = Response { status: 304, ..Response::default() };
    assert_eq!(
        look(store, id, 310, Outcome::NotModified(Box::new(response))),
        done(310, OutcomeName::NotModified, 3, vec![Event::QuarantineEnded])
    );
    assert!(!story(store, id).quarantined, "a good answer ends it");
}

fn the_log_tells_it_all(store: &dyn Store, id: StoryId) {
    let log = store.checks(id).expect("readable");
    let outcomes: Vec<_> = log.iter().map(|check| (check.outcome, check.http_status)).collect();
    assert_eq!(
        outcomes,
        [
            (OutcomeName::Created, Some(200)),
            (OutcomeName::Unchanged, Some(200)),
            (OutcomeName::Changed, Some(200)),
            (OutcomeName::Changed, Some(200)),
            (OutcomeName::Failed, None),
            (OutcomeName::Quarantined, Some(200)),
            (OutcomeName::NotModified, Some(304)),
        ]
    );
    let quiet: Vec<_> = log.iter().map(|check| check.quiet_before).collect();
    assert_eq!((quiet, story(store, id).quiet), (vec![0, 3, 0, 0, 1, 0, 0], 0));
    assert_eq!(log[2].page_digest, Some(page("Two.").digest()));
    assert_eq!(log[4].failure, Some(FailureKind::Status));
    assert_eq!(log[5].evidence.as_deref(), Some("consent page"));
    assert_eq!(log[5].final_url.as_deref(), Some("https://a.test/final"));
}

fn another_extractor_reads_again(store: &dyn Store, id: StoryId) {
    let latest = story(store, id).latest.expect("versions");
    let better =
        Reading { extractor: 2, memory: Memory::default(), article: article("One, read better.") };
    store.add_reading(latest.snapshot, &better).expect("writable");
    store.add_reading(latest.snapshot, &better).expect("twice is once");
    let read = |extractor| store.article(latest.snapshot, extractor).expect("readable");
    assert_eq!(read(1), Some(article("One.")));
    assert_eq!(read(2), Some(better.article));
    assert_eq!(story(store, id).latest.expect("versions").extractor, 2);
}

fn robots_are_kept(store: &dyn Store) {
    assert_eq!(store.robots("b.test").expect("readable"), None);
    for text in ["User-agent: *\nDisallow: /", ""] {
        let robots = KeptRobots { fetched_at: at(1), status: 200, text: text.to_string() };
        store.keep_robots("b.test", &robots).expect("writable");
        assert_eq!(store.robots("b.test").expect("readable"), Some(robots));
    }
}

fn a_host_is_left_alone_whatever_becomes_of_its_poller(store: &dyn Store) {
    let tracked = store.track(&[new_story("https://c.test/1")], at(1_000)).expect("writable");
    let [Tracked::Added(id)] = tracked[..] else { panic!("{tracked:?}") };
    let failure = |retry_at| {
        let failure = Failure::new(FailureKind::Status, "503 Service Unavailable");
        Outcome::Failed(Box::new(Failure { retry_at, ..failure }))
    };
    let claim = |seconds| {
        let claims = store.claim(&request(Scope::Only(vec![id], at(9_999)), seconds));
        claims.expect("claimable").pop()
    };
    let first = claim(1_000).expect("it is free").claim;
    let asked = Check { next_ok_at: at(1_020), ..check(id, 1_010, failure(None)) };
    record(store, &first, asked);
    store.free_hosts(at(1_011), |claimer| claimer == CLAIMER).expect("writable");
    assert!(claim(1_019).is_none(), "the dead poller asked just now");
    assert!(claim(1_020).is_some());
    // What the dead still send is shut out, but the host did ask for its pause.
    let late = check(id, 1_021, failure(Some(at(2_000))));
    assert_eq!(record(store, &first, late), Recorded::Fenced);
    store.free_hosts(at(1_022), |claimer| claimer == CLAIMER).expect("writable");
    assert!(claim(1_999).is_none(), "the host asked for a pause");
    assert_eq!(claim(2_000).expect("the pause is over").next_ok_at, at(2_000));
}

/// A page is asked for before it is captured; a change of it cannot have come before that.
fn a_change_is_dated_behind_the_version_before(store: &dyn Store) {
    let tracked = store.track(&[new_story("https://e.test/1")], at(0)).expect("writable");
    let [Tracked::Added(id)] = tracked[..] else { panic!("{tracked:?}") };
    let scope = Scope::Only(vec![id], at(1_000_000));
    let claims = store.claim(&request(scope, 72)).expect("hosts can be claimed");
    let look = |asked_at, seconds, outcome| {
        let check = Check { asked_at: at(asked_at), ..check(id, seconds, outcome) };
        record(store, &claims[0].claim, check)
    };
    look(72, 74, changed("First."));
    look(75, 76, changed("Second."));
    look(77, 78, unchanged("Second.", vec![]));
    look(79, 80, changed("Third."));
    store.release(&claims[0].claim, at(80)).expect("writable");
    let snapshots = store.snapshots(id).expect("readable");
    let dated: Vec<_> = snapshots.iter().map(|it| (it.not_before, it.captured_at)).collect();
    assert_eq!(
        dated,
        [(None, at(74)), (Some(at(74)), at(76)), (Some(at(77)), at(80))],
        "the newest look at the version before, its capture among them"
    );
}

/// The stories that a claim of that scope brings, their hosts given back.
fn claimed(store: &dyn Store, scope: Scope, seconds: i64) -> Vec<i64> {
    let request = ClaimRequest { patience: TimeDelta::hours(1), ..request(scope, seconds) };
    let claims = store.claim(&request).expect("claimable");
    for claim in &claims {
        store.release(&claim.claim, at(seconds)).expect("writable");
    }
    claims.iter().flat_map(|claim| &claim.stories).map(|story| story.id.0).collect()
}

fn a_story_can_be_left_alone(store: &dyn Store, id: StoryId) {
    let set = |ids: &[StoryId], following| store.set_following(ids, following);
    let of_each_scope = |seconds| {
        let scopes =
            [Scope::Due(at(5_000)), Scope::All(at(5_000)), Scope::Only(vec![id], at(5_000))];
        scopes.map(|scope| claimed(store, scope, seconds))
    };
    assert_eq!(of_each_scope(5_000), [vec![2, 1], vec![2, 1], vec![1]]);
    assert_eq!(set(&[id], Following::Paused).expect("writable"), [Following::Active]);
    assert_eq!(set(&[id], Following::Paused).expect("writable"), [Following::Paused]);
    assert_eq!(of_each_scope(5_001), [vec![2], vec![2], vec![1]], "it is looked at if named");
    assert_eq!(set(&[id], Following::Untracked).expect("writable"), [Following::Paused]);
    assert_eq!(of_each_scope(5_002), [vec![2], vec![2], vec![]]);
    let held = store.claim(&request(Scope::Due(at(5_000)), 5_003)).expect("claimable").remove(0);
    let waiting = |scope| store.waiting(&scope, at(5_003), 9).expect("readable").len();
    assert_eq!(waiting(Scope::All(at(5_000))), 1, "story 2 alone");
    assert_eq!(waiting(Scope::Only(vec![id], at(5_000))), 0);
    store.release(&held.claim, at(5_003)).expect("writable");
    let unknown = set(&[StoryId(2), StoryId(99)], Following::Paused).expect_err("there is none");
    assert_eq!(unknown.kind, Kind::NotFound);
    assert_eq!(story(store, StoryId(2)).following, Following::Active, "all of them or none");
    assert_eq!(story(store, id).following, Following::Untracked);
    assert_eq!(store.snapshots(id).expect("readable").len(), 3, "its versions stay");
    assert_eq!(all(store).len(), 2);
}

fn an_untracked_story_is_taken_up_again(store: &dyn Store, id: StoryId) {
    let label = Some("Again".to_string());
    let new = NewStory { label: label.clone(), ..new_story("https://a.test/1") };
    let bare = NewStory { label: None, tags: Vec::new(), ..new.clone() };
    let track =
        |new: &NewStory| store.track(std::slice::from_ref(new), at(5_010)).expect("writable");
    assert_eq!(track(&new), [Tracked::Again(id)]);
    assert_eq!(track(&bare), [Tracked::Already(id)]);
    store.set_following(&[id], Following::Untracked).expect("writable");
    assert_eq!(track(&bare), [Tracked::Again(id)]);
    let story = story(store, id);
    assert_eq!((story.following, story.next_check_at), (Following::Active, at(5_010)));
    assert_eq!((story.label, story.tags), (label, vec!["test".to_string()]), "they stay");
    let tags = ["test", "late"].map(String::from).to_vec();
    let renamed = NewStory { label: Some("New".to_string()), tags: tags.clone(), ..bare };
    assert_eq!(track(&renamed), [Tracked::Already(id)]);
    let story = self::story(store, id);
    assert_eq!((story.label.as_deref(), story.tags), (Some("New"), tags));
    store
        .retag(id, &TagChange { removed: vec!["late".to_string()], ..TagChange::default() })
        .expect("writable");
    assert_eq!(
        look(store, id, 5_020, changed("Four.")),
        done(5_020, OutcomeName::Changed, 4, vec![])
    );
}

fn a_list_shows_what_the_stories_are(store: &dyn Store) {
    let mut shown = Vec::new();
    store
        .each_story(&mut |story| {
            let words = [Some(story.url), story.label, story.headline, story.published];
            let times = [story.first_captured_at, story.last_captured_at, story.last_checked_at];
            let verdict = story.verdict.map(|kept| kept.outline().expect("a verdict").class);
            let words = words.map(|word| word.map(str::to_owned));
            shown.push((story.id, story.versions, words, times, verdict, story.tags.clone()));
        })
        .expect("readable");
    assert!(shown.iter().any(|(_, versions, ..)| *versions > 1), "{shown:?}");
    for (id, versions, words, times, verdict, tags) in shown {
        let whole = story(store, id);
        let latest = whole.latest.as_ref();
        assert_eq!(versions, latest.map_or(0, |latest| latest.version));
        let headline = latest.and_then(|latest| latest.headline.clone());
        let published = latest.and_then(|latest| latest.published.clone());
        assert_eq!(words, [Some(whole.url.clone()), whole.label.clone(), headline, published]);
        let first = store.snapshots(id).expect("readable").first().map(|first| first.captured_at);
        assert_eq!(times, [first, latest.map(|latest| latest.captured_at), whole.last_checked_at]);
        assert_eq!((verdict, tags), (whole.verdict.map(|verdict| verdict.class), whole.tags));
    }
}

fn tags_come_and_go(store: &dyn Store, id: StoryId) {
    let words = |text: &str| text.split_whitespace().map(String::from).collect::<Vec<_>>();
    let retag = |added, removed| {
        let change = TagChange { added: words(added), removed: words(removed) };
        let tags = store.retag(id, &change).expect("writable");
        assert_eq!(tags, story(store, id).tags);
        tags.join(" ")
    };
    assert_eq!(retag("quake test turkey", ""), "test quake turkey");
    assert_eq!(retag("sea quake", "test quake none"), "turkey sea");
    let unknown = store.retag(StoryId(99), &TagChange::default()).expect_err("there is none");
    assert_eq!(unknown.kind, Kind::NotFound);
}
