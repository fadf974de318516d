//! Times as pages declare them for machines: ISO 8601 and what is written in its place.

use std::borrow::Cow;
use std::sync::LazyLock;

use chrono::NaiveDate;
use regex::Regex;

use super::visible::visible;
use crate::article::{ClaimedTime, Precision};

/// Reads a declared time; none if it is no time that a story can have.
pub fn declared(text: &str, language: Option<&str>) -> Option<ClaimedTime> {
    let text = text.trim();
    let time =
        iso(text).or_else(|| unix(text)).or_else(|| of_text(&year_before_clock(text), language));
    time.filter(|time| is_sound(*time))
}

fn of_text(text: &str, language: Option<&str>) -> Option<ClaimedTime> {
    visible(text, language, None).into_iter().next().map(|stamp| stamp.at)
}

/// "Mon Aug 03 12:45:00 EDT 2015", as Java and Unix print a time, with the year where it is read.
fn year_before_clock(text: &str) -> Cow<'_, str> {
    let printed = pattern!(
        r"^\p{L}{3} (\p{L}{3}) (\d{1,2}) (\d{2}:\d{2}:\d{2}) (?:([A-Z]{2,5}|[+-]\d{4}) )?(\d{4})$"
    );
    printed.replace(text, "$1 $2 $5 $3 $4")
}

/// Whether a story can have been published then: 1970 and its neighbours are a clock's zero.
fn is_sound(time: ClaimedTime) -> bool {
    use chrono::Datelike;
    (1990..=2100).contains(&time.local.year())
}

fn iso(text: &str) -> Option<ClaimedTime> {
    static ISO: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"^(\d{4})-?(\d{2})-?(\d{2})",
            r"(?:[Tt ]\s?(\d{1,2}):?(\d{2})(?::?(\d{2})(?:[.,:]\d+)?)?",
            r"\s*(Z|z|UTC|GMT|[+-]\d{1,2}:?(?:\d{2})?)?)?"
        ))
        .expect("a literal pattern")
    });
    let found = ISO.captures(text)?;
    let number = |group: usize| found.get(group).and_then(|it| it.as_str().parse::<u32>().ok());
    let day = NaiveDate::from_ymd_opt(number(1)? as i32, number(2)?, number(3)?)?;
    let Some((hour, minute)) = number(4).zip(number(5)) else {
        let local = day.and_hms_opt(0, 0, 0)?;
        return Some(ClaimedTime { local, offset_seconds: None, precision: Precision::Day });
    };
    let second = number(6);
    let local = day.and_hms_opt(hour, minute, second.unwrap_or(0).min(59))?;
    let precision = if second.is_some() { Precision::Second } else { Precision::Minute };
    let offset_seconds = found.get(7).and_then(|zone| offset(zone.as_str()));
    Some(ClaimedTime { local, offset_seconds, precision })
}

fn offset(zone: &str) -> Option<i32> {
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Some(0);
    }
    let (hours, minutes) =
        if digits.len() > 2 { digits.split_at(digits.len() - 2) } else { (&*digits, "0") };
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    (seconds <= 14 * 3600).then_some(if zone.starts_with('-') { -seconds } else { seconds })
}

/// Seconds or milliseconds since 1970.
fn unix(text: &str) -> Option<ClaimedTime> {
    let number: i64 = text.parse().ok()?;
    let seconds = match text.len() {
        10 => number,
        13 => number / 1000,
        _ => return None,
    };
    let local = chrono::DateTime::from_timestamp(seconds, 0)?.naive_utc();
    Some(ClaimedTime { local, offset_seconds: Some(0), precision: Precision::Second })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        let found = declared(text, Some("en"));
        assert_eq!(found.map_or("-".to_string(), |time| time.to_string()), wanted, "{text}");
    }

    #[test]
    fn iso_times_are_read_in_the_shapes_pages_write() {
        check("2026-03-04T05:06:07+02:00", "2026-03-04T05:06:07+02:00");
        check("2026-03-04T05:06:07.123Z", "2026-03-04T05:06:07Z");
        check("2026-03-04T05:06:07+0200", "2026-03-04T05:06:07+02:00");
        check("2026-03-04 05:06", "2026-03-04T05:06:00");
        check("20260304T050607Z", "2026-03-04T05:06:07Z");
        check("2026-03-04", "2026-03-04");
    }

    #[test]
    fn other_shapes_are_read_too() {
        check("Wed, 04 Mar 2026 05:06:07 GMT", "2026-03-04T05:06:07Z");
        check("March 4, 2026", "2026-03-04");
        check("Wed Mar 04 05:06:07 EST 2026", "2026-03-04T05:06:07-05:00");
        check("Wed Mar 04 05:06:07 2026", "2026-03-04T05:06:07");
        check("1772600767", "2026-03-04T05:06:07Z");
    }

    #[test]
    fn what_no_story_can_have_is_no_time() {
        for text in ["1970-01-01T00:00:00Z", "0", "2026-02-30", "soon", ""] {
            check(text, "-");
        }
    }
}
