//! `revdiff show`: what changed between two versions of a story.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::article::Article;
use crate::cli::console::Console;
use crate::cli::{Globals, archive, times};
use crate::diff;
use crate::error::{Error, Result};
use crate::history::{Snapshot, Story};
use crate::reading::{self, Keep, Read, Source};
use crate::render::ink::Palette;
use crate::render::terminal::Style;
use crate::render::{Comparison, Side, json, ops, plain, terminal};
use crate::store::Store;
use crate::verdict;

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
    print(&story, (from, &old), (to, &new), format, console)?;
    Ok(ExitCode::SUCCESS)
}

fn read(store: &dyn Store, snapshot: &Snapshot) -> Result<Read> {
    let version = snapshot.version;
    reading::read(store, &Source::of(snapshot), Keep::Nothing)?.ok_or_else(|| {
        let next = "`revdiff verify` tells what is damaged";
        Error::store(format!("version {version} has no reading; {next}"))
    })
}

fn print(
    story: &Story,
    from: (&Snapshot, &Read),
    to: (&Snapshot, &Read),
    format: Format,
    console: &mut Console,
) -> Result<()> {
    let (old, new): (&Article, &Article) = (&from.1.article, &to.1.article);
    let diff = diff::articles(old, new);
    let verdict = verdict::judge(&diff, old, new);
    let side = |(snapshot, read)| -> Side<'_> {
        let (snapshot, read): (&Snapshot, &Read) = (snapshot, read);
        Side { snapshot, article: &read.article, extractor: read.extractor }
    };
    let comparison =
        Comparison { story, from: side(from), to: side(to), diff: &diff, verdict: &verdict };
    match format {
        Format::Json => console.write_line(&json::json(&comparison).to_string()),
        Format::Ops => {
            let (old, new) = (old.text(), new.text());
            console.write_line(&ops::json(&diff::diff(&old, &new)))
        }
        Format::Plain => console.write(&plain::comparison(&comparison, console.width_columns())),
        Format::Terminal => {
            console.page();
            let palette = if console.is_colored() { Palette::Colored } else { Palette::Plain };
            let width_columns = console.width_columns();
            let style = Style { width_columns, palette, time: times::local_exact };
            console.write(&terminal::comparison(&comparison, &style))
        }
    }
}
