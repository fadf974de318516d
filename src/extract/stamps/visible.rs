//! Stamps from a line as a reader sees it, such as `30.11.2025 - Update : 01.12.2025`.

use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};

use super::calendar;
use super::scan::{self, Clock, Date, Piece};
use super::zones::Zone;
use crate::article::{ClaimedTime, Precision, Stamp, StampKind, StampSource};
use crate::time::Time;

/// A line longer than this is prose.
const LINE_CHARACTERS_MAX: usize = 300;

/// Words that may stand between a label and its time ("Updated on the").
const WORDS_BETWEEN_MAX: usize = 3;

/// Words beside a date that nothing labels: a name and an agency, but not a sentence; a clock
/// time makes more of them likely.
const WORDS_BESIDE_DAY_MAX: usize = 5;
const WORDS_BESIDE_CLOCK_MAX: usize = 8;

/// Reads the stamps in one visible line; `language` decides whether 01/12 is a day or a month
/// first, `fetched_at` gives years that are missing and is what "2 hours ago" is reckoned from.
pub fn visible(text: &str, language: Option<&str>, fetched_at: Option<Time>) -> Vec<Stamp> {
    if text.chars().count() > LINE_CHARACTERS_MAX || !may_hold_time(text) {
        return Vec::new();
    }
    let language = language.unwrap_or("").to_lowercase();
    let pieces = scan::pieces(text, &language);
    if pieces.contains(&Piece::Trap) {
        return Vec::new();
    }
    let order = Order::of(&pieces, &language);
    let mut moments = moments(&pieces);
    label_after(&mut moments, &pieces);
    name_unlabelled(&mut moments, &pieces, order);
    let now = fetched_at.map(|time| time.utc().naive_utc());
    stamps(&moments, order, now, text)
}

fn may_hold_time(text: &str) -> bool {
    text.chars().any(char::is_numeric) || text.chars().count() < 60
}

#[derive(Clone, Copy, PartialEq)]
enum Order {
    DayFirst,
    MonthFirst,
}

impl Order {
    /// A date that can only be read one way decides for the whole line.
    fn of(pieces: &[Piece], language: &str) -> Order {
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

/// One time of a line, as far as it is said.
#[derive(Clone, Debug, Default)]
struct Moment {
    kind: Option<StampKind>,
    date: Option<Date>,
    clock: Option<Clock>,
    zone: Option<Zone>,
    ago: Option<TimeDelta>,
    days_back: Option<i64>,
    /// The index after its last piece.
    end: usize,
}

impl Moment {
    fn is_empty(&self) -> bool {
        self.date.is_none()
            && self.clock.is_none()
            && self.ago.is_none()
            && self.days_back.is_none()
    }

    fn has_day(&self) -> bool {
        self.date.is_some() || self.ago.is_some() || self.days_back.is_some()
    }

    /// Whether a piece says again what this moment has: then it belongs to the next one.
    fn is_full_for(&self, piece: &Piece) -> bool {
        match piece {
            Piece::Date(_) | Piece::Ago(_) | Piece::DaysBack(_) => self.has_day(),
            Piece::Clock(_) => self.clock.is_some() || self.ago.is_some(),
            Piece::Zone(_) => self.zone.is_some(),
            Piece::Label(_) | Piece::Word | Piece::Trap => false,
        }
    }

    fn take(&mut self, piece: &Piece, end: usize) {
        match *piece {
            Piece::Date(date) => self.date = Some(date),
            Piece::Clock(clock) => self.clock = Some(clock),
            Piece::Zone(zone) => self.zone = Some(zone),
            Piece::Ago(ago) => self.ago = Some(ago),
            Piece::DaysBack(days) => self.days_back = Some(days),
            Piece::Label(_) | Piece::Word | Piece::Trap => return,
        }
        self.end = end;
    }
}

fn moments(pieces: &[Piece]) -> Vec<Moment> {
    let mut moments = Vec::new();
    let mut open = Moment::default();
    let mut words = 0;
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Word | Piece::Trap => words += 1,
            Piece::Label(kind) => {
                close(&mut open, &mut moments);
                open.kind = Some(*kind);
                words = 0;
                continue;
            }
            Piece::Zone(_) if open.is_empty() => continue,
            Piece::Date(_)
            | Piece::Clock(_)
            | Piece::Zone(_)
            | Piece::Ago(_)
            | Piece::DaysBack(_) => {
                if open.is_full_for(piece) || (!open.is_empty() && words > WORDS_BETWEEN_MAX) {
                    close(&mut open, &mut moments);
                }
                open.take(piece, at + 1);
                words = 0;
            }
        }
        if open.is_empty() && words > WORDS_BETWEEN_MAX {
            open.kind = None;
        }
    }
    close(&mut open, &mut moments);
    moments
}

