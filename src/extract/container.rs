//! The element that holds the story: the innermost that has nearly all of what speaks for it.

use super::outline::Outline;

/// The share of the evidence that the container must hold.
const SHARE: f32 = 0.85;

/// More evidence than this in one line says no more.
const EVIDENCE_MAX: f32 = 4.0;

/// The index of the region that holds the story; `evidence` is each line's, in log-odds.
pub fn container(outline: &Outline<'_>, evidence: &[f32]) -> usize {
    let mut mass = vec![0.0_f32; outline.regions.len()];
    for (line, evidence) in outline.lines.iter().zip(evidence) {
        mass[line.at] += evidence.clamp(0.0, EVIDENCE_MAX) * (line.text.len() as f32).sqrt();
    }
    for at in (1..mass.len()).rev() {
        mass[outline.regions[at].around] += mass[at];
    }
    // A region stands after the one around it, so the last that is heavy enough is the innermost:
    // two that are not in each other cannot both hold most.
    let wanted = SHARE * mass[0];
    (0..mass.len()).rev().find(|at| mass[*at] >= wanted && mass[*at] > 0.0).unwrap_or(0)
}
