//! What the reasons so far say of one change: the stretches of both sides that they name.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::text::tokens::tokens;
use crate::verdict::edit::{Change, Edit, Side};

/// More words of a change than this that no fact names, and that its other side has not, are text.
const WORDS_UNNAMED_MAX: usize = 2;

/// With more words than this that no fact names, a change is text, whatever they are.
const WORDS_COMPARED_MAX: usize = 64;

/// Words from this many letters on say something by themselves.
const FULL_WORD_LETTERS_MIN: usize = 4;

/// Words that begin with this many equal letters are forms of one word.
const STEM_LETTERS: usize = 4;

#[derive(Clone, Debug, Default)]
pub struct Told {
    /// Whether any fact names the change.
    pub is_typed: bool,
    old: Stretches,
    new: Stretches,
}

/// Stretches of a text apart from each other, each by its start with its end.
#[derive(Clone, Debug, Default)]
struct Stretches(BTreeMap<usize, usize>);

impl Stretches {
    /// Adds a stretch, made one with those that it overlaps.
    fn add(&mut self, mut span: Range<usize>) {
        while let Some((start, end)) = self.overlapping(&span) {
            self.0.remove(&start);
            span = span.start.min(start)..span.end.max(end);
        }
        self.0.insert(span.start, span.end);
    }

    fn overlapping(&self, span: &Range<usize>) -> Option<(usize, usize)> {
        let last = self.0.range(..span.end).next_back();
        last.map(|(&start, &end)| (start, end)).filter(|&(_, end)| span.start < end)
    }
}

impl Told {
    /// Notes that a stretch of a side is named.
    pub fn add(&mut self, side: Side, span: Range<usize>) {
        self.is_typed = true;
        match side {
            Side::Old => self.old.add(span),
            Side::New => self.new.add(span),
        }
    }

    fn on(&self, side: Side) -> &Stretches {
        match side {
            Side::Old => &self.old,
            Side::New => &self.new,
        }
    }

    /// Whether some of a stretch is named already.
    pub fn overlaps(&self, side: Side, span: &Range<usize>) -> bool {
        self.on(side).overlapping(span).is_some()
    }

    /// Whether a change holds words of weight that nothing names: more than a few of them, or a
    /// full one replaced by another.
    pub fn leaves_words(&self, edit: &Edit, change: &Change) -> bool {
        let [mut old, mut new] =
            [Side::Old, Side::New].map(|side| self.unnamed(edit, change, side));
        if old.len().max(new.len()) > WORDS_COMPARED_MAX {
            return true;
        }
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
