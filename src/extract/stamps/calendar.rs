//! Days of other calendars as days of ours.

use chrono::{NaiveDate, TimeDelta};

/// Solar Hijri years that lie within living memory; no other calendar's year looks like these.
const JALALI_YEARS: std::ops::RangeInclusive<i32> = 1300..=1500;

/// Thai years of the Buddhist era, likewise.
const BUDDHIST_YEARS: std::ops::RangeInclusive<i32> = 2480..=2643;

/// The day that a year, month and day name, by the calendar that the year belongs to.
pub fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    if JALALI_YEARS.contains(&year) {
        return jalali(year, month, day);
    }
    let year = if BUDDHIST_YEARS.contains(&year) { year - 543 } else { year };
    (1970..=2200).contains(&year).then(|| NaiveDate::from_ymd_opt(year, month, day))?
}

/// A day of the Solar Hijri calendar by its 33-year cycle of leap years, good for the years above.
fn jalali(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    // 1 Farvardin 1300 was 21 March 1921.
    let new_year = NaiveDate::from_ymd_opt(1921, 3, 21)?;
    let leap_days = (1300..year).filter(|year| is_jalali_leap(*year)).count() as i64;
    let before = i64::from(month - 1);
    let days_of_months = if before <= 6 { before * 31 } else { 186 + (before - 6) * 30 };
    let days = i64::from(year - 1300) * 365 + leap_days + days_of_months + i64::from(day - 1);
    new_year.checked_add_signed(TimeDelta::days(days))
}

fn is_jalali_leap(year: i32) -> bool {
    matches!(year.rem_euclid(33), 1 | 5 | 9 | 13 | 17 | 22 | 26 | 30)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_of_another_calendar_is_a_day_of_ours() {
        for (year, month, of_month, wanted) in [
            (1404, 1, 1, "2025-03-21"),
            (1403, 12, 30, "2025-03-20"),
            (1400, 7, 15, "2021-10-07"),
            (2568, 11, 30, "2025-11-30"),
            (2025, 11, 30, "2025-11-30"),
        ] {
            assert_eq!(
                day(year, month, of_month).map(|day| day.to_string()).as_deref(),
                Some(wanted)
            );
        }
        assert_eq!(day(1969, 12, 31), None);
        assert_eq!(day(2025, 2, 30), None);
    }
}
