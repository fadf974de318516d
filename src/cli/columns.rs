//! Rows laid out in columns for people, each cell broken between words where its column is narrow.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::visible::visible;

/// What stands in a cell: mostly words that many rows share.
pub type Cell = Cow<'static, str>;

/// Columns between two cells.
const GAP: usize = 2;

/// Lays rows out under their heads, in no more columns than those where that can be. A head whose
/// cells are all empty is left out.
pub fn lay_out(heads: &[&str], mut rows: Vec<Vec<Cell>>, width_columns: usize) -> String {
    rows.iter_mut().flatten().for_each(settle);
    let used: Vec<usize> =
        (0..heads.len()).filter(|&at| rows.iter().any(|row| !row[at].is_empty())).collect();
    let heads: Vec<&str> = used.iter().map(|&at| heads[at]).collect();
    let widest = |cells: &mut dyn Iterator<Item = &str>| cells.map(width).max().unwrap_or(0);
    let asked = used
        .iter()
        .zip(&heads)
        .map(|(&at, &head)| widest(&mut rows.iter().map(|row| row[at].as_ref()).chain([head])));
    let widths = widths(asked.collect(), width_columns);
    let spaces = " ".repeat(widths.iter().map(|width| width + GAP).sum());
    let mut out = String::new();
    write_row(&mut out, heads, &widths, &spaces);
    for row in &rows {
        write_row(&mut out, used.iter().map(|&at| row[at].as_ref()).collect(), &widths, &spaces);
    }
    out
}

/// Makes visible what would steer a terminal or end the line.
fn settle(cell: &mut Cell) {
    if !cell.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        *cell = visible(cell).replace(['\n', '\t'], " ").into();
    }
}

fn width(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.width() }
}

/// The widths of the columns: what each asks for where there is room, else the widest are cut down
/// to one width that fits.
fn widths(asked: Vec<usize>, width_columns: usize) -> Vec<usize> {
    let mut room = width_columns.saturating_sub(GAP * asked.len().saturating_sub(1));
    let mut ascending = asked.clone();
    ascending.sort_unstable();
    for (at, narrow) in ascending.iter().enumerate() {
        let share = room / (ascending.len() - at);
        if *narrow > share {
            return asked.into_iter().map(|width| width.min(share.max(1))).collect();
        }
        room -= narrow;
    }
    asked
}

/// Writes a row, in as many lines as the cell that needs most; the spaces are those of a whole line.
fn write_row(out: &mut String, mut cells: Vec<&str>, widths: &[usize], spaces: &str) {
    loop {
        let mut gap = 0;
        for (cell, &wide) in cells.iter_mut().zip(widths) {
            let (line, rest) = split(cell, wide);
            if !line.is_empty() {
                out.push_str(&spaces[..gap]);
                out.push_str(line);
                gap = 0;
            }
            gap += wide.saturating_sub(width(line)) + GAP;
            *cell = rest;
        }
        out.push('\n');
        if cells.iter().all(|rest| rest.is_empty()) {
            return;
        }
    }
}

/// The first line of a text and what follows it: broken at the last space that fits, or in a word
/// too long for any line.
fn split(text: &str, width_columns: usize) -> (&str, &str) {
    if width(text) <= width_columns {
        return (text, "");
    }
    let (mut used, mut at) = (0, 0);
    for word in text.split_inclusive(' ') {
        if used + width(word.trim_end_matches(' ')) > width_columns {
            return match at {
                0 => word_split(text, width_columns),
                _ => (text[..at].trim_end_matches(' '), &text[at..]),
            };
        }
        used += width(word);
        at += word.len();
    }
    (text, "")
}

/// The characters that fit, one at least, and what follows them.
fn word_split(text: &str, width_columns: usize) -> (&str, &str) {
    let mut used = 0;
    let beyond = text.grapheme_indices(true).find(|(at, cluster)| {
        used += cluster.width();
        used > width_columns && *at > 0
    });
    text.split_at(beyond.map_or(text.len(), |(at, _)| at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[&[&str]], width_columns: usize, expected: &str) {
        let cells = |row: &&[&str]| row.iter().map(|&cell| cell.to_owned().into()).collect();
        let laid_out = lay_out(&["id", "text"], rows.iter().map(cells).collect(), width_columns);
        assert_eq!(laid_out, expected);
    }

    #[test]
    fn columns_are_as_wide_as_they_ask() {
        check(&[&["1", "one"], &["22", ""]], 80, "id  text\n1   one\n22\n");
        check(&[&["1", "新聞"], &["新聞", "x"]], 80, "id    text\n1     新聞\n新聞  x\n");
    }

    #[test]
    fn a_head_without_cells_is_left_out() {
        check(&[&["1", ""], &["2", ""]], 80, "id\n1\n2\n");
    }

    #[test]
    fn what_is_too_long_is_broken_between_words() {
        check(&[&["1", "one two three"]], 12, "id  text\n1   one two\n    three\n");
        check(&[&["1", "one two"]], 11, "id  text\n1   one two\n");
    }

    #[test]
    fn a_long_word_is_broken_between_characters() {
        check(&[&["1", "abcdefghi jk"]], 8, "id  text\n1   abcd\n    efgh\n    i jk\n");
        check(&[&["1", "新聞新聞"]], 9, "id  text\n1   新聞\n    新聞\n");
        check(&[&["1", "e\u{301}e\u{301}xyz"]], 8, "id  text\n1   e\u{301}e\u{301}xy\n    z\n");
    }

    #[test]
    fn only_the_widest_columns_are_cut_down() {
        assert_eq!(widths(vec![10, 50, 40], 64), [10, 25, 25]);
        assert_eq!(widths(vec![10, 50, 40], 200), [10, 50, 40]);
        assert_eq!(widths(vec![10, 50, 40], 3), [1, 1, 1], "there is no room, and still an end");
    }

    #[test]
    fn nothing_steers_the_terminal() {
        check(&[&["1", "a\u{1b}[31mb\nc\td"]], 80, "id  text\n1   a␛[31mb c d\n");
    }
}
