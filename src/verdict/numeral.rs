//! The value of a numeral, as its language writes groups and fractions.

use std::sync::LazyLock;

use regex::Regex;

/// Digits with their separators; a vulgar fraction may follow, or stand alone.
pub static DIGITS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\d(?:[\d.,'’\u{a0}\u{202f}\u{2009}]*\d)?[¼-¾⅐-⅞]?|[¼-¾⅐-⅞]")
        .expect("the pattern is ours, and tested")
});

/// Which mark parts whole from fraction where both readings are possible (`1.234`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decimal {
    Point,
    Comma,
}

/// Longer numerals are compared as they are written: a float would make some of them equal.
const DIGITS_MAX: usize = 15;

/// The value of a numeral, its separators read as its language writes them.
pub fn value_of(digits: &str, decimal: Decimal) -> Option<f64> {
    let plain: String = digits.chars().filter_map(plain_character).collect();
    let digit_count = plain.bytes().filter(u8::is_ascii_digit).count();
    if digit_count > DIGITS_MAX || digit_count < digits.chars().filter(|c| c.is_numeric()).count() {
        return None;
    }
    let fraction = fraction_mark(&plain, decimal)?;
    let kept = plain.char_indices().filter_map(|(at, c)| match c {
        '.' | ',' if Some(at) == fraction => Some('.'),
        '.' | ',' => None,
        _ => Some(c),
    });
    kept.collect::<String>().parse().ok()
}

/// A digit of any script as ASCII; grouping marks that are never decimal are dropped.
fn plain_character(c: char) -> Option<char> {
    const ZEROS: &[char] = &['0', '٠', '۰', '०', '০', '0'];
    let digit = |zero: &char| u32::from(c).checked_sub(u32::from(*zero)).filter(|d| *d < 10);
    match ZEROS.iter().find_map(digit) {
        Some(digit) => char::from_digit(digit, 10),
        None => matches!(c, '.' | ',').then_some(c),
    }
}

/// Where the fraction begins, if anywhere; none where this is no single number (`1.2.3`).
fn fraction_mark(plain: &str, decimal: Decimal) -> Option<Option<usize>> {
    let (points, commas) = (plain.matches('.').count(), plain.matches(',').count());
    let last = plain.rfind(['.', ',']);
    match (points, commas, last) {
        (_, _, None) => Some(None),
        (1, 0, Some(at)) | (0, 1, Some(at)) => {
            let groups = match decimal {
                Decimal::Point => ",",
                Decimal::Comma => ".",
            };
            let is_group = plain[at..].starts_with(groups) && is_grouped(plain);
            Some((!is_group).then_some(at))
        }
        (_, 0, Some(_)) | (0, _, Some(_)) => is_grouped(plain).then_some(None),
        (1, _, Some(at)) if plain[at..].starts_with('.') => Some(Some(at)),
        (_, 1, Some(at)) if plain[at..].starts_with(',') => Some(Some(at)),
        (_, _, Some(_)) => None,
    }
}

/// Whether separators stand as between groups: one to three digits, then twos and threes.
fn is_grouped(plain: &str) -> bool {
    let groups: Vec<&str> = plain.split(['.', ',']).collect();
    let (first, last) = (groups[0], groups[groups.len() - 1]);
    let inner = &groups[1..groups.len() - 1];
    (1..=3).contains(&first.len())
        && first != "0"
        && last.len() == 3
        && inner.iter().all(|group| matches!(group.len(), 2 | 3))
}

/// The value of a fraction that is one character.
pub fn vulgar(c: char) -> Option<f64> {
    const FRACTIONS: &[(char, f64, f64)] = &[
        ('¼', 1.0, 4.0),
        ('½', 1.0, 2.0),
        ('¾', 3.0, 4.0),
        ('⅓', 1.0, 3.0),
        ('⅔', 2.0, 3.0),
        ('⅕', 1.0, 5.0),
        ('⅛', 1.0, 8.0),
        ('⅜', 3.0, 8.0),
        ('⅝', 5.0, 8.0),
        ('⅞', 7.0, 8.0),
    ];
    FRACTIONS.iter().find(|(mark, ..)| *mark == c).map(|(_, part, whole)| part / whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(digits: &str, point: Option<f64>, comma: Option<f64>) {
        assert_eq!(value_of(digits, Decimal::Point), point, "{digits}");
        assert_eq!(value_of(digits, Decimal::Comma), comma, "{digits}");
    }

    #[test]
    fn most_numerals_read_the_same_everywhere() {
        for (digits, value) in [
            ("11", 11.0),
            ("1.5", 1.5),
            ("1,5", 1.5),
            ("1,234.50", 1234.5),
            ("1.234.567,5", 1_234_567.5),
            ("12,34,567", 1_234_567.0),
            ("1’234’567", 1_234_567.0),
            ("1\u{202f}234,5", 1234.5),
            ("٢٥", 25.0),
        ] {
            check(digits, Some(value), Some(value));
        }
    }

    #[test]
    fn three_digits_behind_one_mark_depend_on_the_language() {
        check("1,234", Some(1234.0), Some(1.234));
        check("1.234", Some(1.234), Some(1234.0));
        check("0.234", Some(0.234), Some(0.234));
    }

    #[test]
    fn what_is_no_single_number_has_no_value() {
        check("1.2.3", None, None);
        check("12345678901234567890", None, None);
    }
}
