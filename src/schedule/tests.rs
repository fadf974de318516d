//! The schedule as tables: what is expected of each age, outcome and word of a server.

use super::*;
use crate::history::quarantine::{Cause, Quarantine};
use crate::history::{Failure, FailureKind, Following, SnapshotId, StoryId};
use crate::page::{Page, Response, Validators};

const START: Time = Time::from_millis(1_764_000_000_000);

fn story() -> Story {
    Story {
        id: StoryId(7),
        url: "https://news.example/a".into(),
        host: "news.example".into(),
        label: None,
        tags: Vec::new(),
        added_at: START,
        state: State::Live,
        state_since: None,
        following: Following::Active,
        quarantined: false,
        held: None,
        excused: Vec::new(),
        alternation: None,
        sighting: None,
        next_check_at: START,
        last_checked_at: None,
        last_read_at: None,
        validators: Validators::default(),
        failures: 0,
        not_found: 0,
        not_modified: 0,
        quiet: 0,
        last_whole_at: None,
        stamps: Vec::new(),
        last_page: None,
        verdict: None,
        latest: None,
    }
}

/// The story with so many versions, the newest captured at the start.
fn with_versions(version: u32, published: Option<&str>) -> Story {
    let latest = Latest {
        snapshot: SnapshotId(1),
        version,
        first_captured_at: START,
        captured_at: START,
        article_digest: Digest::of(b"1"),
        page_digest: Digest::of(b"1"),
        extractor: 1,
        has_standing_memory: true,
        headline: None,
        published: published.map(String::from),
        updated: None,
    };
    Story { latest: Some(latest), ..story() }
}

fn not_modified() -> Outcome {
    Outcome::NotModified(Box::default())
}

fn failed() -> Outcome {
    Outcome::Failed(Box::new(Failure::new(FailureKind::Timeout, "no answer")))
}

/// The interval in minutes lies from the expected one to a tenth above it.
fn check(story: &Story, outcome: &Outcome, state: State, quiet: TimeDelta, minutes: i64) {
    let now = START + quiet;
    let found = next_check(story, outcome, state, now) - now;
    let expected = TimeDelta::minutes(minutes);
    assert!(found >= expected && found <= expected * 11 / 10, "{found} for {expected}");
}

const HOUR: TimeDelta = TimeDelta::hours(1);
const DAY: TimeDelta = TimeDelta::days(1);

#[test]
fn a_story_is_looked_at_less_the_longer_it_is_quiet() {
    for (quiet, minutes) in [
        (TimeDelta::zero(), 4),
        (TimeDelta::minutes(48), 4),
        (HOUR * 3, 15),
        (HOUR * 12, 60),
        (DAY * 12, 24 * 60),
        (DAY * 4000, 3 * 24 * 60),
    ] {
        check(&story(), &not_modified(), State::Live, quiet, minutes);
        check(&with_versions(1, None), &not_modified(), State::Live, quiet, minutes);
    }
}

#[test]
fn a_story_that_was_edited_is_looked_at_more() {
    for (versions, minutes) in [(1, 60), (2, 40), (3, 30), (5, 20), (50, 20)] {
        check(&with_versions(versions, None), &not_modified(), State::Live, HOUR * 12, minutes);
    }
}

#[test]
fn an_old_story_is_looked_at_less_from_the_start() {
    let old = with_versions(1, Some("2024-11-24"));
    check(&old, &not_modified(), State::Live, TimeDelta::minutes(5), 60);
    check(&old, &not_modified(), State::Live, HOUR * 24, 12 * 60);
    check(&old, &not_modified(), State::Live, DAY * 30, 3 * 24 * 60);
    // An edit shows that it is not quiet at all, and a date to come tells nothing.
    let edited = with_versions(2, Some("2024-11-24"));
    check(&edited, &not_modified(), State::Live, TimeDelta::minutes(5), 4);
    let odd = with_versions(1, Some("2099-01-01T00:00:00Z"));
    check(&odd, &not_modified(), State::Live, TimeDelta::minutes(5), 4);
}

#[test]
fn failures_back_off_and_stay_within_a_day() {
    let after = |failures| Story { failures, ..story() };
    let minute = TimeDelta::minutes(1);
    check(&after(0), &failed(), State::Live, minute, 4);
    check(&after(3), &failed(), State::Live, minute, 32);
    check(&after(u32::MAX), &failed(), State::Live, minute, 24 * 60);
    check(&after(1), &failed(), State::Live, DAY * 300, 24 * 60);
    check(&after(0), &failed(), State::Gone, minute, 7 * 24 * 60);
}

