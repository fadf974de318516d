//! `revdiff blame`: the version that brought each word of a story.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::blame::lineage::Lineage;
use crate::cli::console::Console;
use crate::cli::versions::{Span, Versions, number};
use crate::cli::{Globals, archive, times};
use crate::error::Result;
use crate::history::Snapshot;
use crate::reading;
use crate::render::blame::{Sheet, json, lines, page};
use crate::render::ink::Palette;
use crate::render::wrap::Page;
use crate::store::Store;
use crate::time::Time;

/// Show which version brought each word of a story
///
/// Words that moved, or changed in looks only, are those that they were. Words that came back belong
/// to the version that first brought them.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff blame 1
  revdiff blame ferry --at 2
  revdiff blame 1 --format html > words.html
  revdiff blame 1 --format json | jq '.versions[] | select(.words > 0)'")]
pub struct Args {
    /// The story: its number, its URL, or a part of its URL, headline or label
    story: String,
    /// The version whose words are looked at [default: the latest]
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = number())]
    at: Option<u32>,
    /// How to print the words [default: terminal, or plain where output is no terminal]
    #[arg(long, value_enum)]
    format: Option<Format>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// With colour, the newer the brighter, for reading
    Terminal,
    /// With marks: {2:words of version 2}
    Plain,
    /// A page that needs nothing beside it
    Html,
    /// One JSON object
    Json,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let format = args.format.unwrap_or(match console.is_for_people() {
        true => Format::Terminal,
        false => Format::Plain,
    });
    let store = archive::open_existing(globals)?;
    let story = archive::story(&store, &args.story)?;
    let snapshots = store.snapshots(story.id)?;
    let versions = Versions { store: &store, story: &story, snapshots: &snapshots };
    let (_, newest) = versions.ends(Span::Versions(None, args.at))?;
    let snapshots = &snapshots[..snapshots.partition_point(|it| it.version <= newest.version)];
    let lineage = lineage(&store, snapshots)?;
    let article = reading::of(&store, newest)?.article;
    let sheet = Sheet { story: &story, snapshots, article: &article, blame: &lineage.blame() };
    let text = print(&sheet, format, console);
    if format == Format::Terminal {
        console.page();
    }
    console.write(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn lineage(store: &dyn Store, snapshots: &[Snapshot]) -> Result<Lineage> {
    let mut lineage = Lineage::default();
    for snapshot in snapshots {
        lineage.follow(snapshot.version, reading::of(store, snapshot)?.article);
    }
    Ok(lineage)
}

fn print(sheet: &Sheet, format: Format, console: &Console) -> String {
    let width_columns = console.width_columns();
    let palette = if console.is_colored() { Palette::Colored } else { Palette::Plain };
    match format {
        Format::Terminal => {
            lines::lines(sheet, Page { width_columns, palette }, times::local_exact)
        }
        Format::Plain => {
            let time = |time: Time| time.to_string();
            lines::lines(sheet, Page { width_columns, palette: Palette::Plain }, time)
        }
        Format::Html => page::page(sheet),
        Format::Json => json::json(sheet) + "\n",
    }
}
