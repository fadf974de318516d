//! Two sides aligned, from blocks to sentences to words: the fate of every token.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::diff::alignment::{Alignment, Fate, Loose};
use crate::diff::moves;
use crate::diff::sequence::{self, Pair};
use crate::diff::side::{Side, Token};
use crate::diff::{blocks, crossing, ends, slide, words};
use crate::text::sentences::sentences;

/// Aligns two sides.
pub fn align(old: &Side, new: &Side) -> Alignment {
    let mut alignment = Alignment::new(old, new);
    alignment.blocks = blocks::pair(old, new);
    moves::move_blocks(old, new, &mut alignment);
    let wide = widen(old, new, &alignment);
    let (regions, mut loose) = pair_sentences(old, new, &wide, &mut alignment);
    add_loose_blocks(old, new, &wide, &alignment, &mut loose);
    moves::move_sentences(old, new, &loose, &mut alignment);
    let mut budget = words::Budget::of(old, new);
    for (olds, news) in regions {
        let free = |fates: &[Fate], range: Range<usize>| -> Vec<usize> {
            range.filter(|&index| fates[index] == Fate::Lone).collect()
        };
        let (olds, news) = (free(&alignment.old, olds), free(&alignment.new, news));
        alignment.keep(&words::align_chosen(old, new, &olds, &news, &mut budget));
    }
    moves::move_edited_sentences(old, new, &loose, &mut alignment);
    slide::settle(old, new, &mut alignment);
    moves::move_passages(old, new, &mut alignment);
    crossing::keep_uncrossed(old, new, &mut alignment, &mut budget);
    ends::settle(old, new, &mut alignment);
    alignment
}

/// Aligns the words of two sides alone: no blocks, no sentences, no moves.
pub fn align_in_place(old: &Side, new: &Side) -> Alignment {
    let mut alignment = Alignment::new(old, new);
    alignment.keep(&words::align(old, new));
    slide::settle(old, new, &mut alignment);
    ends::settle(old, new, &mut alignment);
    alignment
}

type Region = (Range<usize>, Range<usize>);

/// The pairs of blocks, widened where a block was split or blocks were merged.
fn widen(old: &Side, new: &Side, alignment: &Alignment) -> Vec<Region> {
    let is_free = |side: &Side, fates: &[Fate], block: usize| {
        side.blocks[block].tokens.clone().all(|index| fates[index] == Fate::Lone)
    };
    blocks::widened(
        old,
        new,
        &alignment.blocks,
        (|i| is_free(old, &alignment.old, i), |j| is_free(new, &alignment.new, j)),
    )
}

/// Keeps the sentences that paired blocks share in order; what lies between them is left as
/// regions for the words, and as loose sentences.
fn pair_sentences(
    old: &Side,
    new: &Side,
    wide: &[Region],
    alignment: &mut Alignment,
) -> (Vec<Region>, Loose) {
    let mut regions = Vec::new();
    let mut loose = Loose { old: Vec::new(), new: Vec::new() };
    for (old_blocks, new_blocks) in wide {
        let olds = sentences_of(old, old_blocks.clone());
        let news = sentences_of(new, new_blocks.clone());
        let (mut last_old, mut last_new) = (0, 0);
        let mut between = |olds: &[Range<usize>], news: &[Range<usize>]| {
            if !olds.is_empty() && !news.is_empty() {
                regions.push((whole(olds), whole(news)));
            }
            loose.old.extend_from_slice(olds);
            loose.new.extend_from_slice(news);
        };
        for (same_old, same_new) in shared_sentences(old, new, &olds, &news) {
            between(&olds[last_old..same_old], &news[last_new..same_new]);
            let tokens: Vec<Pair> = olds[same_old].clone().zip(news[same_new].clone()).collect();
            alignment.keep(&tokens);
            (last_old, last_new) = (same_old + 1, same_new + 1);
        }
        between(&olds[last_old..], &news[last_new..]);
    }
    (regions, loose)
}

fn whole(ranges: &[Range<usize>]) -> Range<usize> {
    match (ranges.first(), ranges.last()) {
        (Some(first), Some(last)) => first.start..last.end,
        _ => 0..0,
    }
}

/// The sentences of blocks as ranges of the side's tokens.
fn sentences_of(side: &Side, blocks: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for block in &side.blocks[blocks] {
        let tokens: &[Token] = &side.tokens[block.tokens.clone()];
        let spans: Vec<_> = tokens.iter().map(|token| token.span()).collect();
        let within = sentences(block.text, &spans, 0..spans.len()).into_iter();
        found.extend(
            within.map(|range| range.start + block.tokens.start..range.end + block.tokens.start),
        );
    }
    found
}

/// Pairs of sentences that fold alike, in order.
fn shared_sentences<'s>(
    old: &'s Side,
    new: &'s Side,
    olds: &[Range<usize>],
    news: &[Range<usize>],
) -> Vec<Pair> {
    let mut known: HashMap<&[u32], u32, RandomState> = HashMap::default();
    let mut key_all = |side: &'s Side, ranges: &[Range<usize>]| -> Vec<u32> {
        let mut keys = Vec::with_capacity(ranges.len());
        for range in ranges {
            let next = known.len() as u32;
            keys.push(*known.entry(&side.folded[range.clone()]).or_insert(next));
        }
        keys
    };
    let (old_keys, new_keys) = (key_all(old, olds), key_all(new, news));
    sequence::common(&old_keys, &new_keys)
}

/// The sentences of blocks without a partner may have moved into another block, or out of one.
fn add_loose_blocks(
    old: &Side,
    new: &Side,
    wide: &[Region],
    alignment: &Alignment,
    loose: &mut Loose,
) {
    let unpaired = |side: &Side, paired: Vec<usize>, fates: &[Fate]| -> Vec<Range<usize>> {
        (0..side.blocks.len())
            .filter(|block| paired.binary_search(block).is_err())
            .filter(|&block| {
                side.blocks[block].tokens.clone().all(|index| fates[index] == Fate::Lone)
            })
            .flat_map(|block| sentences_of(side, block..block + 1))
            .collect()
    };
    let olds = wide.iter().flat_map(|region| region.0.clone()).collect();
    let news = wide.iter().flat_map(|region| region.1.clone()).collect();
    loose.old.extend(unpaired(old, olds, &alignment.old));
    loose.new.extend(unpaired(new, news, &alignment.new));
}
