//! A line in the one form that the rest of the scanner reads: lower case, ASCII digits, plain marks.

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The digit zero of every script that news sites write; the other nine follow it.
const ZEROS: [char; 18] =
    ['٠', '۰', '०', '০', '੦', '૦', '୦', '௦', '౦', '೦', '൦', '๐', '໐', '༠', '၀', '០', '᠐', '０'];

/// Lower case, digits of every script as ASCII, one kind of dash, quote and space, no marks that
/// only steer direction or vowels; words that a page has run together ("2025Updated") apart.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len() + 8);
    let normal = match is_nfc(text) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.nfc().collect()),
    };
    let mut characters = normal.chars().filter(|c| !is_steering(*c)).peekable();
    let mut before = ' ';
    while let Some(c) = characters.next() {
        let next_is_small = characters.peek().is_some_and(|next| next.is_lowercase());
        if c.is_uppercase() && next_is_small && (before.is_numeric() || before.is_lowercase()) {
            folded.push(' ');
        }
        match c.is_ascii() {
            true => folded.push(plain(c.to_ascii_lowercase())),
            false => folded.extend(c.to_lowercase().filter(|c| *c != '\u{0307}').map(plain)),
        }
        before = c;
    }
    folded
}

fn is_steering(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200D}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{064B}'..='\u{0652}')
}

fn plain(c: char) -> char {
    match c {
        '：' => ':',
        '．' => '.',
        '／' => '/',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '’' | '‘' | 'ʼ' => '\'',
        '،' => ',',
        c if c.is_whitespace() => ' ',
        c if c.is_ascii() => c,
        c => digit(c).unwrap_or(c),
    }
}

fn digit(c: char) -> Option<char> {
    let ones =
        ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|n| *n < 10));
    char::from_digit(ones?, 10)
}
