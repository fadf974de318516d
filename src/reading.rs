//! Readings kept up with the extractor: a snapshot's article as the present extractor reads it.

use crate::article::Article;
use crate::digest::Digest;
use crate::error::{Error, Result};
use crate::extract::{Context, EXTRACTOR, extract};
use crate::history::{Reading, Snapshot, SnapshotId};
use crate::store::Store;
use crate::time::Time;

/// A snapshot's article, and the extractor that read it.
pub struct Read {
    pub article: Article,
    pub extractor: u32,
}

/// What must be known of a snapshot to read it anew.
pub struct Source<'a> {
    pub snapshot: SnapshotId,
    pub captured_at: Time,
    /// The newest extractor that has read it.
    pub extractor: u32,
    pub page: &'a Digest,
    pub url: &'a str,
    pub content_type: Option<&'a str>,
}

impl<'a> Source<'a> {
    pub fn of(snapshot: &'a Snapshot) -> Source<'a> {
        Source {
            snapshot: snapshot.id,
            captured_at: snapshot.captured_at,
            extractor: snapshot.extractor,
            page: &snapshot.page_digest,
            url: &snapshot.url,
            content_type: snapshot.response.header("content-type"),
        }
    }
}

/// Gives the article of a snapshot by the present extractor, and by an older one only where the
/// page is no longer kept: two versions read by one extractor differ where the page did. `Keep`
/// says whether a new reading is added to the store.
pub fn read(store: &dyn Store, source: &Source, keep: Keep) -> Result<Option<Read>> {
    if source.extractor != EXTRACTOR
        && let Some(bytes) = store.page(source.page)?
    {
        let context = Context {
            url: Some(source.url),
            content_type: source.content_type,
            fetched_at: Some(source.captured_at),
        };
        let article = extract(&bytes, &context);
        if keep == Keep::Reading {
            let reading = Reading { extractor: EXTRACTOR, article: article.clone() };
            store.add_reading(source.snapshot, &reading)?;
        }
        return Ok(Some(Read { article, extractor: EXTRACTOR }));
    }
    let article = store.article(source.snapshot, source.extractor)?;
    Ok(article.map(|article| Read { article, extractor: source.extractor }))
}

/// Gives the article of a snapshot as [`read`] does; none is an error, as each snapshot has one.
pub fn of(store: &dyn Store, snapshot: &Snapshot) -> Result<Read> {
    read(store, &Source::of(snapshot), Keep::Nothing)?.ok_or_else(|| {
        let next = "`revdiff verify` tells what is damaged";
        Error::store(format!("version {} has no reading; {next}", snapshot.version))
    })
}

/// What becomes of a new reading.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    Reading,
    Nothing,
}
