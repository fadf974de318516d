//! A comparison of two versions as people and programs read it.

pub mod ink;
pub mod wrap;
pub mod marks;
pub mod words;
pub mod places;
pub mod verdict;
pub mod notes;
pub mod summary;
pub mod heading;
pub mod labels;
pub mod body;
pub mod rows;
pub mod columns;
pub mod terminal;
pub mod plain;
pub mod texts;
pub mod pair;
pub mod markup;
pub mod html;
pub mod markdown;
pub mod data;
pub mod ops;
pub mod stamp;
pub mod json;
pub mod article;
pub mod explanation;
pub mod blame;
pub mod corrections;

use crate::article::Article;
use crate::diff::ArticleDiff;
use crate::history::{Snapshot, Story};
use crate::overruling::Overruling;
use crate::verdict::Verdict;

/// Two versions of a story and all that is to be said of them.
pub struct Comparison<'a> {
    pub story: &'a Story,
    pub from: Side<'a>,
    pub to: Side<'a>,
    /// The versions from one to the other, neither of them included.
    pub between: &'a [Snapshot],
    pub diff: &'a ArticleDiff<'a>,
    pub verdict: &'a Verdict,
    /// What counts of what people said of the edits from one version to the later, in their order.
    pub overruled: &'a [&'a Overruling],
}

impl<'a> Comparison<'a> {
    /// What a person said of the very verdict that this comparison has: that on one edit.
    pub fn overruling(&self) -> Option<&'a Overruling> {
        let is_one_edit = self.from.snapshot.version + 1 == self.to.snapshot.version;
        self.overruled.first().copied().filter(|_| is_one_edit)
    }
}

/// A version as it takes part in a comparison.
pub struct Side<'a> {
    pub snapshot: &'a Snapshot,
    pub article: &'a Article,
    /// The extractor whose reading `article` is.
    pub extractor: u32,
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod hostile;
