//! The edits of a story, and which of them the publisher told its readers of: a stamp that moved
//! alone came with none of them, nor did one that the story bore before.

use std::collections::HashMap;

use crate::article::{Article, BlockKind, Stamp};
use crate::diff;
use crate::error::Result;
use crate::extract::{Context, extract};
use crate::history::{LoggedCheck, Snapshot, StoryId};
use crate::reading::{self, Read};
use crate::store::Store;
use crate::verdict::{self, Class, Evidence, EvidenceKind, disclosure};

/// Edits that are looked at one by one; all that are older are taken as one.
const EDITS_MAX: usize = 256;

/// A version with what it says.
type Borne<'a> = (&'a Snapshot, Read);

/// The versions of a story, and what was seen of their stamps between them.
pub struct Edits<'a> {
    store: &'a dyn Store,
    /// First version first.
    snapshots: &'a [Snapshot],
    /// By version, the newest check that found its stamps moved while its text stayed.
    restamped: HashMap<u32, LoggedCheck>,
}

impl<'a> Edits<'a> {
    pub fn of(
        store: &'a dyn Store,
        story: StoryId,
        snapshots: &'a [Snapshot],
    ) -> Result<Edits<'a>> {
        let (mut version, mut restamped) = (0, HashMap::new());
        for check in store.checks(story)? {
            version = check.version.unwrap_or(version);
            if check.found_stamps_moved() {
                restamped.insert(version, check);
            }
        }
        Ok(Edits { store, snapshots, restamped })
    }

    /// What the publisher told with the newest edit that it told of, from one version to another,
    /// versions between taken in turn.
    pub fn told(&self, from: u32, to: u32) -> Result<Vec<Evidence>> {
        let mut told = Vec::new();
        self.walk(to, |before, seen, _, new| {
            let evidence = evidence(seen, &before.1.article, new);
            if before.0.version >= from && !evidence.is_empty() {
                told = evidence;
            }
        })?;
        Ok(told)
    }

    /// The same from the first version up to an article that is to be the next.
    pub fn told_up_to(&self, article: &Article) -> Result<Vec<Evidence>> {
        let mut told = Vec::new();
        let (seen, last) = self.walk(u32::MAX, |before, seen, _, new| {
            let evidence = evidence(seen, &before.1.article, new);
            if !evidence.is_empty() {
                told = evidence;
            }
        })?;
        let next = last.map(|(_, last)| evidence(&seen, &last.article, article));
        Ok(next.filter(|evidence| !evidence.is_empty()).unwrap_or(told))
    }

    /// The newest version that bears a stamp later than all before it, and the one before.
    pub fn newest_stamped(&self) -> Result<Option<(&'a Snapshot, &'a Snapshot)>> {
        let mut stamped = None;
        self.walk(u32::MAX, |before, seen, snapshot, new| {
            if !disclosure::stamped(seen, &new.stamps).is_empty() {
                stamped = Some((before.0, snapshot));
            }
        })?;
        Ok(stamped)
    }

    /// Shows each version up to one beside the one before, with all the stamps borne until then, by
    /// versions and where they moved alone; gives those stamps and the last version.
    fn walk(
        &self,
        to: u32,
        mut see: impl FnMut(&Borne<'a>, &[Stamp], &'a Snapshot, &Article),
    ) -> Result<(Vec<Stamp>, Option<Borne<'a>>)> {
        let up_to = self.snapshots.partition_point(|snapshot| snapshot.version <= to);
        let newest = up_to.saturating_sub(EDITS_MAX).max(1);
        let versions = &self.snapshots[..up_to];
        let (mut seen, mut before) = (Vec::new(), None);
        for snapshot in versions.iter().take(1).chain(versions.iter().skip(newest)) {
            let read = reading::of(self.store, snapshot)?;
            if let Some(before) = &before {
                see(before, &seen, snapshot, &read.article);
            }
            seen.extend(read.article.stamps.iter().cloned());
            let moved = self.restamped.get(&snapshot.version).and_then(|check| self.moved(check));
            seen.extend(moved.into_iter().flatten());
            before = Some((snapshot, read));
        }
        Ok((seen, before))
    }

    /// What the stamps had moved to at a check, as the present extractor reads them; none where the
    /// page that shows it is damaged.
    fn moved(&self, check: &LoggedCheck) -> Option<Vec<Stamp>> {
        let bytes = self.store.page(check.page_digest.as_ref()?).ok()??;
        let context = Context {
            url: check.final_url.as_deref(),
            content_type: check.content_type.as_deref(),
            fetched_at: Some(check.at),
        };
        Some(extract(&bytes, &context).stamps)
    }
}

/// What the publisher told of an edit, given the stamps seen before it; nothing of one without
/// substance, to which a stamp is no answer.
fn evidence(seen: &[Stamp], old: &Article, new: &Article) -> Vec<Evidence> {
    let stamps = disclosure::stamped(seen, &new.stamps);
    let has_notice = new.blocks.iter().any(|block| block.kind == BlockKind::Notice);
    if stamps.is_empty() && !has_notice {
        return Vec::new();
    }
    let verdict = verdict::judge(&diff::articles(old, new), old, new);
    match verdict.class {
        Class::None | Class::Cosmetic => Vec::new(),
        Class::Substantive => {
            let notices = verdict.evidence.into_iter();
            let notices = notices.filter(|evidence| evidence.kind == EvidenceKind::Notice);
            stamps.into_iter().chain(notices).collect()
        }
    }
}
