//! Which lines of a page are the story's: a look at each line's own signs, and then two at its
//! place too, each with the container and the lines in mind that the look before found.
//!
//! The first two looks are linear models in log-odds (logistic regression), the third is one of
//! decision trees (`trees`), each fed by the one before it (auto-context: Z. Tu, "Auto-context and
//! its application to high-level vision tasks", CVPR 2008). `weights` says how they were learned.

use super::container::container;
use super::outline::Outline;
use super::place::{PLACES, PlaceWeights, places};
use super::signs::{Signs, VALUES, Weights, signs};
use super::trees::{self, Values};
use super::{known, weights, whole};
use crate::memory::{Head, Memory};

/// Paragraphs, itself among them, from which on a line is one of many.
const LIKE_MIN: usize = 3;

/// The weights of the second look.
pub struct Look {
    pub signs: Weights,
    pub places: PlaceWeights,
}

/// What the looks found.
pub struct Chosen {
    /// The evidence for each line being the story's, in log-odds, with what was known before.
    pub evidence: Vec<f32>,
    /// The same by the looks alone.
    pub seen: Vec<f32>,
    /// The evidence from which on a line is the story's.
    threshold: f32,
    /// The index of the region that holds the story.
    pub container: usize,
    /// Whether each line is known to be none of the story's.
    left_out: Vec<bool>,
    /// What is known to have stood above the story.
    pub head: Option<Head>,
}

/// Looks at all lines; `headline_at` is the headline's, `declared` the text that the page
/// declares as the story's.
pub fn choose(
    outline: &Outline<'_>,
    headline_at: Option<usize>,
    declared: Option<&str>,
    memory: &Memory,
) -> Chosen {
    let signs = signs(outline, headline_at, declared);
    let first = first_look(&signs, &weights::FIRST);
    let second = weights::SECOND.at(outline, &signs, &first, container(outline, &first));
    let places = memory.places.as_ref();
    let container = places
        .and_then(|places| known::container(outline, places, &second))
        .unwrap_or_else(|| container(outline, &second));
    let seen = last_look(outline, &signs, &second, container);
    let threshold = threshold(&signs, &seen);
    let left_out = known::left_out(outline, memory, &seen, container);
    let mut evidence = seen.clone();
    whole::settle(outline, &mut evidence);
    if let Some(places) = places {
        known::weigh(outline, places, container, &seen, &mut evidence);
    }
    let head = places.and_then(|places| known::head(outline, places, container));
    Chosen { evidence, seen, threshold, container, left_out, head }
}

/// The evidence of each line's own signs.
pub fn first_look(signs: &[Signs], weights: &Weights) -> Vec<f32> {
    signs.iter().map(|signs| signs.weigh(weights)).collect()
}

impl Look {
    /// The evidence for each line, given that of the look before and the container.
    pub fn at(
        &self,
        outline: &Outline<'_>,
        signs: &[Signs],
        evidence: &[f32],
        container: usize,
    ) -> Vec<f32> {
        let places = places(outline, signs, evidence, container);
        let place = |place: &[f32]| -> f32 {
            place.iter().zip(&self.places).map(|(value, weight)| value * weight).sum()
        };
        signs.iter().zip(&places).map(|(line, at)| line.weigh(&self.signs) + place(at)).collect()
    }
}

/// Log-odds of the look before below which no further look helps.
const HOPELESS: f32 = -5.0;

/// What the look before still counts for: the trees alone are bolder than they should be on pages
/// unlike those that they were grown on.
const LINEAR_SHARE: f32 = 0.3;

/// Lines whose signs are kept as numbers at the same time.
const LINES_AT_ONCE: usize = 64;

fn last_look(
    outline: &Outline<'_>,
    signs: &[Signs],
    evidence: &[f32],
    container: usize,
) -> Vec<f32> {
    let places = places(outline, signs, evidence, container);
    let hopeful: Vec<usize> =
        (0..evidence.len()).filter(|at| !(..HOPELESS).contains(&evidence[*at])).collect();
    let values = |at: &usize| {
        let mut values = [0.0; VALUES + PLACES];
        values[..VALUES].copy_from_slice(&signs[*at].values());
        values[VALUES..].copy_from_slice(&places[*at]);
        values
    };
    let mut seen = evidence.to_vec();
    for lines in hopeful.chunks(LINES_AT_ONCE) {
        let values: Vec<Values> = lines.iter().map(values).collect();
        for (at, of_trees) in lines.iter().zip(trees::evidence(&values)) {
            seen[*at] = of_trees + LINEAR_SHARE * evidence[*at];
        }
    }
    seen
}

/// Log-odds below which no line is a story's on any page.
const EVIDENCE_MIN: f32 = -3.0;

/// How much less likely than the likeliest prose a line may be on a page where none is likely.
const EVIDENCE_BELOW: f32 = 1.5;

/// Zero, but on a page that misleads, and has prose all the same, what tells the likeliest prose
/// from the rest.
fn threshold(signs: &[Signs], evidence: &[f32]) -> f32 {
    let prose = signs.iter().zip(evidence).filter(|(signs, _)| signs.is_prose());
    let best = prose.map(|(_, evidence)| *evidence).fold(f32::NEG_INFINITY, f32::max);
    match best {
        ..EVIDENCE_MIN => 0.0,
        EVIDENCE_MIN..0.0 => best - EVIDENCE_BELOW,
        _ => 0.0,
    }
}

impl Chosen {
    pub fn is_story(&self, line: usize) -> bool {
        self.evidence[line] > self.threshold && !self.left_out[line]
    }

    /// Whether a line stands where the story is not known to stand.
    pub fn is_elsewhere(&self, line: usize) -> bool {
        self.evidence[line] < self.seen[line]
    }

    /// Whether a line is known to be none of the story's.
    pub fn was_left_out(&self, line: usize) -> bool {
        self.left_out[line]
    }

    /// Whether a line is one of the story's paragraphs, of like elements, in one region.
    pub fn is_paragraph(&self, outline: &Outline<'_>, line: usize) -> bool {
        let shape = |at: usize| {
            let region = &outline.regions[outline.lines[at].at];
            (region.around, region.element.name(), region.element.attribute("class"))
        };
        let like =
            (0..outline.lines.len()).filter(|at| self.is_story(*at) && shape(*at) == shape(line));
        self.is_story(line) && like.take(LIKE_MIN).count() == LIKE_MIN
    }
}
