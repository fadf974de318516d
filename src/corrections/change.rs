//! A change as notices may speak of it: what it took away and brought, and the sentences around.

use std::collections::{BTreeSet, HashSet};

use crate::article::Article;
use crate::corrections::words::{self, Sentence};
use crate::verdict::facts::Fact;
use crate::verdict::habits::Habits;
use crate::verdict::{Reason, ReasonKind, Verdict, numbers};

/// Changes of one edit that are looked at; of the others nothing is said.
const CHANGES_MAX: usize = 256;

/// Sentences of one side that an edit changed and that are looked into.
const SENTENCES_MAX: usize = 512;

/// Of a change of more rare words each tells little, as the other words of its sentence do.
const CHANGED_MAX: usize = 8;

/// A stem that more of an article's sentences have is no sign of any one of them; in short articles
/// two may.
const RARE_SHARE: usize = 6;

/// Smaller numbers stand in many texts by chance.
const TELLING_NUMBER: f64 = 13.0;

const YEAR_DIGITS: usize = 4;

/// A value of more words is told in other words as well.
const SHORT_WORDS_MAX: usize = 3;

pub struct Change {
    pub reason: Reason,
    /// What it took away, where it did.
    pub old: Option<Value>,
    /// What it brought, where it did.
    pub new: Option<Value>,
    /// Stems that stand on one side only, and are rare in the article, where they are few.
    pub changed: BTreeSet<String>,
    /// Rare stems of the sentences around.
    pub around: BTreeSet<String>,
    pub wrong: Option<Wrong>,
}

/// A value of a change, as it is compared.
pub struct Value {
    pub text: String,
    pub row: Vec<String>,
    pub stems: BTreeSet<String>,
    /// The stems that the other value has not.
    pub own: BTreeSet<String>,
    pub number: Option<Number>,
}

/// What a value says, where it is a number.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    pub key: String,
    pub size: Size,
}

/// How much a number tells by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Size {
    /// It stands in many texts by chance.
    Small,
    Telling,
    /// Four bare digits, as years are written: never the same as a counted 2,019.
    Year,
}

/// What a change took away, so that it can be looked for in earlier versions.
#[derive(Clone)]
pub struct Wrong {
    /// In a row; empty where words only came, and the whole sentence is what was wrong.
    words: Vec<String>,
    sentence: Sentence,
    /// The stems of the words that what is right has not.
    own: BTreeSet<String>,
    number: Option<String>,
}

/// The changes of substance of an edit that notices may speak of, in the order of their reasons.
pub fn changes(old: &Article, new: &Article, verdict: &Verdict, habits: Habits) -> Vec<Change> {
    let (old, new) = (words::sentences_of(old), words::sentences_of(new));
    let counts = words::counts(&new);
    let most = (new.len() / RARE_SHARE).max(2);
    let is_rare = |stem: &&String| counts.get(stem.as_str()).is_none_or(|&count| count <= most);
    let (gone, came) = (only_in(&old, &new), only_in(&new, &old));
    let reasons = verdict.reasons.iter().filter(|reason| is_told(reason.kind));
    let change = |reason: &Reason| {
        let (old, new) = values(reason, habits);
        let wrong = wrong(reason, &old, &gone, &came);
        let right = home(&reason.new, &came);
        let homes = wrong.iter().map(|it| &it.sentence).chain(right);
        let mut around: BTreeSet<String> =
            homes.flat_map(|it| &it.stems).filter(is_rare).cloned().collect();
        let mut changed: BTreeSet<String> =
            old.iter().chain(&new).flat_map(|it| &it.own).filter(is_rare).cloned().collect();
        if changed.len() > CHANGED_MAX || is_passage(reason.kind) {
            around.append(&mut changed);
        }
        Change { reason: reason.clone(), old, new, changed, around, wrong }
    };
    reasons.take(CHANGES_MAX).map(change).collect()
}

fn values(reason: &Reason, habits: Habits) -> (Option<Value>, Option<Value>) {
    let is_name = matches!(reason.kind, ReasonKind::Name | ReasonKind::Speaker);
    let stems = |side: &Option<String>| {
        let text = side.as_deref().unwrap_or("");
        let short = if is_name { words::short_names(text) } else { BTreeSet::new() };
        words::stems(text).into_iter().chain(short).collect::<BTreeSet<String>>()
    };
    let (old, new) = (stems(&reason.old), stems(&reason.new));
    let value = |text: &Option<String>, stems: &BTreeSet<String>, other: &BTreeSet<String>| {
        let text = text.clone()?;
        Some(Value {
            row: words::row(&text),
            stems: stems.clone(),
            own: stems.difference(other).cloned().collect(),
            number: (reason.kind == ReasonKind::Number).then(|| number(&text, habits)).flatten(),
            text,
        })
    };
    (value(&reason.old, &old, &new), value(&reason.new, &new, &old))
}

fn number(text: &str, habits: Habits) -> Option<Number> {
    Some(Number::of(text, &numbers::numbers(text, habits, &[]).into_iter().next()?))
}

impl Number {
    /// What a number of a text says.
    pub fn of(text: &str, fact: &Fact) -> Number {
        let words = &text[fact.span.clone()];
        let is_bare = words.len() == YEAR_DIGITS && words.bytes().all(|it| it.is_ascii_digit());
        let size = match fact.amount {
            _ if is_bare => Size::Year,
            Some(amount) if amount.value.abs() < TELLING_NUMBER => Size::Small,
            Some(_) | None => Size::Telling,
        };
        Number { key: fact.key.clone(), size }
    }
}

