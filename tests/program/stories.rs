//! Stories that are paused, resumed, untracked and tagged, and the list narrowed down to some.

use serde_json::{Value, json};

use crate::desk::{Desk, ROAD, Site, page};

/// Two stories of one site, the first of which has changed.
fn desk() -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &page("Council votes for road", "30.11.2025", &ROAD, 1));
    site.publish("/ferry", &page("Ferry runs aground", "30.11.2025", &ROAD, 1));
    let [road, ferry] = [site.url("/road"), site.url("/ferry")];
    desk.write("two.txt", format!("{road} The road #town\n{ferry} #sea #quake\n"));
    desk.fetch(&["track", "two.txt", "--quiet"]).ok();
    let changed = ROAD.map(|text| text.replace("11", "10"));
    let changed = changed.each_ref().map(String::as_str);
    site.publish("/road", &page("Council votes for road", "30.11.2025", &changed, 1));
    desk.poll_lines();
    (desk, site)
}

fn ids(desk: &Desk, options: &[&str]) -> Vec<i64> {
    let lines = desk.lines(&[&["list"], options].concat());
    lines.iter().filter_map(|line| line["id"].as_i64()).collect()
}

/// The stories that a poll looks at.
fn polled(desk: &Desk) -> Vec<i64> {
    let mut ids: Vec<i64> =
        desk.poll_lines().iter().filter_map(|line| line["id"].as_i64()).collect();
    ids.sort_unstable();
    ids
}

#[test]
fn a_whole_url_names_its_own_story_alone() {
    let (desk, site) = desk();
    site.publish("/ferry2", &page("Ferry is afloat", "30.11.2025", &ROAD, 1));
    let (ferry, other) = (site.url("/ferry"), site.url("/ferr"));
    desk.run(&["tag", &ferry, "afloat"]).ok();
    desk.run(&["tag", &other, "afloat"]).fails(2, &[&format!("no story {other}"), "near it"]);
    desk.run(&["untrack", &site.url("/ferry2")]).fails(2, &["no story", "near it"]);
}

#[test]
fn a_paused_story_is_not_looked_at_until_it_is_resumed() {
    let (desk, _site) = desk();
    let paused = desk.run(&["pause", "road"]).ok().out;
    assert!(paused.starts_with("   1  paused            http://"), "{paused}");
    assert_eq!(polled(&desk), [2]);
    assert!(desk.run(&["list"]).ok().out.contains("paused"));
    assert_eq!(ids(&desk, &["--state", "paused"]), [1]);
    assert_eq!(desk.lines(&["list"])[0]["paused"], true);
    assert!(desk.run(&["pause", "1"]).ok().out.contains("paused already"));
    let resumed = desk.run(&["resume", "1", "2"]).ok().out;
    assert!(resumed.contains("1  resumed") && resumed.contains("2  followed already"), "{resumed}");
    assert_eq!(polled(&desk), [1, 2]);
}

#[test]
fn an_untracked_story_keeps_its_versions_and_can_be_taken_up_again() {
    let (desk, site) = desk();
    let untracked = desk.run(&["untrack", &site.url("/road")]).ok().out;
    assert!(untracked.contains("untracked, 2 versions kept"), "{untracked}");
    assert_eq!(polled(&desk), [2]);
    assert_eq!(ids(&desk, &[]), [2]);
    assert_eq!(ids(&desk, &["--all"]), [1, 2]);
    assert_eq!(ids(&desk, &["--state", "untracked"]), [1]);
    assert!(desk.run(&["show", "1"]).ok().out.contains("[-11-]{+10+}"));
    desk.run(&["pause", "2", "1"]).fails(2, &["story 1 is untracked", "revdiff resume 1"]);
    assert_eq!(polled(&desk), [2], "nothing was done by halves");

    site.publish("/road", &page("Council votes for road", "30.11.2025", &ROAD, 1));
    let again = desk.track(&site.url("/road")).ok();
    assert!(again.out.contains("changed v3"), "{again:?}");
    assert!(again.err.contains("story 1 was untracked and is followed again"), "{again:?}");
    let list = desk.lines(&["list"]);
    assert_eq!((&list[0]["label"], &list[0]["tags"]), (&json!("The road"), &json!(["town"])));
    desk.run(&["untrack", "1"]).ok();
    assert!(desk.run(&["resume", "1"]).ok().out.contains("followed again"));
    assert_eq!(polled(&desk), [1, 2]);
    desk.run(&["verify"]).ok();
}

