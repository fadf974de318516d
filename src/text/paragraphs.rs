//! Paragraphs: where in a plain text one ends and the next begins.

use std::ops::Range;

use crate::text::clusters;

/// Bytes of a line that may have been broken merely to fit a width.
const WRAPPED: std::ops::RangeInclusive<usize> = 40..=100;

/// The paragraphs of a text as byte ranges without the white space around them.
///
/// A paragraph ends at a blank line, or with its line, unless that was broken merely to fit a
/// width: then the next line goes on in lower case.
pub fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let (mut line_start, mut is_wrapped) = (0, false);
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]);
    for line_end in ends {
        let line = &text[line_start..line_end];
        let content = content(text, line_start, line);
        if content.is_empty() {
            is_wrapped = false;
        } else {
            let goes_on = line[content.start - line_start..].starts_with(char::is_lowercase);
            let length = content.end - line_start;
            match found.last_mut() {
                Some(open) if is_wrapped && goes_on => open.end = content.end,
                _ => found.push(content),
            }
            is_wrapped = WRAPPED.contains(&length);
        }
        line_start = line_end + 1;
    }
    found
}

/// What a line holds between its white space.
fn content(text: &str, line_start: usize, line: &str) -> Range<usize> {
    let trimmed = line.trim_start();
    let start = line_start + line.len() - trimmed.len();
    let end = start + trimmed.trim_end().len();
    let space = text[line_start..start].chars().next_back().map_or(0, char::len_utf8);
    // A mark that combines with a space is seen with it.
    let is_joined = space > 0 && start < end && clusters::end(text, start - space) > start;
    if is_joined { start - space..end } else { start..end }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn paragraphs_end_with_their_line_or_at_a_blank_one() {
        check("", &[]);
        check(" \n\n", &[]);
        check("One.\nTwo.\r\n\r\n Three. ", &["One.", "Two.", "Three."]);
        check("a\n \u{c46}b", &["a", " \u{c46}b"]);
    }

    #[test]
    fn a_line_broken_to_fit_a_width_goes_on() {
        let wrapped =
            "The ferry to the island will run again on Thursday, said\nthe harbour office.";
        check(wrapped, &[wrapped]);
        let headed =
            "The ferry to the island will run again on Thursday, said\nThe harbour office.";
        assert_eq!(paragraphs(headed).len(), 2);
        check("short\nline", &["short", "line"]);
    }

    proptest! {
        #[test]
        fn what_lies_between_paragraphs_is_white_space(text in "([a-c \u{301}\u{a0}]{0,50}\n){0,5}") {
            let mut end = 0;
            for paragraph in paragraphs(&text) {
                assert!(text[end..paragraph.start].chars().all(char::is_whitespace));
                assert!(!paragraph.is_empty());
                end = paragraph.end;
            }
            assert!(text[end..].chars().all(char::is_whitespace));
        }
    }
}
