//! `cargo bench --bench diff`: revdiff beside other engines on the same work, in one table.
//!
//! `-- --pairs DIR` measures revision pairs, files `{"id","old","new"}`, instead of written ones.
//! All engines take turns on each piece of work, so that a busy machine slows them alike; the
//! figure of a piece is the best of its rounds. Every engine's time holds its own tokenising.

mod engines;
mod git;
mod memory;
mod rounds;
mod work;

use std::env;
use std::error::Error;

use engines::{ALL, FAST, OURS};
use rounds::{Rounds, best};
use work::Work;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().collect();
    let after = |flag: &str| {
        let at = args.iter().position(|arg| arg == flag)?;
        args.get(at + 1).map(String::as_str)
    };
    if let Some(engine) = after(memory::FLAG) {
        return memory::run(engine);
    }
    set(&match after("--pairs") {
        Some(folder) => work::read(folder)?,
        None => work::articles(),
    });
    growth();
    beside_git();
    hostile();
    memory::table()
}

/// A set of articles: the whole set and the median article.
fn set(pairs: &[Work]) {
    println!("A set of {} pairs of articles", pairs.len());
    println!("{:<28}{:>12}{:>14}{:>10}", "engine", "set, ms", "median, µs", "of imara");
    let times: Vec<Vec<f64>> =
        pairs.iter().map(|pair| best(&ALL, pair, Rounds { most: 9, seconds: 0.2 })).collect();
    let total = |engine: usize| times.iter().map(|row| row[engine]).sum::<f64>();
    let imara = engines::IMARA;
    for (index, engine) in ALL.iter().enumerate() {
        let mut row: Vec<f64> = times.iter().map(|row| row[index]).collect();
        row.sort_by(f64::total_cmp);
        let (total, median) = (total(index), row[row.len() / 2]);
        let ratio = total / times.iter().map(|row| row[imara]).sum::<f64>();
        println!("{:<28}{:>12.1}{:>14.0}{:>10.2}", engine.name, total * 1e3, median * 1e6, ratio);
    }
    println!();
}

/// From a thousand words to a million.
fn growth() {
    println!("Growth: milliseconds by words and share of words changed");
    let sizes = [1_000, 10_000, 100_000, 1_000_000];
    let columns: Vec<(usize, usize)> =
        [1, 10].iter().flat_map(|&percent| sizes.map(|words| (words, percent))).collect();
    print!("{:<28}", "engine");
    for (words, percent) in &columns {
        print!("{:>12}", format!("{words}/{percent}%"));
    }
    println!();
    let times: Vec<Vec<f64>> = columns
        .iter()
        .map(|&(words, percent)| {
            best(&FAST, &work::changed(words, percent), Rounds { most: 9, seconds: 3.0 })
        })
        .collect();
    for (index, engine) in FAST.iter().enumerate() {
        print!("{:<28}", engine.name);
        for row in &times {
            print!("{:>12.2}", row[index] * 1e3);
        }
        println!();
    }
    println!();
}

/// Beside `git diff --no-index --word-diff`, a process of its own each time.
fn beside_git() {
    let work = work::changed(100_000, 10);
    let rounds = Rounds { most: 9, seconds: 3.0 };
    let Some(gits) = git::best(&work, &rounds) else {
        println!("git is not installed: not measured\n");
        return;
    };
    let ours = best(&[OURS], &work, rounds)[0];
    println!("100,000 words, 10 % changed, beside git diff --no-index --word-diff");
    println!("{:<28}{:>12.2}\n{:<28}{:>12.2}", "revdiff, ms", ours * 1e3, "git, ms", gits * 1e3);
    println!("{:<28}{:>12.2}\n", "of git", ours / gits);
}

/// Input made to be hard, beside the same amount of text with one word in a hundred changed.
fn hostile() {
    println!("Hostile input of 100,000 words: milliseconds, and times the 1 % case");
    let rounds = || Rounds { most: 5, seconds: 2.0 };
    let usual = best(&[OURS], &work::changed(100_000, 1), rounds())[0];
    for work in work::hostile(100_000) {
        let time = best(&[OURS], &work, rounds())[0];
        println!("{:<28}{:>12.2}{:>10.1}", work.name, time * 1e3, time / usual);
    }
    println!();
}
