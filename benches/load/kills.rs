//! kill -9 at random moments of `track` and `poll`, and the invariants after each.

use std::collections::HashSet;
use std::error::Error;
use std::io::Read;
use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use revdiff::digest::Digest;
use revdiff::history::StoryId;
use revdiff::store::Store;
use revdiff::store::sqlite::SqliteStore;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::chance::Chance;
use crate::host::Encoding;
use crate::options::{Format, Options};
use crate::plan::{Plan, Weight};
use crate::poller::{self, Poller};
use crate::site::{Delivery, Now, Site, moment};

/// Kills that one store goes through.
const KILLS_A_STORE: usize = 25;

const TRACK: [&str; 2] = ["track", "list.txt"];

/// What came of all kills.
#[derive(Default)]
struct Tally {
    kills: usize,
    /// Kills before which the program had ended by itself.
    too_late: usize,
    /// Versions that were reported before a kill, and all that were in the stores in the end.
    reported: usize,
    versions: usize,
    megabytes: f64,
    broken: Vec<String>,
}

pub fn run(runtime: &Runtime, options: &Options) -> Result<Value, Box<dyn Error>> {
    let mut tally = Tally::default();
    let mut seed = options.seeds.first().copied().unwrap_or(1);
    while tally.kills < options.kills {
        let kills = KILLS_A_STORE.min(options.kills - tally.kills);
        one_store(runtime, options, seed, kills, &mut tally)?;
        seed += 1;
    }
    let Tally { kills, too_late, reported, versions, megabytes, broken } = &tally;
    if options.format == Format::Tables {
        println!(
            "{kills} kills, {too_late} of them after the end; {reported} versions reported before \
             a kill, {versions} in the stores; {megabytes:.0} MB at most; {} invariants broken",
            broken.len()
        );
        broken.iter().for_each(|it| println!("  {it}"));
    }
    Ok(json!({"kills": kills, "too_late": too_late, "reported": reported, "versions": versions,
              "megabytes": megabytes, "broken": broken}))
}

fn one_store(
    runtime: &Runtime,
    options: &Options,
    seed: u64,
    kills: usize,
    tally: &mut Tally,
) -> Result<(), Box<dyn Error>> {
    let Options { stories, hosts, .. } = *options;
    let plan = Plan::plain(stories, hosts.min(20), kills + 2, Encoding::Gzip);
    let site = Site::new(seed, Plan { weight: Weight::Light, ..plan }).open(runtime)?;
    let poller = Poller::new(&site)?;
    let mut chance = Chance::of(seed, &["kills"]);
    let mut usual = Duration::from_millis(1500);
    for round in 0..kills {
        site.set(Now { round, at: moment(round), delivery: Delivery::Lively });
        let after = usual * u32::try_from(chance.below(120)).unwrap_or(0) / 100;
        let command: &[&str] = if has_all(&site, &poller) { &["poll", "--all"] } else { &TRACK };
        let killed = kill_after(&poller, command, round, after)?;
        tally.kills += 1;
        tally.too_late += usize::from(killed.ended_by_itself.is_some());
        tally.megabytes = tally.megabytes.max(killed.megabytes);
        match killed.ended_by_itself {
            Some(status) if status.success() => usual = killed.lasted,
            Some(status) => tally.broken.push(format!("I5: seed {seed}, kill {round}: {status}")),
            None => {}
        }
        let reported = versions(&killed.reported);
        tally.reported += reported.len();
        let broken = broken(&site, &poller, &reported)?;
        tally
            .broken
            .extend(broken.into_iter().map(|it| format!("seed {seed}, kill {round}: {it}")));
    }
    let versions = last_round(&site, &poller, kills)?;
    tally.versions += versions;
    Ok(())
}

/// Whether every story of the list is in the store.
fn has_all(site: &Site, poller: &Poller) -> bool {
    let Ok(store) = SqliteStore::open_existing(&poller.store()) else { return false };
    let is_there = |story| matches!(store.story_at(&site.url(story)), Ok(Some(_)));
    (0..site.stories.len()).all(is_there)
}

/// What became of a run that was to be killed.
struct Killed {
    reported: String,
    ended_by_itself: Option<ExitStatus>,
    lasted: Duration,
    megabytes: f64,
}

