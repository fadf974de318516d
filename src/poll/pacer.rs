//! The pace at which one host is asked: a request starts no sooner than the host's next free
//! moment, and the delay to the one after it counts from its end.

use std::time::Duration;

use tokio::sync::{Mutex, watch};

use crate::fetch::manners;
use crate::time::Time;

/// When the next request to a host may start.
pub struct Pacer {
    next_ok_at: Mutex<Time>,
    host_delay: Duration,
    clock: fn() -> Time,
}

impl Pacer {
    pub fn new(next_ok_at: Time, host_delay: Duration, clock: fn() -> Time) -> Pacer {
        Pacer { next_ok_at: Mutex::new(next_ok_at), host_delay, clock }
    }

    pub async fn next_ok_at(&self) -> Time {
        *self.next_ok_at.lock().await
    }

    /// Waits for the host's next free moment, or for the wish to stop, and takes the moment.
    pub async fn wait(&self, crawl_delay: Option<Duration>, stop: &watch::Receiver<bool>) {
        let mut next_ok_at = self.next_ok_at.lock().await;
        let now = (self.clock)();
        let wait = (*next_ok_at - now).to_std().unwrap_or(Duration::ZERO);
        if !wait.is_zero() {
            tokio::select! {
                () = tokio::time::sleep(wait) => {}
                () = stopped(stop.clone()) => {}
            }
        }
        let start = now.max(*next_ok_at);
        *next_ok_at = manners::next_ok_at(start, self.host_delay, crawl_delay);
    }

    /// Notes that a request has ended just now.
    pub async fn ended(&self, crawl_delay: Option<Duration>) {
        let next = manners::next_ok_at((self.clock)(), self.host_delay, crawl_delay);
        let mut next_ok_at = self.next_ok_at.lock().await;
        *next_ok_at = next.max(*next_ok_at);
    }
}

/// Ends when the wish to stop is there; never, where nobody is left to wish it.
pub async fn stopped(mut stop: watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        std::future::pending::<()>().await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Time {
        Time::from_millis(1_000_000)
    }

    fn millis_to_next(next: Time) -> i64 {
        (next - noon()).num_milliseconds()
    }

    #[tokio::test]
    async fn requests_start_a_delay_apart_and_the_end_of_one_counts() {
        let (_sender, stop) = watch::channel(false);
        let pacer = Pacer::new(noon(), Duration::from_secs(1), noon);
        pacer.wait(None, &stop).await;
        assert_eq!(millis_to_next(pacer.next_ok_at().await), 1000);
        pacer.ended(Some(Duration::from_secs(5))).await;
        assert_eq!(millis_to_next(pacer.next_ok_at().await), 5000);
        pacer.ended(None).await;
        assert_eq!(millis_to_next(pacer.next_ok_at().await), 5000, "never nearer");
    }

    #[tokio::test]
    async fn a_wish_to_stop_ends_the_waiting() {
        let (_sender, stop) = watch::channel(true);
        let far = noon() + chrono::TimeDelta::days(300);
        let pacer = Pacer::new(far, Duration::ZERO, noon);
        pacer.wait(None, &stop).await;
        assert_eq!(pacer.next_ok_at().await, far);
    }
}
