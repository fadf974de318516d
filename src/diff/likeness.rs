//! Likeness: which bags of words of two lists are alike, and the best of their pairs in order.

use std::cmp::Reverse;
use std::mem;
use std::ops::Range;

use crate::diff::bag::{Bag, Word};
use crate::diff::sequence::Pair;

/// Two bags of two lists that share many words.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alike {
    pub pair: Pair,
    /// Dice's coefficient of the two, above zero.
    pub dice: f64,
}

/// Comparisons that are too many to think of each: pairs are then first sought in step, from both
/// lists' heads on.
const MANY: usize = 10_000;
/// The likeness of pairs that are found in step, and how far ahead they are sought.
const SURELY: f64 = 0.6;
const AHEAD: usize = 4;
/// Comparisons for which no index is worth building.
const FEW: usize = 16;
/// Bags in which a word may stand for it to lead from one bag to another.
const BAGS_A_WORD: usize = 16;
/// Comparisons of one bag at most: with those that share most rare words.
const COMPARISONS_A_BAG: usize = 8;

/// The pairs of two lists, in order, that are alike most: at least `floor`, or `floor_alone` where
/// one bag stands against one.
pub fn in_order(
    olds: &[Bag],
    news: &[Bag],
    (floor, floor_alone): (f64, f64),
    may_pair: impl Fn(usize, usize) -> bool,
) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let between = |olds_between: Range<usize>, news_between: Range<usize>| {
        let floor = match (olds_between.len(), news_between.len()) {
            (1, 1) => floor_alone,
            _ => floor,
        };
        let (i, j) = (olds_between.start, news_between.start);
        let may_pair = |one, other| may_pair(i + one, j + other);
        let found = alike(&olds[olds_between], &news[news_between], floor, may_pair);
        heaviest(&found).into_iter().map(move |(one, other)| (i + one, j + other))
    };
    let sure = match olds.len().saturating_mul(news.len()) > MANY {
        true => in_step(olds, news, &may_pair),
        false => Vec::new(),
    };
    let (mut i, mut j) = (0, 0);
    for (old, new) in sure {
        pairs.extend(between(i..old, j..new));
        pairs.push((old, new));
        (i, j) = (old + 1, new + 1);
    }
    pairs.extend(between(i..olds.len(), j..news.len()));
    pairs
}

/// Pairs that are surely alike, found by going along both lists at once.
fn in_step(olds: &[Bag], news: &[Bag], may_pair: &impl Fn(usize, usize) -> bool) -> Vec<Pair> {
    let is_pair = |i: usize, j: usize| {
        i < olds.len() && j < news.len() && may_pair(i, j) && olds[i].dice(&news[j], SURELY) > 0.0
    };
    let mut pairs = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < olds.len() && j < news.len() {
        let ahead = (0..=AHEAD).flat_map(|step| [(i, j + step), (i + step, j)]);
        match ahead.into_iter().find(|&(i, j)| is_pair(i, j)) {
            Some(pair) => {
                pairs.push(pair);
                (i, j) = (pair.0 + 1, pair.1 + 1);
            }
            None => (i, j) = (i + 1, j + 1),
        }
    }
    pairs
}

/// The pairs of bags whose likeness is at least `floor`, for lists that are compared as a whole:
/// the first of the old ones with all its pairs, then the second.
///
/// Two bags are compared word by word only where an index of the words that say something leaves
/// it possible; in very long lists, only where they share such a word that few bags hold, so that
/// the work grows with the words and not with the pairs.
pub fn alike(
    olds: &[Bag],
    news: &[Bag],
    floor: f64,
    may_pair: impl Fn(usize, usize) -> bool,
) -> Vec<Alike> {
    let mut found = Vec::new();
    let mut compare = |i: usize, j: usize| {
        let dice = if may_pair(i, j) { olds[i].dice(&news[j], floor) } else { 0.0 };
        if dice > 0.0 {
            found.push(Alike { pair: (i, j), dice });
        }
    };
    if olds.len().saturating_mul(news.len()) <= FEW {
        let pairs = (0..olds.len()).flat_map(|i| (0..news.len()).map(move |j| (i, j)));
        pairs.for_each(|(i, j)| compare(i, j));
        return found;
    }
    let mut index = Index::of(news);
    let is_short = olds.len().saturating_mul(news.len()) <= MANY;
    for (i, bag) in olds.iter().enumerate() {
        let near = match is_short {
            true => index.all_near(bag, floor),
            false => index.nearest(bag, floor),
        };
        near.into_iter().for_each(|j| compare(i, j));
    }
    found
}

