//! Timing: engines taking turns on one piece of work.

use std::time::Instant;

use crate::engines::Engine;
use crate::work::Work;

/// How often a piece of work is repeated at most, and for how long.
pub struct Rounds {
    pub most: usize,
    pub seconds: f64,
}

/// The best time of each engine, in seconds.
pub fn best(engines: &[Engine], work: &Work, rounds: Rounds) -> Vec<f64> {
    let mut times = vec![f64::INFINITY; engines.len()];
    let began = Instant::now();
    for round in 0..rounds.most {
        for step in 0..engines.len() {
            // Another one begins each round, so that none always finds the memory warm.
            let index = (step + round) % engines.len();
            let start = Instant::now();
            std::hint::black_box((engines[index].run)(&work.old, &work.new));
            times[index] = times[index].min(start.elapsed().as_secs_f64());
        }
        if began.elapsed().as_secs_f64() > rounds.seconds {
            break;
        }
    }
    times
}
