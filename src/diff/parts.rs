//! Two articles compared part by part: fields with their like, blocks wherever they stand.

use std::collections::HashMap;

use crate::article::{Article, Block, BlockKind};
use crate::diff::align;
use crate::diff::alignment::{Alignment, Fate};
use crate::diff::beside::{Beside, Piece, beside, pieces};
use crate::diff::facing::Facing;
use crate::diff::opened::{Halves, has_edited, opened};
use crate::diff::runs::{Place, runs};
use crate::diff::side::{Side, Stretch};
use crate::diff::{Action, Cosmetic, Op, Part, PartName, Run, Stats, edit, names};
use crate::text::notice::begins_as_notice;
use crate::text::tokens::tokens;

/// The parts of two articles, fields first, then blocks in reading order.
pub fn parts<'a>(old: &'a Article, new: &'a Article) -> Vec<Part<'a>> {
    let text = |field: &'a Option<String>| field.as_deref().unwrap_or("");
    let mut parts = Vec::new();
    parts.extend(field(PartName::Headline, text(&old.headline), text(&new.headline)));
    parts.extend(field(PartName::Dek, text(&old.dek), text(&new.dek)));
    parts.extend(byline(&old.byline, &new.byline));
    parts.extend(field(PartName::Dateline, text(&old.dateline), text(&new.dateline)));
    parts.extend(blocks(&old.blocks, &new.blocks));
    parts
}

/// A field's part; none where neither article has it.
fn field<'a>(part: PartName, old: &'a str, new: &'a str) -> Option<Part<'a>> {
    let action = action((old.is_empty(), new.is_empty()), old == new)?;
    Some(field_part(part, action, edit(old, new)))
}

fn byline<'a>(old: &'a [String], new: &'a [String]) -> Option<Part<'a>> {
    let action = action((old.is_empty(), new.is_empty()), old == new)?;
    Some(field_part(PartName::Byline, action, names::runs(old, new)))
}

fn field_part(part: PartName, action: Action, ops: Vec<Run<'_>>) -> Part<'_> {
    let (kind, move_id, inner) = (None, None, None);
    Part { part, kind, old_blocks: 0, new_blocks: 0, action, move_id, ops, inner }
}

/// What became of a field that may be missing on either side; none where it is on both.
fn action(is_missing: (bool, bool), is_same: bool) -> Option<Action> {
    match is_missing {
        (true, true) => None,
        (true, false) => Some(Action::Added),
        (false, true) => Some(Action::Removed),
        (false, false) if is_same => Some(Action::Kept),
        (false, false) => Some(Action::Edited),
    }
}

/// Captions are compared with captions, embeds with embeds, notices with notices, all else with all
/// else: a notice says again what it corrects, and is no edit of that. A post of a live blog whose
/// name stands on both sides is compared with that of its name alone.
fn group(block: &Block, posts: &HashMap<&str, u32>) -> u32 {
    if let Some(group) = block.id.as_deref().and_then(|id| posts.get(id)) {
        return *group;
    }
    match block.kind {
        BlockKind::Caption => 1,
        BlockKind::Embed => 2,
        BlockKind::Notice if begins_as_notice(&block.text) => 3,
        BlockKind::Paragraph
        | BlockKind::Subheading
        | BlockKind::ListItem
        | BlockKind::Quotation
        | BlockKind::TableRow
        | BlockKind::Notice
        | BlockKind::Post => 0,
    }
}

/// A group for each name that a post has on both sides, and no other on either.
fn posts_of_both<'a>(old: &'a [Block], new: &'a [Block]) -> HashMap<&'a str, u32> {
    let named = |blocks: &'a [Block]| {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        blocks.iter().filter_map(|block| block.id.as_deref()).for_each(|id| {
            *counts.entry(id).or_default() += 1;
        });
        counts
    };
    let (olds, news) = (named(old), named(new));
    let is_alone = |id: &&str| olds.get(id) == Some(&1) && news.get(id) == Some(&1);
    let mut ids: Vec<&str> = olds.keys().copied().filter(is_alone).collect();
    // The same numbers from old to new as from new to old.
    ids.sort_unstable();
    ids.into_iter().zip(FIRST_POST..).collect()
}

/// The group of the first post that is compared by its name; those below are of kinds.
const FIRST_POST: u32 = 4;

