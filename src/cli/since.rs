//! Times that a user gives: an instant, a day, or how long ago.

use chrono::{Local, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use crate::time::Time;

/// Since when: an instant, or how long before now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    At(Time),
    Ago(TimeDelta),
}

impl Since {
    pub fn instant(self, now: Time) -> Time {
        match self {
            Since::At(time) => time,
            Since::Ago(delta) => now - delta,
        }
    }
}

/// Clock times without an offset, which are local.
const LOCAL_FORMATS: [&str; 4] =
    ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];

/// Reads `2d`, `36h`, `2025-12-01`, `2025-12-01 14:05` or an RFC 3339 time; a day begins at local
/// midnight.
pub fn parse(text: &str) -> Result<Since, String> {
    let text = text.trim();
    if let Some(time) = Time::parse(text) {
        return Ok(Since::At(time));
    }
    if let Ok(duration) = humantime::parse_duration(text)
        && let Ok(delta) = TimeDelta::from_std(duration)
    {
        return Ok(Since::Ago(delta));
    }
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map(|day| day.and_time(NaiveTime::MIN));
    let clock = || {
        let read = |format: &&str| NaiveDateTime::parse_from_str(text, format).ok();
        LOCAL_FORMATS.iter().find_map(read)
    };
    day.ok().or_else(clock).and_then(local).map(Since::At).ok_or_else(|| {
        "a time or a duration is wanted, such as 2d, 36h, 2025-12-01 or 2025-12-01T14:05:00Z".into()
    })
}

/// The instant of a local clock time; the hour that a change of the clocks leaves out has none.
fn local(clock: NaiveDateTime) -> Option<Time> {
    let at = clock.and_local_timezone(Local).earliest()?;
    Some(Time::from_millis(at.timestamp_millis()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Time {
        Time::from_millis(1_764_000_000_000)
    }

    fn check(text: &str, expected: &str) {
        let since = parse(text).expect(text);
        assert_eq!(since.instant(now()).to_string(), expected, "{text}");
    }

    #[test]
    fn a_time_is_an_instant_and_a_duration_is_counted_back() {
        check("2025-12-01T14:05:00+03:00", "2025-12-01T11:05:00.000Z");
        check("2d", "2025-11-22T16:00:00.000Z");
        check("1h 30m", "2025-11-24T14:30:00.000Z");
        check("9000years", "0000-01-01T00:00:00.000Z");
    }

    #[test]
    fn a_day_begins_at_local_midnight() {
        let day = parse("2025-12-01").expect("a day");
        assert_eq!(day, parse("2025-12-01 00:00").expect("a clock time"));
        assert_eq!(day, parse("2025-12-01T00:00:00").expect("a clock time"));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "yesterday", "2025-13-01", "2d ago", "-2d", "99999999999999999y"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