#[test]
fn the_servers_word_on_coming_back_is_kept() {
    let asked = START + HOUR * 3;
    let mut failure = Failure::new(FailureKind::Status, "503");
    failure.retry_at = Some(asked);
    let outcome = Outcome::Failed(Box::new(failure));
    assert_eq!(next_check(&story(), &outcome, State::Live, START), asked);
}

#[test]
fn the_servers_word_on_freshness_is_heeded_for_a_quarter_of_an_hour() {
    let fresh = |max_age: &str| {
        let headers = vec![("cache-control".to_owned(), format!("max-age={max_age}"))];
        Outcome::NotModified(Box::new(Response { headers, ..Response::default() }))
    };
    check(&story(), &fresh("60"), State::Live, TimeDelta::zero(), 4);
    check(&story(), &fresh("600"), State::Live, TimeDelta::zero(), 10);
    check(&story(), &fresh("31536000"), State::Live, TimeDelta::zero(), 15);
    check(&story(), &fresh("600"), State::Live, HOUR * 12, 60);
}

/// Whether a check after so many "not modified" asks for the page itself, which was sent when the
/// story had been quiet for `sent`, and now has been for `quiet`.
fn check_whole(not_modified: u32, sent: TimeDelta, quiet: TimeDelta, is_whole: bool) {
    let last_whole_at = Some(START + sent);
    let story = Story { not_modified, last_whole_at, ..with_versions(1, None) };
    assert_eq!(is_unconditional(&story, START + quiet), is_whole, "{quiet} after {sent}");
}

#[test]
fn the_page_itself_is_asked_for_every_twelfth_time_and_once_a_day() {
    check_whole(10, HOUR, HOUR * 2, false);
    check_whole(11, HOUR, HOUR * 2, true);
    check_whole(0, HOUR, HOUR * 24, true);
    // The next look would come too late.
    check_whole(2, HOUR, HOUR * 23, false);
    check_whole(2, HOUR, HOUR * 23 + TimeDelta::minutes(30), true);
    check_whole(0, DAY * 13, DAY * 14, true);
    // The clock was set back since.
    check_whole(0, HOUR * 5, HOUR * 2, true);
    assert!(is_unconditional(&with_versions(1, None), START));
}

proptest::proptest! {
    #[test]
    fn the_next_check_is_within_reach_whatever_is_known(
        failures: u32, version: u32, now in -1i64 << 60..1 << 60, published in "[0-9T:Z-]{0,20}",
        state in proptest::sample::select(vec![State::Live, State::Gone, State::Missing]),
    ) {
        let story = Story { failures, ..with_versions(version, Some(&published)) };
        let now = Time::from_millis(now);
        for outcome in [not_modified(), failed()] {
            let interval = next_check(&story, &outcome, state, now) - now;
            let is_at_the_end = now + TimeDelta::days(8) == Time::from_millis(i64::MAX);
            proptest::prop_assert!(interval >= SHORTEST || is_at_the_end);
            proptest::prop_assert!(interval <= TimeDelta::days(8));
        }
    }
}

fn in_doubt(text: &str) -> Outcome {
    let cause = Cause::Unexplained(Digest::of(text.as_bytes()));
    let page = Page { bytes: Vec::new(), response: Response::default() };
    Outcome::Quarantined(Box::new(Quarantine { page, cause, evidence: String::new() }))
}

/// The minutes to each next check where the looks read these in turn, each held.
fn check_doubt(texts: &[&str], minutes: &[i64]) {
    let (mut story, mut now, mut waits) = (with_versions(1, None), START + DAY, Vec::new());
    for text in texts {
        let outcome = in_doubt(text);
        let next = next_check(&story, &outcome, State::Live, now);
        story.held = outcome.held().map(|article| Held::after(story.held, article, now));
        waits.push((next - now).num_minutes());
        now = next;
    }
    assert_eq!(waits.iter().map(|wait| wait.min(&60)).copied().collect::<Vec<_>>(), minutes);
}

#[test]
fn what_is_in_doubt_is_read_once_more_in_two_minutes() {
    check_doubt(&["a"], &[2]);
    check_doubt(&["a", "a"], &[2, 2]);
}

#[test]
fn what_reads_differently_each_time_is_not_asked_for_every_two_minutes() {
    check_doubt(&["a", "b", "c", "d"], &[2, 2, 60, 60]);
}
