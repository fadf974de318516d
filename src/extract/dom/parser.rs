//! Feeds a page to the parser, all but the text of scripts and styles, which it would only hand on.

use html5ever::driver::{self, Parser};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{NodeOrText, TreeSink};
use html5ever::{QualName, local_name, ns};

use super::Tree;
use super::sink::Sink;
use crate::extract::bounds::{Raw, pieces};

/// A parser of what stands in a body.
pub fn of_fragment(sink: Sink) -> Parser<Sink> {
    let body = QualName::new(None, ns!(html), local_name!("body"));
    driver::parse_fragment(sink, Default::default(), body, Vec::new(), false)
}

/// Parses a page piece by piece.
pub fn feed(mut parser: Parser<Sink>, html: &str) -> Tree {
    for piece in pieces(html) {
        parser.process(piece.markup.into());
        if let Some(raw) = piece.raw {
            feed_raw(&mut parser, &raw);
        }
    }
    parser.finish()
}

/// Parses a start tag and the text behind it, which is all the element's that the tag makes; where
/// it makes none, as one in a list to choose from does, the text is markup.
fn feed_raw(parser: &mut Parser<Sink>, raw: &Raw<'_>) {
    let known = parser.tokenizer.sink.sink.count();
    parser.process(raw.tag.into());
    let sink = &parser.tokenizer.sink.sink;
    let text = StrTendril::from(raw.text);
    match sink.newest_raw().filter(|_| sink.count() > known) {
        Some(element) => sink.append(&element, NodeOrText::AppendText(text)),
        None => parser.process(text),
    }
}
