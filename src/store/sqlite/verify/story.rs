//! One story: its versions in order, their chain, and all that they stand on.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row};

use crate::article::Article;
use crate::digest::Digest;
use crate::history::StoryId;
use crate::store::chain::{self, Link};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::memory;
use crate::store::sqlite::page::{self, Unread};
use crate::store::sqlite::reading::By;
use crate::store::sqlite::value;
use crate::store::sqlite::verify::Report;
use crate::store::sqlite::verify::stack::{Delta, Stack};
use crate::time::Time;

pub fn verify(db: &Connection, story: StoryId, report: &mut Report) -> Result<(), Fault> {
    let mut statement = db.prepare_cached(
        "SELECT snapshot.*, page.digest AS page_digest, reading.digest AS reading_digest
           FROM snapshot
           LEFT JOIN page ON page.id = snapshot.page
           LEFT JOIN reading ON reading.id =
                (SELECT min(id) FROM reading
                  WHERE snapshot = snapshot.id AND extractor = snapshot.extractor)
          WHERE story = ?1 ORDER BY version",
    )?;
    let url: String = db
        .prepare_cached("SELECT IFNULL(first_url, url) AS url FROM story WHERE id = ?1")?
        .query_row([story.0], |row| row.get("url"))?;
    let mut rows = statement.query([story.0])?;
    let mut state = Progress::from(chain::start(&url));
    while let Some(row) = rows.next()? {
        report.checked += 1;
        verify_snapshot(db, row, &mut state, report)?;
    }
    verify_memories(db, story, report)?;
    other_pages(db, story, report)
}

/// What checking a version needs of the versions before it.
struct Progress {
    version: u32,
    captured_at: Option<Time>,
    chain: Digest,
    response: Stack,
    articles: BTreeMap<By, Stack>,
    page: Option<(i64, Vec<u8>)>,
    /// Damaged pages by row, with their place in the report.
    bad_pages: BTreeMap<i64, usize>,
}

impl From<Digest> for Progress {
    /// Before the first version, with what its chain begins with.
    fn from(chain: Digest) -> Progress {
        Progress {
            version: 0,
            captured_at: None,
            chain,
            response: Stack::default(),
            articles: BTreeMap::new(),
            page: None,
            bad_pages: BTreeMap::new(),
        }
    }
}

fn verify_snapshot(
    db: &Connection,
    row: &Row,
    state: &mut Progress,
    report: &mut Report,
) -> Result<(), Fault> {
    let version: u32 = row.get("version")?;
    let captured_at = value::time(row, "captured_at")?;
    if version != state.version + 1 {
        report.add(
            Some(version),
            Some("version"),
            format!("version {} is missing", state.version + 1),
        );
    }
    if state.captured_at.is_some_and(|before| before >= captured_at) {
        report.add(Some(version), Some("captured_at"), "not after the version before".to_string());
    }
    state.version = version;
    state.captured_at = Some(captured_at);
    verify_chain(row, state, report)?;
    verify_readings(db, row, state, report)?;
    verify_page(db, version, row.get("page")?, state, report)
}

fn verify_chain(row: &Row, state: &mut Progress, report: &mut Report) -> Result<(), Fault> {
    let version: u32 = row.get("version")?;
    let stored = value::digest(row, "chain")?;
    let previous = std::mem::replace(&mut state.chain, stored);
    let packed = Delta { packed: row.get("response")?, depth: row.get("response_depth")? };
    let response = state.response.put(version, "response", &packed, report, |_| None);
    let page = value::digest_or_none(row, "page_digest")?;
    let reading = value::digest_or_none(row, "reading_digest")?;
    let (Some(response), Some(page), Some(reading)) = (response, page, reading) else {
        let missing = [(page, "page"), (reading, "reading")];
        for (_, column) in missing.iter().filter(|(digest, _)| digest.is_none()) {
            report.add(Some(version), Some(column), "it is not there".to_string());
        }
        return Ok(());
    };
    let link = Link {
        story: row.get("story")?,
        version,
        captured_at: value::time(row, "captured_at")?,
        not_before: value::time_or_none(row, "not_before")?,
        page,
        article: value::digest(row, "article_digest")?,
        extractor: row.get("extractor")?,
        reading,
        response,
    };
    if link.after(&previous) != stored {
        let why = match version {
            1 => "the snapshot, or the story's URL, is not what was recorded",
            _ => "the snapshot is not what was recorded, or the one before it is not",
        };
        report.add(Some(version), Some("chain"), why.to_string());
    }
    Ok(())
}

