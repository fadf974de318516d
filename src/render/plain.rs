//! Differences as plain text with marks: a comparison's page without colour, or the runs of a diff
//! laid out as the texts are.

use crate::diff::Run;
use crate::render::ink::{self, Palette};
use crate::render::terminal::{self, Layout, Style};
use crate::render::{Comparison, marks};
use crate::time::Time;

/// The page that a terminal shows, without colour and with times in UTC.
pub fn comparison(comparison: &Comparison, width_columns: usize) -> String {
    terminal::comparison(comparison, &style(width_columns))
}

/// How such a page is printed, in one column.
pub fn style(width_columns: usize) -> Style {
    let time = |time: Time| time.to_string();
    Style { width_columns, palette: Palette::Plain, layout: Layout::OneColumn, time }
}

/// The runs with their marks: `[-removed-]`, `{+added+}`, `[<1:moved away<]`, `{>1:moved here>}`.
pub fn runs(runs: &[Run]) -> String {
    marks::pieces(runs).into_iter().map(|piece| piece.text).collect()
}

/// The same in colour.
pub fn colored_runs(runs: &[Run]) -> String {
    let mut out = String::new();
    for piece in marks::pieces(runs) {
        // Colour stops at each line's end, so that a pager may begin at any line.
        for (at, line) in piece.text.split('\n').enumerate() {
            if at > 0 {
                out.push('\n');
            }
            ink::write(&mut out, Palette::Colored, piece.ink, line);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{self, Op};

    fn check(old: &str, new: &str, expected: &str) {
        assert_eq!(runs(&diff::diff(old, new)), expected);
    }

    #[test]
    fn changes_stand_between_marks() {
        check("Two died.", "Three died.", "[-Two-]{+Three+} died.");
        check("It is open.", "It is not open.", "It is {+not +}open.");
        check("a \u{1b}[2J b", "a \u{1b}[2J c", "a ␛[2J [-b-]{+c+}");
    }

    #[test]
    fn the_halves_of_a_move_share_a_number() {
        let run = |op, text, move_id| Run { op, text, move_id, class: None };
        let moved = [
            run(Op::MoveFrom, "One.", Some(1)),
            run(Op::Equal, " Two. ", None),
            run(Op::MoveTo, "One.", Some(1)),
        ];
        assert_eq!(runs(&moved), "[<1:One.<] Two. {>1:One.>}");
    }

    #[test]
    fn colour_ends_with_each_line() {
        let run = Run { op: Op::Insert, text: "a\nb", move_id: None, class: None };
        for line in colored_runs(&[run]).lines() {
            assert!(line.ends_with("\u{1b}[0m"), "{line:?}");
        }
    }
}
