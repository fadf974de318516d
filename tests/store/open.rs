//! Opening what is there, and what is not.

use std::fs;

use revdiff::error::Kind;
use revdiff::history::StoryId;
use revdiff::store::Store;
use revdiff::store::sqlite::SqliteStore;

use super::sample::*;

/// Checks that neither way of opening accepts the file, both say why, and it stays as it is.
fn refused(scratch: &Scratch, why: &str) {
    let before = fs::read(scratch.path()).expect("the file is there");
    for opened in [SqliteStore::open(&scratch.path()), SqliteStore::open_existing(&scratch.path())]
    {
        let error = opened.err().expect("it is refused");
        let message = format!("{error:#}");
        assert_eq!(error.kind, Kind::Store, "{message}");
        assert!(message.contains(why), "{message}");
        assert!(message.contains("revdiff.db"), "{message}");
    }
    assert_eq!(fs::read(scratch.path()).expect("the file is there"), before);
}

fn edit(scratch: &Scratch, sql: &str) {
    let db = rusqlite::Connection::open(scratch.path()).expect("the file opens");
    db.execute_batch(sql).expect("the edit is good SQL");
}

#[test]
fn a_store_is_made_with_its_folder() {
    let scratch = Scratch::new();
    let path = scratch.folder.path().join("a/b/revdiff.db");
    let store = SqliteStore::open(&path).expect("it is made");
    assert!(all(&store).is_empty());
    drop(store);
    let names: Vec<_> = fs::read_dir(scratch.folder.path().join("a/b"))
        .expect("the folder is there")
        .map(|entry| entry.expect("readable").file_name())
        .collect();
    assert_eq!(names, ["revdiff.db"], "closing leaves nothing beside it");
}

#[cfg(unix)]
#[test]
fn a_store_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    drop(scratch.open());
    let mode = fs::metadata(scratch.path()).expect("it is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_reader_makes_no_store() {
    let scratch = Scratch::new();
    let error = SqliteStore::open_existing(&scratch.path()).err().expect("there is none");
    assert!(error.to_string().contains("`revdiff track <url-file>` makes one"), "{error}");
    assert!(!scratch.path().exists());
}

#[test]
fn a_reader_does_not_write() {
    let scratch = Scratch::new();
    let writer = scratch.open();
    let reader = SqliteStore::open_existing(&scratch.path()).expect("it opens");
    let story = [new_story("https://a.test/1")];
    assert_eq!(reader.track(&story, at(0)).expect_err("it only reads").kind, Kind::Store);
    writer.track(&story, at(0)).expect("writable");
    assert_eq!(reader.story_at("https://a.test/1").expect("readable"), Some(StoryId(1)));
}

#[test]
fn an_empty_file_is_no_store() {
    let scratch = Scratch::new();
    fs::write(scratch.path(), "").expect("writable");
    refused(&scratch, "is empty");
}

#[test]
fn a_text_is_no_store() {
    let scratch = Scratch::new();
    fs::write(scratch.path(), "https://a.test/1\n".repeat(100)).expect("writable");
    refused(&scratch, "is no revdiff store");
}

#[test]
fn another_database_is_no_store() {
    let scratch = Scratch::new();
    edit(&scratch, "CREATE TABLE other (id INTEGER)");
    refused(&scratch, "no revdiff store");
}

#[test]
fn a_store_of_a_newer_revdiff_is_refused() {
    let scratch = Scratch::new();
    drop(scratch.open());
    edit(&scratch, "PRAGMA user_version = 99");
    refused(&scratch, "schema version 99, and this revdiff knows versions up to 2");
}

#[test]
fn a_store_with_triggers_is_refused() {
    let scratch = Scratch::new();
    drop(scratch.open());
    edit(&scratch, "CREATE TRIGGER t AFTER UPDATE ON story BEGIN DELETE FROM snapshot; END");
    refused(&scratch, "triggers");
}
