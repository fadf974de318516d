//! `show`: which versions are compared, and what the exit code says of them.

use serde_json::{Value, json};

use crate::desk::{Desk, ROAD, Run, Site, page};

const PUBLISHED: &str = "30.11.2025";
const UPDATED: &str = "30.11.2025 - Update : 01.12.2025";

/// A desk with a story of a version for each stamp and cost, captured a day apart, the first on
/// 1 December 2025.
fn desk(versions: &[(&str, &str)]) -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    let publish = |(stamp, cost): (&str, &str)| {
        let texts = ROAD.map(|text| text.replace("11 million", cost));
        let texts = texts.each_ref().map(String::as_str);
        site.publish("/road", &page("Council votes", stamp, &texts, 1));
    };
    publish(versions[0]);
    desk.track(&site.url("/road")).ok();
    for &version in &versions[1..] {
        publish(version);
        assert_eq!(desk.poll_lines()[0]["outcome"], "changed");
    }
    date_back(&desk);
    (desk, site)
}

/// Moves the captures into the past, as no test waits for days; the chain is not asked.
fn date_back(desk: &Desk) {
    let db = rusqlite::Connection::open(desk.path("desk.db")).expect("the store opens");
    let first = 1_764_547_200_000_i64;
    let sql = "UPDATE snapshot SET captured_at = ?1 + (version - 1) * 86400000, not_before = NULL";
    db.execute(sql, [first]).expect("the versions are there");
}

fn four() -> (Desk, Site) {
    desk(&[
        (PUBLISHED, "11 million"),
        (PUBLISHED, "12 million"),
        (UPDATED, "13 million"),
        (UPDATED, "14 million"),
    ])
}

/// The numbers of the versions that are compared.
fn pair(comparison: &Value) -> (u64, u64) {
    let version = |side: &str| comparison[side]["version"].as_u64().expect("a number");
    (version("from"), version("to"))
}

fn pairs(desk: &Desk, args: &[&str]) -> Vec<(u64, u64)> {
    let shown = show(desk, &[&["--format", "json"], args].concat()).ok().json();
    match shown.as_array() {
        Some(all) => all.iter().map(pair).collect(),
        None => vec![pair(&shown)],
    }
}

fn show(desk: &Desk, args: &[&str]) -> Run {
    desk.run(&[&["show", "1"], args].concat())
}

#[test]
fn each_version_is_compared_with_the_one_before() {
    let (desk, _site) = four();
    assert_eq!(pairs(&desk, &["--each"]), [(1, 2), (2, 3), (3, 4)]);
    assert_eq!(pairs(&desk, &["--each", "--from", "2"]), [(2, 3), (3, 4)]);
    assert_eq!(pairs(&desk, &["--each", "--to", "2"]), [(1, 2)]);
    assert_eq!(pairs(&desk, &["--each", "--from", "3", "--to", "1"]), [(3, 2), (2, 1)]);
    assert_eq!(pairs(&desk, &["--each", "--from", "2", "--to", "2"]), [(2, 2)]);
    let plain = show(&desk, &["--each"]).ok().out;
    let marks = ["[-11-]{+12+}", "[-12-]{+13+}", "[-13-]{+14+}"];
    let places: Vec<usize> =
        marks.iter().map(|mark| plain.find(mark).expect("each edit is there")).collect();
    assert!(places.is_sorted(), "{plain}");
    show(&desk, &["--each", "--format", "ops"]).fails(2, &["--format ops", "--format json"]);
}

#[test]
fn each_of_one_version_is_an_array_of_one() {
    let (desk, _site) = desk(&[(PUBLISHED, "11 million")]);
    assert_eq!(pairs(&desk, &["--each"]), [(1, 1)]);
    let shown = show(&desk, &["--each", "--format", "json"]).ok().json();
    assert_eq!(shown[0]["verdict"]["class"], "none");
}

