//! A page as a reader sees it: its lines of text, and the regions (block-level elements) they stand in.

use std::cell::OnceCell;
use std::hash::{BuildHasher, Hash, Hasher};

use foldhash::fast::FixedState;

use super::document::{collapse, is_block, is_unseen, letters};
use super::dom::element::{Element, Node};
use super::furniture::is_furniture_line;
use super::names::{Known, Names};

/// The regions and lines of a page, both in page order; a region stands after the one around it.
#[derive(Debug)]
pub struct Outline<'a> {
    pub regions: Vec<Region<'a>>,
    pub lines: Vec<Line<'a>>,
}

/// A block-level element.
#[derive(Clone, Copy, Debug)]
pub struct Region<'a> {
    pub element: Element<'a>,
    /// The index of the region around this one; the first has none but itself.
    pub around: usize,
    /// A number for its element and its classes; digits, which number things, are left out of them.
    pub shape: u64,
    /// What its own names announce, and those of inline elements between it and the region around.
    pub names: Names,
    /// Whether a reader can press, tick or fill something in directly in it.
    pub has_control: bool,
    /// Whether a `<time>` stands directly in it.
    pub has_time: bool,
}

/// A run of text that stands in one region, its own line breaks kept.
#[derive(Clone, Debug)]
pub struct Line<'a> {
    pub element: Element<'a>,
    /// The index of its region.
    pub at: usize,
    pub text: String,
    /// Bytes of the text that are inside links.
    pub link_bytes: usize,
    /// The links that begin in it.
    pub links: Vec<Element<'a>>,
    letters: OnceCell<String>,
    is_furniture: OnceCell<bool>,
}

impl Line<'_> {
    /// The letters of its text, which are asked for again and again.
    pub fn letters(&self) -> &str {
        self.letters.get_or_init(|| letters(&self.text))
    }

    /// Whether its words are those of furniture.
    pub fn is_furniture(&self) -> bool {
        *self.is_furniture.get_or_init(|| is_furniture_line(&self.text))
    }
}

impl<'a> Region<'a> {
    fn of(element: Element<'a>, around: usize, names: Names) -> Region<'a> {
        let shape = shape(element);
        Region { element, around, shape, names, has_control: false, has_time: false }
    }
}

impl<'a> Outline<'a> {
    /// Reads all that is inside an element; two `<br>` in a row part lines as paragraphs do.
    pub fn of(root: Element<'a>) -> Outline<'a> {
        let first = Region::of(root, 0, Names::default());
        let outline = Outline { regions: vec![first], lines: Vec::new() };
        let mut reader = Reader::new(outline);
        reader.read(root, 0, Names::default());
        reader.flush(0);
        reader.outline
    }

    /// A region and all around it, the innermost first, the page itself left out.
    pub fn around(&self, at: usize) -> impl Iterator<Item = usize> {
        let next = |at: &usize| Some(self.regions[*at].around);
        std::iter::successors(Some(at), next).take_while(|at| *at != 0)
    }

    /// Whether a region is another or stands inside it.
    pub fn is_within(&self, at: usize, outer: usize) -> bool {
        outer == 0 || self.around(at).any(|at| at == outer)
    }

    pub fn tag(&self, at: usize) -> &'a str {
        self.regions[at].element.name()
    }
}

struct Reader<'a> {
    outline: Outline<'a>,
    open: String,
    link_bytes: usize,
    /// How many links we are inside of.
    links: usize,
    /// The links that begin in the open line.
    begun: Vec<Element<'a>>,
    known: Known<'a>,
}

