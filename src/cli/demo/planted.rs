//! What the demo's site changes in its update, held against what was found.

use std::path::Path;

use crate::diff::{self, Action, Part};
use crate::error::{Error, Result};
use crate::history::StoryId;
use crate::reading;
use crate::render::plain;
use crate::store::Store;
use crate::store::sqlite::SqliteStore;

/// The parts that changed, in reading order: what became of each, and its text with marks.
const PLANTED: [(Action, &str); 6] = [
    (
        Action::Edited,
        "Ferry [-runs aground-]{+captain questioned after grounding+} off Keld Island\
         [- with 61 aboard-]",
    ),
    (Action::Moved, BANK),
    (
        Action::Edited,
        "The Sankt Olav was carrying [-61-]{+64+} people, nine of them children, when it struck \
         the bank in calm seas at 2:40 p.m., according to the harbour authority.",
    ),
    (
        Action::Edited,
        "“The captain [-ignored-]{+missed+} two warnings and [-put every life on board-]\
         {+may have put lives+} at risk,” said Jonas Brekke, who heads the harbour authority.",
    ),
    (
        Action::Added,
        "{+Two passengers were treated for mild hypothermia and left hospital on Monday morning, \
         a spokeswoman said.+}",
    ),
    (Action::Moved, BANK),
];

const BANK: &str = "The bank has shifted some 200 metres since it was last charted, and pilots \
                    have asked for new buoys for years.";

/// Compares the first version with the latest; an error names the first difference from what was
/// planted.
pub fn check(store: &Path) -> Result<()> {
    let store = SqliteStore::open_existing(store)?;
    let found = changes(&store)?;
    for (index, (action, text)) in PLANTED.iter().enumerate() {
        match found.get(index) {
            Some((found_action, found_text)) if found_action == action && found_text == text => {}
            found => {
                return Err(Error::internal(format!(
                    "the demo planted {action:?} {text:?} and found {found:?}; please report it"
                )));
            }
        }
    }
    match found.get(PLANTED.len()) {
        None => Ok(()),
        Some(extra) => Err(Error::internal(format!(
            "the demo found {extra:?}, which it did not plant; please report it"
        ))),
    }
}

/// The changed parts of the demo's story, first version against latest.
fn changes(store: &dyn Store) -> Result<Vec<(Action, String)>> {
    let snapshots = store.snapshots(StoryId(1))?;
    let mut articles = Vec::new();
    for snapshot in snapshots.first().into_iter().chain(snapshots.last()) {
        articles.push(reading::of(store, snapshot)?.article);
    }
    let [first, latest] = articles.as_slice() else {
        return Err(Error::internal("the demo's story has no versions; please report it"));
    };
    let parts = diff::articles(first, latest).parts;
    let changed = parts.iter().filter(|part| part.action != Action::Kept);
    Ok(changed.map(|part| (part.action, marked(part))).collect())
}

/// A part's text with marks; a move's place says enough, so it has none.
fn marked(part: &Part) -> String {
    match part.action {
        Action::Moved => part.ops.iter().map(|run| run.text).collect(),
        Action::Kept | Action::Added | Action::Removed | Action::Edited => plain::runs(&part.ops),
    }
}
