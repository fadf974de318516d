//! Counts, lists, parts and sources in words.

use std::fmt;

use crate::article::StampSource;
use crate::diff::{PartName, Stats};
use crate::time::Time;

/// Claimed lines longer than this are cut: they are evidence, not text to read.
pub const LINE_COLUMNS_MAX: usize = 60;

/// The words of both versions by what became of them: `12 words added, 1 removed, 420 kept`.
pub fn stats_line(stats: &Stats) -> String {
    let counts = [
        (stats.words_added, "added"),
        (stats.words_removed, "removed"),
        (stats.words_moved, "moved"),
        (stats.words_kept, "kept"),
    ];
    let mut line = String::new();
    for (count, verb) in counts.into_iter().filter(|(count, _)| *count > 0) {
        match line.is_empty() {
            true => line = format!("{} {verb}", plural(count, "word")),
            false => line.push_str(&format!(", {count} {verb}")),
        }
    }
    if line.is_empty() { "no words".into() } else { line }
}

pub fn part(part: PartName) -> &'static str {
    match part {
        PartName::Headline => "headline",
        PartName::Dek => "dek",
        PartName::Byline => "byline",
        PartName::Dateline => "dateline",
        PartName::Block => "paragraph",
    }
}

/// Where a stamp was read, and whether a reader sees it there.
pub fn source(source: StampSource) -> &'static str {
    match source {
        StampSource::JsonLd => "JSON-LD, not seen by readers",
        StampSource::Meta => "meta tag, not seen by readers",
        StampSource::Microdata => "microdata, not seen by readers",
        StampSource::Time | StampSource::Visible => "on the page",
        StampSource::Url => "address",
    }
}

/// A time for readers in all places: `2025-12-01 14:05:00 UTC`.
pub fn utc(time: Time) -> String {
    time.utc().format("%Y-%m-%d %H:%M:%S UTC").to_string()
}

/// `1 word`, `2 words`; for nouns whose plural takes an s.
pub fn plural(count: u64, noun: &str) -> String {
    match count {
        1 => format!("1 {noun}"),
        _ => format!("{count} {noun}s"),
    }
}

/// `a`, `a and b`, `a, b and c`.
pub struct List<'a>(pub &'a [String]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => Ok(()),
            [only] => f.write_str(only),
            [first @ .., last] => write!(f, "{} and {last}", first.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_agree_with_their_nouns() {
        let stats = |added, removed, kept| Stats {
            words_added: added,
            words_removed: removed,
            words_kept: kept,
            words_moved: 0,
        };
        assert_eq!(stats_line(&stats(1, 0, 0)), "1 word added");
        assert_eq!(stats_line(&stats(2, 1, 420)), "2 words added, 1 removed, 420 kept");
        assert_eq!(stats_line(&stats(0, 0, 0)), "no words");
    }

    #[test]
    fn lists_read_as_sentences() {
        let list = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|name| name.to_string()).collect();
            List(&names).to_string()
        };
        assert_eq!(list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a"]), "a");
    }
}
