//! Recording checks.

use chrono::TimeDelta;
use rusqlite::{Transaction, params};

use crate::article::{Stamp, StampKind, best_stamp, claim_the_same};
use crate::digest::Digest;
use crate::history::variants::Alternation;
use crate::history::{
    Capture, Check, Event, Failure, Latest, Outcome, OutcomeName, SameArticle, Story,
};
use crate::page::Page;
use crate::store::chain::Link;
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::log::{self, Entry};
use crate::store::sqlite::reading::{self, By, Place};
use crate::store::sqlite::{
    barren, claim, memory, page, place, quarantine, snapshot, story, value,
};
use crate::store::{Claim, Recorded};
use crate::time::Time;

pub fn record(
    tx: &Transaction,
    checks: &[(Claim, Check)],
    lease: TimeDelta,
) -> Result<Vec<Recorded>, Fault> {
    checks.iter().map(|(claim, check)| record_one(tx, claim, check, lease)).collect()
}

fn record_one(
    tx: &Transaction,
    claim: &Claim,
    check: &Check,
    lease: TimeDelta,
) -> Result<Recorded, Fault> {
    // The host was asked, and may have asked for a pause, whoever holds it now.
    let retry_at = check.outcome.retry_at().unwrap_or(check.next_ok_at);
    let next_ok_at = retry_at.max(check.next_ok_at);
    claim::pause(tx, &claim.host, next_ok_at)?;
    let next_ok_at = claim::next_ok_at(tx, &claim.host)?.unwrap_or(next_ok_at);
    let story = story::story(tx, check.story)?.filter(|story| story.host == claim.host);
    let Some(mut story) = story else { return Ok(Recorded::Fenced) };
    if !claim::stands(tx, claim, check.at)? {
        return Ok(Recorded::Fenced);
    }
    claim::extend(tx, claim, check.at + lease)?;
    let alarm = barren::count(tx, &story, check)?;
    let was_quarantined = story.quarantined;
    let mut entry = outcome(tx, &mut story, check)?;
    entry.events.extend(alarm.map(Event::ArticlesStopped));
    let settled = place::settle(tx, &mut story, check)?;
    let state = settled.state.unwrap_or(check.state);
    if story.state != state {
        entry.events.push(Event::StateChanged { from: story.state, to: state });
        (story.state, story.state_since) = (state, Some(check.at));
    } else if was_quarantined && !story.quarantined {
        entry.events.push(Event::QuarantineEnded);
    }
    entry.events.extend(settled.event);
    story.next_check_at = check.next_check_at;
    story.last_checked_at = Some(check.at);
    story::save(tx, &story)?;
    log::log(tx, story.id, check.at, &entry)?;
    Ok(Recorded::Done {
        outcome: entry.outcome,
        version: story.latest.map(|latest| latest.version),
        events: entry.events,
        next_ok_at,
    })
}

/// Moves a story by what came of a check, and keeps what the check brought.
fn outcome<'a>(tx: &Transaction, story: &mut Story, check: &'a Check) -> Result<Entry<'a>, Fault> {
    match &check.outcome {
        Outcome::Changed(capture) if is_latest(tx, story, capture)? => {
            again(tx, story, check, capture)
        }
        Outcome::Changed(capture) => changed(tx, story, check, capture),
        Outcome::Unchanged(same) => unchanged(tx, story, check, same),
        Outcome::NotModified(response) => {
            was_read(story, check.asked_at);
            story.not_modified = story.not_modified.saturating_add(1);
            Ok(Entry { response: Some(response), ..Entry::of(OutcomeName::NotModified) })
        }
        Outcome::Quarantined(held) => quarantine::keep(tx, story, check.at, held),
        Outcome::Failed(failure) => Ok(failed(story, failure)),
    }
}

/// Whether an article is what the newest snapshot says, read by the same extractor.
pub fn is_latest(tx: &Transaction, story: &Story, capture: &Capture) -> Result<bool, Fault> {
    let Some(latest) = &story.latest else { return Ok(false) };
    let digest = capture.reading.article.digest();
    match reading::article(tx, latest.snapshot, capture.reading.extractor) {
        Ok(Some(article)) => Ok(article.digest() == digest),
        Ok(None) | Err(Fault::Damaged(_)) => Ok(latest.article_digest == digest),
        Err(fault) => Err(fault),
    }
}

