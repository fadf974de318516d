//! Blocks paired: the same, alike enough to be one edited, or without a partner.

use std::collections::HashMap;
use std::ops::Range;

use crate::diff::sequence::{self, Pair};
use crate::diff::side::{Side, Weight};

/// Shared words, as a share of both blocks' words (Dice), that make two blocks one edited.
const ALIKE: f64 = 0.4;
/// The same for the only two blocks between two pairs of equal ones: their place speaks for them.
const ALIKE_IN_PLACE: f64 = 0.25;
/// Comparisons of two blocks in one region at most; beyond it only blocks at the same relative
/// place, within a band, are compared.
const COMPARISONS_MAX: usize = 10_000;
const BAND: usize = 8;

/// Pairs of blocks, in order on both sides.
pub fn pair(old: &Side, new: &Side) -> Vec<Pair> {
    let (old_keys, new_keys) = keys(old, new);
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    for (old_block, new_block) in sequence::common(&old_keys, &new_keys) {
        pairs.extend(pair_alike(old, new, i..old_block, j..new_block));
        pairs.push((old_block, new_block));
        (i, j) = (old_block + 1, new_block + 1);
    }
    pairs.extend(pair_alike(old, new, i..old.blocks.len(), j..new.blocks.len()));
    pairs
}

/// A number for each block, equal for blocks of one group whose tokens fold alike.
fn keys(old: &Side, new: &Side) -> (Vec<u32>, Vec<u32>) {
    let mut known: HashMap<(u8, Vec<u32>), u32> = HashMap::new();
    let mut key_all = |side: &Side| -> Vec<u32> {
        let mut keys = Vec::with_capacity(side.blocks.len());
        for block in &side.blocks {
            let next = known.len() as u32;
            let content = (block.group, side.folded(block.tokens.clone()));
            keys.push(*known.entry(content).or_insert(next));
        }
        keys
    };
    (key_all(old), key_all(new))
}

/// The monotone pairing of two runs of blocks that shares most (Needleman and Wunsch, 1970).
fn pair_alike(old: &Side, new: &Side, olds: Range<usize>, news: Range<usize>) -> Vec<Pair> {
    let (rows, columns) = (olds.len(), news.len());
    if rows == 0 || columns == 0 {
        return Vec::new();
    }
    let floor = if rows == 1 && columns == 1 { ALIKE_IN_PLACE } else { ALIKE };
    let old_bags: Vec<Bag> =
        olds.clone().map(|i| Bag::of(old, old.blocks[i].tokens.clone())).collect();
    let new_bags: Vec<Bag> =
        news.clone().map(|j| Bag::of(new, new.blocks[j].tokens.clone())).collect();
    let likeness = |i: usize, j: usize| -> f64 {
        let same_group = old.blocks[olds.start + i].group == new.blocks[news.start + j].group;
        let dice = old_bags[i].dice(&new_bags[j]);
        if same_group && dice >= floor { dice } else { 0.0 }
    };
    let band = if rows.saturating_mul(columns) <= COMPARISONS_MAX { usize::MAX } else { BAND };
    let best = best_pairing(rows, columns, band, likeness);
    best.into_iter().map(|(i, j)| (olds.start + i, news.start + j)).collect()
}

/// The rising series of pairs with the largest sum of likeness, each above zero and within the
/// band around the diagonal.
fn best_pairing(
    rows: usize,
    columns: usize,
    band: usize,
    likeness: impl Fn(usize, usize) -> f64,
) -> Vec<Pair> {
    if band != usize::MAX {
        return banded_pairing(rows, columns, band, likeness);
    }
    let width = columns + 1;
    let mut sums = vec![0.0f64; (rows + 1) * width];
    let mut taken = vec![false; (rows + 1) * width];
    for i in 1..=rows {
        for j in 1..=columns {
            let skip = sums[(i - 1) * width + j].max(sums[i * width + j - 1]);
            let alike = likeness(i - 1, j - 1);
            let with = sums[(i - 1) * width + j - 1] + alike;
            taken[i * width + j] = alike > 0.0 && with > skip;
            sums[i * width + j] = if taken[i * width + j] { with } else { skip };
        }
    }
    let (mut i, mut j) = (rows, columns);
    let mut pairs = Vec::new();
    while i > 0 && j > 0 {
        if taken[i * width + j] {
            pairs.push((i - 1, j - 1));
            (i, j) = (i - 1, j - 1);
        } else if sums[(i - 1) * width + j] >= sums[i * width + j - 1] {
            i -= 1;
        } else {
            j -= 1;
        }
    }
    pairs.reverse();
    pairs
}

/// For very many blocks: each takes the first block alike near its own relative place.
fn banded_pairing(
    rows: usize,
    columns: usize,
    band: usize,
    likeness: impl Fn(usize, usize) -> f64,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let mut free = 0;
    for i in 0..rows {
        let middle = i * columns / rows;
        let window = middle.saturating_sub(band).max(free)..(middle + band).min(columns);
        if let Some(j) = window.into_iter().find(|&j| likeness(i, j) > 0.0) {
            pairs.push((i, j));
            free = j + 1;
        }
    }
    pairs
}

/// A block's words without their order, common ones counting half.
pub struct Bag {
    words: Vec<(u32, u32)>,
    weight: u32,
}

impl Bag {
    pub fn of(side: &Side, range: Range<usize>) -> Bag {
        let weigh = |weight| match weight {
            Weight::Light => 1,
            Weight::Full => 2,
        };
        let mut words: Vec<(u32, u32)> =
            side.tokens[range].iter().map(|token| (token.folded, weigh(token.weight))).collect();
        words.sort_unstable();
        let weight = words.iter().map(|word| word.1).sum();
        Bag { words, weight }
    }

    /// Dice's coefficient of two bags: 0 for nothing shared, 1 for the same words.
    pub fn dice(&self, other: &Bag) -> f64 {
        let total = self.weight + other.weight;
        if total == 0 {
            return 0.0;
        }
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.words.get(i), other.words.get(j)) {
            match a.0.cmp(&b.0) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    shared += a.1;
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        f64::from(2 * shared) / f64::from(total)
    }
}
