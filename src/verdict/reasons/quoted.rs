//! The reasons that quotations give: other words within them, and marks that came or went.

use std::ops::Range;

use crate::article::BlockKind;
use crate::verdict::edit::Side;
use crate::verdict::facts::{self, Fact, Shift};
use crate::verdict::reasons::{Found, some};
use crate::verdict::{ReasonKind, quotation};

impl Found<'_> {
    /// Words changed within quotation marks, and marks that came or went.
    pub(super) fn quotations(&mut self) {
        let old = quotation::quotations(&self.edit.old);
        let new = quotation::quotations(&self.edit.new);
        for shift in facts::shifts(self.edit, &old, &new) {
            self.quotation(&shift);
        }
        for at in 0..self.edit.changes.len() {
            let change = &self.edit.changes[at];
            let [old, new] = [Side::Old, Side::New].map(|side| change.text(self.edit, side));
            let is_quoted =
                self.setting.kind == Some(BlockKind::Quotation) && change.class.is_none();
            if !self.told[at].is_typed && (is_quoted || quotation::marks_alone_differ(old, new)) {
                let reason = self.reason(ReasonKind::Quotation, some(old), some(new));
                let told = &mut self.told[at];
                told.add(Side::Old, change.span.old.clone());
                told.add(Side::New, change.span.new.clone());
                self.reasons.push((at, reason));
            }
        }
    }

    fn quotation(&mut self, shift: &Shift) {
        let sides = [(Side::Old, shift.old), (Side::New, shift.new)];
        let touched = sides.map(|(side, fact)| fact.map(|fact| self.touched(side, fact)));
        let touched: Vec<usize> = touched.into_iter().flatten().flatten().collect();
        if touched.is_empty() {
            return;
        }
        let spans = match (shift.old, shift.new) {
            (None, Some(fact)) => [self.answer(Side::New, fact), Some(fact.span.clone())],
            (Some(fact), None) => [Some(fact.span.clone()), self.answer(Side::Old, fact)],
            (old, new) => [old, new].map(|fact| fact.map(|fact| fact.span.clone())),
        };
        let sides = [Side::Old, Side::New].into_iter().zip(spans);
        let mut texts = [None, None];
        for (text, (side, span)) in texts.iter_mut().zip(sides) {
            let Some(span) = span else { continue };
            *text = some(&self.edit.text(side)[span.clone()]);
            for &change in &touched {
                self.told[change].add(side, span.clone());
            }
        }
        let [old, new] = texts;
        self.push(shift, self.reason(ReasonKind::Quotation, old, new));
    }

    /// Where the other side has a quotation's words without its marks, if it has.
    fn answer(&self, side: Side, fact: &Fact) -> Option<Range<usize>> {
        let place = self.edit.answer_across(side, &fact.span);
        let quoted = &self.edit.text(side)[fact.span.clone()];
        let words = quotation::within(&self.edit.text(side.other())[place.clone()], quoted)?;
        Some(place.start + words.start..place.start + words.end)
    }

    /// The changes within a quotation that are not cosmetic, its marks among them; not those that
    /// bring or take the whole of a long stretch.
    fn touched(&self, side: Side, fact: &Fact) -> Vec<usize> {
        let changes = &self.edit.changes;
        let start = changes.partition_point(|change| change.span.on(side).end < fact.span.start);
        let within = changes[start..].iter().enumerate();
        let within = within.take_while(|(_, change)| change.span.on(side).start <= fact.span.end);
        let touched = within.map(|(at, _)| start + at);
        touched.filter(|at| self.changes_quotation(side, fact, *at)).collect()
    }

    fn changes_quotation(&self, side: Side, fact: &Fact, at: usize) -> bool {
        let change = &self.edit.changes[at];
        let range = change.span.on(side);
        let overlaps = match range.is_empty() {
            true => fact.span.start < range.start && range.start < fact.span.end,
            false => fact.span.start < range.end && range.start < fact.span.end,
        };
        let covers = range.start <= fact.span.start && fact.span.end <= range.end;
        let is_whole = covers && self.sizes[at].is_long_and_whole();
        change.class.is_none() && overlaps && !is_whole
    }
}
