//! Times as people read them: local, with the offset, on a terminal.

use chrono::{Local, TimeDelta};

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

/// A length of time in its greatest unit, rounded up: `4 min`, `3 h`, `12 d`.
pub fn about(length: TimeDelta) -> String {
    let (count, unit) = greatest(length);
    format!("{count} {unit}")
}

/// The same where there is little room: `4m`, `3h`, `12d`.
pub fn brief(length: TimeDelta) -> String {
    let (count, unit) = greatest(length);
    format!("{count}{}", &unit[..1])
}

fn greatest(length: TimeDelta) -> (i64, &'static str) {
    let seconds = length.num_seconds().max(0);
    let (of, unit) = match seconds {
        ..60 => (1, "s"),
        60..3_600 => (60, "min"),
        3_600..172_800 => (3_600, "h"),
        172_800.. => (86_400, "d"),
    };
    ((seconds + of - 1) / of, unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_told_in_its_greatest_unit() {
        for (seconds, words) in [
            (-5, "0 s"),
            (59, "59 s"),
            (60, "1 min"),
            (241, "5 min"),
            (3600, "1 h"),
            (86_400, "24 h"),
            (3 * 86_400, "3 d"),
        ] {
            assert_eq!(about(TimeDelta::seconds(seconds)), words);
        }
    }
}
