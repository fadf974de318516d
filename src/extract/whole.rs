//! Small boxes beside the story are the story's as a whole or not at all: a poll with two likely
//! answers, or comments among their counters, are not.

use std::ops::RangeInclusive;

use super::outline::Outline;

/// One line is no whole, and the page's frame is no box.
const LINES: RangeInclusive<usize> = 2..=16;

/// A box with more than this share of the text at home is a part of the story, with what is in it.
const SHARE_MAX: f32 = 0.3;

/// Evidence in one line beyond which it says no more of its box.
const EVIDENCE_MAX: f32 = 4.0;

/// The mean of the evidence below which a box speaks against itself.
const MEAN_MIN: f32 = -0.4;

/// The lines of a box together.
#[derive(Clone, Copy, Default)]
struct Whole {
    lines: usize,
    likely_bytes: f32,
    /// The sum of the evidence; long lines count for more, but not by their length.
    evidence: f32,
    weight: f32,
}

/// Lowers the evidence of the lines of each small box, in log-odds, that speaks against itself as a
/// whole.
pub fn settle(outline: &Outline<'_>, evidence: &mut [f32]) {
    let (home, bytes_at_home) = home(outline, evidence);
    let boxes = boxes(outline, home);
    let mut wholes = vec![Whole::default(); outline.regions.len()];
    for (line, evidence) in outline.lines.iter().zip(&*evidence) {
        let whole = &mut wholes[boxes[line.at]];
        let (bytes, weight) = (line.text.len() as f32, (line.text.len() as f32).sqrt());
        whole.lines += 1;
        whole.likely_bytes += likelihood(*evidence) * bytes;
        whole.evidence += weight * evidence.clamp(-EVIDENCE_MAX, EVIDENCE_MAX);
        whole.weight += weight;
    }
    for (line, evidence) in outline.lines.iter().zip(evidence) {
        let whole = &wholes[boxes[line.at]];
        let is_small = whole.likely_bytes < SHARE_MAX * bytes_at_home;
        let mean = whole.evidence / whole.weight;
        if LINES.contains(&whole.lines)
            && is_small
            && mean < MEAN_MIN
            && !is_in_table(outline, line.at)
        {
            *evidence = evidence.min(mean);
        }
    }
}

/// Cells say little one by one; a table is judged by the likeliest of them.
fn is_in_table(outline: &Outline<'_>, at: usize) -> bool {
    outline.around(at).any(|at| outline.tag(at) == "table")
}

fn likelihood(evidence: f32) -> f32 {
    1.0 / (1.0 + (-evidence).exp())
}

/// The region directly inside which most likely bytes stand, and how many they are.
fn home(outline: &Outline<'_>, evidence: &[f32]) -> (usize, f32) {
    let mut bytes = vec![0.0_f32; outline.regions.len()];
    for (line, evidence) in outline.lines.iter().zip(evidence) {
        bytes[outline.regions[line.at].around] += likelihood(*evidence) * line.text.len() as f32;
    }
    let home = (0..bytes.len()).max_by(|a, b| bytes[*a].total_cmp(&bytes[*b])).unwrap_or(0);
    (home, bytes.get(home).copied().unwrap_or(0.0))
}

/// The box of each region: the outermost around it that does not hold the home.
fn boxes(outline: &Outline<'_>, home: usize) -> Vec<usize> {
    let mut holds_home = vec![false; outline.regions.len()];
    outline.around(home).chain([0]).for_each(|at| holds_home[at] = true);
    let mut boxes: Vec<usize> = (0..outline.regions.len()).collect();
    for at in 1..boxes.len() {
        let around = outline.regions[at].around;
        if !holds_home[around] {
            boxes[at] = boxes[around];
        }
    }
    boxes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::document::Document;

    /// The first paragraph is home; what the looks say of the lines behind it, and what remains.
    fn check(behind: &str, looks: &[f32], wanted: &[f32]) {
        let paragraph = "A paragraph of the story that is long enough. ".repeat(20);
        let page = Document::parse(&format!("<body><main><p>{paragraph}</p>{behind}</main>"));
        let outline = Outline::of(page.root());
        let mut evidence = vec![6.0];
        evidence.extend(looks);
        settle(&outline, &mut evidence);
        let out: Vec<bool> = evidence[1..].iter().map(|it| *it < 0.0).collect();
        let wanted: Vec<bool> = wanted.iter().map(|it| *it < 0.0).collect();
        assert_eq!(out, wanted, "{behind}: {evidence:?}");
    }

    #[test]
    fn a_small_box_is_the_storys_as_a_whole_or_not_at_all() {
        let poll = "<div><h4>Should the pier stay?</h4><p>Yes 44%</p><p>44,713 votes</p></div>";
        check(poll, &[0.1, 0.7, -6.0], &[-1.0, -1.0, -1.0]);
        check(poll, &[3.0, 2.0, -1.0], &[1.0, 1.0, -1.0]);
    }

    #[test]
    fn lines_that_stand_at_home_are_judged_one_by_one() {
        check("<p>44,713 votes</p><p>He agreed.</p>", &[-6.0, 0.5], &[-1.0, 1.0]);
    }

    #[test]
    fn cells_are_judged_with_their_table() {
        let table = "<table><tr><td>Rank<td>Company<td>State</table>";
        check(table, &[-2.0, 0.5, -3.0], &[-1.0, 1.0, -1.0]);
    }
}
