//! Words aligned: the fewest changed words in the fewest regions of change.
//!
//! Affine-gap alignment (Gotoh, "An improved algorithm for matching biological sequences",
//! J. Mol. Biol. 162, 1982): a region of change costs an opening price and one price a word, so
//! that a short common run between two changes is not worth keeping. Where the table would be too
//! large, words that occur once on each side are anchors first (patience), then `similar`.

use std::ops::Range;

use crate::diff::sequence::{self, Pair};
use crate::diff::side::{Side, Token};

const WORD: i32 = 16;
const OPENING: i32 = 4 * WORD;
/// Decides ties: a run of two words between two changes is not worth keeping.
const KEPT: i32 = 1;
/// Words that only fold alike are kept where they do not cost a better match.
const FOLDED_KEPT: i32 = 6;

/// Cells of one alignment table at most, a byte of steps each.
const CELLS_MAX: usize = 1 << 21;
/// Cells of all the tables of a comparison: so many for each token, and those of one table.
const CELLS_A_TOKEN: usize = 32;
/// Words of a region, both sides together, that `similar` may align; larger ones are replaced.
const FALLBACK_MAX: usize = 8_000;

/// The work that a comparison may still do on tables: what bounds it on any input.
pub struct Budget {
    cells: usize,
}

impl Budget {
    pub fn of(old: &Side, new: &Side) -> Budget {
        let tokens = old.tokens.len() + new.tokens.len();
        Budget { cells: CELLS_MAX + tokens.saturating_mul(CELLS_A_TOKEN) }
    }

    /// Takes the cells of a table; whether there are so many.
    fn take(&mut self, rows: usize, columns: usize) -> bool {
        let cells = rows.saturating_mul(columns);
        let is_enough = cells <= CELLS_MAX.min(self.cells);
        self.cells -= if is_enough { cells } else { 0 };
        is_enough
    }
}

/// What two sides have in common, in order.
pub fn align(old: &Side, new: &Side) -> Vec<Pair> {
    let all = |side: &Side| -> Vec<usize> { (0..side.tokens.len()).collect() };
    align_chosen(old, new, &all(old), &all(new), &mut Budget::of(old, new))
}

/// What two selections of tokens, each in order, have in common.
pub fn align_chosen(
    old: &Side,
    new: &Side,
    olds: &[usize],
    news: &[usize],
    budget: &mut Budget,
) -> Vec<Pair> {
    let mut region = Region { old, new, olds, news, kept: Vec::new() };
    region.align(budget);
    region.kept
}

/// How often a gap between anchors is looked through for anchors of its own.
const DEPTH_MAX: u32 = 16;

/// A gap between kept tokens: positions in the two selections, and how deep it lies.
type Gap = (Range<usize>, Range<usize>, u32);

struct Region<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    olds: &'a [usize],
    news: &'a [usize],
    kept: Vec<Pair>,
}

impl Region<'_> {
    fn align(&mut self, budget: &mut Budget) {
        let mut gaps: Vec<Gap> = vec![(0..self.olds.len(), 0..self.news.len(), 0)];
        while let Some(gap) = gaps.pop() {
            let (olds, news, depth) = self.trim(gap);
            if olds.is_empty() || news.is_empty() {
                continue;
            }
            if budget.take(olds.len() + 1, news.len() + 1) {
                self.align_table(olds, news);
            } else {
                self.align_anchors((olds, news, depth), &mut gaps);
            }
        }
        self.kept.sort_unstable();
    }

    /// Keeps the common head and tail of a gap; gives what lies between.
    fn trim(&mut self, (mut olds, mut news, depth): Gap) -> Gap {
        while !olds.is_empty() && !news.is_empty() && self.is_same(olds.start, news.start) {
            self.keep(olds.start, news.start);
            (olds.start, news.start) = (olds.start + 1, news.start + 1);
        }
        while !olds.is_empty() && !news.is_empty() && self.is_same(olds.end - 1, news.end - 1) {
            (olds.end, news.end) = (olds.end - 1, news.end - 1);
            self.keep(olds.end, news.end);
        }
        (olds, news, depth)
    }

    fn is_same(&self, i: usize, j: usize) -> bool {
        self.old.tokens[self.olds[i]].exact == self.new.tokens[self.news[j]].exact
    }

    fn keep(&mut self, i: usize, j: usize) {
        self.kept.push((self.olds[i], self.news[j]));
    }

    fn align_table(&mut self, olds: Range<usize>, news: Range<usize>) {
        let pick = |side: &Side, chosen: &[usize]| -> Vec<Word> {
            chosen.iter().map(|&index| Word::of(&side.tokens[index])).collect()
        };
        let old = pick(self.old, &self.olds[olds.clone()]);
        let new = pick(self.new, &self.news[news.clone()]);
        for (i, j) in gotoh(&old, &new) {
            self.keep(olds.start + i, news.start + j);
        }
    }

    /// Keeps the anchors of a gap that is too large for a table, and leaves what lies between.
    fn align_anchors(&mut self, (olds, news, depth): Gap, gaps: &mut Vec<Gap>) {
        let pick = |side: &Side, chosen: &[usize]| -> Vec<u32> {
            chosen.iter().map(|&index| side.tokens[index].folded).collect()
        };
        let old = pick(self.old, &self.olds[olds.clone()]);
        let new = pick(self.new, &self.news[news.clone()]);
        let anchors = if depth < DEPTH_MAX { sequence::anchors(&old, &new) } else { Vec::new() };
        if anchors.is_empty() {
            let is_short = old.len() + new.len() <= FALLBACK_MAX;
            let shared = if is_short { sequence::myers(&old, &new) } else { Vec::new() };
            shared.into_iter().for_each(|(i, j)| self.keep(olds.start + i, news.start + j));
            return;
        }
        let (mut i, mut j) = (olds.start, news.start);
        for (anchor_old, anchor_new) in anchors {
            let (anchor_old, anchor_new) = (olds.start + anchor_old, news.start + anchor_new);
            self.keep(anchor_old, anchor_new);
            gaps.push((i..anchor_old, j..anchor_new, depth + 1));
            (i, j) = (anchor_old + 1, anchor_new + 1);
        }
        gaps.push((i..olds.end, j..news.end, depth + 1));
    }
}

