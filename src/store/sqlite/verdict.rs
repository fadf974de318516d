//! Verdicts put in the place of those that older rules gave.

use rusqlite::{Transaction, params};

use crate::store::Rejudged;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::value;

pub fn rejudge(tx: &Transaction, verdicts: &[Rejudged]) -> Result<Vec<bool>, Fault> {
    verdicts.iter().map(|of| rejudge_one(tx, of)).collect()
}

fn rejudge_one(tx: &Transaction, rejudged: &Rejudged) -> Result<bool, Fault> {
    let Rejudged { story, version, verdict } = rejudged;
    let put = tx
        .prepare_cached("UPDATE story SET verdict = ?3 WHERE id = ?1 AND versions = ?2")?
        .execute(params![story.0, version, value::to_json(verdict)?])?;
    Ok(put > 0)
}
