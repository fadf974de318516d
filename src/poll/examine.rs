//! An answer examined: does the page hold an article, and does it differ from the newest snapshot?

use crate::article::{Article, Stamp, claim_the_same};
use crate::diff;
use crate::digest::Digest;
use crate::edits::Edits;
use crate::error::Result;
use crate::extract::{Context, EXTRACTOR, extract};
use crate::fetch::Answer;
use crate::fetch::refusal::refusal;
use crate::history::{Capture, Failure, FailureKind, Latest, Outcome, Reading, SameArticle, Story};
use crate::page::Page;
use crate::reading::{self, Keep, Source};
use crate::store::Store;
use crate::time::Time;
use crate::verdict::{self, Class, Verdict};

/// Turns an answer into an outcome. The store is asked for earlier readings; nothing is recorded
/// but what a newer extractor reads in an old page.
pub fn examine(store: &dyn Store, story: &Story, answer: Answer, now: Time) -> Result<Outcome> {
    match answer {
        Answer::NotModified(response) => Ok(Outcome::NotModified(Box::new(response))),
        Answer::Failed(failure) => Ok(Outcome::Failed(failure)),
        Answer::Page(page) => match refusal(&page, now) {
            Some(failure) => Ok(Outcome::Failed(Box::new(failure))),
            None => examine_page(store, story, *page, now),
        },
    }
}

fn examine_page(store: &dyn Store, story: &Story, page: Page, now: Time) -> Result<Outcome> {
    let page_digest = page.digest();
    let is_current = story.latest.as_ref().is_some_and(|latest| latest.extractor == EXTRACTOR);
    if is_current && story.last_page == Some(page_digest) {
        // The very bytes of the last read: parsing them again would tell nothing new.
        return Ok(unchanged(&page, story.stamps.clone(), None));
    }
    let context = Context {
        url: Some(&page.response.url),
        content_type: page.response.header("content-type"),
        fetched_at: Some(now),
    };
    let article = extract(&page.bytes, &context);
    if let Some(outcome) = refuse(&article, &page) {
        return Ok(outcome);
    }
    let Some(latest) = &story.latest else {
        return Ok(changed(page, article, None));
    };
    if article.digest() == newest_digest(store, story, latest)? {
        let stamps = article.claims();
        // What another extractor reads anew is no move of the publisher's.
        let is_moved = is_current && !claim_the_same(&stamps, &story.stamps);
        let moved = is_moved.then(|| page.clone());
        return Ok(unchanged(&page, stamps, moved));
    }
    let verdict = judge(store, story, &article)?;
    Ok(changed(page, article, verdict))
}

/// Why a page that came whole is no article.
fn refuse(article: &Article, page: &Page) -> Option<Outcome> {
    if let Some(signal) = article.objection() {
        let evidence = format!("{}: {}", signal.kind.as_str(), signal.evidence);
        return Some(Outcome::Quarantined { page: Box::new(page.clone()), evidence });
    }
    if article.blocks.is_empty() {
        let mut failure = Failure::new(FailureKind::NoArticle, "no article text on the page");
        failure.response = Some(page.response.clone());
        return Some(Outcome::Failed(Box::new(failure)));
    }
    None
}

fn changed(page: Page, article: Article, verdict: Option<Verdict>) -> Outcome {
    let reading = Reading { extractor: EXTRACTOR, article };
    Outcome::Changed(Box::new(Capture { page, reading, verdict }))
}

fn unchanged(page: &Page, stamps: Vec<Stamp>, moved: Option<Page>) -> Outcome {
    Outcome::Unchanged(Box::new(SameArticle {
        validators: page.response.validators(),
        page_digest: page.digest(),
        stamps,
        moved,
    }))
}

/// The digest of the newest snapshot's article as the present extractor reads it.
fn newest_digest(store: &dyn Store, story: &Story, latest: &Latest) -> Result<Digest> {
    if latest.extractor == EXTRACTOR {
        return Ok(latest.article_digest);
    }
    let snapshots = store.snapshots(story.id)?;
    let newest = snapshots.last().map(Source::of);
    let read = match newest {
        Some(source) => reading::read(store, &source, Keep::Reading)?,
        None => None,
    };
    Ok(read.map_or(latest.article_digest, |read| read.article.digest()))
}

/// The verdict from the first version to this article.
fn judge(store: &dyn Store, story: &Story, article: &Article) -> Result<Option<Verdict>> {
    let snapshots = store.snapshots(story.id)?;
    let first = match snapshots.first().map(Source::of) {
        Some(source) => reading::read(store, &source, Keep::Reading)?,
        None => None,
    };
    let Some(first) = first else { return Ok(None) };
    let verdict = verdict::judge(&diff::articles(&first.article, article), &first.article, article);
    Ok(Some(match verdict.class {
        Class::None | Class::Cosmetic => verdict,
        // Where a version between is damaged, the two ends alone are judged.
        Class::Substantive => {
            let edits = Edits::of(store, story.id, &snapshots);
            match edits.and_then(|edits| edits.told_up_to(article)) {
                Ok(told) => verdict.told_by(told),
                Err(_) => verdict,
            }
        }
    }))
}
