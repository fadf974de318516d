//! `verdict` and `reclassify`: what people say of verdicts, and the rules judging anew.

use serde_json::{Value, json};

use crate::desk::{Desk, ROAD, Run, Site, page};

/// A desk with a story of that many versions, of which each is dearer than the one before.
fn desk(versions: usize) -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    for at in 0..versions {
        let text = ROAD[1].replace("11", &(11 + 10 * at).to_string());
        site.publish("/road", &page("Council votes", "30.11.2025", &[ROAD[0], &text, ROAD[2]], 1));
        match at {
            0 => desk.track(&site.url("/road")).ok(),
            _ => desk.fetch(&["poll", "--all"]).ok(),
        };
    }
    (desk, site)
}

fn say(desk: &Desk, args: &str) -> Run {
    let args: Vec<&str> = args.split(' ').collect();
    desk.run(&[&["verdict", "1"], &args[..], &["--by", "Ann Lee", "--why", "she asked"]].concat())
}

fn show(desk: &Desk, args: &str) -> String {
    let args: Vec<&str> = args.split(' ').collect();
    desk.run(&[&["show", "1"], &args[..]].concat()).ok().out
}

#[test]
fn what_a_person_says_stands_beside_what_the_rules_say() {
    let (desk, _site) = desk(2);
    let before = desk.run(&["show", "1", "--format", "json"]).ok().json();
    assert_eq!(before["verdict"]["overruled"], Value::Null);
    say(&desk, "--version 2 --set cosmetic").ok();
    let mut after = desk.run(&["show", "1", "--format", "json"]).ok().json();
    let overruled = after["verdict"]["overruled"].take();
    let said = json!(["cosmetic", "not_applicable", "Ann Lee", "she asked"]);
    let fields = ["class", "disclosure", "by", "why"].map(|field| overruled[field].clone());
    assert_eq!(json!(fields), said);
    assert_eq!(after, before, "the rules' own word is as it was");
    for format in ["terminal", "plain", "markdown", "html"] {
        let text = show(&desk, &format!("--format {format}"));
        let both = ["overruled: cosmetic", "by Ann Lee", "“she asked”", "substantive · number"];
        for words in both {
            assert!(text.contains(words), "{format}: {words}: {text}");
        }
    }
    let listed = &desk.lines(&["list"])[0];
    assert_eq!(listed["verdict"]["overruled"], overruled);
    assert_eq!(listed["verdict"]["class"], "substantive");
    assert!(desk.run(&["list"]).ok().out.contains("overruled"));
    let log = desk.run(&["log", "1"]).ok().out;
    assert!(log.contains("verdict on v2") && log.contains("Ann Lee: she asked"), "{log}");
    assert!(desk.run(&["verify"]).ok().out.contains("all whole"));
}

#[test]
fn a_comparison_tells_which_of_its_edits_are_overruled() {
    let (desk, _site) = desk(4);
    say(&desk, "--version 3 --disclosure disclosed").ok();
    let check = |args: &str, expected: &[&str], not: &str| {
        let text = show(&desk, args);
        for words in expected {
            assert!(text.contains(words), "{args}: {words}: {text}");
        }
        assert!(!text.contains(not), "{args}: {text}");
    };
    check("--from 2 --to 3", &["overruled: disclosed, by Ann Lee"], "that made v3");
    let named = "the verdict on the edit that made v3 was overruled: `revdiff verdict 1` tells how";
    check("--to 4", &[named], "Ann Lee");
    check("--from 3 --to 4", &["substantive"], "overruled");
    check("--from 3 --to 2", &["substantive"], "overruled");
    say(&desk, "--version 2 --set none").ok();
    check("--to 4", &["the edits that made v2 and v3 were overruled"], "Ann Lee");
    let each = desk.run(&["show", "1", "--each", "--format", "json"]).ok().json();
    let each: Vec<Value> =
        (0..3).map(|at| each[at]["verdict"]["overruled"]["class"].clone()).collect();
    assert_eq!(each, [json!("none"), Value::Null, Value::Null]);
    assert_eq!(
        desk.lines(&["list"])[0]["verdict"]["overruled"],
        Value::Null,
        "it is of no single edit"
    );
}

#[test]
fn the_newest_word_counts_and_none_is_lost() {
    let (desk, _site) = desk(3);
    say(&desk, "--version 2 --set cosmetic").ok();
    say(&desk, "--version 2 --set substantive --disclosure disclosed").ok();
    say(&desk, "--version 3 --disclosure unknown").ok();
    let withdrawn = say(&desk, "--version 3 --withdraw --format jsonl").ok().lines();
    let entries = |lines: &[Value]| -> Vec<Value> {
        let entry =
            |it: &Value| json!([it["version"], it["class"], it["disclosure"], it["stands"]]);
        lines.iter().map(entry).collect()
    };
    let of_third = [
        json!([3, null, null, null]),
        json!([3, null, "unknown", false]),
        json!([3, null, null, false]),
    ];
    assert_eq!(entries(&withdrawn), of_third);
    let all = entries(&desk.lines(&["verdict", "1"]));
    assert_eq!(
        all[..3],
        [
            json!([2, null, null, null]),
            json!([2, "cosmetic", "not_applicable", false]),
            json!([2, "substantive", "disclosed", true]),
        ]
    );
    assert_eq!(all[3..], of_third);
    let table = desk.run(&["verdict", "1"]).ok().out;
    for words in ["the rules", "counts no more", "withdrawn", "Ann Lee: she asked"] {
        assert!(table.contains(words), "{words}: {table}");
    }
    assert!(!show(&desk, "--from 2 --to 3").contains("overruled"));
}

