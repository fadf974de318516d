//! The times a page claims for its story: declared for machines, or shown to readers.

pub mod calendar;
pub mod labels;
pub mod machine;
pub mod months;
pub mod page;
pub mod scan;
pub mod visible;
pub mod zones;

use crate::time::Time;

/// A line of more words says more than a time.
const DATE_LINE_WORDS_MAX: usize = 16;

/// Whether a line says when the story was published or updated, and no more.
pub fn is_date_line(line: &str, language: Option<&str>) -> bool {
    // Any time of fetching will do to see that "2 hours ago" is a time.
    let fetched_at = Some(Time::from_millis(1_700_000_000_000));
    let is_short = line.split_whitespace().count() <= DATE_LINE_WORDS_MAX;
    is_short && !line.trim_end().ends_with(['.', '?', '!']) && {
        let stamps = visible::visible(line, language, fetched_at);
        // A date that nothing labels may be a heading of the story, such as in a chronicle.
        let labelled = labels::first_kind(line).is_some();
        stamps.iter().any(|stamp| stamp.relative || labelled)
    }
}
