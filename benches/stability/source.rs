//! A page's source with the letters a reader sees and the elements they stand in, each with its
//! place in the source, so that a page can be changed without being written anew.

use std::collections::HashMap;
use std::ops::Range;

use revdiff::extract::document::{letters, plain};

/// What a parser would give, in bytes of the source.
pub struct Source {
    /// Letters and digits in lower case, of the text that is shown.
    pub letters: String,
    /// For each byte of `letters` the bytes of the source that it was read from.
    at: Vec<Range<usize>>,
    pub elements: Vec<Element>,
}

pub struct Element {
    pub name: String,
    pub parent: Option<usize>,
    pub open: Range<usize>,
    /// Empty where the source has no end tag.
    pub close: Range<usize>,
    /// What of `letters` is inside.
    pub letters: Range<usize>,
}

const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];
/// Elements whose content is no text of the page.
const RAW: [&str; 8] =
    ["script", "style", "noscript", "template", "textarea", "title", "iframe", "svg"];
/// Elements that end a paragraph without an end tag.
const BLOCKS: [&str; 22] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "div",
    "dl",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "section",
    "table",
    "ul",
];

impl Source {
    pub fn read(html: &str) -> Source {
        let mut scan = Scan::default();
        let mut at = 0;
        while at < html.len() {
            at = match html.as_bytes()[at] {
                b'<' => scan.markup(html, at),
                b'&' => scan.entity(html, at),
                _ => scan.text(html, at),
            };
        }
        scan.close_to(0, html.len()..html.len());
        let Scan { letters, at, elements, .. } = scan;
        Source { letters, at, elements }
    }

    /// Whether the letter at a byte of the source is shown.
    pub fn shows(&self, byte: usize) -> bool {
        self.at.binary_search_by_key(&byte, |range| range.start).is_ok()
    }

    /// An element and those around it, from within.
    pub fn around(&self, element: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(Some(element), |&at| self.elements[at].parent)
    }
}

#[derive(Default)]
struct Scan {
    letters: String,
    at: Vec<Range<usize>>,
    elements: Vec<Element>,
    open: Vec<usize>,
    entities: HashMap<String, String>,
}

impl Scan {
    fn text(&mut self, html: &str, at: usize) -> usize {
        let end = html[at..].find(['<', '&']).map_or(html.len(), |length| at + length);
        for (offset, c) in html[at..end].char_indices() {
            let start = at + offset;
            self.push(&letters(c.encode_utf8(&mut [0; 4])), start..start + c.len_utf8());
        }
        end
    }

    fn entity(&mut self, html: &str, at: usize) -> usize {
        let is_name = |c: char| c.is_ascii_alphanumeric() || c == '#';
        let name: &str = html[at + 1..].split(|c| !is_name(c)).next().unwrap_or("");
        let end = at + 1 + name.len();
        if name.is_empty() || name.len() > 10 || !html[end..].starts_with(';') {
            return at + 1;
        }
        let read = |name: &str| letters(&plain(&format!("&{name};")));
        let shown = self.entities.entry(name.to_string()).or_insert_with(|| read(name)).clone();
        self.push(&shown, at..end + 1);
        end + 1
    }

    fn push(&mut self, shown: &str, source: Range<usize>) {
        self.letters.push_str(shown);
        self.at.extend(shown.bytes().map(|_| source.clone()));
    }

    /// Reads what begins with `<` and says where the next thing begins.
    fn markup(&mut self, html: &str, at: usize) -> usize {
        let rest = &html[at..];
        let until = |end: &str| rest.find(end).map_or(html.len(), |length| at + length + end.len());
        if rest.starts_with("<!--") {
            return until("-->");
        }
        let is_end = rest.starts_with("</");
        let name_at = if is_end { 2 } else { 1 };
        let name: String =
            rest[name_at..].chars().take_while(char::is_ascii_alphanumeric).collect();
        if name.is_empty() {
            return if rest.starts_with("<!") { until(">") } else { at + 1 };
        }
        let (name, end) = (name.to_ascii_lowercase(), tag_end(html, at));
        match is_end {
            true => self.close(&name, at..end),
            false if RAW.contains(&name.as_str()) => return after_raw(html, &name, end),
            false => self.open(name, at..end),
        }
        end
    }

    fn open(&mut self, name: String, tag: Range<usize>) {
        let top = self.open.last().map(|&top| self.elements[top].name.as_str());
        let ends_top = match top {
            Some("p") => BLOCKS.contains(&name.as_str()),
            Some(top @ ("li" | "td" | "tr" | "option" | "dt" | "dd")) => top == name,
            _ => false,
        };
        if ends_top {
            self.close_to(self.open.len() - 1, tag.start..tag.start);
        }
        if VOID.contains(&name.as_str()) {
            return;
        }
        let now = self.letters.len();
        let parent = self.open.last().copied();
        self.open.push(self.elements.len());
        self.elements.push(Element {
            name,
            parent,
            close: tag.end..tag.end,
            open: tag,
            letters: now..now,
        });
    }

    fn close(&mut self, name: &str, tag: Range<usize>) {
        if let Some(depth) = self.open.iter().rposition(|&at| self.elements[at].name == name) {
            self.close_to(depth + 1, tag.start..tag.start);
            self.close_to(depth, tag);
        }
    }

    fn close_to(&mut self, depth: usize, tag: Range<usize>) {
        for index in self.open.drain(depth..) {
            self.elements[index].close = tag.clone();
            self.elements[index].letters.end = self.letters.len();
        }
    }
}

/// The end of a tag, past any `>` in a quoted attribute.
fn tag_end(html: &str, at: usize) -> usize {
    let mut quote = None;
    for (offset, byte) in html[at..].bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + offset + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (_, _) => {}
        }
    }
    html.len()
}

fn after_raw(html: &str, name: &str, from: usize) -> usize {
    let end = format!("</{name}");
    let rest = &html.as_bytes()[from..];
    let found = rest.windows(end.len()).position(|it| it.eq_ignore_ascii_case(end.as_bytes()));
    found.map_or(html.len(), |offset| tag_end(html, from + offset))
}
