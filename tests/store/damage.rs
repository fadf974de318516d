//! What is edited or damaged is found and named; the rest stays readable.

use rusqlite::types::Value;
use rusqlite::{Connection, params};

use revdiff::store::sqlite::SqliteStore;
use revdiff::store::{Damage, Store, chain};

use super::sample::*;
use super::versions::{followed, text};

fn connect(scratch: &Scratch) -> Connection {
    let db = Connection::open(scratch.path()).expect("the file opens");
    db.pragma_update(None, "foreign_keys", false).expect("a pragma");
    db.pragma_update(None, "ignore_check_constraints", true).expect("a pragma");
    db
}

/// Two stories of some versions each.
fn archive(versions: usize) -> Scratch {
    let scratch = Scratch::new();
    let store = scratch.open();
    followed(&store, "https://a.test/1", versions);
    followed(&store, "https://b.test/1", 2);
    scratch
}

fn damage(scratch: &Scratch) -> Vec<Damage> {
    scratch.open().verify(None).expect("verifiable").damaged
}

/// Another value of the same type; that of the column where there is none.
fn other(value: Value, column_type: &str) -> Value {
    match value {
        Value::Null if column_type == "BLOB" => Value::Blob(vec![1]),
        Value::Null => Value::Integer(1),
        Value::Integer(number) => Value::Integer(number + 77),
        Value::Real(number) => Value::Real(number + 1.0),
        Value::Text(text) => Value::Text(text + "x"),
        Value::Blob(mut bytes) => {
            if let Some(last) = bytes.last_mut() {
                *last ^= 1;
            }
            Value::Blob(bytes)
        }
    }
}

