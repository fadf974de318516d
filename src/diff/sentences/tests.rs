//! What becomes of sentences, by example and by law.

use proptest::prelude::*;

use super::*;
use crate::article::{Article, Block, BlockKind};
use crate::diff::{ArticleDiff, Op, Run, articles};

fn article(text: &str) -> Article {
    let block = |text: &str| Block::new(BlockKind::Paragraph, text);
    let blocks = text.split("\n\n").filter(|text| !text.is_empty()).map(block).collect();
    Article { blocks, ..Article::default() }
}

/// Each change as a line: `edit: old | … → new | …`.
fn lines(found: &Sentences) -> Vec<String> {
    let name = |action| match action {
        SentenceAction::Addition => "addition",
        SentenceAction::Deletion => "deletion",
        SentenceAction::Edit => "edit",
        SentenceAction::Refactor => "refactor",
        SentenceAction::Split => "split",
        SentenceAction::Merge => "merge",
        SentenceAction::Cosmetic => "cosmetic",
    };
    let line = |change: &SentenceChange| {
        let (old, new) = (change.old.join(" | "), change.new.join(" | "));
        format!("{}: {old} → {new}", name(change.action))
    };
    found.changes.iter().map(line).collect()
}

fn check(old: &str, new: &str, kept: usize, expected: &[&str]) {
    let (old, new) = (article(old), article(new));
    let diff = articles(&old, &new);
    let found = sentences(&diff.parts);
    assert_eq!(lines(&found), expected);
    assert_eq!(found.kept, kept);
    check_laws(&old, &new, &diff);
}

fn check_laws(old: &Article, new: &Article, diff: &ArticleDiff) {
    let found = sentences(&diff.parts);
    let of_old = found.changes.iter().map(|change| change.old.len()).sum::<usize>();
    let of_new = found.changes.iter().map(|change| change.new.len()).sum::<usize>();
    let alone = |article: &Article| sentences(&articles(article, article).parts);
    let (all_old, all_new) = (alone(old), alone(new));
    assert!(all_old.changes.is_empty() && all_new.changes.is_empty(), "nothing changed");
    assert_eq!(found.kept + of_old, all_old.kept, "each old sentence has one place");
    assert_eq!(found.kept + of_new, all_new.kept, "each new sentence has one place");
    for change in &found.changes {
        check_shape(change);
    }
    for back in [turned(diff), articles(new, old)] {
        let back = sentences(&back.parts);
        assert_eq!(back.kept, found.kept);
        assert_eq!(sorted(back), sorted(turned_back(&found)), "from new to old");
    }
}

fn check_shape(change: &SentenceChange) {
    let is_fit = match (change.action, change.old.len(), change.new.len()) {
        (SentenceAction::Addition, olds, news) => (olds, news) == (0, 1),
        (SentenceAction::Deletion, olds, news) => (olds, news) == (1, 0),
        (SentenceAction::Edit | SentenceAction::Cosmetic, 1, 1) => change.old != change.new,
        (SentenceAction::Refactor, olds, news) => (olds, news) == (1, 1),
        (SentenceAction::Split, olds, news) => olds == 1 && news > 1,
        (SentenceAction::Merge, olds, news) => olds > 1 && news == 1,
        (SentenceAction::Edit | SentenceAction::Cosmetic, _, _) => false,
    };
    assert!(is_fit, "{change:?}");
}

/// The diff as it would be from the new article to the old.
fn turned<'a>(diff: &ArticleDiff<'a>) -> ArticleDiff<'a> {
    let mut diff = diff.clone();
    for part in &mut diff.parts {
        let mut ops: Vec<Run<'a>> = Vec::new();
        for run in &part.ops {
            let op = match run.op {
                Op::Equal => Op::Equal,
                Op::Insert => Op::Delete,
                Op::Delete => Op::Insert,
                Op::MoveFrom => Op::MoveTo,
                Op::MoveTo => Op::MoveFrom,
            };
            // What went stands before what came.
            let is_pair = run.op == Op::Insert && ops.last().is_some_and(|it| it.op == Op::Insert);
            let at = ops.len() - usize::from(is_pair);
            ops.insert(at, Run { op, ..*run });
        }
        part.ops = ops;
    }
    diff
}

