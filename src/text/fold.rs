//! How a token folds: the same letters whatever their case, quotation marks, dashes and encoding.
//!
//! Alignment works on folded tokens; whether a difference that folding hides is cosmetic is
//! decided later, by `diff::cosmetic`.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::text::normal::is_invisible;

/// The folded form of a token; tokens that fold alike are aligned with each other.
pub fn fold(token: &str) -> Cow<'_, str> {
    if token.is_ascii() {
        return match token {
            "\"" | "'" => Cow::Borrowed("\""),
            _ if token.bytes().any(|byte| byte.is_ascii_uppercase()) => {
                Cow::Owned(token.to_ascii_lowercase())
            }
            _ => Cow::Borrowed(token),
        };
    }
    if token.chars().all(is_folded) {
        return Cow::Borrowed(token);
    }
    let folded: String =
        token.nfc().filter(|&c| !is_invisible(c)).flat_map(char::to_lowercase).map(mark).collect();
    match folded.as_str() {
        "'" => Cow::Borrowed("\""),
        _ => Cow::Owned(folded),
    }
}

/// Whether a character is certainly its own folded form, whatever stands beside it in a token of
/// such characters: most letters are.
fn is_folded(c: char) -> bool {
    matches!(c,
        'a'..='z' | '0'..='9' | '\u{DF}'..='\u{F6}' | '\u{F8}'..='\u{FF}'
        | 'ğ' | 'ı' | 'ş' | 'œ' | 'ą' | 'ć' | 'č' | 'ę' | 'ě' | 'ł' | 'ń' | 'ř' | 'ś' | 'š' | 'ů'
        | 'ź' | 'ż' | 'ž' | 'а'..='я' | 'ё' | '\u{5D0}'..='\u{5EA}' | '\u{621}'..='\u{64A}'
        | '\u{E01}'..='\u{E30}' | '\u{3041}'..='\u{3094}' | '\u{30A1}'..='\u{30FA}'
        | '\u{4E00}'..='\u{9FFF}')
}

/// Maps the marks that differ in shape alone to one of them.
pub fn mark(c: char) -> char {
    if is_double_quote(c) {
        '"'
    } else if is_single_quote(c) {
        '\''
    } else if is_dash(c) {
        '-'
    } else {
        c
    }
}

pub fn is_quote(c: char) -> bool {
    is_double_quote(c) || is_single_quote(c)
}

fn is_double_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂')
}

fn is_single_quote(c: char) -> bool {
    matches!(c, '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' | '`' | '´' | 'ʼ' | '＇')
}

/// Hyphens and dashes; the minus sign U+2212 among them.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(token: &str, expected: &str) {
        assert_eq!(fold(token), expected);
        assert_eq!(fold(expected), expected, "folding twice is folding once");
    }

    #[test]
    fn case_quotes_dashes_and_encoding_fold() {
        check("Cafe\u{301}", "café");
        check("DON’T", "don't");
        check("’", "\"");
        check("„", "\"");
        check("—", "-");
        check("com\u{ad}pany", "company");
    }

    #[test]
    fn what_tells_something_does_not_fold() {
        check("1,234.50", "1,234.50");
        check("½", "½");
        check("?", "?");
    }

    #[test]
    fn what_is_taken_for_folded_is() {
        let folded: Vec<char> = ('\0'..='\u{1FFFF}').filter(|&c| is_folded(c)).collect();
        assert!(folded.len() > 20_000);
        for two in folded.windows(2) {
            let token: String = two.iter().collect();
            let slowly: String = token.nfc().flat_map(char::to_lowercase).map(mark).collect();
            assert_eq!(token, slowly);
        }
    }
}
