//! Where an element stands to the story's text: what stands behind it, in a box of its own, comes
//! and goes.

use crate::extract::document::names;
use crate::extract::dom::element::Element;

/// A byline under the headline has no more text.
const BYLINE_BYTES: usize = 100;

/// Nor has a signature under the text.
const SIGNATURE_BYTES: usize = 60;

/// What tells where an element stands.
#[derive(Clone, Copy, Default)]
pub struct Story<'a> {
    /// The elements that its first and its last line stand in; none on a page without.
    pub ends: Option<(Element<'a>, Element<'a>)>,
    /// The element that the headline stands in.
    pub headline: Option<Element<'a>>,
    pub boxes: Boxes,
}

/// What a box about a person under the headline is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Boxes {
    /// The byline, if it says little more than a name.
    #[default]
    ByLength,
    /// None of the story's head, in which the names are known.
    Foreign,
}

/// Where an element stands that names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the head of the story, or in it.
    Head,
    /// Behind the story.
    Foot,
    /// In a box about a person that is none of the story's head.
    Box,
}

impl Story<'_> {
    pub fn place(&self, element: Element<'_>) -> Place {
        let Some((first, last)) = self.ends else { return Place::Head };
        let is_begun = element.is_behind(first);
        let is_above = self.headline.is_some_and(|it| it.is_behind(element));
        let is_over = element.is_behind(last) && element.ancestors().all(|it| it != last);
        let is_foreign = is_begun || is_above || self.boxes == Boxes::Foreign;
        match () {
            () if box_around(element).is_some_and(|it| is_foreign || is_long(it)) => Place::Box,
            () if is_over && !is_signature(element, last) => Place::Foot,
            () => Place::Head,
        }
    }
}

/// Whether an element is as a last paragraph, with a name and little more.
fn is_signature(element: Element<'_>, last: Element<'_>) -> bool {
    element.parent() == last.parent()
        && element.name() == last.name()
        && element.texts().map(|text| text.trim().len()).sum::<usize>() <= SIGNATURE_BYTES
}

/// The element, itself or around another, that is called a box about a person.
fn box_around(element: Element<'_>) -> Option<Element<'_>> {
    let around = element.ancestors();
    let mut all = std::iter::once(element).chain(around);
    all.find(|it| !matches!(it.name(), "body" | "html") && is_box(&names(*it)))
}

/// Whether a box says more than who wrote the story and when.
fn is_long(element: Element<'_>) -> bool {
    element.texts().map(|text| text.trim().len()).sum::<usize>() > BYLINE_BYTES
}

/// Whether names say, in one word or in two that stand together, that an element is about a person.
fn is_box(names: &str) -> bool {
    const WORDS: [&str; 10] = [
        "bio",
        "bios",
        "biography",
        "authorbox",
        "authorbio",
        "authorcard",
        "authorinfo",
        "authorprofile",
        "aboutauthor",
        "abouttheauthor",
    ];
    const PEOPLE: [&str; 5] = ["author", "authors", "writer", "contributor", "the"];
    const BOXES: [&str; 7] = ["box", "card", "profile", "info", "about", "block", "description"];
    let words: Vec<&str> =
        names.split(|c: char| !c.is_ascii_alphanumeric()).filter(|it| !it.is_empty()).collect();
    let is_pair = |pair: &[&str]| match pair {
        ["about", person] => PEOPLE.contains(person),
        [person, what] => *person != "the" && PEOPLE.contains(person) && BOXES.contains(what),
        _ => false,
    };
    words.iter().any(|word| WORDS.contains(word)) || words.windows(2).any(is_pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_is_known_by_its_names() {
        for names in [" author-bio ", " c-author__card ", " about-the-author ", " authorbox "] {
            assert!(is_box(names), "{names}");
        }
        for names in [" antibiotics ", " author-name ", " biology article ", " byline author "] {
            assert!(!is_box(names), "{names}");
        }
    }
}
