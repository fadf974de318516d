//! The words that two versions share, as the runs of their diff say.

use std::collections::HashMap;
use std::ops::Range;

use crate::blame::content::{BLANK_LINE, Content};
use crate::diff::{self, Action, ArticleDiff, Op, Run};
use crate::text::tokens::Span;

/// For each word of the newer content the word of the older that it is: kept, moved, or changed in
/// looks only.
pub fn partners(old: &Content, new: &Content) -> Vec<Option<usize>> {
    let diff = diff::articles(&old.article, &new.article);
    let partners = vec![None; new.words.len()];
    let mut pairing = Pairing { old, new, partners };
    pairing.pair(located(&diff));
    pairing.partners
}

/// The runs of a diff, each with where it begins in both contents' texts.
fn located<'d>(diff: &'d ArticleDiff<'d>) -> impl Iterator<Item = (&'d Run<'d>, (usize, usize))> {
    let (mut at_old, mut at_new) = (0, 0);
    diff.parts.iter().flat_map(move |part| {
        let runs = placed(&part.ops, (at_old, at_new));
        let length = |is_other: fn(Op) -> bool| -> usize {
            part.ops.iter().filter(|run| !is_other(run.op)).map(|run| run.text.len()).sum()
        };
        if part.action != Action::Added && (part.kind.is_none() || part.old_blocks > 0) {
            at_old += length(|op| matches!(op, Op::Insert | Op::MoveTo)) + BLANK_LINE.len();
        }
        if part.action != Action::Removed && (part.kind.is_none() || part.new_blocks > 0) {
            at_new += length(|op| matches!(op, Op::Delete | Op::MoveFrom)) + BLANK_LINE.len();
        }
        runs
    })
}

/// Runs, each with where it begins in both texts, given where the first does.
fn placed<'r>(
    runs: &'r [Run<'r>],
    (mut at_old, mut at_new): (usize, usize),
) -> impl Iterator<Item = (&'r Run<'r>, (usize, usize))> {
    runs.iter().map(move |run| {
        let at = (at_old, at_new);
        match run.op {
            Op::Equal => (at_old, at_new) = (at_old + run.text.len(), at_new + run.text.len()),
            Op::Delete | Op::MoveFrom => at_old += run.text.len(),
            Op::Insert | Op::MoveTo => at_new += run.text.len(),
        }
        (run, at)
    })
}

/// The stretches of both texts, byte by byte, that a move's two halves are, in order.
type Halves = (Vec<Range<usize>>, Vec<Range<usize>>);

struct Pairing<'a> {
    old: &'a Content,
    new: &'a Content,
    partners: Vec<Option<usize>>,
}

impl Pairing<'_> {
    /// Pairs the words of runs, each given with where it begins in the two texts.
    fn pair<'r>(&mut self, runs: impl Iterator<Item = (&'r Run<'r>, (usize, usize))>) {
        let mut moves: HashMap<Option<u32>, Halves> = HashMap::new();
        // What was taken out just before for a change in looks.
        let mut restyled = None;
        for (run, (at_old, at_new)) in runs {
            let (before, after) =
                (at_old..at_old + run.text.len(), at_new..at_new + run.text.len());
            let taken = restyled.take();
            match run.op {
                Op::Equal => self.kept(before.clone(), after.clone()),
                Op::Delete => restyled = run.class.map(|_| before.clone()),
                Op::Insert => {
                    if let (Some(taken), Some(_)) = (taken, run.class) {
                        self.restyled(taken, after.clone());
                    }
                }
                Op::MoveFrom => moves.entry(run.move_id).or_default().0.push(before.clone()),
                Op::MoveTo => moves.entry(run.move_id).or_default().1.push(after.clone()),
            }
        }
        for (from, to) in moves.into_values().flat_map(|(from, to)| from.into_iter().zip(to)) {
            self.moved(from, to);
        }
    }

    /// The same text on both sides.
    fn kept(&mut self, before: Range<usize>, after: Range<usize>) {
        for word in within(&self.new.words, &after) {
            let span = self.new.words[word];
            let [start, end] = [span.start, span.end].map(|at| at - after.start + before.start);
            let partner = self.old.words.binary_search_by_key(&start, |word| word.start);
            self.partners[word] = partner.ok().filter(|&word| self.old.words[word].end == end);
        }
    }

    /// Words that look otherwise and say the same: one by one where they are as many, else from the
    /// first on as far as they are alike.
    fn restyled(&mut self, before: Range<usize>, after: Range<usize>) {
        let (olds, news) = (within(&self.old.words, &before), within(&self.new.words, &after));
        let are_as_many = olds.len() == news.len();
        for (old, new) in olds.zip(news) {
            if !are_as_many && self.old.alike(old) != self.new.alike(new) {
                return;
            }
            self.partners[new] = Some(old);
        }
    }

    /// A passage at its two places, perhaps edited on the way.
    fn moved(&mut self, before: Range<usize>, after: Range<usize>) {
        let runs = diff::edit(&self.old.text[before.clone()], &self.new.text[after.clone()]);
        self.pair(placed(&runs, (before.start, after.start)));
    }
}

/// The words that begin in a stretch of text.
fn within(words: &[Span], stretch: &Range<usize>) -> Range<usize> {
    let first_from = |at: usize| words.partition_point(|word| word.start < at);
    first_from(stretch.start)..first_from(stretch.end)
}
