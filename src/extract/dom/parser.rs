//! Feeds a page to html5ever's tree builder.
//!
//! Tags and texts are plain nearly everywhere, and go to the tree builder as they were found
//! (`bounds`). What is not plain (rarer entities, comments, texts in which tags are none) is read by
//! html5ever's tokenizer, which says when plain markup goes on.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};
use html5ever::tree_builder::{ElementFlags, TreeBuilder, TreeSink};
use html5ever::{Attribute, LocalName, QualName, TokenizerResult, local_name, ns};

use super::sink::Sink;
use super::{Id, Tree, entities};
use crate::extract::bounds::{Piece, Pieces};
use crate::extract::tags::{self, AttributeRange};

/// Parses a page.
pub fn page(html: &str) -> Tree {
    Parser::new(TreeBuilder::new(Sink::new(html), Default::default()), html).read()
}

/// Parses what stands in a body.
pub fn fragment(html: &str) -> Tree {
    let sink = Sink::new(html);
    let name = QualName::new(None, ns!(html), local_name!("body"));
    let body = sink.create_element(name, Vec::new(), ElementFlags::default());
    Parser::new(TreeBuilder::new_for_fragment(sink, body, None, Default::default()), html).read()
}

struct Parser<'h> {
    html: &'h str,
    /// The same, of which tags and texts are parts.
    shared: StrTendril,
    tokenizer: Tokenizer<Gate>,
    input: BufferQueue,
}

/// What the tokenizer says goes through it to the tree builder.
struct Gate {
    builder: TreeBuilder<Id, Sink>,
    stands: Cell<Stands>,
}

/// Where the tokenizer stands.
#[derive(Clone, Copy, PartialEq)]
enum Stands {
    /// Right behind a tag, where markup goes on.
    BehindTag,
    /// In a text that ends with one certain tag.
    InRaw,
    /// At the beginning, or behind something else, of which there may be more.
    Elsewhere,
}

