//! `revdiff track`: follow the stories in a file and take their first snapshot now.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::cli::console::Console;
use crate::cli::limits::LimitOptions;
use crate::cli::network::Network;
use crate::cli::reports::{ReportFormat, Reports};
use crate::cli::rounds;
use crate::cli::{Globals, archive, clock};
use crate::error::{Error, Result};
use crate::history::{OutcomeName, StoryId};
use crate::poll::{Report, Work};
use crate::sources::document::{self, Origin};
use crate::sources::limits::{self, Choice, Limits};
use crate::sources::listing::Listing;
use crate::sources::source::{NewSource, SourceId};
use crate::sources::unpack;
use crate::sources::url_list::{self, Line};
use crate::store::{NewStory, Scope, Store, Tracked};

/// Stories added in one transaction.
const GROUP: usize = 1000;
/// How much of a file is read to tell whether it is a list of URLs or a document.
const HEAD_BYTES: u64 = 64 * 1024;

/// Follow the stories in a file and take their first snapshot now
///
/// A line of the file is a URL, then perhaps words of a label and #tags. Blank lines and lines
/// that begin with # are passed over. A story that is followed already is not fetched again where it
/// has a version, but gets the label of its line, where it has one, and the tags that it lacks; one
/// that was untracked is taken up again, its versions going on where they ended.
///
/// Where a URL answers with a feed (RSS, Atom, JSON Feed), a sitemap, or a list of these (sitemap
/// index, OPML), it is a source: the stories that it lists are followed, and `poll` follows those
/// that it lists later. A story stays followed when its source lists it no longer. `revdiff
/// sources` shows the sources.
///
/// The file may be such a document itself: its stories are followed once, its feeds and sitemaps
/// as sources.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff track stories.txt
  revdiff track https://news.example/story
  grep /politics/ urls.txt | revdiff track -
  echo https://news.example/feed.xml | revdiff track - --max 50 --skip /video/
  revdiff track subscriptions.opml --age 7d
  revdiff track stories.txt --format jsonl > tracked.jsonl")]
pub struct Args {
    /// The file of URLs, or a feed, sitemap or OPML file; '-' is standard input; a URL is a list of
    /// one
    #[arg(value_name = "URL-FILE")]
    file: PathBuf,
    #[command(flatten)]
    format: ReportFormat,
    #[command(flatten)]
    limits: LimitOptions,
    #[command(flatten)]
    network: Network,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let mut input = open(&args.file)?;
    let gate = args.network.gate()?;
    clock::tell_if_stopped(console);
    let store = archive::open(globals)?;
    rounds::bring_back(&store, console)?;
    let started = clock::now();
    let mut reports = Reports::new(args.format, console);
    let limits = args.limits.given();
    let mut adding = Adding::new(&store, &mut reports);
    let head = head(&mut input, &args.file)?;
    match document::begins_like_one(&head) {
        true => adding.document(&document(head, input, &args.file)?, limits, &args.file)?,
        false => adding.lines(head.chain(input), limits, &args.file)?,
    }
    let Adding { stories, sources, .. } = adding;
    reports.expect(stories.len());
    let work =
        Work { stories: Scope::Only(stories, started), sources: Scope::Only(sources, started) };
    let (code, end) = rounds::once(store, gate, &args.network, work, &mut reports)?;
    reports.finish(end)?;
    Ok(code)
}

fn open(file: &Path) -> Result<Box<dyn BufRead>> {
    if file == Path::new("-") {
        return Ok(Box::new(io::stdin().lock()));
    }
    // A URL that is given in a file's place is a list of one.
    if let Some(url) = file.to_str().filter(|text| is_url(text) && !file.exists()) {
        return Ok(Box::new(io::Cursor::new(url.to_owned())));
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

fn is_url(text: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme))
}

/// The beginning of a file.
fn head(input: &mut dyn BufRead, file: &Path) -> Result<Vec<u8>> {
    read(input, HEAD_BYTES, file)
}

/// The rest of a file that is a document, read.
fn document(mut bytes: Vec<u8>, input: impl BufRead, file: &Path) -> Result<Listing> {
    bytes.extend(read(input, unpack::BYTES_MAX as u64, file)?);
    document::read(&bytes, Origin::default()).ok_or_else(|| {
        let next = "a line of a list is a URL such as https://news.example/story";
        let what = "no list of URLs, no feed, no sitemap and no OPML list";
        Error::invalid(format!("{} is {what}; {next}", file.display()))
    })
}

fn read(input: impl Read, bytes_max: u64, file: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let read = input.take(bytes_max).read_to_end(&mut bytes);
    read.map_err(|error| {
        Error::invalid(format!("cannot read {}", file.display())).caused_by(error)
    })?;
    Ok(bytes)
}

