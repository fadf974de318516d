//! Words aligned: the fewest changed words in the fewest regions of change.
//!
//! Affine-gap alignment (Gotoh, "An improved algorithm for matching biological sequences",
//! J. Mol. Biol. 162, 1982): a region of change costs an opening price and one price a word, so
//! that a short common run between two changes is not worth keeping. Where the table would be too
//! large, words that occur once on each side are anchors first (patience), then `similar`.

use std::mem;
use std::ops::Range;

use crate::diff::sequence::{self, Pair};
use crate::diff::side::Side;

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
        self.old.exact[self.olds[i]] == self.new.exact[self.news[j]]
    }

    fn keep(&mut self, i: usize, j: usize) {
        self.kept.push((self.olds[i], self.news[j]));
    }

    fn align_table(&mut self, olds: Range<usize>, news: Range<usize>) {
        let old = Words::of(self.old, &self.olds[olds.clone()]);
        let new = Words::of(self.new, &self.news[news.clone()]);
        for (i, j) in gotoh(&old, &new) {
            self.keep(olds.start + i, news.start + j);
        }
    }

    /// Keeps the anchors of a gap that is too large for a table, and leaves what lies between.
    fn align_anchors(&mut self, (olds, news, depth): Gap, gaps: &mut Vec<Gap>) {
        let pick = |side: &Side, chosen: &[usize]| -> Vec<u32> {
            chosen.iter().map(|&index| side.folded[index]).collect()
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

/// What the tokens of one selection are, in order.
struct Words {
    folded: Vec<u32>,
    exact: Vec<u32>,
}

impl Words {
    fn of(side: &Side, chosen: &[usize]) -> Words {
        let all = |numbers: &[u32]| chosen.iter().map(|&index| numbers[index]).collect();
        Words { folded: all(&side.folded), exact: all(&side.exact) }
    }
}

/// How a cell was reached, in the bits of a byte.
const FROM_NEW: u8 = 1;
const OPENED: u8 = 2;
const KEPT_AFTER_CHANGE: u8 = 4;

const NEVER: i32 = i32::MAX / 16;

/// Positions of the tokens that the cheapest alignment keeps.
fn gotoh(old: &Words, new: &Words) -> Vec<Pair> {
    let (rows, columns) = (old.exact.len(), new.exact.len());
    let width = columns + 1;
    let mut steps = vec![0u8; (rows + 1) * width];
    for (j, step) in steps[..width].iter_mut().enumerate().skip(1) {
        *step = FROM_NEW | if j == 1 { OPENED } else { 0 };
    }
    let (mut costs, mut next) = (Costs::of_no_words(columns), Costs::of_no_words(columns));
    for (i, row) in steps.chunks_exact_mut(width).skip(1).enumerate() {
        costs.add_word((old.folded[i], old.exact[i]), new, &mut next);
        costs.write_steps(&next, row);
        mem::swap(&mut costs, &mut next);
    }
    trace(&steps, rows, columns, costs.kept[columns] <= costs.changed[columns])
}

/// By column, the costs of the best alignment of the old words so far with so many new ones. The
/// price of all these words, as if each were changed, is left out: it is the same for all ways to
/// a cell, and without it a change that goes on costs nothing.
struct Costs {
    /// Of those that end in a kept token.
    kept: Vec<i32>,
    /// Of those that end in a change.
    changed: Vec<i32>,
}

impl Costs {
    fn of_no_words(columns: usize) -> Costs {
        let (mut kept, mut changed) = (vec![NEVER; columns + 1], vec![OPENING; columns + 1]);
        (kept[0], changed[0]) = (0, NEVER);
        Costs { kept, changed }
    }

    /// Goes one old word on, to `next`. All but the running minimum is in loops without branches,
    /// each of one thing, that the compiler turns into vector instructions.
    fn add_word(&self, (folded, exact): (u32, u32), new: &Words, next: &mut Costs) {
        let columns = new.exact.len();
        let before = self.kept[..columns].iter().zip(&self.changed[..columns]);
        let words = new.folded[..columns].iter().zip(&new.exact[..columns]);
        let cells = next.kept[1..=columns].iter_mut();
        for (next, ((kept, changed), (new_folded, new_exact))) in cells.zip(before.zip(words)) {
            let price = if exact == *new_exact { KEPT } else { KEPT + FOLDED_KEPT };
            let cost = kept.min(changed) + price - 2 * WORD;
            *next = if folded == *new_folded { cost } else { NEVER };
        }
        next.kept[0] = NEVER;
        let above = self.kept[1..=columns].iter().zip(&self.changed[1..=columns]);
        let cells = next.changed[1..=columns].iter_mut().zip(&next.kept[..columns]);
        for ((next, kept_left), (kept, changed)) in cells.zip(above) {
            *next = *changed.min(&(kept.min(kept_left) + OPENING));
        }
        next.changed[0] = self.changed[0].min(self.kept[0] + OPENING);
        let mut least = next.changed[0];
        for changed in &mut next.changed[1..=columns] {
            least = least.min(*changed);
            *changed = least;
        }
    }

    /// Writes how each cell of the row of `next` was reached: where several ways cost the same, a
    /// change that goes on, first from above, then from the left; then one that opens.
    fn write_steps(&self, next: &Costs, steps: &mut [u8]) {
        let columns = steps.len() - 1;
        let opened = next.changed[0] != self.changed[0];
        steps[0] = if opened { OPENED } else { 0 };
        let cells = steps[1..=columns].iter_mut().zip(&next.changed[1..=columns]);
        let diagonal = self.kept[..columns].iter().zip(&self.changed[..columns]);
        let above = self.kept[1..=columns].iter().zip(&self.changed[1..=columns]);
        for (((step, cost), (kept_diagonal, changed_diagonal)), ((kept, changed), left)) in
            cells.zip(diagonal).zip(above.zip(&next.changed[..columns]))
        {
            let opening = if kept + OPENING == *cost { OPENED } else { OPENED | FROM_NEW };
            let sideways = if left == cost { FROM_NEW } else { opening };
            let way = if changed == cost { 0 } else { sideways };
            let after = if changed_diagonal < kept_diagonal { KEPT_AFTER_CHANGE } else { 0 };
            *step = way | after;
        }
    }
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
