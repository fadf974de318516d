//! The names in the elements of a page that are marked as its authors'.

use scraper::{ElementRef, Node};

use super::names::names_in;
use crate::extract::document::{collapse, is_unseen};
use crate::extract::marks::{AuthorMark, Marks};

const TEXT_CHARACTERS_MAX: usize = 240;
const ELEMENTS_MAX: usize = 20;

/// How far up the elements of one byline have an ancestor in common.
const KINSHIP: usize = 4;

/// The names in the first element of a mark that holds any, and in those like it around it.
pub fn names(marks: &Marks<'_>, mark: AuthorMark) -> Vec<String> {
    let own = marks.authors.iter().filter(|(own, _)| *own == mark).map(|(_, element)| *element);
    let own = own.filter(|it| !marks.is_elsewhere(*it)).take(ELEMENTS_MAX);
    let named = own.map(|it| (it, names_in([parts(it).as_str()])));
    let mut named = named.filter(|(_, names)| !names.is_empty());
    let Some((first, mut names)) = named.next() else { return Vec::new() };
    for (element, more) in named.filter(|(element, _)| are_kin(first, *element)) {
        // An element inside the first has been read with it.
        if element.ancestors().all(|it| it.id() != first.id()) {
            names.extend(more.into_iter().filter(|name| name.contains(' ')));
        }
    }
    names_in(names.iter().map(String::as_str))
}

/// The text of an element, a line for each of its texts; two single words are one name.
fn parts(element: ElementRef<'_>) -> String {
    let mut parts = String::new();
    let mut last_is_word = false;
    for node in element.descendants() {
        let Node::Text(text) = node.value() else { continue };
        let unseen = node.parent().and_then(ElementRef::wrap).is_some_and(is_unseen);
        let text = collapse(text);
        if unseen || text.is_empty() {
            continue;
        }
        let is_word = !text.contains(' ') && text.starts_with(char::is_uppercase);
        if !parts.is_empty() {
            parts.push(if is_word && last_is_word { ' ' } else { '\n' });
        }
        last_is_word = is_word && text.chars().all(char::is_alphabetic);
        parts.push_str(&text);
        if parts.len() > TEXT_CHARACTERS_MAX {
            return String::new();
        }
    }
    parts
}

/// Whether two elements of one kind stand near each other.
fn are_kin(one: ElementRef<'_>, other: ElementRef<'_>) -> bool {
    let same =
        one.value().name() == other.value().name() && one.attr("class") == other.attr("class");
    let common = |it: ElementRef<'_>| other.ancestors().take(KINSHIP).any(|up| up.id() == it.id());
    let around = one.ancestors().take(KINSHIP).filter_map(ElementRef::wrap);
    same && around.into_iter().any(common)
}
