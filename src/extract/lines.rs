//! A page as the lines of text that a reader sees, each with the element it stands in.

use scraper::{ElementRef, Node};

use super::document::{collapse, is_block, is_unseen};

/// A run of text that stands in one block-level element, its own line breaks kept.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    pub element: ElementRef<'a>,
    pub text: String,
    /// Bytes of the text that are inside links.
    pub link_bytes: usize,
}

/// The lines inside an element in page order; two `<br>` in a row part lines as paragraphs do.
pub fn lines(root: ElementRef<'_>) -> Vec<Line<'_>> {
    let mut reader = Reader { lines: Vec::new(), open: String::new(), link_bytes: 0, links: 0 };
    reader.read(root, root);
    reader.flush(root);
    reader.lines
}

struct Reader<'a> {
    lines: Vec<Line<'a>>,
    open: String,
    link_bytes: usize,
    /// How many links we are inside of.
    links: usize,
}

impl<'a> Reader<'a> {
    /// Reads an element's children; `block` is the nearest block-level element around them. The
    /// recursion is as deep as the page, which `bounds` has limited.
    fn read(&mut self, element: ElementRef<'a>, block: ElementRef<'a>) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => {
                    self.open.push_str(&text.replace(['\n', '\r'], " "));
                    if self.links > 0 {
                        self.link_bytes += text.trim().len();
                    }
                }
                Node::Element(inner) if inner.name() == "br" => self.break_line(block),
                _ => {
                    if let Some(inner) = ElementRef::wrap(child).filter(|it| !is_hidden(*it)) {
                        self.enter(inner, block);
                    }
                }
            }
        }
    }

    fn enter(&mut self, element: ElementRef<'a>, block: ElementRef<'a>) {
        let name = element.value().name();
        if is_block(name) {
            self.flush(block);
            self.read(element, element);
            self.flush(element);
        } else {
            self.links += usize::from(name == "a");
            self.read(element, block);
            self.links -= usize::from(name == "a");
        }
    }

    fn break_line(&mut self, block: ElementRef<'a>) {
        if self.open.trim_end_matches([' ', '\t']).ends_with('\n') {
            self.flush(block);
        } else {
            self.open.push('\n');
        }
    }

    fn flush(&mut self, element: ElementRef<'a>) {
        let open = std::mem::take(&mut self.open);
        let link_bytes = std::mem::take(&mut self.link_bytes);
        let rows: Vec<String> =
            open.split('\n').map(collapse).filter(|row| !row.is_empty()).collect();
        if !rows.is_empty() {
            self.lines.push(Line { element, text: rows.join("\n"), link_bytes });
        }
    }
}

fn is_hidden(element: ElementRef<'_>) -> bool {
    is_unseen(element)
        || element.attr("hidden").is_some()
        || element.attr("aria-hidden") == Some("true")
        || element.attr("class").is_some_and(is_for_screen_readers)
        || element.attr("style").is_some_and(|style| {
            let style = style.replace(' ', "").to_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}

/// Whether a class says that its text is spoken, or printed, but not shown.
fn is_for_screen_readers(class: &str) -> bool {
    class.split_ascii_whitespace().any(|token| {
        let token = token.to_ascii_lowercase();
        matches!(
            token.as_str(),
            "sr-only" | "visuallyhidden" | "offscreen" | "print-only" | "hidden-text"
        ) || token.contains("screen-reader")
            || token.contains("visually-hidden")
            || token.contains("screenreader")
    })
}
