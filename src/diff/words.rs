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

/// Cells of one alignment table at most: two bytes of steps each in the worst case.
const CELLS_MAX: usize = 1 << 21;
/// Words of a region, both sides together, that `similar` may align; larger ones are replaced.
const FALLBACK_MAX: usize = 8_000;

/// What two sides have in common, in order.
pub fn align(old: &Side, new: &Side) -> Vec<Pair> {
    let all = |side: &Side| -> Vec<usize> { (0..side.tokens.len()).collect() };
    align_chosen(old, new, &all(old), &all(new))
}

/// What two selections of tokens, each in order, have in common.
pub fn align_chosen(old: &Side, new: &Side, olds: &[usize], news: &[usize]) -> Vec<Pair> {
    let mut region = Region { old, new, olds, news, kept: Vec::new() };
    region.align();
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
    fn align(&mut self) {
        let mut gaps: Vec<Gap> = vec![(0..self.olds.len(), 0..self.news.len(), 0)];
        while let Some(gap) = gaps.pop() {
            let (olds, news, depth) = self.trim(gap);
            if olds.is_empty() || news.is_empty() {
                continue;
            }
            if (olds.len() + 1).saturating_mul(news.len() + 1) <= CELLS_MAX {
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
const KEPT_AFTER_CHANGE: u8 = 1;
const FROM_NEW: u8 = 2;
const OPENED: u8 = 4;

const NEVER: i32 = i32::MAX / 4;

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
    let (cost, step) = cheapest([(changed[0] + WORD, 0), (kept[0] + OPENING + WORD, OPENED)]);
    (kept[0], changed[0], steps[0]) = (NEVER, cost, step);
    for j in 1..steps.len() {
        let (kept_above, changed_above) = (kept[j], changed[j]);
        let (cost, mut step) = cheapest([
            (changed_above + WORD, 0),
            (changed[j - 1] + WORD, FROM_NEW),
            (kept_above + OPENING + WORD, OPENED),
            (kept[j - 1] + OPENING + WORD, OPENED | FROM_NEW),
        ]);
        let other = &new[j - 1];
        kept[j] = if word.folded == other.folded {
            let price = KEPT + if word.exact == other.exact { 0 } else { FOLDED_KEPT };
            if changed_diagonal < kept_diagonal {
                step |= KEPT_AFTER_CHANGE;
            }
            kept_diagonal.min(changed_diagonal).saturating_add(price)
        } else {
            NEVER
        };
        changed[j] = cost;
        steps[j] = step;
        (kept_diagonal, changed_diagonal) = (kept_above, changed_above);
    }
}

/// The first of the cheapest ways.
fn cheapest<const N: usize>(ways: [(i32, u8); N]) -> (i32, u8) {
    let mut best = ways[0];
    for way in ways {
        if way.0 < best.0 {
            best = way;
        }
    }
    best
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
    use crate::diff::side::Numbering;

    fn check(old: &str, new: &str, expected: &str) {
        let mut numbering = Numbering::default();
        let (mut a, mut b) = (Side::default(), Side::default());
        a.push_block(old, 0, &mut numbering);
        b.push_block(new, 0, &mut numbering);
        let kept = align(&a, &b);
        let words: Vec<&str> = kept.iter().map(|&(i, _)| a.tokens[i].text).collect();
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
