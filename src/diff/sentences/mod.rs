//! What became of each sentence: the sentence actions of NewsEdits (Spangher, Ren, May and Peng,
//! "NewsEdits: A News Article Revision Dataset and a Novel Document-Level Reasoning Challenge",
//! NAACL 2022): addition, deletion, edit and refactor; and of what they fold into these, split,
//! merge and cosmetic.
//!
//! They are read from the runs of the diff, so that the two never tell different stories:
//!
//! - Words that the diff keeps, moves, or sees change only cosmetically join the sentences that
//!   hold them ([`bridge`]); sentences that share enough of their weight are matched ([`matching`]).
//!   Only sentences of which the diff keeps too little are matched by their words alone.
//! - A sentence is a refactor where its order among the others changed, be it edited or not
//!   ([`order`]). What the diff keeps is in order by nature, so what it shows as moved is what
//!   changed its order: each sentence of a paragraph that moved past others is a refactor, and those
//!   that it moved past are kept. A sentence whose paragraph was broken in two is kept, though to
//!   the diff, block by block, it moved: it follows on the same one as before.
//! - A difference within a sentence is cosmetic where every run of it is.
//!
//! Sentences are those of the body: of all blocks but captions and embeds.

pub mod column;
pub mod bridge;
pub mod weight;
pub mod matching;
pub mod order;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::diff::Part;
use crate::diff::sentences::bridge::Bridged;
use crate::diff::sentences::column::Column;
use crate::diff::sentences::matching::{Edge, Standing};

/// What became of sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SentenceAction {
    /// It has no old sentence.
    Addition,
    /// It has no new one.
    Deletion,
    /// It says something else now.
    Edit,
    /// It stands elsewhere now, edited or not.
    Refactor,
    /// One is several now.
    Split,
    /// Several are one now.
    Merge,
    /// It differs only in ways that tell a reader nothing.
    Cosmetic,
}

/// An action with the sentences that it took from and to; at least one of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SentenceChange {
    pub action: SentenceAction,
    pub old: Vec<String>,
    pub new: Vec<String>,
}

/// The sentences of two articles by what became of them. Each old one and each new one that was
/// not kept stands in one change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentences {
    pub kept: usize,
    /// In reading order.
    pub changes: Vec<SentenceChange>,
}

/// What became of the sentences of two articles, by the parts of their diff.
pub fn sentences(parts: &[Part]) -> Sentences {
    let bridged = Bridged::of(parts);
    let mut edges = matching::edges(&bridged);
    order::settle(&mut edges);
    let mut found = Found { bridged: &bridged, kept: 0, changes: Vec::new() };
    let mut merges: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut sources = vec![0; bridged.new.sentences.len()];
    edges.iter().for_each(|edge| sources[edge.new] += 1);
    for matched in edges.chunk_by(|one, next| one.old == next.old) {
        match matched {
            [only] if sources[only.new] > 1 => merges.entry(only.new).or_default().push(only.old),
            [only] => found.pair(only),
            several => {
                let news = several.iter().map(|edge| edge.new).collect();
                found.push(SentenceAction::Split, vec![several[0].old], news);
            }
        }
    }
    for (new, olds) in merges {
        found.push(SentenceAction::Merge, olds, vec![new]);
    }
    found.alone(&edges);
    found.finish()
}

struct Found<'a> {
    bridged: &'a Bridged,
    kept: usize,
    /// With the numbers of the sentences.
    changes: Vec<(SentenceAction, Vec<usize>, Vec<usize>)>,
}

impl Found<'_> {
    fn push(&mut self, action: SentenceAction, old: Vec<usize>, new: Vec<usize>) {
        self.changes.push((action, old, new));
    }

    /// Two sentences that are matched with each other alone.
    fn pair(&mut self, edge: &Edge) {
        let Bridged { old, new, .. } = self.bridged;
        let is_same = old.text_of(edge.old) == new.text_of(edge.new);
        let is_grave = old.is_grave(edge.old) || new.is_grave(edge.new);
        let action = match (edge.standing, is_same) {
            (Standing::Elsewhere, _) => SentenceAction::Refactor,
            (Standing::Held | Standing::Open, true) => {
                self.kept += 1;
                return;
            }
            (Standing::Held | Standing::Open, false) if is_grave => SentenceAction::Edit,
            (Standing::Held | Standing::Open, false) => SentenceAction::Cosmetic,
        };
        self.push(action, vec![edge.old], vec![edge.new]);
    }

    /// Sentences that are matched with none.
    fn alone(&mut self, edges: &[Edge]) {
        let Bridged { old, new, .. } = self.bridged;
        let lacking = |column: &Column, end: fn(&Edge) -> usize| -> Vec<usize> {
            let mut is_matched = vec![false; column.sentences.len()];
            edges.iter().for_each(|edge| is_matched[end(edge)] = true);
            (0..is_matched.len()).filter(|&sentence| !is_matched[sentence]).collect()
        };
        for sentence in lacking(old, |edge| edge.old) {
            self.push(SentenceAction::Deletion, vec![sentence], Vec::new());
        }
        for sentence in lacking(new, |edge| edge.new) {
            self.push(SentenceAction::Addition, Vec::new(), vec![sentence]);
        }
    }

    fn finish(mut self) -> Sentences {
        let Bridged { old, new, .. } = self.bridged;
        self.changes.sort_by_key(|(_, olds, news)| match (olds.first(), news.first()) {
            (_, Some(&sentence)) => (new.run_of(sentence), 1, sentence),
            (Some(&sentence), None) => (old.run_of(sentence), 0, sentence),
            (None, None) => (0, 0, 0),
        });
        let texts = |column: &Column, sentences: Vec<usize>| -> Vec<String> {
            sentences.into_iter().map(|sentence| column.text_of(sentence).to_owned()).collect()
        };
        let change = |(action, olds, news)| SentenceChange {
            action,
            old: texts(old, olds),
            new: texts(new, news),
        };
        Sentences { kept: self.kept, changes: self.changes.into_iter().map(change).collect() }
    }
}

#[cfg(test)]
mod tests;
