//! An answer examined: does the page hold an article, and does it differ from the newest snapshot?
//!
//! Both are read by one extractor with one memory. Where they differ and more is known of the host
//! or of the story's place by now, both are read again with that, before it is called a change: what
//! we have learnt is no move of the publisher's.

use crate::article::{Article, Stamp, claim_the_same};
use crate::diff;
use crate::digest::Digest;
use crate::edits::Edits;
use crate::error::{Result, if_sound};
use crate::extract::{Context, Extraction};
use crate::fetch::Answer;
use crate::fetch::refusal::refusal;
use crate::history::whereabouts::Whereabouts;
use crate::history::{
    Capture, Failure, FailureKind, Latest, Outcome, Reading, SameArticle, Snapshot, Story, variants,
};
use crate::memory::Memory;
use crate::page::{Page, Response};
use crate::poll::standing::{self, Standing};
use crate::poll::{doubt, place};
use crate::reading::{self, Reader, Source};
use crate::store::Store;
use crate::time::Time;
use crate::verdict::{self, Class, Verdict};

/// A look at a story, at an instant.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub store: &'a dyn Store,
    pub reader: Reader,
    pub story: &'a Story,
    pub now: Time,
}

impl Look<'_> {
    pub fn read(&self, page: &Page, memory: &Memory) -> Extraction {
        let context = Context {
            url: Some(&page.response.url),
            content_type: page.response.header("content-type"),
            fetched_at: Some(self.now),
        };
        (self.reader.extract)(&page.bytes, &context, memory)
    }

    pub fn reading(&self, memory: &Memory, article: Article) -> Reading {
        Reading { extractor: self.reader.extractor, memory: memory.clone(), article }
    }
}

/// What came of an answer, and what it told of the story's address.
#[derive(Debug)]
pub struct Examined {
    pub outcome: Outcome,
    pub whereabouts: Whereabouts,
}

impl Examined {
    pub fn failed(failure: Failure) -> Examined {
        let outcome = Outcome::Failed(Box::new(failure));
        Examined { outcome, whereabouts: Whereabouts::Unknown }
    }

    /// An outcome that says what the check before was told of the address, too.
    fn as_before(outcome: Outcome) -> Examined {
        Examined { outcome, whereabouts: Whereabouts::AsBefore }
    }
}

/// Turns an answer into an outcome. The store is asked for earlier readings; nothing is recorded
/// but what is read anew in an old page.
pub fn examine(look: &Look, answer: Answer) -> Result<Examined> {
    match answer {
        Answer::NotModified(response) => {
            Ok(Examined::as_before(Outcome::NotModified(Box::new(response))))
        }
        Answer::Failed(failure) => Ok(Examined::failed(*failure)),
        Answer::Postponed(postponed) => {
            let failure = Failure::new(FailureKind::Redirect, postponed.to_string());
            Ok(Examined::failed(failure))
        }
        Answer::Page(page) => match (refusal(&page, look.now), &look.story.latest) {
            (Some(failure), _) => Ok(Examined::failed(told_challenge(failure))),
            (None, None) => first(look, *page),
            (None, Some(latest)) => next(look, latest, *page),
        },
    }
}

/// A refusal that says so where it is a challenge.
fn told_challenge(mut failure: Failure) -> Failure {
    if let Some(name) = failure.response.as_ref().and_then(Response::challenge) {
        failure.evidence = format!("{}; a challenge by the header {name}", failure.evidence);
    }
    failure
}

/// The first look at a story.
fn first(look: &Look, page: Page) -> Result<Examined> {
    let repeated = look.store.repeated(&look.story.host)?;
    let settled = standing::settle(&repeated, |memory| look.read(&page, memory));
    let whereabouts = place::told(look.story, &page.response, &settled.article);
    if let Some(outcome) = refuse(look, &settled.article, &page) {
        return Ok(Examined { outcome, whereabouts: Whereabouts::Unknown });
    }
    let reading = look.reading(&settled.memory, settled.article);
    let outcome = Outcome::Changed(Box::new(Capture { page, reading, verdict: None }));
    Ok(Examined { outcome, whereabouts })
}

