//! Numbers in a text: numerals, and words, with their scale and what they count.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::verdict::facts::{Amount, Fact, Unit, overlap};
use crate::verdict::habits::{Capitals, Habits};
use crate::verdict::numeral::{DIGITS, Decimal, value_of, vulgar};
use crate::verdict::numerals::Numerals;
use crate::verdict::spelled::spelled;
use crate::verdict::{han, labels, units, years};

/// Digits in groups that blanks part, as where the comma is decimal.
static SPACED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\d{1,3}(?: \d{3})+\b").expect("the pattern is ours, and tested")
});

/// The numbers of a text that lie outside of the given facts (its dates), in order.
pub fn numbers(text: &str, habits: Habits, dates: &[Fact]) -> Vec<Fact> {
    let words = spelled(text, habits.language());
    let mut facts: Vec<Fact> = words.into_iter().map(|fact| counted(text, fact)).collect();
    facts.extend(numerals(text, habits, dates));
    facts.extend(han::numbers(text).into_iter().map(|fact| counted(text, fact)));
    facts.sort_by_key(|fact| fact.span.start);
    let mut taken = 0;
    facts.retain(|fact| {
        let is_free = fact.span.start >= taken && !overlap(dates, &fact.span);
        if is_free {
            taken = fact.span.end;
        }
        is_free
    });
    facts
}

fn numerals(text: &str, habits: Habits, dates: &[Fact]) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let mut taken = 0;
    for found in DIGITS.find_iter(text) {
        if found.start() >= taken && !overlap(dates, &found.range()) {
            let fact = numeral(text, found.range(), habits, dates);
            taken = fact.span.end;
            facts.push(fact);
        }
    }
    facts
}

/// The fact that digits are part of.
fn numeral(text: &str, digits: Range<usize>, habits: Habits, dates: &[Fact]) -> Fact {
    if let Some(span) = labels::composite(text, &digits) {
        let key = text[span.clone()].replace(['–', '—', '‐', '‑', '−'], "-");
        return Fact::new(span, key);
    }
    if let Some(end) = labels::ordinal_end(text, &digits) {
        let key = text[digits.start..end].to_lowercase();
        return Fact::new(digits.start..end, key);
    }
    if let Some(end) = years::decade_end(text, &digits) {
        let key = text[digits.start..end].to_string();
        let value = text[digits.clone()].parse().unwrap_or_default();
        let amount = Some(Amount { value, unit: Unit::Year });
        return Fact { amount, ..Fact::new(digits.start..end, key) };
    }
    let (end, value) = value(text, &digits, habits.decimal);
    let value = value.filter(|_| !labels::is_code(text, &digits));
    let base = Fact::new(digits.start..end, text[digits.start..end].to_string());
    let fact = match value {
        Some(value) => Fact { amount: Some(Amount { value, unit: Unit::Plain }), ..base },
        None => base,
    };
    let fact = scaled(text, fact, Numerals::of(habits.language()));
    let fact = signed(text, counted(text, signed(text, fact)));
    if fact.amount.is_some_and(|amount| amount.unit != Unit::Plain) {
        return fact;
    }
    match labels::around(text, &fact.span) {
        Some(span) => labels::label(text, span),
        None if years::is_year(text, &fact.span, habits.capitals) => of_unit(fact, Unit::Year),
        None if is_named(text, &fact.span, habits.capitals, dates) => Fact { amount: None, ..fact },
        None => fact,
    }
}

/// The value of the digits at a place, and where they end.
fn value(text: &str, digits: &Range<usize>, decimal: Decimal) -> (usize, Option<f64>) {
    if let Some((length, value)) = han::number(&text[digits.start..]) {
        return (digits.start + length, Some(value));
    }
    let spaced = SPACED.find(&text[digits.start..]);
    if let Some(groups) = spaced.filter(|_| decimal == Decimal::Comma) {
        let joined: String = groups.as_str().split(' ').collect();
        return (digits.start + groups.end(), value_of(&joined, decimal));
    }
    let whole = &text[digits.clone()];
    let plain = whole.trim_end_matches(|c| vulgar(c).is_some());
    let part = whole[plain.len()..].chars().next().and_then(vulgar);
    let value = match (plain.is_empty(), part) {
        (true, part) => part,
        (false, part) => value_of(plain, decimal).map(|value| value + part.unwrap_or(0.0)),
    };
    (digits.end, value)
}

