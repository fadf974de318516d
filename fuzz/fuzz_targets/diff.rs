//! Any two texts, or a text and an edit of it: the laws that their diff keeps.

#![no_main]

use std::collections::BTreeSet;

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use revdiff::diff::{Op, Run, diff, differ, edit};
use revdiff::text::tokens::tokens;
use unicode_segmentation::UnicodeSegmentation;

#[derive(Arbitrary, Debug)]
enum Texts<'a> {
    Any(&'a str, &'a str),
    /// A text, the words of it that are taken out, and what is put in their place.
    Edited(&'a str, Vec<(u16, u8, &'a str)>),
    /// A text, and words of it that go elsewhere.
    Moved(&'a str, Vec<(u16, u8, u16)>),
}

impl Texts<'_> {
    fn pair(&self) -> (String, String) {
        let words =
            |text: &str| -> Vec<String> { text.split_inclusive(' ').map(str::to_string).collect() };
        let range = |count: usize, place: u16, length: u8| {
            let start = usize::from(place) % (count + 1);
            start..(start + usize::from(length)).min(count)
        };
        match self {
            Texts::Any(old, new) => (old.to_string(), new.to_string()),
            Texts::Edited(old, edits) => {
                let mut words = words(old);
                for &(place, length, new) in edits {
                    words.splice(range(words.len(), place, length), [new.to_string()]);
                }
                (old.to_string(), words.concat())
            }
            Texts::Moved(old, moves) => {
                let mut words = words(old);
                for &(place, length, target) in moves {
                    let taken: Vec<String> =
                        words.drain(range(words.len(), place, length)).collect();
                    let target = usize::from(target) % (words.len() + 1);
                    words.splice(target..target, taken);
                }
                (old.to_string(), words.concat())
            }
        }
    }
}

fuzz_target!(|texts: Texts| {
    let (old, new) = texts.pair();
    let (old, new) = (old.as_str(), new.as_str());
    let runs = diff(old, new);
    check(old, new, &runs);
    check(old, new, &edit(old, new));
    assert_eq!(runs, diff(old, new), "the same texts give the same runs");
    assert!(!differ(&diff(old, old)), "nothing differs from itself");
    assert_eq!(cost(&runs), cost(&diff(new, old)), "from new to old costs the same");
});

fn check(old: &str, new: &str, runs: &[Run]) {
    check_side(old, runs, [Op::Equal, Op::Delete, Op::MoveFrom]);
    check_side(new, runs, [Op::Equal, Op::Insert, Op::MoveTo]);
    assert_eq!(old == new, !differ(runs));
    let digits = |op| -> String {
        let cosmetic = runs.iter().filter(|run| run.op == op && run.class.is_some());
        cosmetic.flat_map(|run| run.text.chars().filter(|c| c.is_numeric())).collect()
    };
    assert_eq!(digits(Op::Delete), digits(Op::Insert), "a digit is never cosmetic");
    for run in runs {
        assert!(!run.text.is_empty());
        let is_move = matches!(run.op, Op::MoveFrom | Op::MoveTo);
        assert_eq!(run.move_id.is_some(), is_move);
        assert!(run.class.is_none() || matches!(run.op, Op::Delete | Op::Insert));
    }
    let places = |op| -> Vec<Option<u32>> {
        let mut ids: Vec<_> =
            runs.iter().filter(|run| run.op == op).map(|run| run.move_id).collect();
        ids.sort();
        ids
    };
    let (from, to) = (places(Op::MoveFrom), places(Op::MoveTo));
    assert!(from == to && from.windows(2).all(|two| two[0] < two[1]), "{from:?} {to:?}");
}

/// The runs of a side are its text, cut between what a reader sees as characters.
fn check_side(text: &str, runs: &[Run], ops: [Op; 3]) {
    let bounds: BTreeSet<usize> = text.grapheme_indices(true).map(|(at, _)| at).collect();
    let mut joined = String::new();
    for run in runs.iter().filter(|run| ops.contains(&run.op)) {
        assert!(bounds.contains(&joined.len()), "a cut inside a character: {run:?}");
        joined.push_str(run.text);
    }
    assert_eq!(joined, text);
}

/// Tokens that are shown as changed, and stretches of change.
fn cost(runs: &[Run]) -> (usize, usize) {
    let changed = runs.iter().filter(|run| run.op != Op::Equal);
    let touched = changed.map(|run| tokens(run.text).len()).sum();
    let stretches = runs.chunk_by(|one, next| (one.op == Op::Equal) == (next.op == Op::Equal));
    (touched, stretches.filter(|stretch| stretch[0].op != Op::Equal).count())
}
