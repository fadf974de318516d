//! Labels: words of letters and digits (`F-16`, `COVID-19`, `wasm32`), which count nothing.

use std::ops::Range;

use crate::verdict::facts::Fact;

/// The label that digits at a place are part of, if they are.
pub fn around(text: &str, digits: &Range<usize>) -> Option<Range<usize>> {
    let before = text[..digits.start].trim_end_matches('-');
    let is_behind_letter = before.ends_with(is_lettered) && text.len() > before.len();
    let is_before_letter = text[digits.end..].starts_with(is_lettered);
    if !is_behind_letter && !is_before_letter {
        return None;
    }
    let is_part = |c: char| is_lettered(c) || c.is_numeric() || c == '_';
    let start =
        if is_behind_letter { before.trim_end_matches(is_part).len() } else { digits.start };
    let tail = &text[digits.end..];
    let end = text.len() - tail.trim_start_matches(is_part).len();
    Some(start..end)
}

/// A label as a fact; it is loose, as it counts against another of its kind alone.
pub fn label(text: &str, span: Range<usize>) -> Fact {
    let key = text[span.clone()].to_string();
    Fact::new(span, key).loose()
}

/// Whether a number, as it is written, is a label.
pub fn is_label(number: &str) -> bool {
    let is_bare = number.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    is_bare && number.contains(char::is_numeric) && number.contains(is_lettered)
}

/// Whether two labels are of one kind: the same but for their digits.
pub fn are_of_one_kind(old: &str, new: &str) -> bool {
    let stem = |label: &str| label.chars().filter(|c| !c.is_numeric()).collect::<String>();
    stem(old) == stem(new)
}

/// Whether a letter beside digits makes them a label: those of scripts that write words apart and
/// add nothing to numerals.
fn is_lettered(c: char) -> bool {
    c.is_alphabetic() && (c < '\u{530}' || ('\u{1e00}'..'\u{2000}').contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, digits: &str, expected: Option<&str>) {
        let start = text.find(digits).expect("the digits stand in the text");
        let found = around(text, &(start..start + digits.len()));
        assert_eq!(found.map(|span| &text[span]), expected, "{text}");
    }

    #[test]
    fn letters_and_digits_are_labels() {
        check("an F-16 jet", "16", Some("F-16"));
        check("use l10n for", "10", Some("l10n"));
        check("at 18f.gsa.gov", "18", Some("18f"));
        check("東京で11人", "11", None);
        check("a 42-year-old", "42", None);
        check("only -5 now", "5", None);
    }
}
