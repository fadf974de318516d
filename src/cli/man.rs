//! `revdiff man`: the manual, as one page or as a page for each command.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::console::Console;
use crate::cli::{Cli, environment};
use crate::error::{Error, Result};

/// Print the manual page, or write a page for each command
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff man | man -l -
  revdiff man --dir ~/.local/share/man/man1 && man -M ~/.local/share/man revdiff-poll")]
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

/// The page of the whole program, which names its commands.
fn page() -> Result<String> {
    render(Cli::command()).map_err(|error| Error::internal("cannot make the page").caused_by(error))
}

fn write_pages(folder: &Path) -> Result<()> {
    let mut root = Cli::command().disable_help_subcommand(true);
    root.build();
    let pages = root.get_subcommands().chain([&root]).cloned();
    let written = std::fs::create_dir_all(folder)
        .and_then(|()| pages.into_iter().try_for_each(|command| write_page(folder, command)));
    written.map_err(|error| {
        let next = "give a folder that can be written";
        Error::invalid(format!("cannot write pages to {}; {next}", folder.display()))
            .caused_by(error)
    })
}

fn write_page(folder: &Path, command: Command) -> io::Result<()> {
    let name = command.get_display_name().unwrap_or("revdiff").to_owned();
    std::fs::write(folder.join(format!("{name}.1")), render(command)?)
}

/// A page with examples and environment under headings of their own.
fn render(command: Command) -> io::Result<String> {
    let man = Man::new(command.clone()).source(concat!("revdiff ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    } else {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let examples = help.strip_prefix("Examples:\n").unwrap_or(&help);
        let mut roff = Roff::new();
        roff.control("SH", ["EXAMPLES"]).control("nf", []).text([roman(examples)]);
        roff.control("fi", []).to_writer(&mut page)?;
    }
    let mut roff = Roff::new();
    roff.control("SH", ["ENVIRONMENT"]);
    for (name, what) in environment::VARIABLES {
        roff.control("TP", []).text([bold(name)]).text([roman(what)]);
    }
    roff.to_writer(&mut page)?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