/// A look at a story that has versions.
fn next(look: &Look, latest: &Latest, page: Page) -> Result<Examined> {
    let is_current = look.reader.has_read(latest);
    let takes_turns = look.story.alternation.is_some_and(|it| it.version != latest.version);
    if is_current && !takes_turns && page.response.redirects.is_empty() {
        // The very bytes of the last read: parsing them again would tell nothing new. Where a
        // redirect led to them, that is new.
        let digest = page.digest();
        if look.story.last_page == Some(digest) {
            let same = same_page(&page, digest, look.story.stamps.clone());
            return Ok(Examined::as_before(Outcome::Unchanged(Box::new(same))));
        }
    }
    let standing = standing::of(look, latest)?;
    let read = look.read(&page, &standing.memory);
    let whereabouts = place::told(look.story, &page.response, &read.article);
    let outcome = if read.article.digest() == standing.article_digest {
        same(look, latest, standing, &page, &read.article)
    } else if let Some(outcome) = refuse(look, &read.article, &page) {
        outcome
    } else {
        differing(look, &standing, page, read)?
    };
    let whereabouts = match outcome {
        Outcome::Changed(_) | Outcome::NotModified(_) | Outcome::Unchanged(_) => whereabouts,
        Outcome::Quarantined(_) | Outcome::Failed(_) => Whereabouts::Unknown,
    };
    Ok(Examined { outcome, whereabouts })
}

/// A page that reads as the newest version does.
fn same(
    look: &Look,
    latest: &Latest,
    standing: Standing,
    page: &Page,
    article: &Article,
) -> Outcome {
    let mut same = same_article(page, article.claims());
    let is_current = look.reader.has_read(latest);
    // What is read in another way than before is no move of the publisher's.
    let is_moved = is_current && !claim_the_same(&same.stamps, &look.story.stamps);
    same.moved = is_moved.then(|| page.clone());
    same.memory = standing.is_new.then_some(standing.memory);
    Outcome::Unchanged(Box::new(same))
}

/// A page that differs from the newest snapshot, as far as was known until now.
fn differing(look: &Look, standing: &Standing, page: Page, read: Extraction) -> Result<Outcome> {
    let snapshots = look.store.snapshots(look.story.id)?;
    let renewed = standing::renewed(look, standing, snapshots.last(), &read)?;
    let Some(renewed) = renewed else {
        return changed(look, &snapshots, page, look.reading(&standing.memory, read.article));
    };
    let again = look.read(&page, &renewed.memory).article;
    let tells_nothing = renewed.article.digest() == standing.article_digest
        && again.digest() == read.article.digest();
    let are_articles = again.is_sound() && renewed.article.is_sound();
    if tells_nothing || !are_articles {
        return changed(look, &snapshots, page, look.reading(&standing.memory, read.article));
    }
    if let Some(newest) = snapshots.last() {
        let reading = look.reading(&renewed.memory, renewed.article.clone());
        look.store.add_reading(newest.id, &reading)?;
    }
    if again.digest() != renewed.article.digest() {
        return changed(look, &snapshots, page, look.reading(&renewed.memory, again));
    }
    let memory = Some(renewed.memory);
    let same = SameArticle { memory, ..same_article(&page, again.claims()) };
    Ok(Outcome::Unchanged(Box::new(same)))
}

/// Why a page that came whole is no article.
fn refuse(look: &Look, article: &Article, page: &Page) -> Option<Outcome> {
    if let Some(quarantine) = doubt::recognised(look, article, page) {
        return Some(Outcome::Quarantined(Box::new(quarantine)));
    }
    if article.blocks.is_empty() {
        let mut failure = Failure::new(FailureKind::NoArticle, "no article text on the page");
        failure.response = Some(page.response.clone());
        return Some(Outcome::Failed(Box::new(failure)));
    }
    None
}