/// Records an article as unchanged that was taken for a change.
fn again<'a>(
    tx: &Transaction,
    story: &mut Story,
    check: &Check,
    capture: &'a Capture,
) -> Result<Entry<'a>, Fault> {
    let page = &capture.page;
    was_sent(story, check.asked_at);
    story.validators = page.response.validators();
    story.last_page = Some(page.digest());
    move_stamps(tx, story, capture.reading.article.claims(), Some(page))
}

fn unchanged<'a>(
    tx: &Transaction,
    story: &mut Story,
    check: &Check,
    same: &'a SameArticle,
) -> Result<Entry<'a>, Fault> {
    let last_read_at = story.last_read_at;
    was_sent(story, check.asked_at);
    story.validators = same.validators.clone();
    story.last_page = Some(same.page_digest);
    if let Some(renewed) = &same.memory {
        memory::stand(tx, story.id, memory::keep(tx, renewed)?)?;
    }
    let turn = turn(story, same.shows, check.at);
    let mut entry = match same.shows {
        // The newest version was not read, and its stamps are not these.
        Some(_) => {
            story.last_read_at = last_read_at;
            Entry::of(OutcomeName::Unchanged)
        }
        None => move_stamps(tx, story, same.stamps.clone(), same.moved.as_ref())?,
    };
    entry.events.extend(turn);
    Ok(entry)
}

/// Notes which version's text is shown, none being the newest's; what there is to tell where that is
/// another than before.
fn turn(story: &mut Story, shows: Option<u32>, at: Time) -> Option<Event> {
    let newest = story.latest.as_ref()?.version;
    let version = shows.unwrap_or(newest);
    let before = story.alternation.map_or(newest, |turn| turn.version);
    if version == before {
        return None;
    }
    let times = story.alternation.map_or(0, |turn| turn.times).saturating_add(1);
    story.alternation = Some(Alternation { version, since: at, times });
    Some(Event::Alternated { version, times })
}

/// Takes over stamps; where they moved, keeps the page that shows it, and says so.
fn move_stamps<'a>(
    tx: &Transaction,
    story: &mut Story,
    stamps: Vec<Stamp>,
    shown: Option<&'a Page>,
) -> Result<Entry<'a>, Fault> {
    let mut entry = Entry::of(OutcomeName::Unchanged);
    if let Some(shown) = shown.filter(|_| !claim_the_same(&story.stamps, &stamps)) {
        let texts = |stamps: &[Stamp]| {
            let mut texts: Vec<String> = stamps.iter().map(|stamp| stamp.text.clone()).collect();
            texts.dedup();
            texts
        };
        entry.events.push(Event::StampMoved { from: texts(&story.stamps), to: texts(&stamps) });
        let base = story.latest.as_ref().map(|latest| &latest.page_digest);
        entry.page = Some(page::keep(tx, &shown.bytes, base)?);
        entry.response = Some(&shown.response);
    }
    if let Some(latest) = &mut story.latest {
        let claimed = |kind| best_stamp(&stamps, kind).map(|stamp| stamp.at.to_string());
        latest.published = claimed(StampKind::Published);
        latest.updated = claimed(StampKind::Updated);
    }
    story.stamps = stamps;
    Ok(entry)
}

/// The page was read, and not only said to be as it was.
fn was_sent(story: &mut Story, asked_at: Time) {
    was_read(story, asked_at);
    story.not_modified = 0;
    story.last_whole_at = Some(asked_at);
}

fn was_read(story: &mut Story, asked_at: Time) {
    // Never back, so that an interval of change that was told once still holds.
    story.last_read_at = story.last_read_at.max(Some(asked_at));
    story.failures = 0;
    story.not_found = 0;
    story.quarantined = false;
    story.held = None;
}

