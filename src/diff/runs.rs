//! Fates turned into runs of text that join to both sides, byte for byte.

use std::ops::Range;

use crate::diff::alignment::Fate;
use crate::diff::cosmetic::{Changed, class_in_restyled, class_of, is_restyled};
use crate::diff::numbering::Weight;
use crate::diff::side::{Side, Token};
use crate::diff::{Cosmetic, Op, Run};

/// A text or a piece of it, the run of its side's tokens there, and the fates of all of them.
#[derive(Clone)]
pub struct Place<'s, 'a> {
    pub text: &'a str,
    /// The bytes of the text whose runs are wanted.
    pub within: Range<usize>,
    pub tokens: Range<usize>,
    pub side: &'s Side<'a>,
    pub fates: &'s [Fate],
}

/// The runs of two stretches by the fates of their tokens.
pub fn runs<'a>(old: Place<'_, 'a>, new: Place<'_, 'a>) -> Vec<Run<'a>> {
    let mut writer = Writer {
        old: Cursor { token: old.tokens.start, at: old.within.start, place: old },
        new: Cursor { token: new.tokens.start, at: new.within.start, place: new },
        equal_from: None,
        takes_behind: false,
        runs: Vec::new(),
    };
    writer.write();
    writer.runs
}

/// One side's text being written.
struct Cursor<'s, 'a> {
    place: Place<'s, 'a>,
    /// The next token to write.
    token: usize,
    /// The byte behind what is written.
    at: usize,
}

impl<'a> Cursor<'_, 'a> {
    /// The fate of that token; none behind the last.
    fn fate(&self, token: usize) -> Option<Fate> {
        (token < self.place.tokens.end).then(|| self.place.fates[token])
    }

    /// The white space before the next token, or before the end of the text.
    fn gap(&self) -> &'a str {
        &self.place.text[self.at..self.start_of(self.token)]
    }

    fn start_of(&self, token: usize) -> usize {
        match token < self.place.tokens.end {
            true => self.place.side.tokens[token].span().start,
            false => self.place.within.end,
        }
    }

    fn begins_block(&self, token: usize) -> bool {
        let blocks = &self.place.side.blocks;
        blocks.binary_search_by_key(&token, |block| block.tokens.start).is_ok()
    }

    fn exact(&self, token: usize) -> u32 {
        self.place.side.exact[token]
    }

    /// Steps over the tokens before `end`: the text from here to behind the last of them.
    fn take(&mut self, end: usize) -> &'a str {
        if end <= self.token {
            return "";
        }
        self.token = end;
        self.take_to(self.place.side.tokens[end - 1].span().end)
    }

    /// The same with the white space behind the last token.
    fn take_with_gap(&mut self, end: usize) -> &'a str {
        if end <= self.token {
            return "";
        }
        self.token = end;
        self.take_to(self.start_of(end))
    }

    /// A text just taken, with the tokens that stand next to it.
    fn around(&self, taken: &'a str) -> Changed<'a> {
        let start = self.at - taken.len();
        let text = self.place.text;
        let tokens = &self.place.side.tokens[self.place.tokens.clone()];
        let first = tokens.partition_point(|token| token.span().start < start);
        let behind = tokens.partition_point(|token| token.span().start < self.at);
        Changed {
            before: first.checked_sub(1).and_then(|index| neighbour(text, &tokens[index])),
            text: taken,
            after: tokens.get(behind).and_then(|token| neighbour(text, token)),
        }
    }

    fn take_gap(&mut self) -> &'a str {
        self.take_to(self.start_of(self.token))
    }

    fn take_to(&mut self, end: usize) -> &'a str {
        let from = self.at;
        self.at = end;
        &self.place.text[from..end]
    }
}

/// A token that stands next to a change; a whole block is no neighbour.
fn neighbour<'a>(text: &'a str, token: &Token) -> Option<&'a str> {
    (token.weight != Weight::Whole).then(|| &text[token.span().range()])
}

struct Writer<'s, 'a> {
    old: Cursor<'s, 'a>,
    new: Cursor<'s, 'a>,
    /// Where in the old text the equal run that is still growing began.
    equal_from: Option<usize>,
    /// Whether the moves that were just written took the white space behind them along.
    takes_behind: bool,
    runs: Vec<Run<'a>>,
}