#[derive(Clone, Copy)]
struct Word {
    folded: u32,
    exact: u32,
}

impl Word {
    fn of(token: &Token) -> Word {
        Word { folded: token.folded, exact: token.exact }
    }
}

/// How a cell was reached, in the bits of a byte.
const FROM_NEW: u8 = 1;
const OPENED: u8 = 2;
const KEPT_AFTER_CHANGE: u8 = 4;

const NEVER: i32 = i32::MAX / 16;

/// Positions of the tokens that the cheapest alignment keeps.
fn gotoh(old: &[Word], new: &[Word]) -> Vec<Pair> {
    let width = new.len() + 1;
    let mut steps = vec![0u8; (old.len() + 1) * width];
    // Costs of the best alignment of the prefixes that ends in a kept token, or in a change.
    let (mut kept, mut changed) = (vec![NEVER; width], vec![NEVER; width]);
    kept[0] = 0;
    for j in 1..width {
        changed[j] = OPENING + WORD * j as i32;
        steps[j] = FROM_NEW | if j == 1 { OPENED } else { 0 };
    }
    for (i, word) in old.iter().enumerate() {
        let row = &mut steps[(i + 1) * width..(i + 2) * width];
        fill_row(word, new, (&mut kept, &mut changed), row);
    }
    trace(&steps, old.len(), new.len(), kept[width - 1] <= changed[width - 1])
}

/// Moves the costs one old word on; `costs` holds the row before and then the row itself.
fn fill_row(word: &Word, new: &[Word], costs: (&mut [i32], &mut [i32]), steps: &mut [u8]) {
    let (kept, changed) = costs;
    let (mut kept_diagonal, mut changed_diagonal) = (kept[0], changed[0]);
    let (cost, step) = cheapest([changed[0], NEVER, kept[0], NEVER]);
    (kept[0], changed[0], steps[0]) = (NEVER, cost, step);
    let (mut kept_left, mut changed_left) = (NEVER, cost);
    let cells = kept[1..].iter_mut().zip(&mut changed[1..]).zip(&mut steps[1..]).zip(new);
    for (((kept, changed), step), other) in cells {
        let (kept_above, changed_above) = (*kept, *changed);
        let (cost, way) = cheapest([changed_above, changed_left, kept_above, kept_left]);
        *kept = if word.folded == other.folded {
            let price = KEPT + if word.exact == other.exact { 0 } else { FOLDED_KEPT };
            kept_diagonal.min(changed_diagonal) + price
        } else {
            NEVER
        };
        let is_after_change = changed_diagonal < kept_diagonal;
        *step = way | if is_after_change { KEPT_AFTER_CHANGE } else { 0 };
        *changed = cost;
        (kept_left, changed_left) = (*kept, cost);
        (kept_diagonal, changed_diagonal) = (kept_above, changed_above);
    }
}

/// The cost of a change that goes on from above or from the left, or opens behind what was kept
/// there; and which, the first of the cheapest: its place is its bits.
fn cheapest([from_above, from_left, opened_above, opened_left]: [i32; 4]) -> (i32, u8) {
    let going_on = (from_above * 4).min(from_left * 4 + 1);
    let opened = (opened_above * 4 + 2).min(opened_left * 4 + 3) + OPENING * 4;
    let cost = going_on.min(opened);
    (cost / 4 + WORD, (cost % 4) as u8)
}

fn trace(steps: &[u8], olds: usize, news: usize, ends_kept: bool) -> Vec<Pair> {
    let (mut i, mut j, mut is_kept) = (olds, news, ends_kept);
    let mut pairs = Vec::new();
    while i > 0 || j > 0 {
        let step = steps[i * (news + 1) + j];
        if is_kept {
            pairs.push((i - 1, j - 1));
            is_kept = step & KEPT_AFTER_CHANGE == 0;
            (i, j) = (i - 1, j - 1);
        } else {
            is_kept = step & OPENED != 0;
            if step & FROM_NEW != 0 {
                j -= 1;
            } else {
                i -= 1;
            }
        }
    }
    pairs.reverse();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::side::{Stretch, sides};

    fn check(old: &str, new: &str, expected: &str) {
        let (a, b) = sides(&[Stretch::whole(old, 0)], &[Stretch::whole(new, 0)]);
        let kept = align(&a, &b);
        let words: Vec<&str> =
            kept.iter().map(|&(i, _)| &old[a.tokens[i].span().range()]).collect();
        assert_eq!(words.join(" "), expected);
        assert!(kept.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
    }

    #[test]
    fn what_is_common_is_kept() {
        check("Two died in Rome .", "Three died in Rome .", "died in Rome .");
        check("", "new", "");
        check("same", "same", "same");
        check("The law passed", "the Law passed", "The law passed");
    }

    #[test]
    fn a_lone_common_word_between_changes_is_not_kept() {
        check("red of blue end", "green of white end", "end");
        check("red of the house blue end", "green of the house white end", "of the house end");
    }
}