impl<'a> Reader<'a> {
    fn new(outline: Outline<'a>) -> Reader<'a> {
        Reader {
            outline,
            open: String::new(),
            link_bytes: 0,
            links: 0,
            begun: Vec::new(),
            known: Known::default(),
        }
    }

    /// Reads an element's children; `at` is the region they stand in, `names` those of the inline
    /// elements on the way. The recursion is as deep as the page, which `bounds` has limited.
    fn read(&mut self, element: Element<'a>, at: usize, names: Names) {
        for child in element.children() {
            match child {
                Node::Text(text) => self.push(text.words),
                Node::Element(inner) if inner.name() == "br" => self.break_line(at),
                Node::Element(inner) if is_control(inner) => {
                    self.outline.regions[at].has_control = true;
                }
                Node::Element(inner) if is_hidden(inner) => {}
                Node::Element(inner) => self.enter(inner, at, names),
            }
        }
    }

    fn push(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = memchr::memchr2(b'\n', b'\r', rest.as_bytes()) {
            self.open.push_str(&rest[..at]);
            self.open.push(' ');
            rest = &rest[at + 1..];
        }
        self.open.push_str(rest);
        if self.links > 0 {
            self.link_bytes += text.trim().len();
        }
    }

    fn enter(&mut self, element: Element<'a>, at: usize, names: Names) {
        let name = element.name();
        let names = match name {
            // Those of the whole page speak of what kind of page it is.
            "body" => Names::default(),
            _ => names.and(Names::of(element, &mut self.known)),
        };
        if is_block(name) {
            self.flush(at);
            let inner = self.outline.regions.len();
            self.outline.regions.push(Region::of(element, at, names));
            self.read(element, inner, Names::default());
            self.flush(inner);
        } else {
            let is_link = name == "a";
            self.outline.regions[at].has_time |= name == "time";
            self.links += usize::from(is_link);
            self.begun.extend(is_link.then_some(element));
            self.read(element, at, names);
            self.links -= usize::from(is_link);
        }
    }

    fn break_line(&mut self, at: usize) {
        if self.open.trim_end_matches([' ', '\t']).ends_with('\n') {
            self.flush(at);
        } else {
            self.open.push('\n');
        }
    }

    fn flush(&mut self, at: usize) {
        let link_bytes = std::mem::take(&mut self.link_bytes);
        let links = std::mem::take(&mut self.begun);
        if self.open.trim_ascii().is_empty() {
            self.open.clear();
            return;
        }
        let text = match self.open.contains('\n') {
            true => {
                let rows = self.open.split('\n').map(collapse).filter(|row| !row.is_empty());
                rows.collect::<Vec<String>>().join("\n")
            }
            false => collapse(&self.open),
        };
        self.open.clear();
        if !text.is_empty() {
            let element = self.outline.regions[at].element;
            self.outline.lines.push(Line {
                element,
                at,
                text,
                link_bytes,
                links,
                letters: OnceCell::new(),
                is_furniture: OnceCell::new(),
            });
        }
    }
}

fn shape(element: Element<'_>) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    element.name().hash(&mut hasher);
    let class = element.attribute("class").unwrap_or("");
    match class.bytes().any(|byte| byte.is_ascii_digit()) {
        true => hasher.write(class.replace(|c: char| c.is_ascii_digit(), "").as_bytes()),
        false => hasher.write(class.as_bytes()),
    }
    hasher.finish()
}

/// Whether an element is one to press, tick or fill in; what it shows is no text of the page.
fn is_control(element: Element<'_>) -> bool {
    match element.name() {
        "button" | "select" | "textarea" => true,
        "input" => element.attribute("type") != Some("hidden"),
        _ => false,
    }
}

fn is_hidden(element: Element<'_>) -> bool {
    let hides = |(name, value): (&str, &str)| match name {
        "hidden" => !is_streamed(element),
        "aria-hidden" => value == "true",
        "class" => is_for_screen_readers(value),
        "style" => {
            let style = value.replace(' ', "").to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        }
        _ => false,
    };
    is_unseen(element) || element.attributes().any(hides)
}

/// Whether an element is a piece of the page that came late and that a script of React's puts in
/// its place.
fn is_streamed(element: Element<'_>) -> bool {
    element.attribute("id").is_some_and(|id| id.starts_with("S:"))
}

/// Whether a class says that its text is spoken, or printed, but not shown.
fn is_for_screen_readers(class: &str) -> bool {
    class.split_ascii_whitespace().any(|token| {
        let is = |name: &&str| token.eq_ignore_ascii_case(name);
        let holds = |part: &&str| {
            let mut parts = token.as_bytes().windows(part.len());
            parts.any(|own| own.eq_ignore_ascii_case(part.as_bytes()))
        };
        ["sr-only", "visuallyhidden", "offscreen", "print-only", "hidden-text"].iter().any(is)
            || ["screen-reader", "visually-hidden", "screenreader"].iter().any(holds)
    })
}
