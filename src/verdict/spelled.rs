//! Numbers in words, in ten languages.

use std::sync::OnceLock;

use regex::Regex;

use crate::verdict::facts::{Amount, Fact, Unit};
use crate::verdict::numerals::languages::NUMERALS;
use crate::verdict::numerals::{Numerals, Order, Worth};

/// Words in front of "one" that make it a pronoun, and words behind it that do.
const PRONOUN_BEHIND: &str = "the no for that this which any every each only";
const PRONOUN_BEFORE: &str = "of who that thing";

/// A language's words with their values, and what finds them.
struct Spelling {
    numerals: &'static Numerals,
    words: Vec<(&'static str, Worth)>,
    number: Regex,
    word: Regex,
    /// What finds the words that say how many without saying a number.
    vague: Regex,
}

static SPELLINGS: [OnceLock<Spelling>; NUMERALS.len()] =
    [const { OnceLock::new() }; NUMERALS.len()];

/// The numbers that a text spells out in its language, in order; in an unknown one, as English.
pub fn spelled(text: &str, language: &str) -> Vec<Fact> {
    let spelling = Spelling::of(language);
    let vague = spelling.vague.find_iter(text).map(|found| spelling.vague(&found));
    let mut facts: Vec<Fact> = vague.collect();
    for found in spelling.number.find_iter(text) {
        facts.extend(spelling.numbers(text, found.start(), found.as_str()));
    }
    facts.sort_by_key(|fact| (fact.span.start, std::cmp::Reverse(fact.span.end)));
    facts
}

/// The words of one number so far.
#[derive(Clone, Copy)]
struct Sum {
    total: f64,
    part: f64,
    last: Worth,
    start: usize,
    end: usize,
}

impl Spelling {
    fn of(language: &str) -> &'static Spelling {
        let known = NUMERALS.iter().position(|numerals| numerals.language == language);
        let at = known.unwrap_or(0);
        SPELLINGS[at].get_or_init(|| Spelling::new(&NUMERALS[at]))
    }

    fn new(numerals: &'static Numerals) -> Spelling {
        let mut words = numerals.words();
        // The longest first, so that `dix-sept` is no `dix`.
        words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let names: Vec<&str> = words.iter().map(|&(word, _)| word).collect();
        let vague: Vec<&str> = numerals.counts().chain(numerals.ranks()).map(|it| it.1).collect();
        let (names, joint) = (names.join("|"), numerals.joint);
        let compiled = |pattern: String| {
            Regex::new(&pattern).expect("the pattern is of our own words, and tested")
        };
        Spelling {
            number: compiled(format!(r"(?i)\b(?:{names})(?:{joint}(?:{names}))*\b")),
            word: compiled(format!("(?i)(?:{names})")),
            vague: compiled(format!(r"(?i)\b(?:{})\b", vague.join("|"))),
            numerals,
            words,
        }
    }

    /// The numbers that stand side by side in a stretch of number words.
    fn numbers(&self, text: &str, offset: usize, stretch: &str) -> Vec<Fact> {
        let mut sums: Vec<Sum> = Vec::new();
        for found in self.word.find_iter(stretch) {
            let (start, end) = (offset + found.start(), offset + found.end());
            let Some(worth) = self.worth(found.as_str()) else { continue };
            match sums.last_mut() {
                Some(sum) if self.joins(text, sum, worth, start..end) => sum.add(worth, end),
                Some(_) | None => sums.push(Sum::new(worth, start, end)),
            }
        }
        sums.into_iter().map(|sum| self.fact(text, sum)).collect()
    }

    fn worth(&self, word: &str) -> Option<Worth> {
        let word = word.to_lowercase();
        self.words.iter().find(|(name, _)| *name == word).map(|&(_, worth)| worth)
    }

    /// Whether a word goes on with a number: its words fall, but for scales.
    fn joins(&self, text: &str, sum: &Sum, next: Worth, place: std::ops::Range<usize>) -> bool {
        let gap = text[sum.end..place.start].trim();
        let (last, numerals) = (sum.last, self.numerals);
        let says_and = numerals.language == "en" && gap.ends_with("and");
        match (last.is_scale, next.is_scale) {
            (false, true) => !says_and,
            (true, true) => next.value != last.value && !says_and,
            (true, false) => next.value < last.value && last.value >= 100.0,
            (false, false) if says_and => false,
            (false, false) => {
                self.is_pair(last.value, next.value, gap) && {
                    // A hyphen binds closer than a blank: twenty two-year terms.
                    let is_compound = text[place.end..].starts_with('-');
                    !gap.is_empty() || !is_compound || sum.end == place.start
                }
            }
        }
    }

    /// Whether two words below a hundred make one number.
    fn is_pair(&self, first: f64, second: f64, gap: &str) -> bool {
        let is_round = |value: f64| value >= 20.0 && value % 10.0 == 0.0;
        let below = if self.numerals.language == "fr" { 20.0 } else { 10.0 };
        let teens = self.numerals.composes_teens();
        match self.numerals.order {
            Order::TensFirst => {
                (is_round(first) && second < below) || (teens && first == 10.0 && second < 10.0)
            }
            Order::OnesFirst => {
                let is_teen = teens && second == 10.0 && gap.is_empty();
                first < 10.0 && ((is_round(second) && !gap.is_empty()) || is_teen)
            }
        }
    }

