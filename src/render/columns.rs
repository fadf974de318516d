//! Two columns: the old text on the left, the new one on the right.

use crate::diff::{Action, ArticleDiff, Op, Part, Run};
use crate::render::body;
use crate::render::ink::{self, Ink, Piece};
use crate::render::labels::{self, Labels, Stretch};
use crate::render::marks::{new_pieces, old_pieces};
use crate::render::wrap::{self, Line, Page};
use crate::text::visible::visible;
use crate::text::width::width;

const BETWEEN: &str = " │ ";

/// Writes a comparison's text, unchanged stretches folded.
pub fn write(out: &mut String, page: Page, diff: &ArticleDiff) {
    let labels = Labels::of(diff);
    for stretch in labels::stretches(diff) {
        out.push('\n');
        match stretch {
            Stretch::Unchanged(parts) => body::fold(out, page, parts),
            Stretch::Changed(part) => {
                if let Some(label) = labels.label(part) {
                    body::note(out, page, label);
                }
                let (old, new) = sides(part);
                row(out, page, &old, &new);
            }
        }
    }
}

/// The runs between two texts, line beside line.
pub fn texts(page: Page, runs: &[Run]) -> String {
    let mut out = String::new();
    for line in paired_lines(runs) {
        row(&mut out, page, &old_pieces(&line), &new_pieces(&line));
    }
    out
}

type Sides<'a> = (Vec<Piece<'a>>, Vec<Piece<'a>>);

fn sides<'a>(part: &'a Part<'a>) -> Sides<'a> {
    let whole = || part.ops.iter().map(|run| Piece::new(Ink::Moved, visible(run.text))).collect();
    match (part.action, &part.inner) {
        (Action::Moved, Some(inner)) => (old_pieces(inner), new_pieces(inner)),
        (Action::Moved, None) if labels::is_arrival(part) => (Vec::new(), whole()),
        (Action::Moved, None) => (whole(), Vec::new()),
        (Action::Kept | Action::Edited | Action::Added | Action::Removed, _) => {
            (old_pieces(&part.ops), new_pieces(&part.ops))
        }
    }
}

fn row(out: &mut String, page: Page, old: &[Piece], new: &[Piece]) {
    let room = page.width_columns.saturating_sub(width(BETWEEN)) / 2;
    let (left, right) = (wrap::lines(room, old), wrap::lines(room, new));
    for at in 0..left.len().max(right.len()) {
        let start = out.len();
        let taken = cell(out, page, left.get(at));
        out.push_str(&" ".repeat(room.saturating_sub(taken)));
        ink::write_lead(out, page.palette, Ink::Faint, BETWEEN);
        cell(out, page, right.get(at));
        out.truncate(start + out[start..].trim_end_matches(' ').len());
        out.push('\n');
    }
}

/// Writes one line of a column; the columns that it takes.
fn cell(out: &mut String, page: Page, line: Option<&Line>) -> usize {
    let pieces = line.map_or(&[][..], |line| line.as_slice());
    pieces.iter().for_each(|(ink, text)| ink::write(out, page.palette, *ink, text));
    pieces.iter().map(|(_, text)| width(text)).sum()
}

/// The runs cut where both texts end a line.
fn paired_lines<'a>(runs: &[Run<'a>]) -> Vec<Vec<Run<'a>>> {
    let mut lines = vec![Vec::new()];
    for run in runs {
        let pieces = match run.op {
            Op::Equal => run.text.split('\n').collect(),
            Op::Insert | Op::Delete | Op::MoveFrom | Op::MoveTo => vec![without_end(run.text)],
        };
        for (at, text) in pieces.into_iter().enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut().filter(|_| !text.is_empty()) {
                line.push(Run { text, ..*run });
            }
        }
    }
    if lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    lines
}

/// A line without its end, which would push the mark behind it to a line of its own.
fn without_end(text: &str) -> &str {
    text.strip_suffix('\n').filter(|line| !line.is_empty()).unwrap_or(text)
}

#[cfg(test)]
mod tests;
