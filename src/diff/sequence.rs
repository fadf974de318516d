//! What two sequences of numbers have in common, in order, within bounds on any input.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Two positions with the same number: in the old sequence and in the new.
pub type Pair = (usize, usize);

/// Elements of both sides that Myers' algorithm, whose time may grow with their square, is given.
const MYERS_MAX: usize = 4_000;
/// How often a gap between anchors is looked through for anchors of its own.
const DEPTH_MAX: u32 = 16;

/// A common subsequence: by Myers ("An O(ND) difference algorithm", 1986) where the sequences are
/// short, else between anchors, which are the numbers that stand once on each side.
pub fn common(old: &[u32], new: &[u32]) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut gaps = vec![(0..old.len(), 0..new.len(), 0)];
    while let Some((mut olds, mut news, depth)) = gaps.pop() {
        while !olds.is_empty() && !news.is_empty() && old[olds.start] == new[news.start] {
            found.push((olds.start, news.start));
            (olds.start, news.start) = (olds.start + 1, news.start + 1);
        }
        while !olds.is_empty() && !news.is_empty() && old[olds.end - 1] == new[news.end - 1] {
            (olds.end, news.end) = (olds.end - 1, news.end - 1);
            found.push((olds.end, news.end));
        }
        let at = |(i, j): Pair| (i + olds.start, j + news.start);
        let (old, new) = (&old[olds.clone()], &new[news.clone()]);
        if old.is_empty() || new.is_empty() {
            continue;
        }
        if let [only] = old {
            found.extend(new.iter().position(|number| number == only).map(|j| at((0, j))));
        } else if let [only] = new {
            found.extend(old.iter().position(|number| number == only).map(|i| at((i, 0))));
        } else if old.len() + new.len() <= MYERS_MAX {
            found.extend(myers(old, new).into_iter().map(at));
        } else if depth < DEPTH_MAX {
            let (mut i, mut j) = (olds.start, news.start);
            for (anchor_old, anchor_new) in anchors(old, new).into_iter().map(at) {
                found.push((anchor_old, anchor_new));
                gaps.push((i..anchor_old, j..anchor_new, depth + 1));
                (i, j) = (anchor_old + 1, anchor_new + 1);
            }
            if i > olds.start {
                gaps.push((i..olds.end, j..news.end, depth + 1));
            }
        }
    }
    found.sort_unstable();
    found
}

/// A common subsequence of two short sequences, as long as can be. Numbers that stand on one side
/// only are left out first: where most do, little is left to do.
pub fn myers(old: &[u32], new: &[u32]) -> Vec<Pair> {
    let (olds, news) = (shared(old, new), shared(new, old));
    if olds.is_empty() || news.is_empty() {
        return Vec::new();
    }
    let pick = |side: &[u32], places: &[usize]| -> Vec<u32> {
        places.iter().map(|&place| side[place]).collect()
    };
    let found = myers_of_shared(&pick(old, &olds), &pick(new, &news)).into_iter();
    found.map(|(i, j)| (olds[i], news[j])).collect()
}

/// The places of the numbers that the other side has too.
fn shared(side: &[u32], other: &[u32]) -> Vec<usize> {
    let mut numbers = other.to_vec();
    numbers.sort_unstable();
    let is_shared = |place: &usize| numbers.binary_search(&side[*place]).is_ok();
    (0..side.len()).filter(is_shared).collect()
}

fn myers_of_shared(old: &[u32], new: &[u32]) -> Vec<Pair> {
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            found.extend((0..len).map(|step| (old_index + step, new_index + step)));
        }
    }
    found
}

/// The longest rising series of numbers that stand once on each side (patience diff).
pub fn anchors(old: &[u32], new: &[u32]) -> Vec<Pair> {
    let once = |side: &[u32]| -> HashMap<u32, Option<usize>, RandomState> {
        let mut places = HashMap::with_capacity_and_hasher(side.len(), RandomState::default());
        for (place, &number) in side.iter().enumerate() {
            places.entry(number).and_modify(|seen| *seen = None).or_insert(Some(place));
        }
        places
    };
    let there = once(new);
    let mut shared: Vec<Pair> = once(old)
        .into_iter()
        .filter_map(|(number, place)| Some((place?, (*there.get(&number)?)?)))
        .collect();
    shared.sort_unstable();
    rising(&shared)
}

/// The longest series of pairs that rises on both sides (patience sorting; Fredman, 1975). The
/// pairs come sorted by the first number.
fn rising(pairs: &[Pair]) -> Vec<Pair> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|&top| pairs[top].1 < pair.1);
        before.push(pile.checked_sub(1).map(|left| tops[left]));
        if pile == tops.len() {
            tops.push(index);
        } else {
            tops[pile] = index;
        }
    }
    let mut series = Vec::with_capacity(tops.len());
    let mut next = tops.last().copied();
    while let Some(index) = next {
        series.push(pairs[index]);
        next = before[index];
    }
    series.reverse();
    series
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &[u32], new: &[u32], length: usize) {
        let found = common(old, new);
        assert_eq!(found.len(), length);
        assert!(found.iter().all(|&(i, j)| old[i] == new[j]));
        assert!(found.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
    }

    #[test]
    fn what_is_common_is_found_in_order() {
        check(&[1, 2, 3, 4], &[1, 3, 9, 4], 3);
        check(&[], &[1], 0);
        check(&[5, 5, 5], &[5, 5], 2);
    }

    #[test]
    fn long_sequences_are_parted_at_their_anchors() {
        let old: Vec<u32> = (0..9000).collect();
        let new: Vec<u32> = old
            .iter()
            .map(|&number| if number % 3 == 0 { number + 90_000 } else { number })
            .collect();
        check(&old, &new, 6000);
        let same = vec![7; 9000];
        check(&same, &same[..8000], 8000);
        let foreign: Vec<u32> = (20_000..29_000).collect();
        check(&old, &foreign, 0);
    }

    #[test]
    fn nested_anchors_end_at_a_depth() {
        let (old, new) = nested(8_000);
        assert!(common(&old, &new).len() > 1);
    }

    /// Numbers that become anchors only once those around them are taken away, one a level.
    fn nested(levels: u32) -> (Vec<u32>, Vec<u32>) {
        let old = (1..=levels).flat_map(|level| [level + 1, level]).collect();
        let new = (1..=levels).flat_map(|level| [levels + 10 + level, level]).collect();
        (old, new)
    }

    #[test]
    fn the_longest_rising_series_is_found() {
        assert_eq!(rising(&[(0, 5), (1, 0), (2, 1), (3, 9), (4, 2)]), [(1, 0), (2, 1), (4, 2)]);
        assert_eq!(rising(&[]), []);
    }
}