/// A number with the words behind it that multiply it.
fn scaled(text: &str, mut fact: Fact, numerals: &Numerals) -> Fact {
    let has_currency = units::before(text, fact.span.start).is_some();
    while let Some(amount) = fact.amount {
        let tail = &text[fact.span.end..];
        let near = tail.trim_start_matches([' ', '\u{a0}', '\u{202f}', '-']);
        let word: String = near.chars().take_while(|c| c.is_alphabetic()).collect();
        let is_attached = near.len() == tail.len();
        let letter = letter_scale(&word).filter(|_| is_attached && (has_currency || word != "m"));
        let letter = letter.filter(|_| has_currency || !matches!(word.as_str(), "b" | "t" | "T"));
        let is_near = tail.len() - near.len() <= 2;
        let scale = letter.or_else(|| numerals.scale(&word.to_lowercase())).filter(|_| is_near);
        let Some(scale) = scale else { break };
        fact.span.end += tail.len() - near.len() + word.len();
        fact = of_amount(fact, Amount { value: amount.value * scale, ..amount });
    }
    fact
}

/// What a single letter right behind digits multiplies them by, where it is no unit.
fn letter_scale(letter: &str) -> Option<f64> {
    match letter {
        "k" => Some(1e3),
        "m" | "M" => Some(1e6),
        "b" | "B" => Some(1e9),
        "t" | "T" => Some(1e12),
        _ => None,
    }
}

/// A number with the unit beside it.
fn counted(text: &str, fact: Fact) -> Fact {
    let Some(amount) = fact.amount else { return fact };
    let (before, behind) =
        (units::before(text, fact.span.start), units::behind(text, fact.span.end));
    let (span, unit) = match (before, behind) {
        (Some((start, unit)), _) => (start..fact.span.end, unit),
        (None, Some((end, unit))) => (fact.span.start..end, unit),
        (None, None) => return of_amount(fact, amount),
    };
    of_unit(Fact { span, amount: Some(amount), ..fact }, unit)
}

/// A number with the minus before it.
fn signed(text: &str, fact: Fact) -> Fact {
    let Some(amount) = fact.amount else { return fact };
    let head = &text[..fact.span.start];
    let bare = head.trim_end_matches(['-', '−']);
    if bare.len() == head.len() || bare.ends_with(char::is_alphanumeric) {
        return fact;
    }
    let fact = Fact { span: bare.len()..fact.span.end, ..fact };
    of_amount(fact, Amount { value: -amount.value, ..amount })
}

/// Whether a number stands behind a name, as in `Boeing 737`, and counts nothing that follows.
fn is_named(text: &str, span: &Range<usize>, capitals: Capitals, dates: &[Fact]) -> bool {
    let head = text[..span.start].trim_end();
    let word = head.rsplit(char::is_whitespace).next().unwrap_or("");
    let start = head.len() - word.len();
    let opens = text[..start].trim_end().is_empty()
        || text[..start].trim_end().ends_with(['.', '!', '?', ':', '"', '“', '«', '„']);
    capitals == Capitals::Names
        && !opens
        && word.starts_with(char::is_uppercase)
        && word.ends_with(char::is_alphabetic)
        && !overlap(dates, &(start..head.len()))
}

fn of_unit(fact: Fact, unit: Unit) -> Fact {
    match fact.amount {
        Some(amount) => of_amount(fact, Amount { unit, ..amount }),
        None => fact,
    }
}

