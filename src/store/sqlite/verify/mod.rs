//! Verifying: every digest, every chain, and the database itself.

mod database;
mod stack;
mod story;

use rusqlite::Connection;

use crate::history::StoryId;
use crate::store::sqlite::fault::Fault;
use crate::store::{Damage, Verification};

pub fn verify(db: &Connection, story: Option<StoryId>) -> Result<Verification, Fault> {
    let mut report = Report::default();
    let stories = match story {
        Some(story) => vec![story],
        None => {
            database::verify(db, &mut report);
            stories(db).unwrap_or_else(|fault| {
                report.add(None, None, fault.to_string());
                Vec::new()
            })
        }
    };
    for story in stories {
        report.story = Some(story);
        if let Err(fault) = story::verify(db, story, &mut report) {
            report.add(None, None, fault.to_string());
        }
    }
    let Report { checked, damaged, .. } = report;
    Ok(Verification { ok: damaged.is_empty(), checked, damaged })
}

/// What was found so far, and the story at hand.
#[derive(Default)]
struct Report {
    story: Option<StoryId>,
    checked: u64,
    damaged: Vec<Damage>,
}

impl Report {
    /// Notes damage; its place in the list.
    fn add(&mut self, version: Option<u32>, column: Option<&str>, why: String) -> usize {
        self.damaged.push(Damage {
            story: self.story,
            version,
            column: column.map(String::from),
            why,
            dependents: Vec::new(),
        });
        self.damaged.len() - 1
    }
}

fn stories(db: &Connection) -> Result<Vec<StoryId>, Fault> {
    let mut statement = db.prepare("SELECT id FROM story ORDER BY id")?;
    let stories = statement.query_map([], |row| row.get(0).map(StoryId))?;
    Ok(stories.collect::<Result<_, _>>()?)
}