/// What stands between the texts of two blocks that are one part.
const BLANK_LINE: &str = "\n\n";

/// One side's blocks with their tokens and fates.
struct Column<'s, 'a> {
    blocks: &'a [Block],
    side: &'s Side<'a>,
    fates: &'s [Fate],
}

impl<'s, 'a> Column<'s, 'a> {
    fn place(&self, block: usize) -> Place<'s, 'a> {
        let (text, tokens) = (&self.blocks[block].text, self.side.blocks[block].tokens.clone());
        Place { text, within: 0..text.len(), tokens, side: self.side, fates: self.fates }
    }

    fn piece(&self, piece: &Piece) -> Place<'s, 'a> {
        let Piece { block, within, tokens, .. } = piece.clone();
        let text = &self.blocks[block].text;
        Place { text, within, tokens, side: self.side, fates: self.fates }
    }

    /// What parts a piece from the next: between blocks a blank line, unless they bring their own.
    fn gap(&self, piece: &Piece) -> &'a str {
        let text = &self.blocks[piece.block].text;
        match &piece.gap {
            Some(gap) => &text[gap.clone()],
            None if text.ends_with('\n') => "",
            None => BLANK_LINE,
        }
    }

    /// A place on this side without any text.
    fn nowhere(&self) -> Place<'s, 'a> {
        Place { text: "", within: 0..0, tokens: 0..0, side: self.side, fates: self.fates }
    }

    /// The number of the move that the whole block is.
    fn move_of(&self, block: usize) -> Option<u32> {
        let mut fates = self.side.blocks[block].tokens.clone().map(|token| self.fates[token]);
        match fates.next() {
            Some(Fate::Moved(id)) if fates.all(|fate| fate == Fate::Moved(id)) => Some(id),
            _ => None,
        }
    }
}

fn blocks<'a>(old: &'a [Block], new: &'a [Block]) -> Vec<Part<'a>> {
    let posts = posts_of_both(old, new);
    let stretches = |blocks: &'a [Block]| -> Vec<Stretch<'a>> {
        blocks.iter().map(|block| Stretch::whole(&block.text, group(block, &posts))).collect()
    };
    let facing = Facing::of(&stretches(old), &stretches(new), align::align);
    let alignment = facing.alignment;
    let olds = Column { blocks: old, side: &facing.old, fates: &alignment.old };
    let news = Column { blocks: new, side: &facing.new, fates: &alignment.new };
    let mut parts = Vec::new();
    let (mut i, mut j) = (0, 0);
    for beside in beside(olds.side, news.side, &alignment) {
        parts.extend((i..beside.old.start).map(|block| gone(&olds, &news, block)));
        parts.extend((j..beside.new.start).map(|block| come(&olds, &news, &alignment, block)));
        parts.push(paired(&olds, &news, &alignment, &beside));
        (i, j) = (beside.old.end, beside.new.end);
    }
    parts.extend((i..old.len()).map(|block| gone(&olds, &news, block)));
    parts.extend((j..new.len()).map(|block| come(&olds, &news, &alignment, block)));
    open(&mut parts);
    parts
}

/// Opens the moves of passages that were edited on the way.
fn open(parts: &mut [Part]) {
    let halves = Halves::of(parts.iter().flat_map(|part| &part.ops));
    for part in parts.iter_mut().filter(|part| part.action != Action::Moved) {
        if has_edited(&part.ops, &halves) {
            part.inner = Some(opened(&part.ops, &halves));
        }
    }
}

fn paired<'a>(
    olds: &Column<'_, 'a>,
    news: &Column<'_, 'a>,
    alignment: &Alignment,
    beside: &Beside,
) -> Part<'a> {
    let (old_pieces, new_pieces) = pieces(olds.side, news.side, alignment, beside);
    let mut ops = Vec::new();
    for (at, (old, new)) in old_pieces.iter().zip(&new_pieces).enumerate() {
        ops.extend(runs(olds.piece(old), news.piece(new)));
        if at + 1 < old_pieces.len() {
            ops.extend(between(olds.gap(old), news.gap(new)));
        }
    }
    let is_kept = ops.iter().all(|run| run.op == Op::Equal);
    let action = if is_kept { Action::Kept } else { Action::Edited };
    let kind = news.blocks[beside.new.start].kind;
    part(kind, (beside.old.len(), beside.new.len()), action, None, ops)
}

