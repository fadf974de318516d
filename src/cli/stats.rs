//! `revdiff stats`: what the store holds, and which bytes of its file hold it.

use std::process::ExitCode;

use clap::ValueEnum;
use indicatif::{HumanBytes, HumanCount};

use crate::cli::console::Console;
use crate::cli::{Globals, archive, times};
use crate::error::Result;
use crate::render::data;
use crate::store::sqlite::stats::Stats;

/// Show what the store holds and what takes its room
///
/// All of the file is read, which takes its time where it is large.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff stats
  revdiff stats --format json")]
pub struct Args {
    /// How to print the numbers
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// One JSON object
    Json,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let stats = archive::open_existing(globals)?.stats()?;
    console.write_line(&match args.format {
        Format::Text => text(&stats),
        Format::Json => data::line(&stats),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn text(stats: &Stats) -> String {
    let count = |count: u64| HumanCount(count).to_string();
    let mut rows = vec![
        ("stories", count(stats.stories)),
        ("versions", count(stats.versions)),
        ("readings", count(stats.readings)),
        ("pages", count(stats.pages)),
        ("checks logged", count(stats.checks_logged)),
        ("checks that found nothing new", count(stats.checks_quiet)),
    ];
    rows.extend(stats.first_captured_at.map(|at| ("first version at", times::local(at))));
    rows.extend(stats.last_captured_at.map(|at| ("newest version at", times::local(at))));
    rows.push(("bytes", HumanBytes(stats.bytes).to_string()));
    let shares = stats.kinds.iter().map(|kind| {
        let percent = kind.bytes as f64 * 100.0 / stats.bytes.max(1) as f64;
        (kind.kind.as_str(), format!("{} ({percent:.0} %)", HumanBytes(kind.bytes)))
    });
    let own = rows.iter().map(|(name, value)| format!("{name:<30}{value}"));
    let kinds = shares.map(|(name, value)| format!("  {name:<28}{value}"));
    own.chain(kinds).collect::<Vec<_>>().join("\n")
}
