//! The end of a round: wished for by the user, brought on by an error, or come with time.

use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::poll::pacer::stopped;

/// Halts the visits of a round when the user wishes it, or before.
pub struct Halt {
    halt: watch::Sender<bool>,
    waiting: JoinHandle<()>,
}

impl Halt {
    /// Halts on the user's wish, and after so much time where there is a limit.
    pub fn on(stop: &watch::Receiver<bool>, limit: Option<Duration>) -> Halt {
        let (halt, _) = watch::channel(*stop.borrow());
        let (wish, visits) = (stop.clone(), halt.clone());
        let waiting = tokio::spawn(async move {
            match limit {
                None => stopped(wish).await,
                // The time being over and the wish come to the same.
                Some(limit) => drop(tokio::time::timeout(limit, stopped(wish)).await),
            }
            visits.send_replace(true);
        });
        Halt { halt, waiting }
    }

    /// Halts at once.
    pub fn now(&self) {
        self.halt.send_replace(true);
    }

    pub fn has_come(&self) -> bool {
        *self.halt.borrow()
    }

    pub fn receiver(&self) -> watch::Receiver<bool> {
        self.halt.subscribe()
    }
}

impl Drop for Halt {
    fn drop(&mut self) {
        self.waiting.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn visits_halt_on_a_wish_an_error_or_in_time() {
        let (stop, wish) = watch::channel(false);
        let (first, second) = (Halt::on(&wish, None), Halt::on(&wish, None));
        first.now();
        stopped(first.receiver()).await;
        assert!(first.has_come() && !second.has_come());
        stopped(Halt::on(&wish, Some(Duration::ZERO)).receiver()).await;
        stop.send_replace(true);
        stopped(second.receiver()).await;
        assert!(Halt::on(&wish, None).has_come());
    }
}