fn close(open: &mut Moment, moments: &mut Vec<Moment>) {
    let moment = std::mem::take(open);
    if !moment.is_empty() {
        moments.push(moment);
    }
}

/// Where each label stands after its time ("2025年12月1日 更新"), moves the labels back.
fn label_after(moments: &mut [Moment], pieces: &[Piece]) {
    let starts_with_time = !matches!(
        pieces.iter().find(|piece| !matches!(piece, Piece::Word)),
        Some(Piece::Label(_)) | None
    );
    let labels: Vec<StampKind> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Label(kind) => Some(*kind),
            _ => None,
        })
        .collect();
    let last_is_label = moments
        .last()
        .and_then(|moment| pieces.get(moment.end..))
        .is_some_and(|rest| rest.iter().take(2).any(|piece| matches!(piece, Piece::Label(_))));
    if starts_with_time && last_is_label && labels.len() == moments.len() {
        for (moment, kind) in moments.iter_mut().zip(labels) {
            moment.kind = Some(kind);
        }
    }
}

/// A date without a label is the day of publication, if it is the only one and stands in no prose.
fn name_unlabelled(moments: &mut Vec<Moment>, pieces: &[Piece], order: Order) {
    let says = |kind| moments.iter().any(|moment| moment.kind == Some(kind));
    let words = pieces.iter().filter(|piece| matches!(piece, Piece::Word)).count();
    let mut days = moments
        .iter()
        .filter(|moment| moment.kind.is_none() && moment.has_day())
        .map(|moment| moment.date.map(|date| resolved(date, order)));
    let first = days.next();
    let alone = days.all(|day| Some(day) == first);
    let has_clock = moments.iter().any(|moment| moment.clock.is_some());
    let words_max = if has_clock { WORDS_BESIDE_CLOCK_MAX } else { WORDS_BESIDE_DAY_MAX };
    let published = !says(StampKind::Published) && alone && words <= words_max;
    let mut named = false;
    for moment in moments.iter_mut().filter(|moment| moment.kind.is_none()) {
        if published && moment.has_day() && !named {
            moment.kind = Some(StampKind::Published);
            named = true;
        }
    }
    moments.retain(|moment| moment.kind.is_some());
}

/// Year if said, month, day.
fn resolved(date: Date, order: Order) -> (Option<i32>, u32, u32) {
    match date {
        Date::Known { year, month, day } => (year, month, day),
        Date::Slashed { first, second, year } => match order {
            Order::DayFirst => (Some(year), second, first),
            Order::MonthFirst => (Some(year), first, second),
        },
    }
}

