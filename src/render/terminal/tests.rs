//! The terminal page by example, at two widths, and what no page may print.

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::article::{Article, Block, BlockKind, ClaimedTime, Stamp, StampKind, StampSource};
use crate::diff;
use crate::digest::Digest;
use crate::history::{Following, Snapshot, SnapshotId, State, Story, StoryId};
use crate::page::{Response, Validators};
use crate::render::{Side, json, plain};
use crate::text::visible::visible;
use crate::verdict;

fn at(text: &str) -> Time {
    Time::parse(text).expect("an RFC 3339 time")
}

fn story() -> Story {
    Story {
        id: StoryId(7),
        url: "https://news.example/bridge".into(),
        host: "news.example".into(),
        label: None,
        tags: Vec::new(),
        added_at: at("2026-05-01T09:00:00Z"),
        state: State::Live,
        following: Following::Active,
        quarantined: false,
        next_check_at: at("2026-05-01T09:00:00Z"),
        last_checked_at: None,
        last_read_at: None,
        validators: Validators::default(),
        failures: 0,
        not_found: 0,
        not_modified: 0,
        quiet: 0,
        stamps: Vec::new(),
        last_page: None,
        verdict: None,
        latest: None,
    }
}

fn snapshot(version: u32, captured_at: &str, not_before: Option<&str>) -> Snapshot {
    let digest = Digest::of(b"");
    Snapshot {
        id: SnapshotId(i64::from(version)),
        story: StoryId(7),
        version,
        captured_at: at(captured_at),
        not_before: not_before.map(at),
        url: "https://news.example/bridge".into(),
        page_digest: digest,
        article_digest: digest,
        chain: digest,
        extractor: 1,
        response: Response::default(),
    }
}

fn stamp(kind: StampKind, time: &str, text: &str) -> Stamp {
    let at = ClaimedTime::parse(time).expect("a claimed time");
    Stamp { kind, at, source: StampSource::Visible, text: text.into(), relative: false }
}

fn article(headline: &str, paragraphs: &[&str], stamps: Vec<Stamp>) -> Article {
    let block = |text: &&str| Block { kind: BlockKind::Paragraph, text: text.to_string() };
    Article {
        headline: Some(headline.into()),
        byline: vec!["Ann Lee".into()],
        blocks: paragraphs.iter().map(block).collect(),
        stamps,
        ..Article::default()
    }
}

fn first() -> Article {
    article(
        "Old bridge to close for 11 months",
        &[
            "The old harbour bridge will close to all traffic in May, the council said on Monday.",
            "Engineers found cracks in four of its nine piers last winter.",
            "\"We will not put a single driver at risk,\" said the mayor, Bo Ek.",
            "Ferries are to run every ten minutes between the two banks of the river.",
            "The work is paid for by the state, which owns the road.",
        ],
        vec![stamp(StampKind::Published, "2026-04-30", "30.04.2026")],
    )
}

fn update() -> Article {
    article(
        "Old bridge to close for 10 months",
        &[
            "Ferries are to run every ten minutes between the two banks of the river.",
            "The old harbour bridge will close to all traffic in May, the council said on Monday.",
            "Engineers found cracks in four of its nine piers last winter.",
            "\"We do not want to put a driver at risk,\" said the mayor, Bo Ek.",
            "The work is paid for by the state, which owns the road.",
            "Shop owners on the east bank fear for their trade.",
        ],
        vec![
            stamp(StampKind::Published, "2026-04-30", "30.04.2026"),
            stamp(StampKind::Updated, "2026-05-01", "Update : 01.05.2026"),
        ],
    )
}

/// Hands a comparison of two articles to a function.
fn compare<T>(old: &Article, new: &Article, read: impl Fn(&Comparison) -> T) -> T {
    let diff = diff::articles(old, new);
    let verdict = verdict::judge(&diff, old, new);
    let from = snapshot(1, "2026-04-30T10:00:00Z", None);
    let to = snapshot(2, "2026-05-01T14:17:31Z", Some("2026-05-01T14:02:10Z"));
    let side = |snapshot, article| Side { snapshot, article, extractor: 1 };
    let (from, to) = (side(&from, old), side(&to, new));
    read(&Comparison { story: &story(), from, to, diff: &diff, verdict: &verdict })
}

fn print(old: &Article, new: &Article, width_columns: usize, palette: Palette) -> String {
    lay_out(old, new, width_columns, palette, Layout::OneColumn)
}

fn lay_out(
    old: &Article,
    new: &Article,
    width_columns: usize,
    palette: Palette,
    layout: Layout,
) -> String {
    let time = |time: Time| time.utc().format("%Y-%m-%d %H:%M:%S").to_string();
    compare(old, new, |pair| comparison(pair, &Style { width_columns, palette, layout, time }))
}

fn check(width_columns: usize, expected: &str) {
    let printed = print(&first(), &update(), width_columns, Palette::Plain);
    assert_eq!(printed, expected, "\n{printed}");
}

#[test]
fn a_page_of_100_columns() {
    check(100, include_str!("page_100.txt"));
}

#[test]
fn a_page_of_60_columns() {
    check(60, include_str!("page_60.txt"));
}

