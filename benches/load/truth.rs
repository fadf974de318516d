//! Rounds of polls on an edited site, and what came of them.

use std::error::Error;

use chrono::TimeDelta;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::judge::{Judgement, judge};
use crate::options::Options;
use crate::plan::Plan;
use crate::poller::{Cost, Poller};
use crate::site::{Delivery, Now, Site, moment};

/// What came of one seed.
pub struct Outcome {
    pub seed: u64,
    pub judgement: Judgement,
    pub requests: u64,
    pub robots_violations: u64,
    pub crawl_delay_violations: u64,
    pub retry_after_violations: u64,
    pub pauses: u64,
    pub violations: Vec<String>,
    pub cpu_seconds: f64,
    pub seconds: f64,
    pub megabytes: f64,
}

/// When what is in doubt is looked at again, after a round.
const SECOND_LOOK: TimeDelta = TimeDelta::minutes(3);

pub fn run(runtime: &Runtime, options: &Options, seed: u64) -> Result<Outcome, Box<dyn Error>> {
    let Options { stories, hosts, rounds, faults, .. } = *options;
    let site = Site::new(seed, Plan::varied(stories, hosts, rounds, faults)).open(runtime)?;
    let poller = Poller::new(&site)?;
    let (mut cpu_seconds, mut seconds, mut megabytes) = (0.0, 0.0, 0.0_f64);
    let mut add = |cost: Cost| {
        cpu_seconds += cost.cpu_seconds;
        seconds += cost.seconds;
        megabytes = megabytes.max(cost.megabytes);
    };
    for round in 0..rounds {
        let at = moment(round);
        site.set(Now { round, at, delivery: Delivery::Lively });
        add(if round == 0 { poller.track(at)? } else { poller.poll(at)? });
        let at = at + SECOND_LOOK;
        site.set(Now { round, at, delivery: Delivery::Lively });
        add(poller.poll_due(at)?);
    }
    let ledger = site.ledger();
    let judgement = judge(&site, &ledger, &poller.store())?;
    Ok(Outcome {
        seed,
        judgement,
        requests: ledger.requests,
        robots_violations: ledger.robots_violations,
        crawl_delay_violations: ledger.crawl_delay_violations,
        retry_after_violations: ledger.retry_after_violations,
        pauses: ledger.pauses,
        violations: ledger.violations.clone(),
        cpu_seconds,
        seconds,
        megabytes,
    })
}

pub fn json(outcome: &Outcome) -> Value {
    let Outcome { judgement, .. } = outcome;
    json!({
        "seed": outcome.seed,
        "recall": judgement.recall(),
        "precision": judgement.precision(),
        "found": judgement.found,
        "late": judgement.late,
        "missed": judgement.missed(),
        "false": judgement.false_versions,
        "exact": judgement.exact,
        "wrong_firsts": judgement.wrong_firsts,
        "missing_firsts": judgement.missing_firsts,
        "misses": judgement.misses,
        "falsities": judgement.falsities,
        "requests": outcome.requests,
        "robots_violations": outcome.robots_violations,
        "crawl_delay_violations": outcome.crawl_delay_violations,
        "retry_after_violations": outcome.retry_after_violations,
        "pauses": outcome.pauses,
        "cpu_seconds": outcome.cpu_seconds,
        "seconds": outcome.seconds,
        "megabytes": outcome.megabytes,
    })
}

pub fn print(outcome: &Outcome) {
    let Outcome { judgement: it, seed, requests, .. } = outcome;
    println!("Seed {seed}: {requests} requests, {:.0} s", outcome.seconds);
    println!(
        "  recall     {:.4}   {} found, {} of them late, {} missed",
        it.recall(),
        it.found,
        it.late,
        it.missed()
    );
    println!(
        "  precision  {:.4}   {} false; {} read to the letter",
        it.precision(),
        it.false_versions,
        it.exact
    );
    println!("  first versions: {} wrong, {} missing", it.wrong_firsts, it.missing_firsts);
    println!(
        "  violations: robots {}, crawl delay {}, Retry-After {} ({} pauses asked for)",
        outcome.robots_violations,
        outcome.crawl_delay_violations,
        outcome.retry_after_violations,
        outcome.pauses
    );
    outcome.violations.iter().take(20).for_each(|it| println!("    {it}"));
    println!("  {:.1} CPU-s in all, {:.0} MB at most", outcome.cpu_seconds, outcome.megabytes);
    for (what, kinds) in [("missed", &it.misses), ("false ", &it.falsities)] {
        kinds.iter().for_each(|(kind, count)| println!("  {what} {count:>5}  {kind}"));
    }
}
