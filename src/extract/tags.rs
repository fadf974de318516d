//! The tags of a page as they stand in its source, found as the HTML tokenizer finds them.

use std::ops::Range;

use memchr::{memchr, memmem};

/// A parser compares each attribute of a tag with those before it; more than one more are not given.
pub const ATTRIBUTES_MAX: usize = 300;

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
    /// Where its name stands.
    pub named: Range<usize>,
    pub name: Name,
    pub closes: bool,
    /// Whether it ends in `/>`, which counts in SVG and MathML alone.
    pub is_whole: bool,
}

/// Where an attribute stands; a quoted value without its quotes.
pub struct AttributeRange {
    pub name: Range<usize>,
    pub value: Range<usize>,
}

/// The next tag at or after a place, found as the HTML tokenizer finds it, and its attributes;
/// comments are passed.
pub fn next(html: &str, from: usize, attributes: &mut Vec<AttributeRange>) -> Next {
    let mut at = from;
    while let Some(found) = html[at..].find('<') {
        let start = at + found;
        let rest = &html[start + 1..];
        let closes = rest.starts_with('/');
        let name = &rest[usize::from(closes)..];
        if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            return match tag(html, start, closes, attributes) {
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

/// Reads the tag that starts at a place, and its attributes; none if it does not end.
fn tag(
    html: &str,
    start: usize,
    closes: bool,
    attributes: &mut Vec<AttributeRange>,
) -> Option<Tag> {
    let bytes = html.as_bytes();
    let named = start + 1 + usize::from(closes);
    let until = |at: usize, ends: fn(u8) -> bool| {
        bytes[at..].iter().position(|byte| ends(*byte)).map(|length| at + length)
    };
    attributes.clear();
    let name_end = until(named, |byte| is_space(byte) || matches!(byte, b'/' | b'>'))?;
    let (mut at, mut unquoted_end) = (name_end, 0);
    loop {
        at = until(at, |byte| !is_space(byte) && byte != b'/')?;
        if bytes[at] == b'>' {
            break;
        }
        // An attribute's name may begin with the sign that ends others.
        let name_end = until(at + 1, |byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='))?;
        let name = at..name_end;
        at = until(name_end, |byte| !is_space(byte))?;
        let mut value = at..at;
        if bytes[at] == b'=' {
            at = until(at + 1, |byte| !is_space(byte))?;
            value = match bytes[at] {
                quote @ (b'"' | b'\'') => at + 1..at + 1 + memchr(quote, &bytes[at + 1..])?,
                _ => at..until(at, |byte| is_space(byte) || byte == b'>')?,
            };
            at = value.end + usize::from(value.start > at);
            unquoted_end = at;
        }
        if attributes.len() <= ATTRIBUTES_MAX {
            attributes.push(AttributeRange { name, value });
        }
    }
    let is_whole = bytes[at - 1] == b'/' && at != unquoted_end;
    let name = Name::of(&bytes[named..name_end]);
    Some(Tag { start, end: at + 1, named: named..name_end, name, closes, is_whole })
}

fn is_space(byte: u8) -> bool {
    byte.is_ascii_whitespace()
}

/// An element's name in lower case, cut where no known name is as long.
pub struct Name {
    bytes: [u8; NAME_BYTES_MAX],
    length: usize,
}

impl Name {
    fn of(name: &[u8]) -> Name {
        let length = name.len().min(NAME_BYTES_MAX);
        let mut bytes = [0; NAME_BYTES_MAX];
        bytes[..length].copy_from_slice(&name[..length]);
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
