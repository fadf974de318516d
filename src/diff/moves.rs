//! Moves: blocks and sentences that stand elsewhere now, the same or edited.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::diff::alignment::{Alignment, Fate, Loose, Move};
use crate::diff::bag::Bag;
use crate::diff::crossing;
use crate::diff::likeness;
use crate::diff::numbering::Weight;
use crate::diff::sequence::Pair;
use crate::diff::side::Side;
use crate::text::sentences::is_closing;
use crate::text::tokens::tokens_a_word;

/// Words that a block or sentence must have for its reappearance to be no accident.
const WORDS_MIN: usize = 5;
/// Shared words (Dice) that make an edited block the same block elsewhere.
const ALIKE: f64 = 0.75;

/// Finds blocks without a partner that stand elsewhere on the other side: equal ones first, then
/// those that are nearly so.
pub fn move_blocks(old: &Side, new: &Side, alignment: &mut Alignment) {
    let free = |side: &Side, paired: Vec<usize>| -> Vec<Range<usize>> {
        (0..side.blocks.len())
            .filter(|block| paired.binary_search(block).is_err())
            .map(|block| side.blocks[block].tokens.clone())
            .filter(|range| has_words(side, range, WORDS_MIN))
            .collect()
    };
    let olds = free(old, alignment.blocks.iter().map(|pair| pair.0).collect());
    let news = free(new, alignment.blocks.iter().map(|pair| pair.1).collect());
    move_equal(old, new, &olds, &news, alignment);
    move_alike(old, new, &olds, &news, alignment);
}

/// Finds loose sentences that stand, the same, elsewhere on the other side.
pub fn move_sentences(old: &Side, new: &Side, loose: &Loose, alignment: &mut Alignment) {
    let long = |side: &Side, ranges: &[Range<usize>]| -> Vec<Range<usize>> {
        ranges.iter().filter(|range| has_words(side, range, WORDS_MIN)).cloned().collect()
    };
    move_equal(old, new, &long(old, &loose.old), &long(new, &loose.new), alignment);
}

/// Of a sentence that moved and was edited, so many of its tokens at least found no partner where
/// it stood: three of four.
const LONE: (usize, usize) = (3, 4);

/// Finds loose sentences that stand, edited, elsewhere on the other side: once the words around
/// are aligned, those that have next to nothing in common with what stands in their place.
pub fn move_edited_sentences(old: &Side, new: &Side, loose: &Loose, alignment: &mut Alignment) {
    let free = |side: &Side, fates: &[Fate], ranges: &[Range<usize>]| -> Vec<Range<usize>> {
        let is_free = |range: &&Range<usize>| {
            let fates = &fates[range.start..range.end];
            let lone = fates.iter().filter(|fate| **fate == Fate::Lone).count();
            let is_moved = fates.iter().any(|fate| matches!(fate, Fate::Moved(_)));
            !is_moved && lone * LONE.1 >= fates.len() * LONE.0 && has_words(side, range, WORDS_MIN)
        };
        ranges.iter().filter(is_free).cloned().collect()
    };
    let olds = free(old, &alignment.old, &loose.old);
    let news = free(new, &alignment.new, &loose.new);
    let pairs = alike_pairs(old, new, &olds, &news);
    if pairs.is_empty() {
        return;
    }
    let kept = crossing::kept(alignment);
    for (i, j) in pairs {
        let moved = Move { old: olds[i].clone(), new: news[j].clone() };
        if crossing::crosses_words(old, &kept, &moved) {
            alignment.part_all(moved.old.clone(), moved.new.clone());
            alignment.add_move(moved.old, moved.new);
        }
    }
}

/// Words that a passage inside a block must have for its reappearance to be no accident.
const PASSAGE_WORDS_MIN: usize = 8;
/// Tokens by which the places of a passage are looked up.
const SEED: usize = 6;

/// Finds passages among what is still without a partner that stand, the same, elsewhere on the
/// other side: a clause that went to another sentence. Each must stand once on each side.
pub fn move_passages(old: &Side, new: &Side, alignment: &mut Alignment) {
    let (old_lone, new_lone) = (lone(old, &alignment.old), lone(new, &alignment.new));
    let is_shared: Vec<bool> = old_lone.iter().zip(&new_lone).map(|(a, b)| *a && *b).collect();
    let mut there = seeds(new, &alignment.new, &is_shared);
    let mut shared: Vec<(usize, usize)> = seeds(old, &alignment.old, &is_shared)
        .into_iter()
        .filter_map(|(seed, place)| Some((place?, there.remove(&seed)??)))
        .collect();
    shared.sort_unstable();
    let mut passages: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for (i, j) in shared {
        match passages.last_mut() {
            Some((olds, news)) if olds.end + 1 == i + SEED && news.end + 1 == j + SEED => {
                (olds.end, news.end) = (olds.end + 1, news.end + 1);
            }
            _ => passages.push((i..i + SEED, j..j + SEED)),
        }
    }
    for (olds, news) in &mut passages {
        let ends = leading_ends(old, olds);
        (olds.start, news.start) = (olds.start + ends, news.start + ends);
    }
    passages.retain(|(olds, _)| has_words(old, olds, PASSAGE_WORDS_MIN));
    passages.sort_by_key(|(olds, _)| (Reverse(olds.len()), olds.start));
    for (olds, news) in passages {
        // A longer passage may have taken some of it.
        let is_free = |fates: &[Fate], range: &Range<usize>| {
            fates[range.clone()].iter().all(|fate| *fate == Fate::Lone)
        };
        if is_free(&alignment.old, &olds) && is_free(&alignment.new, &news) {
            alignment.add_move(olds, news);
        }
    }
}

