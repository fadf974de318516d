//! The versions of a story: which of them the user's words stand for, and each pair compared.

use std::cmp::Ordering;

use crate::cli::{archive, whole};
use crate::diff::{self, Action};
use crate::edits::{self, Edits};
use crate::error::{Error, Result};
use crate::history::{Snapshot, Story};
use crate::overruling::{self, Overruling};
use crate::reading::{self, Read};
use crate::render::{Comparison, Side};
use crate::store::Store;
use crate::time::Time;
use crate::verdict::{self, Class, Verdict};

/// What reads a version's number.
pub fn number() -> impl Fn(&str) -> std::result::Result<u32, String> + Clone + Send + Sync {
    whole::between(1..=9_999_999)
}

/// Where a comparison begins and ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// These versions, by default the first and the latest.
    Versions(Option<u32>, Option<u32>),
    /// From the version that stood at an instant to the latest.
    Since(Time),
    /// Across the publisher's newest update stamp.
    Update,
}

/// An earlier and a later version, as the user sees them.
pub type Pair<'a> = (&'a Snapshot, &'a Snapshot);

/// A story with all its versions.
pub struct Versions<'a> {
    pub store: &'a dyn Store,
    pub story: &'a Story,
    /// By version, v1 first.
    pub snapshots: &'a [Snapshot],
}

impl<'a> Versions<'a> {
    /// The two ends of a span.
    pub fn ends(&self, span: Span) -> Result<Pair<'a>> {
        let id = self.story.id;
        let (Some(first), Some(last)) = (self.snapshots.first(), self.snapshots.last()) else {
            let next = format!("`revdiff log {id}` tells what its checks brought");
            return Err(Error::not_found(format!("story {id} has no version yet; {next}")));
        };
        match span {
            Span::Versions(from, to) => {
                let from = archive::version(self.snapshots, from, |all| all.first())?;
                let to = archive::version(self.snapshots, to, |all| all.last())?;
                Ok((from.unwrap_or(first), to.unwrap_or(last)))
            }
            Span::Since(time) => {
                let stood = self.snapshots.iter().rfind(|snapshot| snapshot.captured_at <= time);
                Ok((stood.unwrap_or(first), last))
            }
            Span::Update => self.update(),
        }
    }

    /// The newest version that a later update stamp came with, and the one before it.
    fn update(&self) -> Result<Pair<'a>> {
        let edits = Edits::of(self.store, self.story.id, self.snapshots)?;
        if let Some(told) = edits.newest_stamped()? {
            return Ok(told);
        }
        let id = self.story.id;
        Err(Error::not_found(format!(
            "no version of story {id} came with a later update stamp; `revdiff show {id}` \
             compares the first with the latest, `revdiff log {id}` tells of stamps that moved \
             alone"
        )))
    }

    /// The pairs from one end to the other, each version beside its neighbour.
    pub fn each(&self, (from, to): Pair<'a>) -> Vec<Pair<'a>> {
        let (low, high) = (from.version.min(to.version), from.version.max(to.version));
        let is_within = |it: &&Snapshot| (low..=high).contains(&it.version);
        let within: Vec<&Snapshot> = self.snapshots.iter().filter(is_within).collect();
        let forth = within.windows(2).map(|pair| (pair[0], pair[1]));
        match from.version.cmp(&to.version) {
            Ordering::Less => forth.collect(),
            Ordering::Equal => vec![(from, to)],
            Ordering::Greater => forth.rev().map(|(old, new)| (new, old)).collect(),
        }
    }

    /// Hands the comparison of each pair to a function; whether any of them differs.
    pub fn compare(&self, pairs: &[Pair], mut see: impl FnMut(&Comparison)) -> Result<bool> {
        let mut differs = false;
        // A log that is damaged tells nothing, and the versions can be read all the same.
        let edits = Edits::of(self.store, self.story.id, self.snapshots).ok();
        let said = self.store.overrulings(self.story.id)?;
        let standing = overruling::standing(&said);
        for &(from, to) in pairs {
            let edits_between = from.version + 1..=to.version;
            let overruled: Vec<&Overruling> =
                standing.iter().copied().filter(|it| edits_between.contains(&it.version)).collect();
            let (old, new) = (reading::of(self.store, from)?, reading::of(self.store, to)?);
            let diff = diff::articles(&old.article, &new.article);
            let verdict = verdict::judge(&diff, &old.article, &new.article);
            differs |= diff.parts.iter().any(|part| part.action != Action::Kept);
            see(&Comparison {
                story: self.story,
                from: side(from, &old),
                to: side(to, &new),
                between: self.between(from, to),
                diff: &diff,
                verdict: &self.placed(verdict, edits.as_ref(), (from, &old), (to, &new)),
                overruled: &overruled,
            });
        }
        Ok(differs)
    }

    /// The versions from one to another, in whichever order, neither of them included.
    fn between(&self, from: &Snapshot, to: &Snapshot) -> &'a [Snapshot] {
        let (low, high) = (from.version.min(to.version), from.version.max(to.version));
        let start = self.snapshots.partition_point(|it| it.version <= low);
        let end = self.snapshots.partition_point(|it| it.version < high);
        &self.snapshots[start..end.max(start)]
    }

    /// The verdict with what the story's other versions and its log say: a look back, stamps that
    /// moved alone, or a text's return.
    fn placed(
        &self,
        verdict: Verdict,
        edits: Option<&Edits>,
        (from, old): (&Snapshot, &Read),
        (to, new): (&Snapshot, &Read),
    ) -> Verdict {
        if from.version > to.version {
            return verdict.looking_back();
        }
        let verdict = match (verdict.class, edits) {
            (Class::Substantive, Some(edits)) => told(verdict, edits, from, to),
            (Class::None | Class::Cosmetic | Class::Substantive, _) => verdict,
        };
        match edits::returned(self.snapshots, (from, old), (to, new)) {
            Some(version) if verdict.class == Class::Substantive => verdict.returning_to(version),
            Some(_) | None => verdict,
        }
    }
}

/// The verdict by what the publisher told with its edits; where a version between is damaged, by
/// the two ends alone.
fn told(verdict: Verdict, edits: &Edits, from: &Snapshot, to: &Snapshot) -> Verdict {
    match edits.told(from.version, to.version) {
        Ok(told) => verdict.told_by(told),
        Err(_) => verdict,
    }
}

fn side<'a>(snapshot: &'a Snapshot, read: &'a Read) -> Side<'a> {
    Side { snapshot, article: &read.article, extractor: read.extractor }
}
