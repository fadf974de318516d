//! A story's standing memory, with which its newest version was read and its next page will be: how
//! it is settled, and what may take its place.

use std::collections::BTreeSet;

use crate::article::Article;
use crate::digest::Digest;
use crate::error::{Result, if_sound};
use crate::extract::Extraction;
use crate::history::{Latest, Snapshot};
use crate::memory::{self, Mark, Memory};
use crate::poll::examine::Look;
use crate::reading::{self, Source};

/// How the newest version reads.
pub struct Standing {
    pub memory: Memory,
    /// Whether it is another than the store has for the story.
    pub is_new: bool,
    pub article_digest: Digest,
}

/// An article, and the memory with which it was read.
pub struct Remembered {
    pub memory: Memory,
    pub article: Article,
}

/// Gives how the newest version reads by the present extractor, which reads it anew where it has
/// not. What an older extractor remembered of the page is not carried over; what it read stays where
/// the present one finds no article. A memory that is damaged is none, and settled anew.
pub fn of(look: &Look, latest: &Latest) -> Result<Standing> {
    let memory = if_sound(look.store.memory(look.story.id))?;
    let is_new = memory.is_none();
    let memory = memory.flatten().unwrap_or_default();
    let kept = Standing { memory, is_new, article_digest: latest.article_digest };
    if look.reader.has_read(latest) && !is_new {
        return Ok(kept);
    }
    let snapshots = look.store.snapshots(look.story.id)?;
    let Some(source) = snapshots.last().map(Source::of) else { return Ok(kept) };
    if latest.extractor == look.reader.extractor && !is_new {
        let read = reading::brought_to(look.store, look.reader, &source, &kept.memory);
        let article_digest =
            if_sound(read)?.flatten().map_or(kept.article_digest, |article| article.digest());
        return Ok(Standing { article_digest, ..kept });
    }
    let bytes = if_sound(look.store.page(source.page))?.flatten();
    let Some(bytes) = bytes else { return Ok(kept) };
    let repeated = look.store.repeated(&look.story.host)?;
    let context = source.context();
    let read = |memory: &Memory| (look.reader.extract)(&bytes, &context, memory);
    let Remembered { memory, article } = settle(&repeated, read);
    if !article.is_sound() {
        return Ok(kept);
    }
    let article_digest = article.digest();
    look.store.add_reading(source.snapshot, &look.reading(&memory, article))?;
    Ok(Standing { memory, is_new: true, article_digest })
}

/// Reads a page of which nothing is known but what its host repeats, and once more with what that
/// told.
pub fn settle(repeated: &BTreeSet<Mark>, read: impl Fn(&Memory) -> Extraction) -> Remembered {
    let first = read(&Memory { places: None, repeated: repeated.clone() });
    let memory = Memory::settled(first.places.as_ref(), repeated, &shown(&first));
    match memory.places {
        Some(_) => Remembered { article: read(&memory).article, memory },
        None => Remembered { article: first.article, memory },
    }
}

/// The newest version as it reads with what is known by now; none where that is nothing more, or
/// its page is gone.
pub fn renewed(
    look: &Look,
    standing: &Standing,
    newest: Option<&Snapshot>,
    read: &Extraction,
) -> Result<Option<Remembered>> {
    let Some(source) = newest.map(Source::of) else { return Ok(None) };
    let mut shown = shown(read);
    // What has gone from the page may have been furniture, as what has come.
    if let Some(kept) = if_sound(reading::kept(look.store, &source))?.flatten() {
        shown.extend(memory::marks(&kept.article));
    }
    let repeated = look.store.repeated(&look.story.host)?;
    let memory = standing.memory.renewed(read.places.as_ref(), &repeated, &shown);
    if memory == standing.memory {
        return Ok(None);
    }
    let read = if_sound(reading::anew(look.store, look.reader, &source, &memory))?.flatten();
    Ok(read.map(|read| Remembered { memory, article: read.article }))
}

/// The marks of all that a page shows, in the article or beside it.
fn shown(read: &Extraction) -> BTreeSet<Mark> {
    let left_out = read.places.iter().flat_map(|places| places.left_out.iter().copied());
    memory::marks(&read.article).into_iter().chain(left_out).collect()
}
