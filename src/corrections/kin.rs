//! What a notice owns up to without a word that it shares: a change that came with it and is of the
//! kind it describes, and what tells again of a change that it speaks of.

use std::collections::BTreeSet;

use crate::corrections::change::{Change, Value};
use crate::corrections::evidence::{Grounds, Link, Notice};
use crate::corrections::part::Part;
use crate::corrections::{kinds, words};
use crate::verdict::{Reason, ReasonKind};

/// Joins a notice to the changes that came with it and are of a kind that it describes, where but one
/// such change shares a word of its sentence with it, or is the only one of a kind that is seldom
/// changed by chance. Of those that notices speak of already it is none.
pub fn described(
    notice: &Notice,
    links: &[Link],
    changes: &[(u32, Change)],
    explained: &BTreeSet<usize>,
) -> Vec<Link> {
    let is_told = |kind: ReasonKind| links.iter().any(|it| family(kind_of(it, changes)) == kind);
    let kinds =
        kinds::DESCRIBED.into_iter().filter(|kind| notice.describes(*kind) && !is_told(*kind));
    let of_kind = |kind: ReasonKind| {
        let with_it = changes.iter().enumerate().filter(move |(at, (version, change))| {
            *version == notice.version()
                && family(change.reason.kind) == kind
                && !explained.contains(at)
        });
        let all: Vec<(usize, &Change)> = with_it.map(|(at, (_, change))| (at, change)).collect();
        let near = all.iter().copied().filter(|(_, it)| !notice.words_around(it).is_empty());
        let near: Vec<(usize, &Change)> = near.collect();
        let alone = only(all).filter(|_| is_plain(kind) || !near.is_empty());
        alone.or_else(|| only(near)).unwrap_or_default()
    };
    let link = |(at, change): (usize, &Change)| {
        let shared = notice.words_around(change);
        let score = shared.len() as u32;
        Link { change: at, part: Part::Mended, grounds: Grounds::Kind, score, shared }
    };
    kinds.flat_map(of_kind).map(link).collect()
}

/// Joins to a notice what tells again, in the same field or paragraph, of changes that it speaks of:
/// the headline that changed by nothing else, the quotation that a "not" came into; and the same
/// correction made in another place, whose sentence shares a word with the notice.
pub fn told_again(notice: &Notice, links: &[Link], changes: &[(u32, Change)]) -> Vec<Link> {
    let mended: Vec<&Link> = links.iter().filter(|link| link.part == Part::Mended).collect();
    let repeated = |change: &Change| {
        let is_alike = |link: &&&Link| {
            link.grounds == Grounds::Words && is_same_correction(change, &changes[link.change].1)
        };
        mended.iter().find(is_alike).filter(|_| !notice.words_around(change).is_empty())
    };
    let is_open = |at: &usize| links.iter().all(|link| link.change != *at);
    let again = |at: usize| {
        let (version, change) = &changes[at];
        let beside = mended.iter().filter(|link| {
            let (of, other) = &changes[link.change];
            of == version && stand_together(&change.reason, &other.reason)
        });
        let beside: Vec<&Link> = beside.copied().chain(repeated(change).copied()).collect();
        let tellers: Vec<&Change> = beside.iter().map(|link| &changes[link.change].1).collect();
        let is_told = repeated(change).is_some() || tells_again(change, &tellers);
        is_told.then(|| Link {
            change: at,
            part: Part::Mended,
            grounds: Grounds::Same,
            score: beside.iter().map(|link| link.score).max().unwrap_or(0),
            shared: beside.first().map(|link| link.shared.clone()).unwrap_or_default(),
        })
    };
    (0..changes.len()).filter(is_open).filter_map(again).collect()
}

/// Whether a notice of such a change is rarely one of another: names and numbers come and go in many
/// edits, and a notice says whose and of what they were.
fn is_plain(kind: ReasonKind) -> bool {
    matches!(kind, ReasonKind::Date | ReasonKind::ParagraphRemoved | ReasonKind::ParagraphAdded)
}

fn kind_of(link: &Link, changes: &[(u32, Change)]) -> ReasonKind {
    changes[link.change].1.reason.kind
}

fn family(kind: ReasonKind) -> ReasonKind {
    if kind == ReasonKind::Speaker { ReasonKind::Name } else { kind }
}

/// Changes that all say the same, perhaps in several places; none where they do not.
fn only(changes: Vec<(usize, &Change)>) -> Option<Vec<(usize, &Change)>> {
    let values = |change: &Change| (change.reason.old.clone(), change.reason.new.clone());
    let (_, first) = changes.first()?;
    changes.iter().all(|(_, it)| values(it) == values(first)).then_some(changes)
}

/// Whether two changes put the same in the place of the same.
fn is_same_correction(one: &Change, other: &Change) -> bool {
    let is_same = |one: &Option<Value>, other: &Option<Value>| {
        one.as_ref().zip(other.as_ref()).is_some_and(|(one, other)| one.says_as(other))
    };
    one.reason.kind == other.reason.kind
        && is_same(&one.old, &other.old)
        && is_same(&one.new, &other.new)
}

fn stand_together(one: &Reason, other: &Reason) -> bool {
    one.part == other.part && one.block == other.block
}

/// Whether all that sets the two sides of a change apart is in the values of others.
fn tells_again(change: &Change, others: &[&Change]) -> bool {
    let is_within = |it: &&&Change| match change.reason.kind {
        ReasonKind::Headline
        | ReasonKind::Dek
        | ReasonKind::Caption
        | ReasonKind::Quotation
        | ReasonKind::Text => it.reason.kind != ReasonKind::Text,
        ReasonKind::Negation | ReasonKind::Modality => it.reason.kind == ReasonKind::Quotation,
        _ => false,
    };
    let others: Vec<&&Change> = others.iter().filter(is_within).collect();
    let side = |of: fn(&Change) -> Option<&[String]>| -> (Vec<String>, Vec<String>) {
        let told = others.iter().filter_map(|it| of(it)).flatten().cloned().collect();
        (of(change).unwrap_or_default().to_vec(), told)
    };
    let (mut old, old_told) = side(|it| it.old.as_ref().map(|value| &value.row[..]));
    let (mut new, new_told) = side(|it| it.new.as_ref().map(|value| &value.row[..]));
    without_ends(&mut old, &mut new);
    let all = |left: &[String], told: &[String], across: &[String]| {
        // Small words have no stems, and where they turn a statement a reason of their own.
        let is_small = |word: &String| words::stems(word).is_empty();
        left.iter().all(|it| told.contains(it) || is_form_of(it, across) || is_small(it))
    };
    let is_some = !old.is_empty() || !new.is_empty();
    is_some && !others.is_empty() && all(&old, &old_told, &new) && all(&new, &new_told, &old)
}

/// Takes the words that two rows begin and end with away from both.
fn without_ends(old: &mut Vec<String>, new: &mut Vec<String>) {
    let start = old.iter().zip(&*new).take_while(|(old, new)| old == new).count();
    old.drain(..start);
    new.drain(..start);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    old.truncate(old.len() - end);
    new.truncate(new.len() - end);
}

/// Whether a word has another form among words: `resign`, where `resigns` stands.
fn is_form_of(word: &str, words: &[String]) -> bool {
    let stems = words::stems(word);
    !stems.is_empty() && words.iter().any(|other| words::stems(other) == stems)
}
