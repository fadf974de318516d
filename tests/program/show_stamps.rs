//! Disclosure: an edit is disclosed by a stamp that moved with it, not by one that moved alone.

use serde_json::Value;

use crate::desk::{Desk, ROAD, Site, page};

const PUBLISHED: &str = "30.11.2025";
const UPDATED: &str = "30.11.2025 - Update : 01.12.2025";
const LATER: &str = "30.11.2025 - Update : 02.12.2025";

/// A desk that looked at a story once in each of its states, by its stamp and its cost.
fn desk(states: &[(&str, &str)]) -> Desk {
    let (desk, site) = (Desk::new(), Site::new());
    for (at, (stamp, cost)) in states.iter().enumerate() {
        let texts = ROAD.map(|text| text.replace("11 million", cost));
        let texts = texts.each_ref().map(String::as_str);
        site.publish("/road", &page("Council votes", stamp, &texts, 1));
        match at {
            0 => desk.track(&site.url("/road")).ok(),
            _ => desk.fetch(&["poll", "--all"]).ok(),
        };
    }
    desk
}

fn verdict(desk: &Desk, args: &[&str]) -> Value {
    let shown = desk.run(&[&["show", "1", "--format", "json"], args].concat()).ok().json();
    shown["verdict"].clone()
}

/// Checks what is said of each edit, in turn, and of all together; the list must say the same.
fn check(states: &[(&str, &str)], edits: &[(&str, &[&str])], all: (&str, &[&str])) {
    let desk = desk(states);
    let check = |verdict: &Value, (disclosure, evidence): (&str, &[&str])| {
        assert_eq!(verdict["disclosure"], disclosure, "{states:?}: {verdict:#}");
        let texts = verdict["evidence"].as_array().expect("an array").iter();
        let texts: Vec<&str> = texts.map(|it| it["text"].as_str().expect("a text")).collect();
        assert_eq!(texts, evidence, "{states:?}: {verdict:#}");
    };
    let shown = desk.run(&["show", "1", "--each", "--format", "json"]).ok().json();
    assert_eq!(shown.as_array().map(Vec::len), Some(edits.len()), "{states:?}");
    for (at, &expected) in edits.iter().enumerate() {
        check(&shown[at]["verdict"], expected);
    }
    let whole = verdict(&desk, &[]);
    check(&whole, all);
    assert_eq!(desk.lines(&["list"])[0]["verdict"], whole);
}

#[test]
fn a_stamp_that_moved_before_the_edit_discloses_nothing() {
    let stealth = ("stealth", &[][..]);
    check(
        &[(PUBLISHED, "11 million"), (UPDATED, "11 million"), (UPDATED, "12 million")],
        &[stealth],
        stealth,
    );
    let desk = desk(&[(PUBLISHED, "11 million"), (UPDATED, "11 million"), (UPDATED, "12 million")]);
    let shown = desk.run(&["show", "1"]).ok().out.split_whitespace().collect::<Vec<_>>().join(" ");
    let note = format!("its updated stamp “{UPDATED}” came with no change of substance");
    assert!(shown.contains(&note), "{shown}");
}

#[test]
fn a_stamp_that_moved_alone_and_again_with_the_edit_discloses_it() {
    let disclosed = ("disclosed", &[LATER][..]);
    check(
        &[(PUBLISHED, "11 million"), (UPDATED, "11 million"), (LATER, "12 million")],
        &[disclosed],
        disclosed,
    );
}

#[test]
fn what_came_between_the_same_two_looks_came_together() {
    let disclosed = ("disclosed", &[UPDATED][..]);
    check(&[(PUBLISHED, "11 million"), (UPDATED, "12 million")], &[disclosed], disclosed);
}

#[test]
fn several_edits_are_disclosed_where_a_stamp_moved_with_one() {
    let (stealth, disclosed) = (("stealth", &[][..]), ("disclosed", &[UPDATED][..]));
    check(
        &[(PUBLISHED, "11 million"), (UPDATED, "12 million"), (UPDATED, "13 million")],
        &[disclosed, stealth],
        disclosed,
    );
    check(
        &[
            (PUBLISHED, "11 million"),
            (PUBLISHED, "12 million"),
            (UPDATED, "12 million"),
            (UPDATED, "13 million"),
        ],
        &[stealth, stealth],
        stealth,
    );
    check(
        &[
            (PUBLISHED, "11 million"),
            (UPDATED, "12 million"),
            (LATER, "12 million"),
            (LATER, "13 million"),
        ],
        &[disclosed, stealth],
        disclosed,
    );
}

#[test]
fn a_stamp_taken_back_and_set_again_moved_alone() {
    let stealth = ("stealth", &[][..]);
    check(
        &[
            (PUBLISHED, "11 million"),
            (LATER, "11 million"),
            (UPDATED, "11 million"),
            (UPDATED, "12 million"),
        ],
        &[stealth],
        stealth,
    );
}

#[test]
fn a_stamp_that_the_story_bore_before_discloses_nothing() {
    let (stealth, disclosed) = (("stealth", &[][..]), ("disclosed", &[LATER][..]));
    check(
        &[(UPDATED, "11 million"), (PUBLISHED, "11 million"), (UPDATED, "12 million")],
        &[stealth],
        stealth,
    );
    check(
        &[(UPDATED, "11 million"), (PUBLISHED, "12 million"), (UPDATED, "13 million")],
        &[stealth, stealth],
        stealth,
    );
    check(
        &[(LATER, "11 million"), (PUBLISHED, "12 million"), (UPDATED, "13 million")],
        &[stealth, stealth],
        stealth,
    );
    check(
        &[(UPDATED, "11 million"), (PUBLISHED, "12 million"), (LATER, "13 million")],
        &[stealth, disclosed],
        disclosed,
    );
}

#[test]
fn a_stamp_that_came_with_a_cosmetic_edit_discloses_no_other() {
    let (stealth, none) = (("stealth", &[][..]), ("not_applicable", &[][..]));
    check(
        &[(PUBLISHED, "11 million"), (UPDATED, "11  million,"), (UPDATED, "12  million,")],
        &[none, stealth],
        stealth,
    );
}

#[test]
fn a_notice_that_came_and_went_disclosed_its_edit() {
    let notice = "Correction: An earlier version of this story misstated the cost.";
    let noted = format!("12 million.</p><p>{notice}</p><p>They are 12 million");
    let noted = noted.as_str();
    let disclosed = ("disclosed", &[notice][..]);
    check(
        &[(UPDATED, "11 million"), (UPDATED, noted), (UPDATED, "13 million")],
        &[disclosed, ("stealth", &[])],
        disclosed,
    );
}

#[test]
fn update_goes_across_the_edit_that_a_stamp_came_with() {
    let pair = |states: &[(&str, &str)]| {
        let shown = desk(states).run(&["show", "1", "--update", "--format", "json"]).ok().json();
        ["from", "to"].map(|side| shown[side]["version"].as_u64().expect("a number"))
    };
    let states = [
        (PUBLISHED, "11 million"),
        (UPDATED, "12 million"),
        (LATER, "12 million"),
        (LATER, "13 million"),
    ];
    assert_eq!(pair(&states), [1, 2], "the newest stamp moved alone");
    let alone =
        desk(&[(PUBLISHED, "11 million"), (UPDATED, "11 million"), (UPDATED, "12 million")]);
    alone.run(&["show", "1", "--update"]).fails(2, &["no version of story 1", "revdiff log 1"]);
}
