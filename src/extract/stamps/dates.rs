//! Dates at the beginning of a folded text, in the orders and calendars people write them in.

use regex::Captures;

use super::months;
use super::scan::{Piece, number};

/// A date as it stands; `first` and `second` are in the order of the text where both are numbers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Date {
    Known {
        year: Option<i32>,
        month: u32,
        day: u32,
    },
    /// 01/12/2025: whether the day or the month comes first is for the language to say.
    Slashed {
        first: u32,
        second: u32,
        year: i32,
    },
}

#[derive(Clone, Copy, PartialEq)]
pub enum Order {
    DayFirst,
    MonthFirst,
}

impl Order {
    /// A date that can only be read one way decides for the whole line.
    pub fn of(pieces: &[Piece], language: &str) -> Order {
        let proof = pieces.iter().find_map(|piece| match piece {
            Piece::Date(Date::Slashed { first: 13.., .. }) => Some(Order::DayFirst),
            Piece::Date(Date::Slashed { second: 13.., .. }) => Some(Order::MonthFirst),
            _ => None,
        });
        proof.unwrap_or(match language {
            "en" | "en-us" | "en_us" | "en-ph" => Order::MonthFirst,
            _ => Order::DayFirst,
        })
    }
}

impl Date {
    /// Year if said, month, day.
    pub fn in_order(self, order: Order) -> (Option<i32>, u32, u32) {
        match self {
            Date::Known { year, month, day } => (year, month, day),
            Date::Slashed { first, second, year } => match order {
                Order::DayFirst => (Some(year), second, first),
                Order::MonthFirst => (Some(year), first, second),
            },
        }
    }
}

/// The date that a folded text begins with, and how many bytes it takes.
pub fn date(rest: &str, language: &str) -> Option<(Date, usize)> {
    let first = rest.chars().next()?;
    if first.is_ascii_digit() {
        return year_before_numbers(rest)
            .or_else(|| year_after_numbers(rest))
            .or_else(|| numbers_with_words(rest))
            .or_else(|| year_before_name(rest, language))
            .or_else(|| day_before_name(rest, language));
    }
    match first {
        '令' | '平' | '昭' | '民' => era(rest),
        _ => name_before_day(rest, language),
    }
}

/// "2025-11-30", "2025/11/30", "2025年11月30日", "1404/12/13".
fn year_before_numbers(rest: &str) -> Option<(Date, usize)> {
    let pattern = pattern!(
        r"^(\d{4})(?:\s?[-/.]\s?|\s?[年년]\s?)(\d{1,2})(?:\s?[-/.]\s?|\s?[月월]\s?)(\d{1,2})(?:\s?[日일]|\.)?(t?)"
    );
    let found = pattern.captures(rest)?;
    // "2025-11-30t18:07": the clock after the letter is read as the next piece.
    known(number(&found, 1).map(|year| year as i32), number(&found, 2)?, number(&found, 3)?)
        .map(|date| (date, found[0].len()))
}

/// "30.11.2025", "30/11/25", "11-30-2025".
fn year_after_numbers(rest: &str) -> Option<(Date, usize)> {
    let pattern = pattern!(r"^(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?:\b|г)");
    let found = pattern.captures(rest)?;
    let (first, second) = (number(&found, 1)?, number(&found, 3)?);
    let end = found.get(4)?.end();
    // The 18 of "4.3. 18:07" is an hour.
    if found[4].len() == 2 && pattern!(r"^[:.h]\d").is_match(&rest[end..]) {
        return None;
    }
    let year = century(number(&found, 4)?);
    match &found[2] {
        "." => known(Some(year), second, first).map(|date| (date, end)),
        _ => Some((Date::Slashed { first, second, year }, end)),
    }
}

/// "12月1日", "03-05 06:30", "30.11.", "4 tháng 3 năm 2026", "2026 оны 3-р сарын 4".
fn numbers_with_words(rest: &str) -> Option<(Date, usize)> {
    let day_month_year = [
        pattern!(r"^(?P<day>\d{1,2}) tháng (?P<month>\d{1,2})(?:,| năm|)? ?(?P<year>\d{4})?"),
        pattern!(r"^(?P<year>\d{4}) оны (?P<month>\d{1,2})-р сарын (?P<day>\d{1,2})"),
        pattern!(r"^(?P<year>)(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일]"),
        pattern!(r"^(?P<year>)(?P<month>\d\d)-(?P<day>\d\d) \d\d:"),
    ];
    if let Some(found) = day_month_year.iter().find_map(|pattern| pattern.captures(rest)) {
        let part = |name: &str| found.name(name).and_then(|it| it.as_str().parse::<u32>().ok());
        let end = ["day", "month", "year"].iter().filter_map(|name| found.name(name));
        let end = end.map(|part| part.end()).max()?;
        let year = part("year").map(|year| year as i32);
        return known(year, part("month")?, part("day")?).map(|date| (date, end));
    }
    let found = pattern!(r"^(\d{1,2})\.\s?(\d{1,2})\.(?:[^\d]|$)").captures(rest)?;
    let end = found.get(2)?.end() + 1;
    known(None, number(&found, 2)?, number(&found, 1)?).map(|date| (date, end))
}

