//! `revdiff completions`: the script that lets a shell complete commands and options.

use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::cli::Cli;
use crate::cli::console::Console;
use crate::error::Result;

/// Print the script that lets a shell complete commands and options
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff completions bash > ~/.local/share/bash-completion/completions/revdiff
  revdiff completions zsh > ~/.zfunc/_revdiff     (~/.zfunc stands in $fpath)
  revdiff completions fish > ~/.config/fish/completions/revdiff.fish
  revdiff completions elvish >> ~/.config/elvish/rc.elv
  revdiff completions powershell >> $PROFILE")]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(args: Args, console: &mut Console) -> Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "revdiff", &mut script);
    console.write(&String::from_utf8_lossy(&script))?;
    Ok(ExitCode::SUCCESS)
}