impl<'a> Writer<'_, 'a> {
    fn write(&mut self) {
        loop {
            match (self.old.fate(self.old.token), self.new.fate(self.new.token)) {
                (Some(Fate::Moved(id)), _) => self.write_move(Op::MoveFrom, id),
                (_, Some(Fate::Moved(id))) => self.write_move(Op::MoveTo, id),
                (None, None) => break,
                _ if self.is_same(self.old.token, self.new.token) => self.write_same(),
                _ => self.write_change(),
            }
            let is_move = self.runs.last().is_some_and(|run| run.move_id.is_some());
            self.takes_behind &= is_move && self.equal_from.is_none();
        }
        self.write_gap();
        self.end_equal();
    }

    /// Whether two tokens are partners, and the same byte for byte.
    fn is_same(&self, old: usize, new: usize) -> bool {
        self.old.fate(old) == Some(Fate::Kept(new as u32))
            && self.old.exact(old) == self.new.exact(new)
    }

    fn write_same(&mut self) {
        self.write_gap();
        self.equal_from.get_or_insert(self.old.at);
        self.old.take(self.old.token + 1);
        self.new.take(self.new.token + 1);
    }

    /// Writes the white space before the next tokens: equal, or as a change of white space.
    fn write_gap(&mut self) {
        let from = self.old.at;
        let (before, after) = (self.old.take_gap(), self.new.take_gap());
        if before == after {
            self.equal_from.get_or_insert(from);
        } else {
            self.end_equal_at(from);
            self.push_change(before, after);
        }
    }

    /// Writes the tokens up to the next same ones: what went, then what came.
    fn write_change(&mut self) {
        let (old_end, new_end) = self.change_end();
        let goes = old_end > self.old.token;
        let comes = new_end > self.new.token;
        let shared = self.old.gap() == self.new.gap();
        let (before, after) = match (goes, comes) {
            (true, true) => {
                if shared || (!self.old.gap().is_empty() && !self.new.gap().is_empty()) {
                    self.write_gap();
                }
                self.end_equal();
                (self.old.take(old_end), self.new.take(new_end))
            }
            // A pure change takes the white space along that the other side lacks: behind it where
            // the white space before it stands on both sides, else before it.
            (true, false) if shared => {
                self.write_gap();
                self.end_equal();
                (self.old.take_with_gap(old_end), "")
            }
            (false, true) if shared => {
                self.write_gap();
                self.end_equal();
                ("", self.new.take_with_gap(new_end))
            }
            (true, false) | (false, true) | (false, false) => {
                self.end_equal();
                (self.old.take(old_end), self.new.take(new_end))
            }
        };
        self.push_change(before, after);
    }

    /// The ends of a change: over what is alone, and over partners that only fold alike.
    fn change_end(&self) -> (usize, usize) {
        let (mut i, mut j) = (self.old.token, self.new.token);
        loop {
            match (self.old.fate(i), self.new.fate(j)) {
                (Some(Fate::Lone), _) => i += 1,
                (_, Some(Fate::Lone)) => j += 1,
                (Some(Fate::Kept(_)), Some(Fate::Kept(_))) if !self.is_same(i, j) => {
                    (i, j) = (i + 1, j + 1);
                    // What is merely restyled ends with its paragraph.
                    if self.old.begins_block(i) && self.new.begins_block(j) {
                        return (i, j);
                    }
                }
                _ => return (i, j),
            }
        }
    }

    fn write_move(&mut self, op: Op, id: u32) {
        // As a pure change does, a passage takes the white space along that the other side lacks:
        // behind it where the white space before it stands on both sides, else before it.
        let follows = self.equal_from.is_some() && self.old.gap() == self.new.gap();
        if follows {
            self.write_gap();
        }
        self.end_equal();
        let cursor = match op {
            Op::MoveFrom => &mut self.old,
            Op::MoveTo | Op::Equal | Op::Insert | Op::Delete => &mut self.new,
        };
        let end = (cursor.token..cursor.place.tokens.end)
            .find(|&token| cursor.fate(token) != Some(Fate::Moved(id)))
            .unwrap_or(cursor.place.tokens.end);
        // At the head of a text the white space that parted it from the rest stands behind it; and
        // what one move does, those next to it do.
        let is_first = cursor.at == cursor.place.within.start;
        self.takes_behind |= is_first || follows;
        let text = if self.takes_behind { cursor.take_with_gap(end) } else { cursor.take(end) };
        self.runs.push(Run { op, text, move_id: Some(id + 1), class: None });
    }

    /// Writes a replacement, cosmetic where it is. Both sides' cursors stand behind it.
    fn push_change(&mut self, before: &'a str, after: &'a str) {
        let (old, new) = (self.old.around(before), self.new.around(after));
        let class = class_of(old, new).or_else(|| self.class_in_block(old, new));
        for (op, text) in [(Op::Delete, before), (Op::Insert, after)] {
            if !text.is_empty() {
                self.runs.push(Run { op, text, move_id: None, class });
            }
        }
    }

    /// The class of case, where the change is part of a whole block that was set anew.
    fn class_in_block(&self, old: Changed, new: Changed) -> Option<Cosmetic> {
        let class = class_in_restyled(old, new)?;
        let block =
            |cursor: &Cursor<'_, 'a>| cursor.place.side.block_text(cursor.token.checked_sub(1)?);
        is_restyled(block(&self.old)?, block(&self.new)?).then_some(class)
    }

    fn end_equal(&mut self) {
        self.end_equal_at(self.old.at);
    }

    fn end_equal_at(&mut self, end: usize) {
        if let Some(from) = self.equal_from.take()
            && from < end
        {
            let text = &self.old.place.text[from..end];
            self.runs.push(Run { op: Op::Equal, text, move_id: None, class: None });
        }
    }
}
