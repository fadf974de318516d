//! What a story read at an instant, as far as its checks can tell (RFC 7089: the memento of a
//! datetime, with the interval in which it is known to have stood).

use serde::Serialize;

use crate::history::Snapshot;
use crate::time::Time;

/// The version that stood at an instant, and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AsOf<'a> {
    pub snapshot: &'a Snapshot,
    /// The last check that still read it; the version stood from its capture to then.
    pub seen_until: Time,
    /// When the next version was captured; none where this is the latest.
    pub gone_by: Option<Time>,
    pub certainty: Certainty,
}

/// How sure it is that a version stood at an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Checks before and after the instant read it.
    Seen,
    /// The next version came between two checks, the instant lying between them.
    Between,
    /// Nothing was read since the instant.
    Since,
}

/// The version that stood at `at`; none before the first. Snapshots come first version first;
/// `last_read_at` is the newest check that read the latest.
pub fn as_of(snapshots: &[Snapshot], last_read_at: Option<Time>, at: Time) -> Option<AsOf<'_>> {
    let index = snapshots.iter().rposition(|snapshot| snapshot.captured_at <= at)?;
    let (snapshot, next) = (&snapshots[index], snapshots.get(index + 1));
    let read_at = match next {
        Some(next) => next.not_before,
        None => last_read_at,
    };
    let seen_until = read_at.map_or(snapshot.captured_at, |it| it.max(snapshot.captured_at));
    let certainty = match next {
        _ if at <= seen_until => Certainty::Seen,
        Some(_) => Certainty::Between,
        None => Certainty::Since,
    };
    Some(AsOf { snapshot, seen_until, gone_by: next.map(|next| next.captured_at), certainty })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::Digest;
    use crate::history::{SnapshotId, StoryId};
    use crate::page::Response;

    fn minute(minute: i64) -> Time {
        Time::from_millis(minute * 60_000)
    }

    fn snapshot(version: u32, captured: i64, not_before: Option<i64>) -> Snapshot {
        Snapshot {
            id: SnapshotId(i64::from(version)),
            story: StoryId(1),
            version,
            captured_at: minute(captured),
            not_before: not_before.map(minute),
            url: "https://news.example/a".into(),
            page_digest: Digest::of(b""),
            article_digest: Digest::of(b""),
            chain: Digest::of(b""),
            extractor: 1,
            has_standing_memory: true,
            response: Response::default(),
        }
    }

    fn check(at: i64, expected: Option<(u32, Certainty, i64, Option<i64>)>) {
        let snapshots = [snapshot(1, 10, None), snapshot(2, 30, Some(20))];
        let found = as_of(&snapshots, Some(minute(50)), minute(at)).map(|it| {
            let minutes = |time: Time| time.millis() / 60_000;
            (it.snapshot.version, it.certainty, minutes(it.seen_until), it.gone_by.map(minutes))
        });
        assert_eq!(found, expected, "at {at}");
    }

    #[test]
    fn a_version_stands_from_its_capture_to_the_next() {
        check(9, None);
        check(10, Some((1, Certainty::Seen, 20, Some(30))));
        check(20, Some((1, Certainty::Seen, 20, Some(30))));
        check(21, Some((1, Certainty::Between, 20, Some(30))));
        check(30, Some((2, Certainty::Seen, 50, None)));
        check(50, Some((2, Certainty::Seen, 50, None)));
        check(51, Some((2, Certainty::Since, 50, None)));
    }

    #[test]
    fn a_story_without_versions_has_none_at_any_time() {
        assert_eq!(as_of(&[], None, minute(1)), None);
        let only = [snapshot(1, 10, None)];
        let found = as_of(&only, None, minute(11)).expect("it stood");
        assert_eq!((found.seen_until, found.certainty), (minute(10), Certainty::Since));
    }
}