#[test]
fn a_story_that_never_had_a_version_is_untracked_too() {
    let (desk, site) = (Desk::new(), Site::new());
    desk.track(&site.url("/nowhere")).ok();
    assert!(desk.run(&["untrack", "1"]).ok().out.contains("untracked, no version"));
    assert!(desk.run(&["untrack", "1"]).ok().out.contains("untracked already"));
    let list = desk.run(&["list"]).ok();
    assert_eq!(list.out, "");
    assert!(list.err.contains("no story fits"), "{list:?}");
}

#[test]
fn tags_and_labels_are_shown_and_tags_change() {
    let (desk, site) = desk();
    let list = desk.run(&["list"]).ok().out;
    for shown in ["label", "The road #town", "#sea #quake"] {
        assert!(list.contains(shown), "{shown:?} is missing in {list}");
    }
    let tagged = desk.run(&["tag", "1", "quake", "#mayor"]).ok().out;
    assert!(tagged.starts_with("   1  #town #quake #mayor  http://"), "{tagged}");
    assert_eq!(ids(&desk, &["--tag", "quake"]), [1, 2]);
    desk.run(&["tag", "1", "--remove", "quake", "--remove", "town"]).ok();
    assert_eq!(ids(&desk, &["--tag", "quake"]), [2]);
    let line = &desk.lines(&["tag", "the road"])[0];
    let expected = json!({"id": 1, "url": site.url("/road"), "following": "active",
        "label": "The road", "tags": ["mayor"], "versions": 2, "changed": false});
    assert_eq!(line, &expected);
    desk.run(&["tag", "1", "two words"]).fails(2, &["a tag is one word"]);
}

#[test]
fn a_label_and_tags_that_the_file_gets_later_are_taken() {
    let (desk, site) = desk();
    let [road, ferry] = [site.url("/road"), site.url("/ferry")];
    desk.write("two.txt", format!("{road} #late\n{ferry} The ferry\n"));
    desk.fetch(&["track", "two.txt"]).ok();
    let list = desk.lines(&["list"]);
    let named: Vec<_> = list.iter().map(|story| (&story["label"], &story["tags"])).collect();
    let (first, second) = (json!(["town", "late"]), json!(["sea", "quake"]));
    assert_eq!(named, [(&json!("The road"), &first), (&json!("The ferry"), &second)]);
    assert_eq!(site.requests("/ferry").len(), 2, "it was not fetched again");
}

#[test]
fn what_fits_nothing_is_said_and_no_failure() {
    let (desk, _site) = desk();
    let run = |args: &[&str]| desk.run(&[&["list", "--tag", "none"], args].concat()).ok();
    assert!(run(&[]).err.contains("`revdiff list --all` shows every one"));
    assert!(run(&["--all"]).err.contains("ask for less"));
    assert_eq!(run(&["--quiet"]).err, "");
    assert_eq!((run(&[]).out, run(&["--format", "jsonl"]).out), (String::new(), String::new()));
    assert_eq!(run(&["--format", "json"]).out, "[]\n");
    assert!(run(&["--format", "csv"]).out.starts_with("id,url,state,"));
}

#[test]
fn the_list_is_narrowed_down_and_ordered() {
    let (desk, site) = desk();
    let check = |options: &[&str], expected: &[i64]| {
        assert_eq!(ids(&desk, options), expected, "{options:?}");
    };
    check(&["--changed"], &[1]);
    check(&["--since", "1h"], &[1, 2]);
    check(&["--since", "1ns"], &[]);
    check(&["--site", &site.url("/")], &[1, 2]);
    check(&["--site", "other.test"], &[]);
    check(&["--verdict", "substantive"], &[1]);
    check(&["--verdict", "disclosed"], &[]);
    check(&["--state", "live"], &[1, 2]);
    check(&["--sort", "changed"], &[1, 2]);
    check(&["--reverse", "--limit", "1"], &[2]);
    check(&["--sort", "changed", "--limit", "1"], &[1]);
    check(
        &["--changed", "--tag", "town", "--state", "live,gone", "--verdict", "unknown,stealth"],
        &[1],
    );
    check(&["--changed", "--tag", "sea"], &[]);
    desk.run(&["list", "--since", "soon"]).fails(2, &["--since", "2d"]);
    desk.run(&["list", "--sort", "words"]).fails(2, &["--sort", "versions"]);
}

