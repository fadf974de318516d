//! Stories as a list shows them.

use std::collections::HashMap;

use rusqlite::types::Type;
use rusqlite::{Connection, Error, Row};

use crate::history::StoryId;
use crate::overruling::Overruling;
use crate::store::listed::{KeptVerdict, Listed};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::{overruling, value};

pub fn each(db: &Connection, see: &mut dyn FnMut(&Listed)) -> Result<(), Fault> {
    let overrulings = overruling::on_second_versions(db)?;
    let mut statement = db.prepare_cached(
        "SELECT id, url, host, label, tags, added_at, state, following, quarantined, failures,
                next_check_at, last_checked_at, last_read_at, versions, first_captured_at,
                last_captured_at, headline, published, updated, verdict,
                state_since, held IS NOT NULL AND quarantined, turns
           FROM story ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        see(&of_row(row, &overrulings)?);
    }
    Ok(())
}

/// Columns by number: to look twenty names up for each of ten thousand rows takes longer than to
/// read them.
fn of_row<'a>(
    row: &'a Row,
    overrulings: &'a HashMap<StoryId, Overruling>,
) -> rusqlite::Result<Listed<'a>> {
    let text = |column| row.get_ref(column)?.as_str_or_null().map_err(Error::from);
    let (id, versions) = (StoryId(row.get(0)?), row.get(13)?);
    Ok(Listed {
        id,
        url: row.get_ref(1)?.as_str()?,
        host: row.get_ref(2)?.as_str()?,
        label: text(3)?,
        tags: value::from_json(row, 4)?,
        added_at: value::time(row, 5)?,
        state: value::variant(row, 6)?,
        state_since: value::time_or_none(row, 20)?,
        following: value::variant(row, 7)?,
        quarantined: row.get(8)?,
        is_pending: row.get(21)?,
        turns: row.get(22)?,
        failures: row.get(9)?,
        next_check_at: value::time(row, 10)?,
        last_checked_at: value::time_or_none(row, 11)?,
        last_read_at: value::time_or_none(row, 12)?,
        versions,
        first_captured_at: value::time_or_none(row, 14)?,
        last_captured_at: value::time_or_none(row, 15)?,
        headline: text(16)?,
        published: text(17)?,
        updated: text(18)?,
        verdict: text(19)?.map(verdict).transpose()?,
        overruled: overrulings.get(&id).filter(|_| versions == 2),
    })
}

fn verdict(json: &str) -> rusqlite::Result<KeptVerdict<'_>> {
    KeptVerdict::new(json).ok_or_else(|| {
        let why = "a verdict is a line of JSON".into();
        Error::FromSqlConversionFailure(0, Type::Text, why)
    })
}
