//! The correction ledger: which notices of a story speak of which of its changes, by what they share,
//! and how long what was corrected had stood.
//!
//! A notice may come before, with or after the edit that it speaks of, and may quote what the text
//! said before ("An earlier version said that 30 people died"). So only words, numbers and names
//! decide, not the order; [`evidence`] has the rule. What no notice speaks of is not therefore
//! hidden: it is only not mentioned in a notice that we saw.

pub mod words;
pub mod change;
pub mod formula;
pub mod kinds;
pub mod part;
pub mod evidence;
pub mod kin;

use std::collections::HashSet;

use chrono::TimeDelta;
use serde::Serialize;

use crate::article::{Article, BlockKind};
use crate::corrections::evidence::Grounds;
use crate::overruling::Overruling;
use crate::text::fold::fold;
use crate::text::notice::is_notice;
use crate::time::Time;
use crate::verdict::{Disclosure, Evidence, Reason};

/// Notices of a story that are looked at; of a story with more, the earliest.
pub const NOTICES_MAX: usize = 256;

/// The longest notice that is read for what it speaks of, in bytes; of a longer one, the beginning.
const NOTICE_BYTES_MAX: usize = 4096;
const CUT: &str = "…";

/// A story's notices, and its edits of substance as far as no notice speaks of them.
#[derive(Debug, Default)]
pub struct Ledger {
    pub notices: Vec<Told>,
    pub unmentioned: Vec<Unmentioned>,
}

/// When a version came: after `not_before`, and not later than `captured_at`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    pub version: u32,
    pub captured_at: Time,
    /// None for the first version, which may be of any age.
    pub not_before: Option<Time>,
}

/// A notice, from the version on in which it was first seen.
#[derive(Clone, Debug)]
pub struct Told {
    pub seen: Seen,
    pub text: String,
    /// The changes that it speaks of; none where it speaks of nothing that we saw.
    pub explains: Vec<Explained>,
}

/// A change that a notice speaks of.
#[derive(Clone, Debug)]
pub struct Explained {
    /// The version that brought it.
    pub seen: Seen,
    pub reason: Reason,
    pub grounds: Grounds,
    pub score: u32,
    /// What the notice and the change share, the weightiest first.
    pub shared: Vec<String>,
    /// Since when what the change took away stood; none where it took nothing away.
    pub wrong: Option<Since>,
}

/// The first version in a row with what a change took away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    pub seen: Seen,
    pub before: Before,
}

/// What the version before had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// Surely not the same.
    Otherwise,
    /// It may have said the same in other words; or nobody had looked.
    Unsure,
}

/// What an edit of substance did that no notice speaks of.
#[derive(Debug)]
pub struct Unmentioned {
    pub seen: Seen,
    pub disclosure: Disclosure,
    /// What told of the edit as a whole: a stamp, or a notice that speaks of another part of it.
    pub evidence: Vec<Evidence>,
    pub reasons: Vec<Reason>,
    /// What counts of what a person said of its verdict.
    pub overruled: Option<Overruling>,
}

/// How long something stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stood {
    /// From the first look that read it until the last.
    pub at_least: TimeDelta,
    /// From the last look that did not yet read it until the first that no longer did; none where
    /// nobody had looked before, and where the text may have said it before in other words.
    pub at_most: Option<TimeDelta>,
}

impl Ledger {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        self.notices.is_empty() && self.unmentioned.is_empty()
    }
}

impl Explained {
    /// How long what the change took away had stood.
    pub fn stood(&self) -> Option<Stood> {
        let Since { seen: wrong, before } = self.wrong?;
        let otherwise = wrong.not_before.filter(|_| before == Before::Otherwise);
        let last_read = self.seen.not_before.unwrap_or(wrong.captured_at);
        Some(Stood {
            at_least: (last_read - wrong.captured_at).max(TimeDelta::zero()),
            at_most: otherwise.map(|before| self.seen.captured_at - before),
        })
    }
}

/// The notices of an article, each cut to a bound, in the order in which they stand.
pub fn notices(article: &Article) -> Vec<String> {
    let is_one = |kind: BlockKind, text: &str| match kind {
        BlockKind::Notice => true,
        BlockKind::Caption | BlockKind::Embed => false,
        BlockKind::Paragraph
        | BlockKind::Subheading
        | BlockKind::ListItem
        | BlockKind::Quotation
        | BlockKind::TableRow
        | BlockKind::Post => is_notice(text),
    };
    let blocks = article.blocks.iter().filter(|block| is_one(block.kind, &block.text));
    blocks.map(|block| cut(&block.text)).collect()
}

/// A text that is not too long, or the beginning of it and a mark that more stood there.
fn cut(text: &str) -> String {
    match text.len() <= NOTICE_BYTES_MAX {
        true => text.to_owned(),
        false => text[..text.floor_char_boundary(NOTICE_BYTES_MAX - CUT.len())].to_owned() + CUT,
    }
}

/// The notices that were seen already, whatever the shapes of their marks.
#[derive(Default)]
pub struct Known(HashSet<String>);

impl Known {
    /// Whether a notice is seen for the first time.
    pub fn is_new(&mut self, notice: &str) -> bool {
        let words: Vec<_> = notice.split_whitespace().map(fold).collect();
        self.0.insert(words.join(" "))
    }
}

#[cfg(test)]
mod tests;