#[test]
fn what_was_done_can_be_read_by_a_program() {
    let (desk, _site) = desk();
    let brief = |line: &Value| (line["following"].clone(), line["changed"].clone());
    let check = |command: &str, following: &str, changed: bool| {
        let lines = desk.lines(&[command, "1", "council"]);
        assert_eq!(lines.len(), 1, "a story that is named twice is one story");
        assert_eq!(brief(&lines[0]), (json!(following), json!(changed)), "{command}");
    };
    check("pause", "paused", true);
    check("pause", "paused", false);
    check("resume", "active", true);
    check("untrack", "untracked", true);
}

#[test]
fn a_name_means_the_story_that_is_followed_before_one_that_is_no_longer() {
    let (desk, _site) = desk();
    desk.run(&["show", "127.0.0.1"]).fails(2, &["fits 2 stories"]);
    desk.run(&["untrack", "1"]).ok();
    let log = |name| desk.run(&["log", name]).ok().out;
    assert_eq!(log("127.0.0.1"), log("2"));
    desk.run(&["untrack", "127.0.0.1"]).ok();
    desk.run(&["show", "127.0.0.1"]).fails(2, &["fits 2 stories"]);
    assert_ne!(log("council"), log("2"));
}

#[test]
fn a_story_that_is_not_there_changes_nothing() {
    let (desk, _site) = desk();
    for command in ["untrack", "pause", "resume", "tag"] {
        let empty = Desk::new();
        empty.run(&[command, "1"]).fails(3, &["there is no store"]);
        assert!(!empty.path("desk.db").exists(), "{command} made a store");
        desk.run(&[command, "7", "x"]).fails(2, &["no story 7", "revdiff list"]);
    }
    desk.run(&["untrack", "1", "ferryy"]).fails(2, &["no story ferryy", "Ferry runs aground"]);
    assert_eq!(ids(&desk, &[]), [1, 2]);
}

#[test]
fn a_story_is_known_by_its_other_url() {
    let (desk, site) = desk();
    let db = rusqlite::Connection::open(desk.path("desk.db")).expect("the store is there");
    db.execute("INSERT INTO alias VALUES ('https://short.test/r', 1, 0)", []).expect("good SQL");
    drop(db);
    assert!(desk.run(&["show", "https://short.test/r#top"]).ok().out.contains("Council votes"));
    desk.run(&["untrack", "HTTPS://short.test/r?utm_source=x"]).ok();
    assert_eq!(ids(&desk, &[]), [2]);
    desk.track("https://short.test/r").ok();
    assert_eq!(ids(&desk, &[]), [1, 2], "the other URL takes it up again");
    assert_eq!(site.requests("/road").len(), 3);
}

#[test]
fn the_log_counts_what_it_does_not_keep() {
    let (desk, site) = desk();
    for _ in 0..2 {
        desk.poll_lines();
    }
    site.publish("/ferry", &page("Ferry is afloat again", "30.11.2025", &ROAD, 1));
    for _ in 0..2 {
        desk.poll_lines();
    }
    let quiet = |options: &[&str]| -> Vec<Value> {
        let lines = desk.lines(&[&["log", "ferry"], options].concat());
        let quiet = lines.into_iter().filter(|line| line["type"] == "quiet");
        quiet.map(|line| line["checks"].clone()).collect()
    };
    assert_eq!(quiet(&[]), Vec::<Value>::new());
    assert_eq!(quiet(&["--all"]), [3, 1]);
    let log = desk.run(&["log", "ferry", "--all"]).ok().out;
    assert!(log.contains("3 checks") && log.contains("1 check "), "{log}");
    assert!(log.contains("nothing new between"), "{log}");
    let csv = desk.run(&["log", "ferry", "--all", "--format", "csv"]).ok().out;
    assert!(csv.lines().next().is_some_and(|head| head.ends_with("after,until,checks")), "{csv}");
}
