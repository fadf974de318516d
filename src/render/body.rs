//! The text of a comparison with its changes, unchanged stretches folded.

use crate::diff::{Action, ArticleDiff, Part};
use crate::render::ink::{Ink, Piece};
use crate::render::labels::{self, Labels, Stretch};
use crate::render::marks;
use crate::render::wrap::{self, Margin, Page};

const EDITED: Margin = Margin { first: "~ ", rest: "  ", ink: Ink::Faint };
const ADDED: Margin = Margin { first: "+ ", rest: "+ ", ink: Ink::Added };
const REMOVED: Margin = Margin { first: "- ", rest: "- ", ink: Ink::Removed };
const MOVED_HERE: Margin = Margin { first: "> ", rest: "> ", ink: Ink::Moved };
const MOVED_AWAY: Margin = Margin { first: "< ", rest: "< ", ink: Ink::Moved };

pub fn write(out: &mut String, page: Page, diff: &ArticleDiff) {
    let labels = Labels::of(diff);
    for stretch in labels::stretches(diff) {
        out.push('\n');
        match stretch {
            Stretch::Unchanged(parts) => fold(out, page, parts),
            Stretch::Changed(part) => changed(out, page, part, &labels),
        }
    }
}

/// Writes the count of unchanged parts in their place.
pub fn fold(out: &mut String, page: Page, parts: &[Part]) {
    note(out, page, format!("··· {} ···", labels::unchanged(parts)));
}

/// Writes a line about the text below it.
pub fn note(out: &mut String, page: Page, text: String) {
    let margin = Margin { first: "  ", rest: "  ", ink: Ink::Faint };
    wrap::write(out, page, margin, &[Piece::new(Ink::Faint, text)]);
}

fn changed(out: &mut String, page: Page, part: &Part, labels: &Labels) {
    if let Some(label) = labels.label(part) {
        note(out, page, label);
    }
    match part.action {
        Action::Kept => {}
        Action::Edited => wrap::write(out, page, EDITED, &marks::pieces(part.shown())),
        Action::Added => wrap::write(out, page, ADDED, &marks::pieces(part.shown())),
        Action::Removed => wrap::write(out, page, REMOVED, &marks::pieces(&part.ops)),
        Action::Moved if labels::is_arrival(part) => {
            wrap::write(out, page, MOVED_HERE, &moved_here(part))
        }
        Action::Moved => wrap::write(out, page, MOVED_AWAY, &moved_away(part, page)),
    }
}

/// A moved block at its new place: its text, with the marks of what was edited on the way.
fn moved_here<'a>(part: &'a Part<'a>) -> Vec<Piece<'a>> {
    match &part.inner {
        Some(inner) => marks::pieces(inner),
        None => marks::moved_pieces(&part.ops),
    }
}

/// A moved block at its old place: only how it begins, as it stands whole at the new one.
fn moved_away(part: &Part, page: Page) -> Vec<Piece<'static>> {
    let text: String = marks::moved_pieces(&part.ops).into_iter().map(|piece| piece.text).collect();
    let room = page.width_columns.saturating_sub(MOVED_AWAY.first.len());
    vec![Piece::new(Ink::Moved, wrap::shorten(&text, room))]
}
