//! How ten languages spell their numbers, and what their scales are worth.

pub mod languages;

use crate::verdict::numerals::languages::NUMERALS;

/// How a language spells its numbers.
pub struct Numerals {
    pub language: &'static str,
    /// From zero on, without a gap; forms of one number are parted by `|`.
    ones: &'static str,
    /// From twenty on, in tens.
    tens: &'static str,
    scales: &'static [(&'static str, f64)],
    /// What may stand between two words of one number.
    pub joint: &'static str,
    /// Words that are an article where they stand by themselves.
    articles: &'static str,
    /// Words that are more often another word where they stand by themselves.
    doubtful: &'static str,
    /// Words that count without a value: dozens, hundreds.
    counts: &'static str,
    /// Ordinals, fractions and multiples: each may be another word.
    ranks: &'static str,
    pub order: Order,
}

/// Which of two words makes twenty-one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    TensFirst,
    OnesFirst,
}

/// What a word of a number is worth, and whether it multiplies what stands before it.
#[derive(Clone, Copy)]
pub struct Worth {
    pub value: f64,
    pub is_scale: bool,
}

/// Short forms of scales, the same in all languages.
const SHORT_SCALES: &[(&str, f64)] = &[
    ("mn|mln|mio", 1e6),
    ("bn|bln|mrd|mld|mlr", 1e9),
    ("tn|trn|trln", 1e12),
    ("lakh", 1e5),
    ("crore", 1e7),
    ("тыс", 1e3),
    ("млн", 1e6),
    ("млрд", 1e9),
    ("трлн", 1e12),
];

impl Numerals {
    /// The words of a language by its code; of English, where it is not among ours.
    pub fn of(language: &str) -> &'static Numerals {
        let known = NUMERALS.iter().find(|numerals| numerals.language == language);
        known.unwrap_or(&NUMERALS[0])
    }

    /// All words that make up numbers, with what they are worth.
    pub fn words(&self) -> Vec<(&'static str, Worth)> {
        let plain = |(word, value)| (word, Worth { value, is_scale: false });
        let scale = |(word, value)| (word, Worth { value, is_scale: true });
        let ones = forms(self.ones).map(|(at, word)| (word, at as f64)).map(plain);
        let tens = forms(self.tens).map(|(at, word)| (word, (at as f64 + 2.0) * 10.0)).map(plain);
        ones.chain(tens).chain(self.scales().map(scale)).collect()
    }

    fn scales(&self) -> impl Iterator<Item = (&'static str, f64)> {
        self.scales.iter().flat_map(|&(forms, value)| forms.split('|').map(move |it| (it, value)))
    }

    /// What a word or a short form behind a numeral multiplies it by.
    pub fn scale(&self, word: &str) -> Option<f64> {
        let short = SHORT_SCALES.iter();
        let short = short.flat_map(|&(forms, value)| forms.split('|').map(move |it| (it, value)));
        self.scales().chain(short).find(|(name, _)| *name == word).map(|(_, value)| value)
    }

    /// Whether the words make eleven out of ten and one.
    pub fn composes_teens(&self) -> bool {
        forms(self.ones).all(|(at, _)| at <= 10)
    }

    /// Whether a word by itself seldom is a number.
    pub fn is_doubtful(&self, word: &str) -> bool {
        [self.articles, self.doubtful].into_iter().any(|list| is_listed(list, word))
    }

    /// The words that count without a value.
    pub fn counts(&self) -> impl Iterator<Item = (usize, &'static str)> {
        forms(self.counts)
    }

    pub fn ranks(&self) -> impl Iterator<Item = (usize, &'static str)> {
        forms(self.ranks)
    }
}

/// The words of a list with their places in it; forms of one word share a place.
fn forms(list: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let places = list.split_whitespace().enumerate();
    places.flat_map(|(at, forms)| forms.split('|').map(move |form| (at, form)))
}

fn is_listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}
