//! What is said of a verdict besides its reasons, a line each: what was counted, what disclosed the
//! edit, what stood between.

use crate::diff::sentences::sentences;
use crate::history::Snapshot;
use crate::overruling::Overruling;
use crate::render::ink::Ink;
use crate::render::wrap::shorten;
use crate::render::{Comparison, verdict, words};
use crate::time::Time;
use crate::verdict::{
    Class, Disclosure, Evidence, EvidenceKind, Reason, ReasonKind, Verdict, disclosure,
};

/// More versions between two than this are counted, not listed.
const BETWEEN_MAX: usize = 4;

/// The earlier of two versions that say the same, though another stood between.
pub fn returned(comparison: &Comparison) -> Option<u32> {
    let is_return = comparison.verdict.class == Class::None && !comparison.between.is_empty();
    let versions = [comparison.from.snapshot.version, comparison.to.snapshot.version];
    versions.into_iter().min().filter(|_| is_return)
}

/// The lines below a comparison's verdict, in the order of their weight.
pub fn notes(comparison: &Comparison, time: fn(Time) -> String) -> Vec<(Ink, String)> {
    let mut notes: Vec<_> =
        overruled(comparison, time).map(|said| (Ink::Strong, said)).into_iter().collect();
    notes.push((Ink::Faint, words::stats_line(&comparison.diff.stats)));
    let sentences = sentences(&comparison.diff.parts);
    notes.extend(words::sentences_line(&sentences).map(|line| (Ink::Faint, line)));
    if returned(comparison).is_some() {
        notes.push((Ink::Text, stood_between(comparison.between, time)));
        let id = comparison.story.id;
        let next = format!("`revdiff show {id} --each` shows what came and went");
        notes.push((Ink::Text, next));
    }
    if comparison.from.extractor != comparison.to.extractor {
        let note = "read by two extractors: some changes may be the extractors'";
        notes.push((Ink::Faint, note.to_string()));
    }
    let verdict = comparison.verdict;
    if differs_in_capitals_alone(verdict) {
        notes.push((Ink::Text, "the words differ in capital letters alone".to_string()));
    }
    notes.extend(verdict.evidence.iter().map(|evidence| (Ink::Text, disclosed_by(evidence))));
    if verdict.disclosure == Disclosure::Disclosed && !comparison.between.is_empty() {
        let id = comparison.story.id;
        let note =
            format!("of several edits: `revdiff show {id} --each` tells which were disclosed");
        notes.push((Ink::Text, note));
    }
    notes.extend(undisclosed(comparison).map(|missing| (Ink::Text, missing)));
    notes
}

/// What a person said of the verdict, or on which of several edits somebody said something.
fn overruled(comparison: &Comparison, time: fn(Time) -> String) -> Option<String> {
    if let Some(Overruling { ruling, by, why, at, .. }) = comparison.overruling() {
        return Some(format!("{}, by {by}, {}: “{why}”", verdict::ruling(*ruling), time(*at)));
    }
    let id = comparison.story.id;
    let names: Vec<String> =
        comparison.overruled.iter().map(|it| format!("v{}", it.version)).collect();
    let next = format!("`revdiff verdict {id}` tells how");
    match &names[..] {
        [] => None,
        [only] => Some(format!("the verdict on the edit that made {only} was overruled: {next}")),
        [..] if names.len() > BETWEEN_MAX => {
            Some(format!("the verdicts on {} edits were overruled: {next}", names.len()))
        }
        several => {
            let list = words::List(several);
            Some(format!("the verdicts on the edits that made {list} were overruled: {next}"))
        }
    }
}

/// Versions that a comparison passes over: `v2 stood between, captured …`.
fn stood_between(between: &[Snapshot], time: fn(Time) -> String) -> String {
    let version = |it: &Snapshot| format!("v{} ({})", it.version, time(it.captured_at));
    match between {
        [only] => format!("v{} stood between, captured {}", only.version, time(only.captured_at)),
        [first, .., last] if between.len() > BETWEEN_MAX => {
            let count = between.len();
            format!("{count} versions stood between, from {} to {}", version(first), version(last))
        }
        several => {
            let names: Vec<String> = several.iter().map(version).collect();
            format!("{} versions stood between: {}", names.len(), words::List(&names))
        }
    }
}

/// Whether all that makes an edit substantive is a wording that reads the same in lower case.
fn differs_in_capitals_alone(verdict: &Verdict) -> bool {
    let lower = |side: &Option<String>| side.as_ref().map(|text| text.to_lowercase());
    let is_case = |reason: &&Reason| {
        reason.kind == ReasonKind::Text && lower(&reason.old) == lower(&reason.new)
    };
    let mut grave = verdict.reasons.iter().filter(|reason| !reason.kind.is_cosmetic()).peekable();
    grave.peek().is_some() && grave.all(|reason| is_case(&reason))
}

/// What disclosed an edit, in its own words.
pub fn disclosed_by(evidence: &Evidence) -> String {
    let words = shorten(&evidence.text, words::LINE_COLUMNS_MAX);
    match (evidence.kind, evidence.source) {
        (EvidenceKind::UpdatedStamp, Some(source)) => {
            format!("disclosed by its updated stamp “{words}” ({})", words::source(source))
        }
        (EvidenceKind::UpdatedStamp, None) => format!("disclosed by its updated stamp “{words}”"),
        (EvidenceKind::Notice, _) => format!("disclosed by a notice: “{words}”"),
    }
}

fn undisclosed(comparison: &Comparison) -> Option<String> {
    let [old, new] = [&comparison.from, &comparison.to].map(|side| &side.article.stamps);
    match comparison.verdict.disclosure {
        Disclosure::Stealth => Some(match disclosure::stamped(old, new).first() {
            Some(alone) => format!(
                "its updated stamp “{}” came with no change of substance, and no notice with the edit",
                shorten(&alone.text, words::LINE_COLUMNS_MAX)
            ),
            None => "no later updated stamp and no notice came with it".to_string(),
        }),
        Disclosure::Unknown => {
            Some("neither version shows a stamp by which it could be told".to_string())
        }
        Disclosure::Disclosed | Disclosure::NotApplicable => None,
    }
}
