//! What shows that a notice speaks of a change, and how much it weighs.
//!
//! | shared | weighs |
//! |---|---|
//! | the value that the change took away, or the one that it brought, each | 4 |
//! | of a name, the words that the other name has not | 4 |
//! | such a value where it is a small number, which may be chance, each | 3 |
//! | such a value where it is one small word ("not", "may", "said"), each | 1 |
//! | where neither value is: words of them, rare in the article, each, two at most | 2 |
//! | other rare words of the sentences around, each, three at most | 1 |
//! | the version: the notice came with the change | 1 |
//!
//! A notice speaks of a change from [`ENOUGH`] on, unless it speaks of another one twice as much.

use std::collections::{BTreeSet, HashSet};

use crate::corrections::change::Change;
use crate::corrections::words;
use crate::verdict::numeral::Decimal;
use crate::verdict::{Reason, ReasonKind, dates, numbers};

/// From so much on, a notice speaks of a change.
pub const ENOUGH: u32 = 4;

const CHANGED_MAX: usize = 2;
const AROUND_MAX: usize = 3;

/// Smaller numbers stand in many texts by chance.
const TELLING_NUMBER: f64 = 13.0;

/// Rare words of a long value that a notice must have, and the share of them, in hundredths.
const LONG_WORDS_MIN: usize = 3;
const LONG_PERCENT: usize = 60;

/// How the language of a story writes numbers.
#[derive(Clone, Copy)]
pub struct Habits {
    pub decimal: Decimal,
    pub language: &'static str,
}

/// A notice as it is compared.
pub struct Notice {
    habits: Habits,
    version: u32,
    numbers: HashSet<String>,
    row: Vec<String>,
    stems: BTreeSet<String>,
}

/// That a notice speaks of a change, by its place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub change: usize,
    pub score: u32,
    pub shared: Vec<String>,
}

impl Notice {
    pub fn of(text: &str, version: u32, habits: Habits) -> Notice {
        let dates = dates::dates(text);
        let numbers = numbers::numbers(text, habits.decimal, habits.language, &dates);
        Notice {
            habits,
            version,
            numbers: numbers.into_iter().map(|fact| fact.key).collect(),
            row: words::row(text),
            stems: words::stems(text),
        }
    }

    /// The changes that it speaks of, in their order; each comes with the version that brought it.
    pub fn links(&self, changes: &[(u32, Change)]) -> Vec<Link> {
        let scored = changes.iter().enumerate().map(|(at, (version, change))| {
            let (score, shared) = self.score(*version, change);
            Link { change: at, score, shared }
        });
        let mut links: Vec<Link> = scored.filter(|link| link.score >= ENOUGH).collect();
        let best = links.iter().map(|link| link.score).max().unwrap_or(0);
        links.retain(|link| link.score * 2 > best);
        links
    }

    fn score(&self, version: u32, change: &Change) -> (u32, Vec<String>) {
        let (mut score, mut shared) = (0, Vec::new());
        for value in [&change.reason.old, &change.reason.new].into_iter().flatten() {
            let weight = self.weight(&change.reason, value);
            if weight > 0 && !shared.contains(value) {
                shared.push(value.clone());
            }
            score += weight;
        }
        let both = |of: &BTreeSet<String>| -> Vec<String> {
            of.intersection(&self.stems).cloned().collect()
        };
        // A value that is quoted is counted already.
        let changed = if score == 0 { both(&change.changed) } else { Vec::new() };
        let around: Vec<String> =
            both(&change.around).into_iter().filter(|it| !change.changed.contains(it)).collect();
        let counted = changed.iter().take(CHANGED_MAX).chain(around.iter().take(AROUND_MAX));
        shared.extend(counted.filter_map(|stem| self.whole(stem)));
        score += 2 * changed.len().min(CHANGED_MAX) as u32 + around.len().min(AROUND_MAX) as u32;
        // That it came with the change counts for something only where it says something of it.
        if score > 0 && version == self.version {
            score += 1;
        }
        (score, shared)
    }

    /// The word of the notice that a stem stands for.
    fn whole(&self, stem: &str) -> Option<String> {
        self.row.iter().find(|word| words::stems(word).contains(stem)).cloned()
    }

    /// How much it weighs that a value of a change stands in the notice; nothing where it does not.
    fn weight(&self, reason: &Reason, value: &str) -> u32 {
        match reason.kind {
            ReasonKind::Number => self.number(value),
            ReasonKind::Negation | ReasonKind::Modality | ReasonKind::Attribution => {
                u32::from(self.quotes(value))
            }
            _ if self.quotes(value) && !words::stems(value).is_empty() => 4,
            ReasonKind::Name | ReasonKind::Speaker if self.names(reason, value) => 4,
            _ if self.tells_most_of(value) => 4,
            _ => 0,
        }
    }

    fn number(&self, value: &str) -> u32 {
        let Habits { decimal, language } = self.habits;
        let found = numbers::numbers(value, decimal, language, &[]);
        let Some(number) = found.first().filter(|it| self.numbers.contains(&it.key)) else {
            return 0;
        };
        match number.amount {
            Some(amount) if amount.value.abs() < TELLING_NUMBER => 3,
            Some(_) | None => 4,
        }
    }

    /// Whether a value stands in it as it is.
    fn quotes(&self, value: &str) -> bool {
        let words = words::row(value);
        !words.is_empty() && self.row.windows(words.len()).any(|window| window == words)
    }

    /// Whether it has what sets a name apart from the one that stood, or stands, in its place.
    fn names(&self, reason: &Reason, value: &str) -> bool {
        let sides = [&reason.old, &reason.new].into_iter().flatten();
        let other: BTreeSet<String> =
            sides.filter(|it| *it != value).flat_map(|it| words::stems(it)).collect();
        let own = words::stems(value);
        let mut own = own.difference(&other).peekable();
        own.peek().is_some() && own.all(|stem| self.stems.contains(stem))
    }

    /// Whether most of a long value's telling words stand in it.
    fn tells_most_of(&self, value: &str) -> bool {
        let wanted = words::stems(value);
        let shared = wanted.intersection(&self.stems).count();
        shared >= LONG_WORDS_MIN && shared * 100 >= wanted.len() * LONG_PERCENT
    }
}
