//! The lineage of words: each word of a version with the version that brought it.
//!
//! A word that a comparison with the version before shows as kept, moved or changed in looks only
//! is the word that it was there. One that is new beside the version before may have come back: it
//! is the word that the nearest of the versions before shows so, of [`LOOK_BACK`] at most. What
//! none of them shows was brought by the version itself. A version whose text is wholly that of an
//! earlier one has the lineage of that one.

use std::collections::{BTreeMap, VecDeque};

use crate::article::{Article, BlockKind};
use crate::blame::content::{BLANK_LINE, Content};
use crate::blame::partners::partners;
use crate::blame::passages::Passage;
use crate::diff::PartName;

/// Earlier versions among which words that came back are looked for.
pub const LOOK_BACK: usize = 32;

/// The lineage of the words of a story, version by version.
#[derive(Default)]
pub struct Lineage {
    /// The newest versions, first come first.
    past: VecDeque<Edition>,
}

/// A version with its words, and where each is from.
struct Edition {
    content: Content,
    origins: Vec<u32>,
}

/// A version's words, each with the version that brought it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Blame {
    pub passages: Vec<Credited>,
    /// How many of the words each version brought, those without a letter or digit left out.
    pub words: BTreeMap<u32, u64>,
}

/// A passage in spans; joined, they are its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credited {
    pub part: PartName,
    pub kind: Option<BlockKind>,
    pub spans: Vec<Brought>,
}

/// Neighbouring words that one version brought. White space goes with the word before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    pub text: String,
    pub version: u32,
}

impl Lineage {
    /// Follows the words into the next version.
    pub fn follow(&mut self, version: u32, article: Article) {
        let content = Content::of(article);
        let origins = self.origins(version, &content);
        if self.past.len() == LOOK_BACK {
            self.past.pop_front();
        }
        self.past.push_back(Edition { content, origins });
    }

    /// The version that brought each word.
    fn origins(&self, version: u32, new: &Content) -> Vec<u32> {
        let is_same = |old: &&Edition| old.content.passages == new.passages;
        if let Some(same) = self.past.iter().rfind(is_same) {
            return same.origins.clone();
        }
        let mut origins: Vec<Option<u32>> = vec![None; new.words.len()];
        for old in self.past.iter().rev().filter(|old| !old.origins.is_empty()) {
            let is_open = |(at, origin): (usize, &Option<u32>)| {
                origin.is_none() && old.content.alike.contains(&*new.alike(at))
            };
            if !origins.iter().enumerate().any(is_open) {
                continue;
            }
            for (origin, partner) in origins.iter_mut().zip(partners(&old.content, new)) {
                *origin = origin.or_else(|| partner.map(|word| old.origins[word]));
            }
        }
        origins.into_iter().map(|origin| origin.unwrap_or(version)).collect()
    }

    /// The newest version's words.
    pub fn blame(&self) -> Blame {
        let Some(Edition { content, origins }) = self.past.back() else { return Blame::default() };
        let mut words = BTreeMap::new();
        for (word, origin) in content.words.iter().zip(origins) {
            if content.text[word.range()].chars().any(char::is_alphanumeric) {
                *words.entry(*origin).or_insert(0) += 1;
            }
        }
        let mut credits = content.words.iter().zip(origins.iter().copied()).peekable();
        let mut start = 0;
        let mut credited = |passage: &Passage| {
            let end = start + passage.text.len();
            let own = std::iter::from_fn(|| credits.next_if(|(word, _)| word.start < end));
            let own = own.map(|(word, origin)| (word.start - start, origin)).collect::<Vec<_>>();
            start = end + BLANK_LINE.len();
            let (part, kind) = (passage.part, passage.kind);
            Credited { part, kind, spans: spans(&passage.text, &own) }
        };
        Blame { passages: content.passages.iter().map(&mut credited).collect(), words }
    }
}

/// A text in spans, given where its words begin and which version brought each. A text without
/// words has no span.
fn spans(text: &str, words: &[(usize, u32)]) -> Vec<Brought> {
    let groups: Vec<_> = words.chunk_by(|(_, a), (_, b)| a == b).map(|group| group[0]).collect();
    let ends = groups.iter().skip(1).map(|&(start, _)| start).chain([text.len()]);
    let mut from = 0;
    let span = |(&(_, version), end): (&(usize, u32), usize)| {
        let text = text[std::mem::replace(&mut from, end)..end].to_owned();
        Brought { text, version }
    };
    groups.iter().zip(ends).map(span).collect()
}

#[cfg(test)]
mod tests;