/// "2025. december 1.", "2026 m. kovo 4 d.", "2026. gada 4. martā", "2026ko martxoaren 4a".
fn year_before_name(rest: &str, language: &str) -> Option<(Date, usize)> {
    let month_day = pattern!(
        r"^(\d{4})(?:ko|k)?\.?,?\s+(?:m\. |г\. )?(?P<month>\p{L}[\p{L}\p{M}]*)\.?\s+(?P<day>\d{1,2})\b\.?"
    );
    let day_month = pattern!(r"^(\d{4})\. gada (?P<day>\d{1,2})\. ?(?P<month>\p{L}[\p{L}\p{M}]*)");
    let basque = pattern!(r"^(\d{4})ko (?P<month>\p{L}+) (?P<day>\d{1,2})(?:a|an)\b");
    let found = [basque, day_month, month_day].iter().find_map(|it| it.captures(rest))?;
    let month = months::month(&found["month"], language)?;
    let year = number(&found, 1).map(|year| year as i32);
    known(year, month, found["day"].parse().ok()?).map(|date| (date, found[0].len()))
}

/// "30. November 2025", "1er décembre", "30.nov.2025", "4 مارس/آذار 2026".
fn day_before_name(rest: &str, language: &str) -> Option<(Date, usize)> {
    let pattern = pattern!(
        r"^(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|°|\.)?[\s.,/-]{0,3}(?:de |d'|of |di |ta' |ng )?(\p{L}[\p{L}\p{M}]*(?:\.\p{L})?)(?:\s?/\s?\p{L}+(?: \p{L}+)?)?\.?(?:(?:,|\.|-|/| de| del| do)*\s*(\d{4})(?:\b|г|م)|[ -](\d{2})\b[^:.h]|[ -](\d{2})$)?"
    );
    let found = pattern.captures(rest)?;
    let short = found.get(4).or(found.get(5));
    let two_digits = short.and_then(|it| it.as_str().parse::<u32>().ok());
    let year = number(&found, 3).map(|year| year as i32).or_else(|| match language.get(..2) {
        Some("th") => two_digits.map(|year| 2500 + year as i32),
        _ => two_digits.map(century),
    });
    let month = months::month(&found[2], language);
    let month = month.or_else(|| months::jalali_month(&found[2]))?;
    let end = found.get(3).or(short).or(found.get(2))?.end();
    known(year, month, number(&found, 1)?).map(|date| (date, end))
}

/// "November 30, 2025", "Nov. 30".
fn name_before_day(rest: &str, language: &str) -> Option<(Date, usize)> {
    // Of all the words of a page few stand before a number.
    let behind = &rest[rest.find(|c: char| c == '.' || c.is_whitespace())?..];
    let behind = behind.strip_prefix('.').unwrap_or(behind).trim_start();
    if !behind.starts_with(char::is_numeric) {
        return None;
    }
    let pattern = pattern!(
        r"^(\p{L}[\p{L}\p{M}]*)\.?\s+(\d{1,2})(?:st|nd|rd|th|\.|-an|a)?(?:(?:,\s*|\s+)(\d{4})\b)?([:.]\d|\p{L})?"
    );
    let found = pattern.captures(rest)?;
    let month = months::month(&found[1], language)?;
    // "Monday, Dec 1:" ends a date, but the 10 of "dec 10:30" is a clock's.
    if found.get(3).is_none() && found.get(4).is_some() {
        return None;
    }
    let year = number(&found, 3).map(|year| year as i32);
    let end = found.get(3).or(found.get(2))?.end();
    known(year, month, number(&found, 2)?).map(|date| (date, end))
}

/// "令和8年3月4日", "民國115年3月4日": years of a reign or a republic.
fn era(rest: &str) -> Option<(Date, usize)> {
    let pattern =
        pattern!(r"^(令和|平成|昭和|民國|民国)\s?(\d{1,3}|元)年\s?(\d{1,2})月\s?(\d{1,2})日");
    let found: Captures<'_> = pattern.captures(rest)?;
    let before = match &found[1] {
        "令和" => 2018,
        "平成" => 1988,
        "昭和" => 1925,
        _ => 1911,
    };
    let year = before + number(&found, 2).unwrap_or(1) as i32;
    known(Some(year), number(&found, 3)?, number(&found, 4)?).map(|date| (date, found[0].len()))
}

fn known(year: Option<i32>, month: u32, day: u32) -> Option<Date> {
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day);
    sound.then_some(Date::Known { year, month, day })
}

/// A year of two digits is one of this century.
fn century(year: u32) -> i32 {
    if year < 100 { 2000 + year as i32 } else { year as i32 }
}