/// What a file names, added to the store; the numbers of what is new, and so to be looked at.
struct Adding<'a, 'r> {
    store: &'a dyn Store,
    reports: &'a mut Reports<'r>,
    stories: Vec<StoryId>,
    sources: Vec<SourceId>,
    group: Vec<NewStory>,
}

impl<'a, 'r> Adding<'a, 'r> {
    fn new(store: &'a dyn Store, reports: &'a mut Reports<'r>) -> Adding<'a, 'r> {
        let (stories, sources, group) = Default::default();
        Adding { store, reports, stories, sources, group }
    }

    /// Adds a file's good lines and tells of its bad ones.
    fn lines(&mut self, input: impl BufRead, limits: Option<Limits>, file: &Path) -> Result<()> {
        let mut seen = HashSet::new();
        let mut is_usable = false;
        for line in url_list::read(input) {
            match line? {
                Line::Good(entry) => {
                    is_usable = true;
                    let (url, host) = (entry.address.url, entry.address.host);
                    let (label, tags, limits) = (entry.label, entry.tags, limits.clone());
                    if seen.insert(url.clone()) {
                        self.add(NewStory { url, host, label, tags, limits })?;
                    } else {
                        self.reports.detail(&format!("line {}: the same story again", entry.line));
                    }
                }
                Line::Bad(bad) => {
                    self.reports.note(&format!("line {}: {}: {}", bad.line, bad.why, bad.text));
                }
            }
        }
        if !is_usable {
            let next = "a line is a URL such as https://news.example/story";
            return Err(Error::invalid(format!("no usable line in {}; {next}", file.display())));
        }
        self.add_group()
    }

    /// Adds what a document lists.
    fn document(&mut self, listing: &Listing, limits: Option<Limits>, file: &Path) -> Result<()> {
        let kind = listing.kind.words();
        let usual = limits.clone().unwrap_or_default();
        let Choice { stories, sources, left_out } =
            limits::choose(listing, &usual, &[], clock::now());
        let reasons = left_out.words();
        let why = match reasons.is_empty() {
            true => String::new(),
            false => format!(", left out: {}", reasons.join(", ")),
        };
        self.reports.note(&format!("{}: {kind}, {} listed{why}", file.display(), listing.count()));
        for defect in &listing.defects {
            self.reports.note(&format!("{}: used in part: {defect}", file.display()));
        }
        if listing.count() == left_out.unusable as usize {
            let what = format!("no usable URL in the {kind} {}", file.display());
            return Err(Error::invalid(format!(
                "{what}; stories and feeds are listed by their URLs"
            )));
        }
        for address in stories {
            let (label, tags, limits) = (None, Vec::new(), None);
            self.add(NewStory { url: address.url, host: address.host, label, tags, limits })?;
        }
        self.add_group()?;
        let new = |(address, label)| NewSource {
            address,
            label,
            tags: Vec::new(),
            limits: limits.clone(),
        };
        let new: Vec<NewSource> = sources.into_iter().map(new).collect();
        for tracked in self.store.add_sources(&new, clock::now())? {
            self.sources.extend(match tracked {
                Tracked::Source(id) => Some(id),
                Tracked::Added(_) | Tracked::Already(_) | Tracked::Again(_) => None,
            });
        }
        Ok(())
    }

    fn add(&mut self, story: NewStory) -> Result<()> {
        self.group.push(story);
        match self.group.len() {
            GROUP => self.add_group(),
            _ => Ok(()),
        }
    }

    fn add_group(&mut self) -> Result<()> {
        let stories = std::mem::take(&mut self.group);
        let tracked = self.store.track(&stories, clock::now())?;
        for (story, tracked) in stories.into_iter().zip(tracked) {
            match tracked {
                Tracked::Added(id) => self.stories.push(id),
                Tracked::Again(id) => {
                    self.reports.note(&format!("story {id} was untracked and is followed again"));
                    self.stories.push(id);
                }
                Tracked::Already(id) => match self.store.story(id)?.latest {
                    Some(latest) => {
                        let version = Some(latest.version);
                        self.reports.tell_story(already(id, story.url, version))?;
                    }
                    // Its first snapshot is still to be taken.
                    None => self.stories.push(id),
                },
                Tracked::Source(id) => {
                    self.reports.note(&format!("source {id} is looked at anew  {}", story.url));
                    self.sources.push(id);
                }
            }
        }
        Ok(())
    }
}

fn already(id: StoryId, url: String, version: Option<u32>) -> Report {
    let outcome = OutcomeName::Already;
    Report { id, url, outcome, version, failure: None, events: Vec::new(), evidence: None }
}
