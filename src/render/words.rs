//! The words that verdicts, reasons and counts are told in.

use std::fmt;

use crate::article::StampSource;
use crate::diff::{PartName, Stats};
use crate::verdict::{Class, Disclosure, Reason, ReasonKind, Verdict};

/// The verdict in one line: `substantive · headline, number, 5 paragraphs added · disclosed`.
pub fn verdict_line(verdict: &Verdict) -> String {
    let mut parts = vec![class(verdict.class).to_string()];
    if !verdict.reasons.is_empty() {
        parts.push(reasons_line(&verdict.reasons));
    }
    parts.extend(disclosure(verdict.disclosure).map(String::from));
    parts.join(" · ")
}

/// The kinds of reasons in order of weight, each once, those that repeat with their number.
fn reasons_line(reasons: &[Reason]) -> String {
    let mut kinds: Vec<(ReasonKind, usize)> = Vec::new();
    for reason in reasons {
        match kinds.iter_mut().find(|(kind, _)| *kind == reason.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((reason.kind, 1)),
        }
    }
    kinds.sort_by_key(|&(kind, _)| rank(kind));
    kinds.iter().map(|&(kind, count)| counted(kind, count)).collect::<Vec<_>>().join(", ")
}

/// Facts before paragraphs before wording before what is cosmetic.
fn rank(kind: ReasonKind) -> u8 {
    match kind {
        ReasonKind::CorrectionNotice => 0,
        ReasonKind::Headline
        | ReasonKind::Dek
        | ReasonKind::Byline
        | ReasonKind::Dateline
        | ReasonKind::Revert => 1,
        ReasonKind::Number
        | ReasonKind::Date
        | ReasonKind::Name
        | ReasonKind::Quotation
        | ReasonKind::Negation
        | ReasonKind::Modality
        | ReasonKind::Attribution
        | ReasonKind::Speaker => 2,
        ReasonKind::ParagraphAdded | ReasonKind::ParagraphRemoved | ReasonKind::ParagraphMoved => 3,
        ReasonKind::Caption | ReasonKind::Link | ReasonKind::Text => 4,
        ReasonKind::Whitespace
        | ReasonKind::Quotes
        | ReasonKind::Dashes
        | ReasonKind::Case
        | ReasonKind::Punct
        | ReasonKind::Unicode => 5,
    }
}

fn counted(kind: ReasonKind, count: usize) -> String {
    let count_of = |thing: &str| format!("{} {}", plural(count as u64, "paragraph"), thing);
    match kind {
        ReasonKind::ParagraphAdded => count_of("added"),
        ReasonKind::ParagraphRemoved => count_of("removed"),
        ReasonKind::ParagraphMoved => format!("{} moved", plural(count as u64, "passage")),
        _ if count == 1 => label(kind).to_string(),
        _ => format!("{} ×{count}", label(kind)),
    }
}

pub fn class(class: Class) -> &'static str {
    match class {
        Class::None => "no change",
        Class::Cosmetic => "cosmetic",
        Class::Substantive => "substantive",
    }
}

pub fn disclosure(disclosure: Disclosure) -> Option<&'static str> {
    match disclosure {
        Disclosure::Disclosed => Some("disclosed"),
        Disclosure::Stealth => Some("stealth"),
        Disclosure::Unknown => Some("disclosure unknown"),
        Disclosure::NotApplicable => None,
    }
}

