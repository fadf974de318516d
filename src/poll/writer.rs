//! The writer: records what visits found, as many checks in one transaction as are there, and
//! reports each only when it is on the disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use chrono::TimeDelta;
use tokio::sync::mpsc;

use crate::error::Result;
use crate::history::{Check, FailureKind, Outcome};
use crate::poll::lanes::Lane;
use crate::poll::{News, Report, blocking};
use crate::store::{Claim, Recorded, Store};

/// Checks in one transaction at most.
const GROUP_MAX: usize = 100;

/// A check to be recorded under a claim.
pub struct Found {
    pub claim: Claim,
    pub check: Check,
    pub url: String,
    /// The way to the host.
    pub lane: Arc<Lane>,
    /// Set when the store finds that the claim is no longer ours.
    pub is_lost: Arc<AtomicBool>,
    /// Dropped when the check is on the disk, or never will be: see [`Pending`].
    pub pending: Pending,
}

/// A mark of a check that is not recorded yet. Whoever holds the other end of the channel sees it
/// close when the last mark is dropped.
pub type Pending = mpsc::Sender<std::convert::Infallible>;

/// Starts the writer: found checks go in, news of recorded ones come out. It ends when all senders
/// are gone, or with the store's first error.
pub fn start(
    store: Arc<dyn Store>,
    lease: TimeDelta,
    outbox: mpsc::Sender<Result<News>>,
) -> mpsc::Sender<Found> {
    let (found, inbox) = mpsc::channel(GROUP_MAX);
    tokio::spawn(write_all(store, lease, inbox, outbox));
    found
}

async fn write_all(
    store: Arc<dyn Store>,
    lease: TimeDelta,
    mut inbox: mpsc::Receiver<Found>,
    outbox: mpsc::Sender<Result<News>>,
) {
    let mut group = Vec::new();
    while inbox.recv_many(&mut group, GROUP_MAX).await > 0 {
        let checks: Vec<Found> = std::mem::take(&mut group);
        let store = Arc::clone(&store);
        let written = blocking(move || write(store.as_ref(), checks, lease)).await;
        let results = match written {
            Ok(reports) => reports.into_iter().map(|report| Ok(News::Story(report))).collect(),
            Err(error) => vec![Err(error)],
        };
        for result in results {
            let is_error = result.is_err();
            if outbox.send(result).await.is_err() || is_error {
                return;
            }
        }
    }
}

/// Records a group and reports on it, in order.
fn write(store: &dyn Store, group: Vec<Found>, lease: TimeDelta) -> Result<Vec<Report>> {
    let mut checks = Vec::with_capacity(group.len());
    let mut told = Vec::with_capacity(group.len());
    let mut pending = Vec::with_capacity(group.len());
    for found in group {
        told.push((found.url, found.lane, found.is_lost, why(&found.check.outcome)));
        checks.push((found.claim, found.check));
        pending.push(found.pending);
    }
    let recorded = store.record(&checks, lease)?;
    let mut reports = Vec::with_capacity(recorded.len());
    for (((_, check), recorded), (url, lane, is_lost, (failure, evidence))) in
        checks.iter().zip(recorded).zip(told)
    {
        match recorded {
            Recorded::Done { outcome, version, events, next_ok_at } => {
                // Another poller may have been told to leave the host alone.
                lane.pacer.not_before(next_ok_at);
                reports.push(Report {
                    id: check.story,
                    url,
                    outcome,
                    version,
                    failure,
                    events,
                    evidence,
                });
            }
            // Whoever has the host now looks at the story again.
            Recorded::Fenced => is_lost.store(true, Ordering::Relaxed),
        }
    }
    drop(pending);
    Ok(reports)
}

fn why(outcome: &Outcome) -> (Option<FailureKind>, Option<String>) {
    match outcome {
        Outcome::Failed(failure) => (Some(failure.kind), Some(failure.evidence.clone())),
        Outcome::Quarantined(quarantine) => (None, Some(quarantine.evidence.clone())),
        Outcome::Changed(_) | Outcome::NotModified(_) | Outcome::Unchanged(_) => (None, None),
    }
}
