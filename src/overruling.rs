//! A person's word on the verdict on one edit, which stands beside the rules' and changes nothing of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::time::Time;
use crate::verdict::{Class, Disclosure, Verdict};

/// What a person said of the verdict on the edit that made a version out of the one before. The
/// newest on an edit counts; those before it stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overruling {
    pub version: u32,
    pub ruling: Ruling,
    /// Who, and why: a user's own words, and so shown as carefully as others'.
    pub by: String,
    pub why: String,
    pub at: Time,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// The edit is of this class.
    Class(Class, Option<Disclosure>),
    /// The rules have its class right, but this is how it was disclosed.
    Disclosure(Disclosure),
    /// What was said before counts no more.
    Withdrawn,
}

impl Ruling {
    /// The class that the person gives; none where the rules' stands.
    pub fn class(self) -> Option<Class> {
        match self {
            Ruling::Class(class, _) => Some(class),
            Ruling::Disclosure(_) | Ruling::Withdrawn => None,
        }
    }

    /// The disclosure that the person gives; none where the rules' stands.
    pub fn disclosure(self) -> Option<Disclosure> {
        match self {
            Ruling::Class(_, disclosure) => disclosure,
            Ruling::Disclosure(disclosure) => Some(disclosure),
            Ruling::Withdrawn => None,
        }
    }
}

/// An overruling as data; null in a field where the rules' word stands.
#[derive(Clone, Debug, Serialize)]
pub struct Record<'a> {
    pub class: Option<Class>,
    pub disclosure: Option<Disclosure>,
    pub by: &'a str,
    pub why: &'a str,
    pub at: Time,
}

/// A verdict of the rules with what counts of what a person said of it beside, as data.
#[derive(Serialize)]
pub struct Judged<'a> {
    #[serde(flatten)]
    pub verdict: &'a Verdict,
    pub overruled: Option<Record<'a>>,
}

impl Overruling {
    pub fn record(&self) -> Record<'_> {
        Record {
            class: self.ruling.class(),
            disclosure: self.ruling.disclosure(),
            by: &self.by,
            why: &self.why,
            at: self.at,
        }
    }
}

/// Of all that was said, in the order in which it was, what counts on each edit: by version, the
/// newest of each, what was withdrawn left out.
pub fn standing(all: &[Overruling]) -> Vec<&Overruling> {
    let mut newest = BTreeMap::new();
    for overruling in all {
        newest.insert(overruling.version, overruling);
    }
    newest.into_values().filter(|it| it.ruling != Ruling::Withdrawn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(said: &[(u32, Ruling)], expected: &[(u32, Ruling)]) {
        let overruling = |&(version, ruling): &(u32, Ruling)| Overruling {
            version,
            ruling,
            by: "Ann Lee".to_owned(),
            why: "she saw it".to_owned(),
            at: Time::from_millis(0),
        };
        let all: Vec<Overruling> = said.iter().map(overruling).collect();
        let counts = standing(&all).iter().map(|it| (it.version, it.ruling)).collect::<Vec<_>>();
        assert_eq!(counts, expected);
    }

    #[test]
    fn the_newest_word_on_each_edit_counts() {
        let cosmetic = Ruling::Class(Class::Cosmetic, Some(Disclosure::NotApplicable));
        let disclosed = Ruling::Disclosure(Disclosure::Disclosed);
        check(&[], &[]);
        check(&[(3, cosmetic), (2, disclosed)], &[(2, disclosed), (3, cosmetic)]);
        check(&[(2, cosmetic), (2, disclosed)], &[(2, disclosed)]);
        check(&[(2, cosmetic), (2, Ruling::Withdrawn)], &[]);
        check(&[(2, cosmetic), (2, Ruling::Withdrawn), (2, cosmetic)], &[(2, cosmetic)]);
    }
}
