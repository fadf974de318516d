//! `revdiff poll`: look at every story that is due, once, or again and again.

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use crate::cli::console::Console;
use crate::cli::network::{Network, runtime};
use crate::cli::reports::{ReportFormat, Reports};
use crate::cli::rounds::Stop;
use crate::cli::{Globals, archive, clock, rounds};
use crate::error::Result;
use crate::fetch::client::Gate;
use crate::history::Following;
use crate::poll::pacer::stopped;
use crate::poll::{self, Work};
use crate::store::{Scope, Store};

/// Look at every story that is due, once
///
/// Run it from cron or a systemd timer, as often as you like: each story has its own time, and so
/// has each feed and sitemap, whose new stories are followed as they come. Two polls on one store share the work. A site that fails is recorded and shown, and is no failure
/// of the program.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff poll
  revdiff poll --all
  revdiff poll --every 5m --contact desk@example.org
  */5 * * * *  revdiff poll --quiet     (a crontab line)")]
pub struct Args {
    /// Look at every story and source that is not paused, due or not
    #[arg(long)]
    all: bool,
    /// Stay, and look again after this long: 30s, 5m, 1h
    #[arg(long, value_name = "TIME", value_parser = interval)]
    every: Option<Duration>,
    #[command(flatten)]
    format: ReportFormat,
    #[command(flatten)]
    network: Network,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let gate = args.network.gate()?;
    clock::tell_if_stopped(console);
    let store = archive::open(globals)?;
    let Some(every) = args.every else {
        let mut reports = Reports::new(args.format, console);
        let scope = scope(&args);
        if reports.shows_progress() {
            reports.expect(count(&store, &scope)?);
        }
        let code = rounds::once(store, gate, &args.network, Work::of(scope), &mut reports)?;
        reports.finish()?;
        return Ok(code);
    };
    stay(&args, every, Arc::new(store), gate, console)
}

/// Runs round after round until told to stop.
fn stay(
    args: &Args,
    every: Duration,
    store: Arc<dyn Store>,
    fetch: Gate,
    console: &mut Console,
) -> Result<ExitCode> {
    runtime()?.block_on(async {
        let mut stop = Stop::listen()?;
        loop {
            let mut reports = Reports::new(args.format, console);
            let scope = scope(args);
            let round = rounds::begin(Arc::clone(&store), fetch.clone(), &args.network, &scope)?;
            let tell = |news| reports.tell(news);
            poll::round(round, Work::of(scope), stop.receiver(), tell).await?;
            reports.finish()?;
            // One wait after a suspended machine wakes, however many rounds it slept through.
            tokio::select! {
                () = tokio::time::sleep(every) => {}
                () = stopped(stop.receiver()) => {}
            }
            if stop.is_asked() {
                return Ok(stop.exit_code());
            }
        }
    })
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
