//! The history of an article's words: when a phrase stood there.
//!
//! [`passages`] lays an article out as the parts of its diff do; [`phrase`] looks for words in a row.

pub mod passages;
pub mod phrase;
