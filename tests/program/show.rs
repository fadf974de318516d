//! `show`, `list` and `log`: what people and programs read.

use serde_json::{Value, json};

use crate::desk::{Desk, ROAD, Site, page};

/// A desk with a story of three versions.
fn desk() -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    let mut road = ROAD.map(String::from);
    let texts = |road: &[String; 3]| {
        page("Council votes", "30.11.2025", &road.each_ref().map(String::as_str), 1)
    };
    site.publish("/road", &texts(&road));
    desk.track(&site.url("/road")).ok();
    for (from, to) in [("11 million", "10 million"), ("the mayor said", "the mayor claimed")] {
        road = road.map(|text| text.replace(from, to));
        site.publish("/road", &texts(&road));
        desk.fetch(&["poll", "--all"]).ok();
    }
    (desk, site)
}

#[test]
fn any_two_versions_are_compared() {
    let (desk, _site) = desk();
    let versions = |args: &[&str]| -> (Value, Value) {
        let shown = desk.run(&[&["show", "1", "--format", "json"], args].concat()).ok().json();
        (shown["from"]["version"].clone(), shown["to"]["version"].clone())
    };
    assert_eq!(versions(&[]), (json!(1), json!(3)));
    assert_eq!(versions(&["--from", "2"]), (json!(2), json!(3)));
    assert_eq!(versions(&["--from", "3", "--to", "2"]), (json!(3), json!(2)));
    let back = desk.run(&["show", "1", "--from", "3", "--to", "1", "--format", "json"]).ok().json();
    assert_eq!(back["verdict"]["disclosure"], "not_applicable", "nobody made that edit");
    let itself = desk.run(&["show", "1", "--from", "2", "--to", "2"]).ok().out;
    assert!(itself.contains("v2 beside itself"), "{itself}");
    desk.run(&["show", "1", "--to", "9"]).fails(2, &["no version 9", "1 to 3"]);
}

#[test]
fn a_return_is_an_edit_to_an_earlier_text() {
    let (desk, site) = desk();
    site.publish("/road", &page("Council votes", "30.11.2025", &ROAD, 1));
    desk.fetch(&["poll", "--all"]).ok();
    let returns = |args: &[&str]| {
        let shown = desk.run(&[&["show", "1", "--format", "json"], args].concat()).ok().json();
        shown["verdict"]["reasons"]
            .as_array()
            .expect("reasons")
            .iter()
            .any(|reason| reason["kind"] == "revert")
    };
    assert!(returns(&["--from", "3", "--to", "4"]));
    assert!(!returns(&["--from", "4", "--to", "4"]), "nothing was edited");
    assert!(!returns(&["--from", "1", "--to", "3"]));
}

#[test]
fn the_runs_of_show_are_both_versions_byte_for_byte() {
    let (desk, _site) = desk();
    let runs = desk.run(&["show", "1", "--format", "ops"]).ok().json();
    let joined = |ops: [&str; 3]| -> String {
        let runs = runs.as_array().expect("an array").iter();
        let chosen = runs.filter(|run| ops.contains(&run["op"].as_str().expect("a name")));
        chosen.map(|run| run["text"].as_str().expect("text")).collect()
    };
    let old = joined(["equal", "delete", "move_from"]);
    assert_eq!(old, format!("Council votes\n\n{}", ROAD.join("\n\n")));
    let new = joined(["equal", "insert", "move_to"]);
    assert_eq!(new, old.replace("11", "10").replace("mayor said", "mayor claimed"));
}

#[test]
fn a_story_is_named_by_number_url_or_part() {
    let (desk, site) = desk();
    for name in ["1", &site.url("/road"), "road", "COUNCIL"] {
        desk.run(&["show", name]).ok();
    }
    desk.run(&["show", "7"]).fails(2, &["no story 7", "revdiff list", "1  http://"]);
    desk.run(&["show", "raod"]).fails(2, &["no story raod", "Council votes"]);
    site.publish("/road2", &page("Council votes again", "30.11.2025", &ROAD, 1));
    desk.track(&site.url("/road2")).ok();
    desk.run(&["show", "council"]).fails(2, &["fits 2 stories", "1  http://", "2  http://"]);
}

#[test]
fn data_has_the_fields_of_the_contract() {
    let (desk, _site) = desk();
    let keys = |value: &Value| -> Vec<String> {
        let mut keys: Vec<String> = value.as_object().expect("an object").keys().cloned().collect();
        keys.sort();
        keys
    };
    let list = desk.lines(&["list"]);
    assert_eq!(
        keys(&list[0]).join(" "),
        "first_captured_at following headline id label last_captured_at last_checked_at \
         last_read_at next_check_at paused pending published quarantined state state_since tags turns \
         unseen_seconds updated url verdict versions"
    );
    let log = desk.lines(&["log", "1"]);
    let of_type = |name| log.iter().find(|entry| entry["type"] == name).expect("an entry");
    assert_eq!(
        keys(of_type("check")).join(" "),
        "at events evidence failure final_url http_status outcome page_digest request type"
    );
    let request = &of_type("check")["request"];
    assert!(request["headers"].to_string().contains("[\"user-agent\",\"revdiff/"), "{request}");
    assert!(request["to"].as_str().is_some_and(|to| to.starts_with("127.0.0.1:")), "{request}");
    assert_eq!((&request["from"], &request["redirects"]), (&json!("127.0.0.1"), &json!([])));
    assert_eq!(
        keys(of_type("snapshot")).join(" "),
        "article_digest captured_at chain extractor not_before page_digest type url version"
    );
    let times: Vec<&str> = log
        .iter()
        .filter_map(|entry| entry["at"].as_str().or_else(|| entry["captured_at"].as_str()))
        .collect();
    assert!(times.is_sorted(), "{times:?}");
    let show = desk.run(&["show", "1", "--format", "json"]).ok().json();
    assert_eq!(keys(&show).join(" "), "from parts sentences stats story to verdict");
    assert_eq!(
        keys(&show["to"]).join(" "),
        "captured_at extractor not_before published stamps updated version"
    );
    assert_eq!(keys(&show["verdict"]["reasons"][0]).join(" "), "block kind new old part ratio");
    let verified = desk.run(&["verify", "--format", "json"]).ok().json();
    assert_eq!(verified, json!({"ok": true, "checked": 3, "damaged": []}));
}

#[test]
fn hostile_text_reaches_no_terminal() {
    let (desk, site) = (Desk::new(), Site::new());
    let evil = ROAD.map(|text| format!("{text} \u{1b}[31m\u{9b}2J\u{202e}evil\u{7}"));
    let texts = evil.each_ref().map(String::as_str);
    site.publish("/evil", &page("Evil \u{1b}]0;title\u{7}", "30.11.2025", &texts, 1));
    desk.track(&site.url("/evil")).ok();
    for command in [&["show", "1"][..], &["list"], &["log", "1"], &["show", "nothing"]] {
        let shown = desk.run(command);
        let text = shown.out + &shown.err;
        let bad = ['\u{1b}', '\u{9b}', '\u{202e}', '\u{7}'];
        assert!(!text.contains(bad), "{command:?}: {text:?}");
    }
}
