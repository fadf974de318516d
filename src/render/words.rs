//! Counts, lists, parts and sources in words.

use std::fmt;

use crate::article::StampSource;
use crate::diff::sentences::{SentenceAction, Sentences};
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

/// What became of sentences: `2 sentences edited, 1 added, 1 split in two`; none where all are kept.
pub fn sentences_line(sentences: &Sentences) -> Option<String> {
    let counts = [
        (SentenceAction::Edit, "edited"),
        (SentenceAction::Addition, "added"),
        (SentenceAction::Deletion, "removed"),
        (SentenceAction::Refactor, "moved"),
        (SentenceAction::Split, "split"),
        (SentenceAction::Merge, "merged"),
        (SentenceAction::Cosmetic, "edited cosmetically"),
    ];
    let mut line = String::new();
    for (action, verb) in counts {
        let of_action = sentences.changes.iter().filter(|change| change.action == action);
        let (mut taken, mut made) = (0, 0);
        for change in of_action {
            (taken, made) = (taken + change.old.len(), made + change.new.len());
        }
        let count = if action == SentenceAction::Addition { made } else { taken };
        let into = match action {
            SentenceAction::Split if taken == 1 && made == 2 => " in two".to_string(),
            SentenceAction::Split | SentenceAction::Merge => format!(" into {made}"),
            SentenceAction::Addition
            | SentenceAction::Deletion
            | SentenceAction::Edit
            | SentenceAction::Refactor
            | SentenceAction::Cosmetic => String::new(),
        };
        match (count, line.is_empty()) {
            (0, _) => {}
            (_, true) => line = format!("{} {verb}{into}", plural(count as u64, "sentence")),
            (_, false) => line.push_str(&format!(", {count} {verb}{into}")),
        }
    }
    (!line.is_empty()).then_some(line)
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

/// The end of an interval: as a time where that tells it from its start, else by how much later.
pub fn until(start: Time, end: Time, time: fn(Time) -> String) -> String {
    let text = time(end);
    match text == time(start) {
        true => format!("{} ms later", (end - start).num_milliseconds()),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::sentences::SentenceChange;

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
    fn sentences_are_counted_by_what_became_of_them() {
        let check =
            |changes: &[(SentenceAction, usize, usize)], expected: Option<&str>| {
                let some = |count| vec!["A.".to_string(); count];
                let change = |&(action, olds, news): &(SentenceAction, usize, usize)| {
                    SentenceChange { action, old: some(olds), new: some(news) }
                };
                let changes = changes.iter().map(change).collect();
                let line = sentences_line(&Sentences { kept: 1, changes });
                assert_eq!(line.as_deref(), expected);
            };
        let (edit, added) = ((SentenceAction::Edit, 1, 1), (SentenceAction::Addition, 0, 1));
        let (split, merge) = ((SentenceAction::Split, 1, 2), (SentenceAction::Merge, 2, 1));
        check(&[], None);
        check(&[added, edit, edit], Some("2 sentences edited, 1 added"));
        check(&[split], Some("1 sentence split in two"));
        check(&[merge, split, split], Some("2 sentences split into 4, 2 merged into 1"));
        check(&[(SentenceAction::Cosmetic, 1, 1)], Some("1 sentence edited cosmetically"));
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

    #[test]
    fn the_two_ends_of_an_interval_are_told_apart() {
        let at = |text| Time::parse(text).expect("a time");
        let check = |start, end, expected| {
            assert_eq!(until(at(start), at(end), utc), expected);
        };
        check("2026-11-23T14:19:43.1Z", "2026-11-23T14:19:44Z", "2026-11-23 14:19:44 UTC");
        check("2026-11-23T14:19:43.1Z", "2026-11-23T14:19:43.9Z", "800 ms later");
    }
}
