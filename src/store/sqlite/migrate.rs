//! The schema's versions: making the newest, and bringing older stores to it.

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::store::sqlite::fault::Fault;

/// The newest schema, whole.
pub const SCHEMA: &str = include_str!("../../../schema.sql");

/// `PRAGMA application_id` of a revdiff store: "revd".
const APPLICATION: i64 = 0x7265_7664;

/// What brings a store from each version to the next, from version 1 on. One that has shipped is
/// never edited.
const STEPS: [&str; 4] = [
    include_str!("steps/sources.sql"),
    include_str!("steps/rounds.sql"),
    include_str!("steps/life.sql"),
    include_str!("steps/doubt.sql"),
];

/// The version that this program reads and writes.
pub const NEWEST: i64 = 1 + STEPS.len() as i64;

/// Makes the newest schema in an empty file.
pub fn create(path: &Path) -> Result<(), Fault> {
    let db = Connection::open(path)?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.execute_batch(SCHEMA)?;
    db.close().map_err(|(_, error)| error)?;
    Ok(())
}

/// Makes sure that the file is a store of a version that this program knows.
pub fn recognise(db: &Connection) -> Result<(), Fault> {
    let application: i64 = db.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if application != APPLICATION {
        return Err(Fault::Foreign(
            "an SQLite database, but no revdiff store; name another with --store".to_string(),
        ));
    }
    let version = version(db)?;
    if version > NEWEST {
        return Err(Fault::Foreign(format!(
            "a store of schema version {version}, and this revdiff knows versions up to {NEWEST}; \
             use a newer revdiff"
        )));
    }
    // Our schema has none, and one from elsewhere would run with our writes.
    let triggers = "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'";
    if db.query_row(triggers, [], |row| row.get::<_, i64>(0))? > 0 {
        return Err(Fault::Foreign(
            "a store with triggers, which revdiff did not make; drop them to use it".to_string(),
        ));
    }
    Ok(())
}

/// Makes sure that a store that is only read needs no migration.
pub fn must_be_newest(db: &Connection) -> Result<(), Fault> {
    match version(db)? {
        NEWEST => Ok(()),
        older => Err(Fault::Foreign(format!(
            "a store of schema version {older}, older than {NEWEST}; `revdiff poll` brings it up \
             to date"
        ))),
    }
}

/// Brings a store to the newest schema, in one transaction.
pub fn migrate(db: &mut Connection) -> Result<(), Fault> {
    if version(db)? == NEWEST {
        return Ok(());
    }
    let tx = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    take_steps(&tx)?;
    tx.commit()?;
    Ok(())
}

fn take_steps(tx: &Transaction) -> Result<(), Fault> {
    // Looked at again: another program, and a newer one, may have migrated it while this one waited.
    recognise(tx)?;
    let done = usize::try_from(version(tx)? - 1).unwrap_or(0);
    for step in STEPS.iter().skip(done) {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", NEWEST)?;
    Ok(())
}

fn version(db: &Connection) -> Result<i64, Fault> {
    Ok(db.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_newer_program_migrated_meanwhile_is_not_set_back() {
        let mut db = Connection::open_in_memory().expect("memory is a database");
        db.execute_batch(SCHEMA).expect("good SQL");
        db.pragma_update(None, "user_version", NEWEST + 1).expect("a pragma");
        let tx = db.transaction().expect("nothing else uses it");
        let refused = take_steps(&tx).expect_err("it is refused");
        assert!(matches!(refused, Fault::Foreign(_)), "{refused}");
        assert_eq!(version(&tx).expect("a pragma"), NEWEST + 1);
    }
}
