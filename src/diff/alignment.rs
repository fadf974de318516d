//! An alignment as values: the fate of every token, the pairs of blocks, the moves.

use std::ops::Range;

use crate::diff::sequence::Pair;
use crate::diff::side::Side;

/// What became of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It has no partner: removed from the old side, or added to the new.
    Lone,
    /// Its partner's number on the other side; partners fold alike and never cross.
    Kept(u32),
    /// It moved as part of that move.
    Moved(u32),
}

/// The alignment of two sides.
pub struct Alignment {
    pub old: Vec<Fate>,
    pub new: Vec<Fate>,
    /// Pairs of blocks that are the same or edited, in order.
    pub blocks: Vec<Pair>,
    /// The two places of each move, by its number.
    pub moves: Vec<Move>,
}

/// A run of tokens that stands elsewhere now, perhaps edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub old: Range<usize>,
    pub new: Range<usize>,
}

/// Sentences that have no partner in their own pair of blocks: what may have moved.
pub struct Loose {
    pub old: Vec<Range<usize>>,
    pub new: Vec<Range<usize>>,
}

impl Alignment {
    /// Nothing is paired yet.
    pub fn new(old: &Side, new: &Side) -> Alignment {
        Alignment {
            old: vec![Fate::Lone; old.tokens.len()],
            new: vec![Fate::Lone; new.tokens.len()],
            blocks: Vec::new(),
            moves: Vec::new(),
        }
    }

    /// Makes tokens partners of each other.
    pub fn keep(&mut self, pairs: &[Pair]) {
        for &(i, j) in pairs {
            self.old[i] = Fate::Kept(j as u32);
            self.new[j] = Fate::Kept(i as u32);
        }
    }

    /// Parts tokens that were partners.
    pub fn part(&mut self, pairs: &[Pair]) {
        for &(i, j) in pairs {
            (self.old[i], self.new[j]) = (Fate::Lone, Fate::Lone);
        }
    }

    /// Parts all tokens of two runs from their partners, wherever those are.
    pub fn part_all(&mut self, olds: Range<usize>, news: Range<usize>) {
        for i in olds {
            if let Fate::Kept(j) = self.old[i] {
                self.part(&[(i, j as usize)]);
            }
        }
        for j in news {
            if let Fate::Kept(i) = self.new[j] {
                self.part(&[(i as usize, j)]);
            }
        }
    }

    /// Takes moves off the list; what becomes of their tokens is the caller's.
    pub fn forget(&mut self, is_none: impl Fn(&Move) -> bool) {
        let mut numbers = Vec::with_capacity(self.moves.len());
        let mut left = 0;
        for moved in &self.moves {
            numbers.push(left);
            left += u32::from(!is_none(moved));
        }
        self.moves.retain(|moved| !is_none(moved));
        for fate in self.old.iter_mut().chain(&mut self.new) {
            if let Fate::Moved(id) = fate {
                *id = numbers[*id as usize];
            }
        }
    }

    /// Makes two runs of tokens the two places of a move.
    pub fn add_move(&mut self, old: Range<usize>, new: Range<usize>) {
        let id = self.moves.len() as u32;
        self.old[old.clone()].fill(Fate::Moved(id));
        self.new[new.clone()].fill(Fate::Moved(id));
        self.moves.push(Move { old, new });
    }

    /// The alignment from the new side to the old.
    pub fn turned(self) -> Alignment {
        let turn = |Move { old, new }| Move { old: new, new: old };
        Alignment {
            old: self.new,
            new: self.old,
            blocks: self.blocks.into_iter().map(|(old, new)| (new, old)).collect(),
            moves: self.moves.into_iter().map(turn).collect(),
        }
    }
}
