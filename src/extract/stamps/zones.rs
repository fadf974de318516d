//! Names of time zones, and what they are east of UTC on a given day.

use chrono::{Datelike, NaiveDate, Weekday};

use super::scan::word;

/// A zone as a line names it: a fixed offset, or a name whose offset depends on the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    Fixed(i32),
    /// North American "ET", "PT": seconds east of UTC in winter.
    American(i32),
    /// European: seconds east of UTC in winter.
    European(i32),
}

const HOUR: i32 = 3600;

/// What lines call the clock of a place.
const PLACES: [(&str, Zone); 32] = [
    ("eastern time", Zone::American(-5 * HOUR)),
    ("central time", Zone::American(-6 * HOUR)),
    ("mountain time", Zone::American(-7 * HOUR)),
    ("pacific time", Zone::American(-8 * HOUR)),
    ("new york time", Zone::American(-5 * HOUR)),
    ("london time", Zone::European(0)),
    ("uk time", Zone::European(0)),
    ("paris time", Zone::European(HOUR)),
    ("heure de paris", Zone::European(HOUR)),
    ("heure de bruxelles", Zone::European(HOUR)),
    ("hora de madrid", Zone::European(HOUR)),
    ("hora peninsular", Zone::European(HOUR)),
    ("ora italiana", Zone::European(HOUR)),
    ("ώρα ελλάδας", Zone::European(2 * HOUR)),
    ("по московскому времени", Zone::Fixed(3 * HOUR)),
    ("по москве", Zone::Fixed(3 * HOUR)),
    ("за києвом", Zone::European(2 * HOUR)),
    ("türkiye saati", Zone::Fixed(3 * HOUR)),
    ("بتوقيت مكة", Zone::Fixed(3 * HOUR)),
    ("بتوقيت السعودية", Zone::Fixed(3 * HOUR)),
    ("بتوقيت غرينتش", Zone::Fixed(0)),
    ("بتوقيت جرينتش", Zone::Fixed(0)),
    ("به وقت تهران", Zone::Fixed(7 * HOUR / 2)),
    ("india time", Zone::Fixed(11 * HOUR / 2)),
    ("singapore time", Zone::Fixed(8 * HOUR)),
    ("beijing time", Zone::Fixed(8 * HOUR)),
    ("北京时间", Zone::Fixed(8 * HOUR)),
    ("日本時間", Zone::Fixed(9 * HOUR)),
    ("한국시간", Zone::Fixed(9 * HOUR)),
    ("horário de brasília", Zone::Fixed(-3 * HOUR)),
    ("hora de brasília", Zone::Fixed(-3 * HOUR)),
    ("hora argentina", Zone::Fixed(-3 * HOUR)),
];

impl Zone {
    /// The zone that a folded text begins with, and how many bytes it takes.
    pub fn at_start(rest: &str) -> Option<(Zone, usize)> {
        let place = PLACES.iter().find(|(name, _)| {
            rest.strip_prefix(*name).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        });
        let word = word(rest);
        place
            .map(|(name, zone)| (*zone, name.len()))
            .or_else(|| Zone::named(word).map(|zone| (zone, word.len())))
    }

    fn named(word: &str) -> Option<Zone> {
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
            Zone::European(winter) if is_european_summer(day) => winter + HOUR,
            Zone::European(winter) => winter,
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

/// From the last Sunday of March to the last of October.
fn is_european_summer(day: NaiveDate) -> bool {
    let last_sunday = |month| {
        let last = NaiveDate::from_ymd_opt(day.year(), month, 31)?;
        let past = last.weekday().num_days_from_sunday();
        last.checked_sub_days(chrono::Days::new(u64::from(past)))
    };
    match (last_sunday(3), last_sunday(10)) {
        (Some(start), Some(end)) => start <= day && day < end,
        _ => false,
    }
}