impl<'h> Parser<'h> {
    fn new(builder: TreeBuilder<Id, Sink>, html: &'h str) -> Parser<'h> {
        let gate = Gate { builder, stands: Cell::new(Stands::Elsewhere) };
        let tokenizer = Tokenizer::new(gate, Default::default());
        Parser { html, shared: html.into(), tokenizer, input: BufferQueue::default() }
    }

    fn read(self) -> Tree {
        let mut pieces = Pieces::of(self.html);
        while let Some(piece) = pieces.following() {
            self.take(piece);
        }
        self.tokenizer.end();
        self.tokenizer.sink.builder.sink.finish()
    }

    fn take(&self, piece: Piece<'_>) {
        let was_in_raw = self.stands() == Stands::InRaw;
        let is_behind_tag = self.stands() == Stands::BehindTag;
        let text = is_behind_tag.then(|| self.plain_text(piece.before.clone())).flatten();
        let tag = piece.tag.filter(|_| text.is_some());
        let tag = tag.and_then(|(tag, attributes)| self.plain_tag(tag, attributes));
        match (piece.tag, text) {
            (None, Some(text)) => self.give_text(text),
            (None, None) => self.tokenize(piece.before),
            (Some((source, _)), text) => match text.zip(tag) {
                Some((text, tag)) => {
                    self.give_text(text);
                    self.give(Token::TagToken(tag));
                }
                None => {
                    self.tokenize(piece.before);
                    self.tokenize(source.start..source.end);
                }
            },
        }
        match piece.raw {
            Some(text) if !was_in_raw && self.stands() == Stands::InRaw => {
                self.give_text(self.part(text));
            }
            Some(text) => self.tokenize(text),
            None => {}
        }
    }

    fn stands(&self) -> Stands {
        self.tokenizer.sink.stands.get()
    }

    /// A text as the tokenizer would read it; none if that takes the tokenizer.
    fn plain_text(&self, range: Range<usize>) -> Option<StrTendril> {
        let is_odd = memchr::memchr3(b'<', b'\0', b'\r', self.html[range.clone()].as_bytes());
        is_odd.is_none().then(|| self.with_entities_read(range)).flatten()
    }

    fn with_entities_read(&self, range: Range<usize>) -> Option<StrTendril> {
        Some(match entities::read(&self.html[range.clone()])? {
            Cow::Borrowed(_) => self.part(range),
            Cow::Owned(text) => text.into(),
        })
    }

    /// A tag as the tokenizer would read it; none if that takes the tokenizer, or what is behind the
    /// tag may.
    fn plain_tag(&self, tag: &tags::Tag, attributes: &[AttributeRange]) -> Option<Tag> {
        let source = &self.html.as_bytes()[tag.start..tag.end];
        let is_odd = memchr::memchr2(b'\0', b'\r', source).is_some();
        if is_odd || begins_raw(tag.name.as_bytes()) {
            return None;
        }
        let mut attrs: Vec<Attribute> = Vec::with_capacity(attributes.len());
        let mut had_duplicate_attributes = false;
        for attribute in attributes {
            let name = self.name(attribute.name.clone());
            let value = self.with_entities_read(attribute.value.clone())?;
            match attrs.iter().any(|known| known.name.local == name) {
                true => had_duplicate_attributes = true,
                false => attrs.push(Attribute { name: QualName::new(None, ns!(), name), value }),
            }
        }
        Some(Tag {
            kind: if tag.closes { TagKind::EndTag } else { TagKind::StartTag },
            name: self.name(tag.named.clone()),
            self_closing: tag.is_whole,
            attrs,
            had_duplicate_attributes,
        })
    }

    fn part(&self, range: Range<usize>) -> StrTendril {
        let narrow = |at: usize| u32::try_from(at).expect("a page is shorter than 4 GB");
        self.shared.subtendril(narrow(range.start), narrow(range.len()))
    }

    fn give_text(&self, text: StrTendril) {
        if !text.is_empty() {
            self.give(Token::CharacterTokens(text));
        }
    }

    fn name(&self, range: Range<usize>) -> LocalName {
        let name = &self.html[range];
        match name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => name.to_ascii_lowercase().into(),
            false => name.into(),
        }
    }

    /// Gives the tree builder what the tokenizer would: nothing that changes how it goes on.
    fn give(&self, token: Token) {
        let _ = self.tokenizer.sink.builder.process_token(token, 1);
    }

    fn tokenize(&self, markup: Range<usize>) {
        self.tokenizer.sink.leave_tag();
        self.input.push_back(self.part(markup));
        while !matches!(self.tokenizer.feed(&self.input), TokenizerResult::Done) {}
    }
}

impl Gate {
    /// Knows nothing of what comes, unless it be raw text.
    fn leave_tag(&self) {
        if self.stands.get() == Stands::BehindTag {
            self.stands.set(Stands::Elsewhere);
        }
    }
}

impl TokenSink for Gate {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        let is_tag = matches!(token, Token::TagToken(_));
        let result = self.builder.process_token(token, line);
        match &result {
            TokenSinkResult::RawData(_) | TokenSinkResult::Plaintext => {
                self.stands.set(Stands::InRaw);
            }
            _ if is_tag => self.stands.set(Stands::BehindTag),
            _ => self.leave_tag(),
        }
        result
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

/// Whether the text behind a tag of that name may be none that has tags.
#[rustfmt::skip]
fn begins_raw(name: &[u8]) -> bool {
    matches!(
        name,
        b"script" | b"style" | b"title" | b"textarea" | b"noscript" | b"iframe" | b"xmp"
        | b"noembed" | b"noframes" | b"plaintext"
    )
}

#[cfg(test)]
mod tests {
    use html5ever::tendril::TendrilSink;
    use proptest::prelude::*;

    use super::*;
    use crate::extract::dom::element::{Element, Node};