fn kill_after(
    poller: &Poller,
    args: &[&str],
    round: usize,
    after: Duration,
) -> Result<Killed, Box<dyn Error>> {
    let mut command = poller.fetching(&[args, &["--format", "jsonl"]].concat());
    command.env("REVDIFF_NOW", moment(round).to_string());
    let began = Instant::now();
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let mut out = child.stdout.take().ok_or("its output is piped")?;
    let reader = thread::spawn(move || {
        let mut reported = String::new();
        out.read_to_string(&mut reported).map(|_| reported)
    });
    let mut megabytes: f64 = 0.0;
    while began.elapsed() < after && child.try_wait()?.is_none() {
        megabytes = megabytes.max(poller::memory(child.id(), "VmHWM:").unwrap_or(0.0));
        // The kill comes at a moment of chance, to the millisecond; the kernel tells of memory only when asked.
        thread::sleep(Duration::from_millis(1));
    }
    let ended_by_itself = child.try_wait()?;
    let lasted = began.elapsed();
    child.kill()?;
    child.wait()?;
    let reported = reader.join().map_err(|_| "the reader panicked")??;
    Ok(Killed { reported, ended_by_itself, lasted, megabytes })
}

/// The stories and versions that whole lines of a report tell of.
fn versions(reported: &str) -> Vec<(StoryId, u32)> {
    let whole = reported.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    let told = whole.filter_map(|line| {
        let line: Value = serde_json::from_str(line).ok()?;
        let version = u32::try_from(line["version"].as_u64()?).ok()?;
        Some((StoryId(line["id"].as_i64()?), version))
    });
    told.collect()
}

/// The invariants that do not hold.
fn broken(
    site: &Arc<Site>,
    poller: &Poller,
    reported: &[(StoryId, u32)],
) -> Result<Vec<String>, Box<dyn Error>> {
    let mut broken = Vec::new();
    if !poller.store().exists() {
        if !reported.is_empty() {
            broken.push("I1: versions were reported and there is no store".to_owned());
        }
        return Ok(broken);
    }
    let verified = poller.command(&["verify"]).output()?;
    if !verified.status.success() {
        broken.push(format!("I4: {}", String::from_utf8_lossy(&verified.stderr)));
        return Ok(broken);
    }
    let store = SqliteStore::open_existing(&poller.store())?;
    for (story, version) in reported {
        let snapshots = store.snapshots(*story)?;
        let is_there = snapshots.iter().any(|it| it.version == *version);
        if !is_there {
            broken.push(format!("I1: story {} v{version} was reported and is not there", story.0));
        }
    }
    let served = site.ledger().served.clone();
    broken.extend(unserved(&store, site.stories.len(), &served)?);
    Ok(broken)
}

/// The versions that no server ever served.
fn unserved(
    store: &SqliteStore,
    stories: usize,
    served: &HashSet<Digest>,
) -> Result<Vec<String>, Box<dyn Error>> {
    let mut all = Vec::new();
    for number in 1..=stories as i64 {
        // A kill may have come before the story was added.
        let Ok(snapshots) = store.snapshots(StoryId(number)) else { continue };
        let never = snapshots.iter().filter(|it| !served.contains(&it.page_digest));
        all.extend(never.map(|it| format!("I2: story {number} v{} was never served", it.version)));
    }
    Ok(all)
}

/// A round that nobody kills, with no repair before it: every story has its newest text then. The
/// number of versions in the store.
fn last_round(site: &Arc<Site>, poller: &Poller, round: usize) -> Result<usize, Box<dyn Error>> {
    site.set(Now { round, at: moment(round), delivery: Delivery::Lively });
    poller.track(moment(round))?;
    poller.poll(moment(round + 1))?;
    // What was in doubt gets its second look.
    poller.poll(moment(round + 2))?;
    let store = SqliteStore::open_existing(&poller.store())?;
    let mut versions = 0;
    for story in 0..site.stories.len() {
        let id = store.story_at(&site.url(story))?.ok_or("a story is not in the store")?;
        let snapshots = store.snapshots(id)?;
        let newest = snapshots.last().ok_or("a story has no version after an undisturbed round")?;
        let article = revdiff::reading::of(&store, newest)?.article;
        let text = &site.stories[story].texts[site.stories[story].steps[round].text];
        if article.headline.as_deref() != Some(text.headline.as_str()) {
            return Err(format!("I5: story {} does not read as it was served", id.0).into());
        }
        versions += snapshots.len();
    }
    Ok(versions)
}
