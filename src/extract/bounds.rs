//! Keeps a page within what an HTML parser can take: nesting and attributes are cut, text is kept.

use std::ops::Range;

use memchr::memmem;

use super::tags::{self, ATTRIBUTES_MAX, AttributeRange, Next, Tag};

/// Browsers stop nesting at 512 too; a real article seldom passes 60.
const DEPTH_MAX: usize = 256;

/// Tags beyond this are not structure but a load.
const TAGS_MAX: usize = 100_000;

/// What is parsed of a page: what stands before a tag, comments among it; the tag; and the text of a
/// script or a style.
pub struct Piece<'p> {
    pub before: Range<usize>,
    /// The tag with its attributes; none where it is left out, or the page ends.
    pub tag: Option<(&'p Tag, &'p [AttributeRange])>,
    /// The text behind the tag up to its end tag, in which nothing is markup if the tag makes a
    /// script or a style.
    pub raw: Option<Range<usize>>,
}

/// A page in pieces, with the tags left out that nest deeper, or carry more attributes, than any
/// article does.
pub struct Pieces<'h> {
    html: &'h str,
    nesting: Nesting,
    /// Where the next piece begins.
    at: usize,
    /// Where the next tag is looked for.
    tags_at: usize,
    tag: Option<Tag>,
    attributes: Vec<AttributeRange>,
    is_over: bool,
}

impl<'h> Pieces<'h> {
    pub fn of(html: &'h str) -> Pieces<'h> {
        let nesting = Nesting::default();
        Pieces {
            html,
            nesting,
            at: 0,
            tags_at: 0,
            tag: None,
            attributes: Vec::new(),
            is_over: false,
        }
    }

    /// The next piece of the page.
    pub fn following(&mut self) -> Option<Piece<'_>> {
        if self.is_over {
            return None;
        }
        let tag = match tags::next(self.html, self.tags_at, &mut self.attributes) {
            Next::Tag(tag) => tag,
            Next::Nothing => return Some(self.last(self.html.len())),
            // The parser makes nothing of an unfinished tag or comment but to drop it.
            Next::Unfinished(start) => return Some(self.last(start)),
        };
        let before = self.at..tag.start;
        (self.at, self.tags_at) = (tag.end, tag.end);
        if !self.nesting.admits(&tag, self.attributes.len()) {
            return Some(Piece { before, tag: None, raw: None });
        }
        let raw = self.raw(&tag);
        Some(Piece { before, tag: Some((self.tag.insert(tag), &self.attributes)), raw })
    }

    /// Passes the text of an element in which nothing is markup, and takes it where the parser would
    /// only hand it on.
    fn raw(&mut self, tag: &Tag) -> Option<Range<usize>> {
        let name = tag.name.as_bytes();
        if tag.closes || self.nesting.is_foreign() || !is_raw(name) {
            return None;
        }
        self.tags_at = tags::raw_end(self.html, tag.end, name);
        let text = tag.end..self.tags_at;
        is_handed_on(name, &self.html[text.clone()]).then(|| {
            self.at = text.end;
            text
        })
    }

    fn last(&mut self, end: usize) -> Piece<'_> {
        self.is_over = true;
        Piece { before: self.at..end, tag: None, raw: None }
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

    fn admits(&mut self, tag: &Tag, attributes: usize) -> bool {
        self.tags += 1;
        if attributes > ATTRIBUTES_MAX || self.tags > TAGS_MAX {
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

    /// What is left of a page, and the texts that stand apart.
    fn read(html: &str) -> (String, Vec<&str>) {
        let mut pieces = Pieces::of(html);
        let (mut kept, mut raw) = (String::new(), Vec::new());
        while let Some(piece) = pieces.following() {
            kept.push_str(&html[piece.before]);
            kept.push_str(piece.tag.map_or("", |(tag, _)| &html[tag.start..tag.end]));
            raw.extend(piece.raw.clone().map(|text| &html[text]));
            kept.push_str(piece.raw.map_or("", |text| &html[text]));
        }
        (kept, raw)
    }

    fn bounded(html: &str) -> String {
        read(html).0
    }

    #[test]
    fn an_ordinary_page_is_left_as_it_is() {
        let page = "<div class='a > b'><!-- <div> --><p>1 < 2<script>'<div>'</script></div>";
        assert_eq!(bounded(page), page);
    }

    #[test]
    fn the_text_of_scripts_and_styles_stands_apart() {
        let check = |page: &str, wanted: &[&str]| assert_eq!(read(page).1, wanted, "{page}");
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
