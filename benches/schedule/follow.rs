//! A story followed for a year under a rule: what of its edits is caught, and how soon.

use crate::edits::{DAY, YEAR};

/// A story as a schedule sees it, in minutes since it was published.
#[derive(Clone, Copy)]
pub struct Seen {
    pub number: usize,
    pub checked: i64,
    /// The newest change that a check found; at first, the first check.
    pub changed: i64,
    pub changes: u32,
}

/// When a story is looked at again.
pub type Rule = fn(Seen) -> i64;

/// What became of edits, by how late they were seen.
#[derive(Default)]
pub struct Tally {
    pub requests: u64,
    pub quarter: u64,
    pub hour: u64,
    pub day: u64,
    pub later: u64,
    /// Edited again before it was seen, or not seen within the year.
    pub never: u64,
    edits: u64,
}

/// Rounds come this often, whatever the rule.
pub const ROUND: i64 = 5;

/// Follows a story from its publication, when all take the first version.
pub fn follow(number: usize, edits: &[i64], rule: Rule, tally: &mut Tally) {
    let mut seen = Seen { number, checked: 0, changed: 0, changes: 0 };
    let mut known = 0;
    tally.edits += edits.len() as u64;
    loop {
        let due = rule(seen).max(seen.checked + 1);
        let now = (due + ROUND - 1) / ROUND * ROUND;
        if now >= YEAR {
            break;
        }
        tally.requests += 1;
        seen.checked = now;
        let made = edits.partition_point(|edit| *edit <= now);
        if made > known {
            tally.never += (made - known - 1) as u64;
            tally.note(now - edits[made - 1]);
            (known, seen.changed, seen.changes) = (made, now, seen.changes + 1);
        }
    }
    tally.never += (edits.len() - known) as u64;
}

impl Tally {
    pub fn edits(&self) -> u64 {
        self.edits
    }

    /// Counts an edit in all shares that its lateness belongs to.
    fn note(&mut self, late: i64) {
        self.quarter += u64::from(late <= 15);
        self.hour += u64::from(late <= 60);
        self.day += u64::from(late <= DAY);
        self.later += u64::from(late > DAY);
    }
}
