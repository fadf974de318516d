//! The edits of a story, and which of them the publisher told its readers of: a stamp that moved
//! alone came with none of them, nor did one that the story bore before.

use std::collections::HashMap;

use crate::article::{Article, BlockKind, Stamp};
use crate::diff;
use crate::error::Result;
use crate::extract::{Context, extract};
use crate::history::{LoggedCheck, Snapshot, StoryId};
use crate::memory::Memory;
use crate::reading::{self, Read};
use crate::store::Store;
use crate::verdict::{self, Class, Evidence, EvidenceKind, Verdict, disclosure};

/// Edits that are looked at one by one; all that are older are taken as one.
pub const EDITS_MAX: usize = 256;

/// A version with what it says.
type Borne<'a> = (&'a Snapshot, Read);

/// A version beside the one before, judged.
pub struct Edit<'a> {
    pub from: &'a Snapshot,
    pub to: &'a Snapshot,
    pub old: &'a Article,
    pub new: &'a Article,
    pub verdict: Verdict,
}

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
            let evidence = evidence(seen, &before.1.article, &new.article);
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
            let evidence = evidence(seen, &before.1.article, &new.article);
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
            if !disclosure::stamped(seen, &new.article.stamps).is_empty() {
                stamped = Some((before.0, snapshot));
            }
        })?;
        Ok(stamped)
    }

    /// The verdict from the first version to the latest; none with fewer than two versions. Where a
    /// version between is damaged, the two ends alone are judged.
    pub fn whole(&self) -> Result<Option<Verdict>> {
        let [first, .., last] = self.snapshots else { return Ok(None) };
        let (old, new) = (reading::of(self.store, first)?, reading::of(self.store, last)?);
        let verdict = judge(&old.article, &new.article);
        Ok(Some(match verdict.class {
            Class::None | Class::Cosmetic => verdict,
            Class::Substantive => match self.told(first.version, last.version) {
                Ok(told) => verdict.told_by(told),
                Err(_) => verdict,
            },
        }))
    }

    /// Shows the newest edits with their verdicts, the oldest of them first, `EDITS_MAX` at most:
    /// each the work of one version upon the one before, compared once.
    pub fn each(&self, mut see: impl FnMut(&Edit)) -> Result<()> {
        self.walk(u32::MAX, |(from, old), seen, to, new| {
            if from.version + 1 != to.version {
                return;
            }
            let verdict = judge(&old.article, &new.article);
            let verdict = match verdict.class {
                Class::None | Class::Cosmetic => verdict,
                Class::Substantive => {
                    let told = told_with(seen, &new.article, &verdict);
                    self.returning(verdict.told_by(told), (from, old), (to, new))
                }
            };
            see(&Edit { from, to, old: &old.article, new: &new.article, verdict });
        })?;
        Ok(())
    }

    /// The verdict on an edit of substance, which may have brought back the text of an earlier
    /// version.
    fn returning(
        &self,
        verdict: Verdict,
        from: (&Snapshot, &Read),
        to: (&Snapshot, &Read),
    ) -> Verdict {
        match returned(self.snapshots, from, to) {
            Some(version) => verdict.returning_to(version),
            None => verdict,
        }
    }

    /// Shows each version up to one beside the one before, with all the stamps borne until then, by
    /// versions and where they moved alone; gives those stamps and the last version.
    fn walk(
        &self,
        to: u32,
        mut see: impl FnMut(&Borne<'a>, &[Stamp], &'a Snapshot, &Read),
    ) -> Result<(Vec<Stamp>, Option<Borne<'a>>)> {
        let up_to = self.snapshots.partition_point(|snapshot| snapshot.version <= to);
        let newest = up_to.saturating_sub(EDITS_MAX).max(1);
        let versions = &self.snapshots[..up_to];
        let (mut seen, mut before) = (Vec::new(), None);
        for snapshot in versions.iter().take(1).chain(versions.iter().skip(newest)) {
            let read = reading::of(self.store, snapshot)?;
            if let Some(before) = &before {
                see(before, &seen, snapshot, &read);
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
            content_type: check.response.as_ref().and_then(|it| it.header("content-type")),
            fetched_at: Some(check.at),
        };
        Some(extract(&bytes, &context, &Memory::default()).article.stamps)
    }
}

/// The newest version before an edit that said what the edit made the text again; none where two
/// extractors read its sides.
pub fn returned(
    snapshots: &[Snapshot],
    (from, old): (&Snapshot, &Read),
    (to, new): (&Snapshot, &Read),
) -> Option<u32> {
    let is_same_text = |earlier: &&Snapshot| {
        earlier.version < from.version && earlier.article_digest == to.article_digest
    };
    let earlier = snapshots.iter().rfind(is_same_text)?;
    (old.extractor == new.extractor).then_some(earlier.version)
}

fn judge(old: &Article, new: &Article) -> Verdict {
    verdict::judge(&diff::articles(old, new), old, new)
}

/// What the publisher told of an edit, given the stamps seen before it; nothing of one without
/// substance, to which a stamp is no answer.
fn evidence(seen: &[Stamp], old: &Article, new: &Article) -> Vec<Evidence> {
    let has_notice = new.blocks.iter().any(|block| block.kind == BlockKind::Notice);
    if !has_notice && disclosure::stamped(seen, &new.stamps).is_empty() {
        return Vec::new();
    }
    let verdict = judge(old, new);
    match verdict.class {
        Class::None | Class::Cosmetic => Vec::new(),
        Class::Substantive => told_with(seen, new, &verdict),
    }
}

/// The stamps and notices that came with an edit of substance.
fn told_with(seen: &[Stamp], new: &Article, verdict: &Verdict) -> Vec<Evidence> {
    let notices = verdict.evidence.iter().filter(|evidence| evidence.kind == EvidenceKind::Notice);
    disclosure::stamped(seen, &new.stamps).into_iter().chain(notices.cloned()).collect()
}
