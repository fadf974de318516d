//! `revdiff show`: what changed between two versions of a story.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::cli::console::Console;
use crate::cli::since::Since;
use crate::cli::versions::{Pair, Span, Versions, number};
use crate::cli::{Globals, archive, clock, times};
use crate::diff;
use crate::error::{Error, Result};
use crate::history::Story;
use crate::render::ink::Palette;
use crate::render::terminal::{self, Layout, Style};
use crate::render::{Comparison, html, json, markdown, ops, plain};
use crate::store::Store;
use crate::time::Time;

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
    /// The story: its number, its URL, or a part of its URL, headline or label
    story: String,
    /// The earlier version [default: the first]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = number())]
    from: Option<u32>,
    /// The later version [default: the latest]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = number())]
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
    let versions = Versions { store: &store, story: &story, snapshots: &snapshots };
    let span = span(&args);
    let ends = versions.ends(span)?;
    if let Span::Since(time) = span
        && let Some(note) = since_note(time, &story, ends)
    {
        console.note(&note);
    }
    let pairs = if args.each { versions.each(ends) } else { vec![ends] };
    let plain = Style { layout, ..plain::style(console.width_columns()) };
    let palette = if console.is_colored() { Palette::Colored } else { Palette::Plain };
    let terminal = Style { palette, time: times::local_exact, ..plain };
    let (text, differs) = match format {
        Format::Terminal => texts(&versions, &pairs, |it| terminal::comparison(it, &terminal))?,
        Format::Plain => texts(&versions, &pairs, |it| terminal::comparison(it, &plain))?,
        Format::Html => page(&versions, &pairs)?,
        Format::Markdown => texts(&versions, &pairs, markdown::comparison)?,
        Format::Json if args.each => array(&versions, &pairs)?,
        Format::Json => texts(&versions, &pairs, |it| json::json(it) + "\n")?,
        Format::Ops => runs(&versions, &pairs)?,
    };
    if format == Format::Terminal {
        console.page();
    }
    console.write(&text)?;
    Ok(ExitCode::from(u8::from(args.exit_code && differs)))
}

fn span(args: &Args) -> Span {
    match (args.update, args.since) {
        (true, _) => Span::Update,
        (false, Some(since)) => Span::Since(since.time(clock::now())),
        (false, None) => Span::Versions(args.from, args.to),
    }
}

/// What is to be said of a look back to an instant: where nothing has changed since, and where
/// nobody looked.
fn since_note(since: Time, story: &Story, (from, to): Pair) -> Option<String> {
    let local = times::local_exact;
    let is_followed = from.captured_at <= since;
    match (is_followed, from.version == to.version) {
        (true, false) => None,
        (false, false) => Some(format!(
            "not followed before {}: compared from v{}, the first",
            local(from.captured_at),
            from.version
        )),
        (false, true) => {
            let first = local(from.captured_at);
            Some(format!("followed since {first}; nothing has changed since then"))
        }
        (true, true) => Some(match story.last_read_at {
            Some(read) if read < since => {
                format!("not read since {}; last read {}", local(since), local(read))
            }
            Some(_) | None => format!("nothing has changed since {}", local(since)),
        }),
    }
}

fn layout(args: &Args, format: Format, console: &Console) -> Result<Layout> {
    match format {
        Format::Terminal | Format::Plain if args.side_by_side => Ok(console.side_by_side()),
        Format::Html | Format::Markdown | Format::Json | Format::Ops if args.side_by_side => {
            Err(Error::invalid("--side-by-side is for --format terminal and plain"))
        }
        Format::Ops if args.each => {
            Err(Error::invalid("--format ops is of one comparison; use --format json with --each"))
        }
        Format::Terminal
        | Format::Plain
        | Format::Html
        | Format::Markdown
        | Format::Json
        | Format::Ops => Ok(Layout::OneColumn),
    }
}

/// Comparisons one after the other, with a blank line between; and whether any of them differs.
fn texts(
    versions: &Versions,
    pairs: &[Pair],
    text: impl Fn(&Comparison) -> String,
) -> Result<(String, bool)> {
    let mut texts = Vec::new();
    let differs = versions.compare(pairs, |comparison| texts.push(text(comparison)))?;
    Ok((texts.join("\n"), differs))
}

fn array(versions: &Versions, pairs: &[Pair]) -> Result<(String, bool)> {
    let mut items = Vec::new();
    let differs = versions.compare(pairs, |comparison| items.push(json::json(comparison)))?;
    Ok((format!("[{}]\n", items.join(",\n")), differs))
}

fn page(versions: &Versions, pairs: &[Pair]) -> Result<(String, bool)> {
    let mut page = html::Page::default();
    let differs = versions.compare(pairs, |comparison| page.add(comparison))?;
    Ok((page.finish(), differs))
}

/// The runs of a comparison, and whether one of them is a change.
fn runs(versions: &Versions, pairs: &[Pair]) -> Result<(String, bool)> {
    let (mut text, mut differs) = (String::new(), false);
    versions.compare(pairs, |comparison| {
        let (old, new) = (comparison.from.article.text(), comparison.to.article.text());
        let runs = diff::diff(&old, &new);
        differs |= diff::differ(&runs);
        text.push_str(&(ops::json(&runs) + "\n"));
    })?;
    Ok((text, differs))
}
