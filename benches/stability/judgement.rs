//! Whether two articles differ by exactly the edit that was planted.

use revdiff::extract::document::letters;
use revdiff::text::normal;

use crate::edits::Planted;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judgement {
    /// The planted edit and nothing else.
    Exact,
    /// More, less or other than it.
    Inexact,
    /// The articles are the same.
    Missed,
}

/// Judges by the fields of the two articles (`pages::fields`).
pub fn judge(old: &[String], new: &[String], planted: &Planted) -> Judgement {
    if old == new {
        return Judgement::Missed;
    }
    let is_exact = match planted {
        Planted::Replaced { old: from, new: to } => {
            each(old, new, |old, new| turns(old, from, to, new))
        }
        Planted::SentencePut(text) => each(old, new, |old, new| turns(new, text, "", old)),
        Planted::SentenceCut(text) => each(old, new, |old, new| turns(old, text, "", new)),
        Planted::BlockPut(text) => is_without(new, old, text),
        Planted::BlockCut(text) => is_without(old, new, text),
        Planted::BlockMoved(text) => is_moved(old, new, text),
    };
    if is_exact { Judgement::Exact } else { Judgement::Inexact }
}

/// Whether all the fields that differ do so in the way that is asked for.
fn each(old: &[String], new: &[String], is_planted: impl Fn(&str, &str) -> bool) -> bool {
    let mut pairs = old.iter().zip(new).filter(|(old, new)| old != new);
    old.len() == new.len() && pairs.all(|(old, new)| is_planted(old, new))
}

/// Whether one occurrence of some words, replaced by others, makes one text the other.
fn turns(text: &str, from: &str, to: &str, other: &str) -> bool {
    let from = normal::form(from);
    let mut places = text.match_indices(&from);
    places.any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + from.len()..]);
        normal::form(&format!("{before}{to}{after}")) == other
    })
}

/// Whether the fields, without one that has those words, are the others.
fn is_without(more: &[String], fewer: &[String], text: &str) -> bool {
    let words = letters(text);
    let mut places = more.iter().enumerate().filter(|(_, field)| letters(field) == words);
    places.any(|(at, _)| more[..at].iter().chain(&more[at + 1..]).eq(fewer))
}

fn is_moved(old: &[String], new: &[String], text: &str) -> bool {
    let words = letters(text);
    let others = |fields: &[String]| -> Vec<String> {
        fields.iter().filter(|field| letters(field) != words).cloned().collect()
    };
    old.len() == new.len() && others(old) == others(new) && others(old).len() < old.len()
}
