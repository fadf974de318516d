//! What holds of the diff of any two texts: generated ones, and texts as newsrooms write them with
//! edits in them.

use proptest::prelude::*;
use proptest::sample::{Index, select};
use unicode_segmentation::UnicodeSegmentation;

use super::*;
use crate::text::tokens::tokens;

/// Tokens that are shown as changed, on both sides, and stretches of change.
fn cost(runs: &[Run]) -> (usize, usize) {
    let changed = runs.iter().filter(|run| run.op != Op::Equal);
    let touched = changed.map(|run| tokens(run.text).len()).sum();
    let stretches = runs.chunk_by(|one, next| (one.op == Op::Equal) == (next.op == Op::Equal));
    (touched, stretches.filter(|stretch| stretch[0].op != Op::Equal).count())
}

fn texts() -> impl Strategy<Value = (String, String)> {
    let words =
        "(The|mayor|said|“no”|11|10|not|rain|\\.|,|\n\n|\n| |  |é|e\u{301}|东京|วัน|-|—){0,40}";
    let joined = words.prop_map(|text: String| text);
    prop_oneof![
        (joined.clone(), joined),
        ("\\PC{0,60}", "\\PC{0,60}"),
        ("[ab \n.]{0,80}", "[ab \n.]{0,80}"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3000))]
    #[test]
    fn from_new_to_old_costs_the_same((old, new) in texts()) {
        prop_assert_eq!(cost(&diff(&old, &new)), cost(&diff(&new, &old)));
    }
}
