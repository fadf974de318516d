//! `revdiff diff`: two files compared; or, with `--batch`, pairs of texts by the line.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::cli::batch;
use crate::cli::console::Console;
use crate::diff::{self, Op, Run};
use crate::error::{Error, Result};
use crate::extract::{Context, extract};
use crate::render::{ops, plain};

/// A file larger than this is refused: a diff holds both sides in memory.
const FILE_BYTES_MAX: u64 = 256 << 20;

/// Compare two files word by word
///
/// Text files are compared as the bytes they hold; HTML files as the articles in them. Exits with
/// 1 where the files differ.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff diff old.txt new.txt
  revdiff diff --format ops old.html new.html
  curl -s https://news.example/story | revdiff diff first.html -
  revdiff diff --batch < pairs.jsonl > diffs.jsonl")]
pub struct Args {
    /// The earlier file; '-' is standard input
    #[arg(required_unless_present = "batch")]
    old: Option<PathBuf>,
    /// The later file; '-' is standard input
    #[arg(required_unless_present = "batch")]
    new: Option<PathBuf>,
    /// How to print the differences [default: terminal, or plain where output is no terminal]
    #[arg(long, value_enum, conflicts_with = "batch")]
    format: Option<Format>,
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
    /// A JSON array of runs
    Ops,
}

pub fn run(args: Args, console: &mut Console) -> Result<ExitCode> {
    match (args.old, args.new) {
        (Some(old), Some(new)) => {
            let format = args.format.unwrap_or(match console.is_for_people() {
                true => Format::Terminal,
                false => Format::Plain,
            });
            let texts = Texts::read(&old, &new, if args.raw { As::Bytes } else { As::Article })?;
            compare(&texts, format, console)
        }
        _ => batch::answer_lines(&mut io::stdin().lock(), console, answer),
    }
}

/// How an HTML file is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum As {
    Bytes,
    Article,
}

struct Texts {
    old: String,
    new: String,
}

impl Texts {
    fn read(old: &Path, new: &Path, html: As) -> Result<Texts> {
        if old == Path::new("-") && new == Path::new("-") {
            return Err(Error::invalid("only one of the two files can be standard input"));
        }
        Ok(Texts { old: read_text(old, html)?, new: read_text(new, html)? })
    }
}

/// The text of a file: an HTML file's article, else the file as it is.
fn read_text(path: &Path, html: As) -> Result<String> {
    let bytes = read_file(path)?;
    match html {
        As::Article if is_html(&bytes) => Ok(extract(&bytes, &Context::default()).whole_text()),
        As::Article | As::Bytes => text_of(bytes, path),
    }
}

fn read_file(path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let cannot = |error| Error::invalid(format!("cannot read {shown}")).caused_by(error);
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(cannot)?;
    } else {
        let file = std::fs::File::open(path).map_err(cannot)?;
        file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(cannot)?;
    }
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(Error::invalid(format!("{shown} is larger than {FILE_BYTES_MAX} bytes")));
    }
    Ok(bytes)
}

/// Whether a file begins as HTML does, white space and comments before it aside.
fn is_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let head = head.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    ["<!doctype html", "<html", "<head", "<body", "<!--"].iter().any(|tag| head.starts_with(tag))
}

fn text_of(bytes: Vec<u8>, path: &Path) -> Result<String> {
    String::from_utf8(bytes).map_err(|_| {
        let next = "convert it first, say with `iconv -t utf-8`";
        Error::invalid(format!("{} is not UTF-8 text; {next}", path.display()))
    })
}

fn compare(texts: &Texts, format: Format, console: &mut Console) -> Result<ExitCode> {
    let runs = diff::diff(&texts.old, &texts.new);
    let differs = runs.iter().any(|run| run.op != Op::Equal);
    match format {
        Format::Terminal | Format::Plain if !differs => {}
        Format::Ops => console.write_line(&ops::json(&runs))?,
        Format::Terminal if console.is_colored() => {
            console.page();
            console.write(&plain::colored_runs(&runs))?;
        }
        Format::Terminal | Format::Plain => console.write(&plain::runs(&runs))?,
    }
    Ok(ExitCode::from(u8::from(differs)))
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
    serde_json::to_string(&Compared { id: pair.id, ops }).expect("runs are strings and numbers")
}
