//! How much a word tells of its sentence, and what two sentences share by that measure.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;

use crate::diff::sentences::bridge::Bridged;
use crate::diff::sentences::column::Column;
use crate::text::fold::fold;

/// How much each word tells, and the sentences weighed by it.
pub struct Weights {
    /// By the tokens of the old side.
    pub tokens: Vec<u64>,
    pub old: Vec<Weighed>,
    pub new: Vec<Weighed>,
}

/// A sentence as its words with their weights.
pub struct Weighed {
    /// The words' numbers, sorted.
    pub words: Vec<u32>,
    /// The weight of each.
    pub weights: Vec<u64>,
    pub total: u64,
}

/// The weight of a mark.
const MARK: u64 = 1;
/// The unit of a word's weight, so that sums are exact.
const UNIT: f64 = 1024.0;

impl Weights {
    /// Words weigh by how few sentences hold them (inverse document frequency; Spärck Jones, 1972).
    pub fn of(bridged: &Bridged) -> Weights {
        let mut known = HashMap::default();
        let old = numbers(&bridged.old, &mut known);
        let new = numbers(&bridged.new, &mut known);
        let mut holders = vec![0u32; known.len()];
        let sorted = |column: &Column, numbers: &[Option<u32>]| -> Vec<Vec<u32>> {
            let sentence = |tokens: &Range<usize>| {
                let mut words: Vec<u32> =
                    numbers[tokens.clone()].iter().flatten().copied().collect();
                words.sort_unstable();
                words
            };
            column.sentences.iter().map(sentence).collect()
        };
        let (olds, news) = (sorted(&bridged.old, &old), sorted(&bridged.new, &new));
        for words in olds.iter().chain(&news) {
            words.chunk_by(|a, b| a == b).for_each(|same| holders[same[0] as usize] += 1);
        }
        let all = (olds.len() + news.len()) as f64;
        let weight = |word: u32| -> u64 {
            let rarity = (1.0 + all / f64::from(holders[word as usize].max(1))).ln();
            (rarity * UNIT) as u64
        };
        let weigh = |column: &Column, sentences: Vec<Vec<u32>>| -> Vec<Weighed> {
            let weighed = |(words, tokens): (Vec<u32>, &Range<usize>)| {
                let marks = (tokens.len() - words.len()) as u64;
                let weights: Vec<u64> = words.iter().map(|&word| weight(word)).collect();
                let total = weights.iter().sum::<u64>() + marks * MARK;
                Weighed { words, weights, total }
            };
            sentences.into_iter().zip(&column.sentences).map(weighed).collect()
        };
        Weights {
            tokens: old.iter().map(|word| word.map_or(MARK, weight)).collect(),
            old: weigh(&bridged.old, olds),
            new: weigh(&bridged.new, news),
        }
    }
}

impl Weighed {
    /// The weight of the words that two sentences share, one by one.
    pub fn shared(&self, other: &Weighed) -> u64 {
        let mut others = other.words.iter().peekable();
        let mut shared = 0;
        for (word, weight) in self.words.iter().zip(&self.weights) {
            while others.next_if(|it| *it < word).is_some() {}
            if others.next_if_eq(&word).is_some() {
                shared += weight;
            }
        }
        shared
    }
}

/// A number for each word of a side, equal for those that fold alike; none for marks.
fn numbers(column: &Column, known: &mut HashMap<String, u32, RandomState>) -> Vec<Option<u32>> {
    let mut number = |token: usize| {
        let text = column.token(token);
        let is_word = text.chars().any(char::is_alphanumeric);
        is_word.then(|| {
            let folded = fold(text);
            match known.get(&*folded) {
                Some(&number) => number,
                None => {
                    let next = known.len() as u32;
                    known.insert(folded.into_owned(), next);
                    next
                }
            }
        })
    };
    (0..column.tokens.len()).map(&mut number).collect()
}
