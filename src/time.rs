//! Instants: UTC milliseconds inside, RFC 3339 wherever a person or a program reads them.

use std::fmt;
use std::ops::{Add, Sub};

use chrono::{DateTime, Datelike, TimeDelta, Timelike, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An instant in UTC, in whole milliseconds since 1970-01-01, between the years 0 and 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

/// Milliseconds at 0000-01-01T00:00:00.000Z and 9999-12-31T23:59:59.999Z: what RFC 3339 can write.
const EARLIEST: i64 = -62_167_219_200_000;
const LATEST: i64 = 253_402_300_799_999;

impl Time {
    /// The instant that many milliseconds after 1970, held within the years 0 to 9999.
    pub const fn from_millis(millis: i64) -> Time {
        if millis < EARLIEST {
            Time(EARLIEST)
        } else if millis > LATEST {
            Time(LATEST)
        } else {
            Time(millis)
        }
    }

    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Reads an RFC 3339 time with any offset.
    pub fn parse(text: &str) -> Option<Time> {
        DateTime::parse_from_rfc3339(text).ok().map(|at| Time::from_millis(at.timestamp_millis()))
    }

    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).expect("the years 0 to 9999 fit chrono's range")
    }

    /// The time as RFC 3339 writes it. By hand, since a list may show fifty thousand of them.
    fn rfc3339(self) -> [u8; 24] {
        let at = self.utc().naive_utc();
        let mut text = *b"0000-00-00T00:00:00.000Z";
        for (mut end, mut value) in [
            (4, at.year().unsigned_abs()),
            (7, at.month()),
            (10, at.day()),
            (13, at.hour()),
            (16, at.minute()),
            (19, at.second()),
            (23, at.and_utc().timestamp_subsec_millis()),
        ] {
            while value > 0 {
                end -= 1;
                text[end] += (value % 10) as u8;
                value /= 10;
            }
        }
        text
    }
}

fn ascii(text: &[u8]) -> &str {
    str::from_utf8(text).expect("digits and signs are ASCII")
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(ascii(&self.rfc3339()))
    }
}

impl Add<TimeDelta> for Time {
    type Output = Time;

    fn add(self, delta: TimeDelta) -> Time {
        Time::from_millis(self.0.saturating_add(delta.num_milliseconds()))
    }
}

impl Sub<TimeDelta> for Time {
    type Output = Time;

    fn sub(self, delta: TimeDelta) -> Time {
        Time::from_millis(self.0.saturating_sub(delta.num_milliseconds()))
    }
}

impl Sub for Time {
    type Output = TimeDelta;

    fn sub(self, earlier: Time) -> TimeDelta {
        TimeDelta::milliseconds(self.0 - earlier.0)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(ascii(&self.rfc3339()))
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
        let text = String::deserialize(deserializer)?;
        Time::parse(&text).ok_or_else(|| serde::de::Error::custom("not an RFC 3339 time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_written_as_it_is_read() {
        for text in ["2026-11-23T10:52:24.123Z", "1970-01-01T00:00:00.000Z"] {
            assert_eq!(Time::parse(text).map(|time| time.to_string()).as_deref(), Some(text));
        }
        assert_eq!(
            Time::parse("2026-11-23T10:52:24+03:00").map(|time| time.to_string()).as_deref(),
            Some("2026-11-23T07:52:24.000Z")
        );
        assert_eq!(Time::parse("yesterday"), None);
    }

    #[test]
    fn no_number_leaves_the_years_that_can_be_written() {
        assert_eq!(Time::from_millis(i64::MAX).to_string(), "9999-12-31T23:59:59.999Z");
        assert_eq!(Time::from_millis(i64::MIN).to_string(), "0000-01-01T00:00:00.000Z");
    }
}
