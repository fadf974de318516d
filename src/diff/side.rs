//! The two sides of a comparison as numbers: tokens, what they fold to, and the blocks they form.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::text::fold::fold;
use crate::text::tokens::{Span, tokens};

/// One side: its tokens in reading order, numbered across all its blocks.
#[derive(Default)]
pub struct Side<'a> {
    pub tokens: Vec<Token<'a>>,
    pub blocks: Vec<Block<'a>>,
}

/// A token with its numbers, which are shared with the other side.
#[derive(Clone, Copy)]
pub struct Token<'a> {
    pub text: &'a str,
    pub span: Span,
    /// Equal for tokens that fold alike.
    pub folded: u32,
    /// Equal for tokens that are the same byte for byte.
    pub exact: u32,
    pub weight: Weight,
}

/// How much it says about two texts that they share a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// Marks and the commonest words.
    Light,
    Full,
}

/// A block: its text, and its tokens' numbers. Blocks of different groups are never paired.
#[derive(Clone)]
pub struct Block<'a> {
    pub text: &'a str,
    pub tokens: Range<usize>,
    pub group: u8,
}

/// Gives equal tokens equal numbers.
#[derive(Default)]
pub struct Numbering<'a> {
    exact: HashMap<&'a str, (u32, u32, Weight)>,
    folded: HashMap<Cow<'a, str>, u32>,
}

/// The commonest words of several languages: to share one says little.
const LIGHT: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "from", "as", "and", "or",
    "but", "is", "are", "was", "were", "be", "been", "has", "have", "had", "it", "its", "that",
    "this", "he", "she", "they", "his", "her", "their", "we", "i", "you", "said", "will", "would",
    "which", "who", "der", "die", "das", "und", "ein", "eine", "le", "la", "les", "de", "des",
    "du", "un", "une", "et", "el", "los", "las", "y", "que", "en", "o", "os", "e", "il", "di",
    "het", "een", "van", "ve", "bir", "и", "в", "на", "не", "с",
];

impl<'a> Numbering<'a> {
    fn number(&mut self, text: &'a str) -> (u32, u32, Weight) {
        if let Some(&known) = self.exact.get(text) {
            return known;
        }
        let folded = fold(text);
        let light = LIGHT.contains(&folded.as_ref()) || !text.chars().any(char::is_alphanumeric);
        let weight = if light { Weight::Light } else { Weight::Full };
        let next = self.folded.len() as u32;
        let folded = *self.folded.entry(folded).or_insert(next);
        let known = (self.exact.len() as u32, folded, weight);
        self.exact.insert(text, known);
        known
    }
}

impl<'a> Side<'a> {
    /// Adds a text as one block.
    pub fn push_block(&mut self, text: &'a str, group: u8, numbering: &mut Numbering<'a>) {
        let start = self.tokens.len();
        self.push_tokens(text, numbering);
        self.blocks.push(Block { text, tokens: start..self.tokens.len(), group });
    }

    /// Adds a whole text as the blocks that its lines form.
    pub fn push_text(&mut self, text: &'a str, numbering: &mut Numbering<'a>) {
        let first = self.tokens.len();
        self.push_tokens(text, numbering);
        let mut start = first;
        for index in first + 1..self.tokens.len() {
            if is_break(text, self.tokens[index - 1].span, self.tokens[index].span) {
                self.blocks.push(Block { text, tokens: start..index, group: 0 });
                start = index;
            }
        }
        if start < self.tokens.len() {
            self.blocks.push(Block { text, tokens: start..self.tokens.len(), group: 0 });
        }
    }

    fn push_tokens(&mut self, text: &'a str, numbering: &mut Numbering<'a>) {
        self.tokens.extend(tokens(text).into_iter().map(|span| {
            let word = &text[span.range()];
            let (exact, folded, weight) = numbering.number(word);
            Token { text: word, span, folded, exact, weight }
        }));
    }

    /// The text of the block that holds a token, from its first token to its last.
    pub fn block_text(&self, token: usize) -> Option<&'a str> {
        let behind = self.blocks.partition_point(|block| block.tokens.start <= token);
        let block = self.blocks[..behind].last()?;
        let first = self.tokens.get(block.tokens.start)?.span.start;
        let last = self.tokens.get(block.tokens.end.checked_sub(1)?)?.span.end;
        block.text.get(first..last)
    }

    /// The folded numbers of a run of tokens.
    pub fn folded(&self, range: Range<usize>) -> Vec<u32> {
        self.tokens[range].iter().map(|token| token.folded).collect()
    }
}

/// Whether the gap between two tokens parts two blocks: a blank line, or the end of a line that
/// was not broken merely to fit a width (40 to 100 bytes, going on in lower case).
fn is_break(text: &str, before: Span, after: Span) -> bool {
    let gap = &text[before.end..after.start];
    let lines = gap.bytes().filter(|&byte| byte == b'\n').count();
    if lines != 1 {
        return lines > 1;
    }
    let line_start = text[..before.end].rfind('\n').map_or(0, |at| at + 1);
    let goes_on = text[after.start..].chars().next().is_some_and(char::is_lowercase);
    let wrapped = (40..=100).contains(&(before.end - line_start)) && goes_on;
    !wrapped
}
