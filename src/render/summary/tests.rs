//! Times, ratios and places in words, by example.

use super::*;
use crate::article::{Article, BlockKind};
use crate::history::Snapshot;
use crate::render::labels;
use crate::render::sample::{article, compare, snapshot};

#[test]
fn a_ratio_has_the_digits_that_tell() {
    for (ratio, expected) in [
        (10.0 / 11.0, Some("0.91")),
        (10.0, Some("10")),
        (1000.0, Some("1000")),
        (1.5, Some("1.5")),
        (0.001, Some("0.001")),
        (0.001_234, Some("0.0012")),
        (1e-9, Some("0.000000001")),
        (1.0, None),
        (1.001, None),
        (0.0, None),
        (-1.0, None),
    ] {
        assert_eq!(rounded(ratio).as_deref(), expected, "{ratio}");
    }
}

/// A table, its caption and a list between two paragraphs, each with a number.
fn mixed(numbers: [u32; 6]) -> Article {
    let [a, b, c, d, e, f] = numbers;
    let texts = [
        format!("The harbour of the old town has {a} piers."),
        format!("A picture shows the first {b} of them."),
        format!("Ferries in the year before last: {c}"),
        format!("Ferries in the year of the storm: {d}"),
        format!("The mayor asks for {e} more, and a bridge."),
        format!("Nobody expects that all {f} will come."),
    ];
    let mut article = article("Piers", &texts.each_ref().map(String::as_str), Vec::new());
    for (at, kind) in [
        (1, BlockKind::Caption),
        (2, BlockKind::TableRow),
        (3, BlockKind::TableRow),
        (4, BlockKind::ListItem),
    ] {
        article.blocks[at].kind = kind;
    }
    article
}

fn check_places(new: [u32; 6], expected: &[&str]) {
    compare(&mixed([11, 12, 13, 14, 15, 16]), &mixed(new), |pair| {
        let Judgement::Judged(judged) = Summary::of(pair, words::utc).judgement else {
            panic!("two versions are judged");
        };
        let places: Vec<&str> = judged.facts.iter().map(|fact| fact.part.as_str()).collect();
        assert_eq!(places, expected);
    });
}

#[test]
fn a_fact_stands_in_a_block_of_a_kind() {
    check_places([21, 12, 13, 14, 15, 16], &["paragraph 1"]);
    check_places([11, 22, 13, 24, 15, 16], &["caption 1", "table row 2"]);
    check_places([11, 12, 13, 14, 25, 26], &["list item 1", "paragraph 2"]);
}

#[test]
fn a_fold_says_what_it_folds() {
    let (old, new) = (mixed([11, 12, 13, 14, 15, 16]), mixed([11, 12, 13, 14, 15, 26]));
    compare(&old, &new, |pair| {
        assert_eq!(
            labels::unchanged(&pair.diff.parts[..7]),
            "headline, byline, 1 paragraph, 1 caption, 2 table rows and 1 list item unchanged"
        );
    });
}

#[test]
fn a_text_that_returned_says_what_stood_between() {
    let between: Vec<Snapshot> = (2..8)
        .map(|version| snapshot(version, &format!("2026-05-01T10:0{version}:00Z"), None))
        .collect();
    let to = snapshot(8, "2026-05-02T10:00:00Z", None);
    let article = mixed([1; 6]);
    let check = |between: &[Snapshot], expected: &str| {
        compare(&article, &article, |pair| {
            let to = Side { snapshot: &to, article: &article, extractor: 1 };
            let Comparison { story, ref from, diff, verdict, .. } = *pair;
            let from = Side { ..*from };
            let overruled = &[];
            let pair = Comparison { story, from, to, between, diff, verdict, overruled };
            let Judgement::Judged(judged) = Summary::of(&pair, words::utc).judgement else {
                panic!("two versions are judged");
            };
            assert_eq!(judged.verdict, "no change · the text is again that of v1");
            let notes: Vec<&str> = judged.notes.iter().map(|(_, note)| note.as_str()).collect();
            let next = "`revdiff show 7 --each` shows what came and went";
            assert_eq!(notes[1..], [expected, next]);
        });
    };
    check(&between[..1], "v2 stood between, captured 2026-05-01 10:02:00 UTC");
    check(
        &between[..2],
        "2 versions stood between: v2 (2026-05-01 10:02:00 UTC) and v3 (2026-05-01 10:03:00 UTC)",
    );
    check(
        &between,
        "6 versions stood between, from v2 (2026-05-01 10:02:00 UTC) to v7 (2026-05-01 10:07:00 \
         UTC)",
    );
}

#[test]
fn an_edit_of_capitals_alone_says_so() {
    let notes = |old: &str, new: &str| {
        let [old, new] = [old, new].map(|text| article("Votes", &[text], Vec::new()));
        compare(&old, &new, |pair| {
            let notes = notes::notes(pair, words::utc);
            notes.iter().any(|(_, note)| note.contains("capital letters alone"))
        })
    };
    assert!(notes("It met in the town hall on Monday.", "It met in the Town Hall on Monday."));
    assert!(!notes("It met in the town hall on Monday.", "It sat in the Town Hall on Monday."));
    assert!(!notes("It met in the town hall.", "It met in the town hall."));
}
