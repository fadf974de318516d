//! What shows that a notice speaks of a change, and how much it weighs.
//!
//! | shared | weighs |
//! |---|---|
//! | the value that the change took away, or the one that it brought, each | 4 |
//! | of a name, the words that the other name has not | 4 |
//! | such a value where it is a small number, which may be chance, each | 3 |
//! | such a value where it is a word that turns a statement: a small one ("not", "may"), each | 1 |
//! | one that says more ("denied", "confirmed"), each | 2 |
//! | where neither value is: rare words of theirs, if they are no passage and have eight at most; each, two at most | 2 |
//! | other rare words of the change and of the sentences around, each, three at most | 1 |
//! | the version: the notice came with the change | 1 |
//!
//! A notice speaks of a change from [`ENOUGH`] on, unless it speaks of another one twice as much; of
//! the change that mended an error and of the one that had made it, by the value that both have.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::corrections::change::{Change, Number, Value};
use crate::corrections::words;
use crate::verdict::habits::Habits;
use crate::verdict::{ReasonKind, dates, numbers};

/// From so much on, a notice speaks of a change.
pub const ENOUGH: u32 = 4;

const CHANGED_MAX: usize = 2;
const AROUND_MAX: usize = 3;

/// Smaller numbers stand in many texts by chance.
const TELLING_NUMBER: f64 = 13.0;

/// Rare words of a long value that a notice must have, and the share of them, in hundredths.
const LONG_WORDS_MIN: usize = 3;
const LONG_PERCENT: usize = 60;

/// A notice as it is compared.
pub struct Notice {
    version: u32,
    numbers: HashSet<String>,
    row: Vec<String>,
    /// Its words by their stems.
    stems: BTreeMap<String, String>,
}

/// That a notice speaks of a change, by its place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub change: usize,
    pub part: Part,
    pub score: u32,
    pub shared: Vec<String>,
}

/// What a change did to what a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It set it right.
    Mended,
    /// It brought what another set right.
    Made,
}

impl Notice {
    pub fn of(text: &str, version: u32, habits: Habits) -> Notice {
        let dates = dates::dates(text, habits.language());
        let numbers = numbers::numbers(text, habits, &dates);
        let row = words::row(text);
        let stems = row
            .iter()
            .flat_map(|word| words::stems(word).into_iter().map(move |stem| (stem, word.clone())));
        Notice {
            version,
            numbers: numbers.into_iter().map(|fact| fact.key).collect(),
            stems: stems.collect(),
            row,
        }
    }

    /// The changes that it speaks of, in their order; each comes with the version that brought it.
    pub fn links(&self, changes: &[(u32, Change)]) -> Vec<Link> {
        let scored = changes.iter().enumerate().map(|(at, (version, change))| {
            let (score, shared) = self.score(*version, change);
            Link { change: at, part: Part::Mended, score, shared }
        });
        let links: Vec<Link> = scored.filter(|link| link.score >= ENOUGH).collect();
        let best = links.iter().map(|link| link.score).max().unwrap_or(0);
        let strong = links.iter().filter(|link| link.score * 2 > best);
        let placed = strong.filter_map(|link| {
            let part = self.part(link, &links, changes)?;
            Some(Link { part, ..link.clone() })
        });
        placed.collect()
    }

