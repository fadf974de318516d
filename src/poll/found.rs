//! A source found where a story was looked for: its first page is no article but a feed, a sitemap
//! or a list of these.

use std::sync::Arc;

use crate::error::Result;
use crate::history::{Failure, FailureKind, Story};
use crate::page::Page;
use crate::poll::intake::{self, Contents, Looked, Place, SourceReport};
use crate::poll::{Round, blocking};
use crate::sources::listing::Kind;
use crate::sources::source::{
    Brought, Intake, SourceCheck, SourceOutcome, SourceRecorded, Subject,
};
use crate::sources::{document, due};
use crate::store::Claim;
use crate::time::Time;

/// What the page of a story without versions is found to be.
pub enum Found {
    /// Something else, for others to say what.
    NoSource,
    /// It is followed as one from now on.
    Source(Box<SourceReport>),
    /// A source, but listed by another as a story: why it is followed as neither.
    Listed(Box<Failure>),
    /// A source, but the host is no longer ours: nothing was recorded.
    Fenced,
}

/// Looks whether a page is a source, and follows it as one where it is.
pub async fn source<F: Send + Sync + 'static>(
    round: &Arc<Round<F>>,
    claim: &Claim,
    story: &Story,
    page: &Page,
    next_ok_at: Time,
) -> Result<Found> {
    if page.response.status != 200 || !document::begins_like_one(&page.bytes) {
        return Ok(Found::NoSource);
    }
    let read = page.clone();
    // A document that breaks its reader is no source.
    let read = tokio::task::spawn_blocking(move || intake::read(&read)).await;
    let Some(listing) = read.ok().flatten() else { return Ok(Found::NoSource) };
    let (round, claim, story, page) =
        (Arc::clone(round), claim.clone(), story.clone(), page.clone());
    blocking(move || {
        let at = round.now();
        let limits = round.store.limits_given(story.id)?;
        let place = Place { host: &story.host, depth: 0, limits: &limits };
        let kind = listing.kind;
        let intake = intake::intake(listing, &page, place, at);
        let check = SourceCheck {
            subject: Subject::Story(story.id),
            at,
            outcome: SourceOutcome::Read(Box::new(intake.clone())),
            next_ok_at,
            next_check_at: due::first(at),
            due_at: round.started,
        };
        Ok(match round.store.record_source(&claim, &check, round.pace.lease)? {
            SourceRecorded::Done(brought) => {
                Found::Source(Box::new(report(story, intake, brought)))
            }
            SourceRecorded::Fenced => Found::Fenced,
            SourceRecorded::Listed => Found::Listed(Box::new(listed(kind, &page))),
        })
    })
    .await
}

/// Why a source is no story: what a source lists as a story is not asked for more of them.
fn listed(kind: Kind, page: &Page) -> Failure {
    let why = format!("what the source lists as a story is another source: {}", kind.words());
    let response = Some(page.response.clone());
    Failure { response, ..Failure::new(FailureKind::NotHtml, why) }
}

/// What is told of a source that was taken for a story.
fn report(story: Story, intake: Intake, brought: Brought) -> SourceReport {
    let Intake { kind, title, listed, left_out, defects, .. } = intake;
    let Brought { source, stories, known, sources } = brought;
    SourceReport {
        id: source,
        url: story.url,
        kind: Some(kind),
        title,
        looked: Looked::First(Contents { listed, left_out, defects }),
        stories,
        known,
        sources,
    }
}
