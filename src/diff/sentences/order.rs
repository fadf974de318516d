//! Which sentences changed their order: those that are taken away, the one that crosses most others
//! first, until no two are left that cross; as NewsEdits finds them.

use std::cmp::Reverse;

use crate::diff::sentences::matching::{Edge, Standing};
use crate::diff::sequence::Pair;

/// Open matches whose crossings with each other are counted; of more, all that fall
/// behind one that came before them changed their order.
const COUNTED_MAX: usize = 1_000;

/// Settles where the sentences stand of which that is not known. What the diff keeps is in order,
/// and stays.
pub fn settle(edges: &mut [Edge]) {
    let place = |edge: &Edge| (edge.old, edge.new);
    let is_held = |edge: &&Edge| edge.standing == Standing::Held;
    let held: Vec<Pair> = edges.iter().filter(is_held).map(place).collect();
    let mut open = Vec::new();
    for (index, edge) in edges.iter_mut().enumerate() {
        match edge.standing {
            Standing::Open if crosses_any(&held, place(edge)) => {
                edge.standing = Standing::Elsewhere;
            }
            Standing::Open => open.push(index),
            Standing::Held | Standing::Elsewhere => {}
        }
    }
    let places: Vec<Pair> = open.iter().map(|&index| place(&edges[index])).collect();
    for moved in unordered(&places) {
        edges[open[moved]].standing = Standing::Elsewhere;
    }
}

/// Whether a pair crosses any of others, which rise on both sides.
fn crosses_any(rising: &[Pair], pair: Pair) -> bool {
    let before = rising.partition_point(|other| other.0 < pair.0);
    let behind = rising.partition_point(|other| other.0 <= pair.0);
    rising[..before].last().is_some_and(|other| crosses(*other, pair))
        || rising[behind..].first().is_some_and(|other| crosses(*other, pair))
}

fn crosses(one: Pair, other: Pair) -> bool {
    (one.0 < other.0 && one.1 > other.1) || (one.0 > other.0 && one.1 < other.1)
}

/// The pairs to be taken away, the one that crosses the most first, so that the rest rises.
fn unordered(pairs: &[Pair]) -> Vec<usize> {
    if pairs.len() > COUNTED_MAX {
        return falling(pairs);
    }
    let crossed =
        |one: usize| (0..pairs.len()).filter(move |&other| crosses(pairs[one], pairs[other]));
    let mut crossings: Vec<usize> = (0..pairs.len()).map(|pair| crossed(pair).count()).collect();
    let mut taken = Vec::new();
    let far = |pair: usize| pairs[pair].0.abs_diff(pairs[pair].1);
    let most = |crossings: &[usize]| {
        let pairs = 0..crossings.len();
        pairs.max_by_key(|&pair| (crossings[pair], far(pair), Reverse(pair)))
    };
    while let Some(pair) = most(&crossings).filter(|&pair| crossings[pair] > 0) {
        crossings[pair] = 0;
        for other in crossed(pair) {
            crossings[other] = crossings[other].saturating_sub(1);
        }
        taken.push(pair);
    }
    taken
}

/// The pairs that stand on the new side before one that they follow on the old.
fn falling(pairs: &[Pair]) -> Vec<usize> {
    let mut highest = 0;
    let mut falls = |index: &usize| {
        let is_falling = pairs[*index].1 < highest;
        highest = highest.max(pairs[*index].1);
        is_falling
    };
    (0..pairs.len()).filter(&mut falls).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[Pair], expected: &[usize]) {
        assert_eq!(unordered(pairs), expected);
    }

    #[test]
    fn the_pair_that_crosses_most_is_taken_first() {
        check(&[(0, 0), (1, 1)], &[]);
        check(&[(0, 3), (1, 0), (2, 1), (3, 2)], &[0]);
        check(&[(0, 1), (1, 0), (2, 3), (3, 2)], &[0, 2]);
        check(&[(0, 0), (0, 1), (1, 1)], &[]);
        check(&[], &[]);
        let turned: Vec<Pair> = (0..2_000).map(|old| (old, 1_999 - old)).collect();
        check(&turned, &(1..2_000).collect::<Vec<usize>>());
    }

    #[test]
    fn what_is_kept_in_order_stays() {
        let kept = [(0, 0), (2, 2), (4, 4)];
        assert!(!crosses_any(&kept, (1, 1)));
        assert!(crosses_any(&kept, (1, 3)));
        assert!(crosses_any(&kept, (3, 0)));
        assert!(crosses_any(&kept, (5, 1)));
    }
}
