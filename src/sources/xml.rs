//! XML of any quality, read element by element within bounds.
//!
//! No entity is ever expanded but XML's own five and characters by number; nothing is fetched. What
//! breaks off ends the reading, and what stands before was read.

use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesRef, BytesStart, Event};
use url::Url;

use crate::sources::address::URL_BYTES_MAX;

/// Elements within elements; more are read no further.
const DEPTH_MAX: usize = 200;
/// The most of an element's text that is kept, in bytes.
const TEXT_BYTES_MAX: usize = 16 * 1024;
/// Attributes of an element that are looked at.
const ATTRIBUTES_MAX: usize = 64;

/// The vocabulary that a name belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    /// That of the document's root, or none.
    Own,
    Atom,
    DublinCore,
    /// Google's for sitemaps of news.
    News,
    FeedBurner,
    Other,
}

/// The vocabularies by their addresses and by the prefixes that are used for them even where they
/// are not declared.
const SPACES: [(Space, &str, &str); 4] = [
    (Space::Atom, "http://www.w3.org/2005/Atom", "atom"),
    (Space::DublinCore, "http://purl.org/dc/elements/1.1/", "dc"),
    (Space::News, "http://www.google.com/schemas/sitemap-news/0.9", "news"),
    (Space::FeedBurner, "http://rssnamespace.org/feedburner/ext/1.0", "feedburner"),
];

/// An open element.
#[derive(Debug)]
pub struct Element {
    pub space: Space,
    /// Without prefix, in lower case.
    pub name: String,
    /// By their names as they stand in the document, in lower case.
    attributes: Vec<(String, String)>,
    /// The text directly in it.
    pub text: String,
    /// What its relative links are relative to; shared, as one may hold for a million elements.
    base: Option<Rc<Url>>,
    raw_name: String,
}

impl Element {
    pub fn is(&self, space: Space, name: &str) -> bool {
        self.space == space && self.name == name
    }

    /// An attribute by its name in lower case, with its prefix.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// What its relative links are relative to.
    pub fn base(&self) -> Option<&Url> {
        self.base.as_deref()
    }

    /// The text directly in it, its white space made single; none where there is none.
    pub fn words(&self) -> Option<String> {
        let words: Vec<&str> = self.text.split_whitespace().collect();
        (!words.is_empty()).then(|| words.join(" "))
    }
}

/// What reads a document.
pub trait Visitor {
    /// Sees an element that begins, the last of those open; the root is the first.
    fn opened(&mut self, open: &[Element]);
    /// Sees an element that has ended, its text complete; the last of those that were open.
    fn closed(&mut self, open: &[Element]);
    fn defect(&mut self, what: &str);
}

/// The name of the root element, without prefix and in lower case.
pub fn root(text: &str) -> Option<String> {
    let mut reader = reader(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                return Some(start.local_name().as_ref().to_ascii_lowercase());
            }
            Event::Text(text) if !text.trim().is_empty() => return None,
            Event::CData(_) | Event::GeneralRef(_) | Event::End(_) | Event::Eof => return None,
            Event::Text(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => {}
        }
    }
}

/// Reads a document; `base` is its own address, where it has one.
pub fn walk(text: &str, base: Option<&Url>, visitor: &mut dyn Visitor) {
    let mut reader = reader(text);
    let base = base.map(|base| Rc::new(base.clone()));
    let mut walk = Walk { open: Vec::new(), root_prefix: None, declared: Vec::new(), base };
    loop {
        let event = match reader.read_event() {
            Ok(Event::Eof) => break,
            Ok(event) => event,
            Err(error) => {
                let at = reader.error_position();
                let next = "what stands before was used";
                return visitor.defect(&format!("XML breaks off at byte {at}: {error}; {next}"));
            }
        };
        match event {
            Event::Start(start) | Event::Empty(start) if walk.open.len() >= DEPTH_MAX => {
                let name = start.name().as_ref().to_owned();
                let why = format!("elements nested deeper than {DEPTH_MAX}, at {name}");
                return visitor.defect(&format!("{why}; what stands before was used"));
            }
            Event::Start(start) => walk.begin(&start, visitor),
            Event::Empty(start) => {
                walk.begin(&start, visitor);
                walk.end_last(visitor);
            }
            Event::End(end) => walk.end(end.name().as_ref(), visitor),
            Event::Text(text) => walk.add(&text),
            Event::CData(text) => walk.add(&text),
            Event::GeneralRef(reference) => match expanded(&reference) {
                Some(text) => walk.add(&text),
                None => {
                    let name = reference.as_ref();
                    visitor.defect(&format!("the entity &{name}; is not expanded"));
                    walk.add(&format!("&{name};"));
                }
            },
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Eof => {}
        }
    }
    if !walk.open.is_empty() {
        visitor.defect("XML ends before it is complete; what stands before was used");
    }
}

