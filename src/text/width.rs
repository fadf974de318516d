//! The columns that text takes on a terminal, and where a line of it may end.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// What stands at no line's end, and what at no line's beginning, in Chinese and Japanese.
const OPENING: &str = "（「『【〈《〔［｛〝";
const CLOSING: &str = "、。，．・：；？！）」』】〉》〕］｝〟ー々ゝゞ";

/// The columns of a text, character by character: terminals join none of them, not even an Arabic
/// lam and alef.
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return text.len();
    }
    match text.chars().all(is_narrow) {
        true => text.chars().count(),
        false => text.graphemes(true).map(UnicodeWidthStr::width).sum(),
    }
}

/// Whether a character takes one column, whatever stands beside it.
fn is_narrow(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{2010}'..='\u{2027}')
}

/// Whether a line may end between two characters that have no space between them: between two
/// wide ones (Han, kana), and where neither is a mark that belongs to the other.
pub fn may_part(before: &str, after: &str) -> bool {
    let is_wide = |it: &str| it.chars().next().and_then(|c| c.width()) == Some(2);
    let is_wide = is_wide(before) && is_wide(after);
    is_wide && !OPENING.contains(before) && !CLOSING.contains(after)
}

/// Whether a line may end at this character, which is then not printed.
pub fn is_space(cluster: &str) -> bool {
    let unbroken = |c| matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}');
    cluster.chars().all(|c| c.is_whitespace() && !unbroken(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_those_of_a_terminal() {
        for (text, columns) in
            [("", 0), ("abc", 3), ("漢字", 4), ("cafe\u{301}", 4), ("لا", 2), ("👩‍👩‍👧", 2), ("กำ", 2)]
        {
            assert_eq!(width(text), columns, "{text}");
        }
    }

    #[test]
    fn narrow_characters_take_one_column() {
        for c in ('\0'..='\u{ffff}').filter(|&c| is_narrow(c)) {
            assert_eq!(c.width(), Some(1), "{c:?}");
        }
    }

    #[test]
    fn wide_characters_part_and_their_marks_stay() {
        for (before, after, may) in [
            ("漢", "字", true),
            ("字", "。", false),
            ("「", "漢", false),
            ("स्ते", "स्ते", false),
            ("漢", "a", false),
        ] {
            assert_eq!(may_part(before, after), may, "{before}{after}");
        }
    }

    #[test]
    fn spaces_that_bind_are_none() {
        assert!(is_space(" ") && is_space("\u{3000}") && is_space("\t"));
        assert!(!is_space("\u{a0}") && !is_space("\u{202f}") && !is_space("a"));
    }
}
