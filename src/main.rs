//! The `revdiff` program: parse, run, print the error, exit code.

use std::process::ExitCode;

use clap::Parser;
use revdiff::cli::{self, Cli, git};
use revdiff::error::Kind;
use revdiff::text::visible::visible;

fn main() -> ExitCode {
    let words = git::words(&git::caller(), std::env::args_os().collect());
    let cli = match Cli::try_parse_from(words) {
        Ok(cli) => cli,
        Err(error) => return refuse(&error),
    };
    let log = cli.log_format();
    match cli::run(cli) {
        Ok(code) => code,
        Err(error) => {
            log.write_error(&error);
            cli::exit_code(error.kind)
        }
    }
}

/// Says what is wrong with a command line, or what help was asked for. Words that would steer the
/// terminal, once repeated there, are repeated without colours of ours and made visible.
fn refuse(error: &clap::Error) -> ExitCode {
    let mut words = std::env::args_os();
    if words.all(|word| visible(&word.to_string_lossy()) == word.to_string_lossy()) {
        error.exit();
    }
    eprint!("{}", visible(&error.render().to_string()));
    cli::exit_code(Kind::Invalid)
}
