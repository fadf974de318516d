//! How regularly rounds of checks come, and whether one is missing.

use chrono::TimeDelta;

use crate::time::Time;

/// Rounds whose distances tell what is usual.
pub const ROUNDS: u32 = 13;
/// The rounds that there must be before anything is usual, and the distances that must be alike.
const ROUNDS_MIN: usize = 6;
const ALIKE_PERCENT: usize = 60;
/// How late a round may be beside its usual distance.
const LATE_BY: TimeDelta = TimeDelta::minutes(10);
/// How long a story may be due where nothing is usual.
const DUE_FOR: TimeDelta = TimeDelta::days(2);

/// That rounds should have come which did not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missed {
    /// When the newest round started; none where there was none.
    pub last: Option<Time>,
    /// How long after one round the next usually starts, where that is regular.
    pub usual: Option<TimeDelta>,
}

/// Whether rounds are missing at `now`: the newest of those that started then, in any order, is older
/// than their usual distance allows; or, where nothing is usual, the story that has been due for
/// longest has been so for days. A start after `now`, by a clock that was ahead, tells nothing.
pub fn missed(started: &[Time], due_since: Option<Time>, now: Time) -> Option<Missed> {
    let started: Vec<Time> = started.iter().copied().filter(|start| *start <= now).collect();
    let last = started.iter().copied().max();
    let usual = usual(&started);
    let is_late = match (last, usual) {
        (Some(last), Some(usual)) => now - last > usual * 2 + LATE_BY,
        (_, _) => {
            let is_old = |since: Time| now - since > DUE_FOR;
            due_since.is_some_and(is_old) && last.is_none_or(is_old)
        }
    };
    is_late.then_some(Missed { last, usual })
}

/// How long after one round the next usually starts; none where that is not regular, as with rounds
/// run by hand.
pub fn usual(started: &[Time]) -> Option<TimeDelta> {
    let mut newest = started.to_vec();
    newest.sort_by(|a, b| b.cmp(a));
    newest.truncate(ROUNDS as usize);
    if newest.len() < ROUNDS_MIN {
        return None;
    }
    let mut distances: Vec<TimeDelta> = newest.windows(2).map(|pair| pair[0] - pair[1]).collect();
    distances.sort();
    let median = distances[distances.len() / 2];
    let alike = distances.iter().filter(|it| **it * 2 >= median && **it <= median * 3 / 2).count();
    (alike * 100 >= distances.len() * ALIKE_PERCENT).then_some(median)
}

/// The longest that an edit can go unseen now: from the last time that the story was read to the
/// round in which it is looked at next. None before the first reading.
pub fn unseen_for(
    last_read_at: Option<Time>,
    next_check_at: Time,
    usual: Option<TimeDelta>,
    now: Time,
) -> Option<TimeDelta> {
    let seen_at = next_check_at.max(now) + usual.unwrap_or_default();
    last_read_at.map(|read_at| (seen_at - read_at).max(TimeDelta::zero()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minute(minutes: i64) -> Time {
        Time::from_millis(1_764_000_000_000) + TimeDelta::minutes(minutes)
    }

    fn starts(minutes: &[i64]) -> Vec<Time> {
        minutes.iter().copied().map(minute).collect()
    }

    fn check(started: &[i64], usual_minutes: Option<i64>) {
        let found = usual(&starts(started)).map(|usual| usual.num_minutes());
        assert_eq!(found, usual_minutes, "{started:?}");
    }

    #[test]
    fn what_is_usual_is_told_from_regular_rounds_alone() {
        check(&[0, 5, 10, 15, 20, 25], Some(5));
        check(&[0, 5, 10, 15, 20], None);
        // One was missed, one ran by hand.
        check(&[0, 5, 10, 20, 22, 25, 30, 35, 40], Some(5));
        check(&[0, 1, 2, 90, 95, 2000, 2001, 2900], None);
        check(&[40, 30, 20, 10, 0, 50], Some(10));
        check(&[], None);
    }

    fn check_missed(started: &[i64], due_since: Option<i64>, now: i64, is_missed: bool) {
        let missed = missed(&starts(started), due_since.map(minute), minute(now));
        assert_eq!(missed.is_some(), is_missed, "{started:?} at {now}");
    }

    #[test]
    fn a_round_is_missed_when_it_is_later_than_usual() {
        let regular = [0, 5, 10, 15, 20, 25];
        check_missed(&regular, Some(0), 30, false);
        check_missed(&regular, Some(0), 45, false);
        // A clock that was ahead for one round hides no silence.
        check_missed(&[0, 5, 10, 15, 20, 25, 9_999], Some(0), 47, true);
        check_missed(&regular, None, 46, true);
        check_missed(&[0, 1440, 2880, 4320, 5760, 7200], None, 7200 + 2880, false);
    }

    #[test]
    fn where_nothing_is_usual_stories_that_are_due_for_days_tell_it() {
        let days = |days: i64| days * 1440;
        check_missed(&[], Some(0), days(2), false);
        check_missed(&[], Some(0), days(2) + 1, true);
        check_missed(&[0, 1], Some(0), days(3), true);
        check_missed(&[0, days(2)], Some(0), days(3), false);
        check_missed(&[0, 1], None, days(300), false);
    }

    #[test]
    fn an_edit_goes_unseen_from_the_last_read_to_the_round_after_the_next_check() {
        let window = |read: Option<i64>, next, usual: Option<i64>, now| {
            let usual = usual.map(TimeDelta::minutes);
            unseen_for(read.map(minute), minute(next), usual, minute(now))
                .map(|window| window.num_minutes())
        };
        assert_eq!(window(Some(0), 15, None, 5), Some(15));
        assert_eq!(window(Some(0), 15, Some(5), 5), Some(20));
        assert_eq!(window(Some(0), 15, Some(5), 60), Some(65));
        assert_eq!(window(None, 15, Some(5), 5), None);
    }
}