pub fn label(kind: ReasonKind) -> &'static str {
    match kind {
        ReasonKind::Headline => "headline",
        ReasonKind::Dek => "dek",
        ReasonKind::Byline => "byline",
        ReasonKind::Dateline => "dateline",
        ReasonKind::Number => "number",
        ReasonKind::Date => "date",
        ReasonKind::Name => "name",
        ReasonKind::Quotation => "quotation",
        ReasonKind::Negation => "negation",
        ReasonKind::Modality => "modality",
        ReasonKind::Attribution => "attribution",
        ReasonKind::Speaker => "speaker",
        ReasonKind::ParagraphAdded => "paragraph added",
        ReasonKind::ParagraphRemoved => "paragraph removed",
        ReasonKind::ParagraphMoved => "passage moved",
        ReasonKind::CorrectionNotice => "correction notice",
        ReasonKind::Caption => "caption",
        ReasonKind::Link => "link",
        ReasonKind::Text => "wording",
        ReasonKind::Revert => "revert",
        ReasonKind::Whitespace => "white space",
        ReasonKind::Quotes => "quotation marks' shape",
        ReasonKind::Dashes => "dashes",
        ReasonKind::Case => "case",
        ReasonKind::Punct => "punctuation",
        ReasonKind::Unicode => "encoding",
    }
}

/// The words of both versions by what became of them: `12 words added, 1 removed, 420 kept`.
pub fn stats_line(stats: &Stats) -> String {
    let counts = [
        (stats.words_added, "added"),
        (stats.words_removed, "removed"),
        (stats.words_moved, "moved"),
        (stats.words_kept, "kept"),
    ];
    let mut line = String::new();
    for (count, verb) in counts.into_iter().filter(|(count, _)| *count > 0) {
        match line.is_empty() {
            true => line = format!("{} {verb}", plural(count, "word")),
            false => line.push_str(&format!(", {count} {verb}")),
        }
    }
    if line.is_empty() { "no words".into() } else { line }
}

pub fn part(part: PartName) -> &'static str {
    match part {
        PartName::Headline => "headline",
        PartName::Dek => "dek",
        PartName::Byline => "byline",
        PartName::Dateline => "dateline",
        PartName::Block => "paragraph",
    }
}

/// Where a stamp was read, and whether a reader sees it there.
pub fn source(source: StampSource) -> &'static str {
    match source {
        StampSource::JsonLd => "JSON-LD, not seen by readers",
        StampSource::Meta => "meta tag, not seen by readers",
        StampSource::Microdata => "microdata, not seen by readers",
        StampSource::Time => "time element on the page",
        StampSource::Visible => "line on the page",
        StampSource::Url => "address",
    }
}

/// `1 word`, `2 words`; for nouns whose plural takes an s.
pub fn plural(count: u64, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub struct List<'a>(pub &'a [String]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => Ok(()),
            [only] => f.write_str(only),
            [first @ .., last] => write!(f, "{} and {last}", first.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(kind: ReasonKind) -> Reason {
        Reason { kind, old: None, new: None, ratio: None, part: PartName::Block, block: None }
    }

    fn check(kinds: &[ReasonKind], class: Class, disclosure: Disclosure, expected: &str) {
        let reasons = kinds.iter().map(|&kind| reason(kind)).collect();
        let verdict = Verdict { class, disclosure, evidence: Vec::new(), reasons };
        assert_eq!(verdict_line(&verdict), expected);
    }

    #[test]
    fn a_verdict_is_one_line() {
        use ReasonKind::{Headline, Number, ParagraphAdded, Text};
        check(
            &[Headline, ParagraphAdded, Number, ParagraphAdded, Number, Text],
            Class::Substantive,
            Disclosure::Disclosed,
            "substantive · headline, number ×2, 2 paragraphs added, wording · disclosed",
        );
        check(&[ReasonKind::Case], Class::Cosmetic, Disclosure::NotApplicable, "cosmetic · case");
        check(&[], Class::None, Disclosure::NotApplicable, "no change");
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        let stats = |added, removed, kept| Stats {
            words_added: added,
            words_removed: removed,
            words_kept: kept,
            words_moved: 0,
        };
        assert_eq!(stats_line(&stats(1, 0, 0)), "1 word added");
        assert_eq!(stats_line(&stats(2, 1, 420)), "2 words added, 1 removed, 420 kept");
        assert_eq!(stats_line(&stats(0, 0, 0)), "no words");
    }

    #[test]
    fn lists_read_as_sentences() {
        let list = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| name.to_string()).collect();
            List(&names).to_string()
        };
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a"]), "a");
    }
}
