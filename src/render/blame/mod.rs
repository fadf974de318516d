//! A version of a story with the version that brought each of its words, as people and programs
//! read it.

pub mod lines;
pub mod page;
pub mod json;

use crate::article::Article;
use crate::blame::lineage::Blame;
use crate::history::{Snapshot, Story};
use crate::render::ink::{Heat, STEPS};
use crate::render::words;
use crate::time::Time;

/// A version and all that is to be said of where its words are from.
pub struct Sheet<'a> {
    pub story: &'a Story,
    /// The versions up to the one whose words they are, first version first.
    pub snapshots: &'a [Snapshot],
    /// What the last of them says.
    pub article: &'a Article,
    pub blame: &'a Blame,
}

impl<'a> Sheet<'a> {
    fn headline(&self) -> &'a str {
        self.article.headline.as_deref().unwrap_or("(no headline)")
    }

    /// Such as `story 7 · v3`.
    fn place(&self) -> String {
        let version = self.snapshots.last().map_or(0, |snapshot| snapshot.version);
        format!("story {} · v{version}", self.story.id)
    }

    /// The versions of which a word stands, each with how many, and with its heat.
    fn bringers(&self) -> impl Iterator<Item = (&'a Snapshot, u64, Heat)> {
        self.snapshots.iter().filter_map(|snapshot| {
            let count = self.blame.words.get(&snapshot.version)?;
            Some((snapshot, *count, self.heat(snapshot.version)))
        })
    }

    /// The first version is as old as can be; the newest of the others is the hottest, and those
    /// between stand at even steps.
    fn heat(&self, version: u32) -> Heat {
        let later = || self.blame.words.keys().filter(|&&version| version > 1);
        let newer = later().filter(|&&other| other > version).count();
        let step = match (version, later().count()) {
            (0 | 1, _) => 0,
            (_, 0 | 1) => STEPS,
            (_, count) => STEPS - newer * (STEPS - 1) / (count - 1),
        };
        Heat { version, step }
    }
}

/// When a version came, in words.
fn arrival(snapshot: &Snapshot, time: fn(Time) -> String) -> String {
    let captured = time(snapshot.captured_at);
    match snapshot.not_before {
        None => format!("captured {captured}"),
        Some(before) => {
            let seen = words::until(before, snapshot.captured_at, time);
            format!("between {} and {seen}", time(before))
        }
    }
}

/// `1 word`, `64 words`.
fn count(words: u64) -> String {
    words::plural(words, "word")
}

#[cfg(test)]
mod tests;
