//! The pace at which one host is asked: a request starts no sooner than the host's next free
//! moment, and the delay to the one after it counts from its end.

use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use chrono::TimeDelta;
use tokio::sync::watch;

use crate::fetch::manners;
use crate::time::Time;

/// How long a visit waits for the host's next free moment.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::seconds(60);

/// When the next request to a host may start.
pub struct Pacer {
    moments: Mutex<Moments>,
    host_delay: Duration,
    clock: fn() -> Time,
}

struct Moments {
    next_ok_at: Time,
    /// The end of the newest pause that the host asked for: it holds for those, too, who had taken
    /// their moment before.
    paused_until: Time,
}

/// By so much a sleep may end too early by another clock.
const CLOCKS_APART: TimeDelta = TimeDelta::seconds(1);

impl Pacer {
    pub fn new(next_ok_at: Time, host_delay: Duration, clock: fn() -> Time) -> Pacer {
        let moments = Moments { next_ok_at, paused_until: Time::from_millis(i64::MIN) };
        Pacer { moments: Mutex::new(moments), host_delay, clock }
    }

    pub fn next_ok_at(&self) -> Time {
        self.lock().next_ok_at
    }

    /// The end of the pause that the host has asked for, while it lasts.
    pub fn paused_until(&self) -> Option<Time> {
        let until = self.lock().paused_until;
        Some(until).filter(|until| *until > (self.clock)() + CLOCKS_APART)
    }

    /// Leaves the host alone until an instant, which stops those, too, whose moment is taken.
    pub fn pause(&self, until: Time) {
        let mut moments = self.lock();
        moments.next_ok_at = until.max(moments.next_ok_at);
        moments.paused_until = until.max(moments.paused_until);
    }

    /// Takes the host's next free moment and waits for it; none, and nothing is taken, where the wish
    /// to stop is there before, or where the moment is long in coming: a host with such a delay is
    /// asked once a round. The user's own delay is waited out, however long.
    pub async fn turn(
        &self,
        crawl_delay: Option<Duration>,
        stop: &watch::Receiver<bool>,
    ) -> Option<Time> {
        let own = TimeDelta::from_std(self.host_delay).unwrap_or(TimeDelta::MAX);
        loop {
            if self.next_ok_at() - (self.clock)() > own.max(LONGEST_WAIT) {
                return None;
            }
            let start = self.wait(crawl_delay, stop).await?;
            // A pause that came meanwhile is waited out as well, or it is too long for that.
            if start >= self.lock().paused_until {
                return Some(start);
            }
        }
    }

    /// Takes the host's next free moment and waits for it; none where the wish to stop is there
    /// before, and the moment is not taken.
    async fn wait(
        &self,
        crawl_delay: Option<Duration>,
        stop: &watch::Receiver<bool>,
    ) -> Option<Time> {
        let now = (self.clock)();
        let (start, next) = self.take(now, crawl_delay);
        let wait = (start - now).to_std().unwrap_or(Duration::ZERO);
        let waited = async {
            if !wait.is_zero() {
                // The sleep is the manners themselves: the host is left alone until its moment.
                tokio::time::sleep(wait).await;
            }
        };
        tokio::select! {
            biased;
            () = stopped(stop.clone()) => {
                self.give_back(start, next);
                None
            }
            () = waited => Some(start),
        }
    }

    /// Lets nobody ask the host before an instant.
    pub fn not_before(&self, instant: Time) {
        let mut moments = self.lock();
        moments.next_ok_at = instant.max(moments.next_ok_at);
    }

    /// Takes the host's next free moment and waits for it, where it is no further off than
    /// `patience`; else says when it is, and nothing is taken.
    pub async fn wait_within(
        &self,
        crawl_delay: Option<Duration>,
        patience: TimeDelta,
    ) -> std::result::Result<(), Time> {
        loop {
            let now = (self.clock)();
            let next = self.next_ok_at();
            if next - now > patience {
                return Err(next);
            }
            let (start, _) = self.take(now, crawl_delay);
            let wait = (start - now).to_std().unwrap_or(Duration::ZERO);
            if !wait.is_zero() {
                // The host is left alone until its moment.
                tokio::time::sleep(wait).await;
            }
            if start >= self.lock().paused_until {
                return Ok(());
            }
        }
    }

    /// Takes the host's next free moment and waits for it, though no longer than that: a look on its
    /// way to the page. The whole delay is kept after it.
    pub async fn wait_at_most(&self, crawl_delay: Option<Duration>, longest: TimeDelta) {
        let wait = {
            let mut moments = self.lock();
            let now = (self.clock)();
            let start = moments.next_ok_at.clamp(now, now + longest);
            let next = manners::next_ok_at(start, self.host_delay, crawl_delay);
            moments.next_ok_at = next.max(moments.next_ok_at);
            (start - now).to_std().unwrap_or(Duration::ZERO)
        };
        if !wait.is_zero() {
            // Manners again, if for no longer than one look may wait.
            tokio::time::sleep(wait).await;
        }
    }

    /// Notes that a request has ended just now.
    pub fn ended(&self, crawl_delay: Option<Duration>) {
        let next = manners::next_ok_at((self.clock)(), self.host_delay, crawl_delay);
        let mut moments = self.lock();
        moments.next_ok_at = next.max(moments.next_ok_at);
    }

    /// The moment taken, and the one that is next after it.
    fn take(&self, now: Time, crawl_delay: Option<Duration>) -> (Time, Time) {
        let mut moments = self.lock();
        let start = now.max(moments.next_ok_at);
        moments.next_ok_at = manners::next_ok_at(start, self.host_delay, crawl_delay);
        (start, moments.next_ok_at)
    }

