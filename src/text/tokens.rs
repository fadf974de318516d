//! Tokens: the words and marks of a text as byte spans, white space lying in the gaps between.
//!
//! A word keeps its inner marks (`1,234.50`, `don’t`, `U.S`, `14:05`, `re-open`). Han and kana
//! stand by character, Thai, Lao, Khmer and Burmese by grapheme cluster, as they write no spaces.
//! No token begins or ends inside a grapheme cluster (UAX #29).

use std::ops::Range;

use crate::text::clusters;
use crate::text::normal::is_invisible;

/// The byte span of a token in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

/// What a grapheme cluster is to the tokeniser.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    /// White space.
    Gap,
    /// A letter, digit or underscore: joins its neighbours.
    Word,
    /// Joins two word characters, else a mark: `.` in `3.5`.
    Joiner,
    /// A character of a script that writes no spaces: a token by itself.
    Single,
    /// A dash: a run of the same is one token (`--`).
    Dash,
    /// Anything else: a token by itself.
    Mark,
}

/// The tokens of a text, in order. Gaps and tokens, joined, are the text.
pub fn tokens(text: &str) -> Vec<Span> {
    let mut spans = Vec::with_capacity(text.len() / 5);
    let mut open = Open::default();
    let mut start = 0;
    while start < text.len() {
        if open.is_empty() {
            start = plain(text.as_bytes(), start, &mut spans);
            if start >= text.len() {
                break;
            }
        }
        let end = clusters::end(text, start);
        open.take(Span { start, end }, class_of_cluster(&text[start..end]), &mut spans);
        start = end;
    }
    open.close(&mut spans);
    spans
}

/// What ASCII characters are to the tokeniser; none for the bytes of others.
const ASCII: [Option<Class>; 256] = {
    let mut classes = [None; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte as usize] = Some(class_of_ascii(byte));
        byte += 1;
    }
    classes
};

/// Takes words, white space and marks as long as they are ASCII, and so is what follows: most of
/// a text is. The place of what is not.
fn plain(bytes: &[u8], mut start: usize, spans: &mut Vec<Span>) -> usize {
    let class =
        |at: usize| bytes.get(at).map_or(Some(Class::Gap), |byte| ASCII[usize::from(*byte)]);
    loop {
        let end = match (class(start), class(start + 1)) {
            _ if start >= bytes.len() => return start,
            (Some(Class::Word), _) => match ascii_word(bytes, start) {
                Some(end) => end,
                None => return start,
            },
            (Some(Class::Gap), Some(_)) if bytes[start] != b'\r' => {
                start += 1;
                continue;
            }
            (Some(Class::Mark | Class::Joiner), Some(_)) => start + 1,
            _ => return start,
        };
        spans.push(Span { start, end });
        start = end;
    }
}

/// The end of the word that begins here, where it and what follows it are ASCII.
fn ascii_word(bytes: &[u8], start: usize) -> Option<usize> {
    let class =
        |at: usize| bytes.get(at).map_or(Some(Class::Gap), |byte| ASCII[usize::from(*byte)]);
    let is_word = |byte: &&u8| ASCII[usize::from(**byte)] == Some(Class::Word);
    let mut end = start + 1;
    loop {
        end += bytes[end..].iter().take_while(is_word).count();
        match class(end)? {
            Class::Joiner if class(end + 1)? == Class::Word => end += 2,
            Class::Word
            | Class::Gap
            | Class::Joiner
            | Class::Single
            | Class::Dash
            | Class::Mark => {
                return Some(end);
            }
        }
    }
}

/// The token being gathered.
#[derive(Default)]
struct Open {
    word: Option<Span>,
    /// A joiner behind the word that belongs to it only if a word character follows.
    joiner: Option<Span>,
    dashes: Option<Span>,
}

impl Open {
    fn is_empty(&self) -> bool {
        self.word.is_none() && self.joiner.is_none() && self.dashes.is_none()
    }

    fn take(&mut self, span: Span, class: Class, spans: &mut Vec<Span>) {
        match class {
            Class::Word => self.take_word(span, spans),
            Class::Joiner if self.word.is_some() && self.joiner.is_none() => {
                self.joiner = Some(span);
            }
            Class::Dash => match &mut self.dashes {
                Some(dashes) if dashes.end == span.start => dashes.end = span.end,
                _ => {
                    self.close(spans);
                    self.dashes = Some(span);
                }
            },
            Class::Gap => self.close(spans),
            Class::Joiner | Class::Single | Class::Mark => {
                self.close(spans);
                spans.push(span);
            }
        }
    }

