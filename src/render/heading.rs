//! The head of a comparison: the story, its two versions with their times, the verdict.

use unicode_width::UnicodeWidthStr;

use crate::article::{ClaimedTime, Precision, Stamp, StampKind, StampSource};
use crate::render::ink::{Ink, Piece};
use crate::render::wrap::{self, Margin, NO_MARGIN, Page, shorten};
use crate::render::{Comparison, Side, verdict, words};
use crate::text::visible::visible;
use crate::time::Time;
use crate::verdict::{Disclosure, Evidence, EvidenceKind, Reason, ReasonKind, Verdict};

/// More typed reasons than this are counted, not listed.
const REASONS_MAX: usize = 12;

/// Claimed lines longer than this are cut: they are evidence, not text to read.
const LINE_COLUMNS_MAX: usize = 60;

/// Values of facts longer than this are cut.
const VALUE_COLUMNS_MAX: usize = 160;

const ARROW: &str = " → ";

const INDENT: Margin = Margin { first: "  ", rest: "  ", ink: Ink::Text };

pub fn write(out: &mut String, page: Page, comparison: &Comparison, time: fn(Time) -> String) {
    let headline = comparison.to.article.headline.as_deref().unwrap_or("(no headline)");
    line(out, page, NO_MARGIN, &[(Ink::Strong, headline)]);
    let story = format!(" · story {}", comparison.story.id);
    line(out, page, NO_MARGIN, &[(Ink::Faint, &comparison.story.url), (Ink::Faint, &story)]);
    out.push('\n');
    let (from, to) = (&comparison.from, &comparison.to);
    version(out, page, from, &[("captured", time(from.snapshot.captured_at))]);
    if from.snapshot.version != to.snapshot.version {
        version(out, page, to, &arrival(from, to, time));
    }
    out.push('\n');
    judgement(out, page, comparison);
}

/// Writes pieces of untrusted text as wrapped lines.
fn line(out: &mut String, page: Page, margin: Margin, texts: &[(Ink, &str)]) {
    let pieces: Vec<Piece> =
        texts.iter().map(|&(ink, text)| Piece::new(ink, visible(text))).collect();
    wrap::write(out, page, margin, &pieces);
}

/// When a later version came: between the last look that still read the one before, and the first
/// that read it.
fn arrival(from: &Side, to: &Side, time: fn(Time) -> String) -> Vec<(&'static str, String)> {
    let seen = time(to.snapshot.captured_at);
    let Some(not_before) = to.snapshot.not_before.map(time) else {
        return vec![("captured", seen)];
    };
    let before = to.snapshot.version.saturating_sub(1);
    let last = match before == from.snapshot.version {
        true => "last seen old".to_string(),
        false => format!("v{before} last seen"),
    };
    vec![("changed", format!("between {not_before} ({last}) and {seen} (first seen new)"))]
}

fn version(out: &mut String, page: Page, side: &Side, times: &[(&str, String)]) {
    let mut name = format!("v{}", side.snapshot.version);
    let mut rows: Vec<(&str, String)> = times.to_vec();
    for (label, kind) in [("published", StampKind::Published), ("updated", StampKind::Updated)] {
        rows.extend(claim(side, kind).map(|stamp| (label, claimed(stamp))));
    }
    for (label, value) in rows {
        let head = format!("{name:<3} {label:<9} ");
        let margin = Margin { first: &head, rest: &" ".repeat(head.width()), ink: Ink::Faint };
        line(out, page, margin, &[(Ink::Text, &value)]);
        name.clear();
    }
}

/// The claim that a reader could see, else the one most to be trusted.
fn claim<'a>(side: &'a Side, kind: StampKind) -> Option<&'a Stamp> {
    let stamps = || side.article.stamps.iter().filter(move |stamp| stamp.kind == kind);
    let seen =
        stamps().find(|stamp| matches!(stamp.source, StampSource::Time | StampSource::Visible));
    seen.or_else(|| side.article.stamp(kind))
}

fn claimed(stamp: &Stamp) -> String {
    let words = shorten(&stamp.text, LINE_COLUMNS_MAX);
    let about = if stamp.relative { "about " } else { "" };
    format!("{about}{}, read from “{words}” ({})", clock(&stamp.at), words::source(stamp.source))
}

/// A claimed time in the publisher's own clock.
fn clock(at: &ClaimedTime) -> String {
    let text = at.to_string();
    match at.precision {
        Precision::Year | Precision::Month | Precision::Day => text,
        Precision::Minute | Precision::Second => {
            let seconds = if at.precision == Precision::Minute { 16 } else { 19 };
            let zone = match at.offset_seconds {
                None => " (zone not said)",
                Some(0) => " UTC",
                Some(_) => &format!(" {}", text.get(19..).unwrap_or("")),
            };
            format!("{}{zone}", text.get(..seconds).unwrap_or(&text).replace('T', " "))
        }
    }
}

