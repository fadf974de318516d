//! `revdiff diff`: two files compared, as a person or git asks; or, with `--batch`, pairs of texts
//! by the line.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::cli::batch;
use crate::cli::console::Console;
use crate::cli::git::{self, Changed};
use crate::cli::texts::{As, Source, Texts};
use crate::diff::{self, Op, Run};
use crate::error::{Error, Kind, Result};
use crate::render::ink::{self, Ink, Palette};
use crate::render::terminal::Layout;
use crate::render::wrap::Page;
use crate::render::{data, html, markdown, ops, texts};
use crate::text::visible::visible;

/// Compare two files word by word
///
/// Text files, Markdown too, are compared as the bytes they hold; HTML files as the articles in
/// them: files whose name ends in .html, .htm or .xhtml, or that begin as HTML does. Exits with 1
/// where the files differ. Called by git with 7 or 9 arguments, it shows a file's changes with a
/// few lines around them and exits with 0.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff diff old.txt new.txt
  revdiff diff --side-by-side old.md new.md
  revdiff diff --format ops old.html new.html
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

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With colour, for reading
    Terminal,
    /// With marks: [-removed-]{+added+}
    Plain,
    /// A page that needs nothing beside it
    Html,
    /// As GitHub and others render it
    Markdown,
    /// A JSON array of runs
    Ops,
}

pub fn run(args: Args, console: &mut Console) -> Result<ExitCode> {
    if args.batch {
        return batch::answer_lines(&mut io::stdin().lock(), console, answer);
    }
    let printed = Printed::of(&args, console)?;
    let named: Vec<&OsString> = args.old.iter().chain(&args.new).chain(&args.more).collect();
    match named.as_slice() {
        [old, new] => compare(Path::new(old), Path::new(new), printed, console),
        [path] if git::calls() => {
            console.write_line(&(git::unmerged(Path::new(path)) + "\n"))?;
            Ok(ExitCode::SUCCESS)
        }
        named => match Changed::of(named) {
            Some(changed) => show(&changed, printed, console),
            None => Err(Error::invalid("give two files, as in `revdiff diff old.txt new.txt`")),
        },
    }
}

/// How differences are printed.
#[derive(Clone, Copy)]
struct Printed {
    format: Format,
    layout: Layout,
    page: Page,
    html: As,
}

impl Printed {
    fn of(args: &Args, console: &Console) -> Result<Printed> {
        let format = args.format.unwrap_or(match console.is_for_people() {
            true => Format::Terminal,
            false => Format::Plain,
        });
        let layout = match (args.side_by_side, format) {
            (false, _) => Layout::OneColumn,
            (true, Format::Terminal | Format::Plain) => console.side_by_side(),
            (true, Format::Html | Format::Markdown | Format::Ops) => {
                return Err(Error::invalid("--side-by-side is for --format terminal and plain"));
            }
        };
        let is_colored = format == Format::Terminal && console.is_colored();
        let palette = if is_colored { Palette::Colored } else { Palette::Plain };
        let page = Page { width_columns: console.width_columns(), palette };
        Ok(Printed { format, layout, page, html: if args.raw { As::Bytes } else { As::Article } })
    }

    /// The runs between two texts that have this name.
    fn text(self, name: &str, runs: &[Run], extent: Extent) -> String {
        match (self.format, extent) {
            (Format::Html, _) => html::texts(name, runs),
            (Format::Markdown, _) => markdown::texts(name, runs),
            (Format::Ops, _) => ops::json(runs) + "\n",
            (Format::Terminal | Format::Plain, _) if !differs(runs) => String::new(),
            (_, Extent::Whole) => texts::whole(runs, self.page, self.layout),
            (_, Extent::Context) => texts::around(runs, self.page, self.layout),
        }
    }

    fn is_for_people(self) -> bool {
        matches!(self.format, Format::Terminal | Format::Plain)
    }
}

/// How much of what is unchanged is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    Whole,
    /// A few lines around each change.
    Context,
}

fn differs(runs: &[Run]) -> bool {
    runs.iter().any(|run| run.op != Op::Equal)
}

fn compare(old: &Path, new: &Path, printed: Printed, console: &mut Console) -> Result<ExitCode> {
    if old == Path::new("-") && new == Path::new("-") {
        return Err(Error::invalid("only one of the two files can be standard input"));
    }
    let sources = [old, new].map(|path| Source { file: path, name: path });
    let texts = Texts::read(sources, printed.html)?;
    if let Some(note) = &texts.note {
        console.note(note);
    }
    let runs = diff::diff(&texts.old, &texts.new);
    let name = format!("{} → {}", old.display(), new.display());
    let text = printed.text(&name, &runs, Extent::Whole);
    if printed.format == Format::Terminal && !text.is_empty() {
        console.page();
    }
    console.write(&text)?;
    if printed.is_for_people() && !text.is_empty() && !text.ends_with('\n') {
        console.write("\n")?;
    }
    Ok(ExitCode::from(u8::from(differs(&runs))))
}

/// Shows git a changed file. Git takes any code but 0 for a breakdown and compares no further
/// file; so of a file that cannot be compared it is said why.
fn show(changed: &Changed, printed: Printed, console: &mut Console) -> Result<ExitCode> {
    let name = changed.heading();
    let (note, text) = match Texts::read(changed.sources(), printed.html) {
        Ok(texts) => {
            let runs = diff::diff(&texts.old, &texts.new);
            (texts.note, printed.text(&name, &runs, Extent::Context))
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
