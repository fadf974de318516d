//! What SQLite itself can say of the file.

use rusqlite::Connection;

use crate::store::sqlite::verify::Report;

/// Has SQLite check its pages, indexes and references.
pub fn verify(db: &Connection, report: &mut Report) {
    for (sql, sound) in [
        ("PRAGMA integrity_check(20)", "ok"),
        (
            "SELECT 'a row of ' || \"table\" || ' refers to none of ' || parent
            FROM pragma_foreign_key_check LIMIT 20",
            "",
        ),
        (
            "SELECT 'page ' || page.id || ' says that it stands on another number of pages'
               FROM page LEFT JOIN page AS base ON base.id = page.base
              WHERE page.depth <> IFNULL(base.depth + 1, 0) LIMIT 20",
            "",
        ),
    ] {
        let lines = db.prepare(sql).and_then(|mut statement| {
            let lines = statement.query_map([], |row| row.get::<_, String>(0))?;
            lines.collect::<Result<Vec<_>, _>>()
        });
        match lines {
            Ok(lines) => lines.into_iter().filter(|line| line != sound).for_each(|line| {
                report.add(None, None, line);
            }),
            Err(error) => {
                report.add(None, None, error.to_string());
            }
        }
    }
}
