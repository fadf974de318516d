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
    let unsettled: Vec<Edge> = open.iter().map(|&index| edges[index]).collect();
    for moved in unordered(&unsettled) {
        edges[open[moved]].standing = Standing::Elsewhere;
    }
}

fn place(edge: &Edge) -> Pair {
    (edge.old, edge.new)
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

/// The matches to be taken away, the one that crosses the most first, and of those the lightest, so
/// that the rest is in order; where several are alike in all that holds from both sides, all.
fn unordered(edges: &[Edge]) -> Vec<usize> {
    let all = 0..edges.len();
    if all.len() > COUNTED_MAX {
        return falling(edges);
    }
    let is_crossed = |one: usize, other: usize| crosses(place(&edges[one]), place(&edges[other]));
    let crossed = |one: usize| all.clone().filter(move |&other| is_crossed(one, other));
    let mut crossings: Vec<usize> = all.clone().map(|edge| crossed(edge).count()).collect();
    let most = |crossings: &[usize]| -> Vec<usize> {
        let rank = |edge: usize| {
            let Edge { old, new, weight, whole, .. } = edges[edge];
            (crossings[edge], Reverse(weight), Reverse(whole), Reverse(old + new))
        };
        let crossing = || all.clone().filter(|&edge| crossings[edge] > 0);
        let highest = crossing().map(rank).max();
        crossing().filter(|&edge| Some(rank(edge)) == highest).collect()
    };
    let mut taken = Vec::new();
    loop {
        let next = most(&crossings);
        if next.is_empty() {
            return taken;
        }
        for edge in next {
            crossings[edge] = 0;
            for other in crossed(edge) {
                crossings[other] = crossings[other].saturating_sub(1);
            }
            taken.push(edge);
        }
    }
}

/// The matches that stand on the new side before one that they follow on the old.
fn falling(edges: &[Edge]) -> Vec<usize> {
    let mut highest = 0;
    let mut falls = |index: &usize| {
        let is_falling = edges[*index].new < highest;
        highest = highest.max(edges[*index].new);
        is_falling
    };
    (0..edges.len()).filter(&mut falls).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[Pair], expected: &[usize]) {
        let edge = |&(old, new): &Pair| {
            let weight = 100 - old as u64 % 100;
            Edge { old, new, weight, whole: 0, standing: Standing::Open }
        };
        let edges: Vec<Edge> = pairs.iter().map(edge).collect();
        assert_eq!(unordered(&edges), expected);
    }

    #[test]
    fn the_pair_that_crosses_most_is_taken_first() {
        check(&[(0, 0), (1, 1)], &[]);
        check(&[(0, 3), (1, 0), (2, 1), (3, 2)], &[0]);
        check(&[(0, 1), (1, 0), (2, 3), (3, 2)], &[3, 1]);
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