    /// What is left of a page within the bounds.
    fn bounded(html: &str) -> String {
        let mut pieces = Pieces::of(html);
        let mut kept = String::new();
        while let Some(piece) = pieces.following() {
            kept.push_str(&html[piece.before]);
            kept.push_str(piece.tag.map_or("", |(tag, _)| &html[tag.start..tag.end]));
            kept.push_str(piece.raw.map_or("", |text| &html[text]));
        }
        kept
    }

    fn shown(element: Element<'_>) -> String {
        let inner = element.children().map(|child| match child {
            Node::Text(text) => format!("{:?}", text.words),
            Node::Element(element) => shown(element),
        });
        format!("{element:?}{}</>", inner.collect::<String>())
    }

    /// The tree is the one that html5ever makes by itself.
    fn check(html: &str) {
        let sink = Sink::new(html);
        let alone = html5ever::parse_document(sink, Default::default()).one(bounded(html));
        assert_eq!(shown(page(html).root()), shown(alone.root()), "{html:?}");
    }

    #[test]
    fn plain_markup_needs_no_tokenizer() {
        check("<!DOCTYPE html><title>a &amp; b</title><p class=a id='b' hidden>c<br/>d</P >e");
        check("<DIV CLASS=\"x\" class=y data-Z='&lt;'>a &nbsp b<i>c</div></b>");
        check("<a href=/x/>b</a/><a =c d==e>f<a g= >h<img src='i'/>");
        check("<table>a<tr><td>b<p>c</table><svg><path d='M0'/><title>d</title></svg>e");
    }

    #[test]
    fn texts_without_tags_end_with_theirs() {
        check("<script>a</b><script></scripts></script >c<style>d<b></style>e");
        check("<script><!-- <script> </script> --></script><p>a");
        check("<select><style>a<b></style><option>b<script>c</script></select>d");
        check("<textarea>\na<b></textarea>b<noscript>c<p></noscript><p>d<plaintext>e<p>f");
        check("<svg><style>a<b></style><![CDATA[c<d>e]]></svg>f<![CDATA[g<i>h]]>");
        check("<noscript>a<script>b</noscript>c</script>d");
        check("<math><mi><title></b><![CDATA[</title><![CDATA[a<b>c<i>d]]>e");
        check("<iframe>a<b></iframe><xmp>c</p></xmp><title>d</titles></title>e");
    }

    proptest! {
        #[test]
        fn any_soup_makes_the_tree_that_html5ever_makes(
            parts in proptest::collection::vec(proptest::sample::select(SOUP.to_vec()), 0..40)
        ) {
            check(&parts.concat());
        }
    }

    #[rustfmt::skip]
    const SOUP: [&str; 79] = [
        "a", " ", "\n", "\r\n", "\0", "&amp;", "&am", "&#39;", "&#150;", "&eacute;", "&", ";", "<", ">", "/", "=", "'", "\"", "é",
        "<!--", "-->", "--!>", "<!-->", "<![CDATA[", "]]>", "<?x>", "</>", "<!DOCTYPE html>",
        "<p>", "</p>", "<div class=a>", "</div>", "<b>", "</b>", "<a href='x&amp;y'>", "</a>",
        "<a b=\"c\" b=d>", "<br/>", "<img alt='>'>", "<A Href=/x/>", "<td>", "<tr>", "<table>",
        "</table>", "<caption>", "<select>", "<option>", "</select>", "<svg>", "</svg>", "<math>",
        "<mi>", "<desc>", "<foreignObject>", "<script>", "</script>", "<script src=a>", "<style>",
        "</style>", "<title>", "</title>", "<textarea>", "</textarea>", "<noscript>",
        "</noscript>", "<template>", "</template>", "<iframe>", "</iframe>", "<frameset>",
        "<frame>", "</frameset>", "<body id=a>", "</body>", "<html lang=en>", "</html>", "<head>",
        "</head>", "<pre>",
    ];
}
