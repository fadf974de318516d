//! Seats for those who read pages: as many threads as there are processors, always the same.
//!
//! More would end no sooner. And a thread that reads pages keeps what its patterns have learnt,
//! some ten megabytes: the threads of a pool that come and go would each keep their own.

use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, LazyLock, Mutex};
use std::thread;

use tokio::sync::oneshot;

type Work = Box<dyn FnOnce() + Send>;

/// Where work is handed in for the threads, which live as long as the process.
static HANDED_IN: LazyLock<Sender<Work>> = LazyLock::new(|| {
    let (sender, receiver) = channel();
    let receiver = Arc::new(Mutex::new(receiver));
    for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
        let receiver = Arc::clone(&receiver);
        thread::spawn(move || read_on(&receiver));
    }
    sender
});

/// The work panicked.
#[derive(Debug, PartialEq, Eq)]
pub struct Broken;

/// Does some work as soon as a seat is free.
pub async fn work<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Broken> {
    let (tell, told) = oneshot::channel();
    let work = move || {
        // Whoever does not wait any more does not want to know.
        let _ = tell.send(work());
    };
    // Without a thread to take it, the work is dropped, and so told to be broken.
    let _ = HANDED_IN.send(Box::new(work));
    told.await.map_err(|_| Broken)
}

fn read_on(handed_in: &Mutex<Receiver<Work>>) {
    let next = || handed_in.lock().expect("no holder panics").recv();
    while let Ok(work) = next() {
        // What was to be told is dropped with the panic, which tells of it.
        let _ = catch_unwind(AssertUnwindSafe(work));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[tokio::test]
    async fn the_same_few_threads_do_all_the_work() {
        let mut seen = HashSet::new();
        for number in 0..50 {
            let done = work(move || (number, thread::current().id())).await;
            let (same, thread) = done.expect("nothing panics");
            assert_eq!(same, number);
            seen.insert(thread);
        }
        let seats = thread::available_parallelism().map_or(1, NonZero::get);
        assert!(seen.len() <= seats, "{} of {seats}", seen.len());
    }

    #[tokio::test]
    async fn work_that_panics_breaks_nothing_else() {
        for _ in 0..20 {
            assert_eq!(
                work(|| panic!("a page that breaks the reader")).await,
                Err::<(), _>(Broken)
            );
        }
        assert_eq!(work(|| 1 + 1).await, Ok(2));
    }
}
