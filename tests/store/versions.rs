//! Long histories come back byte for byte.

use revdiff::history::{Outcome, StoryId};
use revdiff::store::Store;

use super::sample::*;

/// A story with that many versions, each a small edit of the one before.
pub fn followed(store: &dyn Store, url: &str, versions: usize) -> StoryId {
    store.track(&[new_story(url)], at(0)).expect("writable");
    let id = store.story_at(url).expect("readable").expect("just followed");
    for version in 0..versions {
        look(store, id, 10 * version as i64, changed(&text(version)));
    }
    id
}

pub fn text(version: usize) -> String {
    let lines = (0..200).map(|line| match line {
        120 => format!("The council met {version} times since the flood.\n"),
        _ => format!("Line {line} of the report, number {}, stays.\n", line * 7919),
    });
    lines.collect()
}

#[test]
fn forty_versions_read_as_they_were_written() {
    let scratch = Scratch::new();
    let store = scratch.open();
    let id = followed(&store, "https://a.test/1", 40);
    let snapshots = store.snapshots(id).expect("readable");
    assert_eq!(snapshots.len(), 40);
    for (version, snapshot) in snapshots.iter().enumerate() {
        let read = store.article(snapshot.id, 1).expect("readable").expect("kept");
        assert_eq!(read, article(&text(version)));
        let bytes = store.page(&snapshot.page_digest).expect("readable").expect("kept");
        assert_eq!(bytes, page(&text(version)).bytes);
        assert_eq!(snapshot.response, page(&text(version)).response);
    }
    let verified = store.verify(Some(id)).expect("verifiable");
    assert_eq!((verified.ok, verified.checked), (true, 40));
}

#[test]
fn pages_stand_on_few_others() {
    let scratch = Scratch::new();
    followed(&scratch.open(), "https://a.test/1", 40);
    let db = rusqlite::Connection::open(scratch.path()).expect("the file opens");
    let depths = |sql: &str| -> (i64, i64) {
        db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).expect("good SQL")
    };
    assert_eq!(depths("SELECT max(depth), sum(depth = 0) FROM page"), (16, 3));
    assert_eq!(depths("SELECT max(depth), sum(depth = 0) FROM reading"), (16, 3));
    assert_eq!(
        depths("SELECT max(response_depth), sum(response_depth = 0) FROM snapshot"),
        (16, 3)
    );
}

#[test]
fn a_page_that_comes_twice_is_kept_once_with_both_responses() {
    let scratch = Scratch::new();
    let store = scratch.open();
    let id = followed(&store, "https://a.test/1", 1);
    look(&store, id, 100, changed("Between."));
    let mut outcome = changed(&text(0));
    if let Outcome::Changed(capture) = &mut outcome {
        capture.page.response.headers.push(("age".to_string(), "7".to_string()));
    }
    look(&store, id, 200, outcome);
    let snapshots = store.snapshots(id).expect("readable");
    assert_eq!(snapshots[2].page_digest, snapshots[0].page_digest);
    assert_eq!(snapshots[2].response.header("age"), Some("7"));
    assert_eq!(snapshots[0].response.header("age"), None);
}