/// By number, whether a token of a side is without a partner.
fn lone(side: &Side, fates: &[Fate]) -> Vec<bool> {
    let mut numbers = vec![false; side.exact.iter().max().map_or(0, |most| *most as usize + 1)];
    for (number, fate) in side.exact.iter().zip(fates) {
        numbers[*number as usize] |= *fate == Fate::Lone;
    }
    numbers
}

/// The runs of so many tokens without a partner, of numbers that both sides have among such, each
/// with its place if it stands once.
fn seeds(
    side: &Side,
    fates: &[Fate],
    is_shared: &[bool],
) -> HashMap<[u32; SEED], Option<usize>, RandomState> {
    let mut places = HashMap::default();
    for block in &side.blocks {
        let mut run = 0;
        for token in block.tokens.clone() {
            let number = side.exact[token] as usize;
            let is_shared = is_shared.get(number).is_some_and(|shared| *shared);
            run = if is_shared && fates[token] == Fate::Lone { run + 1 } else { 0 };
            if run >= SEED {
                let start = token + 1 - SEED;
                let seed = std::array::from_fn(|index| side.exact[start + index]);
                places.entry(seed).and_modify(|place| *place = None).or_insert(Some(start));
            }
        }
    }
    places
}

/// Whether a run of tokens has so many words; of scripts that write no spaces, a few tokens are a
/// word.
fn has_words(side: &Side, range: &Range<usize>, words: usize) -> bool {
    let mut sixths = 0;
    range.clone().any(|token| {
        if side.tokens[token].weight != Weight::Mark {
            sixths += 6 / tokens_a_word(side.text(token));
        }
        sixths >= 6 * words
    })
}

/// Marks at the head of a passage that end the sentence before it, and are none of it.
fn leading_ends(side: &Side, range: &Range<usize>) -> usize {
    let is_end = |token: &usize| matches!(side.text(*token), "." | "!" | "?" | "…" | "。");
    let ends = range.clone().take_while(is_end).count();
    let closing = range.clone().skip(ends).take_while(|&token| is_closing(side.text(token)));
    if ends == 0 { 0 } else { ends + closing.count() }
}

/// Moves what is equal on both sides, each thing once, the first with the first.
fn move_equal(
    old: &Side,
    new: &Side,
    olds: &[Range<usize>],
    news: &[Range<usize>],
    alignment: &mut Alignment,
) {
    let mut places: HashMap<&[u32], Vec<usize>, RandomState> = HashMap::default();
    for (place, range) in news.iter().enumerate().rev() {
        places.entry(&new.exact[range.clone()]).or_default().push(place);
    }
    for range in olds {
        if let Entry::Occupied(mut waiting) = places.entry(&old.exact[range.clone()])
            && let Some(place) = waiting.get_mut().pop()
        {
            alignment.add_move(range.clone(), news[place].clone());
        }
    }
}

fn move_alike(
    old: &Side,
    new: &Side,
    olds: &[Range<usize>],
    news: &[Range<usize>],
    alignment: &mut Alignment,
) {
    let free = |fates: &[Fate], ranges: &[Range<usize>]| -> Vec<Range<usize>> {
        ranges.iter().filter(|range| fates[range.start] == Fate::Lone).cloned().collect()
    };
    let (olds, news) = (free(&alignment.old, olds), free(&alignment.new, news));
    for (i, j) in alike_pairs(old, new, &olds, &news) {
        alignment.add_move(olds[i].clone(), news[j].clone());
    }
}

/// The pairs of runs that are nearly the same, each run in one at most, the most alike first.
fn alike_pairs(old: &Side, new: &Side, olds: &[Range<usize>], news: &[Range<usize>]) -> Vec<Pair> {
    if olds.is_empty() || news.is_empty() {
        return Vec::new();
    }
    let bags = |side: &Side, ranges: &[Range<usize>]| -> Vec<Bag> {
        ranges.iter().map(|range| Bag::of(side, range.clone())).collect()
    };
    let mut alike = likeness::alike(&bags(old, olds), &bags(new, news), ALIKE, |_, _| true);
    alike.sort_by(|a, b| b.dice.total_cmp(&a.dice).then(a.pair.cmp(&b.pair)));
    let (mut old_used, mut new_used) = (vec![false; olds.len()], vec![false; news.len()]);
    let mut pairs = Vec::new();
    for (i, j) in alike.into_iter().map(|alike| alike.pair) {
        if !old_used[i] && !new_used[j] {
            (old_used[i], new_used[j]) = (true, true);
            pairs.push((i, j));
        }
    }
    pairs
}
