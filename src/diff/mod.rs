//! What differs between two texts or two articles, word by word.

use serde::{Deserialize, Serialize};

use crate::article::BlockKind;

/// A run of text with what happened to it. The texts of a diff's runs, joined in order, are the
/// old text (equal, delete, move_from) and the new text (equal, insert, move_to), byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Run<'a> {
    pub op: Op,
    pub text: &'a str,
    /// Pairs the two halves of a move.
    #[serde(rename = "id", skip_serializing_if = "Option::is_none")]
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

/// A field or block with what happened to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part<'a> {
    pub part: PartName,
    /// The kind of a block; none for the fields.
    pub kind: Option<BlockKind>,
    pub action: Action,
    /// Pairs the two places of a moved block: the old place holds a `move_from` run, the new one
    /// a `move_to` run.
    pub move_id: Option<u32>,
    pub ops: Vec<Run<'a>>,
    /// At the new place of a block that was moved and edited: the word diff of its two texts.
    pub inner: Option<Vec<Run<'a>>>,
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
