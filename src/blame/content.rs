//! What a version says, as words whose lineage can be followed.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::article::Article;
use crate::blame::passages::{Passage, passages};
use crate::text::fold::fold;
use crate::text::tokens::{Span, tokens};

/// What stands between two passages, as between the blocks of one part of a diff.
pub const BLANK_LINE: &str = "\n\n";

/// What a version says, its passages joined by blank lines.
pub struct Content {
    pub article: Article,
    pub passages: Vec<Passage>,
    pub text: String,
    /// The tokens of all passages, marks among them.
    pub words: Vec<Span>,
    /// The words as they are alike.
    pub alike: HashSet<String>,
}

impl Content {
    pub fn of(article: Article) -> Content {
        let passages = passages(&article);
        let (mut text, mut words) = (String::new(), Vec::new());
        for (at, passage) in passages.iter().enumerate() {
            if at > 0 {
                text.push_str(BLANK_LINE);
            }
            let start = text.len();
            let placed = |it: Span| Span { start: it.start + start, end: it.end + start };
            words.extend(tokens(&passage.text).into_iter().map(placed));
            text.push_str(&passage.text);
        }
        let alike = words.iter().map(|word| fold(&text[word.range()]).into_owned()).collect();
        Content { article, passages, text, words, alike }
    }

    /// A word in the form in which it is compared with others.
    pub fn alike(&self, word: usize) -> Cow<'_, str> {
        fold(&self.text[self.words[word].range()])
    }
}
