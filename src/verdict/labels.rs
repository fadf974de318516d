//! Digits that count nothing: labels (`F-16`, `COVID-19`, `wasm32`), scores, ordinals, codes.

use std::ops::Range;

use crate::verdict::facts::Fact;
use crate::verdict::numeral::DIGITS;
use crate::verdict::units;

/// Digits joined to more parts than this are read as several numbers.
const PARTS_MAX: usize = 8;

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

/// Where an ordinal in digits ends, if it is one.
pub fn ordinal_end(text: &str, digits: &Range<usize>) -> Option<usize> {
    let is_plain = text[digits.clone()].bytes().all(|byte| byte.is_ascii_digit());
    let length = units::ordinal_ending(&text[digits.end..]);
    let is_alone = around(text, digits).is_none_or(|label| label.start == digits.start);
    (length > 0 && is_plain && is_alone).then_some(digits.end + length)
}

/// Whether digits are part of a code: with a zero in front, or behind other digits.
pub fn is_code(text: &str, digits: &Range<usize>) -> bool {
    let number = &text[digits.clone()];
    let has_zero = number.len() > 1 && number.starts_with('0');
    (has_zero && number.bytes().all(|byte| byte.is_ascii_digit()))
        || text[..digits.start].trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// Digits that a dash, colon or stroke joins to other digits: a score, a range, a fraction.
pub fn composite(text: &str, digits: &Range<usize>) -> Option<Range<usize>> {
    let mut end = digits.end;
    for _ in 1..PARTS_MAX {
        let tail = &text[end..];
        let Some(mark) = tail.chars().next().filter(|c| "-–—‐‑:/".contains(*c)) else {
            break;
        };
        let behind = &tail[mark.len_utf8()..];
        let Some(more) = DIGITS.find(behind).filter(|more| more.start() == 0) else { break };
        end += mark.len_utf8() + more.end();
    }
    let is_clean = !text[end..].starts_with(char::is_alphanumeric)
        && !text[..digits.start].ends_with(char::is_alphabetic)
        && units::before(text, digits.start).is_none()
        && units::behind(text, end).is_none();
    (end > digits.end && is_clean).then_some(digits.start..end)
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
