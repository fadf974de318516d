//! The times that feeds and sitemaps give: RFC 2822, RFC 3339, and W3C's shorter forms.

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use crate::time::Time;

/// Longer texts are no times.
const BYTES_MAX: usize = 64;

/// Reads a time; of a bare day, month or year the end, so that what is of today is not too old.
pub fn parse(text: &str) -> Option<Time> {
    let text = text.trim();
    if text.len() > BYTES_MAX {
        return None;
    }
    Time::parse(text)
        .or_else(|| rfc_2822(text))
        .or_else(|| shorter(text))
        .or_else(|| end_of_day(text))
}

/// RFC 2822, whatever day of the week it names, as many feeds name the wrong one.
fn rfc_2822(text: &str) -> Option<Time> {
    let bare = match text.split_once(',') {
        Some((_, rest)) => rest.trim(),
        None => text,
    };
    let at = DateTime::parse_from_rfc2822(bare).ok()?;
    Some(Time::from_millis(at.timestamp_millis()))
}

/// The shorter forms of RFC 3339; where no offset is said, it is taken to be UTC.
fn shorter(text: &str) -> Option<Time> {
    let forms =
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let zoned = ["%Y-%m-%dT%H:%M%z", "%Y-%m-%d %H:%M:%S %z"];
    let text = &text.replace('Z', "+0000");
    let plain = |form: &&str| NaiveDateTime::parse_from_str(text, form).ok().map(|at| at.and_utc());
    let with_zone = |form: &&str| DateTime::parse_from_str(text, form).ok().map(|at| at.to_utc());
    let at = forms.iter().find_map(plain).or_else(|| zoned.iter().find_map(with_zone))?;
    Some(Time::from_millis(at.timestamp_millis()))
}

fn end_of_day(text: &str) -> Option<Time> {
    let last = match text.len() {
        10 => NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?,
        7 => end_of_month(text)?,
        4 => end_of_month(&format!("{text}-12"))?,
        _ => return None,
    };
    let end = last.and_hms_opt(23, 59, 59)?.and_utc();
    Some(Time::from_millis(end.timestamp_millis()))
}

fn end_of_month(text: &str) -> Option<NaiveDate> {
    let first = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?;
    first.checked_add_months(chrono::Months::new(1))?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, time: Option<&str>) {
        assert_eq!(parse(text).map(|time| time.to_string()).as_deref(), time, "{text}");
    }

    #[test]
    fn times_are_read_in_the_forms_that_feeds_use() {
        check("Sun, 30 Nov 2025 14:05:00 +0300", Some("2025-11-30T11:05:00.000Z"));
        check("Mon, 30 Nov 2025 14:05:00 GMT", Some("2025-11-30T14:05:00.000Z"));
        check("30 Nov 2025 14:05 EST", Some("2025-11-30T19:05:00.000Z"));
        check("2025-11-30T14:05:00+03:00", Some("2025-11-30T11:05:00.000Z"));
        check(" 2025-11-30T14:05Z ", Some("2025-11-30T14:05:00.000Z"));
        check("2025-11-30T14:05+03:00", Some("2025-11-30T11:05:00.000Z"));
        check("2025-11-30 14:05:01", Some("2025-11-30T14:05:01.000Z"));
        check("2025-11-30", Some("2025-11-30T23:59:59.000Z"));
        check("2025-02", Some("2025-02-28T23:59:59.000Z"));
        check("2025", Some("2025-12-31T23:59:59.000Z"));
    }

    #[test]
    fn what_is_no_time_is_none() {
        for text in ["", "yesterday", "2025-13-40", "99999999999999999999", ",,,,", "0"] {
            check(text, None);
        }
        check(&"2025-11-30".repeat(100), None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[0-9A-Za-z:+, -]{0,40}|\\PC{0,20}") {
            parse(&text);
        }
    }
}
