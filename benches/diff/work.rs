//! The work: written prose of any length, changed at random, and texts made to be hard.

use std::error::Error;
use std::fs;

use serde_json::Value;

pub struct Work {
    pub name: String,
    pub old: String,
    pub new: String,
}

/// Reads revision pairs from the files `{"id","old","new"}` of a folder.
pub fn read(folder: &str) -> Result<Vec<Work>, Box<dyn Error>> {
    let mut pairs = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let pair: Value = serde_json::from_str(&fs::read_to_string(path)?)?;
            let text = |field: &str| pair[field].as_str().unwrap_or("").to_owned();
            pairs.push(Work { name: text("id"), old: text("old"), new: text("new") });
        }
    }
    pairs.sort_by(|a, b| a.name.cmp(&b.name));
    if pairs.is_empty() { Err(format!("no pairs in {folder}").into()) } else { Ok(pairs) }
}

/// A hundred pairs of articles of 150 to 1,500 words, from hardly changed to half rewritten.
pub fn articles() -> Vec<Work> {
    (0..100)
        .map(|index| {
            let (words, percent) = (150 + index * 14, [1, 2, 5, 10, 50][index % 5]);
            pair(words, percent, index as u64)
        })
        .collect()
}

/// A text of so many words, and the same with so many of a hundred words changed.
pub fn changed(words: usize, percent: usize) -> Work {
    pair(words, percent, 1)
}

fn pair(words: usize, percent: usize, seed: u64) -> Work {
    let mut chance = Chance(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let paragraphs = prose(words, &mut chance);
    let changed: Vec<Vec<String>> =
        paragraphs.iter().map(|paragraph| change(paragraph, percent, &mut chance)).collect();
    let name = format!("{words} words, {percent} % changed");
    Work { name, old: joined(&paragraphs), new: joined(&changed) }
}

/// Texts of so many words that algorithms stumble over.
pub fn hostile(words: usize) -> Vec<Work> {
    let mut chance = Chance(7);
    let paragraphs = prose(words, &mut chance);
    let flat: Vec<String> = paragraphs.concat();
    let line = |words: &[String]| words.join(" ");
    let mut shuffled = flat.clone();
    for index in (1..shuffled.len()).rev() {
        shuffled.swap(index, chance.below(index + 1));
    }
    let periodic = |period: usize, count: usize| {
        line(&(0..count).map(|index| flat[index % period].clone()).collect::<Vec<_>>())
    };
    let work = |name: &str, old: String, new: String| Work { name: name.to_owned(), old, new };
    vec![
        work("all words the same", "word ".repeat(words), "word ".repeat(words - words / 10)),
        work("periodic", periodic(7, words), periodic(11, words)),
        work("shuffled", line(&flat), line(&shuffled)),
        work("one line", line(&flat), line(&change(&flat, 10, &mut chance))),
        work("total rewrite", joined(&paragraphs), joined(&prose(words, &mut Chance(99)))),
    ]
}

fn joined(paragraphs: &[Vec<String>]) -> String {
    let lines: Vec<String> = paragraphs.iter().map(|words| words.join(" ")).collect();
    lines.join("\n\n")
}

/// Paragraphs of sentences of made-up words, the frequent ones frequent (Zipf).
fn prose(words: usize, chance: &mut Chance) -> Vec<Vec<String>> {
    let mut paragraphs = Vec::new();
    let (mut paragraph, mut left) = (Vec::new(), 0);
    for _ in 0..words {
        let starts = left == 0;
        if starts {
            left = 8 + chance.below(20);
        }
        let mut word = word(chance);
        if starts {
            word = capital(&word);
        }
        left -= 1;
        if left == 0 {
            word.push('.');
        } else if chance.below(12) == 0 {
            word.push(',');
        }
        paragraph.push(word);
        if left == 0 && paragraph.len() > 50 {
            paragraphs.push(std::mem::take(&mut paragraph));
        }
    }
    paragraphs.push(paragraph);
    paragraphs
}

fn change(words: &[String], percent: usize, chance: &mut Chance) -> Vec<String> {
    let mut changed = Vec::with_capacity(words.len());
    for old in words {
        match (chance.below(100) < percent, chance.below(3)) {
            (false, _) => changed.push(old.clone()),
            (true, 0) => changed.push(word(chance)),
            (true, 1) => changed.extend([old.clone(), word(chance)]),
            (true, _) => {}
        }
    }
    changed
}

const FREQUENT: [&str; 16] = [
    "the", "of", "to", "and", "a", "in", "that", "was", "for", "on", "said", "with", "by", "at",
    "has", "it",
];
const SYLLABLES: [&str; 32] = [
    "ba", "ke", "lo", "mi", "tor", "ven", "ska", "ri", "pol", "ten", "gu", "na", "fe", "mar",
    "sil", "do", "ran", "chi", "bel", "os", "tu", "wen", "har", "lin", "ma", "pre", "con", "sta",
    "é", "ül", "ing", "er",
];

fn word(chance: &mut Chance) -> String {
    if chance.below(100) < 40 {
        return FREQUENT[chance.below(FREQUENT.len())].to_owned();
    }
    if chance.below(40) == 0 {
        return format!("{}", 1 + chance.below(2000));
    }
    // A rank by Zipf's law, spelt in syllables.
    let mut rank = (8_000f64.powf(chance.unit()) as usize).min(7_999) * 37 + 64;
    let mut word = String::new();
    while rank > 0 {
        word.push_str(SYLLABLES[rank % SYLLABLES.len()]);
        rank /= SYLLABLES.len();
    }
    if chance.below(15) == 0 { capital(&word) } else { word }
}

fn capital(word: &str) -> String {
    let mut characters = word.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Numbers that are the same on every run (xorshift64, Marsaglia, 2003).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 16) % end as u64) as usize
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}
