//! What is said of a comparison before its text: the story, its two versions with their times, the
//! verdict with its facts; in words, for every format to lay out. All texts are untrusted.

use crate::article::{Block, ClaimedTime, Precision, Stamp, StampKind, StampSource};
use crate::render::ink::Ink;
use crate::render::wrap::shorten;
use crate::render::{Comparison, Side, notes, places, verdict, words};
use crate::time::Time;
use crate::verdict::{Reason, ReasonKind};

/// More typed reasons than this are counted, not listed.
const REASONS_MAX: usize = 12;

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
            judgement: judgement(comparison, time),
        }
    }
}

fn captured(side: &Side, time: fn(Time) -> String) -> (&'static str, String) {
    ("captured", time(side.snapshot.captured_at))
}

/// When a later version came: between the last look that still read the one before, and the first
/// that read it.
fn arrival(from: &Side, to: &Side, time: fn(Time) -> String) -> (&'static str, String) {
    let Some(not_before) = to.snapshot.not_before else { return captured(to, time) };
    let before = to.snapshot.version.saturating_sub(1);
    let last = match before == from.snapshot.version {
        true => "last seen old".to_string(),
        false => format!("v{before} last seen"),
    };
    let seen = words::until(not_before, to.snapshot.captured_at, time);
    ("changed", format!("between {} ({last}) and {seen} (first seen new)", time(not_before)))
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
    let words = shorten(&stamp.text, words::LINE_COLUMNS_MAX);
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

fn judgement(comparison: &Comparison, time: fn(Time) -> String) -> Judgement {
    let to = comparison.to.snapshot.version;
    if comparison.from.snapshot.version == to {
        let latest = comparison.story.latest.as_ref().map_or(1, |latest| latest.version);
        return Judgement::Alone(match latest {
            0 | 1 => "one version so far: nothing to compare".to_string(),
            _ => format!("v{to} beside itself: nothing to compare"),
        });
    }
    let judged = comparison.verdict;
    let named: Vec<&Reason> =
        judged.reasons.iter().filter(|reason| names_a_fact(reason.kind)).collect();
    let fact = |reason: &&Reason| fact(reason, &comparison.to.article.blocks);
    Judgement::Judged(Judged {
        verdict: match notes::returned(comparison) {
            Some(version) => format!("no change · the text is again that of v{version}"),
            None => verdict::verdict_line(judged),
        },
        notes: notes::notes(comparison, time),
        facts: named.iter().take(REASONS_MAX).map(fact).collect(),
        facts_more: named.len().saturating_sub(REASONS_MAX),
    })
}

/// The reasons that name a fact; the others are plain from the text.
pub fn names_a_fact(kind: ReasonKind) -> bool {
    match kind {
        ReasonKind::Number
        | ReasonKind::Date
        | ReasonKind::Name
        | ReasonKind::Quotation
        | ReasonKind::Negation
        | ReasonKind::Modality
        | ReasonKind::Attribution
        | ReasonKind::Speaker
        | ReasonKind::Link => true,
        ReasonKind::Headline
        | ReasonKind::Dek
        | ReasonKind::Byline
        | ReasonKind::Dateline
        | ReasonKind::ParagraphAdded
        | ReasonKind::ParagraphRemoved
        | ReasonKind::ParagraphMoved
        | ReasonKind::CorrectionNotice
        | ReasonKind::Caption
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

fn fact(reason: &Reason, blocks: &[Block]) -> Fact {
    let value = |side: &Option<String>| side.as_ref().map(|text| shorten(text, VALUE_COLUMNS_MAX));
    let block = reason.block.and_then(|index| places::place(blocks, index as usize));
    Fact {
        label: verdict::label(reason.kind),
        old: value(&reason.old),
        new: value(&reason.new),
        ratio: reason.ratio.and_then(rounded).map(|ratio| format!("×{ratio}")),
        part: block.unwrap_or_else(|| words::part(reason.part).to_string()),
    }
}

/// A ratio to two places, and to two digits where it is small: `10`, `0.91`, `0.0034`. None where it
/// would say nothing: of a change of sign, or of almost the same.
fn rounded(ratio: f64) -> Option<String> {
    if ratio <= 0.0 {
        return None;
    }
    let zeros = (-ratio.log10()).floor().max(0.0);
    let text = format!("{ratio:.0$}", zeros as usize + 2);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    (text != "1").then(|| text.to_string())
}

#[cfg(test)]
mod tests;
