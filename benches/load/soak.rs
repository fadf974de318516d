//! `poll --every` for a while: what it holds as time goes by, and how it ends when told to.

use std::error::Error;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use revdiff::time::Time;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::options::{Format, Options};
use crate::plan::{Plan, Rhythm};
use crate::poller::{self, Poller};
use crate::site::{Delivery, Now, Site};

/// How long a site's round lasts, and how often the program is looked at.
const ROUND: Duration = Duration::from_secs(5);
/// The most time that a program may take to end.
const PATIENCE: Duration = Duration::from_secs(5);

/// The program at a moment.
struct Glance {
    seconds: f64,
    megabytes: f64,
    descriptors: usize,
    requests: u64,
}

pub fn run(runtime: &Runtime, options: &Options) -> Result<Value, Box<dyn Error>> {
    let seed = options.seeds.first().copied().unwrap_or(1);
    let rounds = (options.minutes * 60.0 / ROUND.as_secs_f64()).ceil() as usize + 2;
    let Options { stories, hosts, faults, .. } = *options;
    let plan = Plan::varied(stories, hosts, rounds, faults);
    let (rhythm, troubled) = (Rhythm::Often(2), plan.troubled.min(1));
    let site = Site::new(seed, Plan { rhythm, troubled, pause: 60, ..plan }).open(runtime)?;
    set(&site, 0);
    let poller = Poller::new(&site)?;
    poller::run(&mut poller.fetching(&["track", "list.txt"]))?;
    let mut child = start(&poller, options)?;
    let glances = watch(&mut child, &site, rounds - 2)?;
    let ended = end(&mut child)?;
    let verified = poller.command(&["verify"]).output()?.status.success();
    if options.format == Format::Tables {
        print(&glances, ended, verified);
    }
    let data = |it: &Glance| {
        json!({"seconds": it.seconds, "megabytes": it.megabytes, "descriptors": it.descriptors,
               "requests": it.requests})
    };
    let glances: Vec<Value> = glances.iter().map(data).collect();
    Ok(json!({"glances": glances, "ended_after_seconds": ended, "verified": verified}))
}

/// The site's round, in real time.
fn set(site: &Site, round: usize) {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let at = Time::from_millis(i64::try_from(since.as_millis()).unwrap_or(0));
    site.set(Now { round, at, delivery: Delivery::Lively });
}

/// The program, perhaps in a shell that keeps its descriptors few.
fn start(poller: &Poller, options: &Options) -> Result<Child, Box<dyn Error>> {
    let own = poller.fetching(&["poll", "--all", "--quiet", "--every", &options.every]);
    let Some(most) = options.descriptors else { return Ok({ own }.spawn()?) };
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("ulimit -n {most}; exec \"$0\" \"$@\"")]).arg(own.get_program());
    shell.args(own.get_args()).current_dir(poller.folder()).env_clear();
    shell.stdout(Stdio::null());
    shell.envs(own.get_envs().filter_map(|(name, value)| Some((name, value?))));
    Ok(shell.spawn()?)
}

fn watch(child: &mut Child, site: &Site, rounds: usize) -> Result<Vec<Glance>, Box<dyn Error>> {
    let began = Instant::now();
    let mut glances = Vec::new();
    for round in 1..=rounds {
        // A soak is the time that it takes.
        thread::sleep(ROUND);
        set(site, round);
        if let Some(status) = child.try_wait()? {
            return Err(format!("it ended by itself with {status}").into());
        }
        glances.push(Glance {
            seconds: began.elapsed().as_secs_f64(),
            megabytes: poller::memory(child.id(), "VmRSS:").unwrap_or(0.0),
            descriptors: poller::descriptors(child.id()).unwrap_or(0),
            requests: site.ledger().requests,
        });
    }
    Ok(glances)
}

/// Sends SIGTERM; the seconds until the program ended.
fn end(child: &mut Child) -> Result<f64, Box<dyn Error>> {
    let began = Instant::now();
    kill_process(Pid::from_child(child), Signal::TERM)?;
    while child.try_wait()?.is_none() {
        if began.elapsed() > PATIENCE * 4 {
            child.kill()?;
            return Err("it did not end".into());
        }
        // How long the end takes is what is measured, and a child tells of it only when asked.
        thread::sleep(Duration::from_millis(5));
    }
    Ok(began.elapsed().as_secs_f64())
}

fn print(glances: &[Glance], ended: f64, verified: bool) {
    println!("  seconds     RSS, MB  descriptors  requests");
    let step = glances.len().div_ceil(20).max(1);
    let last = glances.len().saturating_sub(1);
    for (at, it) in glances.iter().enumerate().filter(|(at, _)| at % step == 0 || *at == last) {
        let mark = if at == 0 { "first" } else { "" };
        println!(
            "{:>9.0}{:>12.1}{:>13}{:>10}  {mark}",
            it.seconds, it.megabytes, it.descriptors, it.requests
        );
    }
    let late = if ended > PATIENCE.as_secs_f64() { ", too late" } else { "" };
    println!("SIGTERM: ended after {ended:.2} s{late}; the store is {}", sound(verified));
}

fn sound(verified: bool) -> &'static str {
    if verified { "sound" } else { "DAMAGED" }
}
