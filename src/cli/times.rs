//! Times as people read them: local, with the offset, on a terminal.

use chrono::Local;

use crate::time::Time;

/// A time to the minute in the local zone, with its offset from UTC.
pub fn local(time: Time) -> String {
    time.utc().with_timezone(&Local).format("%Y-%m-%d %H:%M %:z").to_string()
}

/// A time to the second in the local zone, with its offset from UTC.
pub fn local_exact(time: Time) -> String {
    time.utc().with_timezone(&Local).format("%Y-%m-%d %H:%M:%S %:z").to_string()
}

/// A day in the local zone.
pub fn local_day(time: Time) -> String {
    time.utc().with_timezone(&Local).format("%Y-%m-%d").to_string()
}
