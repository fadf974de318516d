//! Copies of the store, and its room.

use serde_json::json;

use crate::desk::{Desk, ROAD, Site, page};

fn desk() -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &page("A new road", "30.11.2025", &ROAD, 1));
    desk.track(&site.url("/road")).ok();
    (desk, site)
}

#[test]
fn a_backup_is_the_store_as_it_was_and_makes_a_store_again() {
    let (desk, site) = desk();
    let before = desk.run(&["log", "1", "--format", "jsonl"]).ok().out;
    let run = desk.run(&["backup", "copy.db"]).ok();
    assert!(run.err.contains("copy.db holds the store"), "{run:?}");
    site.publish("/road", &page("Another road", "30.11.2025", &ROAD, 1));
    desk.fetch(&["poll", "--all"]).ok();
    desk.run(&["verify", "--store", "copy.db"]).ok();
    desk.run(&["restore", "copy.db", "--store", "again.db"]).ok();
    let restored = desk.run(&["log", "1", "--format", "jsonl", "--store", "again.db"]).ok().out;
    assert_eq!(restored, before);
    let polled = desk.fetch(&["poll", "--all", "--format", "jsonl", "--store", "again.db"]).ok();
    assert_eq!(polled.lines()[0]["outcome"], "changed");
}

#[test]
fn a_copy_overwrites_nothing_and_copies_nothing_else_than_a_store() {
    let (desk, _site) = desk();
    desk.write("there.db", "precious");
    desk.run(&["backup", "there.db"]).fails(2, &["there.db is there already", "name another"]);
    assert_eq!(std::fs::read(desk.path("there.db")).expect("it is there"), b"precious");
    desk.run(&["restore", "desk.db"]).fails(2, &["desk.db is there already"]);
    desk.run(&["restore", "there.db", "--store", "new.db"]).fails(3, &["there.db", "is no"]);
    let nothing = ["restore", "none.db", "--store", "new.db"];
    desk.run(&nothing).fails(2, &["there is no none.db", "`revdiff backup`"]);
    desk.run(&["backup", "no/such/copy.db"]).fails(3, &["no/such/copy.db cannot be made"]);
    desk.run(&["backup", "copy.db", "--store", "none.db"]).fails(3, &["there is no store none.db"]);
    assert!(!desk.path("new.db").exists() && !desk.path("copy.db").exists());
    let names = std::fs::read_dir(desk.path("")).expect("a folder").filter_map(|it| it.ok());
    let left = names.filter(|it| it.file_name().to_string_lossy().starts_with(".tmp")).count();
    assert_eq!(left, 0, "nothing half made is left");
}

#[test]
fn a_store_gives_back_the_room_that_it_does_not_use() {
    let (desk, _site) = desk();
    let db = rusqlite::Connection::open(desk.path("desk.db")).expect("the store opens");
    let fill = "CREATE TABLE waste (bytes BLOB); INSERT INTO waste VALUES (zeroblob(4000000));
                DROP TABLE waste";
    db.execute_batch(fill).expect("an edit");
    drop(db);
    let stats = desk.run(&["stats", "--format", "json"]).ok().json();
    assert_eq!((&stats["stories"], &stats["versions"]), (&json!(1), &json!(1)));
    let sum: u64 = stats["kinds"].as_array().expect("an array").iter().map(bytes).sum();
    assert_eq!((sum, stats["kinds"][0]["kind"].as_str()), (bytes(&stats), Some("unused")));
    let run = desk.run(&["compact"]).ok();
    assert!(run.err.contains(" before, ") && run.err.contains(" now"), "{run:?}");
    let after = desk.run(&["stats", "--format", "json"]).ok().json();
    assert!(bytes(&after) * 4 < bytes(&stats), "{after}");
    assert!(desk.run(&["stats"]).ok().out.contains("stories"));
    desk.run(&["verify"]).ok();
}

fn bytes(entry: &serde_json::Value) -> u64 {
    entry["bytes"].as_u64().expect("a number")
}
