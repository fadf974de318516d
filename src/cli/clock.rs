//! The clock: read here and nowhere else.

use std::sync::OnceLock;

use chrono::Utc;

use crate::cli::console::Console;
use crate::error::{Error, Result};
use crate::time::Time;

/// The variable with the time that a trial takes it to be, so that it comes out the same each time.
const VARIABLE: &str = "REVDIFF_NOW";

static STOPPED: OnceLock<Time> = OnceLock::new();

/// Stops the clock for this process where the environment says at what time.
pub fn stop_if_told() -> Result<()> {
    let Some(told) = std::env::var_os(VARIABLE) else { return Ok(()) };
    let Some(time) = told.to_str().and_then(Time::parse) else {
        let next = "give one such as 2025-12-01T08:00:00Z, or unset it";
        let told = told.to_string_lossy();
        return Err(Error::invalid(format!("{VARIABLE} is not a time: {told}; {next}")));
    };
    STOPPED.get_or_init(|| time);
    Ok(())
}

/// Reminds a user whose clock is stopped that what is captured is dated by it.
pub fn tell_if_stopped(console: &Console) {
    if let Some(time) = STOPPED.get() {
        console.note(&format!("the clock stands at {time}, as {VARIABLE} says"));
    }
}

/// The present instant, cut to the millisecond.
pub fn now() -> Time {
    let running = || Time::from_millis(Utc::now().timestamp_millis());
    STOPPED.get().copied().unwrap_or_else(running)
}
