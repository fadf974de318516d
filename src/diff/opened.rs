//! Moves opened: where what moved was edited on the way, the edits in it.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::diff::{Op, Run, edit};

/// The texts of moves at their two places, by number.
#[derive(Default)]
pub struct Halves<'a> {
    old: HashMap<u32, &'a str, RandomState>,
    new: HashMap<u32, &'a str, RandomState>,
}

/// The runs between two texts as a reader of one column needs them.
pub fn shown<'a>(runs: &[Run<'a>]) -> Vec<Run<'a>> {
    opened(runs, &Halves::of(runs.iter()))
}

impl<'a> Halves<'a> {
    pub fn of<'r>(runs: impl Iterator<Item = &'r Run<'a>>) -> Halves<'a>
    where
        'a: 'r,
    {
        let mut halves = Halves::default();
        for run in runs {
            let Some(id) = run.move_id else { continue };
            match run.op {
                Op::MoveFrom => drop(halves.old.insert(id, run.text)),
                Op::MoveTo => drop(halves.new.insert(id, run.text)),
                Op::Equal | Op::Insert | Op::Delete => {}
            }
        }
        halves
    }

    /// The other half of a move, where the two say different things.
    fn other(&self, run: &Run) -> Option<&'a str> {
        let others = match run.op {
            Op::MoveFrom => &self.new,
            Op::MoveTo => &self.old,
            Op::Equal | Op::Insert | Op::Delete => return None,
        };
        let other = others.get(&run.move_id?)?;
        (other.trim() != run.text.trim()).then_some(other)
    }
}

/// The runs as a reader of one column needs them: of a text that was edited on its way only what
/// stayed the same is a move, the rest is removed and added at its new place. The new text is
/// still the runs joined; the old is not, as what was removed on the way stands at both places.
pub fn opened<'a>(runs: &[Run<'a>], halves: &Halves<'a>) -> Vec<Run<'a>> {
    let open = |run: &Run<'a>| match (run.op, halves.other(run)) {
        (Op::MoveTo, Some(other)) => within(run, other, &[Op::Delete, Op::Insert]),
        _ => vec![*run],
    };
    runs.iter().flat_map(open).collect()
}

/// The same for two columns: what was removed on the way is so at the old place, what was added at
/// the new one. Both texts are still the runs joined.
pub fn beside<'a>(runs: &[Run<'a>], halves: &Halves<'a>) -> Vec<Run<'a>> {
    let open = |run: &Run<'a>| match halves.other(run) {
        Some(other) => within(run, other, &[own(run.op)]),
        None => vec![*run],
    };
    runs.iter().flat_map(open).collect()
}

/// Whether any of the runs would be opened.
pub fn has_edited(runs: &[Run], halves: &Halves) -> bool {
    runs.iter().any(|run| run.op == Op::MoveTo && halves.other(run).is_some())
}

/// What is on the side of a move's half alone.
fn own(half: Op) -> Op {
    if half == Op::MoveFrom { Op::Delete } else { Op::Insert }
}

/// One half of a move with such of its edits; white space around it is that of its place.
fn within<'a>(half: &Run<'a>, other: &'a str, edits: &[Op]) -> Vec<Run<'a>> {
    let text = half.text;
    let runs = match half.op {
        Op::MoveFrom => edit(text.trim(), other.trim()),
        Op::Equal | Op::Insert | Op::Delete | Op::MoveTo => edit(other.trim(), text.trim()),
    };
    let mut found = Vec::new();
    let still =
        |range: Range<usize>| (!range.is_empty()).then(|| Run { text: &text[range], ..*half });
    // What is not written yet, and where the next edit stands.
    let (mut from, mut at) = (0, text.len() - text.trim_start().len());
    for run in runs {
        let is_here = run.op == Op::Equal || run.op == own(half.op);
        if run.op != Op::Equal && edits.contains(&run.op) {
            found.extend(still(from..at));
            from = at + if is_here { run.text.len() } else { 0 };
            found.push(run);
        }
        at += if is_here { run.text.len() } else { 0 };
    }
    found.extend(still(from..text.len()));
    found
}