    fn take_word(&mut self, span: Span, spans: &mut Vec<Span>) {
        match &mut self.word {
            Some(word) => {
                word.end = span.end;
                self.joiner = None;
            }
            None => {
                self.close(spans);
                self.word = Some(span);
            }
        }
    }

    fn close(&mut self, spans: &mut Vec<Span>) {
        spans.extend(self.dashes.take());
        spans.extend(self.word.take());
        if let Some(joiner) = self.joiner.take() {
            spans.push(joiner);
        }
    }
}

const fn class_of_ascii(byte: u8) -> Class {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => Class::Word,
        b' ' | b'\t'..=b'\r' => Class::Gap,
        b'.' | b',' | b'\'' | b':' | b'-' => Class::Joiner,
        _ => Class::Mark,
    }
}

fn class_of(c: char) -> Class {
    match c {
        _ if c.is_ascii() => class_of_ascii(c as u8),
        '’' | '\u{2010}' | '\u{2011}' => Class::Joiner,
        '–' | '—' | '―' | '‒' => Class::Dash,
        '\u{C0}'..='\u{D6}' | '\u{D8}'..='\u{F6}' | '\u{F8}'..='\u{24F}' => Class::Word,
        '\u{400}'..='\u{481}' | '\u{5D0}'..='\u{5EA}' | '\u{620}'..='\u{64A}' => Class::Word,
        _ if is_single(c) => Class::Single,
        _ if c.is_alphanumeric() => Class::Word,
        _ if c.is_whitespace() => Class::Gap,
        _ => Class::Mark,
    }
}

fn class_of_cluster(cluster: &str) -> Class {
    if let [byte] = cluster.as_bytes() {
        return class_of(char::from(*byte));
    }
    let mut characters = cluster.chars().filter(|&c| !is_invisible(c));
    // What is shown as nothing parts no word: a soft hyphen, a zero-width space.
    let Some(first) = characters.next() else { return Class::Word };
    match class_of(first) {
        // A mark that combines with a space is seen, so it is no gap.
        Class::Gap if characters.any(|c| class_of(c) != Class::Gap) => Class::Mark,
        class => class,
    }
}

/// How many tokens such as this one make a word, by and large: one, but for the scripts that write
/// no spaces, which stand by character or cluster.
pub fn tokens_a_word(token: &str) -> usize {
    match token.chars().next() {
        Some('\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}') => 3,
        Some(first) if is_single(first) => 2,
        _ => 1,
    }
}

/// Whether a character belongs to a script that writes words without spaces between them.
fn is_single(c: char) -> bool {
    matches!(c,
        '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = tokens(text).into_iter().map(|span| &text[span.range()]).collect();
        assert_eq!(found, expected);
        check_laws(text);
    }

    /// Tokens are in order, not empty, and what lies between them is shown as nothing.
    fn check_laws(text: &str) {
        let mut end = 0;
        for span in tokens(text) {
            assert!(span.start >= end && span.end > span.start, "{text:?} {span:?}");
            let gap = &text[end..span.start];
            assert!(gap.chars().all(|c| c.is_whitespace() || !c.is_alphanumeric()), "{gap:?}");
            end = span.end;
        }
    }

    #[test]
    fn words_keep_their_inner_marks() {
        check("It's 1,234.50, re-open.", &["It's", "1,234.50", ",", "re-open", "."]);
        check("don’t go at 14:05…", &["don’t", "go", "at", "14:05", "…"]);
        check("U.S. officials", &["U.S", ".", "officials"]);
        check("a--b", &["a", "-", "-", "b"]);
        check("yes—no 5%", &["yes", "—", "no", "5", "%"]);
    }

    #[test]
    fn scripts_without_spaces_stand_by_character() {
        check("東京123人。", &["東", "京", "123", "人", "。"]);
        check("วันพุธ", &["วั", "น", "พุ", "ธ"]);
        check("کتاب‌ها", &["کتاب‌ها"]);
        check("cafe\u{301} 👩‍👩‍👧", &["cafe\u{301}", "👩‍👩‍👧"]);
        check("com\u{ad}pany", &["com\u{ad}pany"]);
        check("a \u{c46}b", &["a", " \u{c46}", "b"]);
        check("a\u{11000}", &["a\u{11000}"]);
    }

    proptest! {
        #[test]
        fn any_text_has_tokens_in_order(text in "\\PC{0,60}|[a-c .,'-]{0,40}") {
            check_laws(&text);
        }
    }
}
