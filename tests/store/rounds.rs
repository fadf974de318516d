//! Rounds of checks as the store knows them, and when each page was last sent whole.

use revdiff::history::Outcome;
use revdiff::store::Store;
use rusqlite::Connection;

use super::sample::{Scratch, at, changed, look, new_story, unchanged};

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
