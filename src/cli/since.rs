//! An instant in the past as people name it: `2d`, a day, or an RFC 3339 time.

use chrono::{Local, NaiveDate, TimeDelta};

use crate::cli::clock;
use crate::time::Time;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    Ago(TimeDelta),
    At(Time),
}

impl Since {
    /// Reads a duration, an RFC 3339 time, or a day, which begins at midnight in the local zone. A
    /// time that has not come is refused.
    pub fn parse(text: &str) -> Result<Since, String> {
        Since::parse_at(text, clock::now())
    }

    fn parse_at(text: &str, now: Time) -> Result<Since, String> {
        match Since::read(text)? {
            Since::At(time) if time > now => {
                Err("that is in the future; give a time that has passed, such as 2d".into())
            }
            since => Ok(since),
        }
    }

    fn read(text: &str) -> Result<Since, String> {
        if let Some(time) = Time::parse(text) {
            return Ok(Since::At(time));
        }
        if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
            // Where the clocks are set forward at midnight, the day begins an hour later.
            let start = (0..24)
                .find_map(|hour| day.and_hms_opt(hour, 0, 0)?.and_local_timezone(Local).earliest());
            let start = start.ok_or_else(|| format!("{text} has no hour in the local zone"))?;
            return Ok(Since::At(Time::from_millis(start.timestamp_millis())));
        }
        let ago = humantime::parse_duration(text).ok().and_then(|it| TimeDelta::from_std(it).ok());
        ago.map(Since::Ago).ok_or_else(|| {
            "give a duration such as 2d or 36h, a day such as 2025-12-01, or an RFC 3339 time"
                .into()
        })
    }

    pub fn time(self, now: Time) -> Time {
        match self {
            Since::Ago(delta) => now - delta,
            Since::At(time) => time,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let now = Time::parse("2025-12-03T12:00:00Z").expect("a time");
        let found = Since::parse_at(text, now).ok().map(|since| since.time(now).to_string());
        assert_eq!(found.as_deref(), expected, "{text}");
    }

    #[test]
    fn an_instant_is_a_duration_ago_or_a_time() {
        check("2d", Some("2025-12-01T12:00:00.000Z"));
        check("1h 30m", Some("2025-12-03T10:30:00.000Z"));
        check("2025-12-01T10:00:00+03:00", Some("2025-12-01T07:00:00.000Z"));
        check("90000000d", Some("0000-01-01T00:00:00.000Z"));
        check("292000000000years", None);
        check("2025-12-03T12:00:00Z", Some("2025-12-03T12:00:00.000Z"));
        check("2025-12-03T12:00:01Z", None);
        check("2030-01-01", None);
        check("yesterday", None);
        check("", None);
    }
}
