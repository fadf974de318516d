//! What the reasons so far say of one change: the stretches of both sides that they name.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::text::tokens::tokens;
use crate::verdict::edit::{Change, Edit, Side};

/// More words of a change than this that no fact names, and that its other side has not, are text.
const WORDS_UNNAMED_MAX: usize = 2;

/// Words from this many letters on say something by themselves.
const FULL_WORD_LETTERS_MIN: usize = 4;

/// Words that begin with this many equal letters are forms of one word.
const STEM_LETTERS: usize = 4;

#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Whether any fact names the change.
    pub is_typed: bool,
    old: Vec<Range<usize>>,
    new: Vec<Range<usize>>,
}

impl Told {
    /// Notes that a stretch of a side is named.
    pub fn add(&mut self, side: Side, span: Range<usize>) {
        self.is_typed = true;
        match side {
            Side::Old => self.old.push(span),
            Side::New => self.new.push(span),
        }
    }

    fn on(&self, side: Side) -> &[Range<usize>] {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }

    /// Whether some of a stretch is named already.
    pub fn overlaps(&self, side: Side, span: &Range<usize>) -> bool {
        self.on(side).iter().any(|told| told.start < span.end && span.start < told.end)
    }

    /// Whether a change holds words of weight that nothing names: more than a few of them, or a
    /// full one replaced by another.
    pub fn leaves_words(&self, edit: &Edit, change: &Change) -> bool {
        let [mut old, mut new] =
            [Side::Old, Side::New].map(|side| self.unnamed(edit, change, side));
        cancel(&mut old, &mut new);
        let is_full = |word: &String| word.chars().count() >= FULL_WORD_LETTERS_MIN;
        old.len().max(new.len()) > WORDS_UNNAMED_MAX
            || (old.iter().any(is_full) && new.iter().any(is_full))
    }

    /// Whether a change holds any word that nothing names.
    pub fn leaves_some(&self, edit: &Edit, change: &Change) -> bool {
        [Side::Old, Side::New].iter().any(|side| !self.unnamed(edit, change, *side).is_empty())
    }

    fn unnamed(&self, edit: &Edit, change: &Change, side: Side) -> Vec<String> {
        let start = change.span.on(side).start;
        let text = change.text(edit, side);
        let free = tokens(text).into_iter().filter(|token| {
            let place = start + token.start..start + token.end;
            text[token.range()].contains(char::is_alphanumeric) && !self.overlaps(side, &place)
        });
        free.map(|token| text[token.range()].to_lowercase()).collect()
    }
}

/// Takes from both lists the words that stand in both, in whatever form.
fn cancel(old: &mut Vec<String>, new: &mut Vec<String>) {
    old.retain(|word| match new.iter().position(|other| are_forms(word, other)) {
        Some(at) => {
            new.remove(at);
            false
        }
        None => true,
    });
}

/// Whether two words begin alike or, as forms do in Arabic, have the same letters.
fn are_forms(one: &str, other: &str) -> bool {
    let stem = |word: &str| word.chars().take(STEM_LETTERS).collect::<String>();
    let letters = |word: &str| word.chars().collect::<BTreeSet<char>>();
    one == other || stem(one) == stem(other) || letters(one) == letters(other)
}
