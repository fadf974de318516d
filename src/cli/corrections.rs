//! `revdiff corrections`: the notices of stories, with the edits that they speak of.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::cli::console::Console;
use crate::cli::{DAMAGED, Globals, archive, times};
use crate::edits::EDITS_MAX;
use crate::error::{Kind, Result};
use crate::history::StoryId;
use crate::ledger;
use crate::render::corrections::{Page, json, lines};
use crate::render::ink::Palette;
use crate::render::wrap;
use crate::store::Store;

/// Show the correction notices of stories, the edits that they speak of, and those that none does
///
/// A notice (a correction, a clarification, an editor's note) is joined to an edit by the words,
/// numbers and names that both have, whichever came first, and each with how long what was corrected
/// had stood as far as we saw it; one that only describes ("misspelled the name") to the one such
/// change that came with it. Edits of substance that no notice we could join speaks of stand below:
/// a notice that does not say what it corrects, or an update stamp, may have told of them.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff corrections
  revdiff corrections ferry
  revdiff corrections --format jsonl | jq 'select(.notices != [])'")]
pub struct Args {
    /// The stories: by number, URL, or a part of the URL, headline or label that no other has
    /// [default: all that have something to tell]
    #[arg(value_name = "ID")]
    stories: Vec<String>,
    /// How to print the ledger
    #[arg(long, value_enum, default_value_t = Format::Terminal)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading, in colour on a terminal
    Terminal,
    /// One JSON array
    Json,
    /// A JSON object a line, one for each story
    Jsonl,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_existing(globals)?;
    let ids = ids(&store, &args.stories)?;
    let (mut told, mut is_damaged) = (Told::new(args.format), false);
    if args.format == Format::Terminal {
        console.page();
    }
    for id in ids {
        match story(&store, id, &args, console) {
            Ok(Some(text)) => console.write(&told.next(&text))?,
            Ok(None) => {}
            Err(error) if matches!(error.kind, Kind::Store | Kind::Damaged) => {
                is_damaged = true;
                console.note(&format!("story {id} is passed over: {error:#}"));
            }
            Err(error) => {
                console.write(told.end())?;
                return Err(error);
            }
        }
    }
    console.write(told.end())?;
    if !told.is_any && args.format == Format::Terminal {
        console.note("no notice and no edit of substance in any version");
    }
    Ok(if is_damaged { ExitCode::from(DAMAGED) } else { ExitCode::SUCCESS })
}

fn ids(store: &dyn Store, named: &[String]) -> Result<Vec<StoryId>> {
    let mut ids = Vec::new();
    if named.is_empty() {
        store.each_story(&mut |story| ids.extend((story.versions > 0).then_some(story.id)))?;
        return Ok(ids);
    }
    Ok(archive::stories(store, named)?.into_iter().map(|story| story.id).collect())
}

/// The ledger of a story; none where there is nothing to tell and nobody asked for it by name.
fn story(store: &dyn Store, id: StoryId, args: &Args, console: &Console) -> Result<Option<String>> {
    let story = store.story(id)?;
    let snapshots = store.snapshots(id)?;
    let ledger = ledger::ledger(store, id, &snapshots)?;
    if ledger.is_empty() && args.stories.is_empty() {
        return Ok(None);
    }
    if snapshots.len() > EDITS_MAX + 1 {
        console.note(&format!("story {id}: of its edits, the newest {EDITS_MAX} at most are told"));
    }
    let page = Page { story: &story, ledger: &ledger };
    let palette = if console.is_colored() { Palette::Colored } else { Palette::Plain };
    let on = wrap::Page { width_columns: console.width_columns(), palette };
    Ok(Some(match args.format {
        Format::Terminal => lines::lines(&page, on, times::local_exact),
        Format::Json | Format::Jsonl => json::line(&page),
    }))
}

/// What stands between the stories, and around them.
struct Told {
    format: Format,
    is_any: bool,
}

impl Told {
    fn new(format: Format) -> Told {
        Told { format, is_any: false }
    }

    fn next(&mut self, text: &str) -> String {
        let is_first = !std::mem::replace(&mut self.is_any, true);
        match (self.format, is_first) {
            (Format::Terminal, true) => text.to_owned(),
            (Format::Terminal, false) => format!("\n{text}"),
            (Format::Jsonl, _) => format!("{text}\n"),
            (Format::Json, true) => format!("[{text}"),
            (Format::Json, false) => format!(",\n{text}"),
        }
    }

    fn end(&self) -> &'static str {
        match (self.format, self.is_any) {
            (Format::Json, true) => "]\n",
            (Format::Json, false) => "[]\n",
            (Format::Terminal | Format::Jsonl, _) => "",
        }
    }
}
