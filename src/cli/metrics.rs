//! Figures of a poll that stays, served at an address of the user's choice for Prometheus to gather.

use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use axum::Router;
use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::TimeDelta;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};
use serde::Serialize;

use crate::error::{Error, Result};
use crate::history::Following;
use crate::poll::News;
use crate::store::Store;
use crate::time::Time;

/// What OpenMetrics 1.0 calls itself.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// Rounds are sorted by whether they took less than so many seconds.
const ROUND_SECONDS: [f64; 7] = [1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0];

/// A label and its value.
type Label = [(&'static str, String); 1];

/// The figures, counted from the start of the process.
#[derive(Default)]
pub struct Metrics {
    checks: Family<Label, Counter>,
    failures: Family<Label, Counter>,
    source_checks: Counter,
    rounds: RoundSeconds,
    broken_rounds: Counter,
    round_ended: Gauge,
    stories: Family<Label, Gauge>,
}

struct RoundSeconds(Histogram);

impl Default for RoundSeconds {
    fn default() -> RoundSeconds {
        RoundSeconds(Histogram::new(ROUND_SECONDS))
    }
}

impl Metrics {
    /// Counts what a round has come to.
    pub fn count(&self, news: &News) {
        match news {
            News::Story(report) => {
                self.checks.get_or_create(&label("outcome", report.outcome.as_str())).inc();
                if let Some(kind) = report.failure {
                    self.failures.get_or_create(&label("failure", kind)).inc();
                }
            }
            News::Source(_) => {
                self.source_checks.inc();
            }
        }
    }

    /// Notes the end of a round, and how the followed stories fare then.
    pub fn end_round(&self, started: Time, ended: Time, store: &dyn Store) -> Result<()> {
        let took: TimeDelta = ended - started;
        self.rounds.0.observe(took.as_seconds_f64().max(0.0));
        self.round_ended.set(ended.millis() / 1000);
        self.stories.clear();
        store.each_story(&mut |story| {
            if story.following != Following::Untracked {
                let state = if story.quarantined { "quarantined" } else { story.state.as_str() };
                self.stories.get_or_create(&label("state", state)).inc();
            }
        })
    }

    /// Counts a round that an error has ended.
    pub fn count_broken_round(&self) {
        self.broken_rounds.inc();
    }

    /// Serves them at `/metrics` from now on, within the present runtime; the address that it came to.
    pub fn serve(self: &Arc<Metrics>, address: SocketAddr) -> Result<SocketAddr> {
        let cannot = |error| {
            let what = format!("cannot serve metrics at {address}; give another address and port");
            Error::invalid(what).caused_by(error)
        };
        let listener = TcpListener::bind(address).map_err(cannot)?;
        listener.set_nonblocking(true).map_err(cannot)?;
        let bound = listener.local_addr().map_err(cannot)?;
        let listener = tokio::net::TcpListener::from_std(listener).map_err(cannot)?;
        let routes = Router::new().route("/metrics", get(told)).with_state(self.registry());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Ok(bound)
    }

    fn registry(&self) -> Arc<Registry> {
        let mut registry = Registry::with_prefix("revdiff");
        let checks = "Checks of stories by what they came to";
        registry.register("checks", checks, self.checks.clone());
        let failures = "Checks that failed, by why";
        registry.register("check_failures", failures, self.failures.clone());
        let sources = "Looks at feeds, sitemaps and lists of them";
        registry.register("source_checks", sources, self.source_checks.clone());
        let rounds = "How long rounds of checks took";
        registry.register_with_unit("round", rounds, Unit::Seconds, self.rounds.0.clone());
        let broken = "Rounds that an error has ended, such as a full disk";
        registry.register("broken_rounds", broken, self.broken_rounds.clone());
        let ended = "When the newest round ended, since 1970";
        registry.register_with_unit("round_end", ended, Unit::Seconds, self.round_ended.clone());
        let stories = "Stories followed at the end of the newest round, by how they fare";
        registry.register("stories", stories, self.stories.clone());
        Arc::new(registry)
    }
}

/// A label whose value is a name as data have it.
fn label(name: &'static str, value: impl Serialize) -> Label {
    let value = serde_json::to_value(value).expect("a name is a string");
    [(name, value.as_str().unwrap_or_default().to_owned())]
}

async fn told(Shared(registry): Shared<Arc<Registry>>) -> Response {
    let mut text = String::new();
    match encode(&mut text, &registry) {
        Ok(()) => ([(CONTENT_TYPE, OPEN_METRICS)], text).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}
