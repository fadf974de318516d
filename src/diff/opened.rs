//! Moves opened: where what moved was edited on the way, the edits in it at its new place.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::diff::{Op, Run, edit};

/// The texts of moves at their old places, by number.
pub type Departures<'a> = HashMap<u32, &'a str, RandomState>;

/// The runs between two texts as a reader needs them.
pub fn shown<'a>(runs: &[Run<'a>]) -> Vec<Run<'a>> {
    opened(runs, &departures(runs.iter()))
}

/// What moved away in runs.
pub fn departures<'r, 'a: 'r>(runs: impl Iterator<Item = &'r Run<'a>>) -> Departures<'a> {
    let away = runs.filter(|run| run.op == Op::MoveFrom);
    away.filter_map(|run| Some((run.move_id?, run.text))).collect()
}

/// The runs as a reader needs them: of a text that was edited on its way only what stayed the same
/// is a move, the rest is removed and added there. The new text is still the runs joined; the old
/// is not, as what was removed on the way stands at both places.
pub fn opened<'a>(runs: &[Run<'a>], departures: &Departures<'a>) -> Vec<Run<'a>> {
    let open = |run: &Run<'a>| match (run.op, run.move_id.and_then(|id| departures.get(&id))) {
        (Op::MoveTo, Some(before)) if before.trim() != run.text.trim() => within(before, run),
        _ => vec![*run],
    };
    runs.iter().flat_map(open).collect()
}

/// Whether any of the runs would be opened.
pub fn has_edited<'a>(runs: &[Run<'a>], departures: &Departures<'a>) -> bool {
    runs.iter().any(|run| {
        let before = run.move_id.and_then(|id| departures.get(&id));
        run.op == Op::MoveTo && before.is_some_and(|before| before.trim() != run.text.trim())
    })
}

/// The edits of what arrives; white space around it is that of the new place.
fn within<'a>(before: &'a str, arrival: &Run<'a>) -> Vec<Run<'a>> {
    let text = arrival.text;
    let mut runs = Vec::new();
    let still =
        |range: Range<usize>| (!range.is_empty()).then(|| Run { text: &text[range], ..*arrival });
    // What is not written yet, and where the next edit stands.
    let (mut from, mut at) = (0, text.len() - text.trim_start().len());
    for run in edit(before.trim(), text.trim()) {
        let length = run.text.len();
        if run.op == Op::Equal {
            at += length;
            continue;
        }
        runs.extend(still(from..at));
        at += if run.op == Op::Insert { length } else { 0 };
        from = at;
        runs.push(run);
    }
    runs.extend(still(from..text.len()));
    runs
}
