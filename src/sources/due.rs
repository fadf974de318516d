//! When to look at a source again: from when it last listed something new, its failures and the
//! server's word.

use chrono::TimeDelta;

use crate::digest::Digest;
use crate::sources::source::{Source, SourceOutcome};
use crate::time::Time;

/// The shortest and the longest time between two looks.
const SHORTEST: TimeDelta = TimeDelta::minutes(10);
const LONGEST: TimeDelta = TimeDelta::hours(6);
/// A source that fails is looked at once a day at least; news may come back to it.
const LONGEST_FAILING: TimeDelta = TimeDelta::days(1);
/// The interval is this part of the time since it last listed something new.
const PART_OF_SILENCE: i32 = 12;

/// When to look at a source for the second time, after it was found out at `now`.
pub fn first(now: Time) -> Time {
    now + SHORTEST
}

/// When to look at a source again, after a look at `now` that came to `outcome`.
pub fn next(source: &Source, outcome: &SourceOutcome, now: Time) -> Time {
    let heard = source.last_new_at.unwrap_or(source.added_at);
    let silence = ((now - heard) / PART_OF_SILENCE).clamp(SHORTEST, LONGEST);
    let (interval, retry_at) = match outcome {
        SourceOutcome::Read(_) | SourceOutcome::Same(_) | SourceOutcome::NotModified => {
            (silence, None)
        }
        SourceOutcome::Failed(failure) => {
            let backed_off = SHORTEST * (1 << source.failures.min(8));
            (backed_off.max(silence).min(LONGEST_FAILING), failure.retry_at)
        }
    };
    let next = now + interval + jitter(source, interval, now);
    retry_at.map_or(next, |asked| asked.max(next))
}

/// Up to a tenth of the interval, the same for the same source and instant.
fn jitter(source: &Source, interval: TimeDelta, now: Time) -> TimeDelta {
    let fields = [source.url.as_bytes(), &now.millis().to_be_bytes()];
    let digest = Digest::of_fields(fields);
    interval * i32::from(digest.0[0]) / (255 * 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{Failure, FailureKind, Following};
    use crate::page::Validators;
    use crate::sources::source::SourceId;

    fn zero() -> Time {
        Time::from_millis(0)
    }

    fn source(failures: u32) -> Source {
        Source {
            id: SourceId(1),
            url: "https://news.example/feed".to_owned(),
            host: "news.example".to_owned(),
            kind: None,
            title: None,
            parent: None,
            depth: 0,
            label: None,
            tags: Vec::new(),
            limits: Default::default(),
            following: Following::Active,
            added_at: zero(),
            next_check_at: zero(),
            last_checked_at: None,
            last_read_at: None,
            last_new_at: None,
            validators: Validators::default(),
            last_page: None,
            failures,
            not_modified: 0,
            failure: None,
            evidence: None,
            listed: 0,
            left_out: Default::default(),
            defects: Vec::new(),
            stories: 0,
        }
    }

    /// The interval lies from the expected minutes to a tenth above them.
    fn check(silence: TimeDelta, failures: u32, outcome: &SourceOutcome, minutes: i64) {
        let now = zero() + silence;
        let found = next(&source(failures), outcome, now) - now;
        let expected = TimeDelta::minutes(minutes);
        assert!(found >= expected && found <= expected * 11 / 10, "{found} for {expected}");
    }

    #[test]
    fn a_source_is_looked_at_less_the_longer_it_is_silent() {
        let same = SourceOutcome::NotModified;
        check(TimeDelta::minutes(1), 0, &same, 10);
        check(TimeDelta::hours(12), 0, &same, 60);
        check(TimeDelta::days(300), 0, &same, 6 * 60);
    }

    #[test]
    fn failures_back_off_and_the_servers_word_is_kept() {
        let mut failure = Failure::new(FailureKind::Timeout, "no answer");
        let failed = SourceOutcome::Failed(Box::new(failure.clone()));
        check(TimeDelta::minutes(1), 0, &failed, 10);
        check(TimeDelta::minutes(1), 2, &failed, 40);
        check(TimeDelta::minutes(1), u32::MAX, &failed, 24 * 60);
        failure.retry_at = Some(zero() + TimeDelta::hours(30));
        check(TimeDelta::minutes(0), 2, &SourceOutcome::Failed(Box::new(failure)), 30 * 60);
    }

    #[test]
    fn every_twelfth_look_is_unconditional() {
        let validators = Validators { etag: Some("\"1\"".to_owned()), last_modified: None };
        let after =
            |not_modified| Source { not_modified, validators: validators.clone(), ..source(0) };
        assert_eq!(after(10).validators_to_send(), validators);
        assert_eq!(after(11).validators_to_send(), Validators::default());
    }
}