    fn fact(&self, text: &str, sum: Sum) -> Fact {
        let span = sum.start..sum.end;
        let word = text[span.clone()].to_lowercase();
        let amount = Amount { value: sum.total + sum.part, unit: Unit::Plain };
        let fact = Fact { amount: Some(amount), ..Fact::new(span, amount.value.to_string()) };
        match self.numerals.is_doubtful(&word) || is_pronoun(text, &fact, &word) {
            true => fact.loose(),
            false => fact,
        }
    }

    /// A word that says how many without a number, or a rank, which may be another word.
    fn vague(&self, found: &regex::Match) -> Fact {
        let word = found.as_str().to_lowercase();
        let of = |(at, name): (usize, &str), kind| (name == word).then(|| format!("{kind} {at}"));
        let count = self.numerals.counts().find_map(|it| of(it, "count"));
        let rank = || self.numerals.ranks().find_map(|it| of(it, "rank"));
        match count {
            Some(key) => Fact::new(found.range(), key),
            None => Fact::new(found.range(), rank().unwrap_or(word.clone())).loose(),
        }
    }
}

impl Sum {
    fn new(worth: Worth, start: usize, end: usize) -> Sum {
        let mut sum = Sum { total: 0.0, part: 0.0, last: worth, start, end };
        sum.add(worth, end);
        sum
    }

    fn add(&mut self, worth: Worth, end: usize) {
        match worth.is_scale {
            true if worth.value >= 1e3 && self.total > 0.0 && worth.value > self.total => {
                self.total = (self.total + self.part) * worth.value;
                self.part = 0.0;
            }
            true if worth.value >= 1e3 => {
                self.total += f64::max(self.part, 1.0) * worth.value;
                self.part = 0.0;
            }
            true => self.part = f64::max(self.part, 1.0) * worth.value,
            false => self.part += worth.value,
        }
        (self.last, self.end) = (worth, end);
    }
}

/// Whether "one" stands as in "one of them" or "the one".
fn is_pronoun(text: &str, fact: &Fact, word: &str) -> bool {
    let listed = |list: &str, word: Option<&str>| {
        word.is_some_and(|word| list.split_whitespace().any(|it| it.eq_ignore_ascii_case(word)))
    };
    let before = text[..fact.span.start].split_whitespace().next_back();
    let after = text[fact.span.end..].split_whitespace().next();
    word == "one" && (listed(PRONOUN_BEHIND, before) || listed(PRONOUN_BEFORE, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::facts::Weight;

    fn check(language: &str, text: &str, expected: &[(&str, f64)]) {
        let found = spelled(text, language);
        let firm = found.iter().filter(|fact| fact.weight == Weight::Firm);
        let found: Vec<_> =
            firm.filter_map(|fact| Some((&text[fact.span.clone()], fact.amount?.value))).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_are_numbers_in_ten_languages() {
        check(
            "en",
            "Twenty-one of two hundred and five",
            &[("Twenty-one", 21.0), ("two hundred and five", 205.0)],
        );
        check("de", "einunddreißig Tage, ein Tag", &[("einunddreißig", 31.0)]);
        check("fr", "quatre-vingt-dix morts", &[("quatre-vingt-dix", 90.0)]);
        check("es", "treinta y dos", &[("treinta y dos", 32.0)]);
        check("pt", "vinte e três", &[("vinte e três", 23.0)]);
        check("it", "trentatré anni", &[("trentatré", 33.0)]);
        check("nl", "tweeëndertig", &[("tweeëndertig", 32.0)]);
        check("tr", "yirmi iki bin", &[("yirmi iki bin", 22_000.0)]);
        check("ru", "двадцать пять тысяч", &[("двадцать пять тысяч", 25_000.0)]);
        check("ar", "خمسة وعشرون", &[("خمسة وعشرون", 25.0)]);
    }

    #[test]
    fn words_that_hold_a_number_are_none() {
        check("en", "someone oneself weighty", &[]);
        check("de", "Achtung, der Einwohner", &[]);
    }

    #[test]
    fn the_words_of_a_number_fall() {
        check("en", "two three-year terms", &[("two", 2.0), ("three", 3.0)]);
        check("en", "twenty two-year terms", &[("twenty", 20.0), ("two", 2.0)]);
        check("en", "within one two years", &[("one", 1.0), ("two", 2.0)]);
        check("en", "two and three", &[("two", 2.0), ("three", 3.0)]);
        check(
            "en",
            "five hundred thousand and two",
            &[("five hundred thousand and two", 500_002.0)],
        );
        check("es", "dos mil millones", &[("dos mil millones", 2e9)]);
        check("fr", "soixante et onze", &[("soixante et onze", 71.0)]);
        check("tr", "on iki bina", &[("on iki", 12.0)]);
        check("ar", "ثلاثة عشر", &[("ثلاثة عشر", 13.0)]);
    }

    #[test]
    fn a_doubtful_word_is_loose() {
        for (language, text) in [
            ("fr", "un appartement neuf"),
            ("tr", "masanın altı"),
            ("en", "one of them, the one, the second"),
            ("it", "il secondo gol"),
        ] {
            check(language, text, &[]);
            assert!(!spelled(text, language).is_empty(), "{text}");
        }
    }
}
