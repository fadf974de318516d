//! Numbers in a text: numerals with their currency, percent and magnitude, and words.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Match, Regex};

use crate::verdict::facts::{Amount, Fact, Unit};
use crate::verdict::numeral::{Decimal, value_of};
use crate::verdict::spelled::spelled;

const MAGNITUDES: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("hundert", 1e2),
    ("dozen", 12.0),
    ("thousand", 1e3),
    ("tausend", 1e3),
    ("mille", 1e3),
    ("mila", 1e3),
    ("bin", 1e3),
    ("duizend", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("millions", 1e6),
    ("millionen", 1e6),
    ("mio", 1e6),
    ("millones", 1e6),
    ("millón", 1e6),
    ("milioni", 1e6),
    ("milione", 1e6),
    ("milhões", 1e6),
    ("milhão", 1e6),
    ("milyon", 1e6),
    ("miljoen", 1e6),
    ("mn", 1e6),
    ("m", 1e6),
    ("billion", 1e9),
    ("milliarde", 1e9),
    ("milliarden", 1e9),
    ("milliard", 1e9),
    ("milliards", 1e9),
    ("mrd", 1e9),
    ("miliardi", 1e9),
    ("bilhões", 1e9),
    ("milyar", 1e9),
    ("miljard", 1e9),
    ("bn", 1e9),
    ("trillion", 1e12),
    ("billionen", 1e12),
    ("trilyon", 1e12),
    ("tn", 1e12),
    ("mil", 1e3),
    ("тыс", 1e3),
    ("тысяч", 1e3),
    ("тысячи", 1e3),
    ("тысяча", 1e3),
    ("млн", 1e6),
    ("миллион", 1e6),
    ("миллиона", 1e6),
    ("миллионов", 1e6),
    ("млрд", 1e9),
    ("миллиард", 1e9),
    ("миллиарда", 1e9),
    ("миллиардов", 1e9),
    ("трлн", 1e12),
    ("ألف", 1e3),
    ("آلاف", 1e3),
    ("مليون", 1e6),
    ("ملايين", 1e6),
    ("مليار", 1e9),
    ("مليارات", 1e9),
];

const PERCENTS: &str = "percent|per cent|pct|prozent|pour cent|por ciento|por cento|per cento";

const CURRENCIES: &str = r"\p{Sc}";

