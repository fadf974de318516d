//! Two columns: the old text on the left, the new one on the right.

use crate::diff::opened::{self, Halves};
use crate::diff::{Action, ArticleDiff, Part, Run};
use crate::render::body;
use crate::render::ink::{self, Ink, Piece};
use crate::render::labels::{self, Labels, Stretch};
use crate::render::marks::{moved_pieces, new_pieces, old_pieces};
use crate::render::rows::{Row, rows};
use crate::render::wrap::{self, Line, Page};
use crate::text::width::width;

const BETWEEN: &str = " │ ";

/// Writes a comparison's text, unchanged stretches folded.
pub fn write(out: &mut String, page: Page, diff: &ArticleDiff) {
    let labels = Labels::of(diff);
    let halves = Halves::of(diff.parts.iter().flat_map(|part| &part.ops));
    for stretch in labels::stretches(diff) {
        out.push('\n');
        match stretch {
            Stretch::Unchanged(parts) => body::fold(out, page, parts),
            Stretch::Changed(part) => {
                if let Some(label) = labels.label(part) {
                    body::note(out, page, label);
                }
                changed(out, page, part, (diff, &halves));
            }
        }
    }
}

/// The runs between two texts, line beside line.
pub fn texts(page: Page, runs: &[Run]) -> String {
    let mut out = String::new();
    lines(&mut out, page, runs);
    out
}

fn lines(out: &mut String, page: Page, runs: &[Run]) {
    for Row { old, new } in rows(runs) {
        row(
            out,
            page,
            &old_pieces(&old.unwrap_or_default()),
            &new_pieces(&new.unwrap_or_default()),
        );
    }
}

/// A part that moved stands on the left at its old place, on the right at its new one.
fn changed<'a>(
    out: &mut String,
    page: Page,
    part: &Part<'a>,
    (diff, halves): (&ArticleDiff<'a>, &Halves<'a>),
) {
    match part.action {
        Action::Kept | Action::Edited | Action::Added | Action::Removed => {
            lines(out, page, &opened::beside(&part.ops, halves));
        }
        Action::Moved => match (labels::is_arrival(part), edited(part, diff)) {
            (true, Some(inner)) => row(out, page, &[], &new_pieces(inner)),
            (true, None) => row(out, page, &[], &moved_pieces(&part.ops)),
            (false, Some(inner)) => row(out, page, &old_pieces(inner), &[]),
            (false, None) => row(out, page, &moved_pieces(&part.ops), &[]),
        },
    }
}

/// What was edited in a part on its way, which is kept at its new place.
fn edited<'d, 'a>(part: &Part, diff: &'d ArticleDiff<'a>) -> Option<&'d [Run<'a>]> {
    let mut halves = diff.parts.iter().filter(|half| half.move_id == part.move_id);
    halves.find_map(|half| half.inner.as_deref())
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

#[cfg(test)]
mod tests;
