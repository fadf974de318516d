//! `revdiff show`: what changed between two versions of a story.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::cli::console::Console;
use crate::cli::{Globals, archive, times};
use crate::diff::{self, ArticleDiff};
use crate::error::{Error, Result};
use crate::history::Snapshot;
use crate::reading::{self, Keep, Read, Source};
use crate::render::ink::Palette;
use crate::render::terminal::Style;
use crate::render::{Comparison, Side, json, ops, plain, terminal};
use crate::store::Store;
use crate::verdict::{self, Class, Verdict};

/// Show what changed between the first version of a story and the latest
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff show 1
  revdiff show https://news.example/story
  revdiff show ferry --from 2 --to 3
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
    /// How to print the changes [default: terminal, or plain where output is no terminal]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With colour, for reading
    Terminal,
    /// With marks: [-removed-]{+added+}
    Plain,
    /// One JSON object
    Json,
    /// A JSON array of runs
    Ops,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_existing(globals)?;
    let story = archive::story(&store, &args.story)?;
    let snapshots = store.snapshots(story.id)?;
    let from = archive::version(&snapshots, args.from, |all| all.first())?;
    let to = archive::version(&snapshots, args.to, |all| all.last())?;
    let (Some(from), Some(to)) = (from, to) else {
        let next = format!("`revdiff log {}` tells what its checks brought", story.id);
        return Err(Error::not_found(format!("story {} has no version yet; {next}", story.id)));
    };
    let format = args.format.unwrap_or(match console.is_for_people() {
        true => Format::Terminal,
        false => Format::Plain,
    });
    let (old, new) = (read(&store, from)?, read(&store, to)?);
    let diff = diff::articles(&old.article, &new.article);
    let verdict = judge(&diff, (from, &old), (to, &new), &snapshots);
    let (from, to) = (side(from, &old), side(to, &new));
    let comparison = Comparison { story: &story, from, to, diff: &diff, verdict: &verdict };
    print(&comparison, format, console)?;
    Ok(ExitCode::SUCCESS)
}

fn read(store: &dyn Store, snapshot: &Snapshot) -> Result<Read> {
    let version = snapshot.version;
    reading::read(store, &Source::of(snapshot), Keep::Nothing)?.ok_or_else(|| {
        let next = "`revdiff verify` tells what is damaged";
        Error::store(format!("version {version} has no reading; {next}"))
    })
}

fn side<'a>(snapshot: &'a Snapshot, read: &'a Read) -> Side<'a> {
    Side { snapshot, article: &read.article, extractor: read.extractor }
}

fn judge(
    diff: &ArticleDiff,
    (from, old): (&Snapshot, &Read),
    (to, new): (&Snapshot, &Read),
    snapshots: &[Snapshot],
) -> Verdict {
    let verdict = verdict::judge(diff, &old.article, &new.article);
    if from.version > to.version {
        return verdict.looking_back();
    }
    let is_edit = verdict.class != Class::None && old.extractor == new.extractor;
    let is_same_text = |earlier: &&Snapshot| {
        earlier.version < from.version && earlier.article_digest == to.article_digest
    };
    match snapshots.iter().rev().find(is_same_text) {
        Some(earlier) if is_edit => verdict.returning_to(earlier.version),
        _ => verdict,
    }
}

fn print(comparison: &Comparison, format: Format, console: &mut Console) -> Result<()> {
    match format {
        Format::Json => console.write_line(&json::json(comparison)),
        Format::Ops => {
            let (old, new) = (comparison.from.article.text(), comparison.to.article.text());
            console.write_line(&ops::json(&diff::diff(&old, &new)))
        }
        Format::Plain => console.write(&plain::comparison(comparison, console.width_columns())),
        Format::Terminal => {
            console.page();
            let palette = if console.is_colored() { Palette::Colored } else { Palette::Plain };
            let width_columns = console.width_columns();
            let style = Style { width_columns, palette, time: times::local_exact };
            console.write(&terminal::comparison(comparison, &style))
        }
    }
}
