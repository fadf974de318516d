//! Timing: engines taking turns on one page.

use std::hint::black_box;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use crate::engines::ALL;
use crate::pages::Page;

const ROUNDS: usize = 5;

/// The best time of each engine, in seconds of CPU.
pub fn best(page: &Page) -> Vec<f64> {
    let mut times = vec![f64::INFINITY; ALL.len()];
    for round in 0..ROUNDS {
        for step in 0..ALL.len() {
            // Another one begins each round, so that none always finds the memory warm.
            let index = (step + round) % ALL.len();
            let start = now();
            black_box((ALL[index].run)(page));
            times[index] = times[index].min((now() - start).as_secs_f64());
        }
    }
    times
}

/// The time that this thread has run.
fn now() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}
