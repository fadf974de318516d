//! Blocks beside their partners: one beside one or, where a paragraph was split or some were
//! merged, several beside several, piece by piece.

use std::ops::Range;

use crate::diff::alignment::{Alignment, Fate};
use crate::diff::sequence::Pair;
use crate::diff::side::Side;

/// Blocks that share tokens, or are pairs, as ranges of both sides' blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// All blocks that stand beside others, in order; those without partners are left out.
pub fn beside(old: &Side, new: &Side, alignment: &Alignment) -> Vec<Beside> {
    let mut found: Vec<Beside> = Vec::new();
    for (i, j) in links(old, new, alignment) {
        match found.last_mut() {
            Some(last) if i < last.old.end || j < last.new.end => {
                (last.old.end, last.new.end) = (last.old.end.max(i + 1), last.new.end.max(j + 1));
            }
            _ => found.push(Beside { old: i..i + 1, new: j..j + 1 }),
        }
    }
    found
}

/// Pairs of blocks that share kept tokens, and such as were paired though all of their words
/// changed, in order.
fn links(old: &Side, new: &Side, alignment: &Alignment) -> Vec<Pair> {
    let mut links: Vec<Pair> = Vec::new();
    let mut j = 0;
    for (i, block) in old.blocks.iter().enumerate() {
        for fate in &alignment.old[block.tokens.clone()] {
            let Fate::Kept(partner) = *fate else { continue };
            while new.blocks[j].tokens.end <= partner as usize {
                j += 1;
            }
            if links.last() != Some(&(i, j)) {
                links.push((i, j));
            }
        }
    }
    let stands_free = |&(i, j): &Pair| {
        let behind = links.partition_point(|link| link.0 < i);
        links[..behind].last().is_none_or(|link| link.1 < j)
            && links.get(behind).is_none_or(|link| link.0 > i && link.1 > j)
    };
    let paired: Vec<Pair> = alignment.blocks.iter().copied().filter(stands_free).collect();
    links.extend(paired);
    links.sort_unstable();
    links
}

/// A piece of a block: its bytes and the side's tokens in them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub block: usize,
    pub within: Range<usize>,
    pub tokens: Range<usize>,
    /// The bytes of the block that part the piece from the next; none where the block ends.
    pub gap: Option<Range<usize>>,
}

/// Blocks beside others as pieces, as many on each side, each within one block: a border between
/// two blocks cuts the other side too, at the same place in what is kept.
pub fn pieces(
    old: &Side,
    new: &Side,
    alignment: &Alignment,
    beside: &Beside,
) -> (Vec<Piece>, Vec<Piece>) {
    let cuts = cuts(old, new, alignment, beside);
    let (olds, news): (Vec<Cut>, Vec<Cut>) = cuts.into_iter().unzip();
    (cut_up(old, &beside.old, &olds), cut_up(new, &beside.new, &news))
}

/// A place between two tokens of a side: at the head of a block, or somewhere in it.
#[derive(Clone, Copy)]
struct Cut {
    block: usize,
    token: usize,
    is_border: bool,
}

/// The borders of both sides in order, each with its place on the other side: another border where
/// one lies between the same kept tokens.
fn cuts(old: &Side, new: &Side, alignment: &Alignment, beside: &Beside) -> Vec<(Cut, Cut)> {
    let start = |side: &Side, blocks: &Range<usize>| side.blocks[blocks.start].tokens.start;
    let end = |side: &Side, blocks: &Range<usize>| side.blocks[blocks.end - 1].tokens.end;
    let tokens = start(old, &beside.old)..end(old, &beside.old);
    let kept = tokens.filter_map(|token| match alignment.old[token] {
        Fate::Kept(partner) => Some((token, partner as usize)),
        Fate::Lone | Fate::Moved(_) => None,
    });
    let ends = kept.map(Some).chain([None]);
    let mut here = (Heads::of(old, &beside.old), Heads::of(new, &beside.new));
    let mut at = (start(old, &beside.old), start(new, &beside.new));
    let mut cuts = Vec::new();
    for kept in ends {
        let bound = kept.unwrap_or((usize::MAX, usize::MAX));
        loop {
            let (one, other) = (here.0.next_up_to(bound.0), here.1.next_up_to(bound.1));
            let cut = match (one, other) {
                (None, None) => break,
                (one, other) => (
                    one.unwrap_or_else(|| here.0.inside(at.0)),
                    other.unwrap_or_else(|| here.1.inside(at.1)),
                ),
            };
            at = (cut.0.token.max(at.0), cut.1.token.max(at.1));
            cuts.push(cut);
        }
        if let Some((i, j)) = kept {
            at = (i + 1, j + 1);
        }
    }
    cuts
}

/// The heads of blocks, one after the other.
struct Heads<'s, 'a> {
    side: &'s Side<'a>,
    /// The block whose head was passed last.
    block: usize,
    end: usize,
}

impl<'s, 'a> Heads<'s, 'a> {
    fn of(side: &'s Side<'a>, blocks: &Range<usize>) -> Heads<'s, 'a> {
        Heads { side, block: blocks.start, end: blocks.end }
    }

    /// The next head, where it stands at a token or before it.
    fn next_up_to(&mut self, token: usize) -> Option<Cut> {
        let next = self.block + 1;
        let head = (next < self.end).then(|| self.side.blocks[next].tokens.start)?;
        (head <= token).then(|| {
            self.block = next;
            Cut { block: next, token: head, is_border: true }
        })
    }

    /// A cut before a token of the block whose head was passed last.
    fn inside(&self, token: usize) -> Cut {
        Cut { block: self.block, token, is_border: false }
    }
}

fn cut_up(side: &Side, blocks: &Range<usize>, cuts: &[Cut]) -> Vec<Piece> {
    let last = &side.blocks[blocks.end - 1];
    let end = Cut { block: blocks.end, token: last.tokens.end, is_border: true };
    let mut pieces = Vec::with_capacity(cuts.len() + 1);
    let (mut block, mut byte) = (blocks.start, 0);
    let mut token = side.blocks[blocks.start].tokens.start;
    for cut in cuts.iter().chain([&end]) {
        let text = side.blocks[block].text;
        let (to, next) = match cut.is_border {
            true => (text.len(), 0),
            // Two borders may be cut at one place: the second finds the gap taken.
            false if cut.token == token && byte > 0 => (byte, byte),
            false => gap_before(side, block, cut.token),
        };
        let gap = (!cut.is_border).then_some(to..next);
        pieces.push(Piece { block, within: byte..to, tokens: token..cut.token, gap });
        (block, byte, token) = (cut.block, next, cut.token);
    }
    pieces
}

/// The bytes between a token of a block and the one before it.
fn gap_before(side: &Side, block: usize, token: usize) -> (usize, usize) {
    let tokens = &side.blocks[block].tokens;
    let before = match token > tokens.start {
        true => side.tokens[token - 1].span().end,
        false => 0,
    };
    let after = match token > tokens.start && token < tokens.end {
        true => side.tokens[token].span().start,
        false => before,
    };
    (before, after)
}
