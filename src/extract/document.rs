//! A parsed page, and the few questions the rest of extraction asks of it.

use std::collections::HashMap;

use super::dom::element::{Element, Node};
use super::dom::{Id, Tree};

/// A page as a tree; no text, tag or attribute is lost.
pub struct Document {
    tree: Tree,
    /// The elements of each tag of `TAGS`, in page order.
    tagged: [Vec<Id>; TAGS.len()],
    /// The values of `<meta>` by their lower-case name, property or itemprop, in page order.
    metas: HashMap<String, Vec<String>>,
}

/// The tags that a page is asked for by.
const TAGS: [&str; 6] = ["base", "link", "meta", "noscript", "script", "title"];

impl Document {
    /// Parses a page, within the bounds of `bounds`.
    pub fn parse(html: &str) -> Document {
        let tree = Tree::of_page(html);
        let mut tagged: [Vec<Id>; TAGS.len()] = Default::default();
        for element in tree.root().elements() {
            if let Some(tag) = TAGS.iter().position(|tag| *tag == element.name()) {
                tagged[tag].push(element.id());
            }
        }
        let mut page = Document { tree, tagged, metas: HashMap::new() };
        page.metas = metas(page.tagged("meta"));
        page
    }

    pub fn root(&self) -> Element<'_> {
        self.tree.root()
    }

    /// The elements of one of the tags that a page is asked for by, in page order.
    pub fn tagged(&self, tag: &str) -> impl Iterator<Item = Element<'_>> {
        let known = TAGS.iter().position(|known| *known == tag);
        let ids = known.map_or(&[][..], |at| self.tagged[at].as_slice());
        ids.iter().filter_map(|id| self.tree.element(*id))
    }

    /// The addresses that the page calls its canonical one.
    pub fn canonical(&self) -> impl Iterator<Item = &str> {
        let is_canonical = |link: &Element<'_>| {
            let mut relations = link.attribute("rel").unwrap_or("").split_ascii_whitespace();
            relations.any(|relation| relation.eq_ignore_ascii_case("canonical"))
        };
        self.tagged("link").filter(is_canonical).filter_map(|it| it.attribute("href"))
    }

    /// The page's title, and not that of a drawing in it.
    pub fn title(&self) -> Option<String> {
        let is_of_page = |title: &Element<'_>| {
            let around = title.ancestors().map(|it| it.name());
            around.enumerate().any(|(level, tag)| tag == "head" || level == 0 && tag == "body")
        };
        self.tagged("title").find(is_of_page).map(text)
    }

    /// The first value that is not empty of the first of those names that has one.
    pub fn meta(&self, names: &[&str]) -> Option<&str> {
        self.all_meta(names).first().copied()
    }

    /// All values that are not empty, by the order of the names.
    pub fn all_meta(&self, names: &[&str]) -> Vec<&str> {
        let values = names.iter().filter_map(|name| self.metas.get(*name)).flatten();
        values.map(|value| value.trim()).filter(|value| !value.is_empty()).collect()
    }
}

fn metas<'a>(elements: impl Iterator<Item = Element<'a>>) -> HashMap<String, Vec<String>> {
    let mut metas: HashMap<String, Vec<String>> = HashMap::new();
    for meta in elements {
        let Some(content) = meta.attribute("content") else { continue };
        for name in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = meta.attribute(name) {
                metas.entry(name.trim().to_lowercase()).or_default().push(content.to_string());
            }
        }
    }
    metas
}

/// The text inside an element on one line, scripts and styles left out.
pub fn text(element: Element<'_>) -> String {
    let mut text = String::new();
    for node in element.nodes() {
        match node {
            Node::Text(part) if part.parent().is_some_and(is_unseen) => {}
            Node::Text(part) => text.push_str(part.words),
            Node::Element(inner) if inner.name() == "br" || is_block(inner.name()) => {
                text.push(' ');
            }
            Node::Element(_) => {}
        }
    }
    collapse(&text)
}

/// A text that may hold entities or markup, such as a JSON string, as a reader would see it.
pub fn plain(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return collapse(text);
    }
    self::text(Tree::of_fragment(text).root())
}

/// Runs of white space as one space, none at the ends; no-break spaces stay where they are inside.
pub fn collapse(text: &str) -> String {
    let mut collapsed = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        if !collapsed.is_empty() {
            collapsed.push(' ');
        }
        collapsed.push_str(word);
    }
    match collapsed.trim() {
        trimmed if trimmed.len() == collapsed.len() => collapsed,
        trimmed => trimmed.to_string(),
    }
}

/// Letters and digits alone, in lower case: what is left of two texts when only their words count.
pub fn letters(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        return kept.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    }
    let mut letters = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii() => {
                letters.extend(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase()))
            }
            c if c.is_alphanumeric() => letters.extend(c.to_lowercase()),
            _ => {}
        }
    }
    letters
}

/// Whether a text has those letters, and no others.
pub fn is_spelt(text: &str, letters: &str) -> bool {
    each_letter(text).eq(letters.chars())
}

fn each_letter(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// An element's class, id and other names that authors give, in lower case, each between spaces.
pub fn names(element: Element<'_>) -> String {
    let mut names = String::from(" ");
    for attribute in ["class", "id", "itemprop", "role", "data-testid", "data-component", "rel"] {
        if let Some(value) = element.attribute(attribute) {
            match value.is_ascii() {
                true => names.extend(value.bytes().map(|it| char::from(it.to_ascii_lowercase()))),
                false => names.push_str(&value.to_lowercase()),
            }
            names.push(' ');
        }
    }
    names
}

/// Whether the element's own content is never shown as text.
pub fn is_unseen(element: Element<'_>) -> bool {
    matches!(
        element.name(),
        "script"
            | "style"
            | "noscript"
            | "template"
            | "svg"
            | "head"
            | "iframe"
            | "select"
            | "textarea"
            | "button"
            | "object"
            | "math"
            | "canvas"
            | "input"
            | "datalist"
    )
}

/// Whether the element starts a line of its own.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "video"
            | "audio"
    )
}
