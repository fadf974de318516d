//! Words aligned: the fewest changed words in the fewest regions of change.
//!
//! Affine-gap alignment (Gotoh, "An improved algorithm for matching biological sequences",
//! J. Mol. Biol. 162, 1982): a region of change costs an opening price and one price a word, so
//! that a short common run between two changes is not worth keeping. Where the table would be too
//! large, words that occur once on each side are anchors first (patience), then `similar`.

use std::collections::HashMap;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diff::side::{Side, Token, Weight};

/// A kept token: its number in the old side and in the new.
pub type Pair = (usize, usize);

const WORD: i32 = 16;
const OPENING: i32 = 4 * WORD;
/// Decides ties: a content word is worth keeping, a common one is not.
const FULL_KEPT: i32 = -2;
const LIGHT_KEPT: i32 = 1;
/// Words that only fold alike are kept where they do not cost a better match.
const FOLDED_KEPT: i32 = 6;

/// Cells of one alignment table at most: two bytes of steps each in the worst case.
const CELLS_MAX: usize = 1 << 21;
/// Words of a region, both sides together, that `similar` may align; larger ones are replaced.
const FALLBACK_MAX: usize = 20_000;

/// What two sides have in common, in order.
pub fn align(old: &Side, new: &Side) -> Vec<Pair> {
    let all = |side: &Side| -> Vec<usize> { (0..side.tokens.len()).collect() };
    align_chosen(old, new, &all(old), &all(new))
}

/// What two selections of tokens, each in order, have in common.
pub fn align_chosen(old: &Side, new: &Side, olds: &[usize], news: &[usize]) -> Vec<Pair> {
    let mut region = Region { old, new, kept: Vec::new() };
    region.align(olds, news);
    region.kept
}

struct Region<'a> {
    old: &'a Side<'a>,
    new: &'a Side<'a>,
    kept: Vec<Pair>,
}

impl Region<'_> {
    fn align(&mut self, olds: &[usize], news: &[usize]) {
        let same =
            |&(i, j): &(&usize, &usize)| self.old.tokens[*i].exact == self.new.tokens[*j].exact;
        let head = olds.iter().zip(news).take_while(same).count();
        let tail =
            olds[head..].iter().rev().zip(news[head..].iter().rev()).take_while(same).count();
        let (old_end, new_end) = (olds.len() - tail, news.len() - tail);
        self.keep(&olds[..head], &news[..head]);
        self.align_middle(&olds[head..old_end], &news[head..new_end]);
        self.keep(&olds[old_end..], &news[new_end..]);
    }

    fn keep(&mut self, olds: &[usize], news: &[usize]) {
        self.kept.extend(olds.iter().copied().zip(news.iter().copied()));
    }

    fn align_middle(&mut self, olds: &[usize], news: &[usize]) {
        if olds.is_empty() || news.is_empty() {
            return;
        }
        if (olds.len() + 1).saturating_mul(news.len() + 1) <= CELLS_MAX {
            let pick = |side: &[Token], chosen: &[usize]| -> Vec<Word> {
                chosen.iter().map(|&index| Word::of(&side[index])).collect()
            };
            let pairs = gotoh(&pick(&self.old.tokens, olds), &pick(&self.new.tokens, news));
            self.kept.extend(pairs.into_iter().map(|(i, j)| (olds[i], news[j])));
            return;
        }
        let anchors = self.anchors(olds, news);
        if anchors.is_empty() {
            self.align_fallback(olds, news);
            return;
        }
        let (mut i, mut j) = (0, 0);
        for (anchor_old, anchor_new) in anchors {
            self.align(&olds[i..anchor_old], &news[j..anchor_new]);
            self.keep(&olds[anchor_old..=anchor_old], &news[anchor_new..=anchor_new]);
            (i, j) = (anchor_old + 1, anchor_new + 1);
        }
        self.align(&olds[i..], &news[j..]);
    }

    /// Positions of the longest rising series of tokens that occur once in each selection.
    fn anchors(&self, olds: &[usize], news: &[usize]) -> Vec<Pair> {
        let once = |side: &[Token], chosen: &[usize]| -> HashMap<u32, Option<usize>> {
            let mut places = HashMap::new();
            for (place, &index) in chosen.iter().enumerate() {
                places
                    .entry(side[index].folded)
                    .and_modify(|seen| *seen = None)
                    .or_insert(Some(place));
            }
            places
        };
        let there = once(&self.new.tokens, news);
        let mut shared: Vec<Pair> = once(&self.old.tokens, olds)
            .into_iter()
            .filter_map(|(folded, place)| Some((place?, (*there.get(&folded)?)?)))
            .collect();
        shared.sort_unstable();
        rising(&shared)
    }

    fn align_fallback(&mut self, olds: &[usize], news: &[usize]) {
        if olds.len() + news.len() > FALLBACK_MAX {
            return;
        }
        let pick = |side: &[Token], chosen: &[usize]| -> Vec<u32> {
            chosen.iter().map(|&index| side[index].folded).collect()
        };
        let (old, new) = (pick(&self.old.tokens, olds), pick(&self.new.tokens, news));
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            if let DiffOp::Equal { old_index, new_index, len } = op {
                self.keep(&olds[old_index..old_index + len], &news[new_index..new_index + len]);
            }
        }
    }
}

/// The longest series of pairs that rises on both sides (patience sorting; Fredman, 1975). The
/// pairs come sorted by the first number.
pub fn rising(pairs: &[Pair]) -> Vec<Pair> {
    let mut tops: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    for (index, pair) in pairs.iter().enumerate() {
        let pile = tops.partition_point(|&top| pairs[top].1 < pair.1);
        before.push(pile.checked_sub(1).map(|left| tops[left]));
        if pile == tops.len() {
            tops.push(index);
        } else {
            tops[pile] = index;
        }
    }
    let mut series = Vec::with_capacity(tops.len());
    let mut next = tops.last().copied();
    while let Some(index) = next {
        series.push(pairs[index]);
        next = before[index];
    }
    series.reverse();
    series
}

#[derive(Clone, Copy)]
struct Word {
    folded: u32,
    exact: u32,
    kept: i32,
}

impl Word {
    fn of(token: &Token) -> Word {
        let kept = match token.weight {
            Weight::Light => LIGHT_KEPT,
            Weight::Full => FULL_KEPT,
        };
        Word { folded: token.folded, exact: token.exact, kept }
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
            let price = word.kept + if word.exact == other.exact { 0 } else { FOLDED_KEPT };
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

    #[test]
    fn the_longest_rising_series_is_found() {
        assert_eq!(rising(&[(0, 5), (1, 0), (2, 1), (3, 9), (4, 2)]), [(1, 0), (2, 1), (4, 2)]);
        assert_eq!(rising(&[]), []);
    }
}
