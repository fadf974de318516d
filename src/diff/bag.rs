//! Bags of words: what two runs of tokens share, whatever the order.

use std::cmp::Ordering;
use std::ops::Range;

use crate::diff::numbering::Weight;
use crate::diff::side::{Side, Token};

/// A run's words without their order, common ones counting half.
pub struct Bag {
    /// Sorted.
    words: Vec<Weighed>,
    /// The sum of the weights.
    weight: u32,
}

/// A folded number with its weight, one or two, in the lowest bit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Weighed(u32);

impl Weighed {
    fn of(token: &Token) -> Weighed {
        let is_heavy = match token.weight {
            Weight::Mark | Weight::Common => 0,
            Weight::Full | Weight::Whole => 1,
        };
        Weighed(token.folded << 1 | is_heavy)
    }

    fn weight(self) -> u32 {
        1 + (self.0 & 1)
    }
}

impl Bag {
    pub fn of(side: &Side, range: Range<usize>) -> Bag {
        let mut words: Vec<Weighed> = side.tokens[range].iter().map(Weighed::of).collect();
        words.sort_unstable();
        Bag::new(words)
    }

    fn new(words: Vec<Weighed>) -> Bag {
        let weight = words.iter().map(|word| word.weight()).sum();
        Bag { words, weight }
    }

    /// Dice's coefficient of two bags, from `floor` to 1, which is the same words; 0 below it.
    pub fn dice(&self, other: &Bag, floor: f64) -> f64 {
        let both = self.weight + other.weight;
        let dice = |shared: u32| share(2 * shared, both);
        // What is not shared, on the way through, leaves less and less that can be.
        let mut possible = self.weight.min(other.weight);
        if dice(possible) < floor {
            return 0.0;
        }
        let least = (floor * f64::from(both) / 2.0) as u32;
        let (mut left, mut others) = (self.weight, other.words.iter().peekable());
        let mut shared = 0;
        for word in &self.words {
            while others.next_if(|taken| **taken < *word).is_some() {}
            if others.next_if(|taken| **taken == *word).is_some() {
                shared += word.weight();
            } else {
                left -= word.weight();
                possible = possible.min(left);
                if possible < least {
                    return 0.0;
                }
            }
        }
        if dice(shared) < floor { 0.0 } else { dice(shared) }
    }

    /// How much of this bag the other holds, from 0 to 1.
    pub fn contained_in(&self, other: &Bag) -> f64 {
        share(self.shared(other), self.weight)
    }

    /// What is left of this bag without the words of the other.
    pub fn without(&self, other: &Bag) -> Bag {
        let mut words = Vec::new();
        let mut others = other.words.iter().peekable();
        for word in &self.words {
            while others.next_if(|taken| **taken < *word).is_some() {}
            if others.next_if(|taken| **taken == *word).is_none() {
                words.push(*word);
            }
        }
        Bag::new(words)
    }

    fn shared(&self, other: &Bag) -> u32 {
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(one), Some(two)) = (self.words.get(i), other.words.get(j)) {
            match one.cmp(two) {
                Ordering::Less => i += 1,
                Ordering::Greater => j += 1,
                Ordering::Equal => {
                    shared += one.weight();
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
    use crate::diff::numbering::Numbering;
    use crate::diff::side::Stretch;

    fn check(one: &str, two: &str, dice: f64, contained: f64, left: usize) {
        let mut numbering = Numbering::default();
        let mut bag = |text| {
            let mut side = Side::default();
            side.push(&Stretch::whole(text, 0), &mut numbering);
            Bag::of(&side, 0..side.tokens.len())
        };
        let (one, two) = (bag(one), bag(two));
        assert_eq!((one.dice(&two, 0.0), one.contained_in(&two)), (dice, contained));
        assert_eq!(one.without(&two).words.len(), left);
    }

    #[test]
    fn words_are_shared_one_by_one() {
        check("red green", "green red", 1.0, 1.0, 0);
        check("red red", "red", 2.0 / 3.0, 0.5, 1);
        check("red green", "blue", 0.0, 0.0, 2);
        check("", "", 0.0, 0.0, 0);
    }

    #[test]
    fn too_small_a_share_is_none() {
        let bag = |numbers: &[u32]| {
            Bag::new(numbers.iter().map(|&number| Weighed(number << 1 | 1)).collect())
        };
        assert_eq!(bag(&[1]).dice(&bag(&[1, 2, 3, 4]), 0.5), 0.0);
        assert_eq!(bag(&[1, 2]).dice(&bag(&[1, 3]), 0.6), 0.0);
        assert_eq!(bag(&[1, 2]).dice(&bag(&[1, 3]), 0.5), 0.5);
    }
}
