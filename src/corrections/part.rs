//! What the changes that a notice speaks of did to what it tells: which of them mended it, which had
//! brought it, and which only came to be where the same words were.

use std::cmp::Ordering;

use crate::corrections::change::{Change, Value};

/// What a change did to what a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It set it right.
    Mended,
    /// It brought what another set right.
    Made,
}

/// A change that shares enough with a notice.
#[derive(Clone, Copy)]
pub struct Candidate<'c> {
    pub version: u32,
    pub change: &'c Change,
    pub score: u32,
    pub told: Told,
}

/// Which of a change's values a notice tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    Neither,
    Old,
    New,
    Both,
}

/// What a change did to what a notice of a version tells; none where it came and went for other
/// reasons, and where it brought back in silence what the notice had called wrong.
pub fn part(this: Candidate, all: &[Candidate], notice: u32) -> Option<Part> {
    let earlier = || all.iter().filter(|other| other.version < this.version);
    let later = || all.iter().filter(|other| other.version > this.version);
    let made = later().any(|other| made(this, *other, notice));
    let made_by_then =
        later().any(|other| other.version <= notice && self::made(this, *other, notice));
    let is_return = earlier().any(|other| returns(*other, this, notice));
    let is_undoing = earlier().any(|other| undoes(*other, this, notice));
    match (made, is_return || is_undoing) {
        (true, _) if made_by_then || !is_return => Some(Part::Made),
        (true, _) | (false, true) => None,
        (false, false) => Some(Part::Mended),
    }
}

/// Whether the earlier of two changes brought what the later mended.
fn made(earlier: Candidate, later: Candidate, notice: u32) -> bool {
    if !is_same(&earlier.change.new, &later.change.old) {
        return false;
    }
    match is_reverse(earlier, later) {
        true => is_mended_by_later(earlier, later, notice),
        false => earlier.told == Told::New && is_wrong(earlier, later, notice),
    }
}

/// Whether the later of two changes brings back what the earlier had mended.
fn returns(earlier: Candidate, later: Candidate, notice: u32) -> bool {
    match is_reverse(earlier, later) {
        true => !is_mended_by_later(earlier, later, notice),
        false => {
            later.version > notice
                && later.told == Told::New
                && is_same(&earlier.change.old, &later.change.new)
        }
    }
}

/// Whether the later of two changes took away the right value that the earlier had brought.
fn undoes(earlier: Candidate, later: Candidate, notice: u32) -> bool {
    later.told == Told::Old
        && is_same(&earlier.change.new, &later.change.old)
        && !is_reverse(earlier, later)
        && !is_wrong(earlier, later, notice)
}

fn is_reverse(earlier: Candidate, later: Candidate) -> bool {
    is_same(&earlier.change.new, &later.change.old)
        && is_same(&earlier.change.old, &later.change.new)
}

/// Of two changes that undo each other, whether the later is the mending: where the notice tells
/// alone what stood between them, and where the later came with a notice that does not.
fn is_mended_by_later(earlier: Candidate, later: Candidate, notice: u32) -> bool {
    match earlier.told {
        Told::New => true,
        Told::Both => later.version <= notice,
        Told::Old | Told::Neither => later.version == notice,
    }
}

/// Whether a value that one change brought and a later one took away was wrong: where the notice
/// speaks more of the later; else where it was gone by the time of the notice.
fn is_wrong(earlier: Candidate, later: Candidate, notice: u32) -> bool {
    match earlier.score.cmp(&later.score) {
        Ordering::Less => true,
        Ordering::Equal => later.version <= notice,
        Ordering::Greater => false,
    }
}

fn is_same(one: &Option<Value>, other: &Option<Value>) -> bool {
    one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one.says_as(other))
}
