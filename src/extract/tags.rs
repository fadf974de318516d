//! The tags of a page as they stand in its source, found as the HTML tokenizer finds them.

use memchr::{memchr, memmem};

/// Longer than any name that is asked for here.
const NAME_BYTES_MAX: usize = 20;

/// What stands next in a page's source.
pub enum Next {
    Tag(Tag),
    Nothing,
    /// Something begins there and does not end.
    Unfinished(usize),
}

pub struct Tag {
    pub start: usize,
    pub end: usize,
    pub name: Name,
    pub closes: bool,
    /// Whether it ends in `/>`, which counts in SVG and MathML alone.
    pub is_whole: bool,
    pub attributes: usize,
}

/// The next tag at or after a place, found as the HTML tokenizer finds it; comments are passed.
pub fn next(html: &str, from: usize) -> Next {
    let mut at = from;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start + 1..];
        let closes = rest.starts_with('/');
        let name = &rest[usize::from(closes)..];
        if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return match tag(html, start, closes) {
                Some(tag) => Next::Tag(tag),
                None => Next::Unfinished(start),
            };
        }
        let end = match rest {
            // "<!-->" is a whole comment, so its dashes may be those that open it.
            comment if comment.starts_with("!--") => comment_end(comment),
            bogus if bogus.starts_with(['!', '?', '/']) => bogus.find('>').map(|end| end + 1),
            _ => Some(0),
        };
        match end {
            Some(end) => at = start + 1 + end,
            None => return Next::Unfinished(start),
        }
    }
    Next::Nothing
}

fn comment_end(comment: &str) -> Option<usize> {
    let plain = find(&comment[1..], "-->").map(|end| 1 + end + 3);
    // Looked for no further than that: a page of many comments would be searched through for each.
    let until = plain.unwrap_or(comment.len());
    let odd = find(&comment[1..until], "--!>").map(|end| 1 + end + 4);
    odd.or(plain)
}

fn find(text: &str, part: &str) -> Option<usize> {
    memmem::find(text.as_bytes(), part.as_bytes())
}

/// Where the tokenizer is within a tag.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Name,
    Between,
    Attribute,
    AfterAttribute,
    BeforeValue,
    Unquoted,
}

/// Reads the tag that starts at a place; none if it does not end.
fn tag(html: &str, start: usize, closes: bool) -> Option<Tag> {
    let bytes = html.as_bytes();
    let named = start + 1 + usize::from(closes);
    let mut within = Within::Name;
    let mut attributes = 0;
    let mut at = named;
    while let Some(&byte) = bytes.get(at) {
        let space = byte.is_ascii_whitespace();
        within = match (within, byte) {
            (_, b'>') => {
                let name = Name::of(&bytes[named..at]);
                let is_whole = bytes[at - 1] == b'/' && within != Within::Unquoted;
                return Some(Tag { start, end: at + 1, name, closes, is_whole, attributes });
            }
            (Within::BeforeValue, b'"' | b'\'') => {
                at += 1 + memchr(byte, &bytes[at + 1..])?;
                Within::Between
            }
            (Within::BeforeValue, _) if space => Within::BeforeValue,
            (Within::BeforeValue, _) => Within::Unquoted,
            (Within::Attribute | Within::AfterAttribute, b'=') => Within::BeforeValue,
            (Within::Attribute | Within::AfterAttribute, _) if space => Within::AfterAttribute,
            (Within::Name | Within::Unquoted | Within::Between, _) if space => Within::Between,
            (Within::Unquoted, _) => Within::Unquoted,
            (_, b'/') => Within::Between,
            (Within::Name, _) => Within::Name,
            (Within::Attribute, _) => Within::Attribute,
            (Within::Between | Within::AfterAttribute, _) => {
                attributes += 1;
                Within::Attribute
            }
        };
        at += 1;
    }
    None
}

/// An element's name in lower case, cut where no known name is as long.
pub struct Name {
    bytes: [u8; NAME_BYTES_MAX],
    length: usize,
}

impl Name {
    /// The name that the inside of a tag begins with.
    fn of(tag: &[u8]) -> Name {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
        let tag = &tag[..tag.len().min(NAME_BYTES_MAX)];
        let length = tag.iter().position(ends).unwrap_or(tag.len());
        let mut bytes = [0; NAME_BYTES_MAX];
        bytes[..length].copy_from_slice(&tag[..length]);
        bytes.make_ascii_lowercase();
        Name { bytes, length }
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Where the text behind a start tag ends, in which nothing but the end tag of that name is markup.
pub fn raw_end(html: &str, from: usize, name: &[u8]) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = find(&html[at..], "</") {
        let named = at + found + 2;
        let behind = named + name.len();
        let candidate = bytes.get(named..behind);
        let ends = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>');
        if candidate.is_some_and(|text| text.eq_ignore_ascii_case(name))
            && bytes.get(behind).is_none_or(ends)
        {
            return at + found;
        }
        at = named;
    }
    html.len()
}
