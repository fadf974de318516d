//! Which bare numbers of four digits are years.

use std::ops::Range;

use crate::verdict::habits::Capitals;

/// Years that news tell of.
const YEARS: std::ops::RangeInclusive<u32> = 1500..=2100;

/// Words before a year, in ten languages.
const BEFORE: &str = "the in since by until till the during year late early mid after before circa
    seit im jahr jahre jahres ab bis vor nach
    en depuis année avant après dès
    desde año em ano até
    nel del dal anno dall' nell'
    sinds vanaf jaar
    с в до к
    عام سنة منذ في";

/// Words behind a year, which nobody counts.
const BEHIND: &str = "and or but that when with in to on at by as for from is was were has had will would he she it they
    who which und oder als mit wurde war et ou que qui y o e a os as con com en ed che dat die toen ve yılında yılı yılının
    yılından году года год годом г";

/// Where a decade ends, such as the 1990s, if the digits are one.
pub fn decade_end(text: &str, digits: &Range<usize>) -> Option<usize> {
    let behind = text[digits.end..].strip_prefix('s')?;
    let is_decade =
        is_in_range(&text[digits.clone()]) && !behind.starts_with(char::is_alphanumeric);
    is_decade.then_some(digits.end + 1)
}

fn is_in_range(digits: &str) -> bool {
    digits.len() == 4 && digits.parse().is_ok_and(|year| YEARS.contains(&year))
}

/// Whether four bare digits are a year: nothing that they could count stands behind them, or a
/// word before them says so.
pub fn is_year(text: &str, span: &Range<usize>, capitals: Capitals) -> bool {
    if !is_in_range(&text[span.clone()]) {
        return false;
    }
    let near = text[span.end..].trim_start();
    let next: String = near.chars().take_while(|c| c.is_alphanumeric()).collect();
    // Where nouns have capitals, a small word that ends a clause is a verb.
    let is_verb = capitals == Capitals::Grammar
        && next.starts_with(char::is_lowercase)
        && !near[next.len()..].starts_with(' ');
    let is_uncounted = next.is_empty() || is_listed(BEHIND, &next) || is_verb;
    let before = text[..span.start].split_whitespace().next_back().unwrap_or("");
    is_uncounted || is_listed(BEFORE, before)
}

fn is_listed(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    list.split_whitespace().any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        check_with(Capitals::Names, text, expected);
    }

    fn check_with(capitals: Capitals, text: &str, expected: bool) {
        let start = text.find(|c: char| c.is_ascii_digit()).expect("a year stands in the text");
        assert_eq!(is_year(text, &(start..start + 4), capitals), expected, "{text}");
    }

    #[test]
    fn a_year_counts_nothing() {
        check("It opened in 1934.", true);
        check("the worst since 1998 here", true);
        check("the 2019 vote", true);
        check("Depremde 1999’da", true);
        check("about 1800 homes", false);
        check_with(Capitals::Grammar, "rund 1500 Helfer.", false);
        check_with(Capitals::Grammar, "1963 gebaut.", true);
        check("from 3400 to", false);
        check("约2000人", false);
    }
}
