//! Bags of words: what two runs of tokens share, whatever the order.

use std::cmp::Ordering;
use std::ops::Range;

use crate::diff::side::{Side, Weight};

/// A run's words without their order, common ones counting half.
pub struct Bag {
    /// Folded numbers with their weights, sorted.
    words: Vec<(u32, u32)>,
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
        Bag { words }
    }

    /// Dice's coefficient of two bags: 0 for nothing shared, 1 for the same words.
    pub fn dice(&self, other: &Bag) -> f64 {
        share(2 * self.shared(other), self.weight() + other.weight())
    }

    /// How much of this bag the other holds, from 0 to 1.
    pub fn contained_in(&self, other: &Bag) -> f64 {
        share(self.shared(other), self.weight())
    }

    /// What is left of this bag without the words of the other.
    pub fn without(&self, other: &Bag) -> Bag {
        let mut words = Vec::new();
        let mut others = other.words.iter().peekable();
        for word in &self.words {
            while others.next_if(|taken| taken.0 < word.0).is_some() {}
            if others.next_if(|taken| taken.0 == word.0).is_none() {
                words.push(*word);
            }
        }
        Bag { words }
    }

    fn weight(&self) -> u32 {
        self.words.iter().map(|word| word.1).sum()
    }

    fn shared(&self, other: &Bag) -> u32 {
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(one), Some(two)) = (self.words.get(i), other.words.get(j)) {
            match one.0.cmp(&two.0) {
                Ordering::Less => i += 1,
                Ordering::Greater => j += 1,
                Ordering::Equal => {
                    shared += one.1;
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        shared
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::side::Numbering;

    fn check(one: &str, two: &str, dice: f64, contained: f64, left: usize) {
        let mut numbering = Numbering::default();
        let mut bag = |text| {
            let mut side = Side::default();
            side.push_block(text, 0, &mut numbering);
            Bag::of(&side, 0..side.tokens.len())
        };
        let (one, two) = (bag(one), bag(two));
        assert_eq!((one.dice(&two), one.contained_in(&two)), (dice, contained));
        assert_eq!(one.without(&two).words.len(), left);
    }

    #[test]
    fn words_are_shared_one_by_one() {
        check("red green", "green red", 1.0, 1.0, 0);
        check("red red", "red", 2.0 / 3.0, 0.5, 1);
        check("red green", "blue", 0.0, 0.0, 2);
        check("", "", 0.0, 0.0, 0);
    }
}
