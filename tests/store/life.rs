//! The part of the contract that is about a story's life: where it moves, which stories it is linked
//! to, what is held back of it, and texts that take turns.

use revdiff::digest::Digest;
use revdiff::history::quarantine::{Cause, Held, Quarantine};
use revdiff::history::variants::Alternation;
use revdiff::history::whereabouts::{Elsewhere, ToldBy, Whereabouts};
use revdiff::history::{Capture, Check, Event, Outcome, SameArticle, State, StoryId};
use revdiff::page::Page;
use revdiff::store::{Passed, Recorded, Scope, Store};

use super::sample::*;

fn follow(store: &dyn Store, url: &str) -> StoryId {
    store.track(&[new_story(url)], at(0)).expect("writable");
    store.story_at(url).expect("readable").expect("just followed")
}

fn events(recorded: Recorded) -> Vec<Event> {
    match recorded {
        Recorded::Done { events, .. } => events,
        Recorded::Fenced => panic!("the claim stands"),
    }
}

/// The events of a look at a story that was told that it is elsewhere.
fn told(
    store: &dyn Store,
    id: StoryId,
    seconds: i64,
    (told_by, url): (ToldBy, &str),
) -> Vec<Event> {
    let scope = Scope::Only(vec![id], at(1_000_000));
    let claim = store.claim(&request(scope, seconds)).expect("claimable").remove(0).claim;
    let host = url.split('/').nth(2).expect("a URL has a host").to_string();
    let elsewhere = Elsewhere { url: url.to_string(), host, told_by, is_confirmed: true };
    let whereabouts = Whereabouts::Elsewhere(elsewhere);
    let look = Check { whereabouts, ..check(id, seconds, unchanged("One.", vec![])) };
    let recorded = record(store, &claim, look);
    store.release(&claim, at(seconds)).expect("writable");
    events(recorded)
}

pub fn a_story_moves_with_its_history(store: &dyn Store) {
    let [from, to] = ["https://l.test/old", "https://m.test/new"];
    let id = follow(store, from);
    look(store, id, 10, changed("One."));
    let place = (ToldBy::Redirect, to);
    assert_eq!([told(store, id, 20, place), told(store, id, 21, place)], [vec![], vec![]]);
    let moved = Event::Moved { from: from.to_string(), to: to.to_string() };
    let state = Event::StateChanged { from: State::Live, to: State::Moved };
    assert_eq!(told(store, id, 22, place), [state, moved]);
    let story = store.story(id).expect("it is there");
    assert_eq!((story.url.as_str(), story.host.as_str()), (to, "m.test"));
    assert_eq!((story.state, story.state_since), (State::Moved, Some(at(22))));
    for url in [from, to] {
        assert_eq!(store.story_at(url).expect("readable"), Some(id), "{url}");
    }
    look(store, id, 30, changed("Two."));
    assert!(store.verify(Some(id)).expect("verifiable").ok, "the chain begins where it did");
}

pub fn stories_are_linked_or_known_by_another_url(store: &dyn Store) {
    let [one, other] = ["https://n.test/1", "https://n.test/2"].map(|url| follow(store, url));
    look(store, one, 10, changed("One."));
    let there = (ToldBy::Canonical, "https://n.test/2");
    let linked = Event::Linked { story: other, url: there.1.to_string() };
    let found: Vec<_> = (20..24).flat_map(|seconds| told(store, one, seconds, there)).collect();
    assert_eq!(found, [linked], "once, after several checks");
    let free = (ToldBy::Canonical, "https://n.test/3");
    let added = Event::AliasAdded { url: free.1.to_string() };
    let found: Vec<_> = (30..34).flat_map(|seconds| told(store, one, seconds, free)).collect();
    assert_eq!(found, [added], "once");
    assert_eq!(store.story_at(free.1).expect("readable"), Some(one));
    assert_eq!(store.story(one).expect("it is there").url, "https://n.test/1");
}

fn in_doubt(text: &str) -> Outcome {
    let cause = Cause::Unexplained(Digest::of(text.as_bytes()));
    let evidence = "collapse: little is left".to_string();
    Outcome::Quarantined(Box::new(Quarantine { page: page(text), cause, evidence }))
}

