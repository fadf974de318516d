//! Clock times and offsets at the beginning of a folded text.

use super::scan::number;
use super::zones::Zone;

#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    pub hour: u32,
    pub minute: u32,
    pub second: Option<u32>,
}

/// The clock time that a folded text begins with, and how many bytes it takes.
pub fn clock(rest: &str) -> Option<(Clock, usize)> {
    let full = pattern!(
        r"^(\d{1,2})\s?(?::|h|\.|時|시|点|點)\s?(\d{2})(?:(?::|\.|分|분)(\d{2})(?:\.\d+)?)?(?:[분분分]|\s?uhr|\s?hrs?\b|h\b)?\s?(am|pm|a\.\s?m\.?|p\.\s?m\.?|a\.\s?m|μμ|πμ|μ\.μ\.|π\.μ\.|م|ص)?(?:\W|z|$|[\p{Han}\p{Hangul}\p{Hiragana}])"
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
        Some('p' | 'μ' | 'م') if hour < 12 => hour + 12,
        Some('a' | 'π' | 'ص') if hour == 12 => 0,
        _ => hour,
    };
    (hour < 24 && minute < 60).then_some((Clock { hour, minute, second }, end))
}

/// "下午6:07", "오후 6:07".
pub fn half_day_first(rest: &str) -> Option<(Clock, usize)> {
    if !rest.starts_with(['上', '下', '晚', '午', '오']) {
        return None;
    }
    let found = pattern!(r"^(上午|下午|晚上|午前|午後|오전|오후)\s?(\d.*)").captures(rest)?;
    let (clock, bytes) = clock(&found[2])?;
    let late = matches!(&found[1], "下午" | "晚上" | "午後" | "오후");
    let hour = if late && clock.hour < 12 { clock.hour + 12 } else { clock.hour };
    Some((Clock { hour, ..clock }, found.get(2)?.start() + bytes))
}

/// "GMT+7", "UTC +03:00", "+0300".
pub fn signed_zone(rest: &str) -> Option<(Zone, usize)> {
    if !rest.starts_with(['g', 'u', '+', '-']) {
        return None;
    }
    let named = pattern!(r"^(?:gmt|utc)\s?([+-])\s?(\d{1,2})(?::?(\d{2}))?\b");
    let bare = pattern!(r"^([+-])(\d{2}):?(\d{2})\b");
    let found = named.captures(rest).or_else(|| bare.captures(rest))?;
    let (hours, minutes) = (number(&found, 2)?, number(&found, 3).unwrap_or(0));
    let seconds = (hours * 3600 + minutes * 60) as i32;
    let seconds = if &found[1] == "-" { -seconds } else { seconds };
    (hours <= 14 && minutes < 60).then(|| (Zone::Fixed(seconds), found[0].len()))
}
