//! When a story is edited, in minutes after it was published: made up, after what is published on
//! edits of news. About six in ten are edited at all, most of that within hours; a slip is mended
//! minutes after the edit that made it; corrections come days later, some months later; a few
//! stories are written as the thing happens.

use crate::chance::Chance;

pub const DAY: i64 = 24 * 60;
pub const YEAR: i64 = 365 * DAY;

/// The edits of one story within a year, in order.
pub fn of_a_story(chance: &mut Chance) -> Vec<i64> {
    let kind = chance.share();
    let count = match kind {
        ..0.50 => chance.count(0.35),
        0.50..0.85 => chance.count(1.8),
        0.85..0.97 => 3 + chance.count(6.0),
        _ => return live(chance),
    };
    let mut edits = Vec::new();
    for _ in 0..count {
        let mut at = after_publication(chance);
        edits.push(at);
        while chance.share() < 0.25 {
            at += chance.about(12.0, 1.0);
            edits.push(at);
        }
    }
    in_order(edits)
}

fn after_publication(chance: &mut Chance) -> f64 {
    let day = DAY as f64;
    match chance.share() {
        ..0.86 => chance.about(55.0, 1.7),
        // As many between one day and two as between two and four.
        0.86..0.97 => chance.between(day.ln(), (30.0 * day).ln()).exp(),
        _ => chance.between(30.0 * day, 365.0 * day),
    }
}

/// A story that is written as the thing happens.
fn live(chance: &mut Chance) -> Vec<i64> {
    let lasts = chance.about(900.0, 0.7);
    let count = 15 + chance.count(25.0);
    in_order((0..count).map(|_| chance.between(0.0, lasts)).collect())
}

fn in_order(edits: Vec<f64>) -> Vec<i64> {
    let mut edits: Vec<i64> =
        edits.into_iter().map(|at| at as i64).filter(|at| *at < YEAR).collect();
    edits.sort_unstable();
    edits
}
