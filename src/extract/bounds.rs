//! Keeps a page within what an HTML parser can take: nesting and attributes are cut, text is kept.

use memchr::memmem;

use super::tags::{self, Next, Tag};

/// Browsers stop nesting at 512 too; a real article seldom passes 60.
const DEPTH_MAX: usize = 256;

/// A parser compares each attribute of a tag with those before it.
const ATTRIBUTES_MAX: usize = 300;

/// Tags beyond this are not structure but a load.
const TAGS_MAX: usize = 100_000;

/// Markup that is parsed, and what comes after it.
pub struct Piece<'h> {
    pub markup: &'h str,
    pub raw: Option<Raw<'h>>,
}

/// A start tag of a script or a style, and the text behind it up to its end tag, in which nothing is
/// markup if the tag makes that element.
pub struct Raw<'h> {
    pub tag: &'h str,
    pub text: &'h str,
}

/// A page in pieces, with the tags left out that nest deeper, or carry more attributes, than any
/// article does.
pub fn pieces(html: &str) -> Pieces<'_> {
    Pieces { html, nesting: Nesting::default(), at: 0, given: 0, is_over: false }
}

pub struct Pieces<'h> {
    html: &'h str,
    nesting: Nesting,
    /// Where the next tag is looked for.
    at: usize,
    /// Where what has been given ends.
    given: usize,
    is_over: bool,
}

impl<'h> Iterator for Pieces<'h> {
    type Item = Piece<'h>;

    fn next(&mut self) -> Option<Piece<'h>> {
        while !self.is_over {
            let tag = match tags::next(self.html, self.at) {
                Next::Tag(tag) => tag,
                Next::Nothing => return Some(self.last(self.html.len())),
                // The parser makes nothing of an unfinished tag or comment but to drop it.
                Next::Unfinished(start) => return Some(self.last(start)),
            };
            self.at = tag.end;
            if !self.nesting.admits(&tag) {
                return Some(self.piece(&tag, None));
            }
            if !tag.closes && !self.nesting.is_foreign() && is_raw(tag.name.as_bytes()) {
                self.at = tags::raw_end(self.html, tag.end, tag.name.as_bytes());
                let text = &self.html[tag.end..self.at];
                if is_handed_on(tag.name.as_bytes(), text) {
                    let raw = Raw { tag: &self.html[tag.start..tag.end], text };
                    return Some(self.piece(&tag, Some(raw)));
                }
            }
        }
        None
    }
}

impl<'h> Pieces<'h> {
    /// The markup before a tag that is not given with it.
    fn piece(&mut self, tag: &Tag, raw: Option<Raw<'h>>) -> Piece<'h> {
        let markup = &self.html[self.given..tag.start];
        self.given = self.at;
        Piece { markup, raw }
    }

    fn last(&mut self, end: usize) -> Piece<'h> {
        self.is_over = true;
        Piece { markup: &self.html[self.given..end], raw: None }
    }
}

/// Whether all that a parser does with the text of an element is to hand it on as it stands.
fn is_handed_on(name: &[u8], text: &str) -> bool {
    let text = text.as_bytes();
    matches!(name, b"script" | b"style")
        && !text.is_empty()
        && memchr::memchr2(b'\r', b'\0', text).is_none()
        && memmem::find(text, b"<!--").is_none()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// All that is left of a page.
    fn bounded(html: &str) -> String {
        let all = |piece: Piece<'_>| {
            let raw = piece.raw.map(|raw| format!("{}{}", raw.tag, raw.text));
            piece.markup.to_owned() + &raw.unwrap_or_default()
        };
        pieces(html).map(all).collect()
    }

    #[test]
    fn an_ordinary_page_is_left_as_it_is() {
        let page = "<div class='a > b'><!-- <div> --><p>1 < 2<script>'<div>'</script></div>";
        assert_eq!(bounded(page), page);
    }

    #[test]
    fn the_text_of_scripts_and_styles_stands_apart() {
        let check = |page: &str, wanted: &[&str]| {
            let texts = pieces(page).filter_map(|piece| piece.raw.map(|raw| raw.text));
            assert_eq!(texts.collect::<Vec<_>>(), wanted, "{page}");
        };
        check("<SCRIPT async>a</scripts></Script ><style>b</style><p>c", &["a</scripts>", "b"]);
        check("<script src=a></script><textarea>b</textarea><title>c</title>", &[]);
        check("<script>a<!-- b</script><style>a\r\nb</style>", &[]);
        check("<svg><style>a</style></svg><!-- <script>a</script> -->", &[]);
        check("<script>a", &["a"]);
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
