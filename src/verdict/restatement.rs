//! Numbers that an edit writes otherwise and leaves as they are: `3,000` and `3000`, `1.5m` and
//! `1.5 million`.

use crate::text::tokens::tokens;
use crate::verdict::edit::{Change, Edit, Side};
use crate::verdict::facts::Fact;

/// The numbers that a change writes otherwise, with what they were; none where the change says
/// anything else.
pub fn pairs<'f>(
    edit: &Edit,
    change: &Change,
    old: &'f [Fact],
    new: &'f [Fact],
) -> Vec<(&'f Fact, &'f Fact)> {
    let before = touched(change, Side::Old, old);
    let after = touched(change, Side::New, new);
    let is_all =
        are_all(edit, change, Side::Old, before) && are_all(edit, change, Side::New, after);
    let is_same = before.iter().map(|fact| &fact.key).eq(after.iter().map(|fact| &fact.key));
    if !is_all || !is_same {
        return Vec::new();
    }
    let text = |side: Side, fact: &Fact| edit.text(side)[fact.span.clone()].to_owned();
    let pairs = before.iter().zip(after);
    pairs.filter(|(old, new)| text(Side::Old, old) != text(Side::New, new)).collect()
}

/// The facts of a side that reach into a change.
fn touched<'f>(change: &Change, side: Side, facts: &'f [Fact]) -> &'f [Fact] {
    let span = change.span.on(side);
    let start = facts.partition_point(|fact| fact.span.end < span.start.max(1));
    let end = facts.partition_point(|fact| fact.span.start < span.end.max(span.start + 1));
    &facts[start..end.max(start)]
}

/// Whether the words that a change has on a side are all within facts.
fn are_all(edit: &Edit, change: &Change, side: Side, facts: &[Fact]) -> bool {
    let (text, offset) = (change.text(edit, side), change.span.on(side).start);
    tokens(text).into_iter().all(|token| {
        let (start, end) = (offset + token.start, offset + token.end);
        let at = facts.partition_point(|fact| fact.span.end < end);
        facts.get(at).is_some_and(|fact| fact.span.start <= start)
    })
}