/// An article that differs from the newest version's: a version, unless texts take turns or it is in
/// doubt.
fn changed(look: &Look, snapshots: &[Snapshot], page: Page, reading: Reading) -> Result<Outcome> {
    let (article, alternation) = (&reading.article, look.story.alternation.as_ref());
    if let Some(version) = variants::turn(snapshots, alternation, &article.digest(), look.now) {
        let same = SameArticle { shows: Some(version), ..same_article(&page, article.claims()) };
        return Ok(Outcome::Unchanged(Box::new(same)));
    }
    if let Some(newest) = snapshots.last()
        && let Some(quarantine) = doubt::about_a_change(look, newest, &reading, &page)?
    {
        return Ok(Outcome::Quarantined(Box::new(quarantine)));
    }
    let verdict = judge(look, snapshots, &reading)?;
    Ok(Outcome::Changed(Box::new(Capture { page, reading, verdict })))
}

/// What a page that was held back reads, whatever speaks against it; none where it has no text.
pub fn let_through(look: &Look, page: Page) -> Result<Option<Capture>> {
    let memory = match &look.story.latest {
        Some(latest) => standing::of(look, latest)?.memory,
        None => {
            let repeated = look.store.repeated(&look.story.host)?;
            standing::settle(&repeated, |memory| look.read(&page, memory)).memory
        }
    };
    let reading = look.reading(&memory, look.read(&page, &memory).article);
    if reading.article.blocks.is_empty() {
        return Ok(None);
    }
    let verdict = judge(look, &look.store.snapshots(look.story.id)?, &reading)?;
    Ok(Some(Capture { page, reading, verdict }))
}

fn same_article(page: &Page, stamps: Vec<Stamp>) -> SameArticle {
    same_page(page, page.digest(), stamps)
}

/// The same for a page whose digest is known.
fn same_page(page: &Page, page_digest: Digest, stamps: Vec<Stamp>) -> SameArticle {
    SameArticle {
        validators: page.response.validators(),
        page_digest,
        fresh_for: page.response.fresh_for(),
        stamps,
        moved: None,
        memory: None,
        shows: None,
    }
}

/// The verdict from the first version to a reading.
fn judge(look: &Look, snapshots: &[Snapshot], reading: &Reading) -> Result<Option<Verdict>> {
    let Some(first) = snapshots.first() else { return Ok(None) };
    let Some(first) = beside(look, first, reading)? else { return Ok(None) };
    let article = &reading.article;
    let verdict = verdict::judge(&diff::articles(&first, article), &first, article);
    Ok(Some(match verdict.class {
        Class::None | Class::Cosmetic => verdict,
        // Where a version between is damaged, the two ends alone are judged.
        Class::Substantive => {
            let edits = Edits::of(look.store, look.story.id, snapshots);
            match edits.and_then(|edits| edits.told_up_to(article)) {
                Ok(told) => verdict.told_by(told),
                Err(_) => verdict,
            }
        }
    }))
}

/// A version's article as it is to be compared with a reading: read in the same way. None where it
/// is damaged with its page.
fn beside(look: &Look, snapshot: &Snapshot, reading: &Reading) -> Result<Option<Article>> {
    let source = Source::of(snapshot);
    let is_read_so = source.extractor == reading.extractor
        && source.has_standing_memory
        && if_sound(look.store.memory(look.story.id))?.flatten().as_ref() == Some(&reading.memory);
    if !is_read_so {
        let read = reading::brought_to(look.store, look.reader, &source, &reading.memory);
        if let Some(read) = if_sound(read)? {
            return Ok(read);
        }
    }
    reading::salvaged(look.store, look.reader, &source, &reading.memory)
}

#[cfg(test)]
mod tests;
