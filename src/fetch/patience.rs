//! How long one check may take: so long for what servers do, and so long for waiting until they may
//! be asked.

use std::time::Duration;

use tokio::time::{Instant, timeout};

use crate::fetch::trouble::Trouble;
use crate::history::FailureKind;

/// How long a check waits on its whole way to be admitted.
pub const ADMISSION_MAX: Duration = Duration::from_secs(60);

/// The time that a check has left.
#[derive(Debug)]
pub struct Patience {
    timeout: Duration,
    transfer: Duration,
    admission: Duration,
}

impl Patience {
    pub fn new(timeout: Duration) -> Patience {
        Patience { timeout, transfer: timeout, admission: ADMISSION_MAX }
    }

    /// Awaits what a server is to do, while there is time.
    pub async fn transfer<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Trouble> {
        let why = || format!("no whole answer within {} s", self.timeout.as_secs_f64());
        let (done, left) = within(self.transfer, work).await;
        let done = done.ok_or_else(|| Trouble::new(FailureKind::Timeout, why()));
        self.transfer = left;
        done
    }

    /// Awaits leave to ask, while there is time.
    pub async fn admission<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Trouble> {
        let why = || format!("no turn on the way within {} s", ADMISSION_MAX.as_secs());
        let (done, left) = within(self.admission, work).await;
        self.admission = left;
        done.ok_or_else(|| Trouble::new(FailureKind::Timeout, why()))
    }

    /// Whether there is no time left for servers.
    pub fn is_over(&self) -> bool {
        self.transfer.is_zero()
    }
}

/// What came of some work, if it was done in time, and the time that is left.
async fn within<T>(time: Duration, work: impl Future<Output = T>) -> (Option<T>, Duration) {
    let start = Instant::now();
    match timeout(time, work).await {
        Ok(done) => (Some(done), time.saturating_sub(start.elapsed())),
        Err(_) => (None, Duration::ZERO),
    }
}
