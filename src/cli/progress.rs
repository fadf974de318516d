//! How far a long command has come, shown on a terminal.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::cli::console::Console;
use crate::cli::times;
use crate::time::Time;

/// How often a line that counts seconds is drawn.
const TICK: Duration = Duration::from_millis(200);

/// A bar for that many stories, on standard error; one that is not seen where there are fewer than
/// two, or no terminal, or notes are unwanted.
pub fn bar(stories: usize, console: &Console) -> ProgressBar {
    if stories < 2 || !console.shows_progress() {
        return hidden();
    }
    let bar = ProgressBar::new(stories as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} stories · {elapsed}") {
        bar.set_style(style);
    }
    bar
}

/// A line that says when the next round is to come; one that is not seen where there is no terminal.
pub fn until(next: Time, console: &Console) -> ProgressBar {
    if !console.shows_progress() {
        return hidden();
    }
    let line = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{msg:.dim}") {
        line.set_style(style);
    }
    line.set_message(format!("next round at {} · Ctrl-C ends", times::local_exact(next)));
    line.tick();
    line
}

/// A line that says what takes its time, with the seconds that it has taken; one that is not seen
/// where there is no terminal.
pub fn busy(what: &str, console: &Console) -> ProgressBar {
    if !console.shows_progress() {
        return hidden();
    }
    let line = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} · {elapsed}") {
        line.set_style(style);
    }
    line.set_message(what.to_owned());
    line.enable_steady_tick(TICK);
    line
}

/// A bar that is never seen.
pub fn hidden() -> ProgressBar {
    ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden())
}
