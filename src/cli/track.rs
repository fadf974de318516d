//! `revdiff track`: follow the stories in a file and take their first snapshot now.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::cli::console::Console;
use crate::cli::network::Network;
use crate::cli::reports::{ReportFormat, Reports};
use crate::cli::rounds;
use crate::cli::{Globals, archive, clock};
use crate::error::{Error, Result};
use crate::history::{OutcomeName, StoryId};
use crate::poll::Report;
use crate::sources::url_list::{self, Line};
use crate::store::{NewStory, Scope, Store, Tracked};

/// Stories added in one transaction.
const GROUP: usize = 1000;

/// Follow the stories in a file and take their first snapshot now
///
/// A line of the file is a URL, then perhaps words of a label and #tags. Blank lines and lines
/// that begin with # are passed over. A story that is followed already is not fetched again, but
/// gets the label of its line, where it has one, and the tags that it lacks; one that was
/// untracked is taken up again, its versions going on where they ended.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff track stories.txt
  echo https://news.example/story | revdiff track -
  revdiff track stories.txt --format jsonl > tracked.jsonl")]
pub struct Args {
    /// The file of URLs; '-' is standard input
    #[arg(value_name = "URL-FILE")]
    file: PathBuf,
    #[command(flatten)]
    format: ReportFormat,
    #[command(flatten)]
    network: Network,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let mut input = open(&args.file)?;
    let gate = args.network.gate()?;
    clock::tell_if_stopped(console);
    let store = archive::open(globals)?;
    let started = clock::now();
    let mut reports = Reports::new(args.format, console);
    let added = add_all(&store, &mut input, &args.file, &mut reports)?;
    reports.expect(added.len());
    let scope = Scope::Only(added, started);
    let ended = rounds::once(store, gate, &args.network, scope, &mut reports)?;
    reports.finish()?;
    Ok(ended)
}

fn open(file: &Path) -> Result<Box<dyn BufRead>> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    let cannot = |error| {
        let next = "give a file with one URL a line";
        Error::invalid(format!("cannot read {}; {next}", file.display())).caused_by(error)
    };
    let opened = File::open(file).map_err(cannot)?;
    if opened.metadata().map_err(cannot)?.is_dir() {
        return Err(cannot(io::ErrorKind::IsADirectory.into()));
    }
    Ok(Box::new(BufReader::new(opened)))
}

/// Adds the file's good lines to the store and tells of its bad ones; the numbers of the stories
/// that are new.
fn add_all(
    store: &dyn Store,
    input: &mut dyn BufRead,
    file: &Path,
    reports: &mut Reports,
) -> Result<Vec<StoryId>> {
    let mut added = Vec::new();
    let mut seen = HashSet::new();
    let mut group = Vec::new();
    let mut is_usable = false;
    for line in url_list::read(input) {
        match line? {
            Line::Good(entry) => {
                is_usable = true;
                let address = entry.address;
                if seen.insert(address.url.clone()) {
                    let (label, tags) = (entry.label, entry.tags);
                    group.push(NewStory { url: address.url, host: address.host, label, tags });
                } else {
                    reports.detail(&format!("line {}: the same story again", entry.line));
                }
            }
            Line::Bad(bad) => {
                reports.note(&format!("line {}: {}: {}", bad.line, bad.why, bad.text))
            }
        }
        if group.len() == GROUP {
            add(store, &mut group, &mut added, reports)?;
        }
    }
    add(store, &mut group, &mut added, reports)?;
    if !is_usable {
        let next = "a line is a URL such as https://news.example/story";
        return Err(Error::invalid(format!("no usable line in {}; {next}", file.display())));
    }
    Ok(added)
}

fn add(
    store: &dyn Store,
    group: &mut Vec<NewStory>,
    added: &mut Vec<StoryId>,
    reports: &mut Reports,
) -> Result<()> {
    let stories = std::mem::take(group);
    let tracked = store.track(&stories, clock::now())?;
    for (story, tracked) in stories.into_iter().zip(tracked) {
        match tracked {
            Tracked::Added(id) => added.push(id),
            Tracked::Again(id) => {
                reports.note(&format!("story {id} was untracked and is followed again"));
                added.push(id);
            }
            Tracked::Already(id) => {
                let versions = store.story(id)?.latest.map(|latest| latest.version);
                reports.tell(already(id, story.url, versions))?;
            }
        }
    }
    Ok(())
}

fn already(id: StoryId, url: String, version: Option<u32>) -> Report {
    let outcome = OutcomeName::Already;
    Report { id, url, outcome, version, failure: None, events: Vec::new(), evidence: None }
}
