//! Keeps a page within what an HTML parser can take: nesting and attributes are cut, text is kept.

use std::borrow::Cow;

/// Browsers stop nesting at 512 too; a real article seldom passes 60.
const DEPTH_MAX: usize = 256;

/// A parser compares each attribute of a tag with those before it.
const ATTRIBUTES_MAX: usize = 300;

/// Tags beyond this are not structure but a load.
const TAGS_MAX: usize = 100_000;

/// Elements that never hold others, or that the next of their kind closes by itself.
const FLAT: [&str; 29] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "thead", "tbody", "tfoot",
    "colgroup", "html", "head", "body",
];

/// Elements whose content is text to the parser, tags and all.
const RAW: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

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
        } else if !tag.closes && !nesting.is_foreign() && RAW.contains(&tag.name.as_str()) {
            at = raw_end(html, tag.end, &tag.name);
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
    name: String,
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
        let foreign = match tag.name.as_str() {
            "svg" => Some(&mut self.svg),
            "math" => Some(&mut self.math),
            _ => None,
        };
        if let Some(open) = foreign.filter(|_| !tag.is_whole) {
            *open = if tag.closes { open.saturating_sub(1) } else { *open + 1 };
        }
        if self.is_foreign() && tag.is_whole {
            return self.left_out == 0;
        }
        if !self.is_foreign() && FLAT.contains(&tag.name.as_str()) {
            // Rows and items of what was left out would pile up in the last element that was not.
            return self.left_out == 0 || matches!(tag.name.as_str(), "p" | "br");
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
    let plain = comment[1..].find("-->").map(|end| 1 + end + 3);
    // Looked for no further than that: a page of many comments would be searched through for each.
    let odd = comment[1..plain.unwrap_or(comment.len())].find("--!>").map(|end| 1 + end + 4);
    odd.or(plain)
}

/// Where the tokenizer is within a tag.
#[derive(Clone, Copy, PartialEq)]
enum Within {
    Name,
    Between,
    Attribute,
    AfterAttribute,
    BeforeValue,
    Quoted(u8),
    Unquoted,
}

/// Reads the tag that starts at a place; none if it does not end.
fn tag(html: &str, start: usize, closes: bool) -> Option<Tag> {
    let bytes = html.as_bytes();
    let named = start + 1 + usize::from(closes);
    let mut within = Within::Name;
    let mut attributes = 0;
    for (at, &byte) in bytes.iter().enumerate().skip(named) {
        let space = byte.is_ascii_whitespace();
        within = match (within, byte) {
            (Within::Quoted(open), _) if byte == open => Within::Between,
            (Within::Quoted(open), _) => Within::Quoted(open),
            (_, b'>') => {
                let name = name(&bytes[named..at]);
                let is_whole = bytes[at - 1] == b'/' && within != Within::Unquoted;
                return Some(Tag { start, end: at + 1, name, closes, is_whole, attributes });
            }
            (Within::BeforeValue, b'"' | b'\'') => Within::Quoted(byte),
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
    }
    None
}

/// An element's name in lower case, cut where no known name is as long.
fn name(tag: &[u8]) -> String {
    let ends = |byte: &u8| byte.is_ascii_whitespace() || *byte == b'/';
    let letters = tag.iter().take_while(|byte| !ends(byte)).take(20);
    letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect()
}

fn raw_end(html: &str, from: usize, name: &str) -> usize {
    let bytes = html.as_bytes();
    let mut at = from;
    while let Some(found) = html[at..].find("</") {
        let named = at + found + 2;
        let candidate = bytes.get(named..named + name.len());
        if candidate.is_some_and(|text| text.eq_ignore_ascii_case(name.as_bytes())) {
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
