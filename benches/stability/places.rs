//! Where in a page's source the story's paragraphs stand, and where furniture can be put.

use std::ops::Range;

use revdiff::extract::document::letters;

use crate::chance::Chance;
use crate::source::Source;

/// A true paragraph that is the whole of one element.
pub struct Paragraph {
    pub text: String,
    pub element: usize,
    pub letters: Range<usize>,
    /// The element with its tags.
    pub bytes: Range<usize>,
}

/// Shorter ones stand on a page more than once.
const LETTERS_MIN: usize = 30;

/// The paragraphs that are found, in the order of the page.
pub fn paragraphs(source: &Source, texts: &[String]) -> Vec<Paragraph> {
    let mut found: Vec<Paragraph> = Vec::new();
    for text in texts {
        let is_new = |it: &Paragraph| found.iter().all(|other| other.element != it.element);
        found.extend(paragraph(source, text).filter(is_new));
    }
    found.sort_by_key(|it| it.bytes.start);
    found
}

fn paragraph(source: &Source, text: &str) -> Option<Paragraph> {
    let words = letters(text);
    if words.len() < LETTERS_MIN {
        return None;
    }
    let mut places = source.letters.match_indices(&words).map(|(at, it)| at..at + it.len());
    places.find_map(|range| {
        let is_whole = |name: &str| ["p", "div"].contains(&name);
        let element = source
            .elements
            .iter()
            .rposition(|element| element.letters == range && is_whole(&element.name))?;
        let bytes = source.elements[element].open.start..source.elements[element].close.end;
        Some(Paragraph { text: text.to_string(), element, letters: range, bytes })
    })
}

/// Where furniture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among the story's own paragraphs.
    Inside,
    /// Around what holds them all.
    Outside,
}

/// The places of a page, as offsets into its source.
pub struct Places {
    pub first: Option<usize>,
    pub between: Vec<usize>,
    pub last: Option<usize>,
    pub outside: Vec<usize>,
}

impl Places {
    pub fn of(source: &Source, paragraphs: &[Paragraph]) -> Places {
        let parent = |it: &Paragraph| source.elements[it.element].parent;
        let siblings = paragraphs.windows(2).filter(|pair| parent(&pair[0]) == parent(&pair[1]));
        Places {
            first: paragraphs.first().map(|it| it.bytes.start),
            between: siblings.map(|pair| pair[0].bytes.end).collect(),
            last: paragraphs.last().map(|it| it.bytes.end),
            outside: outside(source, paragraphs),
        }
    }

    pub fn is_usable(&self) -> bool {
        !self.between.is_empty() && !self.outside.is_empty()
    }

    /// One of the places among the paragraphs; both ends as often as all that is between.
    pub fn inside(&self, chance: &mut Chance) -> Option<usize> {
        match chance.below(4) {
            0 => self.first,
            1 => self.last,
            _ => chance.pick(&self.between).copied(),
        }
    }
}

/// The top and the foot of the page, and right before and after what holds the paragraphs.
fn outside(source: &Source, paragraphs: &[Paragraph]) -> Vec<usize> {
    let body = source.elements.iter().position(|element| element.name == "body");
    let body = body.map(|at| &source.elements[at]);
    let ends = body.into_iter().flat_map(|body| [body.open.end, body.close.start]);
    let holder = holder(source, paragraphs).map(|at| &source.elements[at]);
    let holder = holder.filter(|it| !["html", "body"].contains(&it.name.as_str()));
    let sides = holder.into_iter().flat_map(|it| [it.open.start, it.close.end]);
    ends.chain(sides).collect()
}

/// The smallest element that holds all the paragraphs and more than one.
pub fn holder(source: &Source, paragraphs: &[Paragraph]) -> Option<usize> {
    let first = source.elements[paragraphs.first()?.element].parent?;
    let all = paragraphs.iter().fold(None::<Range<usize>>, |all, it| {
        let all = all.unwrap_or(it.letters.clone());
        Some(all.start.min(it.letters.start)..all.end.max(it.letters.end))
    })?;
    let holds = |at: &usize| {
        let inner = &source.elements[*at].letters;
        inner.start <= all.start && all.end <= inner.end
    };
    source.around(first).find(holds)
}
