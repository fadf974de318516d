//! Whether a change tells the reader anything: the closed classes of cosmetic change.
//!
//! A class is given only where undoing it makes both sides the same. Digits, `?`, `!`, `%`, words
//! whose case carries meaning, and the presence of quotation marks are never cosmetic.

use unicode_normalization::UnicodeNormalization;

use crate::diff::Cosmetic;
use crate::text::fold;
use crate::text::normal::is_invisible;

/// Titles and institutions that a house style sets with or without a capital. The list is closed:
/// the case of any other word may tell one thing from another (`Polish`, `may`, `MW`).
const CASE_IS_STYLE: &str = "
    president prime minister ministry government governor senator secretary chancellor chairman
    chairwoman chairperson mayor king queen prince princess pope bishop professor director court
    council committee department internet web city county province";

/// One side of a change, with the nearest characters around it that are no white space.
#[derive(Clone, Copy)]
pub struct Changed<'a> {
    pub before: Option<char>,
    pub text: &'a str,
    pub after: Option<char>,
}

/// The class of a replacement, if it is cosmetic; the sides may not both be empty.
pub fn class_of(old: Changed, new: Changed) -> Option<Cosmetic> {
    let mut sides = (spaced(old.text), spaced(new.text));
    if sides.0 == sides.1 {
        return Some(Cosmetic::Whitespace);
    }
    // Each step undoes one more class; the last one needed names the change.
    type Step = (Cosmetic, fn(&str, Changed) -> String);
    let steps: [Step; 4] = [
        (Cosmetic::Unicode, |text, _| unicode(text)),
        (Cosmetic::Quotes, |text, _| quotes(text)),
        (Cosmetic::Dashes, |text, _| dashes(text)),
        (Cosmetic::Punct, punct),
    ];
    for (class, undo) in steps {
        sides = (undo(&sides.0, old), undo(&sides.1, new));
        if sides.0 == sides.1 {
            return Some(class);
        }
    }
    let follows_number = [old.before, new.before].into_iter().flatten().any(char::is_numeric);
    (!follows_number && same_but_case(&sides.0, &sides.1)).then_some(Cosmetic::Case)
}

/// The text without white space, but for one space wherever it parts two words or numbers.
fn spaced(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        let parts = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        if parts(kept.chars().next_back()) && parts(word.chars().next()) {
            kept.push(' ');
        }
        kept.push_str(word);
    }
    kept
}

fn unicode(text: &str) -> String {
    text.nfc().filter(|&c| !is_invisible(c)).collect()
}

/// Shapes of quotation marks made one; how many there are, and single or double, stays.
fn quotes(text: &str) -> String {
    text.chars().map(|c| if fold::is_quote(c) { fold::mark(c) } else { c }).collect()
}

/// Shapes and runs of dashes made one.
fn dashes(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().map(|c| if fold::is_dash(c) { '-' } else { c }) {
        if c != '-' || !folded.ends_with('-') {
            folded.push(c);
        }
    }
    folded
}

/// An ellipsis in either writing; and commas, semicolons and full stops that touch no digit.
fn punct(text: &str, around: Changed) -> String {
    let spelled = text.replace('…', "...");
    let mut characters: Vec<Option<char>> = vec![around.before];
    characters.extend(spelled.chars().map(Some));
    characters.push(around.after);
    let is_digit = |at: usize| characters[at].is_some_and(char::is_numeric);
    let counts = |at: usize| {
        !matches!(characters[at], Some(',' | ';' | '.')) || is_digit(at - 1) || is_digit(at + 1)
    };
    let inside = 1..characters.len() - 1;
    inside.filter(|&at| counts(at)).filter_map(|at| characters[at]).collect()
}

/// Whether two texts differ in case alone, in a way that tells nothing: the first letters of
/// titles, or three words and more set in capitals as a whole.
fn same_but_case(old: &str, new: &str) -> bool {
    if old.to_lowercase() != new.to_lowercase() {
        return false;
    }
    let changed: Vec<(&str, &str)> = words(old).zip(words(new)).filter(|(a, b)| a != b).collect();
    let is_set = |text: &str| !text.chars().any(char::is_lowercase);
    if changed.len() >= 3 && (is_set(old) || is_set(new)) {
        return true;
    }
    is_of_first_letters(old, new)
        && changed.iter().all(|(word, _)| {
            let lower = word.to_lowercase();
            CASE_IS_STYLE.split_whitespace().any(|title| title == lower)
        })
}

/// Whether the words of two texts, which are the same but for case, differ in first letters alone.
pub fn is_of_first_letters(old: &str, new: &str) -> bool {
    let tail = |word: &str| word.chars().skip(1).collect::<String>();
    words(old).zip(words(new)).all(|(a, b)| tail(a) == tail(b))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: Option<Cosmetic>) {
        check_between((None, None), old, new, expected);
    }

    fn check_between(
        (before, after): (Option<char>, Option<char>),
        old: &str,
        new: &str,
        expected: Option<Cosmetic>,
    ) {
        let side = |text| Changed { before, text, after };
        assert_eq!(class_of(side(old), side(new)), expected, "{old:?} -> {new:?}");
        assert_eq!(class_of(side(new), side(old)), expected, "{new:?} -> {old:?}");
    }

    #[test]
    fn shapes_are_cosmetic() {
        check("it's", "it’s", Some(Cosmetic::Quotes));
        check("\"", "“", Some(Cosmetic::Quotes));
        check("--", "—", Some(Cosmetic::Dashes));
        check("Cool - I", "Cool—I", Some(Cosmetic::Dashes));
        check("cafe\u{301}", "café", Some(Cosmetic::Unicode));
        check("a public", "a\u{a0}public", Some(Cosmetic::Whitespace));
        check("…", "...", Some(Cosmetic::Punct));
        check("", ",", Some(Cosmetic::Punct));
        check("president", "President", Some(Cosmetic::Case));
        check("Of the law", "OF THE LAW", Some(Cosmetic::Case));
    }

    #[test]
    fn what_tells_something_is_not() {
        check("may", "May", None);
        check("us", "US", None);
        check("polish", "Polish", None);
        check("1.5", "15", None);
        check("5,", "5", None);
        check(".", "?", None);
        check("", "\"", None);
        check("5", "5%", None);
        check("'a'", "a", None);
        check("ban", "BAN", None);
        check("half", "calf", None);
        check("therapist", "the rapist", None);
        check("1 5", "15", None);
        check("not able", "notable", None);
    }

    #[test]
    fn what_stands_around_a_change_counts() {
        check_between((Some('w'), Some('5')), "", ".", None);
        check_between((Some('0'), Some('0')), ",", ".", None);
        check_between((Some('w'), Some('h')), "", ",", Some(Cosmetic::Punct));
        check_between((Some('5'), None), "city", "City", None);
    }
}
