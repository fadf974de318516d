//! Hostile text made visible: characters that steer a terminal or turn the reading order are
//! shown as what they are.

use std::borrow::Cow;
use std::fmt::Write;

/// The flags of England, Scotland and Wales: the only good use of the tag characters, which show
/// nothing and can spell anything.
const FLAGS: [&str; 3] = [
    "🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}",
    "🏴\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}",
];

/// The text with its control, direction and unseen characters replaced by signs that stand for
/// them: `␛` for ESC, `\u{9b}` or `\u{202e}` for what has no picture. Line feeds and tabs stay.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |shown, c| match c {
        '\u{7f}' => shown.push('␡'),
        '\0'..='\u{1f}' => shown.extend(char::from_u32(0x2400 + u32::from(c))),
        _ => write!(shown, "{}", c.escape_unicode()).expect("a string takes every write"),
    })
}

/// The same in one line: line feeds and tabs are shown as `␊` and `␉`, so that no text can look
/// like a line of ours.
pub fn visible_line(text: &str) -> Cow<'_, str> {
    match visible(text) {
        shown if shown.contains(['\n', '\t']) => shown.replace('\n', "␊").replace('\t', "␉").into(),
        shown => shown,
    }
}

/// JSON with the same characters written as JSON's own escapes, which mean the same to a program.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    replaced(json, |shown, c| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            write!(shown, "\\u{unit:04x}").expect("a string takes every write");
        }
    })
}

fn replaced(text: &str, replace: impl Fn(&mut String, char)) -> Cow<'_, str> {
    if !has_suspect(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let before = shown.chars().next_back().unwrap_or(' ');
        let flag =
            if c == '🏴' { FLAGS.iter().find(|flag| rest.starts_with(**flag)) } else { None };
        let taken = flag.map_or(c.len_utf8(), |flag| flag.len());
        match is_hostile(before, c) {
            true => replace(&mut shown, c),
            false => shown.push_str(&rest[..taken]),
        }
        rest = &rest[taken..];
    }
    Cow::Owned(shown)
}

/// Bytes that are looked at together: most text is plain, and whole lists pass through here.
const GLANCE: usize = 32;

fn has_suspect(text: &str) -> bool {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let glance = &rest.as_bytes()[..GLANCE.min(rest.len())];
        // Without a way out in the middle, so that all are compared at once.
        let strange =
            glance.iter().fold(false, |strange, byte| strange | !(b' '..=b'~').contains(byte));
        if !strange {
            at += glance.len();
            continue;
        }
        let end = at + glance.len();
        for c in rest.chars() {
            if is_suspect(c) {
                return true;
            }
            at += c.len_utf8();
            if at >= end {
                break;
            }
        }
    }
    false
}

/// Whether a character is hostile wherever it stands, or in some places.
fn is_suspect(c: char) -> bool {
    let is_plain = matches!(c, ' '..='~' | '\u{a0}'..='\u{600}' | '\u{2010}'..='\u{2027}');
    !is_plain && (is_joiner(c) || is_selector(c) || is_hostile(' ', c))
}

/// Whether a terminal may obey a character instead of showing it, show others out of order, or
/// show nothing for it.
fn is_hostile(before: char, c: char) -> bool {
    match c {
        // Arabic, Indic scripts and emoji need these, each behind a character that it changes.
        _ if is_joiner(c) => before.is_ascii() || is_joiner(before),
        _ if is_selector(c) => {
            let is_keycap = before.is_ascii_digit() || matches!(before, '#' | '*');
            (before.is_ascii() && !is_keycap) || is_joiner(before) || is_selector(before)
        }
        _ => matches!(
            c,
            // C0 and C1, what turns the reading order, what ends a line.
            '\0'..='\u{8}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
                | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{206f}' | '\u{2028}' | '\u{2029}'
                // What takes no room, and what takes some and shows nothing.
                | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2065}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}'
                | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
        ),
    }
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn is_selector(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(visible(text), expected);
        assert_eq!(visible(expected), expected, "what is shown is not hostile");
        let json = serde_json::to_string(text).expect("a string");
        let shown = visible_json(&json);
        assert_eq!(visible(&shown), shown, "JSON shows it too");
        let read: String = serde_json::from_str(&shown).expect("it is still JSON");
        assert_eq!(read, text, "and means the same");
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
    fn what_nobody_sees_is_shown() {
        check("a\u{200b}b\u{feff}c\u{2060}", "a\\u{200b}b\\u{feff}c\\u{2060}");
        check("a\u{200d}b \u{200c}", "a\\u{200d}b \\u{200c}");
        check("hi\u{e0068}\u{e0069}", "hi\\u{e0068}\\u{e0069}");
        check("😀\u{fe0f}\u{fe00}\u{e0110}", "😀\u{fe0f}\\u{fe00}\\u{e0110}");
        check("\u{202e}\u{200d}x", "\\u{202e}\\u{200d}x");
    }

    #[test]
    fn what_is_plain_at_a_glance_is_not_hostile() {
        for c in ('\0'..='\u{10ffff}').filter(|&c| !is_suspect(c)) {
            assert!(!is_hostile(' ', c) && !is_joiner(c) && !is_selector(c), "{c:?}");
        }
    }

    #[test]
    fn a_line_stays_one() {
        assert_eq!(visible_line("a\n  2  changed\tv2\r"), "a␊  2  changed␉v2␍");
        assert_eq!(visible_line("as it is"), "as it is");
    }

    #[test]
    fn text_is_untouched() {
        for text in ["می‌خواهم", "क्‍ष", "❤️‍🔥 1️⃣ 🇹🇷", "葛\u{e0100}城", FLAGS[0], FLAGS[1], FLAGS[2]]
        {
            check(text, text);
        }
        check("two\nlines\tand “marks”, سلام, 中文, 👩‍👩‍👧", "two\nlines\tand “marks”, سلام, 中文, 👩‍👩‍👧");
    }
}
