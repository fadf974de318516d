//! The command line: one file for one subcommand; the only reader of the clock and the terminal.

pub mod batch;
pub mod environment;
pub mod clock;
pub mod process;
pub mod pager;
pub mod notes;
pub mod console;
pub mod times;
pub mod since;
pub mod whole;
pub mod columns;
pub mod tables;
pub mod settings;
pub mod network;
pub mod archive;
pub mod versions;
pub mod texts;
pub mod git;
pub mod printed;
pub mod progress;
pub mod reports;
pub mod rounds;
pub mod limits;
pub mod source_news;
pub mod heartbeat;
pub mod metrics;
pub mod rulings;
pub mod change;
pub mod tag;
pub mod selection;
pub mod units;
pub mod track;
pub mod poll;
pub mod show;
pub mod list;
pub mod sources;
pub mod log;
pub mod blame;
pub mod when;
pub mod as_of;
pub mod untrack;
pub mod pause;
pub mod resume;
pub mod release;
pub mod verdict;
pub mod corrections;
pub mod reclassify;
pub mod descriptors;
pub mod diff;
pub mod extract;
pub mod verify;
pub mod stats;
pub mod backup;
pub mod restore;
pub mod compact;
pub mod schedule;
pub mod config;
pub mod demo;
pub mod completions;
pub mod man;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::console::Console;
use crate::cli::notes::LogFormat;
use crate::error::{Kind, Result};

/// Follow news stories after publication and show, word by word, what changed
#[derive(Parser)]
#[command(name = "revdiff", version, propagate_version = true, max_term_width = 100,
          after_help = environment::help())]
pub struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Command,
}

impl Cli {
    /// How what it ends with is to be written.
    pub fn log_format(&self) -> LogFormat {
        self.globals.log_format
    }
}

/// Options that stand before or after any subcommand
#[derive(Args)]
#[command(next_help_heading = "Global options")]
pub struct Globals {
    /// The store, an SQLite file [default: revdiff/revdiff.db in the user's data folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub store: Option<PathBuf>,
    /// When to use colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
    /// Print results only, no notes and no progress
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Print more notes
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// How to write notes and errors
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub log_format: LogFormat,
}

/// The exit code that says that the store is damaged, wholly or in some stories.
pub const DAMAGED: u8 = 3;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    Track(track::Args),
    Poll(poll::Args),
    Show(show::Args),
    List(list::Args),
    Sources(sources::Args),
    Log(log::Args),
    Blame(blame::Args),
    When(when::Args),
    AsOf(as_of::Args),
    Untrack(untrack::Args),
    Pause(pause::Args),
    Resume(resume::Args),
    Release(release::Args),
    Tag(tag::Args),
    Verdict(verdict::Args),
    Corrections(corrections::Args),
    Reclassify(reclassify::Args),
    Diff(diff::Args),
    Extract(extract::Args),
    Verify(verify::Args),
    Stats(stats::Args),
    Backup(backup::Args),
    Restore(restore::Args),
    Compact(compact::Args),
    Schedule(schedule::Args),
    Config(config::Args),
    Demo(demo::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// Runs a command line; the code says 1 where differences were asked for and found.
pub fn run(cli: Cli) -> Result<ExitCode> {
    clock::stop_if_told()?;
    let mut console = Console::new(&cli.globals);
    let code = execute(cli, &mut console)?;
    console.close(code)
}

fn execute(cli: Cli, console: &mut Console) -> Result<ExitCode> {
    let globals = &cli.globals;
    match cli.command {
        Command::Track(args) => track::run(args, globals, console),
        Command::Poll(args) => poll::run(args, globals, console),
        Command::Show(args) => show::run(args, globals, console),
        Command::List(args) => list::run(args, globals, console),
        Command::Sources(args) => sources::run(args, globals, console),
        Command::Log(args) => log::run(args, globals, console),
        Command::Blame(args) => blame::run(args, globals, console),
        Command::When(args) => when::run(args, globals, console),
        Command::AsOf(args) => as_of::run(args, globals, console),
        Command::Untrack(args) => untrack::run(args, globals, console),
        Command::Pause(args) => pause::run(args, globals, console),
        Command::Resume(args) => resume::run(args, globals, console),
        Command::Release(args) => release::run(args, globals, console),
        Command::Tag(args) => tag::run(args, globals, console),
        Command::Verdict(args) => verdict::run(args, globals, console),
        Command::Corrections(args) => corrections::run(args, globals, console),
        Command::Reclassify(args) => reclassify::run(args, globals, console),
        Command::Diff(args) => diff::run(args, console),
        Command::Extract(args) => extract::run(args, console),
        Command::Verify(args) => verify::run(args, globals, console),
        Command::Stats(args) => stats::run(args, globals, console),
        Command::Backup(args) => backup::run(args, globals, console),
        Command::Restore(args) => restore::run(args, globals, console),
        Command::Compact(args) => compact::run(args, globals, console),
        Command::Schedule(args) => schedule::run(args, globals, console),
        Command::Config(args) => config::run(args, console),
        Command::Demo(args) => demo::run(args, console),
        Command::Completions(args) => completions::run(args, console),
        Command::Man(args) => man::run(args, console),
    }
}

/// The exit code of an error.
pub fn exit_code(kind: Kind) -> ExitCode {
    match kind {
        Kind::Invalid | Kind::NotFound => ExitCode::from(2),
        Kind::Store | Kind::Damaged | Kind::Internal => ExitCode::from(3),
    }
}
