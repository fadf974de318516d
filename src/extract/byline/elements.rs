//! The names in the elements of a page that are marked as its authors'.

use super::by::after_by;
use super::names::shown;
use crate::extract::document::is_unseen;
use crate::extract::dom::element::{Element, Node};
use crate::extract::marks::{AuthorMark, Marks};

const TEXT_CHARACTERS_MAX: usize = 240;
const ELEMENTS_MAX: usize = 20;

/// How far up the elements of one byline have an ancestor in common.
const KINSHIP: usize = 4;

/// The names in the first element of a mark that holds any, and in those like it around it, as far
/// as they stand where names count.
pub fn names<'a>(
    marks: &Marks<'a>,
    mark: AuthorMark,
    counts: &dyn Fn(Element<'a>) -> bool,
) -> Vec<String> {
    let own = marks.authors.iter().filter(|(own, _)| *own == mark).map(|(_, element)| *element);
    let own = own.filter(|it| counts(*it) && !marks.is_elsewhere(*it)).take(ELEMENTS_MAX);
    let named = own.map(|it| (it, shown([text(it).as_str()])));
    let mut named = named.filter(|(_, names)| !names.is_empty());
    let Some((first, mut names)) = named.next() else { return Vec::new() };
    for (element, more) in named.filter(|(element, _)| are_kin(first, *element)) {
        // An element inside the first has been read with it.
        if element.ancestors().all(|it| it != first) {
            names.extend(more.into_iter().filter(|name| name.contains(' ')));
        }
    }
    shown(names.iter().map(String::as_str))
}

/// The text of an element as far as it names authors, a line for each of its texts.
///
/// What follows a name without "and" or a comma is a role, a biography, a button.
fn text(element: Element<'_>) -> String {
    let mut text = String::new();
    let mut has_name = false;
    let mut is_open = true;
    let mut last = "";
    for part in parts(element) {
        let joins = is_word(last) && is_word(part);
        let is_link = is_link(part);
        if has_name && !joins && !is_link && !is_open && !part.starts_with([',', ';', '&', '、']) {
            break;
        }
        text.push(if joins { ' ' } else { '\n' });
        text.push_str(part);
        is_open = is_link || part.ends_with([',', ';', '&', '、']);
        has_name |= !is_link;
        last = part;
    }
    if text.len() > TEXT_CHARACTERS_MAX { String::new() } else { text }
}

/// The texts inside an element that readers see.
fn parts(element: Element<'_>) -> impl Iterator<Item = &str> {
    let texts = element.nodes().filter_map(|node| match node {
        Node::Text(text) if !text.parent().is_some_and(is_unseen) => Some(text.words.trim()),
        Node::Text(_) | Node::Element(_) => None,
    });
    texts.filter(|text| !text.is_empty())
}

/// "By", "and", a comma: what stands before names and between them.
fn is_link(part: &str) -> bool {
    const BETWEEN: [&str; 14] =
        ["and", "und", "et", "y", "e", "og", "och", "en", "ve", "и", "та", "&", "dan", "with"];
    !part.chars().any(char::is_alphanumeric)
        || BETWEEN.contains(&part.to_lowercase().as_str())
        || after_by(part).is_some_and(|rest| rest.is_empty())
}

/// Whether a text is one capitalised word: two of them are a name in two elements.
fn is_word(part: &str) -> bool {
    part.starts_with(char::is_uppercase)
        && part.chars().all(|c| c.is_alphabetic() || c == '-')
        && !is_link(part)
}

/// Whether two elements of one kind stand near each other.
fn are_kin(one: Element<'_>, other: Element<'_>) -> bool {
    let same = one.name() == other.name() && one.attribute("class") == other.attribute("class");
    let common = |it: Element<'_>| other.ancestors().take(KINSHIP).any(|up| up == it);
    let around = one.ancestors().take(KINSHIP);
    same && around.into_iter().any(common)
}
