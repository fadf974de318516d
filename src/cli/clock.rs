//! The clock: read here and nowhere else.

use chrono::Utc;

use crate::time::Time;

/// The present instant, cut to the millisecond.
pub fn now() -> Time {
    Time::from_millis(Utc::now().timestamp_millis())
}
