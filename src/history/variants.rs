//! Texts that take turns: A, B, A, B within short times, as headlines on trial or a cache's nodes
//! make them.
//!
//! Three versions are kept whatever happens, the third of which says that a text returned. A return
//! within a short time after that makes none, but is told each time and counted; a text that has
//! stood for longer than that is a version again.

use chrono::TimeDelta;

use crate::digest::Digest;
use crate::history::Snapshot;
use crate::time::Time;

/// A text that stood for longer than this takes no turns.
pub const SHORT: TimeDelta = TimeDelta::hours(6);

/// Texts that take turns, as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alternation {
    /// The version whose text is shown: the newest, or an earlier one.
    pub version: u32,
    /// Since when it is shown.
    pub since: Time,
    /// How often the texts have taken turns since the newest version.
    pub times: u32,
}

/// The version whose text an article is, where it takes its turn and makes no version; the newest's
/// own text is none of these.
pub fn turn(
    snapshots: &[Snapshot],
    alternation: Option<&Alternation>,
    article: &Digest,
    now: Time,
) -> Option<u32> {
    let (latest, earlier) = snapshots.split_last()?;
    let like = |digest: &Digest| earlier.iter().rev().find(|it| it.article_digest == *digest);
    let has_returned = like(&latest.article_digest).is_some();
    let shown = like(article).filter(|_| has_returned)?;
    let since = match alternation {
        Some(turn) => turn.since,
        None => latest.captured_at,
    };
    (now - since <= SHORT).then_some(shown.version)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{SnapshotId, StoryId};
    use crate::page::Response;

    /// Versions an hour apart, a letter for a text each; then a text, so many hours after the last.
    fn check(versions: &str, text: char, hours: i64, expected: Option<u32>) {
        let digest = |text: char| Digest::of(text.to_string().as_bytes());
        let time = |hours: i64| Time::from_millis(0) + TimeDelta::hours(hours);
        let of = |(number, text): (usize, char)| Snapshot {
            id: SnapshotId(number as i64),
            story: StoryId(1),
            version: number as u32 + 1,
            captured_at: time(number as i64),
            not_before: None,
            url: String::new(),
            page_digest: digest(text),
            article_digest: digest(text),
            chain: digest(text),
            extractor: 1,
            has_standing_memory: true,
            response: Response::default(),
        };
        let snapshots: Vec<Snapshot> = versions.chars().enumerate().map(of).collect();
        let now = time(versions.len() as i64 - 1 + hours);
        let found = turn(&snapshots, None, &digest(text), now);
        assert_eq!(found, expected, "{versions} {text} after {hours} h");
    }

    #[test]
    fn the_fourth_text_takes_its_turn() {
        check("AB", 'A', 1, None);
        check("ABA", 'B', 1, Some(2));
        check("ABA", 'B', 6, Some(2));
        check("ABA", 'B', 7, None);
        check("ABA", 'C', 1, None);
        check("ABAC", 'A', 1, None);
        check("ABAC", 'B', 1, None);
        check("ABCA", 'B', 1, Some(2));
        check("ABABA", 'B', 1, Some(4));
        check("A", 'B', 1, None);
        check("", 'A', 1, None);
    }
}
