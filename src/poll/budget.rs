//! What a visit may take of a round's places: so long, and so many requests without an answer. Then
//! the host is given back, and its other stories come after what waits for a place.

use std::sync::atomic::{AtomicU32, Ordering};

use chrono::TimeDelta;

use crate::history::{FailureKind, Outcome};
use crate::time::Time;

/// How long a visit goes on to further stories.
const TIME: TimeDelta = TimeDelta::seconds(60);
/// Requests in a row that came to no answer, after which the host is taken to be down for now.
const SILENT_MAX: u32 = 3;

pub struct Budget {
    until: Time,
    /// Requests in a row that came to no answer.
    silent: AtomicU32,
}

impl Budget {
    /// The budget of a visit that begins at `now`.
    pub fn from(now: Time) -> Budget {
        Budget { until: now + TIME, silent: AtomicU32::new(0) }
    }

    pub fn is_spent(&self, now: Time) -> bool {
        now > self.until || self.silent.load(Ordering::Relaxed) >= SILENT_MAX
    }

    /// Notes what came of a check.
    pub fn note(&self, outcome: &Outcome) {
        if is_silence(outcome) {
            self.silent.fetch_add(1, Ordering::Relaxed);
        } else {
            self.silent.store(0, Ordering::Relaxed);
        }
    }
}

fn is_silence(outcome: &Outcome) -> bool {
    let Outcome::Failed(failure) = outcome else { return false };
    match failure.kind {
        FailureKind::Dns | FailureKind::Connect | FailureKind::Tls | FailureKind::Timeout => true,
        FailureKind::TooLarge
        | FailureKind::Truncated
        | FailureKind::Decode
        | FailureKind::Protocol
        | FailureKind::Redirect
        | FailureKind::BlockedAddress
        | FailureKind::Robots
        | FailureKind::Status
        | FailureKind::NotHtml
        | FailureKind::NoArticle => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::Failure;

    const START: Time = Time::from_millis(1_764_000_000_000);

    fn failed(kind: FailureKind) -> Outcome {
        Outcome::Failed(Box::new(Failure::new(kind, "")))
    }

    #[test]
    fn a_visit_ends_in_time() {
        let budget = Budget::from(START);
        assert!(!budget.is_spent(START + TimeDelta::seconds(60)));
        assert!(budget.is_spent(START + TimeDelta::seconds(61)));
    }

    #[test]
    fn a_host_that_does_not_answer_is_left_after_three_requests() {
        use FailureKind::{Connect, Status, Timeout};
        let budget = Budget::from(START);
        let spent = |kind| {
            budget.note(&failed(kind));
            budget.is_spent(START)
        };
        let kinds = [Connect, Timeout, Status, Timeout, Timeout, Connect];
        assert_eq!(kinds.map(spent), [false, false, false, false, false, true]);
    }
}
