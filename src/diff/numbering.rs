//! Numbers for tokens: equal ones for tokens that are the same, or that fold alike.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use crate::text::fold::fold;

/// Gives equal tokens equal numbers, on both sides.
#[derive(Default)]
pub struct Numbering<'a> {
    known: HashMap<Cow<'a, str>, Numbers, RandomState>,
    given: u32,
}

/// Bytes of text in which, by and large, one token is new.
const BYTES_A_NEW_TOKEN: usize = 24;

/// What a token is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    /// Equal for tokens that are the same byte for byte.
    pub exact: u32,
    /// Equal for tokens that fold alike.
    pub folded: u32,
    pub weight: Weight,
}

/// How much it says about two texts that they share a token.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Weight {
    /// No letter and no digit: little.
    Mark,
    /// One of the commonest words: little.
    Common,
    Full,
    /// A whole block that is the same on both sides.
    Whole,
}

/// The commonest words of several languages: to share one says little.
const COMMON: &[&str] = &[
    "a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "from", "as", "and", "or",
    "but", "is", "are", "was", "were", "be", "been", "has", "have", "had", "it", "its", "that",
    "this", "he", "she", "they", "his", "her", "their", "we", "i", "you", "said", "will", "would",
    "which", "who", "der", "die", "das", "und", "ein", "eine", "le", "la", "les", "de", "des",
    "du", "un", "une", "et", "el", "los", "las", "y", "que", "en", "o", "os", "e", "il", "di",
    "het", "een", "van", "ve", "bir", "и", "в", "на", "не", "с",
];

/// Bytes of the longest of [`COMMON`].
const COMMON_MAX: usize = 5;

fn weight(folded: &str) -> Weight {
    static WORDS: LazyLock<HashSet<&str, RandomState>> =
        LazyLock::new(|| COMMON.iter().copied().collect());
    match folded {
        _ if folded.len() <= COMMON_MAX && WORDS.contains(folded) => Weight::Common,
        _ if folded.chars().any(char::is_alphanumeric) => Weight::Full,
        _ => Weight::Mark,
    }
}

impl<'a> Numbering<'a> {
    /// With room for the tokens of two texts of so many bytes together.
    pub fn for_bytes(bytes: usize) -> Numbering<'a> {
        let room = bytes / BYTES_A_NEW_TOKEN;
        Numbering {
            known: HashMap::with_capacity_and_hasher(room, RandomState::default()),
            given: 0,
        }
    }

    pub fn number(&mut self, token: &'a str) -> Numbers {
        if let Some(&known) = self.known.get(token) {
            return known;
        }
        match fold(token) {
            Cow::Borrowed(folded) if folded == token => self.add(Cow::Borrowed(token), None),
            folded => {
                let folded = match self.known.get(&folded) {
                    Some(&known) => known,
                    None => self.add(folded, None),
                };
                self.add(Cow::Borrowed(token), Some(folded))
            }
        }
    }

    /// Numbers a token that is new; `folded` is what it folds to, where that is another.
    fn add(&mut self, token: Cow<'a, str>, folded: Option<Numbers>) -> Numbers {
        let exact = self.fresh();
        let numbers = match folded {
            Some(Numbers { folded, weight, .. }) => Numbers { exact, folded, weight },
            None => Numbers { exact, folded: exact, weight: weight(&token) },
        };
        self.known.insert(token, numbers);
        numbers
    }

    /// A number that nothing has yet.
    pub fn fresh(&mut self) -> u32 {
        self.given += 1;
        self.given
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(token: &str, expected: Weight) {
        assert_eq!(Numbering::default().number(token).weight, expected, "{token}");
    }

    #[test]
    fn marks_and_the_commonest_words_weigh_little() {
        check("The", Weight::Common);
        check("“", Weight::Mark);
        check("would", Weight::Common);
        check("mayor", Weight::Full);
        check("3", Weight::Full);
        assert!(COMMON.iter().all(|word| word.len() <= COMMON_MAX));
    }
}
