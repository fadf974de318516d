//! Changes with a few lines around them: long unchanged stretches give way to their number of lines.

use crate::diff::{Op, Run};
use crate::render::ink::{self, Ink, Palette};
use crate::render::{plain, words};

/// Unchanged lines that are shown beside a change.
const LINES: usize = 2;

/// Some stretch of a text with its changes.
enum Stretch<'a> {
    Shown(Run<'a>),
    /// That many whole lines.
    Folded(usize),
}

/// The runs with their marks and, at the places of folded lines, how many there are; each line
/// ended.
pub fn text(runs: &[Run], palette: Palette) -> String {
    let mut out = String::new();
    for stretch in stretches(runs) {
        match (stretch, palette) {
            (Stretch::Shown(run), Palette::Plain) => out.push_str(&plain::runs(&[run])),
            (Stretch::Shown(run), Palette::Colored) => out.push_str(&plain::colored_runs(&[run])),
            (Stretch::Folded(lines), _) => {
                let note = format!("  ··· {} unchanged ···", words::plural(lines as u64, "line"));
                ink::write(&mut out, palette, Ink::Faint, &note);
                out.push('\n');
            }
        }
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

fn stretches<'a>(runs: &[Run<'a>]) -> Vec<Stretch<'a>> {
    let mut stretches = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        // A line that a change ends or begins in the middle of is shown too.
        let shown = |before: &Run| LINES + usize::from(!before.text.ends_with('\n'));
        let first = runs[..at].last().map_or(0, shown);
        let last = runs.get(at + 1).map_or(0, |_| shown(run));
        match run.op {
            Op::Equal => stretches.extend(fold(run, first, last)),
            Op::Insert | Op::Delete | Op::MoveFrom | Op::MoveTo => {
                stretches.push(Stretch::Shown(*run));
            }
        }
    }
    stretches
}

/// An unchanged run of which some lines at its beginning and its end are shown.
fn fold<'a>(run: &Run<'a>, first: usize, last: usize) -> Vec<Stretch<'a>> {
    let lines: Vec<&str> = run.text.split_inclusive('\n').collect();
    let folded = lines.len().saturating_sub(first + last);
    if folded <= 1 {
        return vec![Stretch::Shown(*run)];
    }
    let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let (head, tail) = (length(&lines[..first]), length(&lines[..lines.len() - last]));
    let shown = |text| Stretch::Shown(Run { text, ..*run });
    vec![shown(&run.text[..head]), Stretch::Folded(folded), shown(&run.text[tail..])]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff;

    fn check(old: &str, new: &str, expected: &str) {
        let printed = text(&diff::diff(old, new), Palette::Plain);
        assert_eq!(printed, expected, "\n{printed}");
    }

    #[test]
    fn lines_far_from_a_change_are_counted() {
        let lines = |word: &str| format!("1\n2\n3\n4\n5\n6 {word} 6\n7\n8\n9\n10\n11");
        let expected = "  ··· 3 lines unchanged ···\n4\n5\n6 [-old-]{+new+} 6\n7\n8\n\
                        \u{20} ··· 3 lines unchanged ···\n";
        check(&lines("old"), &lines("new"), expected);
    }

    #[test]
    fn a_single_line_is_not_folded() {
        let lines = |word: &str| format!("1\n2\n3\n4 {word}\n5\n6\n7\n");
        check(&lines("old"), &lines("new"), "1\n2\n3\n4 [-old-]{+new+}\n5\n6\n7\n");
    }

    #[test]
    fn what_is_whole_new_is_shown_whole() {
        check("", "1\n2\n3\n4\n5\n6\n7", "{+1\n2\n3\n4\n5\n6\n7+}\n");
        check("", "", "");
    }

    #[test]
    fn the_laws_hold_at_every_length() {
        for before in 0..12 {
            let old = "x\n".repeat(before) + "Two died.\n" + &"y\n".repeat(12 - before);
            let printed = text(&diff::diff(&old, &old.replace("Two", "Three")), Palette::Plain);
            assert!(printed.contains("[-Two-]{+Three+} died.\n"), "{printed}");
            let folded = printed.lines().filter_map(|line| line.strip_prefix("  ··· "));
            let folded: usize =
                folded.filter_map(|line| line.split(' ').next()?.parse::<usize>().ok()).sum();
            let notes = printed.lines().filter(|line| line.starts_with("  ··· ")).count();
            assert_eq!(printed.lines().count() - notes + folded, 13, "{printed}");
        }
    }
}