fn verify_readings(
    db: &Connection,
    snapshot: &Row,
    state: &mut Progress,
    report: &mut Report,
) -> Result<(), Fault> {
    let version: u32 = snapshot.get("version")?;
    let snapshot_digest = value::digest(snapshot, "article_digest")?;
    let mut statement = db.prepare_cached(
        "SELECT extractor, memory, digest, article_digest, depth, article
           FROM reading WHERE snapshot = ?1",
    )?;
    let mut rows = statement.query([snapshot.get::<_, i64>("id")?])?;
    while let Some(row) = rows.next()? {
        let by = By { extractor: row.get("extractor")?, memory: row.get("memory")? };
        let digest = value::digest(row, "digest")?;
        let packed = Delta { packed: row.get("article")?, depth: row.get("depth")? };
        let stack = state.articles.entry(by).or_default();
        let bytes = stack.put(version, "article", &packed, report, |bytes| {
            let is_sound = Digest::of(bytes) == digest;
            (!is_sound).then(|| "its bytes are not those of its digest".to_string())
        });
        let Some(bytes) = bytes else { continue };
        let own = value::digest_or_none(row, "article_digest")?;
        let article_digest = own.unwrap_or(snapshot_digest);
        match serde_json::from_slice::<Article>(bytes) {
            Err(error) => {
                report.add(Some(version), Some("article"), error.to_string());
            }
            Ok(article) if article.digest() != article_digest => {
                let why = "it is not the digest of the article that was read";
                report.add(Some(version), Some("article_digest"), why.to_string());
            }
            Ok(_) => {}
        }
    }
    Ok(())
}

fn verify_page(
    db: &Connection,
    version: u32,
    id: i64,
    state: &mut Progress,
    report: &mut Report,
) -> Result<(), Fault> {
    let known = state.page.as_ref().map(|(id, bytes)| (*id, bytes.as_slice()));
    match page::read(db, id, known) {
        Ok(bytes) => state.page = Some((id, bytes)),
        Err(Unread::Fault(fault)) => return Err(fault),
        Err(Unread::Damaged { page, why }) => match state.bad_pages.get(&page) {
            Some(place) => report.damaged[*place].dependents.push(version),
            None => {
                state.bad_pages.insert(page, report.add(Some(version), Some("page"), why));
            }
        },
    }
    Ok(())
}

/// Checks what the story's readings were made with, and its next ones will be.
fn verify_memories(db: &Connection, story: StoryId, report: &mut Report) -> Result<(), Fault> {
    let mut statement = db.prepare_cached(
        "SELECT memory FROM story WHERE id = ?1 AND memory IS NOT NULL
         UNION ALL SELECT memory FROM snapshot JOIN reading ON reading.snapshot = snapshot.id
                    WHERE story = ?1",
    )?;
    let memories = statement.query_map([story.0], |row| row.get(0))?;
    for id in memories.collect::<Result<BTreeSet<i64>, _>>()? {
        match memory::read(db, id) {
            Ok(_) => {}
            Err(Fault::Damaged(why)) => {
                report.add(None, Some("memory"), why);
            }
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

/// Checks the pages that only the log refers to: evidence, and moved stamps.
fn other_pages(db: &Connection, story: StoryId, report: &mut Report) -> Result<(), Fault> {
    let mut statement =
        db.prepare_cached("SELECT page FROM check_log WHERE story = ?1 AND page IS NOT NULL")?;
    let pages = statement.query_map([story.0], |row| row.get(0))?;
    for id in pages.collect::<Result<BTreeSet<i64>, _>>()? {
        match page::read(db, id, None) {
            Ok(_) => {}
            Err(Unread::Fault(fault)) => return Err(fault),
            Err(Unread::Damaged { page, why }) => {
                report.add(None, Some("page"), format!("page {page} of the log: {why}"));
            }
        }
    }
    Ok(())
}
