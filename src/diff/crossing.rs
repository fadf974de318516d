//! What moves cross: one that crosses nothing is no move. The words of a paragraph that was split
//! and rewritten are found anew beside it; they stand where they stood.

use std::ops::Range;

use crate::diff::alignment::{Alignment, Fate, Move};
use crate::diff::likeness::{self, Alike};
use crate::diff::numbering::Weight;
use crate::diff::sequence::Pair;
use crate::diff::side::Side;
use crate::diff::words::{self, Budget};

/// Keeps in its place what moved, the same, over no word; of what moved over one another, what has
/// most words.
pub fn keep_uncrossed(old: &Side, new: &Side, alignment: &mut Alignment, budget: &mut Budget) {
    if alignment.moves.is_empty() {
        return;
    }
    let kept = kept(alignment);
    let mut still: Vec<(Move, &[Pair])> = Vec::new();
    for moved in alignment.moves.iter().filter(|moved| is_same(old, new, moved)) {
        let crossed = crossed(&kept, moved);
        if words_of(old, crossed.iter().map(|pair| pair.0)) == 0 {
            still.push((moved.clone(), crossed));
        }
    }
    still.sort_by_key(|(moved, _)| moved.old.start);
    let alike = |(moved, _): &(Move, &[Pair])| Alike {
        pair: (moved.old.start, moved.new.start),
        dice: words_of(old, moved.old.clone()) as f64,
    };
    let series = likeness::heaviest(&still.iter().map(alike).collect::<Vec<_>>());
    still.retain(|(moved, _)| series.binary_search(&(moved.old.start, moved.new.start)).is_ok());
    let mut stayed = Vec::new();
    for (moved, crossed) in &still {
        if !joins_its_like(old, new, alignment, moved) {
            continue;
        }
        stayed.push(moved);
        alignment.part(crossed);
        alignment.keep(&moved.old.clone().zip(moved.new.clone()).collect::<Vec<_>>());
    }
    for moved in &stayed {
        align_around(old, new, moved, alignment, budget);
    }
    let is_still =
        |moved: &Move| stayed.binary_search_by_key(&moved.old.start, |kept| kept.old.start).is_ok();
    alignment.forget(is_still);
}

/// Whether all blocks that would be one part, should a move be none, may be paired: a caption
/// between two paragraphs is no piece of them.
fn joins_its_like(old: &Side, new: &Side, alignment: &Alignment, moved: &Move) -> bool {
    let (one, other) = (old.block_at(moved.old.start), new.block_at(moved.new.start));
    let group = old.blocks[one].group;
    let joined = |side: &Side, fates: &[Fate], partners: &Side, from: usize, to: usize| {
        let linked = fates[side.blocks[from].tokens.clone()].iter().filter_map(|fate| match fate {
            Fate::Kept(partner) => Some(partners.block_at(*partner as usize)),
            Fate::Lone | Fate::Moved(_) => None,
        });
        let (first, last) =
            linked.fold((to, to), |(first, last), block| (first.min(block), last.max(block)));
        partners.blocks[first..=last].iter().all(|block| block.group == group)
    };
    joined(old, &alignment.old, new, one, other) && joined(new, &alignment.new, old, other, one)
}

/// Whether any kept word stands before the one place of what would move and behind the other.
pub fn crosses_words(old: &Side, kept: &[Pair], moved: &Move) -> bool {
    let outside = crossed(kept, moved)
        .iter()
        .filter(|pair| !moved.old.contains(&pair.0) && !moved.new.contains(&pair.1));
    words_of(old, outside.map(|pair| pair.0)) > 0
}

/// The tokens that are kept, in order.
pub fn kept(alignment: &Alignment) -> Vec<Pair> {
    let pair = |(token, fate): (usize, &Fate)| match *fate {
        Fate::Kept(partner) => Some((token, partner as usize)),
        Fate::Lone | Fate::Moved(_) => None,
    };
    alignment.old.iter().enumerate().filter_map(pair).collect()
}

/// Whether the same stands at both places of a move, in blocks that may be paired.
fn is_same(old: &Side, new: &Side, moved: &Move) -> bool {
    let (one, other) = (old.block_of(moved.old.start), new.block_of(moved.new.start));
    one.group == other.group && old.exact[moved.old.clone()] == new.exact[moved.new.clone()]
}

/// The kept pairs that stand before a move's one place and behind its other.
fn crossed<'k>(kept: &'k [Pair], moved: &Move) -> &'k [Pair] {
    let old = kept.partition_point(|pair| pair.0 < moved.old.start);
    let new = kept.partition_point(|pair| pair.1 < moved.new.start);
    &kept[old.min(new)..old.max(new)]
}

fn words_of(side: &Side, tokens: impl Iterator<Item = usize>) -> usize {
    tokens.filter(|&token| side.tokens[token].weight != Weight::Mark).count()
}

/// Aligns the words without partners on both sides of what was kept after all, in its blocks.
fn align_around(
    old: &Side,
    new: &Side,
    moved: &Move,
    alignment: &mut Alignment,
    budget: &mut Budget,
) {
    let before = (
        lone_before(old, &alignment.old, moved.old.start),
        lone_before(new, &alignment.new, moved.new.start),
    );
    let behind = (
        lone_behind(old, &alignment.old, moved.old.end),
        lone_behind(new, &alignment.new, moved.new.end),
    );
    for (olds, news) in [before, behind] {
        let (olds, news): (Vec<_>, Vec<_>) = (olds.collect(), news.collect());
        alignment.keep(&words::align_chosen(old, new, &olds, &news, budget));
    }
}

fn lone_before(side: &Side, fates: &[Fate], token: usize) -> Range<usize> {
    let start = side.block_of(token).tokens.start;
    let lone = fates[start..token].iter().rev().take_while(|fate| **fate == Fate::Lone).count();
    token - lone..token
}

fn lone_behind(side: &Side, fates: &[Fate], token: usize) -> Range<usize> {
    let end = side.block_of(token - 1).tokens.end;
    let lone = fates[token..end].iter().take_while(|fate| **fate == Fate::Lone).count();
    token..token + lone
}
