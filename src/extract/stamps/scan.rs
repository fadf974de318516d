//! A line of text as the pieces a time is made of: dates, clocks, zones, labels, "2 hours ago".

use std::sync::LazyLock;

use chrono::TimeDelta;
use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::labels;
use super::months;
use super::zones::Zone;
use crate::article::StampKind;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    Date(Date),
    Clock(Clock),
    Zone(Zone),
    Label(StampKind),
    Ago(TimeDelta),
    /// "today" is 0, "yesterday" 1.
    DaysBack(i64),
    /// A word that means nothing to us.
    Word,
    /// A word that makes the line's dates no stamps.
    Trap,
}

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

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    pub hour: u32,
    pub minute: u32,
    pub second: Option<u32>,
}

/// Takes a line to pieces; `language` is the page's, for words that two languages share.
pub fn pieces(text: &str, language: &str) -> Vec<Piece> {
    let folded = fold(text);
    let mut pieces = Vec::new();
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let (piece, bytes) = piece(rest, language);
        pieces.extend(piece);
        rest = &rest[bytes.max(first.len_utf8()).min(rest.len())..];
    }
    pieces
}

/// Lower case, digits of every script as ASCII, one kind of dash, quote and space, no marks that
/// only steer direction or vowels.
fn fold(text: &str) -> String {
    text.nfc()
        .filter(|c| {
            !matches!(c, '\u{200B}' | '\u{200D}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
                | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{064B}'..='\u{0652}')
        })
        .flat_map(char::to_lowercase)
        .filter(|c| *c != '\u{0307}')
        .map(fold_character)
        .collect()
}

fn fold_character(c: char) -> char {
    let digit = |zero: char| char::from(b'0' + (c as u32 - zero as u32) as u8);
    match c {
        '٠'..='٩' => digit('٠'),
        '۰'..='۹' => digit('۰'),
        '०'..='९' => digit('०'),
        '০'..='৯' => digit('০'),
        '๐'..='๙' => digit('๐'),
        '０'..='９' => digit('０'),
        '：' => ':',
        '．' => '.',
        '／' => '/',
        '–' | '—' | '−' | '‐' | '‑' => '-',
        '’' | '‘' | 'ʼ' => '\'',
        'ي' => 'ي',
        '،' => ',',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

/// The piece a folded text begins with, if it means anything, and how many bytes it takes.
fn piece(rest: &str, language: &str) -> (Option<Piece>, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    if first.is_ascii_digit() {
        return numeric(rest, language);
    }
    if labels::is_trap(rest) {
        return (Some(Piece::Trap), word(rest).len());
    }
    if !first.is_alphabetic() {
        return signed_zone(rest).unwrap_or((None, first.len_utf8()));
    }
    if let Some((days, bytes)) = days_back(rest) {
        return (Some(Piece::DaysBack(days)), bytes);
    }
    if let Some(found) = ago(rest).or_else(|| half_day_first(rest)) {
        return found;
    }
    if let Some((date, bytes)) = month_first(rest, language) {
        return (Some(Piece::Date(date)), bytes);
    }
    if let Some((kind, bytes)) = labels::label(rest) {
        return (Some(Piece::Label(kind)), bytes);
    }
    let word = word(rest);
    if let Some(zone) = Zone::named(word) {
        return signed_zone(rest).unwrap_or((Some(Piece::Zone(zone)), word.len()));
    }
    (Some(Piece::Word), word.len())
}

fn numeric(rest: &str, language: &str) -> (Option<Piece>, usize) {
    if let Some(found) = ago(rest) {
        return found;
    }
    if let Some((date, bytes)) = number_date(rest).or_else(|| day_first(rest, language)) {
        return (Some(Piece::Date(date)), bytes);
    }
    if let Some((clock, bytes)) = clock(rest) {
        return (Some(Piece::Clock(clock)), bytes);
    }
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    (Some(Piece::Word), digits)
}

macro_rules! pattern {
    ($text:literal) => {{
        static PATTERN: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($text).expect("a literal pattern"));
        &*PATTERN
    }};
}

/// Dates of numbers alone.
fn number_date(rest: &str) -> Option<(Date, usize)> {
    let year_first = pattern!(
        r"^(\d{4})(?:\s?[-/.]\s?|\s?[年년]\s?)(\d{1,2})(?:\s?[-/.]\s?|\s?[月월]\s?)(\d{1,2})(?:\s?[日일]|\.)?(t?)"
    );
    let year_last = pattern!(r"^(\d{1,2})\s?([./-])\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{2})(?:\b|г)");
    let east_asian = pattern!(r"^(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]");
    let dotted = pattern!(r"^(\d{1,2})\.\s?(\d{1,2})\.(?:[^\d]|$)");
    let vietnamese = pattern!(r"^(\d{1,2}) tháng (\d{1,2})(?:,| năm|)? ?(\d{4})?");
    if let Some(found) = year_first.captures(rest) {
        let (year, month, day) =
            (number(&found, 1)? as i32, number(&found, 2)?, number(&found, 3)?);
        // "2025-11-30t18:07": the clock after the letter is read as the next piece.
        return known(Some(year), month, day).map(|date| (date, found[0].len()));
    }
    if let Some(found) = year_last.captures(rest) {
        let (first, second) = (number(&found, 1)?, number(&found, 3)?);
        let year = century(number(&found, 4)?);
        let bytes = found.get(4)?.end();
        return match &found[2] {
            "." => known(Some(year), second, first).map(|date| (date, bytes)),
            _ => Some((Date::Slashed { first, second, year }, bytes)),
        };
    }
    if let Some(found) = vietnamese.captures(rest) {
        let year = number(&found, 3).map(|year| year as i32);
        return known(year, number(&found, 2)?, number(&found, 1)?)
            .map(|date| (date, found[0].len()));
    }
    if let Some(found) = east_asian.captures(rest) {
        return known(None, number(&found, 1)?, number(&found, 2)?)
            .map(|date| (date, found[0].len()));
    }
    let found = dotted.captures(rest)?;
    let bytes = found.get(2)?.end() + 1;
    known(None, number(&found, 2)?, number(&found, 1)?).map(|date| (date, bytes))
}

/// "30. November 2025", "1er décembre", "30.nov.2025", "2025. december 1.".
fn day_first(rest: &str, language: &str) -> Option<(Date, usize)> {
    let hungarian = pattern!(r"^(\d{4})\.?\s+(\p{L}[\p{L}\p{M}]*)\.?\s+(\d{1,2})\b\.?");
    if let Some(found) = hungarian.captures(rest) {
        let month = months::month(&found[2], language)?;
        let year = number(&found, 1)? as i32;
        return known(Some(year), month, number(&found, 3)?).map(|date| (date, found[0].len()));
    }
    let plain = pattern!(
        r"^(\d{1,2})(?:st|nd|rd|th|er|re|º|ª|°|\.)?[\s.,/-]{0,3}(?:de |d'|of |di |ta' )?(\p{L}[\p{L}\p{M}]*(?:\.\p{L})?)\.?(?:(?:,|\.|-|/| de| del| do)*\s*(\d{4})\b|[ -](\d{2})\b[^:.h])?"
    );
    let found = plain.captures(rest)?;
    let year = number(&found, 3).or(number(&found, 4)).map(century);
    let month = months::month(&found[2], language);
    let jalali = || months::jalali_month(&found[2]);
    let end = found.get(3).or(found.get(4)).or(found.get(2))?.end();
    known(year, month.or_else(jalali)?, number(&found, 1)?).map(|date| (date, end))
}

/// "November 30, 2025", "Nov. 30".
fn month_first(rest: &str, language: &str) -> Option<(Date, usize)> {
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

fn clock(rest: &str) -> Option<(Clock, usize)> {
    let full = pattern!(
        r"^(\d{1,2})\s?(?::|h|\.|時|시|点|點)\s?(\d{2})(?:(?::|\.|分|분)(\d{2})(?:\.\d+)?)?(?:[분분分]|\s?uhr|\s?hrs?\b|h\b)?\s?(am|pm|a\.\s?m\.?|p\.\s?m\.?|a\.\s?m|μμ|πμ|μ\.μ\.|π\.μ\.)?(?:\W|z|$)"
    );
    let short = pattern!(r"^(\d{1,2})\s?(am|pm|a\.\s?m\.?|p\.\s?m\.?|h|uhr|時|시)(?:\W|$)");
    let (found, minute, second, half) = if let Some(found) = full.captures(rest) {
        let (minute, second, half) = (number(&found, 2)?, number(&found, 3), found.get(4));
        let half = half.map(|half| half.as_str().to_string());
        let end = [4, 3, 2].iter().find_map(|group| found.get(*group))?.end();
        (number(&found, 1).map(|hour| (hour, end)), minute, second, half)
    } else {
        let found = short.captures(rest)?;
        let end = found.get(2)?.end();
        (number(&found, 1).map(|hour| (hour, end)), 0, None, Some(found[2].to_string()))
    };
    let (hour, end) = found?;
    let hour = match half.as_deref().and_then(|half| half.chars().next()) {
        Some('p' | 'μ') if hour < 12 => hour + 12,
        Some('a' | 'π') if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60).then_some((Clock { hour, minute, second }, end))
}

/// "下午6:07", "오후 6:07".
fn half_day_first(rest: &str) -> Option<(Option<Piece>, usize)> {
    let found = pattern!(r"^(上午|下午|晚上|午前|午後|오전|오후)\s?(\d.*)").captures(rest)?;
    let (clock, bytes) = clock(&found[2])?;
    let late = matches!(&found[1], "下午" | "晚上" | "午後" | "오후");
    let hour = if late && clock.hour < 12 { clock.hour + 12 } else { clock.hour };
    Some((Some(Piece::Clock(Clock { hour, ..clock })), found.get(2)?.start() + bytes))
}

/// "GMT+7", "UTC +03:00", "+0300".
fn signed_zone(rest: &str) -> Option<(Option<Piece>, usize)> {
    let named = pattern!(r"^(?:gmt|utc)\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?\b");
    let bare = pattern!(r"^([+-])(\d{2}):?(\d{2})\b");
    let found = named.captures(rest).or_else(|| bare.captures(rest))?;
    let (hours, minutes) = (number(&found, 2)?, number(&found, 3).unwrap_or(0));
    let seconds = (hours * 3600 + minutes * 60) as i32;
    let seconds = if &found[1] == "-" { -seconds } else { seconds };
    (hours <= 14 && minutes < 60).then(|| (Some(Piece::Zone(Zone::Fixed(seconds))), found[0].len()))
}

fn days_back(rest: &str) -> Option<(i64, usize)> {
    const DAYS: [(&str, i64); 24] = [
        ("today", 0),
        ("yesterday", 1),
        ("bugün", 0),
        ("dün", 1),
        ("heute", 0),
        ("gestern", 1),
        ("aujourd'hui", 0),
        ("hier", 1),
        ("hoy", 0),
        ("ayer", 1),
        ("hoje", 0),
        ("ontem", 1),
        ("oggi", 0),
        ("ieri", 1),
        ("vandaag", 0),
        ("gisteren", 1),
        ("сегодня", 0),
        ("вчера", 1),
        ("сьогодні", 0),
        ("вчора", 1),
        ("dzisiaj", 0),
        ("wczoraj", 1),
        ("idag", 0),
        ("igår", 1),
    ];
    let word = word(rest);
    DAYS.iter().find(|(name, _)| *name == word).map(|(_, days)| (*days, word.len()))
}

/// "2 hours ago", "vor 3 Stunden", "3小时前".
fn ago(rest: &str) -> Option<(Option<Piece>, usize)> {
    let after = pattern!(
        r"^(\d{1,3}|an?|one|ein|een|bir)[\s-]?(\p{L}[\p{L}\p{M}]*)\.?\s?(ago|geleden|sedan|siden|sitten|temu|назад|тому|önce|trước|lalu|yang lalu|fa|前|전|atrás|पहले|আগে|ที่แล้ว|înainte|ago|πριν)(?:\W|$)"
    );
    let before = pattern!(
        r"^(vor|il y a|hace|há|for|pred|przed|πριν|منذ|قبل|לפני|acum|před|prieš|pirms|za|πριν από)\s(\d{1,3}|einer|einem|un|une|una|um|uma|o|én|et|en)\s(\p{L}[\p{L}\p{M}]*)"
    );
    let joined = pattern!(r"^(\d{1,3})\s?(秒|分钟|分鐘|分|小时|小時|時間|시간|분|天|日|일)(前|전)");
    let (count, unit, bytes) = if let Some(found) = joined.captures(rest) {
        (found[1].to_string(), found[2].to_string(), found[0].len())
    } else if let Some(found) = after.captures(rest) {
        (found[1].to_string(), found[2].to_string(), found.get(3)?.end())
    } else {
        let found = before.captures(rest)?;
        (found[2].to_string(), found[3].to_string(), found[0].len())
    };
    let count = count.parse().unwrap_or(1);
    Some((Some(Piece::Ago(span(&unit, count)?)), bytes))
}

/// A count of a unit of time, by the unit's name in some language.
fn span(unit: &str, count: i64) -> Option<TimeDelta> {
    const MINUTES: &str = "min|мин|хв|λεπτ|دقيق|دقا|דק|मिनट|phút|perc|dakika|dk|menit|นาที|分|분|ನಿ";
    const HOURS: &str = "hour|hr|h|stund|std|heure|hora|ora|ore|uur|tim|tund|godz|hodin|sat|час|год|\
        ώρ|ωρ|ساع|שע|घंट|giờ|saat|sa|jam|óra|tunti|ชั่วโมง|小|時間|시간|val";
    const DAYS: &str = "day|tag|jour|día|dia|giorn|dag|dni|dn|dan|day|день|дн|день|μέρ|ημέρ|يوم|أيام|\
        ימ|יום|दिन|ngày|gün|hari|nap|päiv|วัน|天|日|일|zi";
    const WEEKS: &str =
        "week|woche|semaine|semana|settiman|uke|veck|tydz|tygod|týd|недел|тиж|hafta";
    let begins = |stems: &str| stems.split('|').any(|stem| unit.starts_with(stem));
    match () {
        () if begins(MINUTES) => TimeDelta::try_minutes(count),
        () if begins(WEEKS) => TimeDelta::try_weeks(count),
        () if begins(DAYS) => TimeDelta::try_days(count),
        () if begins(HOURS) => TimeDelta::try_hours(count),
        () => None,
    }
}

fn known(year: Option<i32>, month: u32, day: u32) -> Option<Date> {
    let sound = (1..=12).contains(&month) && (1..=31).contains(&day);
    sound.then_some(Date::Known { year, month, day })
}

/// A year of two digits is one of this century.
fn century(year: u32) -> i32 {
    if year < 100 { 2000 + year as i32 } else { year as i32 }
}

fn number(found: &regex::Captures<'_>, group: usize) -> Option<u32> {
    found.get(group)?.as_str().parse().ok()
}

/// The word a text begins with; scripts without spaces give one character.
fn word(rest: &str) -> &str {
    let mut characters = rest.char_indices();
    let end = match characters.next() {
        Some((_, first)) if labels::is_unspaced(first) => first.len_utf8(),
        Some(_) => characters
            .find(|(_, c)| {
                !(c.is_alphabetic() || is_mark(*c) || *c == '\'') || labels::is_unspaced(*c)
            })
            .map_or(rest.len(), |(at, _)| at),
        None => 0,
    };
    &rest[..end]
}

/// Whether a character continues a word without being a letter: vowel signs, non-joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0900}'..='\u{0DFF}' | '\u{200C}')
}
