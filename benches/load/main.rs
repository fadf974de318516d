//! `cargo bench --bench load`: a loopback site that keeps the truth, and `revdiff poll` following
//! it. `-- --help` lists modes and options; `benches/README.md` says how to read what it prints.

mod answers;
#[path = "../extract/bare.rs"]
mod bare;
#[path = "../stability/chance.rs"]
#[expect(dead_code, reason = "shared with another bench")]
mod chance;
mod furniture;
mod host;
mod instead;
mod judge;
mod kills;
mod ledger;
mod options;
mod plan;
mod poller;
mod serve;
mod site;
mod soak;
mod speed;
mod steps;
mod story;
mod template;
mod trouble;
mod truth;
mod wire;
mod words;

use std::env;
use std::error::Error;

use serde_json::{Map, Value};
use tokio::runtime::{Builder, Runtime};

use options::{Format, Mode, Options};

fn main() -> Result<(), Box<dyn Error>> {
    // Cargo adds a flag of its own.
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    let Some(options) = Options::read(&args)? else {
        print!("{}", options::HELP);
        return Ok(());
    };
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut data = Map::new();
    for mode in modes(options.mode) {
        let (name, value) = measure(&runtime, &options, mode)?;
        data.insert(name.to_owned(), value);
    }
    if options.format == Format::Json {
        println!("{}", Value::Object(data));
    }
    Ok(())
}

fn modes(mode: Mode) -> Vec<Mode> {
    match mode {
        Mode::All => vec![Mode::Truth, Mode::Speed, Mode::Steps],
        one => vec![one],
    }
}

/// Runs one mode, prints what came of it where tables are asked for, and gives it as data.
fn measure(
    runtime: &Runtime,
    options: &Options,
    mode: Mode,
) -> Result<(&'static str, Value), Box<dyn Error>> {
    let prints = options.format == Format::Tables;
    Ok(match mode {
        Mode::Truth | Mode::All => ("truth", truths(runtime, options)?),
        Mode::Speed => {
            let rows = speed::run(runtime, options)?;
            prints.then(|| speed::print(&rows));
            ("speed", speed::json(&rows))
        }
        Mode::Steps => {
            let rows = steps::run(runtime, options)?;
            prints.then(|| steps::print(&rows));
            ("steps", steps::json(&rows))
        }
        Mode::Soak => ("soak", soak::run(runtime, options)?),
        Mode::Serve => ("serve", serve::run(runtime, options)?),
        Mode::Kills => ("kills", kills::run(runtime, options)?),
    })
}

fn truths(runtime: &Runtime, options: &Options) -> Result<Value, Box<dyn Error>> {
    let mut all = Vec::new();
    for seed in &options.seeds {
        let outcome = truth::run(runtime, options, *seed)?;
        if options.format == Format::Tables {
            truth::print(&outcome);
            show(&outcome, options.show.as_deref());
        }
        all.push(truth::json(&outcome));
    }
    Ok(Value::Array(all))
}

fn show(outcome: &truth::Outcome, kind: Option<&str>) {
    let Some(wanted) = kind else { return };
    let cases = outcome.judgement.cases.iter().filter(|(kind, _)| kind.contains(wanted));
    cases.for_each(|(kind, case)| println!("    {kind}: {case}"));
}
