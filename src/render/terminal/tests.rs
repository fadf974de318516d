//! The terminal page by example, at two widths, and what no page may print.

use unicode_width::UnicodeWidthStr;

use super::*;
use crate::article::{Article, Block, BlockKind};
use crate::diff;
use crate::render::sample::{article, compare, first, snapshot, story, update};
use crate::render::{Side, json, plain};
use crate::text::visible::visible;
use crate::verdict;

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
fn a_page_of_200_columns() {
    check(200, include_str!("page_200.txt"));
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
    let notice = Block::new(BlockKind::Notice, format!("Correction: 12 {hostile}"));
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
    let comparison = Comparison {
        story: &story(),
        from: side(),
        to: side(),
        between: &[],
        overruled: &[],
        diff: &diff,
        verdict: &verdict,
    };
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
    assert_eq!(keys(&value), "from parts sentences stats story to verdict");
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
    assert_eq!(
        keys(&value["stats"]),
        "sentences_added sentences_cosmetic sentences_edited sentences_kept sentences_merged \
         sentences_moved sentences_removed sentences_split words_added words_kept words_moved \
         words_removed"
    );
    assert_eq!(keys(&value["sentences"][0]), "action new old");
    assert_eq!(keys(&value["verdict"]), "class disclosure evidence overruled reasons");
    assert_eq!(keys(&value["verdict"]["reasons"][0]), "block kind new old part ratio");
    assert_eq!(
        keys(&value["parts"][0]),
        "action inner kind move_id new_blocks old_blocks ops part"
    );
    let moved = value["parts"].as_array().expect("an array").iter();
    let ids: Vec<_> =
        moved.filter(|part| part["action"] == "moved").map(|part| &part["move_id"]).collect();
    assert_eq!(ids, ["1", "1"]);
}