/// Keeps a new version.
fn changed<'a>(
    tx: &Transaction,
    story: &mut Story,
    check: &Check,
    capture: &'a Capture,
) -> Result<Entry<'a>, Fault> {
    let entry = put_on_top(tx, story, check.at, capture)?;
    was_sent(story, check.asked_at);
    Ok(entry)
}

/// Makes a capture the newest version of its story.
pub fn put_on_top(
    tx: &Transaction,
    story: &mut Story,
    at: Time,
    capture: &Capture,
) -> Result<Entry<'static>, Fault> {
    let article = &capture.reading.article;
    let digest = article.digest();
    let returned = version_like(tx, story, &digest)?;
    let latest = keep_version(tx, story, at, capture, digest)?;
    let mut entry = Entry::of(match latest.version {
        1 => OutcomeName::Created,
        _ => OutcomeName::Changed,
    });
    entry.snapshot = Some(latest.snapshot);
    entry.events.extend(returned.map(|version| Event::Returned { version }));
    story.validators = capture.page.response.validators();
    story.last_page = Some(latest.page_digest);
    story.stamps = article.claims();
    story.verdict = capture.verdict.clone();
    story.alternation = None;
    story.latest = Some(latest);
    Ok(entry)
}

/// The newest version that said the same.
fn version_like(tx: &Transaction, story: &Story, digest: &Digest) -> Result<Option<u32>, Fault> {
    let version = tx
        .prepare_cached(
            "SELECT max(version) FROM snapshot WHERE story = ?1 AND article_digest = ?2",
        )?
        .query_row(params![story.id.0, digest.0], |row| row.get(0))?;
    Ok(version)
}

fn keep_version(
    tx: &Transaction,
    story: &Story,
    at: Time,
    capture: &Capture,
    article_digest: Digest,
) -> Result<Latest, Fault> {
    let before = story.latest.as_ref();
    let Capture { page, reading, .. } = capture;
    let page_digest = page.digest();
    let page_id = page::keep(tx, &page.bytes, before.map(|before| &before.page_digest))?;
    let json = reading::json(&reading.article)?;
    let response = value::to_json(&page.response)?;
    let captured_at =
        before.map_or(at, |before| at.max(before.captured_at + TimeDelta::milliseconds(1)));
    let link = Link {
        story: story.id.0,
        version: before.map_or(1, |before| before.version + 1),
        captured_at,
        not_before: before.and_then(|before| {
            // A capture is a look too, though its page was asked for a moment earlier.
            Some(story.last_read_at?.clamp(before.captured_at, captured_at))
        }),
        page: page_digest,
        article: article_digest,
        extractor: reading.extractor,
        reading: Digest::of(&json),
        response: response.as_bytes(),
    };
    let snapshot = snapshot::insert(tx, &link, page_id, &story.url)?;
    let place = Place { story: link.story, version: link.version };
    let by = By { extractor: link.extractor, memory: memory::keep(tx, &reading.memory)? };
    reading::insert(
        tx,
        &reading::Entry { snapshot, place, by, article_digest: None, json: &json },
    )?;
    memory::stand(tx, story.id, by.memory)?;
    memory::note_marks(tx, link.story, reading)?;
    let claimed = |kind| reading.article.stamp(kind).map(|stamp| stamp.at.to_string());
    Ok(Latest {
        snapshot,
        version: link.version,
        first_captured_at: before.map_or(captured_at, |before| before.first_captured_at),
        captured_at,
        article_digest,
        page_digest,
        extractor: reading.extractor,
        has_standing_memory: true,
        headline: reading.article.headline.clone(),
        published: claimed(StampKind::Published),
        updated: claimed(StampKind::Updated),
    })
}

fn failed<'a>(story: &mut Story, failure: &'a Failure) -> Entry<'a> {
    story.failures = story.failures.saturating_add(1);
    story.not_found = match failure.status() {
        Some(404) => story.not_found.saturating_add(1),
        _ => 0,
    };
    Entry {
        response: failure.response.as_ref(),
        failure: Some(failure.kind),
        evidence: Some(&failure.evidence),
        ..Entry::of(OutcomeName::Failed)
    }
}
