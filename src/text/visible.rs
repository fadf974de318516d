//! Hostile text made visible: characters that steer a terminal or turn the reading order are
//! shown as what they are.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with its control and direction characters replaced by signs that stand for them:
/// `␛` for ESC, `\u{9b}` or `\u{202e}` for what has no picture. Line feeds and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hostile) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            _ if !is_hostile(c) => shown.push(c),
            '\u{7f}' => shown.push('␡'),
            '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
            _ => write!(shown, "{}", c.escape_unicode()).expect("a string takes every write"),
        }
    }
    Cow::Owned(shown)
}

/// Whether a terminal may obey a character instead of showing it, or show others out of order.
fn is_hostile(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}'
            | '\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(visible(text), expected);
        assert_eq!(visible(expected), expected, "what is shown is not hostile");
    }

    #[test]
    fn what_steers_a_terminal_is_shown() {
        check("\u{1b}]52;c;eA==\u{7}", "␛]52;c;eA==␇");
        check("\0\r\u{7f}", "␀␍␡");
        check("\u{9b}2J", "\\u{9b}2J");
    }

    #[test]
    fn what_turns_the_reading_order_is_shown() {
        check("a\u{202e}b\u{2066}c\u{200f}", "a\\u{202e}b\\u{2066}c\\u{200f}");
        check("a\u{2028}b", "a\\u{2028}b");
    }

    #[test]
    fn text_is_untouched() {
        check("two\nlines\tand “marks”, سلام, 中文, 👩‍👩‍👧", "two\nlines\tand “marks”, سلام, 中文, 👩‍👩‍👧");
    }
}
