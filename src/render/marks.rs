//! Runs with the marks that tell what happened to them, colour or not.
//!
//! `[-removed-]`, `{+added+}`, `[<1:moved away<]`, `{>1:moved here>}`; the number pairs the two
//! halves of a move. Hostile characters are made visible; the text is otherwise as it is.

use crate::diff::{Op, Run};
use crate::render::ink::{Ink, Piece};
use crate::text::visible::visible;

/// The marked pieces of runs. White space at the ends of a removal or addition that has words
/// stays inside its marks, so that nothing is lost.
pub fn pieces<'a>(runs: &[Run<'a>]) -> Vec<Piece<'a>> {
    runs.iter().flat_map(of_run).collect()
}

/// The pieces that the old text has.
pub fn old_pieces<'a>(runs: &[Run<'a>]) -> Vec<Piece<'a>> {
    let is_old = |run: &&Run| matches!(run.op, Op::Equal | Op::Delete | Op::MoveFrom);
    runs.iter().filter(is_old).flat_map(of_run).collect()
}

/// The pieces that the new text has.
pub fn new_pieces<'a>(runs: &[Run<'a>]) -> Vec<Piece<'a>> {
    let is_new = |run: &&Run| matches!(run.op, Op::Equal | Op::Insert | Op::MoveTo);
    runs.iter().filter(is_new).flat_map(of_run).collect()
}

fn of_run<'a>(run: &Run<'a>) -> Vec<Piece<'a>> {
    let id = run.move_id.map_or(String::new(), |id| format!("{id}:"));
    let (ink, open, close) = match run.op {
        Op::Equal => return vec![Piece::new(Ink::Text, visible(run.text))],
        Op::Delete => (Ink::Removed, "[-".to_string(), "-]"),
        Op::Insert => (Ink::Added, "{+".to_string(), "+}"),
        Op::MoveFrom => (Ink::Moved, format!("[<{id}"), "<]"),
        Op::MoveTo => (Ink::Moved, format!("{{>{id}"), ">}"),
    };
    vec![Piece::new(ink, open), Piece::new(ink, visible(run.text)), Piece::new(ink, close)]
}
