//! The bridges between two sides: which of their words are the same word, by the runs of the diff.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diff::sentences::column::Column;
use crate::diff::{Op, Part, PartName, Run, edit};

/// Two sides with what joins them.
#[derive(Default)]
pub struct Bridged {
    pub old: Column,
    pub new: Column,
    /// In no order.
    pub links: Vec<Link>,
}

/// Two tokens that are one to the diff.
#[derive(Clone, Copy)]
pub struct Link {
    pub old: usize,
    pub new: usize,
    pub way: Way,
}

/// How the diff shows what it joins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Kept,
    Moved,
}

/// Two places with the same words, one by one.
struct Bridge {
    old: Range<usize>,
    new: Range<usize>,
    way: Way,
}

/// A place, once it is found.
type Found = Option<Range<usize>>;

/// What the runs tell of two sides.
#[derive(Default)]
struct Told {
    bridges: Vec<Bridge>,
    /// By their numbers, the two places of moves.
    moves: BTreeMap<u32, (Found, Found)>,
}

impl Bridged {
    /// The sides of the body: of all blocks but captions and embeds.
    pub fn of(parts: &[Part]) -> Bridged {
        let mut bridged = Bridged::default();
        let mut told = Told::default();
        let mut number = 0;
        for part in parts.iter().filter(|part| is_body(part)) {
            let start = (bridged.old.text.len(), bridged.new.text.len());
            bridged.add(&part.ops, &mut number);
            bridged.read(&part.ops, start, Way::Kept, &mut told);
        }
        for (old, new) in std::mem::take(&mut told.moves).into_values() {
            if let (Some(old), Some(new)) = (old, new) {
                // The texts of the two places may differ.
                let before = bridged.old.text[old.clone()].to_owned();
                let after = bridged.new.text[new.clone()].to_owned();
                bridged.read(&edit(&before, &after), (old.start, new.start), Way::Moved, &mut told);
            }
        }
        bridged.old.sort_graves();
        bridged.new.sort_graves();
        told.bridges.iter().for_each(|bridge| bridged.link(bridge));
        bridged
    }

    /// Adds the texts of a part's runs to the two sides.
    fn add(&mut self, runs: &[Run], number: &mut usize) {
        for run in runs {
            *number += 1;
            match run.op {
                Op::Equal => {
                    self.old.push(run.text, *number);
                    self.new.push(run.text, *number);
                }
                Op::Delete | Op::MoveFrom => self.old.push(run.text, *number),
                Op::Insert | Op::MoveTo => self.new.push(run.text, *number),
            }
        }
        self.old.end_part();
        self.new.end_part();
    }

    /// Reads what runs tell of the texts that begin at two places.
    fn read(
        &mut self,
        runs: &[Run],
        (mut old, mut new): (usize, usize),
        way: Way,
        told: &mut Told,
    ) {
        let mut before = None;
        for run in runs {
            let (from, to) = (old..old + run.text.len(), new..new + run.text.len());
            let id = run.move_id.unwrap_or(0);
            match (run.op, run.class) {
                (Op::Equal, _) => {
                    told.bridges.push(Bridge { old: from.clone(), new: to.clone(), way });
                }
                (Op::Delete, None) => self.old.push_grave(from.clone()),
                (Op::Insert, None) => self.new.push_grave(to.clone()),
                (Op::Insert, Some(_)) => {
                    let bridge = |old| Bridge { old, new: to.clone(), way };
                    told.bridges.extend(before.take().map(bridge));
                }
                (Op::MoveFrom, _) => told.moves.entry(id).or_default().0 = Some(from.clone()),
                (Op::MoveTo, _) => told.moves.entry(id).or_default().1 = Some(to.clone()),
                (Op::Delete, Some(_)) => {}
            }
            match run.op {
                Op::Equal => (old, new) = (from.end, to.end),
                Op::Delete | Op::MoveFrom => old = from.end,
                Op::Insert | Op::MoveTo => new = to.end,
            }
            before = (run.op == Op::Delete && run.class.is_some()).then_some(from);
        }
    }

    /// Links the words of two places one by one, and their marks where all are the same.
    fn link(&mut self, bridge: &Bridge) {
        let olds = self.old.tokens_in(&bridge.old);
        let news = self.new.tokens_in(&bridge.new);
        let is_word = |token: &str| token.chars().any(char::is_alphanumeric);
        let is_same = self.old.text[bridge.old.clone()] == self.new.text[bridge.new.clone()];
        let olds = olds.filter(|&token| is_same || is_word(self.old.token(token)));
        let news = news.filter(|&token| is_same || is_word(self.new.token(token)));
        let link = |(old, new)| Link { old, new, way: bridge.way };
        self.links.extend(olds.zip(news).map(link));
    }
}

fn is_body(part: &Part) -> bool {
    match part.part {
        PartName::Block => part.kind.is_some_and(|kind| kind.is_body()),
        PartName::Headline | PartName::Dek | PartName::Byline | PartName::Dateline => false,
    }
}