fn reader(text: &str) -> Reader<&[u8]> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    reader
}

/// The elements that are open, and what is known of names.
struct Walk {
    open: Vec<Element>,
    root_prefix: Option<String>,
    /// The prefixes that the root declares.
    declared: Vec<(String, Space)>,
    base: Option<Rc<Url>>,
}

impl Walk {
    fn begin(&mut self, start: &BytesStart, visitor: &mut dyn Visitor) {
        let raw_name = start.name().as_ref().to_owned();
        let attributes = attributes(start);
        let (prefix, name) = match raw_name.split_once(':') {
            Some((prefix, name)) => (Some(prefix), name),
            None => (None, raw_name.as_str()),
        };
        if self.open.is_empty() {
            self.root_prefix = prefix.map(str::to_owned);
            self.declared = attributes.iter().filter_map(declaration).collect();
        }
        let space = self.space(prefix, &attributes);
        let outer = self.open.last().map_or(&self.base, |element| &element.base);
        let own_base = attributes.iter().find(|(name, _)| name == "xml:base");
        let own_base = own_base.and_then(|(_, link)| joined(outer.as_deref(), link));
        let base = own_base.map(Rc::new).or_else(|| outer.clone());
        let (name, text) = (name.to_ascii_lowercase(), String::new());
        self.open.push(Element { space, name, attributes, text, base, raw_name });
        visitor.opened(&self.open);
    }

    fn space(&self, prefix: Option<&str>, attributes: &[(String, String)]) -> Space {
        let Some(prefix) = prefix else {
            let own = attributes.iter().find(|(name, _)| name == "xmlns");
            let space = own.map_or(Space::Own, |(_, address)| space_of(address));
            // The root's own vocabulary has many addresses, and some elements repeat it.
            return match space {
                Space::Atom if self.is_rss() => Space::Atom,
                _ => Space::Own,
            };
        };
        if self.root_prefix.as_deref() == Some(prefix) {
            return Space::Own;
        }
        if let Some((_, space)) = self.declared.iter().find(|(known, _)| known == prefix) {
            return *space;
        }
        let usual = SPACES.iter().find(|(_, _, usual)| *usual == prefix);
        usual.map_or(Space::Other, |(space, _, _)| *space)
    }

    fn is_rss(&self) -> bool {
        self.open.first().is_some_and(|root| root.name == "rss" || root.name == "rdf")
    }

    /// Ends the innermost element of that name, with all in it that was left open.
    fn end(&mut self, raw_name: &str, visitor: &mut dyn Visitor) {
        let Some(at) = self.open.iter().rposition(|element| element.raw_name == raw_name) else {
            return;
        };
        while self.open.len() > at {
            self.end_last(visitor);
        }
    }

    fn end_last(&mut self, visitor: &mut dyn Visitor) {
        visitor.closed(&self.open);
        self.open.pop();
    }

    fn add(&mut self, text: &str) {
        let Some(element) = self.open.last_mut() else { return };
        let room = TEXT_BYTES_MAX.saturating_sub(element.text.len());
        element.text.push_str(&text[..text.floor_char_boundary(room)]);
    }
}

fn attributes(start: &BytesStart) -> Vec<(String, String)> {
    let mut all = start.html_attributes();
    let read = all.with_checks(false).take(ATTRIBUTES_MAX).filter_map(Result::ok);
    read.map(|attribute| (attribute.key.as_ref().to_ascii_lowercase(), value(&attribute))).collect()
}

/// A value with its entities expanded as far as they are; an ampersand that begins none stands for
/// itself, as addresses often have it.
fn value(attribute: &Attribute) -> String {
    let mut pieces = attribute.value.split('&');
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let reference = piece.split_once(';');
        match reference.and_then(|(name, rest)| Some((expanded(&BytesRef::new(name))?, rest))) {
            Some((expanded, rest)) => text.extend([expanded.as_str(), rest]),
            None => text.extend(["&", piece]),
        }
    }
    text
}