    /// Gives a moment back that was the last taken; of others the host is left alone, which does
    /// no harm.
    fn give_back(&self, start: Time, next: Time) {
        let mut moments = self.lock();
        if moments.next_ok_at == next {
            moments.next_ok_at = start;
        }
    }

    fn lock(&self) -> MutexGuard<'_, Moments> {
        self.moments.lock().expect("no holder panics")
    }
}

/// Ends when the wish to stop is there; never, where nobody is left to wish it.
pub async fn stopped(mut stop: watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// How long a request under way may take to end when the round is stopped.
const GRACE: Duration = Duration::from_secs(4);

/// The result of some asking; none where the round is stopped and the asking outlasts its grace.
pub async fn unless_stopped<T>(
    stop: &watch::Receiver<bool>,
    asking: impl Future<Output = T>,
) -> Option<T> {
    let cut = async {
        stopped(stop.clone()).await;
        // Whatever is under way gets this long to end by itself.
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        asked = asking => Some(asked),
        () = cut => None,
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

    const SECOND: Duration = Duration::from_secs(1);

    #[tokio::test]
    async fn requests_start_a_delay_apart_and_the_end_of_one_counts() {
        let (_sender, stop) = watch::channel(false);
        let pacer = Pacer::new(noon(), SECOND, noon);
        assert_eq!(pacer.wait(None, &stop).await, Some(noon()));
        assert_eq!(millis_to_next(pacer.next_ok_at()), 1000);
        pacer.ended(Some(Duration::from_secs(5)));
        assert_eq!(millis_to_next(pacer.next_ok_at()), 5000);
        pacer.ended(None);
        assert_eq!(millis_to_next(pacer.next_ok_at()), 5000, "never nearer");
        pacer.not_before(noon());
        assert_eq!(millis_to_next(pacer.next_ok_at()), 5000, "nor so");
    }

    #[tokio::test]
    async fn a_moment_too_far_off_is_not_taken() {
        let pacer = Pacer::new(noon(), SECOND, noon);
        assert_eq!(pacer.wait_within(None, TimeDelta::zero()).await, Ok(()));
        assert_eq!(
            pacer.wait_within(None, TimeDelta::milliseconds(999)).await,
            Err(noon() + TimeDelta::seconds(1))
        );
        assert_eq!(millis_to_next(pacer.next_ok_at()), 1000);
    }

    #[tokio::test]
    async fn a_turn_that_is_long_in_coming_is_not_waited_for() {
        let (_sender, stop) = watch::channel(false);
        let far = noon() + LONGEST_WAIT + TimeDelta::seconds(1);
        let pacer = Pacer::new(far, SECOND, noon);
        assert_eq!((pacer.turn(None, &stop).await, pacer.next_ok_at()), (None, far));
        let pacer = Pacer::new(noon(), SECOND, noon);
        assert_eq!(pacer.turn(None, &stop).await, Some(noon()));
    }

    #[tokio::test]
    async fn on_its_way_a_look_waits_no_longer_than_it_may() {
        let (long, longest) = (Some(SECOND * 60), TimeDelta::milliseconds(5));
        let pacer = Pacer::new(noon(), SECOND, noon);
        pacer.ended(long);
        pacer.wait_at_most(long, longest).await;
        assert_eq!(millis_to_next(pacer.next_ok_at()), 60_005, "the delay is kept after it");
        let pacer = Pacer::new(noon() + TimeDelta::milliseconds(2), SECOND, noon);
        pacer.wait_at_most(None, longest).await;
        assert_eq!(millis_to_next(pacer.next_ok_at()), 1002, "and no shorter than it must");
    }

    #[tokio::test]
    async fn a_pause_stops_those_whose_moment_is_taken() {
        let (_sender, stop) = watch::channel(false);
        let soon = noon() + TimeDelta::milliseconds(5);
        let pacer = Pacer::new(soon, SECOND, noon);
        let until = noon() + LONGEST_WAIT + TimeDelta::seconds(1);
        let meanwhile = async { pacer.pause(until) };
        let (turn, waited, ()) = tokio::join!(
            pacer.turn(None, &stop),
            pacer.wait_within(None, LONGEST_WAIT),
            meanwhile,
        );
        assert_eq!((turn, waited), (None, Err(until)));
        assert_eq!(pacer.paused_until(), Some(until));
    }

    #[tokio::test]
    async fn nothing_is_taken_after_the_wish_to_stop() {
        let (_sender, stop) = watch::channel(true);
        let far = noon() + TimeDelta::days(300);
        for next in [noon(), far] {
            let pacer = Pacer::new(next, SECOND, noon);
            assert_eq!(pacer.wait(None, &stop).await, None);
            assert_eq!(pacer.next_ok_at(), next);
        }
    }

    #[tokio::test]
    async fn one_who_waits_holds_nobody_up_and_gives_up_when_stopped() {
        let (sender, stop) = watch::channel(false);
        let far = noon() + TimeDelta::days(300);
        let pacer = Pacer::new(far, SECOND, noon);
        let meanwhile = async {
            pacer.ended(None);
            assert_eq!(pacer.next_ok_at(), far + TimeDelta::seconds(1), "it is taken");
            sender.send_replace(true);
        };
        let (moment, ()) = tokio::join!(pacer.wait(None, &stop), meanwhile);
        assert_eq!((moment, pacer.next_ok_at()), (None, far));
    }
}
