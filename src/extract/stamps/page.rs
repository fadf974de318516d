//! All the stamps of a page: JSON-LD, meta, microdata, `<time>`, visible lines, the URL.

use chrono::{Datelike, NaiveDate};

use super::folding::folded;
use super::machine::declared;
use super::zones::Zone;
use super::{countries, marked, metas, shown};
use crate::article::{ClaimedTime, Precision, Stamp, StampKind, StampSource};
use crate::extract::json_ld::JsonLd;
use crate::extract::marks::Marks;
use crate::extract::outline::Line;
use crate::time::Time;

/// What two clocks of one publisher may differ by.
const SLACK: chrono::TimeDelta = chrono::TimeDelta::hours(2);

/// What the stamps of a page are read with.
pub struct Reading<'a> {
    pub language: Option<&'a str>,
    pub fetched_at: Option<Time>,
    pub url: Option<&'a str>,
    /// An address of the publisher's, for its country.
    pub publisher: Option<&'a str>,
}

/// The stamps a page claims, by source, the most trusted first; an update before the publication
/// is none, and of equal ones one stands.
pub fn stamps(
    marks: &Marks<'_>,
    json_ld: &JsonLd,
    lines: &[Line<'_>],
    headline_at: Option<usize>,
    reading: &Reading<'_>,
) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    for (kind, text) in
        [(StampKind::Published, &json_ld.published), (StampKind::Updated, &json_ld.updated)]
    {
        let found =
            text.as_deref().and_then(|text| declared(text, reading.language).zip(Some(text)));
        stamps.extend(found.map(|(at, text)| stamp(kind, StampSource::JsonLd, at, text)));
    }
    for kind in [StampKind::Published, StampKind::Updated] {
        let found = metas::conventional(&marks.metas, kind, reading.language);
        stamps.extend(found.map(|(at, text)| stamp(kind, StampSource::Meta, at, text)));
    }
    stamps.extend(marked::marked(marks, reading.language));
    let seen = shown::near_headline(lines, headline_at, marks, reading);
    let seen: Vec<Stamp> = seen.into_iter().map(|stamp| in_known_order(stamp, &stamps)).collect();
    stamps.extend(seen);
    stamps.extend(reading.url.and_then(of_url));
    for kind in [StampKind::Published, StampKind::Updated] {
        if !stamps.iter().any(|stamp| stamp.kind == kind) {
            let found = metas::telling(&marks.metas, kind, reading.language);
            stamps.extend(found.map(|(at, text)| stamp(kind, StampSource::Meta, at, text)));
        }
    }
    let says = |stamps: &[Stamp]| stamps.iter().any(|stamp| stamp.kind == StampKind::Published);
    if !says(&stamps) {
        stamps.extend(shown::in_named_elements(marks, reading));
    }
    if !says(&stamps) {
        stamps.extend(shown::anywhere(lines, headline_at, marks, reading));
    }
    let zone = reading.publisher.and_then(countries::zone);
    stamps.iter_mut().for_each(|stamp| give_offset(stamp, zone));
    sound(without_build_date(stamps))
}

/// A clock that does not say its zone is that of the publisher's country.
fn give_offset(stamp: &mut Stamp, zone: Option<Zone>) {
    let has_clock = matches!(stamp.at.precision, Precision::Minute | Precision::Second);
    if has_clock && stamp.at.offset_seconds.is_none() {
        stamp.at.offset_seconds = zone.map(|zone| zone.offset_seconds(stamp.at.local.date()));
    }
}

/// Drops a declared publication that readers are not shown: one that is the declared update too,
/// and so the day the page was last built; one later than the day shown by more than zones can
/// make it; a bare day that stands alone against another.
fn without_build_date(stamps: Vec<Stamp>) -> Vec<Stamp> {
    // A date without a year may be of something else.
    let is_whole = |stamp: &Stamp| {
        !stamp.relative && folded(&stamp.text).contains(&stamp.at.local.format("%Y").to_string())
    };
    let day = |kind, source| {
        let found = stamps.iter().find(|stamp| (stamp.kind, stamp.source) == (kind, source));
        found.filter(|stamp| is_whole(stamp)).map(|stamp| stamp.at.local.date())
    };
    let built = day(StampKind::Updated, StampSource::JsonLd);
    let declared = day(StampKind::Published, StampSource::JsonLd);
    let shown = day(StampKind::Published, StampSource::Visible);
    let marked = day(StampKind::Published, StampSource::Time);
    let is_build_date = built.is_some() && built == declared && shown.is_some() && shown < declared;
    let is_wrong = |stamp: &Stamp| {
        let day = stamp.at.local.date();
        let is_built = is_build_date && stamp.source < StampSource::Visible && Some(day) == built;
        let is_later = stamp.source < StampSource::Microdata
            && shown.is_some_and(|shown| (day - shown).num_days() > 1);
        let is_outvoted = (stamp.source, stamp.at.precision) == (StampSource::Meta, Precision::Day)
            && shown.is_some()
            && shown == marked
            && shown != Some(day);
        stamp.kind == StampKind::Published && (is_built || is_later || is_outvoted)
    };
    stamps.into_iter().filter(|stamp| !is_wrong(stamp)).collect()
}

