//! Keeps a page within what an HTML parser can take: nesting and attributes are cut, text is kept.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Browsers stop nesting at 512 too; a real article seldom passes 60.
const DEPTH_MAX: usize = 256;

/// A parser compares each attribute of a tag with those before it.
const ATTRIBUTES_MAX: usize = 300;

/// Tags beyond this are not structure but a load.
const TAGS_MAX: usize = 100_000;

/// Longer than any name that is asked for here.
const NAME_BYTES_MAX: usize = 20;

/// Returns the page with the tags left out that nest deeper, or carry more attributes, than any
/// article does.
pub fn bounded(html: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut copied = 0;
    let mut nesting = Nesting::default();
    let mut at = 0;
    let end = loop {
        let tag = match next_tag(html, at) {
            Next::Tag(tag) => tag,
            Next::Nothing => break html.len(),
            // The parser makes nothing of an unfinished tag or comment but to drop it.
            Next::Unfinished(start) => break start,
        };
        at = tag.end;
        if !nesting.admits(&tag) {
            kept.push_str(&html[copied..tag.start]);
            copied = tag.end;
        } else if !tag.closes && !nesting.is_foreign() && is_raw(tag.name.as_bytes()) {
            at = raw_end(html, tag.end, tag.name.as_bytes());
        }
    };
    if copied == 0 {
        return Cow::Borrowed(&html[..end]);
    }
    kept.push_str(&html[copied..end]);
    Cow::Owned(kept)
}

enum Next {
    Tag(Tag),
    Nothing,
    /// Something begins there and does not end.
    Unfinished(usize),
}

struct Tag {
    start: usize,
    end: usize,
    name: Name,
    closes: bool,
    /// Whether it ends in `/>`, which counts in SVG and MathML alone.
    is_whole: bool,
    attributes: usize,
}

#[derive(Default)]
struct Nesting {
    depth: usize,
    /// Open tags that were left out and whose end tags must go with them.
    left_out: usize,
    tags: usize,
    /// Open `<svg>` and `<math>`, in which no element closes another.
    svg: usize,
    math: usize,
}

impl Nesting {
    fn is_foreign(&self) -> bool {
        self.svg + self.math > 0
    }

    fn admits(&mut self, tag: &Tag) -> bool {
        self.tags += 1;
        if tag.attributes > ATTRIBUTES_MAX || self.tags > TAGS_MAX {
            return false;
        }
        let name = tag.name.as_bytes();
        let foreign = match name {
            b"svg" => Some(&mut self.svg),
            b"math" => Some(&mut self.math),
            _ => None,
        };
        if let Some(open) = foreign.filter(|_| !tag.is_whole) {
            *open = if tag.closes { open.saturating_sub(1) } else { *open + 1 };
        }
        if self.is_foreign() && tag.is_whole {
            return self.left_out == 0;
        }
        if !self.is_foreign() && is_flat(name) {
            // Rows and items of what was left out would pile up in the last element that was not.
            return self.left_out == 0 || matches!(name, b"p" | b"br");
        }
        match (tag.closes, self.left_out, self.depth) {
            (true, 0, _) => self.depth = self.depth.saturating_sub(1),
            (false, 0, 0..DEPTH_MAX) => self.depth += 1,
            (true, _, _) => {
                self.left_out -= 1;
                return false;
            }
            (false, _, _) => {
                self.left_out += 1;
                return false;
            }
        }
        true
    }
}

/// The next tag at or after a place, found as the HTML tokenizer finds it; comments are passed.
fn next_tag(html: &str, from: usize) -> Next {
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
struct Name {
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

    fn as_bytes(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

/// Whether elements of a name never hold others, or are closed by the next of their kind.
#[rustfmt::skip]
fn is_flat(name: &[u8]) -> bool {
    matches!(
        name,
        b"area" | b"base" | b"br" | b"col" | b"embed" | b"hr" | b"img" | b"input" | b"link"
        | b"meta" | b"param" | b"source" | b"track" | b"wbr" | b"p" | b"li" | b"dt" | b"dd"
        | b"option" | b"tr" | b"td" | b"th" | b"thead" | b"tbody" | b"tfoot" | b"colgroup"
        | b"html" | b"head" | b"body"
    )
}

/// Whether the content of elements of a name is text to the parser, tags and all.
#[rustfmt::skip]
fn is_raw(name: &[u8]) -> bool {
    matches!(
        name,
        b"script" | b"style" | b"textarea" | b"title" | b"xmp" | b"iframe" | b"noembed"
        | b"noframes"
    )
}

fn raw_end(html: &str, from: usize, name: &[u8]) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = find(&html[at..], "</") {
        let named = at + found + 2;
        let candidate = bytes.get(named..named + name.len());
        if candidate.is_some_and(|text| text.eq_ignore_ascii_case(name)) {
            return at + found;
        }
        at = named;
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ordinary_page_is_left_as_it_is() {
        let page = "<div class='a > b'><!-- <div> --><p>1 < 2<script>'<div>'</script></div>";
        assert!(matches!(bounded(page), Cow::Borrowed(same) if same == page));
    }

    #[test]
    fn what_nests_too_deep_loses_its_tags_and_keeps_its_text() {
        let page = format!("{}words{}", "<div>".repeat(5000), "</div>".repeat(5000));
        let wanted = format!("{}words{}", "<div>".repeat(256), "</div>".repeat(256));
        assert_eq!(bounded(&page), wanted);
    }

    #[test]
    fn paragraphs_left_open_are_no_nesting() {
        let page = "<p>one<li>two<td>three".repeat(3000);
        assert_eq!(bounded(&page), page);
    }

    #[test]
    fn a_tag_with_a_thousand_attributes_goes() {
        let page = format!("<p>a<div{}>b", " x=1".repeat(1000));
        assert_eq!(bounded(&page), "<p>ab");
    }

    #[test]
    fn no_trick_with_quotes_or_comments_hides_depth() {
        let deep = "<div>".repeat(5000);
        for before in [
            "<!-->",
            "<!--->",
            "<!-- --!>",
            "<a =\">",
            "<a x==\">",
            "<? ' >",
            "</ ' >",
            "<a x=\"\"\">",
        ] {
            let page = format!("{before}{deep}\" ' -->");
            assert!(bounded(&page).len() < 2000, "{before}");
        }
        let inside_svg = format!("<svg>{}", "<td>".repeat(5000));
        assert!(bounded(&inside_svg).len() < 2000);
    }
}
