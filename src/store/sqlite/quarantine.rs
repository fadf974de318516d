//! Pages that are held back, and those that a person lets pass.

use rusqlite::{OptionalExtension, Row, Transaction, params};

use crate::history::quarantine::{Cause, Held, Quarantine};
use crate::history::{Event, OutcomeName, Story, StoryId};
use crate::page::{Page, Response};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::log::{self, Entry};
use crate::store::sqlite::{page, record, story, value};
use crate::store::{HeldBack, Passed, pack};
use crate::time::Time;

/// Keeps a page that is no article, or may be none, as evidence.
///
/// Of a page recognised for the very reason for which the one before it was, no more is kept than
/// that: a site that is down for a day sends another page each time, which says nothing new. Nor is
/// it of one that reads as what is held already, or of the third in a row that reads differently.
pub fn keep<'a>(
    tx: &Transaction,
    story: &mut Story,
    at: Time,
    held: &'a Quarantine,
) -> Result<Entry<'a>, Fault> {
    story.quarantined = true;
    story.failures = 0;
    story.not_modified = 0;
    story.not_found = match held.cause {
        Cause::Astray => story.not_found.saturating_add(1),
        Cause::Signal(_) | Cause::Garbled | Cause::Cut | Cause::Unexplained(_) => 0,
    };
    let before = story.held;
    let says_nothing_new = match held.cause.held() {
        Some(article) => {
            let now = Held::after(before, article, at);
            story.held = Some(now);
            before.is_some_and(|it| it.article == article) || !now.is_worth_another_look()
        }
        None => is_known(tx, story.id, &held.evidence)?,
    };
    let base = story.latest.as_ref().map(|latest| &latest.page_digest);
    let page = match says_nothing_new {
        true => None,
        false => Some(page::keep(tx, &held.page.bytes, base)?),
    };
    Ok(Entry {
        page,
        response: Some(&held.page.response),
        evidence: Some(&held.evidence),
        ..Entry::of(OutcomeName::Quarantined)
    })
}

/// Whether the newest logged check of a story held a page back for that reason.
fn is_known(tx: &Transaction, story: StoryId, evidence: &str) -> Result<bool, Fault> {
    let newest: Option<(String, Option<String>)> = tx
        .prepare_cached(
            "SELECT outcome, evidence FROM check_log WHERE story = ?1 ORDER BY id DESC LIMIT 1",
        )?
        .query_row([story.0], |row| Ok((row.get("outcome")?, row.get("evidence")?)))
        .optional()?;
    let quarantined = value::name(OutcomeName::Quarantined);
    Ok(newest
        .is_some_and(|(outcome, why)| outcome == quarantined && why.as_deref() == Some(evidence)))
}

/// The page that is held back of a story; none where nothing is.
pub fn held_back(db: &rusqlite::Connection, id: StoryId) -> Result<Option<HeldBack>, Fault> {
    let story = story::story(db, id)?.ok_or_else(|| story::unknown(id))?;
    if !story.quarantined {
        return Ok(None);
    }
    let found = db
        .prepare_cached(
            "SELECT check_log.at, check_log.evidence, check_log.response,
                    page.digest AS page_digest
               FROM check_log JOIN page ON page.id = check_log.page
              WHERE story = ?1 AND outcome = 'quarantined' ORDER BY check_log.id DESC LIMIT 1",
        )?
        .query_row([id.0], |row| Ok((of_row(row)?, value::digest(row, "page_digest")?)))
        .optional()?;
    let Some(((at, evidence, response), digest)) = found else { return Ok(None) };
    let Some(bytes) = page::bytes_of(db, &digest)? else { return Ok(None) };
    let json = pack::unpack(&response, &[]).map_err(Fault::packing)?;
    let response: Response = serde_json::from_slice(&json)
        .map_err(|error| Fault::Damaged(format!("the response of a check: {error}")))?;
    Ok(Some(HeldBack { at, page: Page { bytes, response }, evidence }))
}

fn of_row(row: &Row) -> rusqlite::Result<(Time, String, Vec<u8>)> {
    Ok((value::time(row, "at")?, row.get("evidence")?, row.get("response")?))
}

/// Makes what is held back a version, and lets pass what was held against it.
pub fn let_pass(tx: &Transaction, id: StoryId, passed: &Passed) -> Result<Option<u32>, Fault> {
    let mut story = story::story(tx, id)?.ok_or_else(|| story::unknown(id))?;
    let is_held = held_back(tx, id)?.is_some_and(|held| held.at == passed.held_at);
    if !is_held {
        return Ok(None);
    }
    let mut entry = match record::is_latest(tx, &story, &passed.capture)? {
        true => Entry::of(OutcomeName::Unchanged),
        false => record::put_on_top(tx, &mut story, passed.held_at, &passed.capture)?,
    };
    entry.events.push(Event::Released);
    let state = story.state.once_read();
    if state != story.state {
        entry.events.push(Event::StateChanged { from: story.state, to: state });
        (story.state, story.state_since) = (state, Some(passed.at));
    }
    story.quarantined = false;
    story.held = None;
    story.not_found = 0;
    story.last_whole_at = story.last_whole_at.max(Some(passed.held_at));
    if !story.excused.contains(&passed.evidence) {
        story.excused.push(passed.evidence.clone());
    }
    tx.prepare_cached("UPDATE story SET excused = ?2 WHERE id = ?1")?
        .execute(params![id.0, value::to_json(&story.excused)?])?;
    story::save(tx, &story)?;
    log::log(tx, id, passed.at, &entry)?;
    Ok(story.latest.map(|latest| latest.version))
}
