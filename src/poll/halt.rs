//! The end of a wave: wished for by the user, or brought on by an error.

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::poll::pacer::stopped;

/// Halts the visits of a wave with the round, or before it.
pub struct Halt {
    halt: watch::Sender<bool>,
    with_round: JoinHandle<()>,
}

impl Halt {
    /// Halts when the round is stopped.
    pub fn on(stop: &watch::Receiver<bool>) -> Halt {
        let (halt, _) = watch::channel(*stop.borrow());
        let (round, visits) = (stop.clone(), halt.clone());
        let with_round = tokio::spawn(async move {
            stopped(round).await;
            visits.send_replace(true);
        });
        Halt { halt, with_round }
    }

    /// Halts at once.
    pub fn now(&self) {
        self.halt.send_replace(true);
    }

    pub fn receiver(&self) -> watch::Receiver<bool> {
        self.halt.subscribe()
    }
}

impl Drop for Halt {
    fn drop(&mut self) {
        self.with_round.abort();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn visits_halt_with_the_round_or_before_it() {
        let (stop, round) = watch::channel(false);
        let (first, second) = (Halt::on(&round), Halt::on(&round));
        first.now();
        stopped(first.receiver()).await;
        assert!(!*second.receiver().borrow(), "the round goes on");
        stop.send_replace(true);
        stopped(second.receiver()).await;
    }
}
