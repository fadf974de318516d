//! One side's body as sentences: its text, joined from the runs, with its tokens.

use std::ops::Range;

use crate::text::paragraphs::paragraphs;
use crate::text::sentences::sentences;
use crate::text::tokens::{Span, tokens};

/// A side's text so far, part behind part; places are bytes of it.
#[derive(Default)]
pub struct Column {
    pub text: String,
    pub tokens: Vec<Span>,
    /// As ranges of the tokens.
    pub sentences: Vec<Range<usize>>,
    /// What was changed in more than form, in order.
    graves: Vec<Range<usize>>,
    /// Where each run begins, with its number among the runs of both sides.
    runs: Vec<(usize, usize)>,
    /// Where the part that is being written began.
    part: usize,
}

impl Column {
    /// Adds a run's text.
    pub fn push(&mut self, text: &str, run: usize) {
        self.runs.push((self.text.len(), run));
        self.text.push_str(text);
    }

    pub fn push_grave(&mut self, place: Range<usize>) {
        self.graves.push(place);
    }

    /// Brings what was changed into order; a move's changes are found last.
    pub fn sort_graves(&mut self) {
        self.graves.sort_unstable_by_key(|grave| grave.start);
    }

    /// Ends a part: no token and no sentence goes on behind it, nor over a blank line in it.
    pub fn end_part(&mut self) {
        for paragraph in paragraphs(&self.text[self.part..]) {
            let start = self.part + paragraph.start;
            let text = &self.text[start..self.part + paragraph.end];
            let spans = tokens(text);
            let first = self.tokens.len();
            let within = sentences(text, &spans, 0..spans.len()).into_iter();
            self.sentences.extend(within.map(|range| range.start + first..range.end + first));
            let placed = |span: Span| Span { start: span.start + start, end: span.end + start };
            self.tokens.extend(spans.into_iter().map(placed));
        }
        self.part = self.text.len();
    }

    /// The tokens that lie within a place.
    pub fn tokens_in(&self, place: &Range<usize>) -> Range<usize> {
        let first = self.tokens.partition_point(|span| span.start < place.start);
        let end = self.tokens.partition_point(|span| span.end <= place.end);
        first..end.max(first)
    }

    pub fn token(&self, token: usize) -> &str {
        &self.text[self.tokens[token].range()]
    }

    /// The sentence that holds a token.
    pub fn sentence_of(&self, token: usize) -> usize {
        self.sentences.partition_point(|sentence| sentence.end <= token)
    }

    pub fn text_of(&self, sentence: usize) -> &str {
        &self.text[self.place_of(sentence)]
    }

    /// The number of the run in which a sentence begins.
    pub fn run_of(&self, sentence: usize) -> usize {
        let start = self.place_of(sentence).start;
        let behind = self.runs.partition_point(|(from, _)| *from <= start);
        self.runs[..behind].last().map_or(0, |(_, run)| *run)
    }

    /// Whether a sentence holds a change of more than form.
    pub fn is_grave(&self, sentence: usize) -> bool {
        let place = self.place_of(sentence);
        let next = self.graves.partition_point(|grave| grave.end <= place.start);
        self.graves.get(next).is_some_and(|grave| grave.start < place.end)
    }

    fn place_of(&self, sentence: usize) -> Range<usize> {
        let tokens = &self.tokens[self.sentences[sentence].clone()];
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }
}