impl Value {
    /// Whether one says what the other does, or tells it with more words around it.
    pub fn says_as(&self, other: &Value) -> bool {
        match (&self.number, &other.number) {
            (Some(this), Some(that)) => this == that,
            (None, _) | (_, None) => {
                words::holds(&self.row, &other.row) || words::holds(&other.row, &self.row)
            }
        }
    }
}

/// Whether a notice may own up to a reason of this kind: what is of substance and no notice itself.
pub fn is_told(kind: ReasonKind) -> bool {
    !kind.is_cosmetic() && !matches!(kind, ReasonKind::CorrectionNotice | ReasonKind::Revert)
}

/// Whether a reason is about a passage as a whole.
fn is_passage(kind: ReasonKind) -> bool {
    matches!(
        kind,
        ReasonKind::ParagraphAdded | ReasonKind::ParagraphRemoved | ReasonKind::ParagraphMoved
    )
}

fn turns_a_statement(kind: ReasonKind) -> bool {
    matches!(kind, ReasonKind::Negation | ReasonKind::Modality | ReasonKind::Attribution)
}

/// The sentences of one side that the other has not.
fn only_in<'s>(these: &'s [Sentence], those: &[Sentence]) -> Vec<&'s Sentence> {
    let there: HashSet<&[String]> = those.iter().map(|sentence| &sentence.row[..]).collect();
    let only = these.iter().filter(|sentence| !there.contains(&sentence.row[..]));
    only.take(SENTENCES_MAX).collect()
}

/// The sentence that holds a value.
fn home<'s>(value: &Option<String>, sentences: &[&'s Sentence]) -> Option<&'s Sentence> {
    let words = words::row(value.as_deref()?);
    sentences.iter().find(|sentence| sentence.holds(&words)).copied()
}

/// What a change took away: its old value where a sentence that is gone had it; where it has none,
/// the sentence that is gone and most like the one which has the new value.
fn wrong(
    reason: &Reason,
    old: &Option<Value>,
    gone: &[&Sentence],
    came: &[&Sentence],
) -> Option<Wrong> {
    // What was moved still stands.
    if reason.kind == ReasonKind::ParagraphMoved {
        return None;
    }
    let right = home(&reason.new, came);
    let Some(old) = old else {
        // Where a passage or a fact came, nothing was taken away; what turns a statement made the
        // one before it wrong.
        let right = right.filter(|_| turns_a_statement(reason.kind))?;
        let nearest = gone.iter().max_by_key(|sentence| right.shared(sentence))?;
        let is_near = nearest.shared(right) * 2 > right.stems.len();
        let sentence = (*nearest).clone();
        return is_near.then_some(Wrong {
            words: Vec::new(),
            sentence,
            own: BTreeSet::new(),
            number: None,
        });
    };
    let words = old.row.clone();
    let holding = gone.iter().filter(|sentence| sentence.holds(&words));
    let nearness = |sentence: &&&Sentence| right.map_or(0, |right| right.shared(sentence));
    let sentence = match holding.max_by_key(nearness) {
        Some(sentence) => (*sentence).clone(),
        // More than a sentence went: a passage, by itself.
        None => Sentence { row: words.clone(), stems: old.stems.clone() },
    };
    let own = old.own.clone();
    let number = old.number.as_ref().map(|number| number.key.clone());
    Some(Wrong { words, sentence, own, number })
}

impl Wrong {
    /// Whether a version with these sentences says it: the same words, in a sentence that has half
    /// of the other words too.
    pub fn stands_in(&self, sentences: &[Sentence]) -> bool {
        if self.words.is_empty() {
            return sentences.iter().any(|sentence| sentence.row == self.sentence.row);
        }
        let is_alike =
            |other: &Sentence| self.sentence.shared(other) * 2 >= self.sentence.stems.len();
        let stands = |it: &Sentence| it.holds(&self.words) && is_alike(it);
        sentences.iter().any(stands) || self.is_spread_over(sentences)
    }

    /// Whether a version may say it in other words: the same number anywhere, a word that sets it
    /// apart from what is right, or, where it is long, half of its sentence. Only where a version may
    /// not is it sure that the error was not there yet.
    pub fn may_stand_in(&self, article: &Article, sentences: &[Sentence], habits: Habits) -> bool {
        let has_number = |text: &str| {
            numbers::numbers(text, habits, &[])
                .iter()
                .any(|it| self.number.as_ref() == Some(&it.key))
        };
        let texts = article.headline.iter().chain(article.blocks.iter().map(|block| &block.text));
        if self.number.is_some() && texts.into_iter().any(|text| has_number(text)) {
            return true;
        }
        let is_long = self.words.is_empty() || self.words.len() > SHORT_WORDS_MAX;
        let is_near = |it: &Sentence| self.sentence.shared(it) * 2 >= self.sentence.stems.len();
        let says = |it: &Sentence| it.holds(&self.words) || !self.own.is_disjoint(&it.stems);
        sentences.iter().any(|it| says(it) || is_long && is_near(it))
    }

    /// Whether a passage of several sentences stands there, sentence upon sentence.
    fn is_spread_over(&self, sentences: &[Sentence]) -> bool {
        let mut rest = &self.words[..];
        for sentence in sentences {
            match rest.strip_prefix(&sentence.row[..]) {
                Some(behind) => rest = behind,
                None => rest = &self.words[..],
            }
            if rest.is_empty() {
                return true;
            }
        }
        false
    }
}
