//! Numbers with Chinese and Japanese characters: `三百億`, `300億`, `1億2000万`.

use crate::verdict::facts::{Amount, Fact, Unit};

/// What is counted by a numeral before it: in front of one of these a single character is a number.
const COUNTERS: &str = "人名日年個个件台円元岁歳回次度倍社校本头頭匹艘棟栋户戸";

/// More characters than this are no number.
const CHARACTERS_MAX: usize = 24;

/// The length and the value of the number at the head of a text, where a character is part of it.
pub fn number(text: &str) -> Option<(usize, f64)> {
    let (mut total, mut section, mut digits) = (0.0, 0.0, None);
    let (mut end, mut has_character) = (0, false);
    let mut rest = text;
    for _ in 0..CHARACTERS_MAX {
        let Some(c) = rest.chars().next() else { break };
        let mut length = c.len_utf8();
        if let Some(large) = large_scale(c) {
            total += f64::max(section + digits.unwrap_or(0.0), 1.0) * large;
            (section, digits) = (0.0, None);
        } else if let Some(small) = small_scale(c) {
            section += digits.unwrap_or(1.0) * small;
            digits = None;
        } else if let Some(digit) = digit(c) {
            digits = Some(digits.unwrap_or(0.0) * 10.0 + digit);
        } else {
            length = rest.len()
                - rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').len();
            match (rest[..length].parse(), digits) {
                (Ok(value), None) => digits = Some(value),
                _ => break,
            }
        }
        has_character |= !c.is_ascii();
        end += length;
        rest = &text[end..];
    }
    has_character.then_some((end, total + section + digits.unwrap_or(0.0)))
}

fn digit(c: char) -> Option<f64> {
    let at = "〇一二三四五六七八九".chars().position(|digit| digit == c);
    at.or(matches!(c, '两' | '兩').then_some(2)).map(|at| at as f64)
}

fn small_scale(c: char) -> Option<f64> {
    match c {
        '十' => Some(10.0),
        '百' => Some(100.0),
        '千' => Some(1000.0),
        _ => None,
    }
}

fn large_scale(c: char) -> Option<f64> {
    match c {
        '万' | '萬' => Some(1e4),
        '億' | '亿' => Some(1e8),
        '兆' => Some(1e12),
        _ => None,
    }
}

/// The numbers of a text that begin with a Chinese numeral, in order: those of several characters
/// with a scale among them, or in front of what is counted.
pub fn numbers(text: &str) -> Vec<Fact> {
    let mut facts: Vec<Fact> = Vec::new();
    let begins = |c: char| digit(c).is_some() || small_scale(c).is_some();
    for (start, _) in text.match_indices(begins) {
        let is_within = facts.last().is_some_and(|last| start < last.span.end);
        let is_behind_digit = text[..start].ends_with(|c: char| c.is_numeric());
        let Some((length, value)) =
            number(&text[start..]).filter(|_| !is_within && !is_behind_digit)
        else {
            continue;
        };
        let end = start + length;
        let is_counted = text[end..].starts_with(|c| COUNTERS.contains(c));
        let count = text[start..end].chars().count();
        let has_scale = text[start..end].contains(|c| small_scale(c).or(large_scale(c)).is_some());
        if is_counted || (count >= 3 && has_scale) {
            let amount = Some(Amount { value, unit: Unit::Plain });
            facts.push(Fact { amount, ..Fact::new(start..end, value.to_string()) });
        }
    }
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, f64)]) {
        let found = numbers(text);
        let found: Vec<_> = found
            .iter()
            .filter_map(|fact| Some((&text[fact.span.clone()], fact.amount?.value)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn characters_are_numbers_where_they_count() {
        check("予算は三百億円だ", &[("三百億", 3e10)]);
        check("死者は十一人", &[("十一", 11.0)]);
        check("两名", &[("两", 2.0)]);
        check("一般に統一し、千葉へ", &[]);
    }

    #[test]
    fn digits_and_characters_mix() {
        assert_eq!(number("1億2000万円"), Some(("1億2000万".len(), 1.2e8)));
        assert_eq!(number("3.5万"), Some(("3.5万".len(), 35_000.0)));
        assert_eq!(number("34人"), None);
    }
}
