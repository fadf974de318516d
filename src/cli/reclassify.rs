//! `revdiff reclassify`: the verdicts on stories judged anew, by the rules as they are now.

use std::process::ExitCode;

use indicatif::ProgressBar;
use serde::Serialize;

use crate::cli::columns::Cell;
use crate::cli::console::Console;
use crate::cli::tables::{self, Line, ListFormat, Row};
use crate::cli::{DAMAGED, Globals, archive, progress};
use crate::edits::Edits;
use crate::error::{Kind, Result};
use crate::history::{Story, StoryId};
use crate::render::verdict::verdict_line;
use crate::render::words::plural;
use crate::store::sqlite::SqliteStore;
use crate::store::{Rejudged, Store};
use crate::verdict::Verdict;

/// Stories whose new verdicts go to the disk in one transaction.
const GROUP: usize = 64;

/// Judge stories anew, by the rules of this revdiff
///
/// The verdict that `list` shows, of the first version against the latest, was given when the latest
/// came. After an upgrade, this reads both again and judges them as `show` does. No version is
/// touched, nor what a person said with `verdict`. Stories whose verdict is as it was are not told.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff reclassify --dry-run
  revdiff reclassify
  revdiff reclassify 12 ferry
  revdiff reclassify --format jsonl > rejudged.jsonl")]
pub struct Args {
    /// The stories: by number, URL, or a part of the URL, headline or label that no other has
    /// [default: all, untracked ones too]
    #[arg(value_name = "ID")]
    stories: Vec<String>,
    /// Tell what would become different, and change nothing
    #[arg(long)]
    dry_run: bool,
    /// How to print what became different
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

/// A story whose verdict became another.
#[derive(Serialize)]
struct Change<'a> {
    id: StoryId,
    url: &'a str,
    headline: Option<&'a str>,
    versions: u32,
    old: Option<&'a Verdict>,
    new: &'a Verdict,
}

impl Row for Change<'_> {
    const HEADS: &'static [&'static str] = &["id", "headline", "was", "is"];
    const FIELDS: &'static str = "id url headline versions old new";

    fn cells(&self) -> Vec<Cell> {
        let was = self.old.map_or("not judged".to_owned(), verdict_line);
        let is = match verdict_line(self.new) {
            line if line == was => format!("{line}, for other reasons"),
            line => line,
        };
        let headline = self.headline.unwrap_or(self.url).to_owned();
        vec![self.id.to_string().into(), headline.into(), was.into(), is.into()]
    }
}

/// A story judged anew.
struct Judged {
    story: Story,
    rejudged: Rejudged,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = match args.dry_run {
        true => archive::open_existing(globals)?,
        false => archive::open_to_change(globals)?,
    };
    let ids = ids(&store, &args.stories)?;
    let bar = progress::bar(ids.len(), console);
    let (mut lines, mut count) = (Vec::new(), Count::default());
    for group in ids.chunks(GROUP) {
        let judged = judge(&store, group, &bar, console, &mut count)?;
        let put = put(&store, &args, &judged)?;
        let changed = judged.iter().zip(put).filter(|(_, is_put)| *is_put).map(|(it, _)| it);
        let start = lines.len();
        lines.extend(changed.map(|it| Line::of(&change(it), args.format)));
        count.changed += lines.len() - start;
        if args.format == ListFormat::Jsonl {
            // Told once it is on the disk, whatever becomes of the rest.
            bar.suspend(|| tables::print::<Change>(lines.drain(..), args.format, console))?;
        }
    }
    bar.finish_and_clear();
    if args.format != ListFormat::Jsonl {
        tables::print::<Change>(lines.into_iter(), args.format, console)?;
    }
    console.note(&count.words(args.dry_run));
    Ok(if count.unreadable == 0 { ExitCode::SUCCESS } else { ExitCode::from(DAMAGED) })
}

/// What became of the stories.
#[derive(Default)]
struct Count {
    judged: usize,
    changed: usize,
    unreadable: usize,
}

impl Count {
    fn words(&self, is_dry_run: bool) -> String {
        let judged = plural(self.judged as u64, "verdict");
        let verb = if is_dry_run { "would become" } else { "became" };
        let changed = match self.changed {
            0 => format!("none {verb} another"),
            count => format!("{count} {verb} another"),
        };
        match self.unreadable {
            0 => format!("{judged} given anew: {changed}"),
            count => {
                format!("{judged} given anew: {changed}; {count} left, as the store is damaged")
            }
        }
    }
}

/// The stories that are meant, or all, where they have an edit to judge.
fn ids(store: &dyn Store, named: &[String]) -> Result<Vec<StoryId>> {
    let mut ids = Vec::new();
    if named.is_empty() {
        store.each_story(&mut |story| ids.extend((story.versions > 1).then_some(story.id)))?;
        return Ok(ids);
    }
    Ok(archive::stories(store, named)?.into_iter().map(|story| story.id).collect())
}

/// Those of some stories whose verdict is another now. One that cannot be read is named, and left as
/// it is.
fn judge(
    store: &dyn Store,
    ids: &[StoryId],
    bar: &ProgressBar,
    console: &Console,
    count: &mut Count,
) -> Result<Vec<Judged>> {
    let mut judged = Vec::new();
    for &id in ids {
        match judge_one(store, id) {
            Ok(Some(it)) => {
                count.judged += 1;
                judged.extend(
                    (it.story.verdict.as_ref() != Some(&it.rejudged.verdict)).then_some(it),
                );
            }
            Ok(None) => {}
            Err(error) if matches!(error.kind, Kind::Store | Kind::Damaged) => {
                count.unreadable += 1;
                bar.suspend(|| console.note(&format!("story {id} is left as it was: {error:#}")));
            }
            Err(error) => return Err(error),
        }
        bar.inc(1);
    }
    Ok(judged)
}

fn judge_one(store: &dyn Store, id: StoryId) -> Result<Option<Judged>> {
    let story = store.story(id)?;
    let snapshots = store.snapshots(id)?;
    let verdict = Edits::of(store, id, &snapshots)?.whole()?;
    let newest = snapshots.last().map(|snapshot| snapshot.version);
    let rejudged = verdict.zip(newest);
    let rejudged = rejudged.map(|(verdict, version)| Rejudged { story: id, version, verdict });
    Ok(rejudged.map(|rejudged| Judged { story, rejudged }))
}

/// Puts verdicts in the place of the old ones; whether each was put there, or would be.
fn put(store: &SqliteStore, args: &Args, judged: &[Judged]) -> Result<Vec<bool>> {
    match args.dry_run || judged.is_empty() {
        true => Ok(vec![true; judged.len()]),
        false => {
            let rejudged: Vec<Rejudged> = judged.iter().map(|it| it.rejudged.clone()).collect();
            store.rejudge(&rejudged)
        }
    }
}

fn change(judged: &Judged) -> Change<'_> {
    let Judged { story, rejudged } = judged;
    Change {
        id: story.id,
        url: &story.url,
        headline: story.latest.as_ref().and_then(|latest| latest.headline.as_deref()),
        versions: rejudged.version,
        old: story.verdict.as_ref(),
        new: &rejudged.verdict,
    }
}
