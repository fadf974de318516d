//! The story in the state that a page hands to its scripts (`__NEXT_DATA__` and its like), for pages
//! that show nothing without them.
//!
//! Nobody agreed on a shape. The story is sought under the names that bodies go by; of all that are
//! found the one with most prose counts, the innermost of those that have nearly as much.

use serde_json::{Map, Value};

use super::document::{Document, collapse, plain};
use super::dom::element::Element;
use super::kinds::{kind, kinds};
use super::outline::Outline;
use crate::article::{Block, BlockKind};

const SCRIPT_BYTES_MAX: usize = 4_000_000;

/// Scripts that are looked into.
const SCRIPTS_MAX: usize = 40;

/// Deeper structures are not looked into.
const DEPTH_MAX: usize = 40;

/// Values of a state that are looked at as a story.
const BODIES_MAX: usize = 300;

/// Blocks of a story that are read.
const BLOCKS_MAX: usize = 3_000;

/// Bytes that are read of all bodies: each stands again in those around it.
const READ_BYTES_MAX: usize = 8_000_000;

/// Bytes of prose from which on there is a story.
const STORY_BYTES_MIN: usize = 200;

/// Bytes of a paragraph that counts as prose.
const PROSE_BYTES_MIN: usize = 60;

/// The share of the most prose that an inner body must have to be the story.
const SHARE: f64 = 0.9;

/// Names that a story's text, or a part of it, goes by.
const BODIES: [&str; 23] = [
    "articlebody",
    "body",
    "bodyhtml",
    "bodytext",
    "content",
    "contents",
    "contenthtml",
    "html",
    "text",
    "paragraphs",
    "blocks",
    "elements",
    "components",
    "children",
    "items",
    "nodes",
    "value",
    "data",
    "document",
    "story",
    "article",
    "richtext",
    "rendered",
];

/// Fields that say what an element of a text is.
const TYPES: [&str; 9] =
    ["type", "tag", "tagname", "nodetype", "_type", "__typename", "kind", "blocktype", "style"];

/// The story's blocks in a page's scripts; none where there is no story.
pub fn story(page: &Document) -> Vec<Block> {
    let scripts =
        page.tagged("script").filter(|it| it.attribute("src").is_none()).take(SCRIPTS_MAX);
    let states = scripts.filter_map(state);
    let stories = states.map(|state| found(&state));
    let best = stories.max_by_key(|blocks| prose_bytes(blocks)).unwrap_or_default();
    if prose_bytes(&best) >= STORY_BYTES_MIN { best } else { Vec::new() }
}

/// The JSON that a script is, or sets something to.
fn state(script: Element<'_>) -> Option<Value> {
    let text: String = script.texts().collect();
    let is_data = script.attribute("type").is_some_and(|kind| kind.ends_with("/json"));
    if text.len() > SCRIPT_BYTES_MAX || text.len() < STORY_BYTES_MIN {
        return None;
    }
    if is_data {
        return serde_json::from_str(text.trim()).ok();
    }
    let names = ["__", "_STATE", "globalContent", "preloaded"];
    let (_, set) = text.split_once('=').filter(|_| names.iter().any(|name| text.contains(name)))?;
    first_value(set)
}