    /// What a change did to what the notice tells; none where it came and went for other reasons.
    ///
    /// Where one change brought a value and a later one took it away, and the notice quotes that
    /// alone, it was wrong where the notice speaks more of the later, and right where it speaks more
    /// of the earlier; else wrong where it was gone by the time of the notice.
    fn part(&self, link: &Link, links: &[Link], changes: &[(u32, Change)]) -> Option<Part> {
        let of = |link: &Link| (changes[link.change].0, &changes[link.change].1.reason);
        let quotes = |link: &Link, value: &Option<String>| {
            value.as_ref().is_some_and(|value| link.shared.contains(value))
        };
        let (version, reason) = of(link);
        let (old, new) = (quotes(link, &reason.old), quotes(link, &reason.new));
        let is_wrong = |earlier: &Link, later: &Link| match earlier.score.cmp(&later.score) {
            Ordering::Less => true,
            Ordering::Equal => of(later).0 <= self.version,
            Ordering::Greater => false,
        };
        let made = |later: &Link| {
            let (at, other) = of(later);
            new && !old && at > version && other.old == reason.new && is_wrong(link, later)
        };
        let undone = |earlier: &Link| {
            let (at, other) = of(earlier);
            old && !new && at < version && other.new == reason.old && !is_wrong(earlier, link)
        };
        match (links.iter().any(made), links.iter().any(undone)) {
            (true, _) => Some(Part::Made),
            (false, true) => None,
            (false, false) => Some(Part::Mended),
        }
    }

    fn score(&self, version: u32, change: &Change) -> (u32, Vec<String>) {
        let weights = change.values.iter().map(|value| (value, self.weight(change, value)));
        let told: Vec<(&Value, u32)> = weights.filter(|(_, weight)| *weight > 0).collect();
        let mut score = told.iter().map(|(_, weight)| weight).sum();
        // A value that is quoted is counted already.
        let changed = if score == 0 { self.both(&change.changed) } else { Vec::new() };
        let mut around = self.both(&change.around);
        around.retain(|word| !self.both(&change.changed).contains(word));
        score += 2 * changed.len().min(CHANGED_MAX) as u32 + around.len().min(AROUND_MAX) as u32;
        // That it came with the change counts for something only where it says something of it.
        if score > 0 && version == self.version {
            score += 1;
        }
        let mut shared: Vec<String> = told.iter().map(|(value, _)| value.text.clone()).collect();
        let words =
            changed.into_iter().take(CHANGED_MAX).chain(around.into_iter().take(AROUND_MAX));
        shared.extend(words.map(str::to_owned));
        (score, shared)
    }

    /// The words of the notice whose stems are among these.
    fn both(&self, stems: &BTreeSet<String>) -> Vec<&str> {
        stems.iter().filter_map(|stem| self.stems.get(stem)).map(String::as_str).collect()
    }

    /// How much it weighs that a value of a change stands in the notice; nothing where it does not.
    fn weight(&self, change: &Change, value: &Value) -> u32 {
        match change.reason.kind {
            ReasonKind::Number => value.number.as_ref().map_or(0, |number| self.number(number)),
            ReasonKind::Negation | ReasonKind::Modality | ReasonKind::Attribution => {
                match (self.quotes(value), value.stems.is_empty()) {
                    (true, true) => 1,
                    (true, false) => 2,
                    (false, _) => 0,
                }
            }
            _ if self.quotes(value) && !value.stems.is_empty() => 4,
            ReasonKind::Name | ReasonKind::Speaker if self.has_all(&value.own) => 4,
            _ if self.tells_most_of(value) => 4,
            _ => 0,
        }
    }

    fn number(&self, number: &Number) -> u32 {
        match (self.numbers.contains(&number.key), number.amount) {
            (false, _) => 0,
            (true, Some(amount)) if amount.abs() < TELLING_NUMBER => 3,
            (true, Some(_) | None) => 4,
        }
    }

    /// Whether a value stands in it as it is.
    fn quotes(&self, value: &Value) -> bool {
        let words = &value.row;
        !words.is_empty() && self.row.windows(words.len()).any(|window| window == words)
    }

    fn has_all(&self, stems: &BTreeSet<String>) -> bool {
        !stems.is_empty() && stems.iter().all(|stem| self.stems.contains_key(stem))
    }

    /// Whether most of a long value's telling words stand in it.
    fn tells_most_of(&self, value: &Value) -> bool {
        let shared = value.stems.iter().filter(|stem| self.stems.contains_key(*stem)).count();
        shared >= LONG_WORDS_MIN && shared * 100 >= value.stems.len() * LONG_PERCENT
    }
}
