//! Every schema that ever shipped is brought to the newest.

use std::fs;
use std::path::Path;

use revdiff::store::Store;
use revdiff::store::sqlite::SqliteStore;
use rusqlite::Connection;

use super::sample::Scratch;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Names and definitions of all tables, indexes and views, white space and comments aside.
fn shape(path: &Path) -> Vec<(String, String)> {
    let db = Connection::open(path).expect("the file opens");
    let mut shape: Vec<(String, String)> = db
        .prepare("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")
        .and_then(|mut rows| {
            rows.query_map([], |row| Ok((row.get(0)?, words(&row.get::<_, String>(1)?))))?.collect()
        })
        .expect("good SQL");
    for pragma in ["user_version", "application_id"] {
        let value: i64 = db.pragma_query_value(None, pragma, |row| row.get(0)).expect("a pragma");
        shape.push((pragma.to_string(), value.to_string()));
    }
    shape
}

/// The words, where a column that was added later has other white space around it.
fn words(sql: &str) -> String {
    let lines = sql.lines().map(|line| line.split("--").next().unwrap_or(line));
    let words = lines.flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ");
    words.replace(" ,", ",").replace(" )", ")")
}

#[test]
fn older_stores_become_what_new_ones_are() {
    let new = Scratch::new();
    drop(new.open());
    let folder = fs::read_dir(root().join("fixtures/schema")).expect("the folder is there");
    let mut tried = 0;
    for entry in folder {
        let old = Scratch::new();
        let sql = fs::read_to_string(entry.expect("readable").path()).expect("a text");
        Connection::open(old.path()).and_then(|db| db.execute_batch(&sql)).expect("good SQL");
        let store = SqliteStore::open(&old.path()).expect("it is brought up to date");
        assert!(store.verify(None).expect("verifiable").ok);
        drop(store);
        assert_eq!(shape(&old.path()), shape(&new.path()));
        tried += 1;
    }
    assert!(tried >= 1);
}

#[test]
fn the_views_show_people_what_they_can_read() {
    let scratch = Scratch::new();
    super::versions::followed(&scratch.open(), "https://a.test/1", 2);
    let db = Connection::open(scratch.path()).expect("the file opens");
    let row: (String, String, String) = db
        .query_row(
            "SELECT url, captured_at, not_before FROM snapshots WHERE version = 2",
            [],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )
        .expect("a row");
    let expected = ("https://a.test/1", "2025-11-24T16:00:10.000Z", "2025-11-24T16:00:00.000Z");
    assert_eq!((row.0.as_str(), row.1.as_str(), row.2.as_str()), expected);
    let versions: i64 =
        db.query_row("SELECT versions FROM stories", [], |row| row.get(0)).expect("a row");
    assert_eq!(versions, 2);
}
