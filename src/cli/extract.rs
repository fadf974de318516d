//! `revdiff extract`: the article in an HTML file; or, with `--batch`, in many, by the line.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::article::Article;
use crate::cli::batch;
use crate::cli::console::Console;
use crate::error::{Error, Result};
use crate::extract::{Context, explain, extract};
use crate::memory::Memory;
use crate::render::ink::Palette;
use crate::render::wrap::Page;
use crate::render::{self, data};
use crate::text::visible::visible;
use crate::time::Time;

/// A page larger than this, unpacked, is refused.
const PAGE_BYTES_MAX: u64 = 100 << 20;

/// Print the article in an HTML file
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff extract page.html
  curl -s https://news.example/story | revdiff extract - --url https://news.example/story
  revdiff extract --explain page.html
  revdiff extract --batch < pages.jsonl > articles.jsonl")]
pub struct Args {
    /// The HTML file, perhaps packed (.zst); '-' is standard input
    #[arg(required_unless_present = "batch")]
    file: Option<PathBuf>,
    /// The page's address, which tells how its dates and links are meant
    #[arg(long, conflicts_with = "batch")]
    url: Option<String>,
    /// How to print the article
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Tell where each field was read, and why lines were kept or left
    #[arg(long, conflicts_with = "batch")]
    explain: bool,
    /// Read lines {"id","url","path"[,"fetched_at"]} and write each article as a line of JSON
    #[arg(long, conflicts_with = "file")]
    batch: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// One JSON object
    Json,
}

pub fn run(args: Args, console: &mut Console) -> Result<ExitCode> {
    let Some(file) = args.file else {
        return batch::answer_lines(&mut io::stdin().lock(), console, answer);
    };
    let page = read(&file)?;
    let context = Context { url: args.url.as_deref(), ..Context::default() };
    if args.explain {
        return explained(&page, &context, args.format, console);
    }
    let article = extract(&page, &context, &Memory::default()).article;
    match args.format {
        Format::Json => console.write_line(&data::line(&render::article::json(&article)))?,
        Format::Text => {
            console.page();
            console.write_line(&text(&article))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the article with its explanation, as JSON, or the explanation for reading.
fn explained(
    page: &[u8],
    context: &Context<'_>,
    format: Format,
    console: &mut Console,
) -> Result<ExitCode> {
    let (extraction, explanation) = explain(page, context, &Memory::default());
    let article = extraction.article;
    match format {
        Format::Json => {
            let mut record = render::article::json(&article);
            record["explanation"] = json!(explanation);
            console.write_line(&data::line(&record))?;
        }
        Format::Text => {
            console.page();
            let palette = if console.is_colored() { Palette::Colored } else { Palette::Plain };
            let page = Page { width_columns: console.width_columns(), palette };
            console.write(&render::explanation::text(&article, &explanation, page))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let cannot = |error| cannot_read(path, error);
    if path == Path::new("-") {
        return read_bounded(io::stdin().lock(), path);
    }
    let file = File::open(path).map_err(cannot)?;
    if path.extension().is_some_and(|extension| extension == "zst") {
        let unpacked = zstd::stream::read::Decoder::new(file).map_err(cannot)?;
        return read_bounded(unpacked, path);
    }
    read_bounded(file, path)
}

fn read_bounded(input: impl Read, path: &Path) -> Result<Vec<u8>> {
    let shown = path.display();
    let mut bytes = Vec::new();
    input
        .take(PAGE_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .map_err(|error| cannot_read(path, error))?;
    if bytes.len() as u64 > PAGE_BYTES_MAX {
        let next = "give a page of a news site, which is smaller";
        return Err(Error::invalid(format!(
            "{shown} is larger than {PAGE_BYTES_MAX} bytes; {next}"
        )));
    }
    Ok(bytes)
}

fn cannot_read(path: &Path, error: io::Error) -> Error {
    let next = "give an HTML file, or '-' for standard input";
    Error::invalid(format!("cannot read {}; {next}", path.display())).caused_by(error)
}

fn text(article: &Article) -> String {
    visible(&article.whole_text()).into_owned()
}

#[derive(Deserialize)]
struct Line<'a> {
    /// Any JSON, given back as it came.
    #[serde(borrow)]
    id: &'a RawValue,
    url: Option<String>,
    path: PathBuf,
    fetched_at: Option<Time>,
}

#[derive(Serialize)]
struct Answer<'a> {
    id: &'a RawValue,
    #[serde(flatten)]
    article: Value,
}

/// The answer to a line of a batch.
fn answer(line: &[u8]) -> String {
    let asked: Line = match serde_json::from_slice(line) {
        Ok(asked) => asked,
        Err(error) => return batch::refusal(line, &error.to_string()),
    };
    let page = match read(&asked.path) {
        Ok(page) => page,
        Err(error) => return batch::refusal(line, &format!("{error:#}")),
    };
    let context =
        Context { url: asked.url.as_deref(), content_type: None, fetched_at: asked.fetched_at };
    let article = render::article::json(&extract(&page, &context, &Memory::default()).article);
    let answer = Answer { id: asked.id, article };
    data::line(&answer)
}
