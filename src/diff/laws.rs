//! What holds of the diff of any two texts: generated ones, and texts as newsrooms write them with
//! edits in them.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::article::Block;
use crate::text::tokens::tokens;

/// Holds the runs of two texts against the laws that each diff keeps.
pub fn check(old: &str, new: &str, runs: &[Run]) {
    check_sides(old, new, runs);
    assert!(runs.iter().all(|run| !run.text.is_empty()), "{runs:?}");
    assert_eq!(old == new, runs.iter().all(|run| run.op == Op::Equal), "{runs:?}");
    for run in runs.iter().filter(|run| run.class.is_some()) {
        let digits = |text: &str| text.chars().filter(|c| c.is_numeric()).collect::<String>();
        let with = |op| runs.iter().filter(move |run| run.op == op && run.class.is_some());
        let all = |op| with(op).map(|run| digits(run.text)).collect::<String>();
        assert_eq!(all(Op::Delete), all(Op::Insert), "a digit in a cosmetic run: {run:?}");
        assert!(matches!(run.op, Op::Delete | Op::Insert), "{run:?}");
    }
    check_moves(runs);
}

/// The runs of each side are its text, cut between what a reader sees as characters.
fn check_sides(old: &str, new: &str, runs: &[Run]) {
    for (text, ops) in
        [(old, [Op::Equal, Op::Delete, Op::MoveFrom]), (new, [Op::Equal, Op::Insert, Op::MoveTo])]
    {
        let bounds: BTreeSet<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
        let mut joined = String::new();
        for run in runs.iter().filter(|run| ops.contains(&run.op)) {
            assert!(bounds.contains(&joined.len()), "a cut inside a character: {run:?}");
            joined.push_str(run.text);
        }
        assert_eq!(joined, text);
    }
}

/// Each move has one place on either side.
fn check_moves(runs: &[Run]) {
    let places = |op| {
        let mut ids: Vec<Option<u32>> =
            runs.iter().filter(|run| run.op == op).map(|run| run.move_id).collect();
        ids.sort();
        ids
    };
    let (from, to) = (places(Op::MoveFrom), places(Op::MoveTo));
    assert_eq!(from, to);
    assert!(from.windows(2).all(|two| two[0] < two[1]) && !from.contains(&None), "{from:?}");
}

/// Tokens that are shown as changed, on both sides, and stretches of change.
fn cost(runs: &[Run]) -> (usize, usize) {
    let changed = runs.iter().filter(|run| run.op != Op::Equal);
    let touched = changed.map(|run| tokens(run.text).len()).sum();
    let stretches = runs.chunk_by(|one, next| (one.op == Op::Equal) == (next.op == Op::Equal));
    (touched, stretches.filter(|stretch| stretch[0].op != Op::Equal).count())
}

fn check_all(old: &str, new: &str) {
    let runs = diff(old, new);
    check(old, new, &runs);
    check(old, new, &edit(old, new));
    assert_eq!(runs, diff(old, new), "the same texts give the same runs");
    assert_eq!(cost(&runs), cost(&diff(new, old)), "from new to old: {old:?} {new:?}");
    assert!(!differ(&diff(old, old)));
}

fn generated() -> impl Strategy<Value = (String, String)> {
    let words =
        "(The|mayor|said|“no”|11|10|not|rain|\\.|,|\n\n|\n| |  |é|e\u{301}|东京|วัน|-|—){0,40}";
    let joined = words.prop_map(|text: String| text);
    prop_oneof![
        (joined.clone(), joined),
        ("\\PC{0,60}", "\\PC{0,60}"),
        ("[ab \n.]{0,80}", "[ab \n.]{0,80}"),
    ]
}

const WRITTEN: [&str; 8] = [
    include_str!("../../fixtures/diff/arabic/old.txt"),
    include_str!("../../fixtures/diff/chinese/old.txt"),
    include_str!("../../fixtures/diff/death_toll/old.txt"),
    include_str!("../../fixtures/diff/figures/old.txt"),
    include_str!("../../fixtures/diff/paragraph_moved_and_edited/old.txt"),
    include_str!("../../fixtures/diff/sentence_moved/old.txt"),
    include_str!("../../fixtures/diff/thai/old.txt"),
    include_str!("../../fixtures/diff/turkish_suffix/old.txt"),
];

/// What may be done to a text; each takes one or two of its pieces.
const EDITS: [fn(&mut Vec<String>, usize, usize); 4] = [
    |pieces, one, other| pieces.swap(one, other),
    |pieces, one, _| drop(pieces.remove(one)),
    |pieces, one, other| pieces.insert(one, pieces[other].clone()),
    |pieces, one, other| {
        let moved = pieces.remove(one);
        pieces.insert(other.min(pieces.len()), moved);
    },
];

/// A text with edits of its paragraphs, then of its sentences, then of its words.
fn written() -> impl Strategy<Value = (String, String)> {
    let grain = select(vec!["\n\n", ". ", " "]);
    let edit = (grain, select(EDITS.to_vec()), any::<Index>(), any::<Index>());
    (select(WRITTEN.to_vec()), vec(edit, 0..8)).prop_map(|(old, edits)| {
        let mut new = old.to_string();
        for (grain, edit, one, other) in edits {
            let mut pieces: Vec<String> = new.split(grain).map(str::to_string).collect();
            let (one, other) = (one.index(pieces.len()), other.index(pieces.len()));
            edit(&mut pieces, one, other);
            new = pieces.join(grain);
        }
        (old.to_string(), new)
    })
}

proptest! {
    #[test]
    fn the_laws_hold_of_any_texts((old, new) in generated()) {
        check_all(&old, &new);
    }

    #[test]
    fn the_laws_hold_of_what_newsrooms_write((old, new) in written()) {
        check_all(&old, &new);
    }

    #[test]
    fn the_parts_are_both_articles_block_by_block((old, new) in generated()) {
        let blocks = |text: &str| text.split("\n\n").map(str::to_owned).collect::<Vec<_>>();
        let written = |text: &str| {
            let blocks = blocks(text);
            let block = |text| Block::new(BlockKind::Paragraph, text);
            Article { blocks: blocks.into_iter().map(block).collect(), ..Article::default() }
        };
        let (one, two) = (written(&old), written(&new));
        let diff = articles(&one, &two);
        let parts = || diff.parts.iter().filter(|part| part.part == PartName::Block);
        let side = |is_there: fn(&Part) -> bool, ops: [Op; 3]| -> String {
            let text = |part: &Part| -> String {
                part.ops.iter().filter(|run| ops.contains(&run.op)).map(|run| run.text).collect()
            };
            parts().filter(|part| is_there(part)).map(text).collect::<Vec<_>>().join("\n\n")
        };
        let olds = side(|part| part.old_blocks > 0, [Op::Equal, Op::Delete, Op::MoveFrom]);
        let news = side(|part| part.new_blocks > 0, [Op::Equal, Op::Insert, Op::MoveTo]);
        prop_assert_eq!((olds, news), (old, new));
        let count = |blocks: fn(&Part) -> u32| parts().map(blocks).sum::<u32>() as usize;
        prop_assert_eq!(count(|part| part.old_blocks), one.blocks.len());
        prop_assert_eq!(count(|part| part.new_blocks), two.blocks.len());
    }
}
