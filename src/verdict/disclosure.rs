//! Whether the publisher told its readers of an edit: a later stamp, or a notice.

use std::cmp::Ordering;

use chrono::{Datelike, NaiveDateTime};

use crate::article::{Article, ClaimedTime, Precision, Stamp, StampKind, StampSource};
use crate::verdict::{Class, Disclosure, Evidence, EvidenceKind, Reason, ReasonKind};

/// What the stamps and notices of two versions say of the edit between them.
pub fn disclosure(
    class: Class,
    reasons: &[Reason],
    old: &Article,
    new: &Article,
) -> (Disclosure, Vec<Evidence>) {
    match class {
        Class::None | Class::Cosmetic => (Disclosure::NotApplicable, Vec::new()),
        Class::Substantive => {
            let evidence = evidence(reasons, old, new);
            let shows_stamps = claims(&old.stamps).chain(claims(&new.stamps)).next().is_some();
            let disclosure = match (evidence.is_empty(), shows_stamps) {
                (false, _) => Disclosure::Disclosed,
                (true, true) => Disclosure::Stealth,
                (true, false) => Disclosure::Unknown,
            };
            (disclosure, evidence)
        }
    }
}

/// The updated stamps that came with an edit: those of the new version that are later than what was
/// claimed when the version before was last seen, one a source.
pub fn stamped(seen: &[Stamp], new: &[Stamp]) -> Vec<Evidence> {
    let evidence = |stamp: &Stamp| Evidence {
        kind: EvidenceKind::UpdatedStamp,
        source: Some(stamp.source),
        text: stamp.text.clone(),
        visible: is_visible(stamp.source),
    };
    advanced(seen, new).into_iter().map(evidence).collect()
}

fn evidence(reasons: &[Reason], old: &Article, new: &Article) -> Vec<Evidence> {
    let notices = reasons.iter().filter(|reason| reason.kind == ReasonKind::CorrectionNotice);
    let notices = notices.filter_map(|reason| reason.new.as_ref()).map(|text| Evidence {
        kind: EvidenceKind::Notice,
        source: None,
        text: text.clone(),
        visible: true,
    });
    stamped(&old.stamps, &new.stamps).into_iter().chain(notices).collect()
}

/// The stamps that count: what is reckoned from the time of the fetch moves by itself, and a date
/// in an address is no claim that a reader is shown.
fn claims(stamps: &[Stamp]) -> impl Iterator<Item = &Stamp> {
    stamps.iter().filter(|stamp| !stamp.relative && stamp.source != StampSource::Url)
}

fn of_kind(stamps: &[Stamp], kind: StampKind) -> impl Iterator<Item = &Stamp> {
    claims(stamps).filter(move |stamp| stamp.kind == kind)
}

fn advanced<'a>(old: &[Stamp], new: &'a [Stamp]) -> Vec<&'a Stamp> {
    let mut advanced: Vec<&Stamp> =
        of_kind(new, StampKind::Updated).filter(|stamp| has_advanced(stamp, old)).collect();
    advanced.sort_by_key(|stamp| stamp.source);
    advanced.dedup_by_key(|stamp| stamp.source);
    advanced
}

/// Whether an updated stamp is later than the latest of the old ones in its source, else in any
/// source; or else, being new, not earlier than the publication.
fn has_advanced(stamp: &Stamp, old: &[Stamp]) -> bool {
    let latest = |stamps: &mut dyn Iterator<Item = &Stamp>| {
        stamps.map(|stamp| stamp.at).max_by_key(ClaimedTime::instant)
    };
    let in_source =
        latest(&mut of_kind(old, StampKind::Updated).filter(|like| like.source == stamp.source));
    if let Some(before) = in_source.or(latest(&mut of_kind(old, StampKind::Updated))) {
        return compare(&stamp.at, &before) == Ordering::Greater;
    }
    match latest(&mut of_kind(old, StampKind::Published)) {
        None => true,
        Some(published) => match compare(&stamp.at, &published) {
            Ordering::Greater => true,
            // A bare day cannot be later than the same day: that it was put there is the claim.
            Ordering::Equal => stamp.at.precision.min(published.precision) <= Precision::Day,
            Ordering::Less => false,
        },
    }
}

/// Compares two claims as far as both are precise. Where one does not say its offset, the clocks
/// are compared as they are shown.
fn compare(a: &ClaimedTime, b: &ClaimedTime) -> Ordering {
    let precision = a.precision.min(b.precision);
    let (a, b) = match (a.offset_seconds, b.offset_seconds) {
        (Some(_), Some(_)) if precision > Precision::Day => (a.instant(), b.instant()),
        _ => (a.local, b.local),
    };
    coarse(a, precision).cmp(&coarse(b, precision))
}

/// The time in units of a precision, comparable within that precision.
fn coarse(at: NaiveDateTime, precision: Precision) -> i64 {
    let seconds = at.and_utc().timestamp();
    match precision {
        Precision::Year => i64::from(at.year()),
        Precision::Month => i64::from(at.year()) * 12 + i64::from(at.month0()),
        Precision::Day => seconds.div_euclid(86_400),
        Precision::Minute => seconds.div_euclid(60),
        Precision::Second => seconds,
    }
}

/// Whether a reader of the page could see a stamp of this source.
pub fn is_visible(source: StampSource) -> bool {
    match source {
        StampSource::Time | StampSource::Visible => true,
        StampSource::JsonLd | StampSource::Meta | StampSource::Microdata | StampSource::Url => {
            false
        }
    }
}
