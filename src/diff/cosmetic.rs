//! Whether a change tells the reader anything: the closed classes of cosmetic change.
//!
//! A class is given only where undoing it makes both sides the same. Digits, `?`, `!`, `%`, words
//! whose case carries meaning, and the presence of quotation marks are never cosmetic.

use unicode_normalization::UnicodeNormalization;

use crate::diff::Cosmetic;
use crate::text::fold;
use crate::text::normal::is_invisible;

/// Words that mean another thing in another case.
const CASE_MATTERS: &[&str] = &[
    "may",
    "march",
    "august",
    "us",
    "who",
    "it",
    "aids",
    "polish",
    "turkey",
    "china",
    "job",
    "rice",
    "will",
    "mark",
    "bill",
    "frank",
    "rose",
    "hope",
    "faith",
    "grant",
    "chase",
    "rich",
    "god",
    "lord",
    "catholic",
    "democratic",
    "republican",
    "conservative",
    "liberal",
    "labour",
    "green",
    "orange",
    "apple",
    "meta",
    "shell",
    "target",
    "gap",
    "visa",
    "ice",
    "nice",
    "reading",
    "mobile",
    "cancer",
    "earth",
    "sun",
    "moon",
    "internet",
    "state",
    "union",
    "congress",
    "house",
    "parliament",
    "cabinet",
    "left",
    "right",
    "west",
    "east",
    "north",
    "south",
    "black",
    "white",
];

/// The class of a replacement, if it is cosmetic; the sides may not both be empty.
pub fn class_of(old: &str, new: &str) -> Option<Cosmetic> {
    let mut sides = (bare(old), bare(new));
    if sides.0 == sides.1 {
        return Some(Cosmetic::Whitespace);
    }
    // Each step undoes one more class; the last one needed names the change.
    type Step = (Cosmetic, fn(&str) -> String);
    let steps: [Step; 4] = [
        (Cosmetic::Unicode, unicode),
        (Cosmetic::Quotes, quotes),
        (Cosmetic::Dashes, dashes),
        (Cosmetic::Punct, punct),
    ];
    for (class, undo) in steps {
        sides = (undo(&sides.0), undo(&sides.1));
        if sides.0 == sides.1 {
            return Some(class);
        }
    }
    same_but_case(&sides.0, &sides.1, old, new).then_some(Cosmetic::Case)
}

fn bare(text: &str) -> String {
    text.split_whitespace().collect()
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
fn punct(text: &str) -> String {
    let spelled = text.replace('…', "...");
    let characters: Vec<char> = spelled.chars().collect();
    let is_digit =
        |at: Option<usize>| at.and_then(|at| characters.get(at)).is_some_and(|c| c.is_numeric());
    let counts = |at: usize| {
        !matches!(characters[at], ',' | ';' | '.')
            || is_digit(at.checked_sub(1))
            || is_digit(Some(at + 1))
    };
    (0..characters.len()).filter(|&at| counts(at)).map(|at| characters[at]).collect()
}

/// Whether two texts differ in case alone, in a way that tells nothing: the first letters of
/// words whose case carries no meaning, or three words and more set in capitals as a whole.
fn same_but_case(old: &str, new: &str, old_words: &str, new_words: &str) -> bool {
    if old.to_lowercase() != new.to_lowercase() {
        return false;
    }
    let pairs: Vec<(&str, &str)> = words(old_words).zip(words(new_words)).collect();
    let changed: Vec<&(&str, &str)> = pairs.iter().filter(|(a, b)| a != b).collect();
    let capitals = |text: &str| text.chars().all(|c| !c.is_lowercase());
    let whole = |side: fn(&(&str, &str)) -> String| pairs.iter().all(|pair| capitals(&side(pair)));
    if changed.len() >= 3 && (whole(|pair| pair.0.into()) || whole(|pair| pair.1.into())) {
        return true;
    }
    changed.iter().all(|(a, b)| {
        let tail = |word: &str| word.chars().skip(1).collect::<String>();
        tail(a) == tail(b) && !CASE_MATTERS.contains(&a.to_lowercase().as_str())
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: Option<Cosmetic>) {
        assert_eq!(class_of(old, new), expected, "{old:?} -> {new:?}");
        assert_eq!(class_of(new, old), expected, "{new:?} -> {old:?}");
    }

    #[test]
    fn shapes_are_cosmetic() {
        check("it's", "it’s", Some(Cosmetic::Quotes));
        check("\"", "“", Some(Cosmetic::Quotes));
        check("--", "—", Some(Cosmetic::Dashes));
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
        check("1.5", "15", None);
        check("5,", "5", None);
        check(".", "?", None);
        check("", "\"", None);
        check("5", "5%", None);
        check("'a'", "a", None);
        check("ban", "BAN", None);
        check("half", "calf", None);
    }
}