/// A date in numbers that is a declared day if its day and month change places, with both changed.
fn in_known_order(stamp: Stamp, declared: &[Stamp]) -> Stamp {
    let day = stamp.at.local.date();
    let is_known = |day: NaiveDate| declared.iter().any(|it| it.at.local.date() == day);
    let in_numbers = pattern!(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b").is_match(&stamp.text);
    let other = NaiveDate::from_ymd_opt(day.year(), day.day(), day.month());
    match other.filter(|other| in_numbers && !is_known(day) && is_known(*other)) {
        Some(other) => {
            let local = other.and_time(stamp.at.local.time());
            Stamp { at: ClaimedTime { local, ..stamp.at }, ..stamp }
        }
        None => stamp,
    }
}

fn stamp(kind: StampKind, source: StampSource, at: ClaimedTime, text: &str) -> Stamp {
    Stamp { kind, at, source, text: text.trim().to_string(), relative: false }
}

fn of_url(url: &str) -> Option<Stamp> {
    let found =
        pattern!(r"[/_-](20\d{2}|19\d{2})[/_-]?(\d{2})[/_-]?(\d{2})(?:[/_.-]|$)").captures(url)?;
    let number = |group: usize| found[group].parse::<u32>().ok();
    let day = super::calendar::day(number(1)? as i32, number(2)?, number(3)?)?;
    let local = day.and_hms_opt(0, 0, 0)?;
    let at = ClaimedTime { local, offset_seconds: None, precision: Precision::Day };
    Some(stamp(
        StampKind::Published,
        StampSource::Url,
        at,
        found[0].trim_matches(['/', '-', '_', '.']),
    ))
}

/// Drops updates from before the publication, and repetitions.
fn sound(stamps: Vec<Stamp>) -> Vec<Stamp> {
    let published = stamps
        .iter()
        .filter(|stamp| stamp.kind == StampKind::Published && !stamp.relative)
        .min_by_key(|stamp| stamp.source)
        .map(|stamp| stamp.at);
    let mut kept: Vec<Stamp> = Vec::new();
    for stamp in stamps {
        let early = stamp.kind == StampKind::Updated
            && published.is_some_and(|published| is_before(stamp.at, published));
        let known = kept
            .iter()
            .any(|it| (it.kind, it.source, it.at) == (stamp.kind, stamp.source, stamp.at));
        if !early && !known {
            kept.push(stamp);
        }
    }
    kept
}

/// Whether a time is surely before another: by more than clocks without offsets can differ.
fn is_before(time: ClaimedTime, other: ClaimedTime) -> bool {
    let by_day = time.precision == Precision::Day || other.precision == Precision::Day;
    if by_day {
        return time.local.date() < other.local.date();
    }
    let both_known = time.offset_seconds.is_some() && other.offset_seconds.is_some();
    let slack = if both_known { SLACK } else { chrono::TimeDelta::hours(14) };
    time.instant() + slack < other.instant()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(source: StampSource, kind: StampKind, text: &str) -> Stamp {
        let at = declared(text, Some("de")).expect("the test's times are times");
        stamp(kind, source, at, text)
    }

    /// The day of publication that is left of some declared and shown.
    fn check(claims: &[(StampSource, &str)], wanted: &str) {
        let read =
            |(source, text): &(StampSource, &str)| claim(*source, StampKind::Published, text);
        let kept = without_build_date(claims.iter().map(read).collect());
        let best = crate::article::best_stamp(&kept, StampKind::Published);
        assert_eq!(best.map(|it| it.at.local.date().to_string()).as_deref(), Some(wanted));
    }

    #[test]
    fn a_declared_day_long_after_the_shown_one_is_not_that_of_publication() {
        use StampSource::{JsonLd, Meta, Time, Visible};
        check(&[(JsonLd, "2025-06-12"), (Visible, "2. November 2022")], "2022-11-02");
        check(&[(JsonLd, "2022-11-03T01:00:00Z"), (Visible, "2. November 2022")], "2022-11-03");
        check(&[(JsonLd, "2022-11-02"), (Visible, "12. Juni 2025")], "2022-11-02");
        let outvoted = [(Meta, "2022-01-15"), (Time, "2022-01-25"), (Visible, "25.01.2022")];
        check(&outvoted, "2022-01-25");
    }

    #[test]
    fn a_declared_day_says_which_number_of_a_shown_one_is_the_month() {
        let known = [claim(StampSource::JsonLd, StampKind::Published, "2021-11-01T05:00:14Z")];
        for (shown, wanted) in [("11/01/2021", "2021-11-01"), ("12/01/2021", "2021-01-12")] {
            let shown = claim(StampSource::Visible, StampKind::Published, shown);
            let found = in_known_order(shown, &known);
            assert_eq!(found.at.local.date().to_string(), wanted);
        }
    }
}
