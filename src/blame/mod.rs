//! The history of an article's words: which version brought each, and when a phrase stood there.
//!
//! [`passages`] lays an article out as the parts of its diff do; [`partners`] pairs the words of two
//! versions by the runs of their diff, and [`lineage`] follows them from version to version;
//! [`phrase`] looks for words in a row.

pub mod passages;
pub mod content;
pub mod partners;
pub mod lineage;
pub mod phrase;