/// The runs of what parts two pieces on each side.
fn between<'a>(old: &'a str, new: &'a str) -> Vec<Run<'a>> {
    let run = |op, text, class| Run { op, text, move_id: None, class };
    if old == new {
        return vec![run(Op::Equal, old, None)];
    }
    let class = Some(Cosmetic::Whitespace);
    let runs = [run(Op::Delete, old, class), run(Op::Insert, new, class)];
    runs.into_iter().filter(|run| !run.text.is_empty()).collect()
}

/// The part of an old block that has no partner at its place.
fn gone<'a>(olds: &Column<'_, 'a>, news: &Column<'_, 'a>, block: usize) -> Part<'a> {
    let ops = runs(olds.place(block), news.nowhere());
    let moved = olds.move_of(block);
    let action = if moved.is_some() { Action::Moved } else { Action::Removed };
    part(olds.blocks[block].kind, (1, 0), action, moved, ops)
}

/// The part of a new block that has no partner at its place.
fn come<'a>(
    olds: &Column<'_, 'a>,
    news: &Column<'_, 'a>,
    alignment: &Alignment,
    block: usize,
) -> Part<'a> {
    let ops = runs(olds.nowhere(), news.place(block));
    let moved = news.move_of(block);
    let action = if moved.is_some() { Action::Moved } else { Action::Added };
    let mut part = part(news.blocks[block].kind, (0, 1), action, moved, ops);
    part.inner = moved.and_then(|id| inner(olds, news, alignment, id, block));
    part
}

/// The word diff of a moved block's two texts, where they differ.
fn inner<'a>(
    olds: &Column<'_, 'a>,
    news: &Column<'_, 'a>,
    alignment: &Alignment,
    id: u32,
    block: usize,
) -> Option<Vec<Run<'a>>> {
    let from = &alignment.moves[id as usize].old;
    let tokens = &olds.side.tokens;
    let old_block = olds.side.blocks.iter().position(|block| block.tokens.contains(&from.start))?;
    let span = tokens[from.start].span().start..tokens[from.end - 1].span().end;
    let before: &'a str = &olds.blocks[old_block].text[span];
    let after: &'a str = &news.blocks[block].text;
    (before != after).then(|| edit(before, after))
}

fn part(
    kind: BlockKind,
    (old_blocks, new_blocks): (usize, usize),
    action: Action,
    moved: Option<u32>,
    ops: Vec<Run<'_>>,
) -> Part<'_> {
    let (old_blocks, new_blocks) = (old_blocks as u32, new_blocks as u32);
    let (part, kind, move_id) = (PartName::Block, Some(kind), moved.map(|id| id + 1));
    Part { part, kind, old_blocks, new_blocks, action, move_id, ops, inner: None }
}

/// Counts the words of parts by what became of them.
pub fn count(parts: &[Part]) -> Stats {
    let mut stats = Stats::default();
    for part in parts {
        match (&part.inner, part.action) {
            (Some(inner), Action::Moved) => count_inner(inner, &mut stats),
            _ => part.shown().iter().for_each(|run| count_run(run, &mut stats)),
        }
    }
    stats
}

/// What is the same in a block that was moved and edited counts as moved.
fn count_inner(inner: &[Run], stats: &mut Stats) {
    for run in inner {
        match run.op {
            Op::Equal => stats.words_moved += words(run.text),
            Op::Insert | Op::Delete | Op::MoveFrom | Op::MoveTo => count_run(run, stats),
        }
    }
}

/// Cosmetic changes leave their words kept.
fn count_run(run: &Run, stats: &mut Stats) {
    let words = words(run.text);
    match (run.op, run.class) {
        (Op::Equal, _) | (Op::Insert, Some(_)) => stats.words_kept += words,
        (Op::Insert, None) => stats.words_added += words,
        (Op::Delete, None) => stats.words_removed += words,
        (Op::MoveTo, _) => stats.words_moved += words,
        (Op::Delete, Some(_)) | (Op::MoveFrom, _) => {}
    }
}

/// Tokens of a text that hold a letter or digit.
fn words(text: &str) -> u64 {
    let is_word = |text: &str| text.chars().any(char::is_alphanumeric);
    tokens(text).into_iter().filter(|span| is_word(&text[span.range()])).count() as u64
}
