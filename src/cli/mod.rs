//! The command line: one file for one subcommand; the only reader of the clock and the terminal.

pub mod batch;
pub mod clock;
pub mod console;
pub mod diff;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::cli::console::Console;
use crate::error::{Kind, Result};

/// Follow news stories after publication and show, word by word, what changed
#[derive(Parser)]
#[command(name = "revdiff", version, propagate_version = true, max_term_width = 100)]
pub struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Command,
}

/// Options that stand before or after any subcommand
#[derive(Args)]
pub struct Globals {
    /// The store, an SQLite file [default: revdiff/revdiff.db in the user's data folder]
    #[arg(long, global = true, env = "REVDIFF_STORE", value_name = "FILE")]
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
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    Always,
    Never,
}

#[derive(Subcommand)]
enum Command {
    Diff(diff::Args),
}

/// Runs the command; the code says 1 where differences were asked for and found.
pub fn run(cli: Cli) -> Result<ExitCode> {
    let mut console = Console::new(&cli.globals);
    let code = match cli.command {
        Command::Diff(args) => diff::run(args, &mut console)?,
    };
    console.close(code)
}

/// The exit code of an error.
pub fn exit_code(kind: Kind) -> ExitCode {
    match kind {
        Kind::Invalid | Kind::NotFound => ExitCode::from(2),
        Kind::Store | Kind::Internal => ExitCode::from(3),
    }
}
