//! Lines: pieces of text in their inks broken at a width, counted as a terminal shows them.

use unicode_segmentation::UnicodeSegmentation;

use crate::render::ink::{self, Ink, Palette, Piece};
use crate::text::width::{is_space, may_part, width};

/// How lines are printed.
#[derive(Clone, Copy)]
pub struct Page {
    pub width_columns: usize,
    pub palette: Palette,
}

/// What stands before the first line of a text, and before its others: of one width.
#[derive(Clone, Copy)]
pub struct Margin<'a> {
    pub first: &'a str,
    pub rest: &'a str,
    pub ink: Ink,
}

pub const NO_MARGIN: Margin<'static> = Margin { first: "", rest: "", ink: Ink::Text };

/// Prints a text broken between words to the page's width; a word wider than that is broken
/// between characters, and wide characters (Han, kana) anywhere between two.
pub fn write(out: &mut String, page: Page, margin: Margin, pieces: &[Piece]) {
    let room = page.width_columns.saturating_sub(width(margin.first)).max(10);
    for (at, line) in lines(room, pieces).iter().enumerate() {
        let start = out.len();
        let lead = if at == 0 { margin.first } else { margin.rest };
        ink::write_lead(out, page.palette, margin.ink, lead);
        line.iter().for_each(|(ink, text)| ink::write(out, page.palette, *ink, text));
        out.truncate(start + out[start..].trim_end_matches(' ').len());
        out.push('\n');
    }
}

/// A text broken into lines of at most that many columns.
pub fn lines(room: usize, pieces: &[Piece]) -> Vec<Line> {
    let mut lines = Lines { room, ..Lines::default() };
    for piece in pieces {
        for cluster in piece.text.graphemes(true) {
            lines.take(piece.ink, cluster);
        }
    }
    lines.finish()
}

pub type Line = Vec<(Ink, String)>;

#[derive(Default)]
struct Lines {
    room: usize,
    done: Vec<Line>,
    line: Line,
    line_width: usize,
    /// The word being gathered, and the white space before it.
    word: Line,
    word_width: usize,
    gap: Line,
    gap_width: usize,
}

impl Lines {
    fn take(&mut self, ink: Ink, cluster: &str) {
        match cluster {
            "\n" => {
                self.end_word();
                self.end_line();
            }
            _ if is_space(cluster) => {
                self.end_word();
                let space = if cluster == "\t" { " " } else { cluster };
                push(&mut self.gap, ink, space);
                self.gap_width += width(space);
            }
            _ => self.take_letter(ink, cluster),
        }
    }

    fn take_letter(&mut self, ink: Ink, cluster: &str) {
        let columns = width(cluster);
        let last = self.word.last().and_then(|(_, text)| text.graphemes(true).next_back());
        if self.word_width + columns > self.room || last.is_some_and(|it| may_part(it, cluster)) {
            self.end_word();
        }
        push(&mut self.word, ink, cluster);
        self.word_width += columns;
    }

    /// Puts the gathered word on this line where it fits, else on the next.
    fn end_word(&mut self) {
        if self.word.is_empty() {
            return;
        }
        if self.line_width + self.gap_width + self.word_width > self.room {
            self.end_line();
        }
        let (gap, word) = (std::mem::take(&mut self.gap), std::mem::take(&mut self.word));
        for (ink, text) in gap.into_iter().chain(word) {
            push(&mut self.line, ink, &text);
        }
        self.line_width += self.gap_width + self.word_width;
        (self.gap_width, self.word_width) = (0, 0);
    }

    /// White space at the end of a line is not printed.
    fn end_line(&mut self) {
        self.done.push(std::mem::take(&mut self.line));
        self.gap.clear();
        (self.line_width, self.gap_width) = (0, 0);
    }

    fn finish(mut self) -> Vec<Line> {
        self.end_word();
        if !self.line.is_empty() || self.done.is_empty() {
            self.end_line();
        }
        self.done
    }
}

fn push(line: &mut Line, ink: Ink, text: &str) {
    match line.last_mut() {
        Some((last, so_far)) if *last == ink => so_far.push_str(text),
        _ => line.push((ink, text.to_string())),
    }
}

/// The text cut to a width, with `…` where something was cut.
pub fn shorten(text: &str, width_columns: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if width(&line) <= width_columns {
        return line;
    }
    let mut shortened = String::new();
    let mut used = 1;
    for cluster in line.graphemes(true) {
        used += width(cluster);
        if used > width_columns {
            break;
        }
        shortened.push_str(cluster);
    }
    shortened.truncate(shortened.trim_end().len());
    shortened.push('…');
    shortened
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width_columns: usize, expected: &[&str]) {
        let mut out = String::new();
        let page = Page { width_columns, palette: Palette::Plain };
        write(&mut out, page, NO_MARGIN, &[Piece::new(Ink::Text, text)]);
        assert_eq!(out.lines().collect::<Vec<_>>(), expected);
    }

    #[test]
    fn lines_break_between_words() {
        check("one two three four", 10, &["one two", "three four"]);
        check("one\n\ntwo", 10, &["one", "", "two"]);
        check("", 10, &[""]);
    }

    #[test]
    fn what_has_no_spaces_is_broken_between_characters() {
        check("a 0123456789abcdef", 10, &["a", "0123456789", "abcdef"]);
        check("a 漢字漢字漢字", 10, &["a 漢字漢字", "漢字"]);
        check("漢字漢字漢。字", 10, &["漢字漢字", "漢。字"]);
        check("漢字漢「字」", 10, &["漢字漢", "「字」"]);
    }

    #[test]
    fn words_of_other_scripts_are_kept_whole() {
        check("नमस्ते नमस्ते नमस्ते", 12, &["नमस्ते नमस्ते", "नमस्ते"]);
        check(
            "«\u{a0}mot\u{a0}» et «\u{a0}mot\u{a0}»",
            12,
            &["«\u{a0}mot\u{a0}» et", "«\u{a0}mot\u{a0}»"],
        );
        check("新聞\u{3000}新聞\u{3000}新", 10, &["新聞\u{3000}新聞", "新"]);
    }

    #[test]
    fn widths_are_those_of_a_terminal() {
        check("cafe\u{301} cafe\u{301}s", 10, &["cafe\u{301} cafe\u{301}s"]);
        assert_eq!(shorten("  one\ntwo  three", 9), "one two…");
        assert_eq!(shorten("漢字漢字", 6), "漢字…");
    }
}
