//! Edges slid: where an addition or removal could stand at several places, the one at which a
//! writer would have made it: at a paragraph, then a sentence, a clause, a word.

use std::ops::Range;

use crate::diff::alignment::{Alignment, Fate};
use crate::diff::side::{Block, Side};
use crate::text::sentences::is_closing;

/// How far a run is slid, and how many closing marks a sentence's end may have, at most.
const SLIDE_MAX: usize = 256;
const CLOSING_MAX: usize = 8;

/// Slides every pure addition and every pure removal to its best place.
pub fn settle(old: &Side, new: &Side, alignment: &mut Alignment) {
    for range in lone_runs(new, &alignment.new) {
        if let Some(by) = best_slide(new, &alignment.new, old, &alignment.old, &range) {
            slide(&mut alignment.new, &mut alignment.old, range, by);
        }
    }
    for range in lone_runs(old, &alignment.old) {
        if let Some(by) = best_slide(old, &alignment.old, new, &alignment.new, &range) {
            slide(&mut alignment.old, &mut alignment.new, range, by);
        }
    }
}

/// Maximal runs of tokens without a partner, within their blocks.
fn lone_runs(side: &Side, fates: &[Fate]) -> Vec<Range<usize>> {
    let mut runs = Vec::new();
    for block in &side.blocks {
        let mut start = None;
        for index in block.tokens.clone() {
            match (fates[index] == Fate::Lone, start) {
                (true, None) => start = Some(index),
                (false, Some(from)) => {
                    runs.push(from..index);
                    start = None;
                }
                _ => {}
            }
        }
        runs.extend(start.map(|from| from..block.tokens.end));
    }
    runs
}

/// How far a run should slide (negative: to the left); none where it stands best or cannot.
fn best_slide(
    side: &Side,
    fates: &[Fate],
    other: &Side,
    other_fates: &[Fate],
    run: &Range<usize>,
) -> Option<isize> {
    let behind = side.blocks.partition_point(|block| block.tokens.start <= run.start);
    let block = side.blocks[..behind].last()?;
    let partner = |index: usize| match fates.get(index) {
        Some(Fate::Kept(partner)) if block.tokens.contains(&index) => Some(*partner as usize),
        _ => None,
    };
    // The run is a pure addition: its neighbours' partners are neighbours too, or a block's edge.
    let before = run.start.checked_sub(1).and_then(partner);
    let after = partner(run.end);
    match (before, after) {
        (Some(left), Some(right)) if left + 1 == right => {}
        (Some(left), None) if other_fates.get(left + 1) != Some(&Fate::Lone) => {}
        (None, Some(right)) if right == 0 || other_fates[right - 1] != Fate::Lone => {}
        _ => return None,
    }
    let exact = |index: usize| side.exact[index];
    let same_as_partner =
        |index: usize| partner(index).is_some_and(|partner| other.exact[partner] == exact(index));
    let mut left = 0;
    while left < SLIDE_MAX
        && run.start > left
        && same_as_partner(run.start - left - 1)
        && exact(run.start - left - 1) == exact(run.end - left - 1)
        && (left == 0
            || partner(run.start - left - 1).map(|at| at + 1) == partner(run.start - left))
    {
        left += 1;
    }
    let mut right = 0;
    while right < SLIDE_MAX
        && run.end + right < block.tokens.end
        && same_as_partner(run.end + right)
        && exact(run.end + right) == exact(run.start + right)
        && (right == 0 || partner(run.end + right - 1).map(|at| at + 1) == partner(run.end + right))
    {
        right += 1;
    }
    let (left, right) = (left as isize, right as isize);
    let quality = |by: isize| {
        edge(side, block, run.start.saturating_add_signed(by))
            + edge(side, block, run.end.saturating_add_signed(by))
    };
    let best = (-left..=right).max_by_key(|&by| (quality(by), -by.abs()))?;
    (best != 0).then_some(best)
}

/// How good an edge it is to cut before a token.
fn edge(side: &Side, block: &Block, index: usize) -> u32 {
    if index == block.tokens.start || index == block.tokens.end {
        return 8;
    }
    let text = |index: usize| &block.text[side.tokens[index].span().range()];
    let mut last = index - 1;
    let first = block.tokens.start.max(index.saturating_sub(CLOSING_MAX));
    while last > first && is_closing(text(last)) {
        last -= 1;
    }
    let opens = matches!(text(index), "“" | "‘" | "«" | "(" | "[" | "「" | "『");
    let closes = is_closing(text(index))
        && !opens
        && side.tokens[index - 1].span().end == side.tokens[index].span().start;
    let rank = match text(last) {
        "." | "!" | "?" | "…" | "。" | "！" | "？" => 6,
        "," | ";" | ":" | "—" | "–" | "、" | "，" => 3,
        _ => 1,
    };
    let is_mark = !text(index).chars().any(char::is_alphanumeric);
    match (opens, closes || is_mark) {
        (true, _) => rank.max(3),
        (false, true) => 0,
        (false, false) => rank,
    }
}

/// Moves a run without partners; the tokens it passes hand their partners over.
fn slide(fates: &mut [Fate], others: &mut [Fate], run: Range<usize>, by: isize) {
    let mut hand_over = |from: usize, to: usize| {
        if let Fate::Kept(partner) = fates[from] {
            fates[to] = Fate::Kept(partner);
            others[partner as usize] = Fate::Kept(to as u32);
            fates[from] = Fate::Lone;
        }
    };
    if by < 0 {
        for step in 0..by.unsigned_abs() {
            hand_over(run.start - step - 1, run.end - step - 1);
        }
    } else {
        for step in 0..by.unsigned_abs() {
            hand_over(run.end + step, run.start + step);
        }
    }
}