fn of_amount(fact: Fact, amount: Amount) -> Fact {
    let unit = match amount.unit {
        Unit::Plain | Unit::Year => String::new(),
        Unit::Percent => "%".into(),
        Unit::Currency(sign) => sign.into(),
        Unit::Of(name) => name.into(),
    };
    Fact { key: format!("{}{unit}", amount.value), amount: Some(amount), ..fact }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::facts::Unit::{Currency, Of, Percent, Plain, Year};

    fn check(language: &str, text: &str, expected: &[(&str, f64, Unit)]) {
        let found = numbers(text, Habits::of_language(Some(language)), &[]);
        let found: Vec<_> = found
            .iter()
            .filter_map(|fact| {
                let amount = fact.amount?;
                Some((&text[fact.span.clone()], amount.value, amount.unit))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numerals_have_values() {
        check("en", "in 11 months", &[("11", 11.0, Plain)]);
        check("en", "1,234.50 and 1.5", &[("1,234.50", 1234.5, Plain), ("1.5", 1.5, Plain)]);
        check("de", "1.234 und 1,5", &[("1.234", 1234.0, Plain), ("1,5", 1.5, Plain)]);
        check("fr", "quelque 12 000 foyers", &[("12 000", 12_000.0, Plain)]);
        check("en", "a low of -5.", &[("-5", -5.0, Plain)]);
        check("en", "4½ points, ¼ point", &[("4½", 4.5, Plain), ("¼", 0.25, Plain)]);
        check("ar", "٢٥", &[("٢٥", 25.0, Plain)]);
    }

    #[test]
    fn units_and_scales_belong_to_their_number() {
        check("en", "$1.5 million", &[("$1.5 million", 1.5e6, Currency('$'))]);
        check("en", "£3bn, €20", &[("£3bn", 3e9, Currency('£')), ("€20", 20.0, Currency('€'))]);
        check(
            "en",
            "$3.2B or $3.2m",
            &[("$3.2B", 3.2e9, Currency('$')), ("$3.2m", 3.2e6, Currency('$'))],
        );
        check("en", "30m high", &[("30m", 30.0, Of("m"))]);
        check("en", "-$5, $-5", &[("-$5", -5.0, Currency('$')), ("$-5", -5.0, Currency('$'))]);
        check(
            "en",
            "5 %, 6% and 7 per cent",
            &[("5 %", 5.0, Percent), ("6%", 6.0, Percent), ("7 per cent", 7.0, Percent)],
        );
        check("tr", "%5 ve yüzde 6", &[("%5", 5.0, Percent), ("yüzde 6", 6.0, Percent)]);
        check("de", "2 Millionen €", &[("2 Millionen €", 2e6, Currency('€'))]);
        check("pt", "R$ 1,5 bilhão", &[("R$ 1,5 bilhão", 1.5e9, Of("R$"))]);
        check("ja", "東京で300億円", &[("300億", 3e10, Plain)]);
    }

    #[test]
    fn a_scale_is_worth_what_its_language_says() {
        check("de", "1 Billion Euro", &[("1 Billion Euro", 1e12, Currency('€'))]);
        check("en", "1 billion", &[("1 billion", 1e9, Plain)]);
        check("es", "2 billones", &[("2 billones", 2e12, Plain)]);
    }

    #[test]
    fn words_are_numbers_too() {
        check("en", "three million", &[("three million", 3e6, Plain)]);
        check("en", "five miles", &[("five miles", 5.0, Of("mi"))]);
        check("en", "$2 hundred thousand", &[("$2 hundred thousand", 2e5, Currency('$'))]);
    }

    #[test]
    fn years_are_no_amounts_of_anything() {
        check("en", "in 2019, and 1800 homes", &[("2019", 2019.0, Year), ("1800", 1800.0, Plain)]);
    }

    #[test]
    fn labels_and_odd_numerals_have_no_amount() {
        for text in [
            "an F-16 jet",
            "B52",
            "version 1.2.3",
            "12345678901234567890",
            "won 2-1",
            "l10n",
            "a Boeing 737",
        ] {
            let found = numbers(text, Habits::of_language(Some("en")), &[]);
            assert_eq!((found.len(), found[0].amount), (1, None), "{text}");
        }
    }
}
