//! Which lines of a page are the story's: two looks at each line's signs, the second with the
//! first's container in mind.
//!
//! Both looks are linear models in log-odds (logistic regression); `weights` says how they were
//! learned.

use super::container::container;
use super::document::attribute;
use super::outline::Outline;
use super::place::{PLACES, places};
use super::signs::{Signs, signs};
use super::weights;

/// Paragraphs, itself among them, from which on a line is one of many.
const LIKE_MIN: usize = 3;

/// What the two looks found.
pub struct Chosen {
    /// The evidence for each line being the story's, in log-odds.
    pub evidence: Vec<f32>,
    /// The evidence from which on a line is the story's.
    threshold: f32,
    /// The index of the region that holds the story.
    pub container: usize,
}

/// Looks at all lines; `headline_at` is the headline's, `declared` the text that the page
/// declares as the story's.
pub fn choose(outline: &Outline<'_>, headline_at: Option<usize>, declared: Option<&str>) -> Chosen {
    let signs = signs(outline, headline_at, declared);
    let first: Vec<f32> = signs.iter().map(|signs| signs.weigh(&weights::FIRST)).collect();
    let container = container(outline, &first);
    let places = places(outline, &signs, &first, container);
    let second = |(signs, place): (&Signs, &[f32; PLACES])| {
        let place: f32 =
            place.iter().zip(&weights::PLACE).map(|(value, weight)| value * weight).sum();
        signs.weigh(&weights::SECOND) + place
    };
    let evidence: Vec<f32> = signs.iter().zip(&places).map(second).collect();
    let threshold = threshold(&signs, &evidence);
    Chosen { evidence, threshold, container }
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
        self.evidence[line] > self.threshold
    }

    /// Whether a line is one of the story's paragraphs, of like elements, in one region.
    pub fn is_paragraph(&self, outline: &Outline<'_>, line: usize) -> bool {
        let shape = |at: usize| {
            let region = &outline.regions[outline.lines[at].at];
            (region.around, region.element.value().name(), attribute(region.element, "class"))
        };
        let like =
            (0..outline.lines.len()).filter(|at| self.is_story(*at) && shape(*at) == shape(line));
        self.is_story(line) && like.take(LIKE_MIN).count() == LIKE_MIN
    }
}