#[test]
fn what_cannot_be_said_is_refused_with_the_next_step() {
    let (desk, site) = desk(2);
    say(&desk, "--version 1 --set none").fails(2, &["the first", "from 2 on"]);
    say(&desk, "--version 9 --set none").fails(2, &["no version 9", "versions 1 to 2"]);
    say(&desk, "--version 2").fails(2, &["--set, --disclosure or --withdraw"]);
    say(&desk, "--set none").fails(2, &["--version <N>"]);
    say(&desk, "--version 2 --withdraw").fails(2, &["nobody has overruled", "revdiff verdict 1"]);
    say(&desk, "--version 2 --set none --disclosure stealth").fails(2, &["nothing to disclose"]);
    say(&desk, "--version 2 --set good").fails(2, &["substantive"]);
    let by = |by: &str, why: &str| {
        let said = ["--version", "2", "--set", "none", "--by", by, "--why", why];
        desk.run(&[&["verdict", "1"], &said[..]].concat())
    };
    by("", "x").fails(2, &["100 characters at most"]);
    by("a\u{1b}[2J", "x").fails(2, &["none of them a control"]);
    by("Ann", &"x".repeat(1001)).fails(2, &["1000 characters at most"]);
    desk.run(&["verdict", "1", "--version", "2", "--set", "none"]).fails(2, &["--by", "--why"]);
    assert_eq!(desk.lines(&["verdict", "1"]).len(), 1, "nothing was said");
    site.publish("/new", &page("A new story", "30.11.2025", &ROAD, 1));
    desk.track(&site.url("/new")).ok();
    let run = desk.run(&["verdict", "2"]).ok();
    assert!(run.out.is_empty() && run.err.contains("no edit yet"), "{run:?}");
}

/// Puts a verdict in the place of the one that is kept.
fn keep(desk: &Desk, verdict: &str) {
    let db = rusqlite::Connection::open(desk.path("desk.db")).expect("the store opens");
    db.execute("UPDATE story SET verdict = ?1 WHERE id = 1", [verdict]).expect("an edit");
}

const OLD: &str =
    r#"{"class":"cosmetic","disclosure":"not_applicable","evidence":[],"reasons":[]}"#;

#[test]
fn the_rules_judge_anew_what_older_rules_judged() {
    let (desk, _site) = desk(3);
    let versions = desk.lines(&["log", "1"]);
    let shown = desk.run(&["show", "1", "--format", "json"]).ok().json()["verdict"].clone();
    let kept = || desk.lines(&["list"])[0]["verdict"].clone();
    let same = desk.run(&["reclassify"]).ok();
    assert!(same.out.is_empty() && same.err.contains("none became another"), "{same:?}");
    say(&desk, "--version 2 --set none").ok();
    keep(&desk, OLD);
    let dry = desk.lines(&["reclassify", "--dry-run"]);
    assert_eq!(kept()["class"], "cosmetic", "nothing is changed");
    let done = desk.lines(&["reclassify", "road"]);
    assert_eq!((&done, done.len()), (&dry, 1));
    assert_eq!(done[0]["old"]["class"], "cosmetic");
    assert_eq!(done[0]["new"]["reasons"], kept()["reasons"]);
    assert_eq!(kept(), shown, "as `show` judges");
    assert!(desk.lines(&["reclassify"]).is_empty(), "twice is once");
    let mut log = desk.lines(&["log", "1"]);
    log.retain(|entry| entry["type"] != "overruling");
    assert_eq!(log, versions, "no version is touched");
    assert_eq!(desk.lines(&["verdict", "1"]).len(), 3, "nor a person's word");
    keep(&desk, OLD);
    let table = desk.run(&["reclassify"]).ok();
    assert!(table.out.contains("cosmetic") && table.out.contains("substantive · number"));
    assert!(table.err.contains("1 verdict given anew: 1 became another"), "{table:?}");
}

#[test]
fn a_damaged_story_is_left_as_it_is() {
    let (desk, site) = desk(2);
    for text in ["Two were hurt.", "Three were hurt."] {
        site.publish("/fire", &page("Fire", "30.11.2025", &[ROAD[0], ROAD[2], text], 1));
        desk.track(&site.url("/fire")).ok();
        desk.fetch(&["poll", "--all"]).ok();
    }
    let db = rusqlite::Connection::open(desk.path("desk.db")).expect("the store opens");
    db.execute("UPDATE story SET verdict = ?1", [OLD]).expect("an edit");
    let spoil = "UPDATE reading SET article = x'00' WHERE snapshot IN
                 (SELECT id FROM snapshot WHERE story = 1)";
    db.execute(spoil, ()).expect("an edit");
    drop(db);
    let run = desk.run(&["reclassify"]).fails(3, &["story 1 is left as it was", "1 left"]);
    assert!(run.out.contains("Fire") && !run.out.contains("Council"), "{run:?}");
    let classes: Vec<Value> =
        desk.lines(&["list"]).iter().map(|it| it["verdict"]["class"].clone()).collect();
    assert_eq!(classes, ["cosmetic", "substantive"]);
    let run = desk.run(&["corrections"]).fails(3, &["story 1 is passed over"]);
    assert!(run.out.contains("Fire"), "{run:?}");
    desk.run(&["corrections", "1"]).fails(3, &["story 1"]);
    let named = ["corrections", "2", "1", "--format", "json"];
    let ledgers = desk.run(&named).fails(3, &["story 1 is passed over"]).json();
    assert_eq!(ledgers.as_array().map(Vec::len), Some(1), "the array is whole");
}
