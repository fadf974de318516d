//! Runs with the marks that tell what happened to them, colour or not.
//!
//! `[-removed-]`, `{+added+}`, `[<1:moved away<]`, `{>1:moved here>}`; the number pairs the two
//! halves of a move. A text cannot forge them: where its own signs would make one, a backslash
//! stands between the two (`[\-`), and one more where it has backslashes there itself. So each
//! mark that is printed is one of ours. Hostile characters are made visible; the text is otherwise
//! as it is.

use std::borrow::Cow;

use crate::diff::{Op, Run};
use crate::render::ink::{Ink, Piece};
use crate::text::visible::visible;

/// The marked pieces of runs. White space at the ends of a removal or addition that has words
/// stays inside its marks, so that nothing is lost.
pub fn pieces<'a>(runs: &[Run<'a>]) -> Vec<Piece<'a>> {
    marked(runs.iter())
}

/// The pieces that the old text has.
pub fn old_pieces<'a>(runs: &[Run<'a>]) -> Vec<Piece<'a>> {
    let is_old = |run: &&Run| matches!(run.op, Op::Equal | Op::Delete | Op::MoveFrom);
    marked(runs.iter().filter(is_old))
}

/// The pieces that the new text has.
pub fn new_pieces<'a>(runs: &[Run<'a>]) -> Vec<Piece<'a>> {
    let is_new = |run: &&Run| matches!(run.op, Op::Equal | Op::Insert | Op::MoveTo);
    marked(runs.iter().filter(is_new))
}

/// The text of runs that moved as a whole, of which that is said beside it: without marks.
pub fn moved_pieces<'a>(runs: &[Run<'a>]) -> Vec<Piece<'a>> {
    let mut pieces = Pieces::default();
    runs.iter().for_each(|run| pieces.text(Ink::Moved, run.text));
    pieces.done
}

fn marked<'r, 'a: 'r>(runs: impl Iterator<Item = &'r Run<'a>>) -> Vec<Piece<'a>> {
    let mut pieces = Pieces::default();
    for run in runs {
        let id = run.move_id.map_or(String::new(), |id| format!("{id}:"));
        let (ink, open, close) = match run.op {
            Op::Equal => {
                pieces.text(Ink::Text, run.text);
                continue;
            }
            Op::Delete => (Ink::Removed, "[-".to_string(), "-]"),
            Op::Insert => (Ink::Added, "{+".to_string(), "+}"),
            Op::MoveFrom => (Ink::Moved, format!("[<{id}"), "<]"),
            Op::MoveTo => (Ink::Moved, format!("{{>{id}"), ">}"),
        };
        pieces.mark(ink, open);
        pieces.text(ink, run.text);
        pieces.mark(ink, close.to_string());
    }
    pieces.done
}

/// Pieces as they are printed one behind the other.
#[derive(Default)]
struct Pieces<'a> {
    done: Vec<Piece<'a>>,
    /// The last character printed, backslashes aside.
    before: Option<char>,
}

impl<'a> Pieces<'a> {
    fn text(&mut self, ink: Ink, text: &'a str) {
        let shown = visible(text);
        let before = self.before;
        self.before = last(&shown).or(before);
        let text = match has_mark(before, &shown) {
            true => Cow::Owned(literal(before, &shown)),
            false => shown,
        };
        self.done.push(Piece { ink, text });
    }

    fn mark(&mut self, ink: Ink, mark: String) {
        if let Some(piece) = self.done.last_mut()
            && has_mark(self.before, &mark[..1])
        {
            piece.text.to_mut().push('\\');
        }
        self.before = last(&mark);
        self.done.push(Piece::new(ink, mark));
    }
}

fn last(text: &str) -> Option<char> {
    text.chars().rfind(|&c| c != '\\')
}

/// Whether a text that follows on a character holds two signs that make a mark, or would but for
/// the backslashes between them.
fn has_mark(mut before: Option<char>, text: &str) -> bool {
    text.chars().filter(|&c| c != '\\').any(|c| is_mark(before.replace(c), c))
}

/// The text with a backslash more between any two signs that make a mark.
fn literal(mut before: Option<char>, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c != '\\' && is_mark(before.replace(c), c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn is_mark(before: Option<char>, c: char) -> bool {
    matches!(
        (before, c),
        (Some('['), '-' | '<')
            | (Some('{'), '+' | '>')
            | (Some('-' | '<'), ']')
            | (Some('+' | '>'), '}')
    )
}

#[cfg(test)]
mod tests;
