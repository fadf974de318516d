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
//! A notice speaks of a change from [`ENOUGH`] on, where more than one value by itself is shared: both
//! values, or most words of a long one, or another rare word of the sentences around; two of these
//! where the change came after the notice. It does not where it speaks of another one twice as much,
//! or more of another that had the same value. Of the change that mended an error and of the one that
//! had made it, [`part`] tells which is which.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Serialize;

use crate::corrections::change::{Change, Number, Size, Value};
use crate::corrections::part::{Candidate, Part, Told, part};
use crate::corrections::{formula, kinds, words};
use crate::verdict::habits::Habits;
use crate::verdict::{ReasonKind, dates, numbers};

/// From so much on, a notice speaks of a change.
pub const ENOUGH: u32 = 4;

/// What the words weigh that turn a statement, at most: they stand in every notice.
const TURN_MAX: u32 = 2;

const CHANGED_MAX: usize = 2;
const AROUND_MAX: usize = 3;

/// Rare words of a long value that a notice must have, and the share of them, in hundredths.
const LONG_WORDS_MIN: usize = 3;
const LONG_PERCENT: usize = 60;

/// Words that deny what follows them.
const DENIALS: &str = "not nicht non no pas değil";

/// A notice as it is compared: without what it says of itself.
pub struct Notice {
    version: u32,
    numbers: HashSet<Number>,
    row: Vec<String>,
    /// Its words by their stems.
    stems: BTreeMap<String, String>,
    names: BTreeSet<String>,
    /// Whether it says of a name what it is.
    names_a_name: bool,
    /// The kinds of changes that it describes.
    described: Vec<ReasonKind>,
}

/// That a notice speaks of a change, by its place in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub change: usize,
    pub part: Part,
    pub grounds: Grounds,
    pub score: u32,
    pub shared: Vec<String>,
}

/// Why a notice is joined to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Grounds {
    /// They share words, numbers or names.
    Words,
    /// They came together, and the notice describes a change of this kind.
    Kind,
    /// The change tells again of another in its place that the notice speaks of.
    Same,
}

/// What a notice and a change share.
struct Score {
    weight: u32,
    told: Told,
    shared: Vec<String>,
}

impl Notice {
    pub fn of(text: &str, version: u32, habits: Habits) -> Notice {
        let describes = |kind: &ReasonKind| kinds::tells_of(text, *kind, habits.language());
        let described = kinds::DESCRIBED.into_iter().filter(describes).collect();
        let names_a_name = kinds::mentions(text, ReasonKind::Name, habits.language());
        let text = &formula::without(text, habits.language());
        let dates = dates::dates(text, habits.language());
        let numbers = numbers::numbers(text, habits, &dates);
        Notice {
            version,
            numbers: numbers.iter().map(|fact| Number::of(text, fact)).collect(),
            stems: words::stemmed(text).into_iter().collect(),
            names: words::short_names(text),
            row: words::row(text),
            names_a_name,
            described,
        }
    }

    /// The changes that it speaks of, in their order; each comes with the version that brought it.
    pub fn links(&self, changes: &[(u32, Change)]) -> Vec<Link> {
        let scored = changes.iter().enumerate().filter_map(|(at, (version, change))| {
            let score = self.score(*version, change)?;
            (score.weight >= ENOUGH).then_some((at, score))
        });
        let scored: Vec<(usize, Score)> = scored.collect();
        let best = scored.iter().map(|(_, score)| score.weight).max().unwrap_or(0);
        let strong: Vec<&(usize, Score)> =
            scored.iter().filter(|(_, score)| score.weight * 2 > best).collect();
        let candidate = |(at, score): &(usize, Score)| {
            let (version, change) = &changes[*at];
            Candidate { version: *version, change, score: score.weight, told: score.told }
        };
        let all: Vec<Candidate> = strong.iter().map(|it| candidate(it)).collect();
        let link = |it: &&(usize, Score)| {
            let (at, score) = *it;
            let this = candidate(it);
            let is_meant = !all.iter().any(|other| is_rival(this, *other));
            let part = part(this, &all, self.version).filter(|_| is_meant)?;
            Some(Link {
                change: *at,
                part,
                grounds: Grounds::Words,
                score: score.weight,
                shared: score.shared.clone(),
            })
        };
        strong.iter().filter_map(link).collect()
    }