#[test]
fn a_passage_that_moves_between_paragraphs_is_named() {
    let [first, second] =
        ["The ferry is late again today.", "It left the pier an hour after noon."];
    let [third, fourth] = ["Nobody knows who will run it.", "The owner gave no reason at all."];
    let old = article("A", &[&format!("{first} {second}"), &format!("{third} {fourth}")], vec![]);
    let new = article("A", &[first, &format!("{third} {fourth} {second}")], vec![]);
    let printed = print(&old, &new, 120, Palette::Plain);
    for expected in [
        "  1 moved to paragraph 2\n~ The ferry is late again today.",
        "[<1: It left the pier an hour after noon.<]",
        "  1 moved here from paragraph 1\n~ Nobody knows who will run it.",
        "{>1: It left the pier an hour after noon.>}",
    ] {
        assert!(printed.contains(expected), "{printed}");
    }
}

#[test]
fn no_line_is_wider_than_the_page() {
    for width_columns in 40..120 {
        let printed = print(&first(), &update(), width_columns, Palette::Plain);
        let widest = printed.lines().map(UnicodeWidthStr::width).max();
        assert!(widest <= Some(width_columns), "{widest:?} in {width_columns}\n{printed}");
    }
}

/// The text without our own colours.
fn bare(printed: &str) -> String {
    let mut bare = String::new();
    for (at, piece) in printed.split('\u{1b}').enumerate() {
        let rest = match at {
            0 => Some(piece),
            _ => piece.split_once('m').filter(|(code, _)| is_color(code)).map(|(_, rest)| rest),
        };
        bare.push_str(rest.expect("an escape of ours is a colour"));
    }
    bare
}

fn is_color(code: &str) -> bool {
    code.starts_with('[') && code[1..].chars().all(|c| c.is_ascii_digit() || c == ';')
}

#[test]
fn colour_adds_nothing_but_colour() {
    let colored = print(&first(), &update(), 80, Palette::Colored);
    assert!(colored.contains("\u{1b}[38;5;33m{+10+}"), "{colored}");
    assert_eq!(bare(&colored), print(&first(), &update(), 80, Palette::Plain));
}

#[test]
fn nothing_hostile_reaches_a_terminal() {
    let hostile = "\u{1b}]52;c;eA==\u{7} \u{9b}2J \u{202e}gnirts\r\u{200f}";
    let spoil = |mut article: Article| {
        article.headline = article.headline.map(|headline| headline + hostile);
        article.dek = Some(hostile.into());
        article.byline.push(hostile.into());
        article.blocks.iter_mut().for_each(|block| block.text.push_str(hostile));
        article.stamps.iter_mut().for_each(|stamp| stamp.text.push_str(hostile));
        article
    };
    let notice = Block { kind: BlockKind::Notice, text: format!("Correction: 12 {hostile}") };
    let (old, mut new) = (spoil(first()), spoil(update()));
    new.blocks.push(notice);
    for (old, new) in [(&old, &new), (&new, &old), (&first(), &new)] {
        let colored = print(old, new, 80, Palette::Colored);
        for printed in [bare(&colored), print(old, new, 80, Palette::Plain)] {
            assert_eq!(visible(&printed), printed);
        }
    }
}

#[test]
fn one_version_says_so() {
    let (article, snapshot) = (first(), snapshot(1, "2026-04-30T10:00:00Z", None));
    let side = || Side { snapshot: &snapshot, article: &article, extractor: 1 };
    let diff = diff::articles(&article, &article);
    let verdict = verdict::judge(&diff, &article, &article);
    let comparison =
        Comparison { story: &story(), from: side(), to: side(), diff: &diff, verdict: &verdict };
    let printed = plain::comparison(&comparison, 80);
    assert!(printed.contains("\none version so far"), "{printed}");
    assert!(printed.contains("2026-04-30T10:00:00.000Z"), "{printed}");
}

#[test]
fn json_is_the_contract() {
    let text = compare(&first(), &update(), json::json);
    let value: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let keys = |value: &serde_json::Value| {
        let mut keys: Vec<_> = value.as_object().expect("an object").keys().cloned().collect();
        keys.sort();
        keys.join(" ")
    };
    assert_eq!(keys(&value), "from parts stats story to verdict");
    assert_eq!(keys(&value["story"]), "headline id url");
    for side in ["from", "to"] {
        assert_eq!(
            keys(&value[side]),
            "captured_at extractor not_before published stamps updated version"
        );
    }
    assert_eq!(value["to"]["not_before"], "2026-05-01T14:02:10.000Z");
    assert_eq!(value["from"]["updated"], serde_json::Value::Null);
    assert_eq!(value["to"]["updated"], "2026-05-01");
    assert_eq!(keys(&value["stats"]), "words_added words_kept words_moved words_removed");
    assert_eq!(keys(&value["verdict"]), "class disclosure evidence reasons");
    assert_eq!(keys(&value["verdict"]["reasons"][0]), "block kind new old part ratio");
    assert_eq!(keys(&value["parts"][0]), "action inner kind move_id ops part");
    let moved = value["parts"].as_array().expect("an array").iter();
    let ids: Vec<_> =
        moved.filter(|part| part["action"] == "moved").map(|part| &part["move_id"]).collect();
    assert_eq!(ids, ["1", "1"]);
}