/// Which bags of a list hold a word.
struct Index<'b> {
    bags: &'b [Bag],
    /// Each word that says something, with a bag that holds it and how often; sorted.
    places: Vec<(Word, u32, u32)>,
    /// By bag, the weight that it shares with the one that is looked at.
    shared: Vec<u32>,
}

impl<'b> Index<'b> {
    fn of(bags: &'b [Bag]) -> Index<'b> {
        let mut places = Vec::new();
        for (bag, words) in bags.iter().enumerate() {
            places.extend(words.telling().map(|(word, count)| (word, bag as u32, count)));
        }
        places.sort_unstable();
        Index { bags, places, shared: vec![0; bags.len()] }
    }

    /// The bags that can be so much alike, in order.
    fn all_near(&mut self, bag: &Bag, floor: f64) -> Vec<usize> {
        self.share(bag, usize::MAX);
        let shared = self.shared.iter_mut().map(mem::take).enumerate();
        let is_near =
            |&(other, shared): &(usize, u32)| bag.can_be_alike(&self.bags[other], shared, floor);
        shared.filter(is_near).map(|(other, _)| other).collect()
    }

    /// Of the bags that can be so much alike those that share most, in order; words that stand in
    /// very many bags lead to none.
    fn nearest(&mut self, bag: &Bag, floor: f64) -> Vec<usize> {
        let (touched, passed_over) = self.share(bag, BAGS_A_WORD);
        let shared = touched.into_iter().map(|other| (other, mem::take(&mut self.shared[other])));
        let can_be_alike = |&(other, shared): &(usize, u32)| {
            bag.can_be_alike(&self.bags[other], shared + passed_over, floor)
        };
        let mut near: Vec<(usize, u32)> = shared.filter(can_be_alike).collect();
        near.sort_unstable_by_key(|&(other, shared)| (Reverse(shared), other));
        near.truncate(COMPARISONS_A_BAG);
        let mut near: Vec<usize> = near.into_iter().map(|(other, _)| other).collect();
        near.sort_unstable();
        near
    }

    /// Notes what each bag shares with this one of the words that say something; gives the bags
    /// that share any, and the weight of the words that more than so many bags hold.
    fn share(&mut self, bag: &Bag, holders_max: usize) -> (Vec<usize>, u32) {
        let (mut touched, mut passed_over) = (Vec::new(), 0);
        for (word, count) in bag.telling() {
            let from = self.places.partition_point(|place| place.0 < word);
            let holders = self.places[from..].iter().take_while(|place| place.0 == word);
            if holders.clone().nth(holders_max).is_some() {
                passed_over += word.weight() * count;
                continue;
            }
            for &(_, holder, there) in holders {
                let shared = &mut self.shared[holder as usize];
                if *shared == 0 {
                    touched.push(holder as usize);
                }
                *shared += word.weight() * count.min(there);
            }
        }
        (touched, passed_over)
    }
}

/// The rising series of pairs with the largest sum of likeness: the heaviest increasing
/// subsequence (Jacobson and Vo, "Heaviest increasing/common subsequence problems", CPM 1992), by
/// a tree of prefix maxima (Fenwick, 1994). The pairs come sorted by the first of the two.
pub fn heaviest(pairs: &[Alike]) -> Vec<Pair> {
    let columns = pairs.iter().map(|alike| alike.pair.1 + 1).max().unwrap_or(0);
    // By column, the sum and the last pair of the best series that ends at or before it.
    let mut tree: Vec<(f64, Option<usize>)> = vec![(0.0, None); columns + 1];
    let mut before = vec![None; pairs.len()];
    let mut at = 0;
    for row in pairs.chunk_by(|one, other| one.pair.0 == other.pair.0) {
        let sums: Vec<(f64, Option<usize>)> =
            row.iter().map(|alike| best_before(&tree, alike.pair.1)).collect();
        for (step, (alike, (sum, last))) in row.iter().zip(sums).enumerate() {
            before[at + step] = last;
            raise(&mut tree, alike.pair.1, (sum + alike.dice, Some(at + step)));
        }
        at += row.len();
    }
    let (_, mut last) = best_before(&tree, columns);
    let mut series = Vec::new();
    while let Some(index) = last {
        series.push(pairs[index].pair);
        last = before[index];
    }
    series.reverse();
    series
}

fn best_before(tree: &[(f64, Option<usize>)], column: usize) -> (f64, Option<usize>) {
    let (mut at, mut best) = (column, (0.0, None));
    while at > 0 {
        if tree[at].0 > best.0 {
            best = tree[at];
        }
        at &= at - 1;
    }
    best
}

fn raise(tree: &mut [(f64, Option<usize>)], column: usize, to: (f64, Option<usize>)) {
    let mut at = column + 1;
    while at < tree.len() {
        if to.0 > tree[at].0 {
            tree[at] = to;
        }
        at += at & at.wrapping_neg();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diff::numbering::Numbering;
    use crate::diff::side::{Side, Stretch};

    #[test]
    fn the_heaviest_rising_series_is_found() {
        let list = [(0, 1, 0.5), (0, 2, 0.9), (1, 0, 0.4), (1, 1, 0.8), (2, 2, 0.7)];
        let list = list.map(|(i, j, dice)| Alike { pair: (i, j), dice });
        assert_eq!(heaviest(&list), [(1, 1), (2, 2)]);
        assert_eq!(heaviest(&list[..2]), [(0, 2)]);
        assert_eq!(heaviest(&[]), []);
    }

    fn bags<'a>(texts: &'a [String], numbering: &mut Numbering<'a>) -> Vec<Bag> {
        let bag = |text: &'a String| {
            let mut side = Side::default();
            side.push(&Stretch::whole(text, 0), numbering);
            Bag::of(&side, 0..side.tokens.len())
        };
        texts.iter().map(bag).collect()
    }