fn turned_back(found: &Sentences) -> Sentences {
    let turn = |change: &SentenceChange| SentenceChange {
        action: match change.action {
            SentenceAction::Addition => SentenceAction::Deletion,
            SentenceAction::Deletion => SentenceAction::Addition,
            SentenceAction::Split => SentenceAction::Merge,
            SentenceAction::Merge => SentenceAction::Split,
            SentenceAction::Edit => SentenceAction::Edit,
            SentenceAction::Refactor => SentenceAction::Refactor,
            SentenceAction::Cosmetic => SentenceAction::Cosmetic,
        },
        old: change.new.clone(),
        new: change.old.clone(),
    };
    Sentences { kept: found.kept, changes: found.changes.iter().map(turn).collect() }
}

fn sorted(found: Sentences) -> Vec<String> {
    let mut lines = lines(&found);
    lines.sort();
    lines
}

#[test]
fn a_sentence_is_added_or_deleted() {
    check(
        "The bridge is closed. Ferries run every hour.",
        "The bridge is closed. Nobody was hurt in the fall. Ferries run every hour.",
        2,
        &["addition:  → Nobody was hurt in the fall."],
    );
    check(
        "Köprü kapandı. Kimse yaralanmadı.",
        "Köprü kapandı.",
        1,
        &["deletion: Kimse yaralanmadı. → "],
    );
    check(
        "",
        "桥已关闭。没有人受伤。",
        0,
        &["addition:  → 桥已关闭。", "addition:  → 没有人受伤。"],
    );
}

#[test]
fn a_sentence_is_edited_where_it_stands() {
    check(
        "At least three people died when the bridge fell. The mayor spoke.",
        "At least 30 people died when the bridge fell. The mayor spoke.",
        1,
        &["edit: At least three people died when the bridge fell. → \
           At least 30 people died when the bridge fell."],
    );
    check(
        "أغلق المجلس الجسر القديم يوم الاثنين.",
        "أغلق المجلس الجسر القديم يوم الثلاثاء.",
        0,
        &["edit: أغلق المجلس الجسر القديم يوم الاثنين. → أغلق المجلس الجسر القديم يوم الثلاثاء."],
    );
    check(
        "สภาปิดสะพานเก่าเมื่อวันจันทร์",
        "สภาปิดสะพานเก่าเมื่อวันอังคาร",
        0,
        &["edit: สภาปิดสะพานเก่าเมื่อวันจันทร์ → สภาปิดสะพานเก่าเมื่อวันอังคาร"],
    );
}

#[test]
fn a_sentence_of_which_little_is_left_is_another() {
    check(
        "Grapes ripen late under northern skies. The end came soon for all of them there.",
        "Delegates from nine towns voted, said a clerk. The end came soon for all of them there.",
        1,
        &[
            "deletion: Grapes ripen late under northern skies. → ",
            "addition:  → Delegates from nine towns voted, said a clerk.",
        ],
    );
}

#[test]
fn a_sentence_becomes_two_and_two_become_one() {
    let one = "Rain fell all night and the river rose, so the mayor closed two bridges at dawn.";
    let two = "Rain fell all night and the river rose. The mayor closed two bridges at dawn.";
    let halves = "Rain fell all night and the river rose. | The mayor closed two bridges at dawn.";
    check(one, two, 0, &[&format!("split: {one} → {halves}")]);
    check(two, one, 0, &[&format!("merge: {halves} → {one}")]);
    check(
        "Der Regen fiel die ganze Nacht, und der Fluss stieg über die Ufer.",
        "Der Regen fiel die ganze Nacht. Der Fluss stieg über die Ufer.",
        0,
        &["split: Der Regen fiel die ganze Nacht, und der Fluss stieg über die Ufer. → \
           Der Regen fiel die ganze Nacht. | Der Fluss stieg über die Ufer."],
    );
    check(
        "雨下了一整夜，河水上涨了。",
        "雨下了一整夜。河水上涨了。",
        0,
        &["split: 雨下了一整夜，河水上涨了。 → 雨下了一整夜。 | 河水上涨了。"],
    );
}

#[test]
fn a_paragraph_that_is_broken_leaves_its_sentences_kept() {
    check(
        "Rain fell all night on the town. The mayor closed two bridges.",
        "Rain fell all night on the town.\n\nThe mayor closed two bridges.",
        2,
        &[],
    );
}

#[test]
fn a_sentence_that_stands_elsewhere_is_a_refactor() {
    let (a, b) = ("The vote was close today.", "Rain fell on the long queues.");
    let c = "The mayor won by nine votes.";
    check(&[a, b, c].join(" "), &[b, c, a].join(" "), 2, &[&format!("refactor: {a} → {a}")]);
    check(&[a, b, c].join("\n\n"), &[c, a, b].join("\n\n"), 2, &[&format!("refactor: {c} → {c}")]);
    let edited = "The mayor, Bo Ek, won by nine votes.";
    check(
        &[a, b, c].join("\n\n"),
        &[edited, a, b].join("\n\n"),
        2,
        &[&format!("refactor: {c} → {edited}")],
    );
}

