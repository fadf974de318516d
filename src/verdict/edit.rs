//! An edit of one text: both sides whole, where they changed, and what answers to what.

use std::ops::Range;

use crate::diff::cosmetic::graver;
use crate::diff::{Cosmetic, Op, Run};

/// The two sides of an edited text and the places where they differ.
#[derive(Debug, Default)]
pub struct Edit {
    pub old: String,
    pub new: String,
    pub changes: Vec<Change>,
    /// Stretches that are the same on both sides, in order.
    kept: Vec<Span>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Old,
    New,
}

/// A place where words went, came, or were replaced. Its ends are byte offsets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub span: Span,
    /// The class of all of it, where all of it is cosmetic.
    pub class: Option<Cosmetic>,
}

/// A stretch of the old text and the stretch of the new text that answers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

impl Edit {
    /// The edit that runs describe. Moved text is on its side, but is no change of this text.
    pub fn of(runs: &[Run]) -> Edit {
        let mut edit = Edit::default();
        let mut open: Option<Change> = None;
        for run in runs {
            let span = edit.push(run);
            match run.op {
                Op::Insert | Op::Delete => extend(&mut open, span, run.class),
                Op::Equal => {
                    edit.changes.extend(open.take());
                    edit.kept.push(span);
                }
                Op::MoveFrom | Op::MoveTo => edit.changes.extend(open.take()),
            }
        }
        edit.changes.extend(open);
        edit
    }

    /// Adds a run's text to the sides that have it and tells where it stands.
    fn push(&mut self, run: &Run) -> Span {
        let (old, new) = (self.old.len(), self.new.len());
        match run.op {
            Op::Equal => {
                self.old.push_str(run.text);
                self.new.push_str(run.text);
            }
            Op::Delete | Op::MoveFrom => self.old.push_str(run.text),
            Op::Insert | Op::MoveTo => self.new.push_str(run.text),
        }
        Span { old: old..self.old.len(), new: new..self.new.len() }
    }

    pub fn text(&self, side: Side) -> &str {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }

    /// Where a stretch of one side stands on the other, if it is the same there.
    pub fn kept_across(&self, side: Side, range: &Range<usize>) -> Option<Range<usize>> {
        let at = self.kept.partition_point(|span| span.on(side).end < range.end);
        let span = self.kept.get(at).filter(|span| span.on(side).start <= range.start)?;
        Some(span.across(side, range.start)..span.across(side, range.end))
    }

    /// The stretch of the other side that stands where a stretch of this one stands, widened to
    /// the ends of the changes it touches.
    pub fn answer_across(&self, side: Side, range: &Range<usize>) -> Range<usize> {
        let other = side.other();
        let start = self.kept.partition_point(|span| span.on(side).end <= range.start);
        let end = self.kept.partition_point(|span| span.on(side).start < range.end);
        let from = match self.kept.get(start) {
            Some(span) if span.on(side).start <= range.start => span.across(side, range.start),
            _ => start.checked_sub(1).map_or(0, |before| self.kept[before].on(other).end),
        };
        let to = match end.checked_sub(1).map(|last| &self.kept[last]) {
            Some(span) if span.on(side).end >= range.end => span.across(side, range.end),
            _ => self.kept.get(end).map_or(self.text(other).len(), |span| span.on(other).start),
        };
        from..to.max(from)
    }

    /// The first change that touches a stretch of one side, or lies at its edge.
    pub fn change_at(&self, side: Side, range: &Range<usize>) -> Option<usize> {
        let at = self.changes.partition_point(|change| change.span.on(side).end < range.start);
        self.changes.get(at).filter(|change| change.span.on(side).start <= range.end).map(|_| at)
    }
}

impl Side {
    pub fn other(self) -> Side {
        match self {
            Side::Old => Side::New,
            Side::New => Side::Old,
        }
    }
}

impl Span {
    pub fn on(&self, side: Side) -> &Range<usize> {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }

    /// The place on the other side of a place within a kept stretch.
    fn across(&self, side: Side, offset: usize) -> usize {
        offset - self.on(side).start + self.on(side.other()).start
    }
}

impl Change {
    /// What stands here on one side of the edit that this is a change of.
    pub fn text<'e>(&self, edit: &'e Edit, side: Side) -> &'e str {
        &edit.text(side)[self.span.on(side).clone()]
    }
}

/// Widens the open change by a run; it stays cosmetic only while all its runs are.
fn extend(open: &mut Option<Change>, span: Span, class: Option<Cosmetic>) {
    match open {
        None => *open = Some(Change { span, class }),
        Some(change) => {
            change.span.old.end = span.old.end;
            change.span.new.end = span.new.end;
            change.class = change.class.zip(class).map(|(one, other)| graver(one, other));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff;

    fn check(old: &str, new: &str, word: &str, kept: Option<&str>, answer: &str) {
        let edit = Edit::of(&diff::edit(old, new));
        assert_eq!((edit.old.as_str(), edit.new.as_str()), (old, new));
        let start = old.find(word).expect("the word stands in the old text");
        let span = start..start + word.len();
        assert_eq!(edit.kept_across(Side::Old, &span).map(|span| &new[span]), kept);
        assert_eq!(&new[edit.answer_across(Side::Old, &span)], answer);
    }

    #[test]
    fn what_is_kept_is_found_on_the_other_side() {
        check("He met two men.", "Then he met two men.", "two", Some("two"), "two");
    }

    #[test]
    fn what_was_replaced_answers_with_what_stands_there_now() {
        check("He met two men.", "He met three men.", "two", None, "three");
        check("He met two men.", "He met men.", "two", None, "");
        check("He met two men.", "He met three men.", "two men", None, "three men");
    }
}
