//! What is said of a comparison before its text: the story, its two versions with their times, the
//! verdict with its facts; in words, for every format to lay out. All texts are untrusted.

use crate::article::{ClaimedTime, Precision, Stamp, StampKind, StampSource};
use crate::render::ink::Ink;
use crate::render::wrap::shorten;
use crate::render::{Comparison, Side, verdict, words};
use crate::time::Time;
use crate::verdict::{Disclosure, Evidence, EvidenceKind, Reason, ReasonKind, Verdict};

/// More typed reasons than this are counted, not listed.
const REASONS_MAX: usize = 12;

/// Claimed lines longer than this are cut: they are evidence, not text to read.
const LINE_COLUMNS_MAX: usize = 60;

/// Values of facts longer than this are cut.
const VALUE_COLUMNS_MAX: usize = 160;

pub struct Summary<'a> {
    pub headline: &'a str,
    pub url: &'a str,
    /// Such as `story 7`.
    pub story: String,
    pub versions: Vec<Version>,
    pub judgement: Judgement,
}

/// A version and what is known of its times.
pub struct Version {
    /// Such as `v2`.
    pub name: String,
    pub rows: Vec<(&'static str, String)>,
}

pub enum Judgement {
    /// There is nothing to compare, and why.
    Alone(String),
    Judged(Judged),
}

pub struct Judged {
    pub verdict: String,
    /// What is to be said besides, a line each, in the ink of its weight.
    pub notes: Vec<(Ink, String)>,
    pub facts: Vec<Fact>,
    /// Facts beyond those listed.
    pub facts_more: usize,
}

/// A typed reason with its two values.
pub struct Fact {
    pub label: &'static str,
    pub old: Option<String>,
    pub new: Option<String>,
    /// New by old, such as `×1.05`, where both are numbers.
    pub ratio: Option<String>,
    /// The part that holds it, such as `paragraph 3`.
    pub part: String,
}

/// What stands for a value that only the other side has.
pub const ABSENT: &str = "–";

impl Fact {
    /// The ratio where there is one, and the part.
    pub fn place(&self) -> String {
        let said: Vec<&str> =
            self.ratio.as_deref().into_iter().chain([self.part.as_str()]).collect();
        said.join(", ")
    }
}

impl<'a> Summary<'a> {
    pub fn of(comparison: &Comparison<'a>, time: fn(Time) -> String) -> Summary<'a> {
        let (from, to) = (&comparison.from, &comparison.to);
        let mut versions = vec![version(from, vec![captured(from, time)])];
        if from.snapshot.version != to.snapshot.version {
            versions.push(version(to, vec![arrival(from, to, time)]));
        }
        Summary {
            headline: to.article.headline.as_deref().unwrap_or("(no headline)"),
            url: &comparison.story.url,
            story: format!("story {}", comparison.story.id),
            versions,
            judgement: judgement(comparison),
        }
    }
}

fn captured(side: &Side, time: fn(Time) -> String) -> (&'static str, String) {
    ("captured", time(side.snapshot.captured_at))
}

/// When a later version came: between the last look that still read the one before, and the first
/// that read it.
fn arrival(from: &Side, to: &Side, time: fn(Time) -> String) -> (&'static str, String) {
    let Some(not_before) = to.snapshot.not_before.map(time) else { return captured(to, time) };
    let before = to.snapshot.version.saturating_sub(1);
    let last = match before == from.snapshot.version {
        true => "last seen old".to_string(),
        false => format!("v{before} last seen"),
    };
    let seen = time(to.snapshot.captured_at);
    ("changed", format!("between {not_before} ({last}) and {seen} (first seen new)"))
}

fn version(side: &Side, mut rows: Vec<(&'static str, String)>) -> Version {
    for (label, kind) in [("published", StampKind::Published), ("updated", StampKind::Updated)] {
        rows.extend(claim(side, kind).map(|stamp| (label, claimed(stamp))));
    }
    Version { name: format!("v{}", side.snapshot.version), rows }
}

/// The claim that a reader could see, else the one most to be trusted.
fn claim<'a>(side: &'a Side, kind: StampKind) -> Option<&'a Stamp> {
    let stamps = || side.article.stamps.iter().filter(move |stamp| stamp.kind == kind);
    let seen =
        stamps().find(|stamp| matches!(stamp.source, StampSource::Time | StampSource::Visible));
    seen.or_else(|| side.article.stamp(kind))
}

/// What a stamp claims, and where that was read.
pub fn claimed(stamp: &Stamp) -> String {
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

fn judgement(comparison: &Comparison) -> Judgement {
    if comparison.from.snapshot.version == comparison.to.snapshot.version {
        let latest = comparison.story.latest.as_ref().map_or(1, |latest| latest.version);
        return Judgement::Alone(match latest {
            0 | 1 => "one version so far: nothing to compare".to_string(),
            _ => format!("v{} beside itself: nothing to compare", comparison.to.snapshot.version),
        });
    }
    let judged = comparison.verdict;
    let named: Vec<&Reason> =
        judged.reasons.iter().filter(|reason| names_a_fact(reason.kind)).collect();
    Judgement::Judged(Judged {
        verdict: verdict::verdict_line(judged),
        notes: notes(comparison),
        facts: named.iter().take(REASONS_MAX).map(|reason| fact(reason)).collect(),
        facts_more: named.len().saturating_sub(REASONS_MAX),
    })
}

fn notes(comparison: &Comparison) -> Vec<(Ink, String)> {
    let mut notes = vec![(Ink::Faint, words::stats_line(&comparison.diff.stats))];
    if comparison.from.extractor != comparison.to.extractor {
        let note = "read by two extractors: some changes may be the extractors'";
        notes.push((Ink::Faint, note.to_string()));
    }
    let verdict = comparison.verdict;
    notes.extend(verdict.evidence.iter().map(|evidence| (Ink::Text, disclosed_by(evidence))));
    notes.extend(undisclosed(verdict).map(|missing| (Ink::Text, missing.to_string())));
    notes
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

/// The reasons that name a fact; the others are plain from the text.
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

fn fact(reason: &Reason) -> Fact {
    let part = words::part(reason.part);
    let value = |side: &Option<String>| side.as_ref().map(|text| shorten(text, VALUE_COLUMNS_MAX));
    Fact {
        label: verdict::label(reason.kind),
        old: value(&reason.old),
        new: value(&reason.new),
        ratio: reason.ratio.map(|ratio| format!("×{}", rounded(ratio))),
        part: match reason.block {
            Some(block) => format!("{part} {}", u64::from(block) + 1),
            None => part.to_string(),
        },
    }
}

/// A ratio to two places: `10`, `0.91`, `1.5`.
fn rounded(ratio: f64) -> String {
    let text = format!("{ratio:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_string()
}
