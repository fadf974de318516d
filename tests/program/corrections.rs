//! `corrections`: notices, the edits that they speak of, and those that none does.

use serde_json::{Value, json};

use crate::desk::{Desk, ROAD, Site, page};

const NOTICE: &str = "Correction: An earlier version of this article said that the road will cost 21 million crowns.";

/// A desk with a story that says 11, then by mistake 21, then 13 million; the notice comes with the
/// version after that, in which the headline changes too.
fn desk() -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    let texts = ["11", "21", "13"].map(|price| ROAD[1].replace("11", price));
    let versions = [
        ("Council votes", vec![ROAD[0], &texts[0], ROAD[2]]),
        ("Council votes", vec![ROAD[0], &texts[1], ROAD[2]]),
        ("Council votes", vec![ROAD[0], &texts[2], ROAD[2]]),
        ("Council backs the road", vec![ROAD[0], &texts[2], ROAD[2], NOTICE]),
    ];
    for (at, (headline, paragraphs)) in versions.iter().enumerate() {
        site.publish("/road", &page(headline, "30.11.2025", paragraphs, 1));
        match at {
            0 => desk.track(&site.url("/road")).ok(),
            _ => desk.fetch(&["poll", "--all"]).ok(),
        };
    }
    (desk, site)
}

#[test]
fn a_notice_is_told_with_the_edit_it_speaks_of_and_how_long_the_error_stood() {
    let (desk, _site) = desk();
    let ledger = &desk.lines(&["corrections", "1"])[0];
    let [notice] = &ledger["notices"].as_array().expect("notices")[..] else {
        panic!("{ledger:#}")
    };
    assert_eq!((&notice["version"], &notice["text"]), (&json!(4), &json!(NOTICE)));
    let explains = notice["explains"].as_array().expect("changes");
    let change = |it: &Value| json!([it["version"], it["reason"]["old"], it["reason"]["new"]]);
    let changes: Vec<Value> = explains.iter().map(change).collect();
    assert_eq!(changes, [json!([3, "21 million", "13 million"])], "and not what brought it");
    let stood = &explains[0]["stood"];
    assert_eq!(stood["since"]["version"], 2);
    let (least, most) = (&stood["at_least_seconds"], &stood["at_most_seconds"]);
    assert!(least.as_i64().expect("a number") <= most.as_i64().expect("a number"));
    let log = desk.lines(&["log", "1"]);
    let second = log.iter().find(|entry| entry["version"] == 2).expect("it is logged");
    assert_eq!(stood["since"]["captured_at"], second["captured_at"]);
}

#[test]
fn edits_that_no_notice_speaks_of_are_told_as_just_that() {
    let (desk, _site) = desk();
    let ledger = &desk.lines(&["corrections", "1"])[0];
    let unmentioned = ledger["unmentioned"].as_array().expect("edits");
    let kinds = |edit: &Value| -> Value {
        let reasons = edit["reasons"].as_array().expect("reasons").iter();
        json!([edit["version"], reasons.map(|it| it["kind"].clone()).collect::<Vec<_>>()])
    };
    let told: Vec<Value> = unmentioned.iter().map(kinds).collect();
    assert_eq!(told, [json!([4, ["headline"]])], "the notice speaks of what v2 brought");
    let table = desk.run(&["corrections"]).ok().out;
    for words in [
        "“Correction: An earlier version",
        "number 21 million → 13 million, by v3, before the notice",
        "stood from v2 until v3",
        "that no notice we could join speaks of",
        "as a whole disclosed by a notice",
    ] {
        assert!(table.contains(words), "{words}: {table}");
    }
    assert!(!table.contains("stealth") && !table.contains('\u{1b}'), "{table}");
    assert!(desk.run(&["corrections", "--color", "always"]).ok().out.contains("\u{1b}["));
    let said = ["--by", "Ann Lee", "--why", "a slip"];
    let overrule = ["verdict", "1", "--version", "4", "--disclosure", "disclosed"];
    desk.run(&[&overrule[..], &said].concat()).ok();
    let table = desk.run(&["corrections", "road"]).ok().out;
    assert!(table.contains("overruled: disclosed, by Ann Lee: “a slip”"), "{table}");
}

#[test]
fn a_notice_that_speaks_of_nothing_that_was_seen_says_so() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &page("Council votes", "30.11.2025", &[ROAD[0], ROAD[2], NOTICE], 1));
    desk.track(&site.url("/road")).ok();
    let ledger = &desk.lines(&["corrections"])[0];
    assert_eq!(ledger["notices"][0]["explains"], json!([]));
    assert_eq!(ledger["unmentioned"], json!([]));
    let table = desk.run(&["corrections"]).ok().out;
    assert!(table.contains("every edit that we saw: it stood there when we first"), "{table}");
}

#[test]
fn what_stamps_say_is_told_beside() {
    let (desk, site) = (Desk::new(), Site::new());
    let later = ROAD[1].replace("11", "14");
    for (path, stamp) in [("/a", "30.11.2025"), ("/b", "")] {
        site.publish(path, &page("Council votes", stamp, &ROAD, 1));
        desk.track(&site.url(path)).ok();
        site.publish(path, &page("Council votes", stamp, &[ROAD[0], &later, ROAD[2]], 1));
    }
    desk.fetch(&["poll", "--all"]).ok();
    let told = |id: &str| desk.run(&["corrections", id]).ok().out;
    assert!(told("1").contains("no later updated stamp that we saw came with it either"));
    assert!(told("2").contains("there are no stamps by which more could be told"));
}

#[test]
fn where_there_is_nothing_to_tell_that_is_told() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &page("Council votes", "30.11.2025", &ROAD, 1));
    desk.track(&site.url("/road")).ok();
    let run = desk.run(&["corrections"]).ok();
    assert!(run.out.is_empty() && run.err.contains("no notice"), "{run:?}");
    assert_eq!(desk.run(&["corrections", "--format", "json"]).ok().json(), json!([]));
    assert!(desk.run(&["corrections", "1"]).ok().out.contains("no notice in any version"));
    desk.run(&["corrections", "7"]).fails(2, &["no story 7"]);
}
