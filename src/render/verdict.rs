//! A verdict in words.

use crate::overruling::Ruling;
use crate::render::words;
use crate::verdict::{Class, Disclosure, Reason, ReasonKind, Verdict};

/// The verdict in one line: `substantive · headline, number, 5 paragraphs added · disclosed`.
/// Beside what is substantive, cosmetic reasons are left out.
pub fn verdict_line(verdict: &Verdict) -> String {
    let mut parts = vec![class(verdict.class).to_string()];
    let counts = |reason: &&Reason| match verdict.class {
        Class::None | Class::Cosmetic => true,
        Class::Substantive => !reason.kind.is_cosmetic(),
    };
    let reasons: Vec<&Reason> = verdict.reasons.iter().filter(counts).collect();
    if !reasons.is_empty() {
        parts.push(reasons_line(&reasons));
    }
    parts.extend(disclosure(verdict.disclosure).map(String::from));
    parts.join(" · ")
}

/// The kinds of reasons in order of weight, each once, those that repeat with their number.
pub fn reasons_line(reasons: &[&Reason]) -> String {
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
    let count_of = |thing: &str| format!("{} {}", words::plural(count as u64, "paragraph"), thing);
    match kind {
        ReasonKind::ParagraphAdded => count_of("added"),
        ReasonKind::ParagraphRemoved => count_of("removed"),
        ReasonKind::ParagraphMoved => format!("{} moved", words::plural(count as u64, "passage")),
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

/// What a person said of a verdict: `overruled: cosmetic`, `overruled: substantive · disclosed`.
pub fn ruling(ruling: Ruling) -> String {
    let class = ruling.class().map(|said| match said {
        Class::None => "no edit of the publisher's",
        Class::Cosmetic | Class::Substantive => class(said),
    });
    let said = [class, ruling.disclosure().and_then(disclosure)];
    let said: Vec<&str> = said.into_iter().flatten().collect();
    match ruling {
        Ruling::Withdrawn => "withdrawn: the rules' verdict stands".to_owned(),
        Ruling::Class(..) | Ruling::Disclosure(_) => format!("overruled: {}", said.join(" · ")),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::PartName;

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
            &[Headline, ParagraphAdded, Number, ParagraphAdded, ReasonKind::Case, Number, Text],
            Class::Substantive,
            Disclosure::Disclosed,
            "substantive · headline, number ×2, 2 paragraphs added, wording · disclosed",
        );
        check(&[ReasonKind::Case], Class::Cosmetic, Disclosure::NotApplicable, "cosmetic · case");
        check(&[], Class::None, Disclosure::NotApplicable, "no change");
    }
}
