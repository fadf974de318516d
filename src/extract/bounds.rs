//! Keeps a page within what an HTML parser can take: nesting and attributes are cut, text is kept.

use std::borrow::Cow;

/// Browsers stop nesting at 512 too; a real article seldom passes 60.
const DEPTH_MAX: usize = 256;

/// A parser compares each attribute of a tag with those before it.
const ATTRIBUTES_MAX: usize = 300;

/// Tags beyond this are not structure but a load.
const TAGS_MAX: usize = 100_000;

/// Elements that never hold others, or that the next of their kind closes by itself.
const FLAT: [&str; 36] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr", "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead",
    "tbody", "tfoot", "colgroup", "html", "head", "body", "rt", "rp", "path", "use", "circle",
    "rect",
];

/// Elements whose content is text to the parser, tags and all.
const RAW: [&str; 9] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"];

/// Returns the page with the tags left out that nest deeper, or carry more attributes, than any
/// article does.
pub fn bounded(html: &str) -> Cow<'_, str> {
    let mut kept = String::new();
    let mut copied = 0;
    let mut nesting = Nesting::default();
    let mut at = 0;
    while let Some(tag) = next_tag(html, at) {
        at = tag.end;
        if !nesting.admits(&tag) {
            kept.push_str(&html[copied..tag.start]);
            copied = tag.end;
        } else if !tag.closes && RAW.contains(&tag.name.as_str()) {
            at = raw_end(html, tag.end, &tag.name);
        }
    }
    if copied == 0 {
        return Cow::Borrowed(html);
    }
    kept.push_str(&html[copied..]);
    Cow::Owned(kept)
}

struct Tag {
    start: usize,
    end: usize,
    name: String,
    closes: bool,
    attributes: usize,
}

#[derive(Default)]
struct Nesting {
    depth: usize,
    /// Open tags that were left out and whose end tags must go with them.
    left_out: usize,
    tags: usize,
}

impl Nesting {
    fn admits(&mut self, tag: &Tag) -> bool {
        self.tags += 1;
        if tag.attributes > ATTRIBUTES_MAX || self.tags > TAGS_MAX {
            return false;
        }
        if FLAT.contains(&tag.name.as_str()) {
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
fn next_tag(html: &str, from: usize) -> Option<Tag> {
    let mut at = from;
    loop {
        let start = at + html.get(at..)?.find('<')?;
        let rest = &html.as_bytes()[start + 1..];
        if rest.starts_with(b"!--") {
            at = start + 4 + html[start + 4..].find("-->")?;
            continue;
        }
        let closes = rest.first() == Some(&b'/');
        let name: String = rest[usize::from(closes)..]
            .iter()
            .take(20)
            .take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'-')
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
        if !name.starts_with(|first: char| first.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        let (end, attributes) = tag_end(html.as_bytes(), start + 1 + name.len())?;
        return Some(Tag { start, end, name, closes, attributes });
    }
}

/// Where a tag ends and about how many attributes it has; a `>` within quotes does not end it.
fn tag_end(html: &[u8], from: usize) -> Option<(usize, usize)> {
    let mut quote = None;
    let mut attributes = 0;
    let mut before = b' ';
    for (at, &byte) in html.iter().enumerate().skip(from) {
        match (quote, byte) {
            (Some(open), _) if byte == open => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b'=' => quote = Some(byte),
            (None, b'>') => return Some((at + 1, attributes)),
            (None, b' ' | b'\n' | b'\t' | b'/' | b'\r') if before != byte => attributes += 1,
            (None, _) => {}
        }
        if !(byte.is_ascii_whitespace() && before == b'=') {
            before = byte;
        }
    }
    None
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
}
