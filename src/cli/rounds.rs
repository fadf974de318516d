//! Rounds of checks run from a command, until done or interrupted.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::cli::console::Console;
use crate::cli::network::{Network, runtime};
use crate::cli::reports::{End, Reports};
use crate::cli::{clock, process};
use crate::error::{Error, Result};
use crate::fetch::client::Gate;
use crate::poll::lanes::Lanes;
use crate::poll::redirect::Detours;
use crate::poll::{self, Round, Work};
use crate::store::sqlite::SqliteStore;
use crate::store::{Scope, Store};

/// How long a round waits for a host whose last request was just now.
///
/// Shorter than the shortest pause that a host can ask for: one that asks is left to a later round.
const PATIENCE: TimeDelta = TimeDelta::seconds(45);
/// A round of many gets this time at least.
const SHORTEST_LIMIT: Duration = Duration::from_secs(60);

/// Runs one round; the exit code is 0, or 130 or 143 where a signal ended it, as is told beside it.
pub fn once(
    store: SqliteStore,
    gate: Gate,
    network: &Network,
    work: Work,
    reports: &mut Reports,
) -> Result<(ExitCode, End)> {
    runtime()?.block_on(async {
        let mut stop = Stop::listen()?;
        let round = begin(Arc::new(store), gate, network, &work.stories, None)?;
        poll::round(round, work, stop.receiver(), |news| reports.tell(news)).await?;
        Ok((stop.exit_code(), stop.end()))
    })
}

/// A round that starts at its scope's instant: a clock set back between the two would hide what
/// is due, or make a story look unchecked. The hosts of pollers that were killed are free for it.
///
/// One of many, `every` so long, neither waits long for a host nor lasts much longer: a slow host
/// holds no other up, and is gone on with in the next.
pub fn begin(
    store: Arc<dyn Store>,
    gate: Gate,
    network: &Network,
    scope: &Scope,
    every: Option<Duration>,
) -> Result<Arc<Round<Gate>>> {
    let started = scope.instant();
    store.free_hosts(started, process::is_dead)?;
    let patience = every.and_then(|every| TimeDelta::from_std(every).ok());
    let patience = patience.map_or(PATIENCE, |every| every.min(PATIENCE));
    let pace = network.pace(&gate, patience);
    Ok(Arc::new(Round {
        store,
        fetch: gate,
        pace,
        started,
        limit: every.map(|every| every.max(SHORTEST_LIMIT)),
        claimer: process::own_name(),
        detours: Detours::default(),
        lanes: Lanes::default(),
    }))
}

/// Takes back what a clock that was ahead did to the store, and says so.
pub fn bring_back(store: &dyn Store, console: &Console) -> Result<()> {
    let words = match store.bring_back(clock::now())? {
        0 => return Ok(()),
        1 => "1 story was checked in the future, and is due now".to_owned(),
        more => format!("{more} stories were checked in the future, and are due now"),
    };
    console.note(&format!("a clock was ahead: {words}"));
    Ok(())
}

/// The wish to stop, as signals express it: the first asks, the second ends the program at once.
pub struct Stop {
    stopped: watch::Receiver<bool>,
    signal: watch::Receiver<Option<u8>>,
}

impl Stop {
    pub fn listen() -> Result<Stop> {
        let cannot = |error| Error::internal("cannot listen for signals").caused_by(error);
        let mut interrupt = signal(SignalKind::interrupt()).map_err(cannot)?;
        let mut terminate = signal(SignalKind::terminate()).map_err(cannot)?;
        let (stop, stopped) = watch::channel(false);
        let (name, signal) = watch::channel(None);
        tokio::spawn(async move {
            loop {
                let code = tokio::select! {
                    Some(()) = interrupt.recv() => 130,
                    Some(()) = terminate.recv() => 143,
                };
                if *stop.borrow() {
                    std::process::exit(code);
                }
                name.send_replace(Some(code as u8));
                stop.send_replace(true);
            }
        });
        Ok(Stop { stopped, signal })
    }

    pub fn receiver(&self) -> watch::Receiver<bool> {
        self.stopped.clone()
    }

    pub fn is_asked(&self) -> bool {
        *self.stopped.borrow()
    }

    /// How what ends now has ended.
    pub fn end(&self) -> End {
        if self.is_asked() { End::Stopped } else { End::Done }
    }

    /// The code that a shell expects after the signal; success without one.
    pub fn exit_code(&mut self) -> ExitCode {
        self.signal.borrow_and_update().map_or(ExitCode::SUCCESS, ExitCode::from)
    }
}