/// Edits each column of the row of version 2 in turn; all but the exempted must be found.
fn each_column_counts(table: &str, row: &str, exempt: &[&str]) {
    let whole = archive(3);
    let columns: Vec<(String, String)> = connect(&whole)
        .prepare("SELECT name, type FROM pragma_table_info(?1)")
        .and_then(|mut names| {
            names.query_map([table], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        })
        .expect("good SQL");
    assert!(columns.len() >= 5);
    for (column, column_type) in columns {
        let scratch = whole.copy();
        let db = connect(&scratch);
        let select = format!("SELECT {column} FROM {table} WHERE {row}");
        let old: Value = db.query_row(&select, [], |row| row.get(0)).expect("a row");
        let update = format!("UPDATE {table} SET {column} = ?1 WHERE {row}");
        assert_eq!(db.execute(&update, params![other(old, &column_type)]).expect("an edit"), 1);
        drop(db);
        let found = damage(&scratch);
        let exempt = exempt.contains(&column.as_str());
        assert!(exempt || !found.is_empty(), "{table}.{column} was edited and not found");
    }
}

#[test]
fn an_edited_snapshot_is_found() {
    each_column_counts("snapshot", "story = 1 AND version = 2", &chain::EXEMPT);
}

#[test]
fn an_edited_reading_is_found() {
    let row = "snapshot = (SELECT id FROM snapshot WHERE story = 1 AND version = 2)";
    // Its number in the store names nothing outside it.
    each_column_counts("reading", row, &["id"]);
}

#[test]
fn an_edited_memory_is_found() {
    for sql in [
        "UPDATE memory SET digest = zeroblob(32)",
        "UPDATE memory SET known = x'00'",
        "DELETE FROM memory",
        "UPDATE story SET memory = 77",
    ] {
        let scratch = archive(3);
        assert!(connect(&scratch).execute(sql, []).expect("an edit") > 0);
        let found = damage(&scratch);
        assert!(found.iter().any(|damage| damage.story.is_some_and(|id| id.0 == 1)), "{sql}");
    }
}

#[test]
fn an_edited_page_is_found() {
    each_column_counts("page", "id = 2", &[]);
}

#[test]
fn a_history_moved_to_another_url_is_found() {
    let scratch = archive(3);
    let sql = "UPDATE story SET url = 'https://other.test/1' WHERE id = 1";
    connect(&scratch).execute(sql, []).expect("an edit");
    let found = damage(&scratch);
    let [damage] = &found[..] else { panic!("{found:?}") };
    assert_eq!((damage.version, damage.column.as_deref()), (Some(1), Some("chain")));
    assert!(damage.why.contains("URL"), "{}", damage.why);
}

#[test]
fn a_version_taken_out_is_found() {
    let scratch = archive(3);
    let db = connect(&scratch);
    db.execute("DELETE FROM snapshot WHERE story = 1 AND version = 2", []).expect("an edit");
    drop(db);
    let whys: Vec<_> = damage(&scratch).into_iter().map(|damage| damage.why).collect();
    assert!(whys.contains(&"version 2 is missing".to_string()), "{whys:?}");
}

#[test]
fn a_damaged_blob_is_named_with_what_stands_on_it() {
    for (sql, column) in [
        ("UPDATE page SET bytes = CAST(?1 || substr(bytes, 9) AS BLOB) WHERE id = 3", "page"),
        (
            "UPDATE reading SET article = CAST(?1 || substr(article, 9) AS BLOB) WHERE rowid = 3",
            "article",
        ),
        (
            "UPDATE snapshot SET response = CAST(?1 || substr(response, 9) AS BLOB) WHERE id = 3",
            "response",
        ),
    ] {
        let scratch = archive(20);
        connect(&scratch).execute(sql, [[0u8; 8].as_slice()]).expect("an edit");
        let found = damage(&scratch);
        let [damage] = &found[..] else { panic!("{column}: {found:?}") };
        assert_eq!(damage.story.map(|story| story.0), Some(1));
        assert_eq!(damage.version, Some(3));
        assert_eq!(damage.column.as_deref(), Some(column));
        // Version 18 stands for itself again.
        assert_eq!(damage.dependents, (4..=17).collect::<Vec<_>>(), "{column}");
    }
}

#[test]
fn damage_is_never_shown_and_stays_where_it_is() {
    let scratch = archive(20);
    let sql = "UPDATE reading SET article = x'00' WHERE rowid = 3";
    connect(&scratch).execute(sql, []).expect("an edit");
    let store = scratch.open();
    let id = store.story_at("https://a.test/1").expect("readable").expect("followed");
    for (index, snapshot) in store.snapshots(id).expect("readable").iter().enumerate() {
        match store.article(snapshot.id, 1) {
            Ok(read) => assert_eq!(read, Some(article(&text(index)))),
            Err(error) => {
                assert!((3..=17).contains(&snapshot.version), "{error}");
                assert!(error.to_string().contains("is damaged"), "{error}");
            }
        }
    }
    let other = store.story_at("https://b.test/1").expect("readable").expect("followed");
    assert!(store.verify(Some(other)).expect("verifiable").ok);
    // A damaged version is nothing to stand on, but no reason to stop.
    look(&store, id, 10_000, changed("The next."));
    let latest = store.story(id).expect("readable").latest.expect("versions");
    assert_eq!(store.article(latest.snapshot, 1).expect("readable"), Some(article("The next.")));
}

#[test]
fn a_damaged_response_leaves_the_text_readable() {
    let scratch = archive(20);
    let sql = "UPDATE snapshot SET response = x'00' WHERE id = 3";
    connect(&scratch).execute(sql, []).expect("an edit");
    let store = scratch.open();
    let id = store.story_at("https://a.test/1").expect("readable").expect("followed");
    for (index, snapshot) in store.snapshots(id).expect("readable").iter().enumerate() {
        let status = if (3..=17).contains(&snapshot.version) { 0 } else { 200 };
        assert_eq!(snapshot.response.status, status);
        let read = store.article(snapshot.id, 1).expect("readable");
        assert_eq!(read, Some(article(&text(index))));
    }
    let statuses: Vec<_> =
        store.checks(id).expect("readable").iter().map(|check| check.http_status).collect();
    assert_eq!(statuses[1..4], [Some(200), None, None]);
}

#[test]
fn a_file_with_flipped_bytes_is_never_believed() {
    let scratch = archive(20);
    let mut texts_read = 0;
    let whole = std::fs::read(scratch.path()).expect("the file is there");
    for round in 0..30usize {
        let mut bytes = whole.clone();
        for step in 0..8 {
            // Spread over the file behind its header, the same in each run.
            let place = 100 + (round * 7_919 + step * 104_729) % (bytes.len() - 100);
            bytes[place] ^= 0x5a;
        }
        let copy = Scratch::new();
        std::fs::write(copy.path(), bytes).expect("writable");
        texts_read += read_all(&copy);
    }
    assert!(texts_read > 50, "{texts_read} texts could be read");
}

/// Reads what can be read, and counts it: errors are good answers, other text is not.
fn read_all(scratch: &Scratch) -> usize {
    let Ok(store) = SqliteStore::open_existing(&scratch.path()) else { return 0 };
    let mut texts_read = 0;
    let _ = store.verify(None);
    let mut stories = Vec::new();
    let _ = store.each_story(&mut |story| stories.push(story.id));
    for story in stories {
        for snapshot in store.snapshots(story).unwrap_or_default() {
            if let Ok(Some(read)) = store.article(snapshot.id, snapshot.extractor) {
                let written = (0..20).any(|version| read == article(&text(version)));
                assert!(written, "a text that nobody wrote");
                texts_read += 1;
            }
            let _ = store.page(&snapshot.page_digest);
        }
        let _ = store.checks(story);
    }
    texts_read
}