    proptest! {
        #[test]
        fn the_index_finds_what_comparing_all_finds(
            olds in prop::collection::vec("[a-hq-t.]( [a-hq-t.]){2,6}", 1..12),
            news in prop::collection::vec("[a-hq-t.]( [a-hq-t.]){2,6}", 1..12),
        ) {
            let mut numbering = Numbering::default();
            let (olds, news) = (bags(&olds, &mut numbering), bags(&news, &mut numbering));
            let every = (0..olds.len()).flat_map(|i| (0..news.len()).map(move |j| (i, j)));
            let all: Vec<Alike> = every
                .map(|(i, j)| Alike { pair: (i, j), dice: olds[i].dice(&news[j], 0.5) })
                .filter(|alike| alike.dice > 0.0)
                .collect();
            prop_assert_eq!(alike(&olds, &news, 0.5, |_, _| true), all);
        }

        #[test]
        fn no_series_is_heavier(
            list in prop::collection::btree_map((0..6usize, 0..6usize), 1..20u32, 0..9),
        ) {
            let list: Vec<Alike> = list
                .into_iter()
                .map(|(pair, weight)| Alike { pair, dice: f64::from(weight) })
                .collect();
            let weight = |series: &[Pair]| -> f64 {
                list.iter().filter(|alike| series.contains(&alike.pair)).map(|it| it.dice).sum()
            };
            let found = heaviest(&list);
            prop_assert!(found.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1));
            for choice in 0..1u32 << list.len() {
                let chosen = list.iter().enumerate().filter(|(at, _)| choice >> at & 1 == 1);
                let series: Vec<Pair> = chosen.map(|(_, alike)| alike.pair).collect();
                if series.is_sorted_by(|a, b| a.0 < b.0 && a.1 < b.1) {
                    prop_assert!(weight(&series) <= weight(&found));
                }
            }
        }
    }
}
