//! Names of time zones, and what they are east of UTC on a given day.

use chrono::{Datelike, NaiveDate, Weekday};

/// A zone as a line names it: a fixed offset, or a name whose offset depends on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    Fixed(i32),
    /// North American "ET", "PT": seconds east of UTC in winter.
    American(i32),
}

const HOUR: i32 = 3600;

impl Zone {
    /// The zone that a folded word names.
    pub fn named(word: &str) -> Option<Zone> {
        let hours = match word {
            "gmt" | "utc" | "z" | "wet" => 0.0,
            "bst" | "cet" | "wat" | "mez" => 1.0,
            "cest" | "eet" | "sast" | "cat" | "mesz" => 2.0,
            "eest" | "msk" | "мск" | "eat" | "trt" | "tsi" => 3.0,
            "gst" => 4.0,
            "pkt" => 5.0,
            "ist" => 5.5,
            "npt" => 5.75,
            "wib" | "ict" => 7.0,
            "sgt" | "hkt" | "wita" | "myt" | "pht" | "awst" => 8.0,
            "jst" | "kst" | "wit" => 9.0,
            "acst" => 9.5,
            "aest" => 10.0,
            "aedt" => 11.0,
            "nzst" => 12.0,
            "nzdt" => 13.0,
            "brt" => -3.0,
            "edt" => -4.0,
            "est" | "cdt" => -5.0,
            "cst" | "mdt" => -6.0,
            "mst" | "pdt" => -7.0,
            "pst" => -8.0,
            "et" => return Some(Zone::American(-5 * HOUR)),
            "ct" => return Some(Zone::American(-6 * HOUR)),
            "mt" => return Some(Zone::American(-7 * HOUR)),
            "pt" => return Some(Zone::American(-8 * HOUR)),
            _ => return None,
        };
        Some(Zone::Fixed((hours * f64::from(HOUR)) as i32))
    }

    /// Seconds east of UTC on a day.
    pub fn offset_seconds(self, day: NaiveDate) -> i32 {
        match self {
            Zone::Fixed(seconds) => seconds,
            Zone::American(winter) if is_american_summer(day) => winter + HOUR,
            Zone::American(winter) => winter,
        }
    }
}

/// From the second Sunday of March to the first of November.
fn is_american_summer(day: NaiveDate) -> bool {
    let sunday =
        |month, nth| NaiveDate::from_weekday_of_month_opt(day.year(), month, Weekday::Sun, nth);
    match (sunday(3, 2), sunday(11, 1)) {
        (Some(start), Some(end)) => start <= day && day < end,
        _ => false,
    }
}
