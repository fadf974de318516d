//! Readings kept up with the extractor and with what is known of the story: a snapshot's article as
//! the present extractor reads it with the story's standing memory.

use crate::article::Article;
use crate::digest::Digest;
use crate::error::{Error, Result, if_sound};
use crate::extract::{Context, EXTRACTOR, Extraction, extract};
use crate::history::{Latest, Reading, Snapshot, SnapshotId, StoryId};
use crate::memory::Memory;
use crate::store::Store;
use crate::time::Time;

/// An extractor: its number, and what it makes of a page.
#[derive(Clone, Copy)]
pub struct Reader {
    pub extractor: u32,
    pub extract: fn(&[u8], &Context<'_>, &Memory) -> Extraction,
}

impl Reader {
    pub const PRESENT: Reader = Reader { extractor: EXTRACTOR, extract };

    /// Whether the newest reading of a version is what this extractor reads in it now.
    pub fn has_read(&self, latest: &Latest) -> bool {
        latest.extractor == self.extractor && latest.has_standing_memory
    }
}

/// A snapshot's article, and the extractor that read it.
pub struct Read {
    pub article: Article,
    pub extractor: u32,
}

/// What must be known of a snapshot to read it anew.
pub struct Source<'a> {
    pub snapshot: SnapshotId,
    pub story: StoryId,
    pub captured_at: Time,
    /// The extractor of its newest reading.
    pub extractor: u32,
    pub has_standing_memory: bool,
    pub page: &'a Digest,
    pub url: &'a str,
    pub content_type: Option<&'a str>,
}

impl<'a> Source<'a> {
    pub fn of(snapshot: &'a Snapshot) -> Source<'a> {
        Source {
            snapshot: snapshot.id,
            story: snapshot.story,
            captured_at: snapshot.captured_at,
            extractor: snapshot.extractor,
            has_standing_memory: snapshot.has_standing_memory,
            page: &snapshot.page_digest,
            url: &snapshot.url,
            content_type: snapshot.response.header("content-type"),
        }
    }

    /// What was known of the page beside its bytes when it came.
    pub fn context(&self) -> Context<'a> {
        Context {
            url: Some(self.url),
            content_type: self.content_type,
            fetched_at: Some(self.captured_at),
        }
    }
}

/// Gives the article of a snapshot by the present extractor with the story's standing memory, and
/// by an older one, or with an older memory, only where the page is no longer kept or no article is
/// found in it: two versions read in one way differ where the page did.
pub fn of(store: &dyn Store, snapshot: &Snapshot) -> Result<Read> {
    let source = Source::of(snapshot);
    let is_current = source.extractor == EXTRACTOR && source.has_standing_memory;
    if !is_current {
        let memory = store.memory(source.story)?.unwrap_or_default();
        let read = anew(store, Reader::PRESENT, &source, &memory)?;
        if let Some(read) = read.filter(|read| read.article.is_sound()) {
            return Ok(Read { article: read.article, extractor: EXTRACTOR });
        }
    }
    kept(store, &source)?.ok_or_else(|| {
        let next = "`revdiff verify` tells what is damaged";
        Error::damaged(format!("version {} has no reading; {next}", snapshot.version))
    })
}

/// The newest reading of a snapshot that is kept.
pub fn kept(store: &dyn Store, source: &Source) -> Result<Option<Read>> {
    let article = store.article(source.snapshot, source.extractor)?;
    Ok(article.map(|article| Read { article, extractor: source.extractor }))
}

/// Reads a snapshot's page anew; none where it is no longer kept.
pub fn anew(
    store: &dyn Store,
    reader: Reader,
    source: &Source,
    memory: &Memory,
) -> Result<Option<Extraction>> {
    let Some(bytes) = store.page(source.page)? else { return Ok(None) };
    Ok(Some((reader.extract)(&bytes, &source.context(), memory)))
}

/// What of a snapshot can still be read: what is kept, or where that is damaged or gone, its page
/// anew; none where that is, too.
pub fn salvaged(
    store: &dyn Store,
    reader: Reader,
    source: &Source,
    memory: &Memory,
) -> Result<Option<Article>> {
    if let Some(read) = if_sound(kept(store, source))?.flatten() {
        return Ok(Some(read.article));
    }
    let read = if_sound(anew(store, reader, source, memory))?.flatten();
    Ok(read.map(|read| read.article).filter(Article::is_sound))
}

/// Gives the article of a snapshot as an extractor reads it with a memory, which becomes its newest
/// reading; and what was kept of it where its page is gone, or no article is found in it.
pub fn brought_to(
    store: &dyn Store,
    reader: Reader,
    source: &Source,
    memory: &Memory,
) -> Result<Option<Article>> {
    let read = anew(store, reader, source, memory)?;
    let Some(read) = read.filter(|read| read.article.is_sound()) else {
        return Ok(kept(store, source)?.map(|read| read.article));
    };
    let Extraction { article, .. } = read;
    let reading =
        Reading { extractor: reader.extractor, memory: memory.clone(), article: article.clone() };
    store.add_reading(source.snapshot, &reading)?;
    Ok(Some(article))
}