    /// What it shares with a change; none where that is one value that may stand there by chance.
    fn score(&self, version: u32, change: &Change) -> Option<Score> {
        let is_later = version > self.version;
        if is_later && change.reason.kind == ReasonKind::ParagraphAdded {
            return None;
        }
        let weigh = |value: &Option<Value>| {
            value.as_ref().map_or(0, |value| self.weight(change.reason.kind, value))
        };
        let (old, new) = (weigh(&change.old), weigh(&change.new));
        let told = match (old > 0, new > 0) {
            (true, true) => Told::Both,
            (true, false) => Told::Old,
            (false, true) => Told::New,
            (false, false) => Told::Neither,
        };
        // A value that is quoted is counted already.
        let changed = if told == Told::Neither { self.both(&change.changed) } else { Vec::new() };
        let values = || change.old.iter().chain(&change.new);
        let mut around = self.both(&change.around);
        around.retain(|(stem, _)| !values().any(|value| value.stems.contains(*stem)));
        let words = around.len() + changed.len();
        let enough = 1 + usize::from(is_later);
        let is_shown = match (told, old.max(new)) {
            (Told::Neither, _) => !changed.is_empty() && words > enough,
            (_, ..=TURN_MAX) => words > enough,
            (Told::Both, _) => true,
            (Told::Old | Told::New, _) => words >= enough || self.tells_by_itself(change, told),
        };
        if !is_shown || told == Told::Old && !self.may_mean(change) {
            return None;
        }
        let mut weight = old + new;
        weight += 2 * changed.len().min(CHANGED_MAX) as u32 + around.len().min(AROUND_MAX) as u32;
        // That it came with the change counts for something only where it says something of it.
        weight += u32::from(version == self.version);
        let quoted = [(&change.old, old), (&change.new, new)].into_iter();
        let quoted =
            quoted.filter(|(_, weight)| *weight > 0).filter_map(|(value, _)| value.as_ref());
        let words = changed.iter().take(CHANGED_MAX).chain(around.iter().take(AROUND_MAX));
        let words = words.map(|(_, word)| (*word).to_owned());
        let mut seen = HashSet::new();
        let mut shared: Vec<String> =
            quoted.flat_map(|value| self.words_of(value)).chain(words).collect();
        shared.retain(|it| seen.insert(it.clone()));
        Some(Score { weight, told, shared })
    }

    pub fn version(&self) -> u32 {
        self.version
    }

    /// Whether it says of something of a kind that it was wrong.
    pub fn describes(&self, kind: ReasonKind) -> bool {
        self.described.contains(&kind)
    }

    /// The rare words that it shares with the sentences around a change.
    pub fn words_around(&self, change: &Change) -> Vec<String> {
        self.both(&change.around).into_iter().map(|(_, word)| word.to_owned()).collect()
    }

    /// Whether the one value that it tells is more than a word in passing: most of a long one, or of
    /// a name what the name is.
    fn tells_by_itself(&self, change: &Change, told: Told) -> bool {
        let is_name = matches!(change.reason.kind, ReasonKind::Name | ReasonKind::Speaker);
        let mut values = change.old.iter().chain(&change.new);
        values.any(|value| self.tells_most_of(value))
            || told == Told::New && is_name && self.names_a_name
    }

