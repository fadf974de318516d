//! How long to leave a host alone between two requests. Pure arithmetic over instants.

use std::time::Duration;

use chrono::TimeDelta;

use crate::time::Time;

/// The delay between two requests to a host where nobody says otherwise.
pub const HOST_DELAY: Duration = Duration::from_secs(1);

/// When the next request to a host may start, after one that ended then: the longer of our delay
/// and the one its robots.txt asks for.
pub fn next_ok_at(ended: Time, host_delay: Duration, crawl_delay: Option<Duration>) -> Time {
    let delay = crawl_delay.map_or(host_delay, |asked| asked.max(host_delay));
    // A delay that no TimeDelta can hold lasts to the end of the calendar anyway.
    ended + TimeDelta::from_std(delay).unwrap_or(TimeDelta::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(host_delay: Duration, crawl_delay: Option<Duration>, waits_millis: i64) {
        let ended = Time::from_millis(1_000_000);
        let next = next_ok_at(ended, host_delay, crawl_delay);
        assert_eq!((next - ended).num_milliseconds(), waits_millis);
    }

    #[test]
    fn the_longer_delay_counts() {
        let seconds = Duration::from_secs;
        check(HOST_DELAY, None, 1000);
        check(Duration::ZERO, None, 0);
        check(Duration::ZERO, Some(seconds(5)), 5000);
        check(seconds(9), Some(seconds(5)), 9000);
    }

    #[test]
    fn an_endless_delay_stays_within_the_calendar() {
        let next = next_ok_at(Time::from_millis(0), Duration::MAX, None);
        assert_eq!(next, Time::from_millis(i64::MAX));
    }
}
