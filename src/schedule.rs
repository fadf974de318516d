//! When to look again: from a story's age, its last change, its failures and the server's word.

use chrono::TimeDelta;

use crate::digest::Digest;
use crate::history::{Outcome, State, Story};
use crate::time::Time;

/// The shortest and the longest time between two checks of a story.
const SHORTEST: TimeDelta = TimeDelta::minutes(5);
const LONGEST: TimeDelta = TimeDelta::days(7);
/// The time before a page that is in doubt is read once more.
const SECOND_LOOK: TimeDelta = TimeDelta::minutes(2);
/// A story that fails is looked at once a day at least, as long as it is not gone.
const LONGEST_FAILING: TimeDelta = TimeDelta::days(1);
/// The interval is this part of the time since the story last changed: news is edited early.
const PART_OF_AGE: i32 = 12;
/// A change of the text may hide behind a "not modified": every so many checks ask anew.
const NOT_MODIFIED_MAX: u32 = 11;

/// Whether the next check should ask without validators, as the server has said "not modified"
/// often enough in a row.
pub fn is_unconditional(story: &Story) -> bool {
    story.not_modified >= NOT_MODIFIED_MAX
}

/// When to look at a story again, after a check at `now` that came to `outcome` and left it in
/// `state`.
pub fn next_check(story: &Story, outcome: &Outcome, state: State, now: Time) -> Time {
    let interval = match outcome {
        Outcome::Changed(_) => SHORTEST,
        Outcome::NotModified(_) | Outcome::Unchanged(_) => by_age(story, now),
        Outcome::Quarantined(_) => by_age(story, now).min(LONGEST_FAILING),
        Outcome::Failed(_) => by_failures(story, state, now),
    };
    let next = now + interval + jitter(story, interval, now);
    match outcome {
        Outcome::Failed(failure) => failure.retry_at.map_or(next, |asked| asked.max(next)),
        Outcome::Changed(_)
        | Outcome::NotModified(_)
        | Outcome::Unchanged(_)
        | Outcome::Quarantined(_) => next,
    }
}

/// When to look again at a story whose newest page is in doubt: sooner than at any other.
pub fn second_look(story: &Story, now: Time) -> Time {
    now + SECOND_LOOK + jitter(story, SECOND_LOOK, now)
}

fn by_age(story: &Story, now: Time) -> TimeDelta {
    let born = story.latest.as_ref().map_or(story.added_at, |latest| latest.captured_at);
    ((now - born) / PART_OF_AGE).clamp(SHORTEST, LONGEST)
}

fn by_failures(story: &Story, state: State, now: Time) -> TimeDelta {
    if state == State::Gone {
        return LONGEST;
    }
    let doublings = story.failures.min(8);
    let backed_off = SHORTEST * (1 << doublings);
    backed_off.max(by_age(story, now)).min(LONGEST_FAILING)
}

/// Up to a tenth of the interval, the same for the same story and instant: stories tracked
/// together drift apart.
fn jitter(story: &Story, interval: TimeDelta, now: Time) -> TimeDelta {
    let fields = [story.id.0.to_be_bytes(), now.millis().to_be_bytes()];
    let digest = Digest::of_fields(fields.iter().map(|field| field.as_slice()));
    interval * i32::from(digest.0[0]) / (255 * 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{Failure, FailureKind, Following, StoryId};
    use crate::page::Validators;

    fn story(failures: u32, not_modified: u32) -> Story {
        Story {
            id: StoryId(7),
            url: "https://news.example/a".into(),
            host: "news.example".into(),
            label: None,
            tags: Vec::new(),
            added_at: Time::from_millis(0),
            state: State::Live,
            state_since: None,
            following: Following::Active,
            quarantined: false,
            held: None,
            excused: Vec::new(),
            alternation: None,
            sighting: None,
            next_check_at: Time::from_millis(0),
            last_checked_at: None,
            last_read_at: None,
            validators: Validators::default(),
            failures,
            not_found: 0,
            not_modified,
            quiet: 0,
            stamps: Vec::new(),
            last_page: None,
            verdict: None,
            latest: None,
        }
    }

    fn not_modified() -> Outcome {
        Outcome::NotModified(Box::default())
    }

    /// The interval in minutes lies from the expected one to a tenth above it.
    fn check(age: TimeDelta, outcome: &Outcome, failures: u32, state: State, minutes: i64) {
        let now = Time::from_millis(0) + age;
        let next = next_check(&story(failures, 0), outcome, state, now);
        let expected = TimeDelta::minutes(minutes);
        let found = next - now;
        assert!(found >= expected && found <= expected * 11 / 10, "{found} for {expected}");
    }

    #[test]
    fn a_story_is_looked_at_less_as_it_ages() {
        check(TimeDelta::minutes(1), &not_modified(), 0, State::Live, 5);
        check(TimeDelta::hours(12), &not_modified(), 0, State::Live, 60);
        check(TimeDelta::days(12), &not_modified(), 0, State::Live, 24 * 60);
        check(TimeDelta::days(4000), &not_modified(), 0, State::Live, 7 * 24 * 60);
    }

    #[test]
    fn failures_back_off_and_stay_within_a_day() {
        let failed = Outcome::Failed(Box::new(Failure::new(FailureKind::Timeout, "no answer")));
        check(TimeDelta::minutes(1), &failed, 0, State::Live, 5);
        check(TimeDelta::minutes(1), &failed, 3, State::Live, 40);
        check(TimeDelta::minutes(1), &failed, u32::MAX, State::Live, 21 * 60 + 20);
        check(TimeDelta::days(300), &failed, 1, State::Live, 24 * 60);
        check(TimeDelta::minutes(1), &failed, 0, State::Gone, 7 * 24 * 60);
    }

    #[test]
    fn the_servers_word_is_kept() {
        let now = Time::from_millis(0);
        let asked = now + TimeDelta::hours(3);
        let mut failure = Failure::new(FailureKind::Status, "503");
        failure.retry_at = Some(asked);
        let outcome = Outcome::Failed(Box::new(failure));
        assert_eq!(next_check(&story(0, 0), &outcome, State::Live, now), asked);
    }

    #[test]
    fn every_twelfth_check_is_unconditional() {
        assert!(!is_unconditional(&story(0, 10)));
        assert!(is_unconditional(&story(0, 11)));
    }
}
