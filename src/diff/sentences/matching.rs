//! Old and new sentences matched, in both directions: by the words that the diff joins, and where
//! there are too few, by the words that they share.

use std::cmp::Reverse;
use std::collections::HashMap;

use foldhash::fast::RandomState;

use crate::diff::sentences::bridge::{Bridged, Way};
use crate::diff::sentences::weight::{Weighed, Weights};
use crate::diff::sequence::Pair;

/// An old sentence and a new one that are, in whole or in part, the same.
#[derive(Clone, Copy, Debug)]
pub struct Edge {
    pub old: usize,
    pub new: usize,
    /// Of the words that they share.
    pub weight: u64,
    /// Of all words of both.
    pub whole: u64,
    pub standing: Standing,
}

/// Where the new sentence stands, beside the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Where the old one does: the diff keeps most of the words that they share.
    Held,
    /// That is not known yet.
    Open,
    /// Elsewhere.
    Elsewhere,
}

/// Share of a sentence's weight that another must have of it to be its source or its outcome.
const SHARE: (u64, u64) = (1, 2);
/// The same of both sentences' weight (Dice) for two of which each is the other's best.
const SHARE_OF_BOTH: (u64, u64) = (1, 4);
/// Both for sentences that the diff does not join.
const SHARE_OF_WORDS: (u64, u64) = (3, 5);
const SHARE_OF_BOTH_WORDS: (u64, u64) = (2, 5);
/// Words that such a sentence must have for its likeness to be no accident.
const WORDS_MIN: usize = 5;
/// A word that more sentences hold than this finds no sentence.
const HOLDERS_MAX: usize = 32;
/// Of the sentences found for one, so many are looked at closely.
const CANDIDATES_MAX: usize = 4;

/// The matches, by old sentence, then by new: no sentence that has several is matched with one
/// that has several.
pub fn edges(bridged: &Bridged) -> Vec<Edge> {
    let weights = Weights::of(bridged);
    let mut edges = joined(bridged, &weights);
    edges.extend(alike(&weights, &edges));
    let mut edges = stars(edges, (weights.old.len(), weights.new.len()));
    edges.sort_unstable_by_key(|edge| (edge.old, edge.new));
    edges
}

/// Whether a weight is such a share of another.
fn is_share(weight: u64, whole: u64, (part, of): (u64, u64)) -> bool {
    weight.saturating_mul(of) >= whole.saturating_mul(part)
}

/// The matches by the words that the diff joins.
fn joined(bridged: &Bridged, weights: &Weights) -> Vec<Edge> {
    let shared = shared(bridged, weights);
    let is_best = best(&shared, (weights.old.len(), weights.new.len()));
    let is_match = |edge: &Edge, (of_old, of_new): (bool, bool)| {
        let (old, new) = (weights.old[edge.old].total, weights.new[edge.new].total);
        (of_old && is_share(edge.weight, old, SHARE))
            || (of_new && is_share(edge.weight, new, SHARE))
            || (of_old && of_new && is_share(2 * edge.weight, edge.whole, SHARE_OF_BOTH))
    };
    let matched = shared.into_iter().zip(is_best).filter(|(edge, best)| is_match(edge, *best));
    matched.map(|(edge, _)| edge).collect()
}

fn edge_of(weights: &Weights, (old, new): Pair, weight: u64, standing: Standing) -> Edge {
    let whole = weights.old[old].total + weights.new[new].total;
    Edge { old, new, weight, whole, standing }
}

/// The sentences between which the diff joins any word, by old, then by new.
fn shared(bridged: &Bridged, weights: &Weights) -> Vec<Edge> {
    let mut links: Vec<(usize, usize, Way, u64)> = Vec::with_capacity(bridged.links.len());
    links.extend(bridged.links.iter().map(|link| {
        let (old, new) = (bridged.old.sentence_of(link.old), bridged.new.sentence_of(link.new));
        (old, new, link.way, weights.tokens[link.old])
    }));
    links.sort_unstable_by_key(|&(old, new, ..)| (old, new));
    let edge = |links: &[(usize, usize, Way, u64)]| {
        let weight = |is_counted: fn(Way) -> bool| -> u64 {
            links.iter().filter(|link| is_counted(link.2)).map(|link| link.3).sum()
        };
        let (kept, moved) = (weight(|way| way == Way::Kept), weight(|way| way == Way::Moved));
        let standing = if moved > kept { Standing::Open } else { Standing::Held };
        edge_of(weights, (links[0].0, links[0].1), kept + moved, standing)
    };
    links.chunk_by(|one, next| (one.0, one.1) == (next.0, next.1)).map(edge).collect()
}