#[test]
fn a_sentence_is_known_by_its_words_in_another_paragraph() {
    let (a, b) = ("The minister resigned on Monday.", "She denied it.");
    let deputy = "Her deputy will lead the ministry until a successor is named.";
    let edited = "Her deputy, Bo Ek, will lead the ministry until somebody is named.";
    let report = "The report names three companies in the north.";
    check(
        &format!("{a} {deputy} {b}\n\n{report}"),
        &format!("{a} {b}\n\n{report} {edited}"),
        3,
        &[&format!("refactor: {deputy} → {edited}")],
    );
    check(
        &format!("{a} {deputy} {b}\n\n{report}"),
        &format!("{a} {b}\n\n{report} Nobody knows who will lead the ministry after all of this."),
        3,
        &[
            &format!("deletion: {deputy} → "),
            "addition:  → Nobody knows who will lead the ministry after all of this.",
        ],
    );
}

#[test]
fn each_sentence_of_a_paragraph_that_moved_is_a_refactor() {
    let moved = "The vote was close on Monday. Nobody had expected it to be.";
    let (b, c) = ("Rain fell on the long queues.", "It was over at nine that night.");
    check(
        &[moved, b, c].join("\n\n"),
        &[b, c, moved].join("\n\n"),
        2,
        &[
            "refactor: The vote was close on Monday. → The vote was close on Monday.",
            "refactor: Nobody had expected it to be. → Nobody had expected it to be.",
        ],
    );
}

#[test]
fn what_tells_a_reader_nothing_is_cosmetic() {
    check(
        "It's \"over\" -- he said.",
        "It’s “over” — he said.",
        0,
        &["cosmetic: It's \"over\" -- he said. → It’s “over” — he said."],
    );
    check(
        "It's over, he said.",
        "It’s not over, he said.",
        0,
        &["edit: It's over, he said. → It’s not over, he said."],
    );
    check(
        "He gave 3 -5 as odds.",
        "He gave 3-5 as odds.",
        0,
        &["edit: He gave 3 -5 as odds. → He gave 3-5 as odds."],
    );
}

#[test]
fn captions_and_fields_are_no_sentences_of_the_body() {
    let with = |headline: &str, caption: &str| Article {
        headline: Some(headline.into()),
        blocks: vec![Block::new(BlockKind::Caption, caption)],
        ..Article::default()
    };
    let (old, new) = (with("One", "A bridge."), with("Two", "A ferry."));
    assert_eq!(sentences(&articles(&old, &new).parts), Sentences::default());
}

#[test]
fn a_hundred_thousand_words_take_bounded_work() {
    let same = "said ".repeat(50_000) + "." + &" The mayor said so.".repeat(12_500);
    let turned: Vec<String> =
        (0..10_000).map(|n| format!("Witness {} saw {n} and {} there.", n % 97, n * 7)).collect();
    let back: Vec<String> = turned.iter().rev().cloned().collect();
    for (old, new) in [
        (same.clone(), same.replace("mayor", "clerk")),
        (turned.join(" "), back.join(" ")),
        (turned.join("\n\n"), back.join("\n\n").replace("saw", "heard of")),
    ] {
        let (old, new) = (article(&old), article(&new));
        let diff = articles(&old, &new);
        let found = sentences(&diff.parts);
        assert!(!found.changes.is_empty());
    }
}

fn texts() -> impl Strategy<Value = (String, String)> {
    let sentence = prop_oneof![
        Just("The mayor said on Monday that she will not resign. "),
        Just("The mayor said on Tuesday that she would never resign. "),
        Just("Rain fell all night and the river rose, so two bridges were closed. "),
        Just("Rain fell all night and the river rose. Two bridges were closed. "),
        Just("“It's over,” he said. "),
        Just("\"It’s over\", he said. "),
        Just("At least 11 people died. "),
        Just("At least 10 people have died in the north of the town. "),
        Just("桥已关闭，没有人受伤。"),
        Just("桥已关闭。没有人受伤。"),
        Just("\n\n"),
        Just("No. "),
    ];
    let text = prop::collection::vec(sentence, 0..12).prop_map(|parts| parts.concat());
    (text.clone(), text)
}

proptest! {
    #[test]
    fn each_sentence_has_one_place_from_both_sides((old, new) in texts()) {
        let (old, new) = (article(&old), article(&new));
        check_laws(&old, &new, &articles(&old, &new));
    }
}
