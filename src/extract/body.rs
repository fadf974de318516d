//! Which lines of a page are the story's: two looks at each line's signs, the second with the
//! first's container in mind.
//!
//! Both looks are linear models in log-odds (logistic regression); `weights` says how they were
//! learned.

use super::container::container;
use super::outline::Outline;
use super::place::places;
use super::signs::signs;
use super::weights;

/// Paragraphs, itself among them, from which on a line is one of many.
const LIKE_MIN: usize = 3;

/// What the two looks found.
pub struct Chosen {
    /// The evidence for each line being the story's, in log-odds.
    pub evidence: Vec<f32>,
    /// The index of the region that holds the story.
    pub container: usize,
}

/// Looks at all lines; `headline_at` is the headline's, `declared` the text that the page
/// declares as the story's.
pub fn choose(outline: &Outline<'_>, headline_at: Option<usize>, declared: Option<&str>) -> Chosen {
    let signs = signs(outline, headline_at, declared);
    let first: Vec<f32> = signs.iter().map(|signs| signs.weigh(&weights::FIRST)).collect();
    let container = container(outline, &first);
    let places = places(outline, &first, container);
    let second = |(signs, place): (&super::signs::Signs, &[f32; super::place::PLACES])| {
        let place: f32 =
            place.iter().zip(&weights::PLACE).map(|(value, weight)| value * weight).sum();
        signs.weigh(&weights::SECOND) + place
    };
    Chosen { evidence: signs.iter().zip(&places).map(second).collect(), container }
}

impl Chosen {
    pub fn is_story(&self, line: usize) -> bool {
        self.evidence[line] > 0.0
    }

    /// Whether a line is one of the story's paragraphs, of like elements, in one region.
    pub fn is_paragraph(&self, outline: &Outline<'_>, line: usize) -> bool {
        let shape = |at: usize| {
            let region = &outline.regions[outline.lines[at].at];
            (region.around, region.element.value().name(), region.element.attr("class"))
        };
        let like =
            (0..outline.lines.len()).filter(|at| self.is_story(*at) && shape(*at) == shape(line));
        self.is_story(line) && like.take(LIKE_MIN).count() == LIKE_MIN
    }
}
