//! The lanes to the hosts that this process asks: so many requests of a host at a time and no more,
//! at its pace, whether its own stories or another host's redirects lead there.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::poll::pacer::Pacer;
use crate::poll::{HostPace, Pace};
use crate::time::Time;

/// The lanes in use; one that nobody uses any more is forgotten.
#[derive(Default)]
pub struct Lanes {
    hosts: Mutex<HashMap<String, Weak<Lane>>>,
}

/// The way to one host.
pub struct Lane {
    pub pacer: Pacer,
    places: Arc<Semaphore>,
}

/// A request to a host that is under way: its place is free again when this is dropped, and the
/// delay to the next counts from then.
pub struct Passage {
    lane: Arc<Lane>,
    crawl_delay: Option<Duration>,
    _place: OwnedSemaphorePermit,
}

/// Lanes remembered before those that nobody uses are looked for.
const LANES_MAX: usize = 1024;

impl Lanes {
    /// The lane to a host, the same for all who ask it now.
    pub fn to(&self, host: &str, pace: &Pace) -> Arc<Lane> {
        let mut hosts = self.hosts.lock().expect("no holder panics");
        if let Some(lane) = hosts.get(host).and_then(Weak::upgrade) {
            return lane;
        }
        if hosts.len() >= LANES_MAX {
            hosts.retain(|_, lane| lane.strong_count() > 0);
        }
        let HostPace { delay, connections } = pace.of(host);
        let places = Arc::new(Semaphore::new(connections.max(1)));
        let pacer = Pacer::new(Time::from_millis(i64::MIN), delay, pace.clock);
        let lane = Arc::new(Lane { pacer, places });
        hosts.insert(host.to_owned(), Arc::downgrade(&lane));
        lane
    }
}

impl Lane {
    /// Waits for a free place and takes it.
    pub async fn enter(self: &Arc<Self>, crawl_delay: Option<Duration>) -> Passage {
        let place = Arc::clone(&self.places).acquire_owned().await;
        let place = place.expect("a lane's places are never closed");
        Passage { lane: Arc::clone(self), crawl_delay, _place: place }
    }
}

impl Drop for Passage {
    fn drop(&mut self) {
        self.lane.pacer.ended(self.crawl_delay);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn noon() -> Time {
        Time::from_millis(1_764_000_000_000)
    }

    fn pace() -> Pace {
        Pace {
            host_delay: Duration::from_secs(1),
            host_connections: 1,
            hosts: 4,
            lease: TimeDelta::minutes(5),
            patience: TimeDelta::zero(),
            config: Arc::default(),
            clock: noon,
        }
    }

    #[tokio::test]
    async fn one_request_of_a_host_is_under_way_at_a_time() {
        let lanes = Lanes::default();
        let (one, same) = (lanes.to("a.test", &pace()), lanes.to("a.test", &pace()));
        let first = one.enter(None).await;
        let second = same.enter(None);
        tokio::pin!(second);
        let is_waiting = futures_ready(second.as_mut()).is_none();
        assert!(is_waiting);
        let other = lanes.to("b.test", &pace());
        drop(other.enter(None).await);
        drop(first);
        drop(second.await);
        assert_eq!(one.pacer.next_ok_at(), noon() + TimeDelta::seconds(1));
    }

    /// What a future has come to already.
    fn futures_ready<F: Future>(future: std::pin::Pin<&mut F>) -> Option<F::Output> {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match future.poll(&mut context) {
            std::task::Poll::Ready(output) => Some(output),
            std::task::Poll::Pending => None,
        }
    }

    #[test]
    fn lanes_that_nobody_uses_are_forgotten() {
        let lanes = Lanes::default();
        let kept = lanes.to("kept.test", &pace());
        for number in 0..3 * LANES_MAX {
            lanes.to(&format!("{number}.test"), &pace());
        }
        assert!(lanes.hosts.lock().expect("no holder panics").len() <= LANES_MAX);
        assert!(Arc::ptr_eq(&kept, &lanes.to("kept.test", &pace())));
    }
}
