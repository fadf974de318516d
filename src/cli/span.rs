//! Which versions of a story are compared: the pairs that the user's words stand for.

use crate::cli::archive;
use crate::error::{Error, Result};
use crate::history::{Snapshot, Story};
use crate::reading::Read;
use crate::time::Time;
use crate::verdict::disclosure;

/// Where a comparison begins and ends.
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

/// The two ends of a span among the snapshots of a story; `read` gives a version's article.
pub fn ends<'a>(
    span: &Span,
    story: &Story,
    snapshots: &'a [Snapshot],
    read: &dyn Fn(&Snapshot) -> Result<Read>,
) -> Result<Pair<'a>> {
    let (Some(first), Some(last)) = (snapshots.first(), snapshots.last()) else {
        let next = format!("`revdiff log {}` tells what its checks brought", story.id);
        return Err(Error::not_found(format!("story {} has no version yet; {next}", story.id)));
    };
    match *span {
        Span::Versions(from, to) => {
            let from = archive::version(snapshots, from, |all| all.first())?;
            let to = archive::version(snapshots, to, |all| all.last())?;
            Ok((from.unwrap_or(first), to.unwrap_or(last)))
        }
        Span::Since(time) => {
            let stood = snapshots.iter().rev().find(|snapshot| snapshot.captured_at <= time);
            Ok((stood.unwrap_or(first), last))
        }
        Span::Update => update(story, snapshots, read),
    }
}

/// The first version that bears the publisher's newest update stamp, with the one before it.
fn update<'a>(
    story: &Story,
    snapshots: &'a [Snapshot],
    read: &dyn Fn(&Snapshot) -> Result<Read>,
) -> Result<Pair<'a>> {
    let mut later: Option<(&Snapshot, Read)> = None;
    for snapshot in snapshots.iter().rev() {
        let earlier = read(snapshot)?;
        if let Some((bearer, bears)) = &later
            && disclosure::stamp_advanced(&earlier.article, &bears.article)
        {
            return Ok((snapshot, bearer));
        }
        later = Some((snapshot, earlier));
    }
    let next = format!(
        "`revdiff show {id}` compares the first version with the latest, and `revdiff log {id}` \
         tells of stamps that moved alone",
        id = story.id
    );
    Err(Error::not_found(format!(
        "no version of story {} after the first bears a later update stamp; {next}",
        story.id
    )))
}

/// The pairs from one end to the other, each version against its neighbour.
pub fn each<'a>((from, to): Pair<'a>, snapshots: &'a [Snapshot]) -> Vec<Pair<'a>> {
    let (low, high) = (from.version.min(to.version), from.version.max(to.version));
    let within: Vec<&Snapshot> =
        snapshots.iter().filter(|it| (low..=high).contains(&it.version)).collect();
    let mut pairs: Vec<Pair> = within.windows(2).map(|pair| (pair[0], pair[1])).collect();
    if from.version > to.version {
        pairs = pairs.into_iter().rev().map(|(old, new)| (new, old)).collect();
    }
    if pairs.is_empty() { vec![(from, to)] } else { pairs }
}
