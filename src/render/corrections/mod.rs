//! A story's correction ledger as people and programs read it.

pub mod json;
pub mod lines;

use crate::corrections::Ledger;
use crate::history::Story;

/// A story and its ledger.
pub struct Page<'a> {
    pub story: &'a Story,
    pub ledger: &'a Ledger,
}

impl<'a> Page<'a> {
    /// The headline of the newest version.
    fn headline(&self) -> Option<&'a str> {
        self.story.latest.as_ref().and_then(|latest| latest.headline.as_deref())
    }
}