static NUMERAL: LazyLock<Regex> = LazyLock::new(|| {
    let magnitudes: Vec<&str> = MAGNITUDES.iter().map(|&(word, _)| word).collect();
    let pattern = format!(
        r"(?i)(?P<sign>[-−])?(?P<before>{CURRENCIES}\s?|%|\byüzde\s)?(?P<inner>[-−])?
          (?P<digits>\d(?:[\d.,'’\x{{a0}}\x{{202f}}\x{{2009}}]*\d)?)
          (?P<magnitude>(?:[\s-]?(?:{})\b)+)?(?P<after>\s?(?:{CURRENCIES}|%|(?:{})\b))?",
        magnitudes.join("|"),
        PERCENTS.replace(' ', r"\s"),
    );
    Regex::new(&pattern.replace("\n          ", "")).expect("the pattern is ours, and tested")
});

/// The numbers of a text that lie outside of the given spans (of its dates), in order.
pub fn numbers(text: &str, decimal: Decimal, language: &str, dates: &[Fact]) -> Vec<Fact> {
    let numerals = NUMERAL.captures_iter(text).map(|found| numeral(text, &found, decimal));
    let mut facts: Vec<Fact> = numerals.chain(spelled(text, language)).collect();
    facts.sort_by_key(|fact| fact.span.start);
    let mut taken = 0;
    facts.retain(|fact| {
        let is_free = fact.span.start >= taken && !overlaps(dates, &fact.span);
        if is_free {
            taken = fact.span.end;
        }
        is_free
    });
    facts
}

fn overlaps(dates: &[Fact], span: &Range<usize>) -> bool {
    let at = dates.partition_point(|date| date.span.end <= span.start);
    dates.get(at).is_some_and(|date| date.span.start < span.end)
}

fn numeral(text: &str, found: &Captures, decimal: Decimal) -> Fact {
    let whole = found.get(0).expect("a match has a whole");
    let digits = &found["digits"];
    let before = text[..whole.start()].chars().next_back();
    let sign = found.name("sign").filter(|_| !before.is_some_and(char::is_alphanumeric));
    let start = match (found.name("sign"), sign) {
        (Some(hyphen), None) => hyphen.end(),
        _ => whole.start(),
    };
    let is_label = start == digits_start(found) && is_label(text, start);
    let value = value_of(digits, decimal).filter(|_| !is_label);
    let unit = unit(found);
    let negative = sign.or(found.name("inner")).is_some();
    let scale = found.name("magnitude").map_or(1.0, |word| magnitude(word.as_str()));
    let amount = value.map(|value| {
        let value = if negative { -value } else { value };
        Amount { value: value * scale, unit }
    });
    let span = start..whole.end();
    let key = amount.map_or_else(|| text[span.clone()].to_string(), key_of);
    Fact { span, key, amount }
}

fn digits_start(found: &Captures) -> usize {
    found.name("digits").map_or(0, |digits| digits.start())
}

/// Whether the digits at a place are part of a name, such as `B52` or `COVID-19`.
fn is_label(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches('-');
    before.chars().next_back().is_some_and(char::is_alphabetic)
}

fn unit(found: &Captures) -> Unit {
    let mark = |name| found.name(name).and_then(|mark: Match| mark.as_str().trim().chars().next());
    match mark("before").or(mark("after")) {
        None => Unit::Plain,
        Some(first) if first == '%' || first.is_alphabetic() => Unit::Percent,
        Some(sign) => Unit::Currency(sign),
    }
}

/// What the words behind a numeral multiply it by.
fn magnitude(words: &str) -> f64 {
    let lower = words.to_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || c == '-');
    let scale =
        |word: &str| MAGNITUDES.iter().find(|(name, _)| *name == word).map(|&(_, scale)| scale);
    words.filter_map(scale).product()
}

fn key_of(amount: Amount) -> String {
    let unit = match amount.unit {
        Unit::Plain => String::new(),
        Unit::Percent => "%".into(),
        Unit::Currency(sign) => sign.into(),
    };
    format!("{}{unit}", amount.value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::facts::Unit::{Currency, Percent, Plain};

    fn check_in(decimal: Decimal, text: &str, expected: &[(&str, f64, Unit)]) {
        let found = numbers(text, decimal, "en", &[]);
        let found: Vec<_> = found
            .iter()
            .map(|fact| {
                let amount = fact.amount.expect("these are amounts");
                (&text[fact.span.clone()], amount.value, amount.unit)
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    fn check(text: &str, expected: &[(&str, f64, Unit)]) {
        check_in(Decimal::Point, text, expected);
    }

    #[test]
    fn numerals_have_values() {
        check("in 11 months", &[("11", 11.0, Plain)]);
        check("1,234.50 and 1.5", &[("1,234.50", 1234.5, Plain), ("1.5", 1.5, Plain)]);
        check_in(Decimal::Comma, "1.234 und 1,5", &[("1.234", 1234.0, Plain), ("1,5", 1.5, Plain)]);
        check("10-12", &[("10", 10.0, Plain), ("12", 12.0, Plain)]);
        check("a low of -5.", &[("-5", -5.0, Plain)]);
        check("٢٥", &[("٢٥", 25.0, Plain)]);
    }

    #[test]
    fn units_and_magnitudes_belong_to_their_number() {
        check("$1.5 million", &[("$1.5 million", 1.5e6, Currency('$'))]);
        check("£3bn, €20", &[("£3bn", 3e9, Currency('£')), ("€20", 20.0, Currency('€'))]);
        check(
            "5 %, 6% and 7 per cent",
            &[("5 %", 5.0, Percent), ("6%", 6.0, Percent), ("7 per cent", 7.0, Percent)],
        );
        check("%5 ve yüzde 6", &[("%5", 5.0, Percent), ("yüzde 6", 6.0, Percent)]);
        check("2 Millionen €", &[("2 Millionen €", 2e6, Currency('€'))]);
    }

    #[test]
    fn words_are_numbers_too() {
        check("three million", &[("three million", 3e6, Plain)]);
        check("$2 hundred thousand", &[("$2 hundred thousand", 2e5, Currency('$'))]);
    }

    #[test]
    fn labels_and_odd_numerals_have_no_amount() {
        for text in ["an F-16 jet", "B52", "version 1.2.3", "12345678901234567890"] {
            let found = numbers(text, Decimal::Point, "en", &[]);
            assert_eq!((found.len(), found[0].amount), (1, None), "{text}");
        }
    }
}