#[test]
fn since_begins_at_the_version_that_stood_then() {
    let (desk, _site) = four();
    for (since, expected) in [
        ("2025-11-01", (1, 4)),
        ("2025-12-01T00:00:00Z", (1, 4)),
        ("2025-12-02T12:00:00Z", (2, 4)),
        ("2025-12-03T03:00:00+03:00", (3, 4)),
        ("2025-12-04", (4, 4)),
        ("90000d", (1, 4)),
        ("2d", (4, 4)),
    ] {
        assert_eq!(pairs(&desk, &["--since", since]), [expected], "{since}");
    }
    let twice = ["--since", "2025-12-02", "--each"];
    assert_eq!(pairs(&desk, &twice), [(2, 3), (3, 4)]);
    let quiet = show(&desk, &["--since", "2d"]).ok();
    assert!(quiet.err.contains("nothing has changed since"), "{quiet:?}");
    let early = show(&desk, &["--since", "2025-11-01"]).ok();
    assert!(early.err.contains("not followed before 2025-12-01 00:00:00 +00:00"), "{early:?}");
    assert!(early.err.contains("compared from v1"), "{early:?}");
    show(&desk, &["--since", "soon"]).fails(2, &["soon", "2d"]);
    show(&desk, &["--since", "2999-01-01"]).fails(2, &["2999-01-01", "in the future"]);
    desk.run(&["list", "--since", "2999-01-01"]).fails(2, &["2999-01-01", "in the future"]);
    show(&desk, &["--since", "2d", "--from", "1"]).fails(2, &["--since", "--from"]);
}

#[test]
fn nothing_is_claimed_of_a_time_when_nobody_looked() {
    let (desk, _site) = desk(&[(PUBLISHED, "11 million")]);
    let early = show(&desk, &["--since", "2020-01-01"]).ok().err;
    assert!(early.contains("followed since 2025-12-01 00:00:00 +00:00; nothing"), "{early}");
    assert!(!early.contains("2020"), "{early}");
    let db = rusqlite::Connection::open(desk.path("desk.db")).expect("the store opens");
    let read = "UPDATE story SET last_read_at = 1764633600000";
    db.execute(read, ()).expect("the story is there");
    let late = show(&desk, &["--since", "2025-12-03"]).ok().err;
    let expected =
        "not read since 2025-12-03 00:00:00 +00:00; last read 2025-12-02 00:00:00 +00:00";
    assert!(late.contains(expected), "{late}");
}

#[test]
fn update_goes_across_the_publishers_own_stamp() {
    let (desk, _site) = four();
    assert_eq!(pairs(&desk, &["--update"]), [(2, 3)]);
    let shown = show(&desk, &["--update", "--format", "json"]).ok().json();
    assert_eq!(shown["from"]["updated"], json!(null));
    assert_eq!(shown["to"]["updated"], "2025-12-01");
    assert_eq!(shown["verdict"]["disclosure"], "disclosed");
}

#[test]
fn update_goes_across_the_newest_stamp_of_several() {
    let later = "30.11.2025 - Update : 02.12.2025";
    let (desk, _site) =
        desk(&[(PUBLISHED, "11 million"), (UPDATED, "12 million"), (later, "13 million")]);
    assert_eq!(pairs(&desk, &["--update"]), [(2, 3)]);
}

#[test]
fn update_needs_a_stamp() {
    let (desk, _site) = desk(&[(PUBLISHED, "11 million"), (PUBLISHED, "12 million")]);
    show(&desk, &["--update"]).fails(2, &["no version of story 1", "revdiff show 1"]);
    show(&desk, &["--update", "--each"]).fails(2, &["--update", "--each"]);
}

#[test]
fn the_exit_code_tells_of_a_change_only_when_asked() {
    let (desk, _site) =
        desk(&[(PUBLISHED, "11 million"), (PUBLISHED, "12 million"), (PUBLISHED, "11 million")]);
    let code = |args: &[&str]| show(&desk, args).code;
    assert_eq!(code(&["--from", "1", "--to", "2"]), Some(0));
    assert_eq!(code(&["--from", "1", "--to", "2", "--exit-code"]), Some(1));
    assert_eq!(code(&["--from", "2", "--to", "2", "--exit-code"]), Some(0));
    assert_eq!(code(&["--exit-code"]), Some(0), "the text returned");
    assert_eq!(code(&["--exit-code", "--each"]), Some(1), "and yet it was another");
    for format in ["html", "markdown", "json", "ops", "terminal"] {
        assert_eq!(code(&["--from", "2", "--exit-code", "--format", format]), Some(1), "{format}");
    }
    assert_eq!(code(&["--to", "9", "--exit-code"]), Some(2));
}
