//! `revdiff poll`: look at every story that is due, once, or again and again.

use std::net::SocketAddr;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use url::Url;

use crate::cli::console::Console;
use crate::cli::heartbeat::{self, Heartbeat};
use crate::cli::metrics::Metrics;
use crate::cli::network::{Network, runtime};
use crate::cli::reports::{ReportFormat, Reports};
use crate::cli::rounds::Stop;
use crate::cli::{Globals, archive, clock, progress, rounds, times};
use crate::error::Result;
use crate::fetch::client::Gate;
use crate::history::Following;
use crate::poll::pacer::stopped;
use crate::poll::{self, News, Work};
use crate::schedule::rounds::{ROUNDS, missed};
use crate::store::{Scope, Store};

/// Look at every story that is due, once
///
/// Run it from cron or a systemd timer, as often as you like: each story has its own time, and so
/// has each feed and sitemap, whose new stories are followed as they come. Two polls on one store
/// share the work. A site that fails is recorded and shown, and is no failure of the program.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff poll
  revdiff poll --all
  revdiff poll --every 5m --contact desk@example.org
  revdiff poll --heartbeat https://watchdog.example/ping/desk
  revdiff poll --every 5m --metrics 127.0.0.1:9464 --log-format json
  */5 * * * *  revdiff poll --quiet     (a crontab line)")]
pub struct Args {
    /// Look at every story and source that is not paused, due or not
    #[arg(long)]
    all: bool,
    /// Stay, and look again after this long: 30s, 5m, 1h. What a slow host has left by then is for
    /// the next round
    #[arg(long, value_name = "TIME", value_parser = interval)]
    every: Option<Duration>,
    /// Ask for this URL after each round, as a sign of life for a watchdog of yours
    #[arg(long, value_name = "URL", value_parser = heartbeat::url)]
    heartbeat: Option<Url>,
    /// Serve figures for Prometheus at http://ADDRESS/metrics while it stays
    #[arg(long, value_name = "ADDRESS", requires = "every")]
    metrics: Option<SocketAddr>,
    #[command(flatten)]
    format: ReportFormat,
    #[command(flatten)]
    network: Network,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let gate = args.network.gate()?;
    let heartbeat = match &args.heartbeat {
        Some(url) => Some(Heartbeat::new(url.clone(), gate.limits().clone())?),
        None => None,
    };
    clock::tell_if_stopped(console);
    let store: Arc<dyn Store> = Arc::new(archive::open(globals)?);
    let poller = Poller { args, store, gate, heartbeat, metrics: Arc::default() };
    runtime()?.block_on(async {
        let mut stop = Stop::listen()?;
        if let Some(address) = poller.args.metrics {
            let address = poller.metrics.serve(address)?;
            console.note(&format!("metrics are served at http://{address}/metrics"));
        }
        poller.round(&stop, console).await?;
        let Some(every) = poller.args.every else { return Ok(stop.exit_code()) };
        loop {
            wait(every, &stop, console).await;
            if stop.is_asked() {
                return Ok(stop.exit_code());
            }
            // A full disk may have room by the next round: who stays for weeks outlasts it.
            if let Err(error) = poller.round(&stop, console).await {
                poller.metrics.count_broken_round();
                console.error(&error);
            }
        }
    })
}

/// Waits for the next round, which a terminal shows. One wait after a suspended machine wakes,
/// however many rounds it slept through.
async fn wait(every: Duration, stop: &Stop, console: &Console) {
    let next = clock::now() + TimeDelta::from_std(every).expect("it is a week at most");
    let line = progress::until(next, console);
    tokio::select! {
        // What `--every` asks for.
        () = tokio::time::sleep(every) => {}
        () = stopped(stop.receiver()) => {}
    }
    line.finish_and_clear();
}

/// What rounds have in common.
struct Poller {
    args: Args,
    store: Arc<dyn Store>,
    gate: Gate,
    heartbeat: Option<Heartbeat>,
    metrics: Arc<Metrics>,
}

impl Poller {
    /// Runs one round, which the store takes note of, and tells of it.
    async fn round(&self, stop: &Stop, console: &mut Console) -> Result<()> {
        rounds::bring_back(self.store.as_ref(), console)?;
        tell_missed(self.store.as_ref(), console)?;
        let mut reports = Reports::new(self.args.format, console);
        let scope = scope(&self.args);
        if reports.shows_progress() {
            reports.expect(count(self.store.as_ref(), &scope)?);
        }
        let (store, gate) = (Arc::clone(&self.store), self.gate.clone());
        let round = rounds::begin(store, gate, &self.args.network, &scope, self.args.every)?;
        let (started, number) =
            (round.started, self.store.begin_round(round.started, &self.gate.asking())?);
        let tell = |news: News| {
            self.metrics.count(&news);
            reports.tell(news)
        };
        poll::round(round, Work::of(scope), stop.receiver(), tell).await?;
        self.store.end_round(number, clock::now())?;
        if self.args.metrics.is_some() {
            self.metrics.end_round(started, clock::now(), self.store.as_ref())?;
        }
        reports.finish(stop.end())?;
        if let Some(heartbeat) = self.heartbeat.as_ref().filter(|_| !stop.is_asked())
            && let Err(why) = heartbeat.beat().await
        {
            console.note(&why);
        }
        Ok(())
    }
}

/// Tells of rounds that should have come before this one.
fn tell_missed(store: &dyn Store, console: &Console) -> Result<()> {
    let now = clock::now();
    if let Some(missed) = missed(&store.rounds(ROUNDS)?, None, now)
        && let (Some(last), Some(usual)) = (missed.last, missed.usual)
    {
        console.note(&format!(
            "the last round of checks was {} ago ({}), where one comes every {} as a rule: what \
             was edited twice since, was seen at most once",
            times::about(now - last),
            times::local(last),
            times::about(usual),
        ));
    }
    Ok(())
}

fn scope(args: &Args) -> Scope {
    let now = clock::now();
    if args.all { Scope::All(now) } else { Scope::Due(now) }
}

/// How many stories the scope holds, for the progress bar.
fn count(store: &dyn Store, scope: &Scope) -> Result<usize> {
    let mut count = 0;
    store.each_story(&mut |story| {
        let is_in = match scope {
            Scope::Due(now) => story.next_check_at <= *now,
            Scope::All(_) => true,
            Scope::Only(ids, _) => ids.contains(&story.id),
        };
        count += usize::from(is_in && story.following == Following::Active);
    })?;
    Ok(count)
}

/// Reads a time such as `5m`, from a second to a week.
fn interval(text: &str) -> std::result::Result<Duration, String> {
    let week = Duration::from_secs(7 * 86_400);
    match humantime::parse_duration(text) {
        Ok(every) if (Duration::from_secs(1)..=week).contains(&every) => Ok(every),
        _ => Err("a time from 1s to 7d is wanted, such as 30s, 5m or 1h".into()),
    }
}
