//! A parsed page, and the few questions the rest of extraction asks of it.

use std::collections::HashMap;

use ego_tree::NodeId;
use scraper::{ElementRef, Html, Node, Selector};

/// A page as a tree; no text, tag or attribute is lost.
pub struct Document {
    html: Html,
    /// The elements of each tag of `TAGS`, in page order.
    tagged: [Vec<NodeId>; TAGS.len()],
    /// The values of `<meta>` by their lower-case name, property or itemprop, in page order.
    metas: HashMap<String, Vec<String>>,
}

/// The tags that a page is asked for by.
const TAGS: [&str; 4] = ["link", "meta", "script", "title"];

impl Document {
    /// Parses a page that `bounds` has been over.
    pub fn parse(html: &str) -> Document {
        let html = Html::parse_document(html);
        let mut page = Document { html, tagged: Default::default(), metas: HashMap::new() };
        let mut tagged: [Vec<NodeId>; TAGS.len()] = Default::default();
        for element in page.root().descendent_elements() {
            if let Some(tag) = TAGS.iter().position(|tag| *tag == element.value().name()) {
                tagged[tag].push(element.id());
            }
        }
        page.tagged = tagged;
        page.metas = metas(page.tagged("meta"));
        page
    }

    pub fn root(&self) -> ElementRef<'_> {
        self.html.root_element()
    }

    /// The elements of one of the tags that are asked for: `link`, `meta`, `script`, `title`.
    pub fn tagged(&self, tag: &str) -> impl Iterator<Item = ElementRef<'_>> {
        let known = TAGS.iter().position(|known| *known == tag);
        let ids = known.map_or(&[][..], |at| self.tagged[at].as_slice());
        ids.iter().filter_map(|id| self.html.tree.get(*id).and_then(ElementRef::wrap))
    }

    /// The elements that match a literal selector, in page order; none if it is not a selector.
    pub fn select(&self, selector: &str) -> Vec<ElementRef<'_>> {
        select(self.root(), selector)
    }

    /// The page's title, and not that of a drawing in it.
    pub fn title(&self) -> Option<String> {
        let is_of_page = |title: &ElementRef<'_>| {
            let around = title.ancestors().filter_map(ElementRef::wrap).map(|it| it.value().name());
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

fn metas<'a>(elements: impl Iterator<Item = ElementRef<'a>>) -> HashMap<String, Vec<String>> {
    let mut metas: HashMap<String, Vec<String>> = HashMap::new();
    for meta in elements {
        let Some(content) = attribute(meta, "content") else { continue };
        for name in ["property", "name", "itemprop", "http-equiv"] {
            if let Some(name) = attribute(meta, name) {
                metas.entry(name.trim().to_lowercase()).or_default().push(content.to_string());
            }
        }
    }
    metas
}

/// The elements inside another that match a literal selector, in page order.
pub fn select<'a>(root: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    Selector::parse(selector).map_or_else(|_| Vec::new(), |it| root.select(&it).collect())
}

/// The text inside an element on one line, scripts and styles left out.
pub fn text(element: ElementRef<'_>) -> String {
    let mut text = String::new();
    for node in element.descendants() {
        if let Node::Text(part) = node.value() {
            let shown = !node.parent().and_then(ElementRef::wrap).is_some_and(is_unseen);
            if shown {
                text.push_str(part);
            }
        } else if let Node::Element(inner) = node.value()
            && (inner.name() == "br" || is_block(inner.name()))
        {
            text.push(' ');
        }
    }
    collapse(&text)
}

/// A text that may hold entities or markup, such as a JSON string, as a reader would see it.
pub fn plain(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return collapse(text);
    }
    let fragment = Html::parse_fragment(&super::bounds::bounded(text));
    self::text(fragment.root_element())
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
    each_letter(text).collect()
}

/// Whether a text has those letters, and no others.
pub fn is_spelt(text: &str, letters: &str) -> bool {
    each_letter(text).eq(letters.chars())
}

fn each_letter(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The value of an attribute, as `ElementRef::attr` gives it after a look into a table of names.
pub fn attribute<'a>(element: ElementRef<'a>, name: &str) -> Option<&'a str> {
    let mut all = element.value().attrs.iter();
    all.find(|(own, _)| &*own.local == name && own.ns.is_empty()).map(|(_, value)| &**value)
}

/// An element's class, id and other names that authors give, in lower case, each between spaces.
pub fn names(element: ElementRef<'_>) -> String {
    let mut names = String::from(" ");
    for attribute in ["class", "id", "itemprop", "role", "data-testid", "data-component", "rel"] {
        if let Some(value) = self::attribute(element, attribute) {
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
pub fn is_unseen(element: ElementRef<'_>) -> bool {
    matches!(
        element.value().name(),
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
