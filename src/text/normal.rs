//! The normal form: what two texts must share to be the same text.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Brings a text to its normal form: NFC (never NFKC), runs of white space as one space, none at
/// the ends, soft hyphens and zero-width characters gone.
///
/// Zero-width joiners and non-joiners stay where they carry meaning: between two letters of a
/// script that joins (Arabic, Indic) and in emoji sequences, that is, between characters outside
/// ASCII.
pub fn form(text: &str) -> String {
    if text.is_ascii() {
        return join_words(text);
    }
    let kept: String = drop_invisible(text);
    if is_nfc(&kept) { join_words(&kept) } else { join_words(&kept.nfc().collect::<String>()) }
}

/// Whether a character is shown as nothing at all and means nothing by itself.
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{00AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' | '\u{180E}' | '\u{200E}' | '\u{200F}'
            | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
    )
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

fn drop_invisible(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut characters = text.chars().filter(|&c| !is_invisible(c)).peekable();
    while let Some(c) = characters.next() {
        let joins = is_joiner(c)
            && kept.chars().next_back().is_some_and(|before| !before.is_ascii())
            && characters.peek().is_some_and(|after| !after.is_ascii() && !is_joiner(*after));
        if !is_joiner(c) || joins {
            kept.push(c);
        }
    }
    kept
}

fn join_words(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for word in text.split(char::is_whitespace).filter(|word| !word.is_empty()) {
        if !joined.is_empty() {
            joined.push(' ');
        }
        joined.push_str(word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(form(text), expected, "{text:?}");
        assert_eq!(form(expected), expected, "the form of a form is itself");
    }

    #[test]
    fn white_space_and_invisible_characters_do_not_count() {
        check("  two\u{a0}words \n", "two words");
        check("soft\u{ad}hyphen zero\u{200b}width \u{feff}bom", "softhyphen zerowidth bom");
        check("cafe\u{301}", "café");
    }

    #[test]
    fn what_a_reader_sees_counts() {
        check("“quoted” – it’s ½ ﬁne", "“quoted” – it’s ½ ﬁne");
        check("می\u{200c}خواهم", "می\u{200c}خواهم");
        check("pla\u{200c}in", "plain");
    }
}