fn judgement(out: &mut String, page: Page, comparison: &Comparison) {
    let judged = comparison.verdict;
    if comparison.from.snapshot.version == comparison.to.snapshot.version {
        let latest = comparison.story.latest.as_ref().map_or(1, |latest| latest.version);
        let why = match latest {
            0 | 1 => "one version so far: nothing to compare".to_string(),
            _ => format!("v{} beside itself: nothing to compare", comparison.to.snapshot.version),
        };
        line(out, page, NO_MARGIN, &[(Ink::Strong, &why)]);
        return;
    }
    line(out, page, NO_MARGIN, &[(Ink::Strong, &verdict::verdict_line(judged))]);
    line(out, page, INDENT, &[(Ink::Faint, &words::stats_line(&comparison.diff.stats))]);
    if comparison.from.extractor != comparison.to.extractor {
        let note = "read by two extractors: some changes may be the extractors'";
        line(out, page, INDENT, &[(Ink::Faint, note)]);
    }
    for evidence in &judged.evidence {
        line(out, page, INDENT, &[(Ink::Text, &disclosed_by(evidence))]);
    }
    if let Some(missing) = undisclosed(judged) {
        line(out, page, INDENT, &[(Ink::Text, missing)]);
    }
    listed(out, page, &judged.reasons);
}

fn disclosed_by(evidence: &Evidence) -> String {
    let words = shorten(&evidence.text, LINE_COLUMNS_MAX);
    match (evidence.kind, evidence.source) {
        (EvidenceKind::UpdatedStamp, Some(source)) => {
            format!("disclosed by its updated stamp “{words}” ({})", words::source(source))
        }
        (EvidenceKind::UpdatedStamp, None) => format!("disclosed by its updated stamp “{words}”"),
        (EvidenceKind::Notice, _) => format!("disclosed by a notice: “{words}”"),
    }
}

fn undisclosed(verdict: &Verdict) -> Option<&'static str> {
    match verdict.disclosure {
        Disclosure::Stealth => Some("no later updated stamp and no notice came with it"),
        Disclosure::Unknown => Some("the publisher shows no stamps on this story"),
        Disclosure::Disclosed | Disclosure::NotApplicable => None,
    }
}

/// The reasons that name a fact, one a line; the others are plain from the text below.
fn listed(out: &mut String, page: Page, reasons: &[Reason]) {
    let facts: Vec<&Reason> = reasons.iter().filter(|reason| names_a_fact(reason.kind)).collect();
    for reason in facts.iter().take(REASONS_MAX) {
        fact(out, page, reason);
    }
    if let Some(more) = facts.len().checked_sub(REASONS_MAX).filter(|&more| more > 0) {
        line(out, page, INDENT, &[(Ink::Faint, &format!("and {more} more"))]);
    }
}

fn names_a_fact(kind: ReasonKind) -> bool {
    match kind {
        ReasonKind::Number
        | ReasonKind::Date
        | ReasonKind::Name
        | ReasonKind::Quotation
        | ReasonKind::Negation
        | ReasonKind::Modality
        | ReasonKind::Attribution
        | ReasonKind::Speaker => true,
        ReasonKind::Headline
        | ReasonKind::Dek
        | ReasonKind::Byline
        | ReasonKind::Dateline
        | ReasonKind::ParagraphAdded
        | ReasonKind::ParagraphRemoved
        | ReasonKind::ParagraphMoved
        | ReasonKind::CorrectionNotice
        | ReasonKind::Caption
        | ReasonKind::Link
        | ReasonKind::Text
        | ReasonKind::Revert
        | ReasonKind::Whitespace
        | ReasonKind::Quotes
        | ReasonKind::Dashes
        | ReasonKind::Case
        | ReasonKind::Punct
        | ReasonKind::Unicode => false,
    }
}

/// A fact's two values in one line; or, where they are longer, one below the other.
fn fact(out: &mut String, page: Page, reason: &Reason) {
    let ratio = reason.ratio.map_or(String::new(), |ratio| format!(" (×{})", rounded(ratio)));
    let place = match reason.block {
        Some(block) => format!(", {} {}", words::part(reason.part), u64::from(block) + 1),
        None => format!(", {}", words::part(reason.part)),
    };
    let [old, new] = [&reason.old, &reason.new].map(|side| {
        side.as_ref().map_or("–".to_string(), |text| shorten(text, VALUE_COLUMNS_MAX))
    });
    let label = format!("  {:<11} ", verdict::label(reason.kind));
    let after = format!("{ratio}{place}");
    let (removed, added) = ((Ink::Removed, old.as_str()), (Ink::Added, new.as_str()));
    let width = [&label, &old, ARROW, &new, &after].iter().map(|text| text.width()).sum::<usize>();
    let hang = " ".repeat(label.width());
    let first = Margin { first: &label, rest: &hang, ink: Ink::Faint };
    if width <= page.width_columns {
        return line(
            out,
            page,
            first,
            &[removed, (Ink::Faint, ARROW), added, (Ink::Faint, &after)],
        );
    }
    let arrow = format!("{:>1$}", ARROW, label.width());
    let second = Margin { first: &arrow, rest: &hang, ink: Ink::Faint };
    line(out, page, first, &[removed]);
    line(out, page, second, &[added, (Ink::Faint, &after)]);
}

/// A ratio to two places: `10`, `0.91`, `1.5`.
fn rounded(ratio: f64) -> String {
    let text = format!("{ratio:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}
