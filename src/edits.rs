//! The edits of a story, and which of them the publisher stamped: a stamp that moved alone came with
//! none of them.

use std::collections::HashMap;

use crate::article::Stamp;
use crate::error::Result;
use crate::extract::{Context, extract};
use crate::history::{LoggedCheck, Snapshot, StoryId};
use crate::reading::{self, Read};
use crate::store::Store;
use crate::verdict::Evidence;
use crate::verdict::disclosure;

/// Edits that are looked at one by one; all that are older are taken as one.
const EDITS_MAX: usize = 256;

/// The versions of a story, and what was seen of their stamps between them.
pub struct Edits<'a> {
    store: &'a dyn Store,
    /// First version first.
    snapshots: &'a [Snapshot],
    /// By version, the newest check that found its stamps moved while its text stayed.
    restamped: HashMap<u32, LoggedCheck>,
}

/// An edit that stamps came with.
pub struct Stamped<'a> {
    pub from: &'a Snapshot,
    pub to: &'a Snapshot,
    pub stamps: Vec<Evidence>,
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

    /// The newest edit from one version to another, versions between taken in turn, that stamps came
    /// with.
    pub fn newest_stamped(&self, from: u32, to: u32) -> Result<Option<Stamped<'a>>> {
        let is_within = |it: &&Snapshot| (from..=to).contains(&it.version);
        let within: Vec<&Snapshot> = self.snapshots.iter().filter(is_within).collect();
        let newest = within.len().saturating_sub(EDITS_MAX).max(1);
        let steps = within.iter().take(1).chain(within.iter().skip(newest));
        let mut later: Option<(&Snapshot, Read)> = None;
        for &snapshot in steps.rev() {
            let read = reading::of(self.store, snapshot)?;
            if let Some((to, bears)) = &later {
                let stamps = self.stamps(snapshot, &read, &bears.article.stamps);
                if !stamps.is_empty() {
                    return Ok(Some(Stamped { from: snapshot, to, stamps }));
                }
            }
            later = Some((snapshot, read));
        }
        Ok(None)
    }

    /// The stamps that came with an edit of the latest version, given all that the page then bore.
    pub fn newest_stamps(&self, borne: &[Stamp]) -> Result<Vec<Evidence>> {
        let Some(latest) = self.snapshots.last() else { return Ok(Vec::new()) };
        Ok(self.stamps(latest, &reading::of(self.store, latest)?, borne))
    }

    /// Of the stamps that the next version bore, those that came with it.
    fn stamps(&self, snapshot: &Snapshot, read: &Read, borne: &[Stamp]) -> Vec<Evidence> {
        // A page without update stamps is not worth reading the one before for.
        if disclosure::stamped(&[], borne).is_empty() {
            return Vec::new();
        }
        let moved = self.restamped.get(&snapshot.version).and_then(|check| self.moved(check));
        disclosure::stamped(moved.as_ref().unwrap_or(&read.article.stamps), borne)
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
