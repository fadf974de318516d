//! The two sides of a comparison as numbers: tokens, what they fold to, and the blocks they form.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::diff::numbering::{Numbering, Numbers, Weight};
use crate::diff::sequence::{self, Pair};
use crate::text::tokens::{Span, tokens};

/// One side: its tokens in reading order, numbered across all its blocks. What is known of a token
/// stands at its place in each of the lists, so that the numbers of a run of tokens are a slice.
#[derive(Default)]
pub struct Side<'a> {
    pub tokens: Vec<Token>,
    /// Equal, on both sides, for tokens that are the same byte for byte.
    pub exact: Vec<u32>,
    /// Equal, on both sides, for tokens that fold alike.
    pub folded: Vec<u32>,
    pub blocks: Vec<Block<'a>>,
}

/// Where a token stands in its block's text, and its weight. A text of a million words is as many
/// of these on each side, so that they are small.
#[derive(Clone, Copy)]
pub struct Token {
    start: u32,
    end: u32,
    pub weight: Weight,
}

/// A block: its text, and its tokens' numbers. Blocks of different groups are never paired.
#[derive(Clone)]
pub struct Block<'a> {
    pub text: &'a str,
    pub tokens: Range<usize>,
    pub group: u32,
}

/// A stretch of a text that is to be a block.
#[derive(Clone)]
pub struct Stretch<'a> {
    pub text: &'a str,
    pub within: Range<usize>,
    pub group: u32,
}

/// Bytes of text in which, by and large, one token stands.
const BYTES_A_TOKEN: usize = 5;

/// The sides of two texts. A block that stands the same on both, in order, is one token: there is
/// nothing in it to compare.
pub fn sides<'a>(olds: &[Stretch<'a>], news: &[Stretch<'a>]) -> (Side<'a>, Side<'a>) {
    let same = same(olds, news);
    let bytes = |stretches: &[Stretch]| stretches.iter().map(|it| it.within.len()).sum::<usize>();
    let kept: usize = same.iter().map(|&(i, _)| 2 * olds[i].within.len()).sum();
    let mut numbering = Numbering::for_bytes(bytes(olds) + bytes(news) - kept);
    let (mut old, mut new) = (Side::default(), Side::default());
    old.reserve((bytes(olds) - kept / 2) / BYTES_A_TOKEN + same.len());
    new.reserve((bytes(news) - kept / 2) / BYTES_A_TOKEN + same.len());
    let (mut i, mut j) = (0, 0);
    for (same_old, same_new) in same {
        olds[i..same_old].iter().for_each(|stretch| old.push(stretch, &mut numbering));
        news[j..same_new].iter().for_each(|stretch| new.push(stretch, &mut numbering));
        let number = numbering.fresh();
        old.push_whole(&olds[same_old], number);
        new.push_whole(&news[same_new], number);
        (i, j) = (same_old + 1, same_new + 1);
    }
    olds[i..].iter().for_each(|stretch| old.push(stretch, &mut numbering));
    news[j..].iter().for_each(|stretch| new.push(stretch, &mut numbering));
    (old, new)
}

/// Stretches that are the same byte for byte, in order.
fn same<'a>(olds: &[Stretch<'a>], news: &[Stretch<'a>]) -> Vec<Pair> {
    let mut known = HashMap::with_capacity_and_hasher(olds.len(), RandomState::default());
    let mut number = |stretches: &[Stretch<'a>]| -> Vec<u32> {
        let mut numbers = Vec::with_capacity(stretches.len());
        for stretch in stretches {
            let next = known.len() as u32;
            let content = (stretch.group, stretch.content());
            numbers.push(*known.entry(content).or_insert(next));
        }
        numbers
    };
    let (one, two) = (number(olds), number(news));
    let mut pairs = sequence::common(&one, &two);
    pairs.retain(|&(i, _)| !olds[i].content().trim().is_empty());
    pairs
}

impl Token {
    pub fn span(&self) -> Span {
        Span { start: self.start as usize, end: self.end as usize }
    }
}

impl<'a> Stretch<'a> {
    /// A whole text.
    pub fn whole(text: &'a str, group: u32) -> Stretch<'a> {
        Stretch { text, within: 0..text.len(), group }
    }

    /// What the stretch holds.
    pub fn content(&self) -> &'a str {
        &self.text[self.within.clone()]
    }
}

impl<'a> Side<'a> {
    /// Adds a stretch as a block of its tokens.
    pub fn push(&mut self, stretch: &Stretch<'a>, numbering: &mut Numbering<'a>) {
        let first = self.tokens.len();
        let offset = stretch.within.start;
        for span in tokens(stretch.content()) {
            let span = Span { start: span.start + offset, end: span.end + offset };
            self.push_token(span, numbering.number(&stretch.text[span.range()]));
        }
        self.push_block(stretch, first);
    }

    /// Adds a stretch as a block of one token.
    fn push_whole(&mut self, stretch: &Stretch<'a>, number: u32) {
        let first = self.tokens.len();
        let span = Span { start: stretch.within.start, end: stretch.within.end };
        self.push_token(span, Numbers { exact: number, folded: number, weight: Weight::Whole });
        self.push_block(stretch, first);
    }

    fn push_token(&mut self, span: Span, numbers: Numbers) {
        let Numbers { exact, folded, weight } = numbers;
        self.tokens.push(Token { start: span.start as u32, end: span.end as u32, weight });
        self.exact.push(exact);
        self.folded.push(folded);
    }

    fn reserve(&mut self, tokens: usize) {
        self.tokens.reserve(tokens);
        self.exact.reserve(tokens);
        self.folded.reserve(tokens);
    }

    fn push_block(&mut self, stretch: &Stretch<'a>, first: usize) {
        let tokens = first..self.tokens.len();
        self.blocks.push(Block { text: stretch.text, tokens, group: stretch.group });
    }

    /// Whether a block stands, the same, on the other side too.
    pub fn is_whole(&self, block: usize) -> bool {
        let tokens = &self.tokens[self.blocks[block].tokens.clone()];
        matches!(tokens, [token] if token.weight == Weight::Whole)
    }

    /// A token's text.
    pub fn text(&self, token: usize) -> &'a str {
        &self.block_of(token).text[self.tokens[token].span().range()]
    }

    /// The block that holds a token.
    pub fn block_of(&self, token: usize) -> &Block<'a> {
        &self.blocks[self.block_at(token)]
    }

    /// The number of the block that holds a token.
    pub fn block_at(&self, token: usize) -> usize {
        self.blocks.partition_point(|block| block.tokens.start <= token) - 1
    }

    /// The text of the block that holds a token, from its first token to its last.
    pub fn block_text(&self, token: usize) -> Option<&'a str> {
        let behind = self.blocks.partition_point(|block| block.tokens.start <= token);
        let block = self.blocks[..behind].last()?;
        let first = self.tokens.get(block.tokens.start)?.span().start;
        let last = self.tokens.get(block.tokens.end.checked_sub(1)?)?.span().end;
        block.text.get(first..last)
    }
}
