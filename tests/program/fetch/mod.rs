//! The gate to the network against origins on the loopback that answer well, badly and not at all.

mod addresses;
mod bodies;
mod encodings;
mod oracle;
mod proxy;
mod redirects;
mod robots;
mod tls;

use std::time::Duration;

use revdiff::fetch::client::{Gate, Limits};
use revdiff::fetch::guard::AllowPrivate;
use revdiff::fetch::{Answer, Extent, Fetch, Request};
use revdiff::history::{Failure, FailureKind};
use revdiff::page::{Page, Validators};
use url::Url;

/// A gate that reaches the loopback, in no hurry and with little appetite.
fn gate() -> Gate {
    gate_with(Limits { allow_private: AllowPrivate::Yes, ..limits() })
}

fn gate_with(limits: Limits) -> Gate {
    Gate::new(limits).expect("a gate")
}

fn limits() -> Limits {
    Limits { timeout: Duration::from_secs(20), bytes_max: 100_000, ..Limits::default() }
}

async fn ask(gate: &Gate, url: &str) -> Answer {
    ask_with(gate, url, Validators::default()).await
}

async fn ask_with(gate: &Gate, url: &str, validators: Validators) -> Answer {
    gate.fetch(Request {
        url: Url::parse(url).expect("a URL"),
        validators,
        admit: None,
        extent: Extent::Whole,
    })
    .await
}

fn page(answer: Answer) -> Page {
    match answer {
        Answer::Page(page) => *page,
        other => panic!("no page: {other:?}"),
    }
}

fn failure(answer: Answer, kind: FailureKind) -> Failure {
    match answer {
        Answer::Failed(failure) if failure.kind == kind => *failure,
        other => panic!("no {kind:?}: {other:?}"),
    }
}
