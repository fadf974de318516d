//! Facts: stretches of a text that say something checkable, and which of them an edit changed.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use crate::verdict::edit::{Edit, Side};

/// A stretch of a text that says something by itself: a number, a date, a quotation, a "not".
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    pub span: Range<usize>,
    /// What it says, in a form in which equal facts are equal.
    pub key: String,
    pub amount: Option<Amount>,
    pub weight: Weight,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It counts wherever it comes, goes or changes.
    Firm,
    /// Its words often say something else: it counts against another fact of its kind alone.
    Loose,
}

/// What a number amounts to, and of what.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Amount {
    pub value: f64,
    pub unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Plain,
    Percent,
    /// A year of our time, of which no ratio is due.
    Year,
    Currency(char),
    /// A currency or a measure that is written in letters.
    Of(&'static str),
}

impl Fact {
    /// A firm fact that is no amount.
    pub fn new(span: Range<usize>, key: String) -> Fact {
        Fact { span, key, amount: None, weight: Weight::Firm }
    }

    pub fn loose(self) -> Fact {
        Fact { weight: Weight::Loose, ..self }
    }

    fn is_firm(&self) -> bool {
        self.weight == Weight::Firm
    }
}

/// A fact that changed, came or went; at least one side is there.
#[derive(Clone, Debug, PartialEq)]
pub struct Shift<'f> {
    pub old: Option<&'f Fact>,
    pub new: Option<&'f Fact>,
    /// The change of the edit that did it.
    pub change: usize,
}

/// The facts that an edit changed, in order of the changes. Facts of one kind must be given for
/// both sides, each list in order and without overlaps.
pub fn shifts<'f>(edit: &Edit, old: &'f [Fact], new: &'f [Fact]) -> Vec<Shift<'f>> {
    let mut matching = Matching {
        edit,
        old,
        new,
        old_open: vec![true; old.len()],
        new_open: vec![true; new.len()],
        shifts: Vec::new(),
    };
    matching.match_kept(Side::Old);
    matching.match_kept(Side::New);
    matching.match_within_changes();
    matching.shifts.sort_by_key(|shift| shift.change);
    matching.shifts
}

struct Matching<'e, 'f> {
    edit: &'e Edit,
    old: &'f [Fact],
    new: &'f [Fact],
    old_open: Vec<bool>,
    new_open: Vec<bool>,
    shifts: Vec<Shift<'f>>,
}

impl<'f> Matching<'_, 'f> {
    /// Pairs facts whose words are kept with the fact that stands there on the other side.
    fn match_kept(&mut self, side: Side) {
        let (these, those) = match side {
            Side::Old => (self.old, self.new),
            Side::New => (self.new, self.old),
        };
        for (at, fact) in these.iter().enumerate() {
            let Some(range) = self.edit.kept_across(side, &fact.span) else { continue };
            let there = those.partition_point(|other| other.span.end <= range.start);
            if those.get(there).is_some_and(|other| other.span.start < range.end) {
                match side {
                    Side::Old => self.pair(at, there),
                    Side::New => self.pair(there, at),
                }
            }
        }
    }

    fn pair(&mut self, old: usize, new: usize) {
        if !self.old_open[old] || !self.new_open[new] {
            return;
        }
        (self.old_open[old], self.new_open[new]) = (false, false);
        let (before, after) = (&self.old[old], &self.new[new]);
        if before.key != after.key {
            let change = self.nearest(Side::Old, before).or(self.nearest(Side::New, after));
            self.shifts.extend(change.map(|change| Shift {
                old: Some(before),
                new: Some(after),
                change,
            }));
        }
    }

    /// The change that a fact belongs to: one that touches it, else the next, else the last.
    fn nearest(&self, side: Side, fact: &Fact) -> Option<usize> {
        let changes = &self.edit.changes;
        let next = changes.partition_point(|change| change.span.on(side).end < fact.span.start);
        (!changes.is_empty()).then(|| next.min(changes.len() - 1))
    }

    /// Pairs what is left change by change: first what says the same, where the words around the
    /// facts are other ones wherever it stands, then in order.
    fn match_within_changes(&mut self) {
        let mut old = self.left(Side::Old);
        let mut new = self.left(Side::New);
        for change in 0..self.edit.changes.len() {
            let (mut gone, mut came) = (take(&mut old, change), take(&mut new, change));
            match self.stand_alike(change, &gone, &came) {
                true => without_same_in_place(&mut gone, &mut came),
                false => gone = without_same(gone, &mut came),
            }
            without_loose(&mut gone, &mut came);
            for at in 0..gone.len().max(came.len()) {
                let (old, new) = (gone.get(at).copied(), came.get(at).copied());
                self.shifts.push(Shift { old, new, change });
            }
        }
    }

    /// Whether a change has the same words around its facts on both sides, so that each fact answers
    /// to the one in its place.
    fn stand_alike(&self, change: usize, gone: &[&Fact], came: &[&Fact]) -> bool {
        let around = |side: Side, facts: &[&Fact]| -> Vec<String> {
            let span = self.edit.changes[change].span.on(side);
            let within = |at: usize| at.clamp(span.start, span.end);
            let starts = facts.iter().map(|fact| within(fact.span.start)).chain([span.end]);
            let ends = [span.start].into_iter().chain(facts.iter().map(|it| within(it.span.end)));
            let text = self.edit.text(side);
            ends.zip(starts).map(|(from, to)| text[from..to.max(from)].to_string()).collect()
        };
        around(Side::Old, gone) == around(Side::New, came)
    }

    /// The facts of a side without a partner, with their changes; those within moved text are
    /// left out.
    fn left(&self, side: Side) -> VecDeque<(usize, &'f Fact)> {
        let (facts, open) = match side {
            Side::Old => (self.old, &self.old_open),
            Side::New => (self.new, &self.new_open),
        };
        let change = |fact: &Fact| match self.edit.kept_across(side, &fact.span) {
            Some(_) => self.nearest(side, fact),
            None => self.edit.change_at(side, &fact.span),
        };
        let left = facts.iter().zip(open).filter(|(_, open)| **open);
        left.filter_map(|(fact, _)| Some((change(fact)?, fact))).collect()
    }
}

