//! Recording looks at sources, and all that they bring.

use chrono::TimeDelta;
use rusqlite::{Transaction, params};

use crate::history::{Failure, StoryId};
use crate::sources::address::Address;
use crate::sources::source::{
    Brought, Intake, NewSource, Source, SourceCheck, SourceId, SourceOutcome, SourceRecorded,
    Subject,
};
use crate::store::sqlite::fault::Fault;
use crate::store::sqlite::{claim, source, story, track};
use crate::store::{Claim, NewStory};

pub fn record(
    tx: &Transaction,
    claim: &Claim,
    check: &SourceCheck,
    lease: TimeDelta,
) -> Result<SourceRecorded, Fault> {
    // The host was asked, and may have asked for a pause, whoever holds it now.
    let retry_at = match &check.outcome {
        SourceOutcome::Failed(failure) => failure.retry_at,
        SourceOutcome::Read(_) | SourceOutcome::Same(_) | SourceOutcome::NotModified => None,
    };
    let next_ok_at = retry_at.map_or(check.next_ok_at, |asked| asked.max(check.next_ok_at));
    claim::pause(tx, &claim.host, next_ok_at)?;
    if !claim::stands(tx, claim, check.at)? {
        return Ok(SourceRecorded::Fenced);
    }
    claim::extend(tx, claim, check.at + lease)?;
    let id = match check.subject {
        Subject::Source(id) => id,
        Subject::Story(story) => match found(tx, story, check)? {
            Some(id) => id,
            None => return Ok(SourceRecorded::Listed),
        },
    };
    let source = source::source(tx, id)?.filter(|source| source.host == claim.host);
    let Some(mut source) = source else { return Ok(SourceRecorded::Fenced) };
    let brought = look(tx, &mut source, check)?;
    source.next_check_at = check.next_check_at;
    source.last_checked_at = Some(check.at);
    source::save(tx, &source)?;
    Ok(SourceRecorded::Done(brought))
}

/// Makes a source of what was taken for a story; none where it has versions, or a source lists it:
/// what a source lists as a story is never asked for more of them.
fn found(tx: &Transaction, id: StoryId, check: &SourceCheck) -> Result<Option<SourceId>, Fault> {
    let Some(story) = story::story(tx, id)?.filter(|story| story.latest.is_none()) else {
        return Ok(None);
    };
    if !source::of_story(tx, id)?.is_empty() {
        return Ok(None);
    }
    let limits = source::limits_given(tx, id)?;
    let address = Address { url: story.url, host: story.host };
    let new = NewSource { address, label: story.label, tags: story.tags, limits };
    let known = source::at(tx, &new.address.url)?;
    let source = match known {
        Some(known) => source::again(tx, known, &new, check.at)?,
        None => source::add(tx, &new, None, check.at, check.due_at)?,
    };
    forget(tx, id)?;
    Ok(Some(source))
}

/// Takes out what never was a story: it has no versions, and its checks brought nothing.
fn forget(tx: &Transaction, id: StoryId) -> Result<(), Fault> {
    for sql in [
        "DELETE FROM prospect WHERE story = ?1",
        "DELETE FROM check_log WHERE story = ?1",
        "DELETE FROM alias WHERE story = ?1",
        "DELETE FROM link WHERE story = ?1 OR other = ?1",
        "DELETE FROM story WHERE id = ?1",
    ] {
        tx.prepare_cached(sql)?.execute([id.0])?;
    }
    Ok(())
}

/// Moves a source by what came of a look, and follows what it brought.
fn look(tx: &Transaction, source: &mut Source, check: &SourceCheck) -> Result<Brought, Fault> {
    match &check.outcome {
        SourceOutcome::Read(intake) => read(tx, source, intake, check),
        SourceOutcome::Same(validators) => {
            was_answered(source, check);
            source.not_modified = 0;
            source.validators = validators.clone();
            Ok(Brought::nothing(source.id))
        }
        SourceOutcome::NotModified => {
            was_answered(source, check);
            source.not_modified = source.not_modified.saturating_add(1);
            Ok(Brought::nothing(source.id))
        }
        SourceOutcome::Failed(failure) => {
            failed(source, failure);
            Ok(Brought::nothing(source.id))
        }
    }
}

fn was_answered(source: &mut Source, check: &SourceCheck) {
    source.last_read_at = Some(check.at);
    source.failures = 0;
    source.failure = None;
    source.evidence = None;
}

fn failed(source: &mut Source, failure: &Failure) {
    source.failures = source.failures.saturating_add(1);
    source.failure = Some(failure.kind);
    source.evidence = Some(failure.evidence.clone());
}

fn read(
    tx: &Transaction,
    source: &mut Source,
    intake: &Intake,
    check: &SourceCheck,
) -> Result<Brought, Fault> {
    was_answered(source, check);
    source.not_modified = 0;
    source.kind = Some(intake.kind);
    source.title = intake.title.clone();
    source.validators = intake.validators.clone();
    source.last_page = Some(intake.page);
    source.listed = intake.listed;
    source.left_out = intake.left_out;
    source.defects = intake.defects.clone();
    let mut brought = Brought::nothing(source.id);
    for address in &intake.stories {
        follow(tx, source, address, check, &mut brought)?;
    }
    for (address, title) in &intake.sources {
        if source::at(tx, &address.url)?.is_none() {
            let (tags, limits) = (source.tags.clone(), Some(source.limits.clone()));
            let new = NewSource { address: address.clone(), label: title.clone(), tags, limits };
            brought.sources.push(source::add(tx, &new, Some(source), check.at, check.due_at)?);
        }
    }
    if brought != Brought::nothing(source.id) {
        source.last_new_at = Some(check.at);
    }
    Ok(brought)
}

/// Follows a story that a source lists, where it is not known yet.
fn follow(
    tx: &Transaction,
    source: &Source,
    address: &Address,
    check: &SourceCheck,
    brought: &mut Brought,
) -> Result<(), Fault> {
    let known = story::at(tx, &address.url)?;
    let story = match known {
        Some(story) => story,
        None => {
            let Address { url, host } = address.clone();
            let tags = source.tags.clone();
            let new = NewStory { url, host, label: None, tags, limits: None };
            let story = track::add(tx, &new, check.at, check.due_at)?;
            brought.stories.push(story);
            story
        }
    };
    let linked = tx
        .prepare_cached(
            "INSERT OR IGNORE INTO listing (source, story, first_at) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![source.id.0, story.0, check.at.millis()])?;
    brought.known += u32::from(known.is_some() && linked > 0);
    Ok(())
}
