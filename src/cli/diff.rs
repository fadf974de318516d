//! `revdiff diff`: two files compared, as a person or git asks; or, with `--batch`, pairs of texts
//! by the line.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::cli::batch;
use crate::cli::console::Console;
use crate::cli::git::{self, Caller, Changed};
use crate::cli::printed::{Extent, Format, Names, Printed};
use crate::cli::texts::{As, Contents, Source};
use crate::diff::{self, Run};
use crate::error::{Error, Kind, Result};
use crate::render::data;
use crate::render::ink::{self, Ink};
use crate::render::terminal::Layout;

use crate::text::visible::visible;

/// Compare two files word by word
///
/// Text files, Markdown too, are compared as the bytes they hold; HTML files as the articles in
/// them, part by part, with their stamps: files whose name ends in .html, .htm or .xhtml, or that
/// begin as HTML does. Exits with 1 where what is compared differs. Called by git, as its external
/// diff or by its difftool, it shows a file's changes with a few lines around them and exits with 0.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff diff old.txt new.txt
  revdiff diff --side-by-side old.md new.md
  revdiff diff --format ops old.html new.html
  revdiff diff --format json old.html new.html | jq .verdict
  curl -s https://news.example/story | revdiff diff first.html -
  GIT_EXTERNAL_DIFF='revdiff diff' git diff
  git difftool --no-prompt --extcmd='revdiff diff'
  revdiff diff --batch < pairs.jsonl > diffs.jsonl")]
pub struct Args {
    /// The earlier file; '-' is standard input
    #[arg(required_unless_present = "batch")]
    old: Option<OsString>,
    /// The later file; '-' is standard input
    new: Option<OsString>,
    /// What git hands over besides
    #[arg(hide = true)]
    more: Vec<OsString>,
    /// How to print the differences [default: terminal, or plain where output is no terminal]
    #[arg(long, value_enum, conflicts_with = "batch")]
    format: Option<Format>,
    /// Old and new in two columns, from 100 columns on
    #[arg(long, conflicts_with = "batch")]
    side_by_side: bool,
    /// Compare HTML files as the bytes they hold
    #[arg(long, conflicts_with = "batch")]
    raw: bool,
    /// Read lines {"id","old","new"} and write lines {"id","ops"}
    #[arg(long, conflicts_with_all = ["old", "new"])]
    batch: bool,
}

pub fn run(args: Args, console: &mut Console) -> Result<ExitCode> {
    if args.batch {
        return batch::answer_lines(&mut io::stdin().lock(), console, answer);
    }
    let wanted = if args.side_by_side { Layout::SideBySide } else { Layout::OneColumn };
    let printed = Printed::of(args.format, wanted, console)?;
    let html = if args.raw { As::Bytes } else { As::Article };
    let named: Vec<&OsString> = args.old.iter().chain(&args.new).chain(&args.more).collect();
    let caller = git::caller();
    match (named.as_slice(), &caller) {
        ([old, new], Caller::Tool { path }) => {
            if printed.format == Format::Terminal {
                console.page();
            }
            show(&Changed::at(path, old, new), html, printed, console)
        }
        ([old, new], Caller::Nobody | Caller::ExternalDiff) => {
            compare([Path::new(old), Path::new(new)], html, printed, console)
        }
        ([path], Caller::ExternalDiff) => {
            console.write_line(&(git::unmerged(Path::new(path)) + "\n"))?;
            Ok(ExitCode::SUCCESS)
        }
        (named, Caller::Nobody | Caller::ExternalDiff | Caller::Tool { .. }) => {
            let changed = Changed::of(named).ok_or_else(|| {
                Error::invalid("give two files, as in `revdiff diff old.txt new.txt`")
            })?;
            show(&changed, html, printed, console)
        }
    }
}

fn compare(
    [old, new]: [&Path; 2],
    html: As,
    printed: Printed,
    console: &mut Console,
) -> Result<ExitCode> {
    if old == Path::new("-") && new == Path::new("-") {
        return Err(Error::invalid("only one of the two files can be standard input"));
    }
    let contents = Contents::read([old, new].map(|path| Source { file: path, name: path }), html)?;
    let heading = format!("{} → {}", old.display(), new.display());
    let names = Names { heading: &heading, files: [old, new] };
    let difference = printed.difference(names, &contents, Extent::Whole);
    difference.note.iter().for_each(|note| console.note(note));
    if printed.format == Format::Terminal && !difference.text.is_empty() {
        console.page();
    }
    console.write(&difference.text)?;
    Ok(ExitCode::from(u8::from(difference.differs)))
}

/// Shows git a changed file. Git takes any code but 0 for a breakdown and compares no further
/// file; so of a file that cannot be compared it is said why.
fn show(changed: &Changed, html: As, printed: Printed, console: &mut Console) -> Result<ExitCode> {
    let name = changed.heading();
    let sources = changed.sources();
    let (note, text) = match Contents::read(sources, html) {
        Ok(contents) => {
            let names = Names { heading: &name, files: sources.map(|source| source.name) };
            let difference = printed.difference(names, &contents, Extent::Context);
            (difference.note, difference.text)
        }
        Err(error) if error.kind == Kind::Invalid => (Some(format!("{error:#}")), String::new()),
        Err(error) => return Err(error),
    };
    if !printed.is_for_people() {
        console.write(&text)?;
        note.iter().for_each(|note| console.note(&format!("{name}: {note}")));
        return Ok(ExitCode::SUCCESS);
    }
    let mut heading = String::new();
    ink::write(&mut heading, printed.page.palette, Ink::Strong, &name);
    console.write_line(&heading)?;
    let note = note.map_or(String::new(), |note| format!("  {}\n", visible(&note)));
    console.write_line(&(note + &text))?;
    Ok(ExitCode::SUCCESS)
}

#[derive(Deserialize)]
struct Pair<'a> {
    /// Any JSON, given back as it came.
    #[serde(borrow)]
    id: &'a RawValue,
    old: String,
    new: String,
}

#[derive(Serialize)]
struct Compared<'a> {
    id: &'a RawValue,
    ops: Vec<Run<'a>>,
}

/// The answer to a line of a batch.
fn answer(line: &[u8]) -> String {
    let pair: Pair = match serde_json::from_slice(line) {
        Ok(pair) => pair,
        Err(error) => return batch::refusal(line, &error.to_string()),
    };
    let ops = diff::diff(&pair.old, &pair.new);
    data::line(&Compared { id: pair.id, ops })
}
