//! Rounds of checks as the store knows them, and when each page was last sent whole.

use revdiff::history::Outcome;
use revdiff::store::{KeptRobots, Scope, Store};
use rusqlite::Connection;

use super::sample::{Scratch, all, at, changed, look, new_story, request, unchanged};

fn asking(text: &str) -> Vec<(String, String)> {
    vec![("user-agent".to_string(), text.to_string())]
}

#[test]
fn the_newest_rounds_are_known_and_old_ones_forgotten() {
    let scratch = Scratch::new();
    let store = scratch.open();
    assert_eq!(store.rounds(10).expect("readable"), []);
    for second in 0..1003 {
        let round = store.begin_round(at(second), &[]).expect("writable");
        store.end_round(round, at(second + 1)).expect("writable");
    }
    assert_eq!(store.rounds(2).expect("readable"), [at(1002), at(1001)]);
    assert_eq!(store.rounds(5000).expect("readable").len(), 1000);
}

#[test]
fn what_is_asked_with_is_noted_when_it_changes() {
    let scratch = Scratch::new();
    let store = scratch.open();
    // The last comes after the clock was set back.
    for (second, text) in [(0, "a"), (1, "a"), (2, "b"), (3, "b"), (1, "a")] {
        store.begin_round(at(second), &asking(text)).expect("writable");
    }
    drop(store);
    let db = Connection::open(scratch.path()).expect("the file opens");
    let rows: Vec<(i64, String)> = db
        .prepare("SELECT since, asked FROM asking ORDER BY since")
        .and_then(|mut rows| rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect())
        .expect("good SQL");
    let row = |millis, text: &str| (millis, format!(r#"[["user-agent","{text}"]]"#));
    let after = at(2).millis() + 1;
    assert_eq!(rows, [row(at(0).millis(), "a"), row(at(2).millis(), "b"), row(after, "a")]);
}

#[test]
fn pollers_that_take_turns_fill_no_table() {
    let scratch = Scratch::new();
    let store = scratch.open();
    for second in 0..1003 {
        let text = ["a", "b"][second as usize % 2];
        store.begin_round(at(second), &asking(text)).expect("writable");
    }
    drop(store);
    let db = Connection::open(scratch.path()).expect("the file opens");
    let kept = db.query_row("SELECT count(*), max(since) FROM asking", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
    });
    assert_eq!(kept.expect("a row"), (1000, at(1002).millis()));
}

#[test]
fn not_modified_leaves_when_the_page_was_last_sent() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.track(&[new_story("https://a.test/1")], at(0)).expect("writable");
    let story = super::sample::all(&store)[0];
    let sent = |seconds, outcome| {
        look(&store, story, seconds, outcome);
        store.story(story).expect("readable").last_whole_at
    };
    assert_eq!(sent(10, changed("one")), Some(at(10)));
    assert_eq!(sent(20, Outcome::NotModified(Box::default())), Some(at(10)));
    assert_eq!(sent(30, unchanged("one", Vec::new())), Some(at(30)));
}

#[test]
fn what_a_clock_ahead_has_checked_is_due_with_the_right_clock() {
    let scratch = Scratch::new();
    let store = scratch.open();
    let year = 365 * 86_400;
    store
        .track(&[new_story("https://a.test/1"), new_story("https://a.test/2")], at(0))
        .expect("ok");
    let [first, other] = all(&store)[..] else { panic!("two stories") };
    look(&store, first, 10, changed("one"));
    look(&store, other, 10, changed("one"));
    look(&store, other, 100, unchanged("one", Vec::new()));
    look(&store, first, year, unchanged("one", Vec::new()));
    store.pause_host("a.test", at(year + 1)).expect("writable");
    let robots = KeptRobots { fetched_at: at(year), status: 200, text: String::new() };
    store.keep_robots("a.test", &robots).expect("writable");

    // Clocks that are a little apart are both right enough.
    assert_eq!(store.bring_back(at(year - 299)).expect("writable"), 0);
    assert_eq!(store.bring_back(at(200)).expect("writable"), 1);
    assert_eq!(store.bring_back(at(200)).expect("writable"), 0, "once");
    let story = store.story(first).expect("it is there");
    assert_eq!(story.last_read_at, Some(at(10)), "surely read when its version came");
    assert!(store.robots("a.test").expect("readable").is_some_and(|it| it.fetched_at < at(0)));
    for scope in [Scope::Due(at(200)), Scope::All(at(200))] {
        let claims = store.claim(&request(scope, 200)).expect("claimable");
        let stories = claims.iter().flat_map(|claim| &claim.stories).map(|story| story.id);
        assert!(stories.collect::<Vec<_>>().contains(&first));
        store.release(&claims[0].claim, at(200)).expect("writable");
    }
    look(&store, first, 201, unchanged("one", Vec::new()));
    let story = store.story(first).expect("it is there");
    assert_eq!((story.last_checked_at, story.last_read_at), (Some(at(201)), Some(at(201))));
}

#[test]
fn what_a_clock_ahead_has_added_or_claimed_is_to_be_had() {
    let scratch = Scratch::new();
    let store = scratch.open();
    let year = 365 * 86_400;
    store.track(&[new_story("https://a.test/1")], at(year)).expect("writable");
    let claims = store.claim(&request(Scope::Due(at(year)), year)).expect("claimable");
    assert_eq!(claims.len(), 1);
    let now = || store.claim(&request(Scope::Due(at(0)), 0)).expect("claimable").len();
    assert_eq!(now(), 0);
    assert_eq!(store.bring_back(at(0)).expect("writable"), 1);
    assert_eq!(now(), 1);
}
