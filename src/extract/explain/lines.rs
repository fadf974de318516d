//! What spoke for and against the lines of a page.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::witness::named;
use super::{Seen, cut};
use crate::explanation::{Lines, Nearest, Reason, Story, StorySource};
use crate::extract::names::Announced;
use crate::extract::signs::{AROUND, Sign, Signs, TAGS, signs};
use crate::extract::weights::FIRST;

const REASONS_MAX: usize = 8;
const NEAREST_MAX: usize = 5;

/// A line of fewer bytes says little.
const NEAREST_BYTES_MIN: usize = 40;

/// The signs that can be told in words.
const TOLD: [(Sign, &str); 14] = [
    (Sign::LinkShare, "links"),
    (Sign::Prose, "prose"),
    (Sign::EndsSentence, "a sentence's end"),
    (Sign::Sentences, "sentences"),
    (Sign::FurnitureWords, "furniture words"),
    (Sign::Capitals, "capitals"),
    (Sign::Copyright, "©"),
    (Sign::At, "@"),
    (Sign::Digits, "digits"),
    (Sign::HasBars, "bars"),
    (Sign::Declared, "declared by the page"),
    (Sign::StandsTwice, "stands twice"),
    (Sign::IsHeadline, "is the headline"),
    (Sign::ProseBeside, "prose beside it"),
];

/// How the story was chosen.
pub fn story(seen: &Seen<'_>) -> Story {
    let lines = &seen.sight.outline.lines;
    let signs =
        signs(&seen.sight.outline, seen.sight.headline_at, seen.sight.json_ld.body.as_deref());
    let is_kept = |at: &usize| seen.chosen.is_story(*at);
    let (kept, left): (Vec<usize>, Vec<usize>) = (0..lines.len()).partition(is_kept);
    let reasons = |signs: &Signs, way| loudest(signs, way);
    let summed = |at: &[usize], way| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for reason in at.iter().filter_map(|at| reasons(&signs[*at], way)) {
            *counts.entry(reason).or_default() += 1;
        }
        let reason = |(reason, lines)| Reason { reason, lines };
        let mut reasons: Vec<Reason> = counts.into_iter().map(reason).collect();
        reasons.sort_by_key(|reason| Reverse(reason.lines));
        reasons.truncate(REASONS_MAX);
        Lines { lines: at.len(), reasons }
    };
    let evidence = |at: &usize| seen.chosen.evidence[*at];
    let mut near: Vec<usize> =
        left.iter().copied().filter(|at| lines[*at].text.len() >= NEAREST_BYTES_MIN).collect();
    near.sort_by(|one, other| evidence(other).total_cmp(&evidence(one)));
    let nearest = |at: &usize| Nearest {
        text: cut(&lines[*at].text),
        evidence: (evidence(at) * 100.0).round() / 100.0,
        reason: loudest(&signs[*at], Way::Against),
    };
    Story {
        source: source(seen, kept.len()),
        container: container(seen),
        kept: summed(&kept, Way::For),
        left: summed(&left, Way::Against),
        nearest: near.iter().take(NEAREST_MAX).map(nearest).collect(),
    }
}

fn source(seen: &Seen<'_>, kept: usize) -> StorySource {
    match (seen.article.blocks.is_empty(), kept, &seen.sight.json_ld.body) {
        (true, ..) => StorySource::None,
        (false, 1.., _) => StorySource::Lines,
        (false, 0, Some(_)) => StorySource::JsonLd,
        (false, 0, None) => StorySource::Script,
    }
}

/// The elements from the page's body to the one that holds the story.
fn container(seen: &Seen<'_>) -> Option<String> {
    let regions = seen.sight.outline.around(seen.chosen.container);
    let mut path: Vec<String> =
        regions.map(|at| named(seen.sight.outline.regions[at].element)).collect();
    path.reverse();
    (!path.is_empty()).then(|| path.join(" > "))
}

#[derive(Clone, Copy)]
enum Way {
    For,
    Against,
}

/// What speaks loudest for or against a line, of what can be told in words.
fn loudest(signs: &Signs, way: Way) -> Option<String> {
    let turned = |weight: f32| match way {
        Way::For => weight,
        Way::Against => -weight,
    };
    let own = TOLD.iter().map(|(sign, name)| {
        let at = *sign as usize;
        (signs.own[at] * FIRST.own[at], (*name).to_owned())
    });
    let tag = signs.tag.map(|tag| (FIRST.tag[tag], format!("<{}>", TAGS[tag])));
    let around = (0..AROUND.len()).filter(|bit| signs.around & (1 << bit) != 0);
    let around = around.map(|bit| (FIRST.around[bit], format!("in <{}>", AROUND[bit])));
    let names = signs.names.iter().zip(&FIRST.names);
    let names = names.flat_map(|(names, weights)| {
        names.all().map(|it| (weights[it as usize], format!("called {}", word(it))))
    });
    let all = own.chain(tag).chain(around).chain(names);
    let all = all.map(|(weight, name)| (turned(weight), name)).filter(|(weight, _)| *weight > 0.0);
    all.max_by(|one, other| one.0.total_cmp(&other.0)).map(|(_, name)| name)
}

fn word(announced: Announced) -> String {
    format!("{announced:?}").to_lowercase()
}