/// The facts at the front of a queue that belong to a change.
fn take<'f>(facts: &mut VecDeque<(usize, &'f Fact)>, change: usize) -> Vec<&'f Fact> {
    let mut taken = Vec::new();
    while let Some(&(_, fact)) = facts.front().filter(|(at, _)| *at <= change) {
        taken.push(fact);
        facts.pop_front();
    }
    taken
}

/// Takes from both lists the facts that say the same in the same place.
fn without_same_in_place(gone: &mut Vec<&Fact>, came: &mut Vec<&Fact>) {
    let pairs = gone.drain(..).zip(came.drain(..)).filter(|(old, new)| old.key != new.key);
    let (old, new): (Vec<&Fact>, Vec<&Fact>) = pairs.unzip();
    (*gone, *came) = (old, new);
}

/// Takes from both lists the facts that say the same, and gives what is left of the first.
fn without_same<'f>(gone: Vec<&'f Fact>, came: &mut Vec<&'f Fact>) -> Vec<&'f Fact> {
    let mut same: HashMap<&str, usize> = HashMap::new();
    came.iter().for_each(|fact| *same.entry(&fact.key).or_default() += 1);
    let mut left_to_cancel: HashMap<&str, usize> = HashMap::new();
    let gone = gone.into_iter().filter(|fact| match same.get_mut(fact.key.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            *left_to_cancel.entry(&fact.key).or_default() += 1;
            false
        }
        _ => true,
    });
    let gone = gone.collect();
    came.retain(|fact| match left_to_cancel.get_mut(fact.key.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    gone
}

/// Takes from both lists the loose facts that answer to nothing: firm ones answer to firm ones, a
/// loose one to a firm one that is left over, or to another where there are no firm ones.
fn without_loose(gone: &mut Vec<&Fact>, came: &mut Vec<&Fact>) {
    let firm = |facts: &[&Fact]| facts.iter().filter(|fact| fact.is_firm()).count();
    let (old, new) = (firm(gone), firm(came));
    let pairs = match old.max(new) {
        0 => gone.len().min(came.len()),
        most => most,
    };
    keep_loose(gone, pairs - old);
    keep_loose(came, pairs - new);
}

/// Keeps the firm facts and the first few loose ones.
fn keep_loose(facts: &mut Vec<&Fact>, mut count: usize) {
    facts.retain(|fact| {
        let is_kept = fact.is_firm() || count > 0;
        count -= usize::from(!fact.is_firm() && is_kept);
        is_kept
    });
}

/// Whether some of a stretch is within one of the firm facts, which stand in order.
pub fn overlap(facts: &[Fact], span: &Range<usize>) -> bool {
    let at = facts.partition_point(|fact| fact.span.end <= span.start);
    facts.get(at).is_some_and(|fact| fact.is_firm() && fact.span.start < span.end)
}

/// New value divided by old, where both are amounts of one kind and the old is not zero.
pub fn ratio(old: &Fact, new: &Fact) -> Option<f64> {
    let (old, new) = (old.amount?, new.amount?);
    let ratio = new.value / old.value;
    (old.unit == new.unit && old.unit != Unit::Year && ratio.is_finite()).then_some(ratio)
}
