//! The times a page claims for its story: declared for machines, or shown to readers.

/// A literal regular expression, compiled once.
macro_rules! pattern {
    ($text:literal) => {{
        static PATTERN: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| regex::Regex::new($text).expect("a literal pattern"));
        &*PATTERN
    }};
}

pub mod calendar;
pub mod clocks;
pub mod countries;
pub mod dates;
pub mod folding;
pub mod labels;
pub mod machine;
pub mod marked;
pub mod metas;
pub mod moments;
pub mod months;
pub mod page;
pub mod resolve;
pub mod scan;
pub mod shown;
pub mod spans;
pub mod visible;
pub mod zones;

use self::scan::Piece;
use crate::time::Time;

/// A line of more words says more than a time.
const DATE_LINE_WORDS_MAX: usize = 16;

/// Words beside the times of a line from which on a sentence may say something of its own.
const STATEMENT_WORDS_MIN: usize = 4;

/// Whether a line says when the story was published or updated, and no more.
pub fn is_date_line(line: &str, language: Option<&str>) -> bool {
    // Any time of fetching will do to see that "2 hours ago" is a time.
    let fetched_at = Some(Time::from_millis(1_700_000_000_000));
    let is_short = line.split_whitespace().count() <= DATE_LINE_WORDS_MAX;
    let bears_stamp = || {
        let stamps = visible::visible(line, language, fetched_at);
        // A date that nothing labels may be a heading of the story, such as in a chronicle.
        let is_labelled = || labels::first_kind(line).is_some();
        stamps.iter().any(|stamp| stamp.relative || is_labelled())
    };
    is_short && bears_stamp() && !is_statement(line, language)
}

/// Whether a line that bears a stamp is a sentence that says something beside it: "Update, 3 May:
/// the mayor has gone to the police." is the story's, whatever its stamp.
pub fn is_statement(line: &str, language: Option<&str>) -> bool {
    let line = line.trim_end();
    let is_half_day = line.ends_with("a.m.") || line.ends_with("p.m.");
    line.ends_with(['.', '?', '!', '。', '؟', '।']) && !is_half_day && {
        let pieces = scan::pieces(line, &language.unwrap_or("").to_lowercase());
        let words = pieces.iter().filter(|piece| matches!(piece, Piece::Word | Piece::Trap));
        words.count() >= STATEMENT_WORDS_MIN
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, is_date: bool) {
        assert_eq!(is_date_line(line, Some("en")), is_date, "{line}");
    }

    #[test]
    fn a_line_that_says_more_than_its_times_is_no_date_line() {
        check("Published 4 March 2026.", true);
        check("Last updated on 4 March at 10:15 a.m.", true);
        check("Updated: 4 March 2026, 10:15", true);
        check("The note on the old bridge was updated on 4 March.", false);
        check("Updated on 4 March: it now has a word of the mayor.", false);
    }
}