    /// Whether a name that it tells by its old words alone may be the wrong one, and not somebody of
    /// whom it says something else.
    fn may_mean(&self, change: &Change) -> bool {
        match (change.reason.kind, &change.old) {
            (ReasonKind::Name | ReasonKind::Speaker, Some(old)) => {
                self.describes(ReasonKind::Name) || self.denies(old)
            }
            _ => true,
        }
    }

    /// Whether a word that denies stands before a value.
    fn denies(&self, value: &Value) -> bool {
        let is_denial = |word: &String| DENIALS.split(' ').any(|it| it == word);
        let behind = |at: usize| self.row[at + 1..].starts_with(&value.row);
        !value.row.is_empty()
            && self.row.iter().enumerate().any(|(at, word)| is_denial(word) && behind(at))
    }

    /// The stems and words of the notice that are among these.
    fn both<'n>(&'n self, stems: &BTreeSet<String>) -> Vec<(&'n str, &'n str)> {
        let found = stems.iter().filter_map(|stem| self.stems.get_key_value(stem));
        found.map(|(stem, word)| (stem.as_str(), word.as_str())).collect()
    }

    /// A value where it stands in the notice as it is, else the words of it that do.
    fn words_of(&self, value: &Value) -> Vec<String> {
        if self.quotes(value) || value.number.is_some() {
            return vec![value.text.clone()];
        }
        self.both(&value.stems).into_iter().map(|(_, word)| word.to_owned()).collect()
    }

    /// How much it weighs that a value of a change stands in the notice; nothing where it does not.
    fn weight(&self, kind: ReasonKind, value: &Value) -> u32 {
        match kind {
            ReasonKind::Number => value.number.as_ref().map_or(0, |number| self.number(number)),
            // Every notice says what somebody said.
            ReasonKind::Attribution if value.stems.is_empty() => 0,
            ReasonKind::Negation | ReasonKind::Modality | ReasonKind::Attribution => {
                match (self.quotes(value), value.stems.is_empty()) {
                    (true, true) => 1,
                    (true, false) => 2,
                    (false, _) => 0,
                }
            }
            ReasonKind::Name | ReasonKind::Speaker if self.has_all(&value.own) => 4,
            _ if self.quotes(value) && self.has_any(&value.stems) => 4,
            _ if self.tells_most_of(value) => 4,
            _ => 0,
        }
    }

    fn number(&self, number: &Number) -> u32 {
        match (self.numbers.contains(number), number.size) {
            (false, _) => 0,
            (true, Size::Small) => 3,
            (true, Size::Telling | Size::Year) => 4,
        }
    }

    /// Whether a value stands in it as it is.
    fn quotes(&self, value: &Value) -> bool {
        words::holds(&self.row, &value.row)
    }

    fn has(&self, stem: &str) -> bool {
        self.stems.contains_key(stem) || self.names.contains(stem)
    }

    fn has_any(&self, stems: &BTreeSet<String>) -> bool {
        stems.iter().any(|stem| self.has(stem))
    }

    fn has_all(&self, stems: &BTreeSet<String>) -> bool {
        !stems.is_empty() && stems.iter().all(|stem| self.has(stem))
    }

    /// Whether most of a long value's telling words stand in it.
    fn tells_most_of(&self, value: &Value) -> bool {
        let shared = value.stems.iter().filter(|stem| self.has(stem)).count();
        shared >= LONG_WORDS_MIN && shared * 100 >= value.stems.len() * LONG_PERCENT
    }
}

/// Whether a notice that tells one value of a change speaks more of another change that had that
/// value too, and another one in its place: one statement is meant, not both.
fn is_rival(this: Candidate, other: Candidate) -> bool {
    let is_same = |one: &Option<Value>, other: &Option<Value>| {
        one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one.says_as(other))
    };
    let (olds, news) = (
        is_same(&this.change.old, &other.change.old),
        is_same(&this.change.new, &other.change.new),
    );
    other.score > this.score
        && match this.told {
            Told::Old => olds && !news,
            Told::New => news && !olds,
            Told::Both | Told::Neither => false,
        }
}