/// What a reference stands for: one of XML's own five, or a character by its number.
fn expanded(reference: &BytesRef) -> Option<String> {
    match reference.resolve_char_ref() {
        Ok(Some(character)) => Some(character.to_string()),
        Ok(None) => resolve_predefined_entity(reference).map(str::to_owned),
        Err(_) => None,
    }
}

fn declaration((name, address): &(String, String)) -> Option<(String, Space)> {
    Some((name.strip_prefix("xmlns:")?.to_owned(), space_of(address)))
}

fn space_of(address: &str) -> Space {
    let found = SPACES.iter().find(|(_, known, _)| *known == address.trim());
    found.map_or(Space::Other, |(space, _, _)| *space)
}

/// What a link leads to; none where it is longer than any that is followed.
fn joined(outer: Option<&Url>, link: &str) -> Option<Url> {
    let link = link.trim();
    if link.len() > URL_BYTES_MAX {
        return None;
    }
    let joined = match outer {
        Some(outer) => outer.join(link).ok()?,
        None => Url::parse(link).ok()?,
    };
    Some(joined).filter(|url| url.as_str().len() <= URL_BYTES_MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tells each element that ends: its way from the root, and its text.
    #[derive(Default)]
    struct Teller(Vec<String>);

    impl Visitor for Teller {
        fn opened(&mut self, _: &[Element]) {}

        fn closed(&mut self, open: &[Element]) {
            let way: Vec<&str> = open.iter().map(|element| element.name.as_str()).collect();
            let words = open.last().and_then(Element::words).unwrap_or_default();
            self.0.push(format!("{} {words}", way.join("/")));
        }

        fn defect(&mut self, what: &str) {
            self.0.push(format!("! {what}"));
        }
    }

    fn told(text: &str) -> Vec<String> {
        let mut teller = Teller::default();
        walk(text, None, &mut teller);
        teller.0
    }

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(told(text), expected, "{text}");
    }

    #[test]
    fn text_is_read_with_cdata_and_characters_by_number() {
        check("<a><b> x &amp; <![CDATA[<y>]]>&#231;&#x7A; </b></a>", &["a/b x & <y>çz", "a "]);
        check("<a>x & y</a>", &["a x & y"]);
        check("<?xml version='1.0'?><!-- c --><A/>", &["a "]);
    }

    #[test]
    fn an_entity_is_never_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bomb'><!ENTITY c SYSTEM 'file:///etc/passwd'>]>";
        check(
            &format!("{bomb}<a>&b;&c;</a>"),
            &["! the entity &b; is not expanded", "! the entity &c; is not expanded", "a &b;&c;"],
        );
    }

    #[test]
    fn what_is_left_open_is_closed_with_what_holds_it() {
        check(
            "<a><b>x<br><i>y</b><c>z</c></a>",
            &["a/b/br/i y", "a/b/br ", "a/b x", "a/c z", "a "],
        );
        check("<a></z></a>", &["a "]);
    }

    #[test]
    fn what_breaks_off_is_told_and_what_stands_before_is_used() {
        check(
            "<a><b>x</b><c>y",
            &["a/b x", "! XML ends before it is complete; what stands before was used"],
        );
        let broken = told("<a><b>x</b><c");
        assert_eq!(broken[0], "a/b x");
        assert!(broken[1].starts_with("! XML breaks off at byte"), "{broken:?}");
        let deep = told(&"<a>".repeat(100_000));
        assert!(deep[0].starts_with("! elements nested deeper than 200"), "{deep:?}");
    }

    #[test]
    fn an_attribute_may_hold_a_bare_ampersand() {
        struct Link(Option<String>);
        impl Visitor for Link {
            fn opened(&mut self, open: &[Element]) {
                self.0 = open.last().and_then(|it| it.attribute("href")).map(str::to_owned);
            }
            fn closed(&mut self, _: &[Element]) {}
            fn defect(&mut self, _: &str) {}
        }
        for (written, read) in [("?a=1&b=2", "?a=1&b=2"), ("?a=1&amp;b&#61;2", "?a=1&b=2")] {
            let mut link = Link(None);
            walk(&format!("<a HREF=\"{written}\" x y='z'/>"), None, &mut link);
            assert_eq!(link.0.as_deref(), Some(read));
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "(<[a-c/?!]{0,2}|[&;#x0-9a-c \"'=\\]]{1,4}|>|\\PC){0,60}") {
            told(&text);
            root(&text);
        }
    }
}
