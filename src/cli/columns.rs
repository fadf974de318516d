//! Rows laid out in columns for people, each cell broken between words where its column is narrow.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::text::visible::visible;
use crate::text::width::{may_part, width};

/// What stands in a cell: mostly words that many rows share.
pub type Cell = Cow<'static, str>;

/// Columns between two cells.
const GAP: usize = 2;
/// Longer words may be broken where there is little room.
const WORD_COLUMNS: usize = 16;

/// Lays rows out under their heads, in no more columns than those where that can be. A head whose
/// cells are all empty is left out. Where the columns of a table would break words, each row is
/// told cell by cell instead.
pub fn lay_out(heads: &[&str], mut rows: Vec<Vec<Cell>>, width_columns: usize) -> String {
    rows.iter_mut().flatten().for_each(settle);
    let used: Vec<usize> =
        (0..heads.len()).filter(|&at| rows.iter().any(|row| !row[at].is_empty())).collect();
    let heads: Vec<&str> = used.iter().map(|&at| heads[at]).collect();
    let rows: Vec<Vec<&str>> =
        rows.iter().map(|row| used.iter().map(|&at| row[at].as_ref()).collect()).collect();
    let room = width_columns.saturating_sub(GAP * heads.len().saturating_sub(1));
    let asked = widest(&heads, &rows, width);
    if asked.iter().sum::<usize>() <= room {
        return table(heads, rows, &asked);
    }
    let least = widest(&heads, &rows, word_width);
    match least.iter().sum::<usize>() <= room {
        true => table(heads, rows, &shared(&asked, &least, room)),
        false => records(&heads, &rows, width_columns),
    }
}

/// Makes visible what would steer a terminal or end the line.
fn settle(cell: &mut Cell) {
    if cell.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        return;
    }
    if let Cow::Owned(shown) = visible(cell) {
        *cell = shown.into();
    }
    if cell.bytes().any(|byte| matches!(byte, b'\n' | b'\t')) {
        *cell = cell.replace(['\n', '\t'], " ").into();
    }
}

/// The greatest measure in each column, heads and cells.
fn widest(heads: &[&str], rows: &[Vec<&str>], measure: fn(&str) -> usize) -> Vec<usize> {
    let mut widest: Vec<usize> = heads.iter().map(|head| measure(head)).collect();
    for row in rows {
        for (widest, cell) in widest.iter_mut().zip(row) {
            // No text takes more columns than it has bytes.
            if cell.len() > *widest {
                *widest = (*widest).max(measure(cell));
            }
        }
    }
    widest
}

/// The room that a text's longest word needs.
fn word_width(text: &str) -> usize {
    text.split(' ').map(width).max().unwrap_or(0).min(WORD_COLUMNS)
}

/// The widths of the columns: what each asks for, but no more than one greatest width, and no less
/// than its least.
fn shared(asked: &[usize], least: &[usize], room: usize) -> Vec<usize> {
    let cut = |greatest: usize| {
        let widths =
            asked.iter().zip(least).map(move |(asked, least)| greatest.clamp(*least, *asked));
        widths.collect::<Vec<_>>()
    };
    let fits = |greatest: &usize| cut(*greatest).iter().sum::<usize>() <= room;
    cut((0..=room).rev().find(fits).unwrap_or(0))
}

fn table(heads: Vec<&str>, rows: Vec<Vec<&str>>, widths: &[usize]) -> String {
    let spaces = " ".repeat(widths.iter().map(|width| width + GAP).sum());
    let mut out = String::new();
    write_row(&mut out, heads, widths, &spaces);
    rows.into_iter().for_each(|row| write_row(&mut out, row, widths, &spaces));
    out
}

/// Rows told cell by cell, each behind its head, with a blank line between two rows.
fn records(heads: &[&str], rows: &[Vec<&str>], width_columns: usize) -> String {
    let wide = heads.iter().map(|head| width(head)).max().unwrap_or(0);
    let widths = [wide, width_columns.saturating_sub(wide + GAP).max(1)];
    let spaces = " ".repeat(width_columns + GAP);
    let mut out = String::new();
    for row in rows {
        if !out.is_empty() {
            out.push('\n');
        }
        let told = heads.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        told.for_each(|(head, cell)| write_row(&mut out, vec![head, cell], &widths, &spaces));
    }
    out
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

/// The characters that fit, one at least, and what follows them; where it can be, between two that
/// may part.
fn word_split(text: &str, width_columns: usize) -> (&str, &str) {
    let (mut used, mut good, mut before) = (0, None, "");
    for (at, cluster) in text.grapheme_indices(true) {
        if at > 0 && may_part(before, cluster) {
            good = Some(at);
        }
        used += width(cluster);
        if used > width_columns && at > 0 {
            return text.split_at(good.unwrap_or(at));
        }
        before = cluster;
    }
    (text, "")
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
        let word = "abcdefghijklmnopqrst";
        check(&[&["1", word]], 20, "id  text\n1   abcdefghijklmnop\n    qrst\n");
        let word = "新聞新聞新聞新聞新聞";
        check(&[&["1", word]], 21, "id  text\n1   新聞新聞新聞新聞\n    新聞\n");
        let word = "新聞新聞新聞新聞、新";
        check(&[&["1", word]], 20, "id  text\n1   新聞新聞新聞新\n    聞、新\n");
        let word = "e\u{301}".repeat(20);
        let (first, rest) = word.split_at(16 * 3);
        check(&[&["1", &word]], 20, &format!("id  text\n1   {first}\n    {rest}\n"));
    }

    #[test]
    fn only_the_widest_columns_are_cut_down() {
        assert_eq!(shared(&[10, 50, 40], &[1, 1, 1], 60), [10, 25, 25]);
        assert_eq!(shared(&[10, 50, 40], &[1, 1, 30], 60), [10, 20, 30], "words are kept whole");
    }

    #[test]
    fn rows_are_told_cell_by_cell_where_a_table_has_no_room() {
        check(
            &[&["1", "unquestionable truth"], &["2", "–"]],
            15,
            "id    1\ntext  unquestio\n      nable\n      truth\n\nid    2\ntext  –\n",
        );
    }

    #[test]
    fn no_line_is_wider_than_the_page() {
        let row = ["12", "Council 👩‍👩‍👧 votes لا for 新しい道路 in the unquestionablest of words"];
        for width_columns in 10..90 {
            let laid_out =
                lay_out(&["id", "text"], vec![row.map(Cell::from).to_vec()], width_columns);
            let widest = laid_out.lines().map(width).max();
            assert!(widest <= Some(width_columns), "{width_columns}\n{laid_out}");
        }
    }

    #[test]
    fn nothing_steers_the_terminal() {
        check(&[&["1", "a\u{1b}[31mb\nc\td"]], 80, "id  text\n1   a␛[31mb c d\n");
    }
}
