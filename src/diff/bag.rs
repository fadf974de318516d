//! Bags of words: what two runs of tokens share, whatever the order.

use std::cmp::Ordering;
use std::ops::Range;

use crate::diff::numbering::Weight;
use crate::diff::side::Side;

/// A run's words without their order, common ones counting half.
pub struct Bag {
    /// Sorted.
    words: Vec<Word>,
    /// The sum of the weights.
    weight: u32,
    /// The same of the common words alone.
    common_weight: u32,
}

/// A folded number with its weight, one or two, in the lowest bit.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word(u32);

impl Word {
    fn of(folded: u32, weight: Weight) -> Word {
        let is_heavy = match weight {
            Weight::Mark | Weight::Common => 0,
            Weight::Full | Weight::Whole => 1,
        };
        Word(folded << 1 | is_heavy)
    }

    pub fn weight(self) -> u32 {
        1 + (self.0 & 1)
    }

    /// Whether it says something of two texts that they share it.
    fn is_telling(self) -> bool {
        self.0 & 1 == 1
    }
}

impl Bag {
    pub fn of(side: &Side, range: Range<usize>) -> Bag {
        let tokens = side.tokens[range.clone()].iter().zip(&side.folded[range]);
        let mut words: Vec<Word> =
            tokens.map(|(token, &folded)| Word::of(folded, token.weight)).collect();
        words.sort_unstable();
        Bag::new(words)
    }

    fn new(words: Vec<Word>) -> Bag {
        let weight = words.iter().map(|word| word.weight()).sum();
        let common_weight = words.iter().filter(|word| !word.is_telling()).count() as u32;
        Bag { words, weight, common_weight }
    }

    /// The words that say something, each with how often it is in the bag, in order.
    pub fn telling(&self) -> impl Iterator<Item = (Word, u32)> {
        let same = self.words.chunk_by(|one, other| one == other);
        same.filter(|same| same[0].is_telling()).map(|same| (same[0], same.len() as u32))
    }

    /// The weight of the words that say something.
    pub fn telling_weight(&self) -> u32 {
        self.weight - self.common_weight
    }

    /// Whether Dice's coefficient can reach `floor` where so much is shared beside common words.
    pub fn can_be_alike(&self, other: &Bag, shared: u32, floor: f64) -> bool {
        let common = self.common_weight.min(other.common_weight);
        share(2 * (shared + common), self.weight + other.weight) >= floor
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

    pub fn weight(&self) -> u32 {
        self.weight
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
            Bag::new(numbers.iter().map(|&number| Word(number << 1 | 1)).collect())
        };
        assert_eq!(bag(&[1]).dice(&bag(&[1, 2, 3, 4]), 0.5), 0.0);
        assert_eq!(bag(&[1, 2]).dice(&bag(&[1, 3]), 0.6), 0.0);
        assert_eq!(bag(&[1, 2]).dice(&bag(&[1, 3]), 0.5), 0.5);
    }
}
