//! A store with no room left: nothing is kept by halves, and with room again it goes on.

use crate::error::{Kind, Result};
use crate::history::StoryId;
use crate::store::sqlite::{SqliteStore, lock};
use crate::store::{NewStory, Store, Tracked};
use crate::time::Time;

/// Lets the file grow to so many pages; SQLite then answers as it does where a disk is full.
fn set_room(store: &SqliteStore, pages: u32) {
    let writer = store.writer.as_ref().expect("it was opened to be written");
    lock(writer).pragma_update(None, "max_page_count", pages).expect("a pragma");
}

fn track(store: &SqliteStore, numbers: std::ops::Range<u32>) -> Result<Vec<Tracked>> {
    let new = |number| NewStory {
        url: format!("https://a.test/{number}"),
        host: "a.test".to_owned(),
        label: Some("long ".repeat(200)),
        tags: Vec::new(),
        limits: None,
    };
    store.track(&numbers.map(new).collect::<Vec<_>>(), Time::from_millis(0))
}

#[test]
fn nothing_is_kept_by_halves_and_with_room_again_it_goes_on() {
    let folder = tempfile::tempdir().expect("the temporary folder can be written");
    let store = SqliteStore::open(&folder.path().join("revdiff.db")).expect("it is made");
    track(&store, 0..1).expect("there is room for one");
    set_room(&store, 1);
    let error = track(&store, 1..500).expect_err("there is no room for them");
    assert_eq!(error.kind, Kind::Store);
    let told = error.to_string();
    assert!(told.contains("no space is left for") && told.contains("make room"), "{told}");
    assert!(told.contains("revdiff.db"), "{told}");
    assert_eq!(store.story_at("https://a.test/1").expect("readable"), None);
    set_room(&store, u32::MAX - 1);
    assert_eq!(track(&store, 0..2).expect("there is room")[0], Tracked::Already(StoryId(1)));
    assert!(store.verify(None).expect("readable").ok);
}
