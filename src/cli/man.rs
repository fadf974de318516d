//! `revdiff man`: the manual, as one page or as a page for each command.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::CommandFactory;
use clap_mangen::Man;

use crate::cli::Cli;
use crate::cli::console::Console;
use crate::error::{Error, Result};

/// Print the manual page, or write a page for each command
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff man | man -l -
  revdiff man --dir ~/.local/share/man/man1 && man revdiff-poll")]
pub struct Args {
    /// Write a page for each command to this folder, which is made where it is missing
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

pub fn run(args: Args, console: &mut Console) -> Result<ExitCode> {
    match args.dir {
        Some(folder) => {
            write_pages(&folder)?;
            console.note(&format!("the pages are in {}", folder.display()));
        }
        None => console.write(&page()?)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn page() -> Result<String> {
    let mut page = Vec::new();
    Man::new(Cli::command())
        .render(&mut page)
        .map_err(|error| Error::internal("cannot make the page").caused_by(error))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn write_pages(folder: &Path) -> Result<()> {
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| clap_mangen::generate_to(Cli::command(), folder));
    written.map_err(|error| {
        let next = "give a folder that can be written";
        Error::invalid(format!("cannot write pages to {}; {next}", folder.display()))
            .caused_by(error)
    })
}
