//! The `revdiff` program: parse, run, print the error, exit code.

use std::process::ExitCode;

use clap::Parser;
use revdiff::cli::{self, Cli, git};

fn main() -> ExitCode {
    let cli = Cli::parse_from(git::words(&git::caller(), std::env::args_os().collect()));
    match cli::run(cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("revdiff: {}", revdiff::text::visible::visible(&format!("{error:#}")));
            cli::exit_code(error.kind)
        }
    }
}