/// The first JSON value of a text; where that is a string (`JSON.parse("…")`), the value in it.
fn first_value(text: &str) -> Option<Value> {
    let text = text.trim_start();
    let text = text.strip_prefix("JSON.parse(").unwrap_or(text);
    let value = serde_json::Deserializer::from_str(text).into_iter::<Value>().next()?.ok()?;
    match value {
        Value::String(inner) => serde_json::from_str(&inner).ok(),
        Value::Array(_) | Value::Object(_) => Some(value),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// The best of the bodies in a state.
fn found(state: &Value) -> Vec<Block> {
    let mut bodies = Vec::new();
    gather(state, 0, &mut bodies);
    let mut reader = Reader { bytes_left: READ_BYTES_MAX, blocks: Vec::new() };
    let read = bodies.into_iter().map(|body| {
        reader.read(body, 0);
        std::mem::take(&mut reader.blocks)
    });
    // A body stands before those inside it.
    read.fold(Vec::new(), |best, blocks| {
        let (least, own) = (SHARE * prose_bytes(&best) as f64, prose_bytes(&blocks) as f64);
        if own > 0.0 && own >= least { blocks } else { best }
    })
}

/// The values under names of bodies, the outer before the inner.
fn gather<'a>(value: &'a Value, depth: usize, bodies: &mut Vec<&'a Value>) {
    if depth > DEPTH_MAX || bodies.len() >= BODIES_MAX {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, depth + 1, bodies)),
        Value::Object(object) => {
            for (name, inner) in object {
                if is_body(name) && bodies.len() < BODIES_MAX {
                    bodies.push(inner);
                }
                gather(inner, depth + 1, bodies);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn is_body(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    BODIES.contains(&name.trim_matches(['_', '$']))
}

/// Reads bodies as blocks.
struct Reader {
    bytes_left: usize,
    blocks: Vec<Block>,
}

impl Reader {
    /// Reads each string, and each element that says what it is.
    fn read(&mut self, value: &Value, depth: usize) {
        if depth > DEPTH_MAX || self.blocks.len() >= BLOCKS_MAX {
            return;
        }
        match value {
            Value::String(text) => {
                let text = self.admitted(text);
                self.blocks.extend(read_text(text));
            }
            Value::Array(items) if is_inline(items) => {
                self.read_element(BlockKind::Paragraph, value, depth);
            }
            Value::Array(items) => items.iter().for_each(|item| self.read(item, depth + 1)),
            Value::Object(object) => match element_kind(object) {
                Some(kind) => self.read_element(kind, value, depth),
                None => {
                    let inner = object.iter().filter(|(name, _)| is_body(name));
                    inner.for_each(|(_, inner)| self.read(inner, depth + 1));
                }
            },
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// Reads all text of an element as one block.
    fn read_element(&mut self, kind: BlockKind, value: &Value, depth: usize) {
        let mut text = String::new();
        self.push_text(value, depth, &mut text);
        self.blocks.extend(block(kind, &plain(&text)));
    }

    fn push_text(&mut self, value: &Value, depth: usize, text: &mut String) {
        match value {
            _ if depth > DEPTH_MAX => {}
            Value::String(part) => text.push_str(self.admitted(part)),
            Value::Array(items) => {
                items.iter().for_each(|item| self.push_text(item, depth + 1, text));
            }
            Value::Object(object) => {
                let inner = object.iter().filter(|(name, _)| is_body(name));
                inner.for_each(|(_, inner)| self.push_text(inner, depth + 1, text));
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// The text, while there are bytes left to read; else nothing.
    fn admitted<'t>(&mut self, text: &'t str) -> &'t str {
        match self.bytes_left.checked_sub(text.len()) {
            Some(left) => {
                self.bytes_left = left;
                text
            }
            None => "",
        }
    }
}

/// Whether the items are stretches of one text, such as words and the bold ones among them.
fn is_inline(items: &[Value]) -> bool {
    let is_stretch = |item: &Value| {
        let text = item.get("text").or(item.get("value"));
        text.is_some_and(Value::is_string) && item.as_object().is_some_and(|it| !is_element(it))
    };
    items.len() > 1 && items.iter().all(is_stretch) && {
        let ends = |item: &Value| {
            let text = item.get("text").or(item.get("value")).and_then(Value::as_str);
            text.is_some_and(|text| text.trim_end().ends_with(['.', '!', '?', '”', '"', '。']))
        };
        !items[..items.len() - 1].iter().all(ends)
    }
}

fn is_element(object: &Map<String, Value>) -> bool {
    element_kind(object).is_some()
}

/// The kind of block that an element says it is.
fn element_kind(object: &Map<String, Value>) -> Option<BlockKind> {
    let named =
        object.iter().filter(|(name, _)| TYPES.contains(&name.to_ascii_lowercase().as_str()));
    named.filter_map(|(_, kind)| kind.as_str()).find_map(|name| {
        let name = name.to_ascii_lowercase();
        match name.trim_start_matches("html_") {
            "p" | "paragraph" | "text-paragraph" | "paragraphblock" | "textblock" | "unstyled" => {
                Some(BlockKind::Paragraph)
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "heading" | "subheading" | "header" | "subtitle"
            | "crosshead" | "header-two" | "header-three" => Some(BlockKind::Subheading),
            "li" | "list_item" | "listitem" | "list-item" | "unordered-list-item" => {
                Some(BlockKind::ListItem)
            }
            "blockquote" | "quote" | "pullquote" => Some(BlockKind::Quotation),
            _ => None,
        }
    })
}

/// The blocks of a string: of its markup, or else of its lines.
fn read_text(text: &str) -> Vec<Block> {
    if text.contains("</") || text.contains("<p") || text.contains("<br") {
        let page = Document::parse(text);
        let outline = Outline::of(page.root());
        let kinds = kinds(&outline);
        let lines = outline.lines.iter();
        return lines.filter_map(|line| block(kind(line, &kinds), &line.text)).collect();
    }
    text.lines().filter_map(|row| block(BlockKind::Paragraph, &plain(row))).collect()
}

/// A block, where the text is for people: an address, a name or a style is not.
fn block(kind: BlockKind, text: &str) -> Option<Block> {
    let text = collapse(text);
    let is_heading = kind == BlockKind::Subheading && !text.is_empty();
    let is_for_people = is_heading || text.contains(' ') || text.chars().any(|c| c > '\u{2FFF}');
    let is_code =
        text.starts_with(['{', '[', '.', '#']) || text.contains("://") && !is_prose(&text);
    (is_for_people && !is_code).then(|| Block::new(kind, text))
}

fn is_prose(text: &str) -> bool {
    let ends = ['.', '!', '?', '。', '！', '？', '।', '؟'];
    text.len() >= PROSE_BYTES_MIN && text.contains(ends)
}

fn prose_bytes(blocks: &[Block]) -> usize {
    let prose = blocks.iter().filter(|block| is_prose(&block.text));
    prose.map(|block| block.text.len()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const ONE: &str =
        "The town of Vell will close its last public bath in March, the council said.";
    const TWO: &str =
        "It was opened in 1911 and has been losing money for a dozen years, it added.";
    const THREE: &str = "A group of swimmers has until Friday to find somebody to take it over.";

    fn check(script: &str, wanted: &[(BlockKind, &str)]) {
        let page = Document::parse(&format!("<body><div id=app></div>{script}"));
        let found = story(&page);
        let found: Vec<(BlockKind, &str)> =
            found.iter().map(|block| (block.kind, block.text.as_str())).collect();
        assert_eq!(found, wanted, "{script}");
    }

    fn paragraphs() -> Vec<(BlockKind, &'static str)> {
        [ONE, TWO, THREE].map(|text| (BlockKind::Paragraph, text)).to_vec()
    }

    #[test]
    fn a_story_is_found_in_the_state_of_a_script() {
        let state = json!({"page": {"teasers": [{"title": "Another", "text": "More of it."}],
            "article": {"title": "Bath", "body": [ONE, TWO, THREE]}}});
        check(&format!("<script type='application/json'>{state}</script>"), &paragraphs());
        check(&format!("<script>window.__INITIAL_STATE__ = {state};f()</script>"), &paragraphs());
        let packed = json!(state.to_string());
        check(&format!("<script>window.__STATE__=JSON.parse({packed});</script>"), &paragraphs());
    }

    #[test]
    fn markup_in_a_state_is_read_as_markup() {
        let html = format!("<p>{ONE}</p><h2>Losses</h2><p>{TWO} <b>{THREE}</b></p>");
        let state = json!({"props": {"post": {"content": {"rendered": "x", "html": html}}}});
        let both = format!("{TWO} {THREE}");
        check(
            &format!("<script id=__NEXT_DATA__ type='application/json'>{state}</script>"),
            &[
                (BlockKind::Paragraph, ONE),
                (BlockKind::Subheading, "Losses"),
                (BlockKind::Paragraph, &both),
            ],
        );
    }

    #[test]
    fn elements_are_read_each_as_what_it_says_it_is() {
        let (first, last) = THREE.split_once("Friday").expect("a literal");
        let state = json!({"story": {"elements": [
            {"type": "paragraph", "children": [{"text": ONE}]},
            {"type": "h2", "children": [{"text": "Losses since"}]},
            {"type": "image", "url": "https://a.example/b.jpg", "caption": "The bath."},
            {"type": "paragraph", "children": [{"text": TWO}]},
            {"type": "paragraph", "children": [
                {"text": first}, {"type": "strong", "children": [{"text": "Friday"}]}, {"text": last}
            ]},
        ]}});
        check(
            &format!("<script type='application/json'>{state}</script>"),
            &[
                (BlockKind::Paragraph, ONE),
                (BlockKind::Subheading, "Losses since"),
                (BlockKind::Paragraph, TWO),
                (BlockKind::Paragraph, THREE),
            ],
        );
    }

    #[test]
    fn settings_are_no_story() {
        let state = json!({"config": {"text": {"ok": "Yes, of course.", "no": "No, thank you."},
            "content": {"style": ".a{b:c} .d{e:f}"}}});
        check(&format!("<script type='application/json'>{state}</script>"), &[]);
        check("<script>var __x = function () { return {a: 1}; };</script>", &[]);
    }

    #[test]
    fn a_state_that_nests_without_end_says_nothing() {
        let deep = format!("{}{}", "{\"body\":[".repeat(5_000), "]}".repeat(5_000));
        check(&format!("<script type='application/json'>{deep}</script>"), &[]);
        let wide = format!("{{\"body\":[{}\"\"]}}", "{\"body\":[]},".repeat(50_000));
        check(&format!("<script type='application/json'>{wide}</script>"), &[]);
    }
}
