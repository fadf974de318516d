//! Where an element stands to the story's text: what stands behind it, in a box of its own, comes
//! and goes.

use scraper::ElementRef;

use crate::extract::document::names;

/// The elements that the first and the last line of the story stand in; none on a page without.
#[derive(Clone, Copy, Default)]
pub struct Story<'a> {
    pub ends: Option<(ElementRef<'a>, ElementRef<'a>)>,
}

/// Where an element stands that names somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// At the head of the story, or in it.
    Head,
    /// Behind the story.
    Foot,
    /// In a box about a person, behind the story's beginning.
    Box,
}

impl Story<'_> {
    pub fn place(&self, element: ElementRef<'_>) -> Place {
        let Some((first, last)) = self.ends else { return Place::Head };
        // Ids are in page order.
        let is_begun = element.id() > first.id();
        let is_over =
            element.id() > last.id() && element.ancestors().all(|it| it.id() != last.id());
        match () {
            () if is_begun && is_in_box(element) => Place::Box,
            () if is_over => Place::Foot,
            () => Place::Head,
        }
    }
}

/// Whether an element, or one around it, is called a box about a person.
fn is_in_box(element: ElementRef<'_>) -> bool {
    let around = element.ancestors().filter_map(ElementRef::wrap);
    let mut all = std::iter::once(element).chain(around);
    all.any(|it| !matches!(it.value().name(), "body" | "html") && is_box(&names(it)))
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
