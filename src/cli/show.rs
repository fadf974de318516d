//! `revdiff show`: what changed between two versions of a story.

use std::collections::BTreeMap;
use std::process::ExitCode;

use clap::ValueEnum;

use crate::cli::console::Console;
use crate::cli::since::Since;
use crate::cli::span::{self, Pair, Span};
use crate::cli::{Globals, archive, clock, times};
use crate::diff::{self, Action, ArticleDiff};
use crate::error::{Error, Result};
use crate::history::Snapshot;
use crate::reading::{self, Keep, Read, Source};
use crate::render::ink::Palette;
use crate::render::terminal::{self, Layout, Style};
use crate::render::{Comparison, Side, html, json, markdown, ops, plain};
use crate::store::Store;
use crate::verdict::{self, Verdict};

/// Show what changed between the first version of a story and the latest
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff show 1
  revdiff show https://news.example/story
  revdiff show ferry --from 2 --to 3
  revdiff show 1 --each --since 2d
  revdiff show 1 --update --side-by-side
  revdiff show 1 --format html > change.html
  revdiff show 1 --format json | jq .verdict")]
pub struct Args {
    /// The story: its number, its URL, or a part of its URL or headline
    story: String,
    /// The earlier version [default: the first]
    #[arg(long, value_name = "N")]
    from: Option<u32>,
    /// The later version [default: the latest]
    #[arg(long, value_name = "N")]
    to: Option<u32>,
    /// From the version that stood then to the latest: 2d, 2025-12-01, or an RFC 3339 time
    #[arg(long, value_name = "WHEN", value_parser = Since::parse, conflicts_with_all = ["from", "to"])]
    since: Option<Since>,
    /// Across the publisher's newest update stamp: the last version before it, the first with it
    #[arg(long, conflicts_with_all = ["from", "to", "since", "each"])]
    update: bool,
    /// Each version against the one before
    #[arg(long)]
    each: bool,
    /// How to print the changes [default: terminal, or plain where output is no terminal]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Old and new in two columns, from 100 columns on
    #[arg(long)]
    side_by_side: bool,
    /// Exit with 1 where something differs
    #[arg(long)]
    exit_code: bool,
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
    /// One JSON object; with --each, an array
    Json,
    /// A JSON array of runs
    Ops,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let format = args.format.unwrap_or(match console.is_for_people() {
        true => Format::Terminal,
        false => Format::Plain,
    });
    let layout = layout(&args, format, console)?;
    let store = archive::open_existing(globals)?;
    let story = archive::story(&store, &args.story)?;
    let snapshots = store.snapshots(story.id)?;
    let read = |snapshot: &Snapshot| read(&store, snapshot);
    let ends = span::ends(&span(&args), &story, &snapshots, &read)?;
    let pairs = if args.each { span::each(ends, &snapshots) } else { vec![ends] };
    let reads = read_all(&pairs, &read)?;
    let judged: Vec<(ArticleDiff, Verdict)> =
        pairs.iter().map(|&pair| judge(pair, &reads, &snapshots)).collect();
    let comparisons: Vec<Comparison> = pairs
        .iter()
        .zip(&judged)
        .map(|(&(from, to), (diff, verdict))| {
            let side = |snapshot: &'_ _| side(snapshot, &reads);
            Comparison { story: &story, from: side(from), to: side(to), diff, verdict }
        })
        .collect();
    if args.each && format == Format::Json {
        console.write_line(&json::json_each(&comparisons))?;
    } else {
        print(&comparisons, format, layout, console)?;
    }
    let differs = judged.iter().any(|(diff, _)| differs(diff));
    Ok(ExitCode::from(u8::from(args.exit_code && differs)))
}

fn span(args: &Args) -> Span {
    match (args.update, args.since) {
        (true, _) => Span::Update,
        (false, Some(since)) => Span::Since(since.time(clock::now())),
        (false, None) => Span::Versions(args.from, args.to),
    }
}

