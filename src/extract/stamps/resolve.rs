//! The times of a line as claims: years, days and zones filled in from neighbours and the fetch.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use super::calendar;
use super::dates::Order;
use super::moments::Moment;
use super::zones::Zone;
use crate::article::{ClaimedTime, Precision, Stamp, StampSource};

/// The stamps that labelled times are, one a kind; `now` is the time of the fetch.
pub fn stamps(
    moments: &[Moment],
    order: Order,
    now: Option<NaiveDateTime>,
    text: &str,
) -> Vec<Stamp> {
    let days: Vec<Option<NaiveDate>> =
        moments.iter().map(|moment| day_of(moment, moments, order, now)).collect();
    let shared_zone = moments.iter().rev().find_map(|moment| moment.zone);
    let mut stamps: Vec<Stamp> = Vec::new();
    for (index, moment) in moments.iter().enumerate() {
        let before = days[..index].iter().rev().copied().flatten().next();
        let time = match (moment.ago, days[index].or(before)) {
            (Some(ago), _) => reckoned(ago, now),
            (None, Some(day)) => {
                claimed(day, moment, shared_zone).map(|at| (at, moment.days_back.is_some()))
            }
            (None, None) => clock_alone(moment, now),
        };
        if let (Some(kind), Some((at, relative))) = (moment.kind, time)
            && !stamps.iter().any(|stamp| stamp.kind == kind)
        {
            let source = StampSource::Visible;
            stamps.push(Stamp { kind, at, source, text: text.to_string(), relative });
        }
    }
    stamps
}

/// The day a moment names; a year it does not say is that of a neighbour, or of the last such day
/// before the fetch.
fn day_of(
    moment: &Moment,
    all: &[Moment],
    order: Order,
    now: Option<NaiveDateTime>,
) -> Option<NaiveDate> {
    if let Some(days) = moment.days_back {
        return now?.date().checked_sub_signed(TimeDelta::try_days(days)?);
    }
    let (year, month, day) = moment.date?.in_order(order);
    if let Some(year) = year {
        return calendar::day(year, month, day);
    }
    let neighbour = all.iter().filter_map(|other| other.date).find_map(|date| {
        let (year, month, day) = date.in_order(order);
        calendar::day(year?, month, day)
    });
    match (neighbour, now) {
        (Some(neighbour), _) => nearest_year(neighbour, month, day),
        (None, Some(now)) => {
            let this_year = calendar::day(now.year(), month, day)?;
            let future = this_year > now.date() + TimeDelta::days(1);
            if future { calendar::day(now.year() - 1, month, day) } else { Some(this_year) }
        }
        (None, None) => None,
    }
}

fn nearest_year(neighbour: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    (neighbour.year() - 1..=neighbour.year() + 1)
        .filter_map(|year| calendar::day(year, month, day))
        .min_by_key(|candidate| (*candidate - neighbour).num_days().abs())
}

fn claimed(day: NaiveDate, moment: &Moment, shared_zone: Option<Zone>) -> Option<ClaimedTime> {
    let Some(clock) = moment.clock else {
        let local = day.and_hms_opt(0, 0, 0)?;
        return Some(ClaimedTime { local, offset_seconds: None, precision: Precision::Day });
    };
    let local = day.and_hms_opt(clock.hour, clock.minute, clock.second.unwrap_or(0))?;
    let offset_seconds = moment.zone.or(shared_zone).map(|zone| zone.offset_seconds(day));
    let precision = match clock.second {
        Some(_) => Precision::Second,
        None => Precision::Minute,
    };
    Some(ClaimedTime { local, offset_seconds, precision })
}

/// "2 hours ago" to the minute, "3 days ago" to the day.
fn reckoned(ago: TimeDelta, now: Option<NaiveDateTime>) -> Option<(ClaimedTime, bool)> {
    let at = now?.checked_sub_signed(ago)?;
    let time = if ago < TimeDelta::days(1) {
        let local =
            at.date().and_hms_opt(chrono::Timelike::hour(&at), chrono::Timelike::minute(&at), 0)?;
        ClaimedTime { local, offset_seconds: Some(0), precision: Precision::Minute }
    } else {
        let local = at.date().and_hms_opt(0, 0, 0)?;
        ClaimedTime { local, offset_seconds: None, precision: Precision::Day }
    };
    Some((time, true))
}

/// A clock with no day at all is that clock's last time before the fetch.
fn clock_alone(moment: &Moment, now: Option<NaiveDateTime>) -> Option<(ClaimedTime, bool)> {
    let now = now?;
    let today = claimed(now.date(), moment, moment.zone)?;
    if today.instant() <= now {
        return Some((today, true));
    }
    claimed(now.date().pred_opt()?, moment, moment.zone).map(|at| (at, true))
}
