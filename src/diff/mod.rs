//! What differs between two texts or two articles, word by word.
//!
//! The way of the data: texts become two [`side`]s of numbered tokens, what stands the same on both
//! being one, in the one order of [`facing`]; [`align`] gives every token its fate, from [`blocks`]
//! over sentences to [`words`], with [`moves`] taken out, edges settled by [`slide`], what moved over
//! nothing put back by [`crossing`], and changes parted where sentences end ([`ends`]); [`runs`]
//! turns fates back into text, each change with its [`cosmetic`] class; [`parts`] does so part by
//! part, blocks [`beside`] blocks, with the edits in what moved [`opened`]; [`sentences`] tells what
//! became of each sentence.

pub mod sequence;
pub mod numbering;
pub mod side;
pub mod bag;
pub mod likeness;
pub mod words;
pub mod blocks;
pub mod alignment;
pub mod crossing;
pub mod moves;
pub mod ends;
pub mod slide;
pub mod align;
pub mod facing;
pub mod beside;
pub mod cosmetic;
pub mod runs;
pub mod opened;
pub mod names;
pub mod parts;
pub mod sentences;

use serde::{Deserialize, Serialize, Serializer};

use crate::article::{Article, BlockKind};
use crate::diff::facing::Facing;
use crate::diff::runs::Place;
use crate::diff::side::{Side, Stretch};
use crate::text::paragraphs::paragraphs;

/// Compares two texts word by word.
///
/// The runs that are equal, deleted or moved away, joined, are the old text byte for byte; those
/// that are equal, inserted or moved here, the new. Work is bounded on any input, and the same
/// texts always give the same runs.
pub fn diff<'a>(old: &'a str, new: &'a str) -> Vec<Run<'a>> {
    let blocks = |text| -> Vec<Stretch<'a>> {
        let stretch = |within| Stretch { text, within, group: 0 };
        paragraphs(text).into_iter().map(stretch).collect()
    };
    if old.len().max(new.len()) > TEXT_BYTES_MAX {
        return replaced(old, new);
    }
    whole(old, new, &Facing::of(&blocks(old), &blocks(new), align::align))
}

/// Compares two articles part by part: fields with their like, blocks wherever they stand.
pub fn articles<'a>(old: &'a Article, new: &'a Article) -> ArticleDiff<'a> {
    let parts = parts::parts(old, new);
    let stats = parts::count(&parts);
    ArticleDiff { parts, stats }
}

/// Compares two short texts word by word in place: nothing is looked for elsewhere, so that no
/// run is a move.
pub fn edit<'a>(old: &'a str, new: &'a str) -> Vec<Run<'a>> {
    if old.len().max(new.len()) > TEXT_BYTES_MAX {
        return replaced(old, new);
    }
    let (olds, news) = ([Stretch::whole(old, 0)], [Stretch::whole(new, 0)]);
    whole(old, new, &Facing::of(&olds, &news, align::align_in_place))
}

/// Whether runs tell of any change.
pub fn differ(runs: &[Run]) -> bool {
    runs.iter().any(|run| run.op != Op::Equal)
}

/// Bytes of a text whose places fit a token; a longer one is replaced as a whole.
const TEXT_BYTES_MAX: usize = u32::MAX as usize;

fn replaced<'a>(old: &'a str, new: &'a str) -> Vec<Run<'a>> {
    let run = |op, text| Run { op, text, move_id: None, class: None };
    let runs = match old == new {
        true => vec![run(Op::Equal, old)],
        false => vec![run(Op::Delete, old), run(Op::Insert, new)],
    };
    runs.into_iter().filter(|run| !run.text.is_empty()).collect()
}

fn whole<'a>(old: &'a str, new: &'a str, facing: &Facing<'a>) -> Vec<Run<'a>> {
    let place = |text, side, fates| -> Place<'_, 'a> {
        let side: &Side<'a> = side;
        Place { text, within: 0..text.len(), tokens: 0..side.tokens.len(), side, fates }
    };
    let alignment = &facing.alignment;
    runs::runs(place(old, &facing.old, &alignment.old), place(new, &facing.new, &alignment.new))
}

/// A run of text with what happened to it. The texts of a diff's runs, joined in order, are the
/// old text (equal, delete, move_from) and the new text (equal, insert, move_to), byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Run<'a> {
    pub op: Op,
    pub text: &'a str,
    /// Pairs the two halves of a move.
    #[serde(rename = "id", skip_serializing_if = "Option::is_none", serialize_with = "as_text")]
    pub move_id: Option<u32>,
    /// Marks a cosmetic insert or delete.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<Cosmetic>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    Equal,
    Insert,
    Delete,
    MoveFrom,
    MoveTo,
}

/// The classes of change that change nothing a reader is told: a closed list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cosmetic {
    Whitespace,
    Quotes,
    Dashes,
    Case,
    Punct,
    Unicode,
}

/// All that differs between two articles, part by part in reading order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ArticleDiff<'a> {
    pub parts: Vec<Part<'a>>,
    pub stats: Stats,
}

/// Words of both articles by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    pub words_kept: u64,
    pub words_added: u64,
    pub words_removed: u64,
    pub words_moved: u64,
}

/// A field or block with what happened to it; where a paragraph was split or some were merged, all
/// of these blocks, their texts joined by blank lines.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part<'a> {
    pub part: PartName,
    /// The kind of a block, in the new article where it is there; none for the fields.
    pub kind: Option<BlockKind>,
    /// How many blocks of each article the part is; none for the fields.
    pub old_blocks: u32,
    pub new_blocks: u32,
    pub action: Action,
    /// Pairs the two places of a moved block: the old place holds a `move_from` run, the new one
    /// a `move_to` run.
    #[serde(serialize_with = "as_text")]
    pub move_id: Option<u32>,
    pub ops: Vec<Run<'a>>,
    /// At the new place of what was moved and edited, the edits: of a whole block the word diff of
    /// its two texts; of a passage in a block, the block's runs with the move [`opened`].
    pub inner: Option<Vec<Run<'a>>>,
}

impl<'a> Part<'a> {
    /// The runs as a reader needs them, the edits in what moved among them.
    pub fn shown(&self) -> &[Run<'a>] {
        self.inner.as_deref().unwrap_or(&self.ops)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PartName {
    Headline,
    Dek,
    Byline,
    Dateline,
    Block,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    Kept,
    Added,
    Removed,
    Edited,
    Moved,
}

/// Writes a move's number as a string, since programs are to pair it and not to reckon with it.
fn as_text<S: Serializer>(id: &Option<u32>, serializer: S) -> Result<S::Ok, S::Error> {
    id.map(|id| id.to_string()).serialize(serializer)
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod laws;
