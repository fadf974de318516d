//! The times of one line: which pieces belong together, and what each time is labelled.

use chrono::TimeDelta;

use super::clocks::Clock;
use super::dates::{Date, Order};
use super::scan::Piece;
use super::zones::Zone;
use crate::article::StampKind;

/// Words that may stand between a label and its time ("Updated on the").
const WORDS_BETWEEN_MAX: usize = 3;

/// Words beside a date that nothing labels: a name and an agency, but not a sentence; a clock
/// time makes more of them likely.
const WORDS_BESIDE_DAY_MAX: usize = 5;
const WORDS_BESIDE_CLOCK_MAX: usize = 8;

/// Beside a day that says neither its year nor a clock time, no more than a weekday.
const WORDS_BESIDE_YEARLESS_MAX: usize = 1;

/// One time of a line, as far as it is said.
#[derive(Clone, Debug, Default)]
pub struct Moment {
    pub kind: Option<StampKind>,
    pub date: Option<Date>,
    pub clock: Option<Clock>,
    pub zone: Option<Zone>,
    pub ago: Option<TimeDelta>,
    pub days_back: Option<i64>,
    /// The index after its last piece.
    end: usize,
}

/// The times of a line that are stamps, in the order they stand.
pub fn moments(pieces: &[Piece], order: Order) -> Vec<Moment> {
    let mut moments = grouped(pieces);
    label_after(&mut moments, pieces);
    name_unlabelled(&mut moments, pieces, order);
    moments
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

fn grouped(pieces: &[Piece]) -> Vec<Moment> {
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

/// Where labels stand after their times ("2025年12月1日 更新"), moves them there.
fn label_after(moments: &mut [Moment], pieces: &[Piece]) {
    let label = |piece: &Piece| match piece {
        Piece::Label(kind) => Some(*kind),
        Piece::Date(_)
        | Piece::Clock(_)
        | Piece::Zone(_)
        | Piece::Ago(_)
        | Piece::DaysBack(_)
        | Piece::Word
        | Piece::Trap => None,
    };
    let first = pieces.iter().find(|piece| !matches!(piece, Piece::Word));
    let starts_with_time = first.is_some_and(|piece| label(piece).is_none());
    let labels: Vec<StampKind> = pieces.iter().filter_map(label).collect();
    let rest = moments.last().and_then(|moment| pieces.get(moment.end..)).unwrap_or(&[]);
    let last_is_label = rest.iter().take(2).any(|piece| label(piece).is_some());
    if !starts_with_time || !last_is_label {
        return;
    }
    if labels.len() == moments.len() {
        moments.iter_mut().zip(labels).for_each(|(moment, kind)| moment.kind = Some(kind));
    } else if let ([alone], Some(last)) = (labels.as_slice(), moments.last_mut()) {
        last.kind = Some(*alone);
    }
}

/// A date without a label is the day of publication, if it is the only one and stands in no prose.
fn name_unlabelled(moments: &mut Vec<Moment>, pieces: &[Piece], order: Order) {
    let says = |kind| moments.iter().any(|moment| moment.kind == Some(kind));
    let words = pieces.iter().filter(|piece| matches!(piece, Piece::Word)).count();
    let mut days = moments
        .iter()
        .filter(|moment| moment.kind.is_none() && moment.has_day())
        .map(|moment| moment.date.map(|date| date.in_order(order)));
    let first = days.next();
    let alone = days.all(|day| Some(day) == first);
    let has_clock = moments.iter().any(|moment| moment.clock.is_some());
    let has_year = moments
        .iter()
        .any(|moment| moment.date.is_none_or(|date| date.in_order(order).0.is_some()));
    let begins = matches!(pieces.first(), Some(Piece::Date(_)));
    let words_max = match (has_clock || begins, has_year) {
        (true, _) => WORDS_BESIDE_CLOCK_MAX,
        (false, true) => WORDS_BESIDE_DAY_MAX,
        (false, false) => WORDS_BESIDE_YEARLESS_MAX,
    };
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