/// Of each edge, whether it is the best of its old sentence, and of its new one: the heaviest, and
/// of the heaviest the first.
fn best(edges: &[Edge], (olds, news): (usize, usize)) -> Vec<(bool, bool)> {
    let (mut of_old, mut of_new) = (vec![None; olds], vec![None; news]);
    for (index, edge) in edges.iter().enumerate() {
        for best in [&mut of_old[edge.old], &mut of_new[edge.new]] {
            if best.is_none_or(|best: usize| edges[best].weight < edge.weight) {
                *best = Some(index);
            }
        }
    }
    let is_best = |(index, edge): (usize, &Edge)| {
        (of_old[edge.old] == Some(index), of_new[edge.new] == Some(index))
    };
    edges.iter().enumerate().map(is_best).collect()
}

/// The matches of sentences that have none yet, by the words that they share.
fn alike(weights: &Weights, edges: &[Edge]) -> Vec<Edge> {
    let loose = |sentences: &[Weighed], end: fn(&Edge) -> usize| -> Vec<usize> {
        let mut is_matched = vec![false; sentences.len()];
        edges.iter().for_each(|edge| is_matched[end(edge)] = true);
        let is_loose =
            |&index: &usize| !is_matched[index] && sentences[index].words.len() >= WORDS_MIN;
        (0..sentences.len()).filter(is_loose).collect()
    };
    let olds = loose(&weights.old, |edge| edge.old);
    let news = loose(&weights.new, |edge| edge.new);
    let mut found: Vec<(usize, usize, u64)> = Vec::new();
    found.extend(nearest((&weights.old, &olds), (&weights.new, &news)));
    let back = nearest((&weights.new, &news), (&weights.old, &olds));
    found.extend(back.into_iter().map(|(new, old, weight)| (old, new, weight)));
    found.sort_unstable();
    found.dedup();
    let edge = |(old, new, weight)| edge_of(weights, (old, new), weight, Standing::Open);
    found.into_iter().map(edge).collect()
}

/// For each of some sentences the one of the others that has the most of it, if that is enough.
fn nearest(
    (own, chosen): (&[Weighed], &[usize]),
    (others, candidates): (&[Weighed], &[usize]),
) -> Vec<(usize, usize, u64)> {
    let mut holders: HashMap<u32, Vec<usize>, RandomState> = HashMap::default();
    for &candidate in candidates {
        for same in others[candidate].words.chunk_by(|a, b| a == b) {
            holders.entry(same[0]).or_default().push(candidate);
        }
    }
    holders.retain(|_, candidates| candidates.len() <= HOLDERS_MAX);
    let mut found = Vec::new();
    for &sentence in chosen {
        let near = near(&own[sentence], &holders);
        let shared = |candidate: usize| own[sentence].shared(&others[candidate]);
        let best = near.into_iter().map(|candidate| (shared(candidate), candidate));
        let best = best.max_by_key(|&(weight, candidate)| (weight, Reverse(candidate)));
        if let Some((weight, candidate)) = best
            && is_share(weight, own[sentence].total, SHARE_OF_WORDS)
            && is_share(
                2 * weight,
                own[sentence].total + others[candidate].total,
                SHARE_OF_BOTH_WORDS,
            )
        {
            found.push((sentence, candidate, weight));
        }
    }
    found
}

/// The sentences that share the most of the rarer words with one.
fn near(sentence: &Weighed, holders: &HashMap<u32, Vec<usize>, RandomState>) -> Vec<usize> {
    let mut shared: HashMap<usize, u64, RandomState> = HashMap::default();
    for (word, weight) in sentence.words.iter().zip(&sentence.weights) {
        for &candidate in holders.get(word).into_iter().flatten() {
            *shared.entry(candidate).or_default() += weight;
        }
    }
    let mut near: Vec<(u64, usize)> = shared.into_iter().map(|(it, weight)| (weight, it)).collect();
    near.sort_unstable_by_key(|&(weight, it)| (Reverse(weight), it));
    near.into_iter().take(CANDIDATES_MAX).map(|(_, candidate)| candidate).collect()
}

/// Takes the lightest matches away until none is left between two sentences that both have others.
fn stars(mut edges: Vec<Edge>, (olds, news): (usize, usize)) -> Vec<Edge> {
    let (mut of_old, mut of_new) = (vec![0usize; olds], vec![0usize; news]);
    for edge in &edges {
        (of_old[edge.old], of_new[edge.new]) = (of_old[edge.old] + 1, of_new[edge.new] + 1);
    }
    edges.sort_by_key(|edge| (edge.weight, edge.old.abs_diff(edge.new), edge.old + edge.new));
    edges.retain(|edge| {
        let is_extra = of_old[edge.old] > 1 && of_new[edge.new] > 1;
        if is_extra {
            (of_old[edge.old], of_new[edge.new]) = (of_old[edge.old] - 1, of_new[edge.new] - 1);
        }
        !is_extra
    });
    edges
}
