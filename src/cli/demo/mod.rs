//! `revdiff demo`: everything at once, with no network: a story, its "Update", the diff.

pub mod courier;
pub mod planted;
pub mod serve;
pub mod site;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use crate::cli::console::Console;
use crate::cli::demo::courier::{Courier, Edition, FERRY};
use crate::cli::demo::site::Site;
use crate::cli::{self, Cli};
use crate::error::{Error, Result};
use crate::text::visible::visible_line;

/// Show everything at once, with no network: a story, its "Update", the diff
///
/// Starts a small news site of its own on this machine, follows a story there, lets the site
/// publish its update, and shows what changed, with the commands that do it. Fails if the changes
/// found are not the changes that were planted.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff demo
  revdiff demo --keep ./demo && revdiff --store ./demo/revdiff.db list")]
pub struct Args {
    /// Work in this folder, which must be empty or new, and leave it there
    #[arg(long, value_name = "DIR")]
    keep: Option<PathBuf>,
    /// Only serve the news site, from this folder, which must be empty or new, until interrupted
    #[arg(long, value_name = "DIR", conflicts_with = "keep")]
    serve: Option<PathBuf>,
}

/// The options that a site on this machine needs.
const LOCAL: [&str; 3] = ["--allow-private", "--host-delay", "0"];

pub fn run(args: Args, console: &mut Console) -> Result<ExitCode> {
    if let Some(path) = args.serve {
        let folder = Folder::new(Some(path))?;
        return serve::run(folder.path(), console);
    }
    let folder = Folder::new(args.keep)?;
    let courier = Courier::new(&folder.path().join("courier"))?;
    let site = Site::start(courier.live())?;
    let play = Play { store: folder.path().join("revdiff.db"), folder: folder.path().into() };
    let list = format!(
        "# One story a line: its URL, then a label and #tags.\n{} #demo\n",
        site.url(FERRY)
    );
    write(&play.folder.join("stories.txt"), &list)?;

    console.write_line("A news site on this machine has published a story. A file names it:\n")?;
    console.write_line("  $ cat stories.txt")?;
    console.write_line(&indented(&list))?;
    console.write_line("Follow it, and keep its first version:\n")?;
    play.command(&["track", "stories.txt"], console)?;
    console.write_line("\nPoll it. Nothing has changed, and the server says so:\n")?;
    play.command(&["poll", "--all"], console)?;
    courier.publish(Edition::Evening)?;
    console
        .write_line("\nNow the site publishes its update: another headline, a corrected number,")?;
    console
        .write_line("a softened quotation, a paragraph moved, a paragraph added; and all around")?;
    console.write_line("the story another ticker, counters, links and footer. Poll again:\n")?;
    play.command(&["poll", "--all"], console)?;
    console.write_line("\nWhat changed between the first version and the update?\n")?;
    play.command(&["show", "1"], console)?;
    planted::check(&play.store)?;
    console.write_line("\nThe changes found are the changes planted, and no others.")?;
    if let Folder::Kept(path) = &folder {
        let shown = path.display().to_string();
        let shown = visible_line(&shown);
        console.write_line(&format!(
            "Kept in {shown}: try `revdiff --store {shown}/revdiff.db log 1`."
        ))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn write(file: &Path, text: &str) -> Result<()> {
    std::fs::write(file, text).map_err(|error| {
        let next = "give a folder that can be written";
        Error::invalid(format!("cannot write {}; {next}", file.display())).caused_by(error)
    })
}

/// Where the demo works.
enum Folder {
    Temporary(tempfile::TempDir),
    Kept(PathBuf),
}

impl Folder {
    fn new(kept: Option<PathBuf>) -> Result<Folder> {
        let Some(path) = kept else {
            let made = tempfile::tempdir();
            return made.map(Folder::Temporary).map_err(|error| {
                Error::invalid("cannot make a temporary folder; name one with --keep DIR")
                    .caused_by(error)
            });
        };
        let cannot = |error| {
            let next = "give a folder that can be written";
            Error::invalid(format!("cannot work in {}; {next}", path.display())).caused_by(error)
        };
        std::fs::create_dir_all(&path).map_err(cannot)?;
        if std::fs::read_dir(&path).map_err(cannot)?.next().is_some() {
            let next = "give an empty or new one";
            return Err(Error::invalid(format!("{} is not empty; {next}", path.display())));
        }
        Ok(Folder::Kept(path))
    }

    fn path(&self) -> &Path {
        match self {
            Folder::Temporary(folder) => folder.path(),
            Folder::Kept(path) => path,
        }
    }
}

struct Play {
    folder: PathBuf,
    store: PathBuf,
}

impl Play {
    /// Shows a command and runs it, as if typed in the demo's folder with its store.
    fn command(&self, words: &[&str], console: &mut Console) -> Result<()> {
        let local: &[&str] = if words[0] == "show" { &[] } else { &LOCAL };
        let typed: Vec<&str> = words.iter().chain(local).copied().collect();
        console.write_line(&format!("  $ revdiff {}", typed.join(" ")))?;
        let path = |word: &&str| match *word {
            "stories.txt" => self.folder.join(word).into_os_string(),
            _ => word.into(),
        };
        let mut line =
            vec!["revdiff".into(), "--store".into(), self.store.clone().into_os_string()];
        line.extend(typed.iter().map(path));
        let parsed = Cli::try_parse_from(line)
            .map_err(|error| Error::internal("the demo's own command").caused_by(error))?;
        console.flush()?;
        cli::execute(parsed, console)?;
        console.flush()
    }
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}