fn stamps(moments: &[Moment], order: Order, now: Option<NaiveDateTime>, text: &str) -> Vec<Stamp> {
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
    let (year, month, day) = resolved(moment.date?, order);
    if let Some(year) = year {
        return calendar::day(year, month, day);
    }
    let neighbour = all.iter().filter_map(|other| other.date).find_map(|date| {
        let (year, month, day) = resolved(date, order);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// `-` for none, else what `Display` writes.
    fn check(language: &str, line: &str, published: &str, updated: &str) {
        let fetched_at = Time::parse("2026-03-10T12:00:00Z");
        let stamps = visible(line, Some(language), fetched_at);
        let read = |kind| {
            let found = stamps.iter().find(|stamp| stamp.kind == kind);
            found.map_or("-".to_string(), |stamp| stamp.at.to_string())
        };
        let found = (read(StampKind::Published), read(StampKind::Updated));
        assert_eq!(found, (published.to_string(), updated.to_string()), "{line}");
        assert!(stamps.iter().all(|stamp| stamp.text == line));
    }

    #[test]
    fn a_bare_date_before_an_update_is_the_day_of_publication() {
        check("en", "30.11.2025 - Update : 01.12.2025", "2025-11-30", "2025-12-01");
        check("tr", "04.03.2026 - Güncelleme : 05.03.2026", "2026-03-04", "2026-03-05");
        check("en", "Ann Smith, Wire | 4 March 2026", "2026-03-04", "-");
    }

    #[test]
    fn a_label_says_what_a_date_is_in_many_languages() {
        check("de", "Aktualisiert am 05.03.2026, 14:05 Uhr", "-", "2026-03-05T14:05:00");
        check("fr", "Mis à jour le 1er mars 2026 à 14h05", "-", "2026-03-01T14:05:00");
        check("es", "Publicado el 4 de marzo de 2026", "2026-03-04", "-");
        check(
            "it",
            "Pubblicato: 4 marzo 2026 Aggiornato: 5 marzo 2026",
            "2026-03-04",
            "2026-03-05",
        );
        check("tr", "Son güncelleme: 4 Mart 2026 10:15", "-", "2026-03-04T10:15:00");
        check("pl", "Opublikowano: 4 marca 2026 18:07", "2026-03-04T18:07:00", "-");
        check("cs", "Aktualizováno 4. března 2026 8:05", "-", "2026-03-04T08:05:00");
        check("ru", "Опубликовано 4 марта 2026, 18:07", "2026-03-04T18:07:00", "-");
        check("fi", "Julkaistu 4.3.2026 klo 18.07", "2026-03-04T18:07:00", "-");
        check("sv", "Publicerad 4 mars 2026 Uppdaterad 5 mars 2026", "2026-03-04", "2026-03-05");
        check("ja", "2026年3月4日 18時07分 更新", "-", "2026-03-04T18:07:00");
        check(
            "ko",
            "입력 2026.03.04 18:07 수정 2026.03.05 08:00",
            "2026-03-04T18:07:00",
            "2026-03-05T08:00:00",
        );
        check("zh", "发布于2026年3月4日 下午6:07", "2026-03-04T18:07:00", "-");
        check("th", "เผยแพร่ 4 มีนาคม 2569", "2026-03-04", "-");
    }

    #[test]
    fn digits_and_calendars_of_other_scripts_are_read() {
        check("ar", "آخر تحديث: ٠٤/٠٣/٢٠٢٦", "-", "2026-03-04");
        check("fa", "تاریخ انتشار: ۱۳ اسفند ۱۴۰۴", "2026-03-04", "-");
        check("hi", "प्रकाशित ४ मार्च २०२६", "2026-03-04", "-");
    }

    #[test]
    fn the_language_orders_day_and_month_unless_the_line_proves_otherwise() {
        check("en-US", "Published 03/04/2026", "2026-03-04", "-");
        check("en-GB", "Published 03/04/2025", "2025-04-03", "-");
        check("en-US", "Published 28/02/2026 Updated 01/03/2026", "2026-02-28", "2026-03-01");
    }

    #[test]
    fn clocks_and_zones_are_read_in_their_many_shapes() {
        check("en", "Posted March 4, 2026 4:05 p.m. ET", "2026-03-04T16:05:00-05:00", "-");
        check("en", "Posted July 4, 2025 4:05 p.m. ET", "2025-07-04T16:05:00-04:00", "-");
        check("en", "4 Mar 2026 12.30 GMT", "2026-03-04T12:30:00Z", "-");
        check("vi", "04/03/2026, 18:07 (GMT+7)", "2026-03-04T18:07:00+07:00", "-");
        check("en", "Updated 12:15 AM IST, March 4, 2026", "-", "2026-03-04T00:15:00+05:30");
    }

    #[test]
    fn what_a_time_does_not_say_its_neighbour_or_the_fetch_says() {
        check("en", "Posted: Dec 31, 2025 | Updated: January 1", "2025-12-31", "2026-01-01");
        check(
            "en",
            "Published 4 March 2026, 18:22 | Updated 19:40",
            "2026-03-04T18:22:00",
            "2026-03-04T19:40:00",
        );
        check("nl", "wo 4 maart, 18:07", "2026-03-04T18:07:00", "-");
        check("nl", "do 4 december, 18:07", "2025-12-04T18:07:00", "-");
        check("en", "Updated 2 hours ago", "-", "2026-03-10T10:00:00Z");
        check("de", "Zuletzt aktualisiert: vor 3 Stunden", "-", "2026-03-10T09:00:00Z");
        check("en", "Published yesterday", "2026-03-09", "-");
    }

    #[test]
    fn dates_of_other_things_are_no_stamps() {
        for line in [
            "Subscribe before 04/03/2026 and pay half",
            "Copyright 4 March 2026",
            "Terms updated 1 January 2020",
            "Concerts: 05.03.2026 Choir, 06.03.2026 Organ",
            "The bridge was opened by the mayor of the city on 4 March 2026",
            "Chapter 12.3 of 14",
        ] {
            check("en", line, "-", "-");
        }
    }

    #[test]
    fn a_relative_time_says_so_and_needs_the_fetch() {
        let fetched_at = Time::parse("2026-03-10T12:00:00Z");
        let read = |at| visible("Updated 5 minutes ago", Some("en"), at);
        assert!(read(fetched_at).iter().all(|stamp| stamp.relative));
        assert_eq!((read(fetched_at).len(), read(None).len()), (1, 0));
    }
}
