//! Blocks paired: the same, alike enough to be one edited, or without a partner.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::diff::bag::Bag;
use crate::diff::likeness;
use crate::diff::sequence::{self, Pair};
use crate::diff::side::Side;

/// Shared words, as a share of both blocks' words (Dice), that make two blocks one edited.
const ALIKE: f64 = 0.4;
/// The same for the only two blocks between two pairs of equal ones: their place speaks for them.
const ALIKE_IN_PLACE: f64 = 0.25;

/// Pairs of blocks, in order on both sides.
pub fn pair(old: &Side, new: &Side) -> Vec<Pair> {
    let wholes = |side: &Side| -> Vec<usize> {
        (0..side.blocks.len()).filter(|&block| side.is_whole(block)).collect()
    };
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (old_block, new_block) in wholes(old).into_iter().zip(wholes(new)) {
        pair_between(old, new, (i..old_block, j..new_block), &mut pairs);
        pairs.push((old_block, new_block));
        (i, j) = (old_block + 1, new_block + 1);
    }
    pair_between(old, new, (i..old.blocks.len(), j..new.blocks.len()), &mut pairs);
    pairs
}

/// Pairs two runs of blocks: those that fold alike first, then between them those that are alike.
fn pair_between(
    old: &Side,
    new: &Side,
    (olds, news): (Range<usize>, Range<usize>),
    pairs: &mut Vec<Pair>,
) {
    if olds.is_empty() || news.is_empty() {
        return;
    }
    let (old_keys, new_keys) = keys(old, new, olds.clone(), news.clone());
    let (mut i, mut j) = (olds.start, news.start);
    for (old_at, new_at) in sequence::common(&old_keys, &new_keys) {
        let (old_block, new_block) = (olds.start + old_at, news.start + new_at);
        pairs.extend(pair_alike(old, new, i..old_block, j..new_block));
        pairs.push((old_block, new_block));
        (i, j) = (old_block + 1, new_block + 1);
    }
    pairs.extend(pair_alike(old, new, i..olds.end, j..news.end));
}

/// A number for each block, equal for blocks of one group whose tokens fold alike.
fn keys<'s>(
    old: &'s Side,
    new: &'s Side,
    olds: Range<usize>,
    news: Range<usize>,
) -> (Vec<u32>, Vec<u32>) {
    let mut known: HashMap<(u32, &[u32]), u32, RandomState> = HashMap::default();
    let mut key_all = |side: &'s Side, blocks: Range<usize>| -> Vec<u32> {
        let mut keys = Vec::with_capacity(blocks.len());
        for block in &side.blocks[blocks] {
            let next = known.len() as u32;
            let content = (block.group, &side.folded[block.tokens.clone()]);
            keys.push(*known.entry(content).or_insert(next));
        }
        keys
    };
    (key_all(old, olds), key_all(new, news))
}

/// The pairs of two runs of blocks, in order, that are alike most.
fn pair_alike(old: &Side, new: &Side, olds: Range<usize>, news: Range<usize>) -> Vec<Pair> {
    if olds.is_empty() || news.is_empty() {
        return Vec::new();
    }
    let bags = |side: &Side, blocks: Range<usize>| -> Vec<Bag> {
        side.blocks[blocks].iter().map(|block| Bag::of(side, block.tokens.clone())).collect()
    };
    let (old_bags, new_bags) = (bags(old, olds.clone()), bags(new, news.clone()));
    let group = |side: &Side, block: usize| side.blocks[block].group;
    let may_pair = |i, j| group(old, olds.start + i) == group(new, news.start + j);
    let best = likeness::in_order(&old_bags, &new_bags, (ALIKE, ALIKE_IN_PLACE), may_pair);
    best.into_iter().map(|(i, j)| (olds.start + i, news.start + j)).collect()
}

/// How much of a lone block must be what its neighbour lacks, to be a piece split off from it; or,
/// where it has grown, how much of what the neighbour lacks it must hold.
const SPLIT_OFF: f64 = 0.6;
/// The weight of the words that say something which a piece that has grown must hold: five.
const GROWN_MIN: u32 = 10;

/// Pairs of blocks as ranges, widened by the lone neighbours that were split off from one of the
/// two, or merged into it. `is_free` tells whether a block has no partner and did not move.
pub fn widened(
    old: &Side,
    new: &Side,
    pairs: &[Pair],
    is_free: (impl Fn(usize) -> bool, impl Fn(usize) -> bool),
) -> Vec<(Range<usize>, Range<usize>)> {
    let bag = |side: &Side, block: usize| Bag::of(side, side.blocks[block].tokens.clone());
    let mut wide: Vec<(Range<usize>, Range<usize>)> = Vec::with_capacity(pairs.len());
    for (index, &(i, j)) in pairs.iter().enumerate() {
        let (mut olds, mut news) = (i..i + 1, j..j + 1);
        let (floor_old, floor_new) = wide.last().map_or((0, 0), |last| (last.0.end, last.1.end));
        let ceiling =
            pairs.get(index + 1).map_or((old.blocks.len(), new.blocks.len()), |pair| *pair);
        let has_room = (floor_old, floor_new) != (i, j) || ceiling != (i + 1, j + 1);
        if !has_room || old.is_whole(i) {
            wide.push((olds, news));
            continue;
        }
        let (whole_old, whole_new) = (bag(old, i), bag(new, j));
        let lacking_new = whole_old.without(&whole_new);
        let lacking_old = whole_new.without(&whole_old);
        let group = old.blocks[i].group;
        let is_piece = |side: &Side, block: usize, lacking: &Bag| {
            let piece = bag(side, block);
            side.blocks[block].group == group
                && (piece.contained_in(lacking) >= SPLIT_OFF
                    || lacking.telling_weight() >= GROWN_MIN
                        && lacking.contained_in(&piece) >= SPLIT_OFF)
        };
        let joins_new = |block| is_free.1(block) && is_piece(new, block, &lacking_new);
        let joins_old = |block| is_free.0(block) && is_piece(old, block, &lacking_old);
        while news.start > floor_new && joins_new(news.start - 1) {
            news.start -= 1;
        }
        while news.end < ceiling.1 && joins_new(news.end) {
            news.end += 1;
        }
        while olds.start > floor_old && joins_old(olds.start - 1) {
            olds.start -= 1;
        }
        while olds.end < ceiling.0 && joins_old(olds.end) {
            olds.end += 1;
        }
        wide.push((olds, news));
    }
    wide
}