pub fn what_is_held_back_is_let_pass(store: &dyn Store) {
    let id = follow(store, "https://o.test/1");
    look(store, id, 10, changed("One."));
    look(store, id, 20, in_doubt("Two."));
    look(store, id, 30, in_doubt("Three."));
    let story = store.story(id).expect("it is there");
    let article = Digest::of(b"Three.");
    let expected = Held { article, since: at(30), pages: 2 };
    assert_eq!((story.held, story.quarantined), (Some(expected), true));
    let held = store.held_back(id).expect("readable").expect("it is held back");
    assert_eq!((held.at, &held.page), (at(30), &page("Three.")));
    let passed = |held_at| {
        let Outcome::Changed(capture) = changed("Three.") else { panic!("a change") };
        let Capture { reading, verdict, .. } = *capture;
        let capture = Capture { page: held.page.clone(), reading, verdict };
        let evidence = held.evidence.clone();
        store.let_pass(id, &Passed { at: at(40), held_at, evidence, capture }).expect("writable")
    };
    assert_eq!(passed(at(20)), None, "another page than is held back");
    assert_eq!(passed(held.at), Some(2));
    assert_eq!(passed(held.at), None, "once");
    let story = store.story(id).expect("it is there");
    assert_eq!((story.held, story.quarantined), (None, false));
    assert_eq!(story.excused, std::slice::from_ref(&held.evidence));
    let snapshots = store.snapshots(id).expect("readable");
    assert_eq!((snapshots[1].captured_at, snapshots[1].not_before), (at(30), Some(at(10))));
    assert_eq!(store.held_back(id).expect("readable"), None);
}

pub fn of_pages_recognised_for_one_reason_one_is_kept(store: &dyn Store) {
    let id = follow(store, "https://q.test/1");
    for (seconds, text, why) in
        [(10, "A", "error: 1"), (20, "B", "error: 1"), (30, "C", "error: 2"), (40, "D", "error: 1")]
    {
        look(store, id, seconds, held(page(text), why));
    }
    let kept = ["A", "B", "C", "D"]
        .map(|text| store.page(&page(text).digest()).expect("readable").is_some());
    assert_eq!(kept, [true, false, true, true]);
    assert_eq!(store.checks(id).expect("readable").len(), 4, "each is logged");
    assert_eq!(store.held_back(id).expect("readable").expect("it is held back").at, at(40));
}

pub fn of_pages_in_doubt_that_differ_each_time_two_are_kept(store: &dyn Store) {
    let id = follow(store, "https://r.test/1");
    look(store, id, 10, changed("One."));
    for (seconds, text) in [(20, "R"), (30, "R"), (40, "S"), (50, "T"), (60, "U")] {
        look(store, id, seconds, in_doubt(text));
    }
    let kept =
        ["R", "S", "T", "U"].map(|text| store.page(&page(text).digest()).expect("ok").is_some());
    assert_eq!(kept, [true, true, false, false]);
    let held = store.story(id).expect("it is there").held.expect("it is held");
    assert_eq!((held.article, held.since, held.pages), (Digest::of(b"U"), at(60), 4));
    look(store, id, 70, unchanged("One.", vec![]));
    look(store, id, 80, in_doubt("T"));
    assert!(store.page(&page("T").digest()).expect("readable").is_some(), "not in a row");
}

/// An outcome that shows the text of that version, none being the newest's.
fn showing(text: &str, shows: Option<u32>) -> Outcome {
    let Page { response, .. } = page(text);
    let page_digest = page(text).digest();
    Outcome::Unchanged(Box::new(SameArticle {
        validators: response.validators(),
        page_digest,
        fresh_for: None,
        stamps: Vec::new(),
        moved: None,
        memory: None,
        shows,
    }))
}

pub fn texts_take_turns(store: &dyn Store) {
    let id = follow(store, "https://p.test/1");
    for (seconds, text) in [(10, "One."), (20, "Two."), (30, "One.")] {
        look(store, id, seconds, changed(text));
    }
    let turn = |version, times| vec![Event::Alternated { version, times }];
    for (seconds, text, shows, expected) in [
        (40, "Two.", Some(2), turn(2, 1)),
        (50, "Two.", Some(2), vec![]),
        (60, "One.", None, turn(3, 2)),
        (70, "One.", None, vec![]),
        (80, "Two.", Some(2), turn(2, 3)),
    ] {
        let found = events(look(store, id, seconds, showing(text, shows)));
        assert_eq!(found, expected, "at {seconds}");
    }
    let story = store.story(id).expect("it is there");
    let alternation = Alternation { version: 2, since: at(80), times: 3 };
    assert_eq!((story.alternation, story.last_read_at), (Some(alternation), Some(at(70))));
    look(store, id, 90, changed("Three."));
    assert_eq!(store.story(id).expect("it is there").alternation, None);
}
