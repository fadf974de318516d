//! Simulates ten thousand stories, each followed for a year, under our schedule and others: the share
//! of edits that each catches within a quarter of an hour, an hour and a day, and its requests.
//!
//! `cargo bench --bench schedule -- --stories 10000 --seed 1`

mod chance;
mod edits;
mod follow;
mod rules;

use std::env;

use crate::chance::Chance;
use crate::follow::{Tally, follow};

fn main() {
    let args: Vec<String> = env::args().collect();
    let after = |flag: &str, default: u64| {
        let at = args.iter().position(|arg| arg == flag);
        let value = at.and_then(|at| args.get(at + 1)).and_then(|value| value.parse().ok());
        value.unwrap_or(default)
    };
    let mut chance = Chance::new(after("--seed", 1));
    let stories: Vec<Vec<i64>> =
        (0..after("--stories", 10_000)).map(|_| edits::of_a_story(&mut chance)).collect();
    print_stories(&stories);
    println!();
    println!("| schedule | 15 min | hour | day | later | never | requests | a story |");
    println!("|---|---|---|---|---|---|---|---|");
    for (name, rule) in rules::ALL {
        let mut tally = Tally::default();
        for (number, edits) in stories.iter().enumerate() {
            follow(number, edits, rule, &mut tally);
        }
        print_row(name, &tally, stories.len());
    }
}

fn print_stories(stories: &[Vec<i64>]) {
    let edits: Vec<i64> = stories.iter().flatten().copied().collect();
    let share = |count: usize, of: usize| 100 * count / of.max(1);
    let edited = stories.iter().filter(|edits| !edits.is_empty()).count();
    let before = |minutes| edits.iter().filter(|edit| **edit < minutes).count();
    println!(
        "{} stories, {} % of them edited; {} edits, {} % in the first hour, {} % in three, {} % in \
         the first day, {} % after a month",
        stories.len(),
        share(edited, stories.len()),
        edits.len(),
        share(before(60), edits.len()),
        share(before(180), edits.len()),
        share(before(edits::DAY), edits.len()),
        share(edits.len() - before(30 * edits::DAY), edits.len()),
    );
}

fn print_row(name: &str, tally: &Tally, stories: usize) {
    let edits = tally.edits().max(1) as f64;
    let shares = [tally.quarter, tally.hour, tally.day, tally.later, tally.never];
    let shares = shares.map(|count| format!("{:.3}", count as f64 / edits));
    let a_story = tally.requests as f64 / stories.max(1) as f64;
    println!("| {name} | {} | {} | {a_story:.0} |", shares.join(" | "), tally.requests);
}
