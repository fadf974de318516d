//! The differences between two texts for people: whole, or with a few lines around each change.

use crate::diff::{Op, Run};
use crate::render::ink::{self, Ink, Palette};
use crate::render::terminal::Layout;
use crate::render::wrap::Page;
use crate::render::{columns, plain, words};

/// Unchanged lines that are shown beside a change.
const LINES: usize = 2;

/// The runs with their marks, all of them.
pub fn whole(runs: &[Run], page: Page, layout: Layout) -> String {
    match (layout, page.palette) {
        (Layout::SideBySide, _) => columns::texts(page, runs),
        (Layout::OneColumn, Palette::Plain) => plain::runs(runs),
        (Layout::OneColumn, Palette::Colored) => plain::colored_runs(runs),
    }
}

/// The runs with their marks and, in the place of lines that are far from each change, how many
/// those are; each line ended.
pub fn around(runs: &[Run], page: Page, layout: Layout) -> String {
    let mut out = String::new();
    for stretch in stretches(runs) {
        match stretch {
            Stretch::Shown(runs) => out.push_str(&whole(&runs, page, layout)),
            Stretch::Folded(lines) => {
                let note = format!("  ··· {} unchanged ···", words::plural(lines as u64, "line"));
                ink::write(&mut out, page.palette, Ink::Faint, &note);
                out.push('\n');
            }
        }
    }
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    out
}

/// Some stretch of a text with its changes.
enum Stretch<'a> {
    Shown(Vec<Run<'a>>),
    /// That many whole lines.
    Folded(usize),
}

fn stretches<'a>(runs: &[Run<'a>]) -> Vec<Stretch<'a>> {
    let mut stretches = Vec::new();
    let mut shown = Vec::new();
    for (at, run) in runs.iter().enumerate() {
        // A line that a change ends or begins in the middle of is shown too.
        let lines = |before: &Run| LINES + usize::from(!before.text.ends_with('\n'));
        let first = runs[..at].last().map_or(0, lines);
        let last = runs.get(at + 1).map_or(0, |_| lines(run));
        match fold(run, first, last) {
            None => shown.push(*run),
            Some((head, folded, tail)) => {
                shown.push(head);
                stretches.push(Stretch::Shown(std::mem::replace(&mut shown, vec![tail])));
                stretches.push(Stretch::Folded(folded));
            }
        }
    }
    stretches.push(Stretch::Shown(shown));
    stretches
}

/// The first and the last lines of an unchanged run, with the number of those between; none where
/// it is to be shown whole.
fn fold<'a>(run: &Run<'a>, first: usize, last: usize) -> Option<(Run<'a>, usize, Run<'a>)> {
    let lines: Vec<&str> = run.text.split_inclusive('\n').collect();
    let folded = lines.len().saturating_sub(first + last);
    if run.op != Op::Equal || folded <= 1 {
        return None;
    }
    let length = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    let (head, tail) = (length(&lines[..first]), length(&lines[..lines.len() - last]));
    let shown = |text| Run { text, ..*run };
    Some((shown(&run.text[..head]), folded, shown(&run.text[tail..])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff;

    const PAGE: Page = Page { width_columns: 40, palette: Palette::Plain };

    fn check(old: &str, new: &str, expected: &str) {
        let printed = around(&diff::diff(old, new), PAGE, Layout::OneColumn);
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
    fn lines_are_counted_side_by_side_too() {
        let lines = |word: &str| format!("1\n2\n3\n4\n5 {word}\n6\n7\n");
        let (old, new) = (lines("old"), lines("new"));
        let runs = diff::diff(&old, &new);
        let expected = "  ··· 2 lines unchanged ···\n\
                        3                  │ 3\n\
                        4                  │ 4\n\
                        5 [-old-]          │ 5 {+new+}\n\
                        6                  │ 6\n\
                        7                  │ 7\n";
        assert_eq!(around(&runs, PAGE, Layout::SideBySide), expected);
    }

    #[test]
    fn the_laws_hold_at_every_length() {
        for before in 0..12 {
            let old = "x\n".repeat(before) + "Two died.\n" + &"y\n".repeat(12 - before);
            let new = old.replace("Two", "Three");
            let runs = diff::diff(&old, &new);
            let printed = around(&runs, PAGE, Layout::OneColumn);
            assert!(printed.contains("[-Two-]{+Three+} died.\n"), "{printed}");
            let folded = printed.lines().filter_map(|line| line.strip_prefix("  ··· "));
            let folded: usize =
                folded.filter_map(|line| line.split(' ').next()?.parse::<usize>().ok()).sum();
            let notes = printed.lines().filter(|line| line.starts_with("  ··· ")).count();
            assert_eq!(printed.lines().count() - notes + folded, 13, "{printed}");
        }
    }
}
