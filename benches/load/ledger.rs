//! What the site has truly answered, and how the poller behaved.

use std::collections::HashSet;

use revdiff::digest::Digest;

use crate::trouble::Trouble;

/// One answer for a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The story, whole, with that text.
    Whole(usize),
    /// An honest 304.
    NotModified,
    /// Anything else, by the trouble that made it.
    Instead(Trouble),
    /// A 304 from a host that never changes its validators.
    Frozen,
}

#[derive(Clone, Copy, Debug)]
pub struct Entry {
    pub round: usize,
    pub what: What,
}

/// The truth, by story, and the count of what may not be.
#[derive(Default)]
pub struct Ledger {
    pub answers: Vec<Vec<Entry>>,
    pub requests: u64,
    /// Pages asked for against robots.txt.
    pub robots_violations: u64,
    /// Requests sooner than robots.txt asks for.
    pub crawl_delay_violations: u64,
    /// Requests before the end of a pause that the site has asked for.
    pub retry_after_violations: u64,
    /// What each violation was.
    pub violations: Vec<String>,
    /// How often such a pause was asked for.
    pub pauses: u64,
    /// The digests of all stories' pages that were sent whole.
    pub served: HashSet<Digest>,
}

impl Ledger {
    pub fn of(stories: usize) -> Ledger {
        Ledger { answers: vec![Vec::new(); stories], ..Ledger::default() }
    }

    pub fn note(&mut self, story: usize, round: usize, what: What) {
        self.answers[story].push(Entry { round, what });
    }

    /// What was answered for a story in a round, the last where there were several.
    pub fn of_round(&self, story: usize, round: usize) -> Option<What> {
        self.answers[story].iter().rev().find(|it| it.round == round).map(|it| it.what)
    }
}
