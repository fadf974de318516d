//! `revdiff verify`: digests, chains and the database itself.

use std::process::ExitCode;

use clap::ValueEnum;

use crate::cli::console::Console;
use crate::cli::{DAMAGED, Globals, archive};
use crate::error::Result;
use crate::render::data;
use crate::render::words::plural;
use crate::store::{Damage, Store, Verification};
use crate::text::visible::visible_line;

/// Check that nothing in the store was damaged or rewritten
///
/// Recomputes the digest of every page and article and the chain of every story. A history whose
/// newest versions were cut off can only be told by a chain value that was kept elsewhere.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff verify
  revdiff verify 12 --format json")]
pub struct Args {
    /// Check this story only: its number, its URL, or a part of its URL, headline or label
    story: Option<String>,
    /// How to print the findings
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For reading
    Text,
    /// One JSON object
    Json,
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let store = archive::open_existing(globals)?;
    let story = match args.story {
        Some(named) => Some(archive::story(&store, &named)?.id),
        None => None,
    };
    let found = store.verify(story)?;
    let text = match args.format {
        Format::Json => data::line(&found),
        Format::Text => text(&found),
    };
    console.write_line(&text)?;
    Ok(if found.ok { ExitCode::SUCCESS } else { ExitCode::from(DAMAGED) })
}

fn text(found: &Verification) -> String {
    let mut lines: Vec<String> = found.damaged.iter().map(damage).collect();
    let count = plural(found.checked, "version");
    lines.push(match found.ok {
        true => format!("{count} checked, all whole"),
        false => {
            let places = plural(found.damaged.len() as u64, "place");
            format!("{count} checked, damage found in {places}")
        }
    });
    lines.join("\n")
}

fn damage(damage: &Damage) -> String {
    let place = match (damage.story, damage.version) {
        (Some(story), Some(version)) => format!("story {story} v{version}"),
        (Some(story), None) => format!("story {story}"),
        (None, _) => "the database".to_owned(),
    };
    let column = damage.column.as_ref().map_or(String::new(), |column| format!(" {column}"));
    let versions: Vec<String> =
        damage.dependents.iter().map(|version| format!("v{version}")).collect();
    let dependents = match versions.is_empty() {
        true => String::new(),
        false => format!("; {} cannot be read because of it", versions.join(", ")),
    };
    visible_line(&format!("{place}{column}: {}{dependents}", damage.why)).into_owned()
}