fn layout(args: &Args, format: Format, console: &Console) -> Result<Layout> {
    match format {
        Format::Terminal | Format::Plain if args.side_by_side => Ok(console.side_by_side()),
        Format::Terminal | Format::Plain => Ok(Layout::OneColumn),
        Format::Html | Format::Markdown | Format::Json | Format::Ops if args.side_by_side => {
            Err(Error::invalid("--side-by-side is for --format terminal and plain"))
        }
        Format::Ops if args.each => {
            Err(Error::invalid("--format ops is of one comparison; use --format json with --each"))
        }
        Format::Html | Format::Markdown | Format::Json | Format::Ops => Ok(Layout::OneColumn),
    }
}

fn read(store: &dyn Store, snapshot: &Snapshot) -> Result<Read> {
    let version = snapshot.version;
    reading::read(store, &Source::of(snapshot), Keep::Nothing)?.ok_or_else(|| {
        let next = "`revdiff verify` tells what is damaged";
        Error::store(format!("version {version} has no reading; {next}"))
    })
}

/// The articles of all versions that take part, by version.
type Reads = BTreeMap<u32, Read>;

fn read_all(pairs: &[Pair], read: &dyn Fn(&Snapshot) -> Result<Read>) -> Result<Reads> {
    let mut reads = Reads::new();
    for snapshot in pairs.iter().flat_map(|&(from, to)| [from, to]) {
        if !reads.contains_key(&snapshot.version) {
            reads.insert(snapshot.version, read(snapshot)?);
        }
    }
    Ok(reads)
}

fn side<'a>(snapshot: &'a Snapshot, reads: &'a Reads) -> Side<'a> {
    let read = &reads[&snapshot.version];
    Side { snapshot, article: &read.article, extractor: read.extractor }
}

fn differs(diff: &ArticleDiff) -> bool {
    diff.parts.iter().any(|part| part.action != Action::Kept)
}

fn judge<'a>(
    (from, to): Pair,
    reads: &'a Reads,
    snapshots: &[Snapshot],
) -> (ArticleDiff<'a>, Verdict) {
    let (old, new) = (&reads[&from.version].article, &reads[&to.version].article);
    let diff = diff::articles(old, new);
    let verdict = verdict::judge(&diff, old, new);
    if from.version > to.version {
        return (diff, verdict.looking_back());
    }
    let is_same_text = |earlier: &&Snapshot| {
        earlier.version < from.version && earlier.article_digest == to.article_digest
    };
    match snapshots.iter().rev().find(is_same_text) {
        Some(earlier) => (diff, verdict.returning_to(earlier.version)),
        None => (diff, verdict),
    }
}

fn print(
    comparisons: &[Comparison],
    format: Format,
    layout: Layout,
    console: &mut Console,
) -> Result<()> {
    match format {
        Format::Json => each(comparisons, console, |pair| json::json(pair) + "\n"),
        Format::Ops => each(comparisons, console, |pair| {
            let (old, new) = (pair.from.article.text(), pair.to.article.text());
            ops::json(&diff::diff(&old, &new)) + "\n"
        }),
        Format::Html => console.write(&html::comparisons(comparisons)),
        Format::Markdown => each(comparisons, console, markdown::comparison),
        Format::Plain => {
            let style = Style { layout, ..plain::style(console.width_columns()) };
            each(comparisons, console, |pair| terminal::comparison(pair, &style))
        }
        Format::Terminal => {
            console.page();
            let palette = if console.is_colored() { Palette::Colored } else { Palette::Plain };
            let width_columns = console.width_columns();
            let style = Style { width_columns, palette, layout, time: times::local_exact };
            each(comparisons, console, |pair| terminal::comparison(pair, &style))
        }
    }
}

/// Writes comparisons one after the other, with a blank line between.
fn each(
    comparisons: &[Comparison],
    console: &mut Console,
    text: impl Fn(&Comparison) -> String,
) -> Result<()> {
    for (at, comparison) in comparisons.iter().enumerate() {
        if at > 0 {
            console.write("\n")?;
        }
        console.write(&text(comparison))?;
    }
    Ok(())
}
