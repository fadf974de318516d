//! Sentence ends kept: a change that runs over the end of a sentence into the next is two changes
//! to a reader, though one costs less.

use std::ops::Range;

use crate::diff::alignment::{Alignment, Fate};
use crate::diff::numbering::Weight;
use crate::diff::sequence::Pair;
use crate::diff::side::Side;
use crate::text::sentences::sentences;

/// Tokens of one side of a change that is looked through for a sentence's end.
const CHANGE_MAX: usize = 16;

/// Keeps the end of a sentence where both sides of a short change run over one, with the words
/// right before it that are the same.
pub fn settle(old: &Side, new: &Side, alignment: &mut Alignment) {
    let changes = changes(old, new, alignment).into_iter();
    let ends: Vec<Pair> =
        changes.flat_map(|(olds, news)| shared_end(old, new, olds, news)).collect();
    alignment.keep(&ends);
}

/// Stretches of tokens without partners that face each other, between kept ones or the ends of two
/// blocks, where both sides have some and few.
fn changes(old: &Side, new: &Side, alignment: &Alignment) -> Vec<(Range<usize>, Range<usize>)> {
    let mut changes = Vec::new();
    for block in &old.blocks {
        let mut token = block.tokens.start;
        while token < block.tokens.end {
            let lone = alignment.old[token..block.tokens.end].iter();
            let olds = token..token + lone.take_while(|fate| **fate == Fate::Lone).count();
            token = olds.end + 1;
            if (1..=CHANGE_MAX).contains(&olds.len())
                && let Some(news) = facing(&block.tokens, &olds, new, alignment)
            {
                changes.push((olds, news));
            }
        }
    }
    changes
}

/// What stands on the new side in the place of some tokens of an old block.
fn facing(
    block: &Range<usize>,
    olds: &Range<usize>,
    new: &Side,
    alignment: &Alignment,
) -> Option<Range<usize>> {
    let kept = |token: usize| match alignment.old[token] {
        Fate::Kept(partner) => Some(partner as usize),
        Fate::Lone | Fate::Moved(_) => None,
    };
    let before = (olds.start > block.start).then(|| kept(olds.start - 1));
    let behind = (olds.end < block.end).then(|| kept(olds.end));
    let news = match (before, behind) {
        (Some(before), Some(behind)) => before? + 1..behind?,
        (Some(before), None) => before? + 1..new.block_of(before?).tokens.end,
        (None, Some(behind)) => new.block_of(behind?).tokens.start..behind?,
        (None, None) => return None,
    };
    let fates = alignment.new.get(news.clone())?;
    let is_short = (1..=CHANGE_MAX).contains(&fates.len());
    (is_short && fates.iter().all(|fate| *fate == Fate::Lone)).then_some(news)
}

/// The end of the one sentence that ends within a change, on both sides.
fn shared_end(old: &Side, new: &Side, olds: Range<usize>, news: Range<usize>) -> Vec<Pair> {
    // Most changes are of words alone.
    let has_mark = |side: &Side, tokens: &Range<usize>| {
        side.tokens[tokens.clone()].iter().any(|token| token.weight == Weight::Mark)
    };
    if !has_mark(old, &olds) || !has_mark(new, &news) {
        return Vec::new();
    }
    let first = |side: &Side, tokens: &Range<usize>| match &parts(side, tokens)[..] {
        [first, _] => Some(first.clone()),
        _ => None,
    };
    let (Some(one), Some(other)) = (first(old, &olds), first(new, &news)) else {
        return Vec::new();
    };
    let pairs = one.rev().zip(other.rev());
    pairs.take_while(|&(i, j)| old.exact[i] == new.exact[j]).collect()
}

/// The sentences that some tokens of a block belong to.
fn parts(side: &Side, tokens: &Range<usize>) -> Vec<Range<usize>> {
    let block = side.block_of(tokens.start);
    if tokens.end > block.tokens.end {
        return Vec::new();
    }
    let spans: Vec<_> = side.tokens[tokens.clone()].iter().map(|token| token.span()).collect();
    let within = sentences(block.text, &spans, 0..spans.len()).into_iter();
    within.map(|part| part.start + tokens.start..part.end + tokens.start).collect()
}
