//! A story's correction ledger, put together from its versions: each neighbouring pair is compared
//! once, and what was corrected is then looked for in the versions before.

use std::collections::{BTreeMap, BTreeSet};

use crate::article::Article;
use crate::corrections::change::{self, Change, Wrong};
use crate::corrections::evidence::{Grounds, Link, Notice};
use crate::corrections::part::Part;
use crate::corrections::{
    Before, Explained, Known, Ledger, NOTICES_MAX, Seen, Since, Told, Unmentioned, kin, notices,
    words,
};
use crate::edits::{Edit, Edits};
use crate::error::Result;
use crate::history::{Snapshot, StoryId};
use crate::overruling::{Overruling, standing};
use crate::reading;
use crate::store::Store;
use crate::verdict::habits::Habits;
use crate::verdict::{Class, Reason, Verdict};

/// Changes of all a story's edits that are looked at; of the others, the newest, nothing is said.
const CHANGES_MAX: usize = 4096;

/// The ledger of a story over its newest edits, `edits::EDITS_MAX` at most.
pub fn ledger(store: &dyn Store, story: StoryId, snapshots: &[Snapshot]) -> Result<Ledger> {
    let mut history = History::default();
    if let [first, ..] = snapshots {
        history.take_notices(first, &reading::of(store, first)?.article);
    }
    Edits::of(store, story, snapshots)?.each(|edit| history.take(edit))?;
    let links = history.links();
    let explained: BTreeSet<usize> = links.iter().flatten().map(|link| link.change).collect();
    let since = history.since(store, snapshots, &explained)?;
    let said = store.overrulings(story)?;
    Ok(Ledger {
        notices: history.told(links, &since),
        unmentioned: history.unmentioned(&explained, &standing(&said)),
    })
}

/// What the versions of a story brought.
#[derive(Default)]
struct History {
    known: Known,
    /// What they speak of is not told yet.
    notices: Vec<Told>,
    /// In the order of the edits.
    changes: Vec<(u32, Change)>,
    edits: Vec<(Seen, Verdict)>,
    habits: Option<Habits>,
}

fn seen(snapshot: &Snapshot) -> Seen {
    let Snapshot { version, captured_at, not_before, .. } = *snapshot;
    Seen { version, captured_at, not_before }
}

impl History {
    fn take_notices(&mut self, snapshot: &Snapshot, article: &Article) {
        for text in notices(article) {
            if self.notices.len() < NOTICES_MAX && self.known.is_new(&text) {
                let told = Told { seen: seen(snapshot), text, explains: Vec::new() };
                self.notices.push(told);
            }
        }
    }

    fn take(&mut self, edit: &Edit) {
        self.take_notices(edit.to, edit.new);
        if edit.verdict.class != Class::Substantive {
            return;
        }
        let habits = Habits::of(edit.old, edit.new);
        self.habits = Some(habits);
        let changes = change::changes(edit.old, edit.new, &edit.verdict, habits);
        let room = CHANGES_MAX.saturating_sub(self.changes.len());
        let changes = changes.into_iter().take(room).map(|change| (edit.to.version, change));
        self.changes.extend(changes);
        self.edits.push((seen(edit.to), edit.verdict.clone()));
    }

    /// What each notice speaks of: what it shares words with, then what it describes, then what tells
    /// of these again.
    fn links(&self) -> Vec<Vec<Link>> {
        let Some(habits) = self.habits else { return vec![Vec::new(); self.notices.len()] };
        let of = |told: &Told| Notice::of(&told.text, told.seen.version, habits);
        let notices: Vec<Notice> = self.notices.iter().map(of).collect();
        let mut all: Vec<Vec<Link>> =
            notices.iter().map(|notice| notice.links(&self.changes)).collect();
        let mut explained: BTreeSet<usize> = all.iter().flatten().map(|it| it.change).collect();
        for (notice, links) in notices.iter().zip(&mut all) {
            links.extend(kin::described(notice, links, &self.changes, &explained));
            links.extend(kin::told_again(notice, links, &self.changes));
            // The headline in which the same was mended is told by the number in it.
            links.extend(kin::told_again(notice, links, &self.changes));
            links.sort_by_key(|link| link.change);
            explained.extend(links.iter().map(|link| link.change));
        }
        all
    }

    /// The first version, of those in a row before each of some changes, with what it took away.
    fn since(
        &self,
        store: &dyn Store,
        snapshots: &[Snapshot],
        changes: &BTreeSet<usize>,
    ) -> Result<BTreeMap<usize, Since>> {
        let Some(habits) = self.habits else { return Ok(BTreeMap::new()) };
        let wrong = |&at: &usize| {
            let (version, change) = &self.changes[at];
            Some((at, *version, change.wrong.as_ref()?))
        };
        let mut open: Vec<(usize, u32, &Wrong)> = changes.iter().filter_map(wrong).collect();
        let mut since: BTreeMap<usize, Since> = BTreeMap::new();
        for snapshot in snapshots.iter().rev() {
            if open.is_empty() {
                break;
            }
            if open.iter().all(|(_, version, _)| *version <= snapshot.version) {
                continue;
            }
            let article = reading::of(store, snapshot)?.article;
            let sentences = words::sentences_of(&article);
            open.retain(|&(at, version, wrong)| {
                let is_later = version <= snapshot.version;
                let stands = !is_later && wrong.stands_in(&sentences);
                if stands {
                    let first = Since { seen: seen(snapshot), before: Before::Unsure };
                    since.insert(at, first);
                } else if !is_later && !wrong.may_stand_in(&article, &sentences, habits) {
                    since.entry(at).and_modify(|first| first.before = Before::Otherwise);
                }
                is_later || stands
            });
        }
        Ok(since)
    }

    fn told(&self, links: Vec<Vec<Link>>, since: &BTreeMap<usize, Since>) -> Vec<Told> {
        let seen_of = |version: u32| self.edits.iter().find(|(seen, _)| seen.version == version);
        let explained = |link: Link| {
            let (version, change) = &self.changes[link.change];
            let (seen, _) = seen_of(*version)?;
            Some(Explained {
                seen: *seen,
                reason: change.reason.clone(),
                grounds: link.grounds,
                score: link.score,
                shared: link.shared,
                wrong: since.get(&link.change).copied().filter(|_| link.grounds == Grounds::Words),
            })
        };
        let is_mended = |link: &Link| link.part == Part::Mended;
        let told = |(told, links): (&Told, Vec<Link>)| Told {
            explains: links.into_iter().filter(is_mended).filter_map(explained).collect(),
            ..told.clone()
        };
        self.notices.iter().zip(links).map(told).collect()
    }

    /// The edits of substance as far as no notice speaks of them.
    fn unmentioned(
        &self,
        explained: &BTreeSet<usize>,
        overrulings: &[&Overruling],
    ) -> Vec<Unmentioned> {
        let of_edit = |version: u32| {
            let start = self.changes.partition_point(|(of, _)| *of < version);
            let end = self.changes.partition_point(|(of, _)| *of <= version);
            start..end
        };
        let unmentioned = |(seen, verdict): &(Seen, Verdict)| {
            let left = of_edit(seen.version).filter(|at| !explained.contains(at));
            let reasons: Vec<Reason> = left.map(|at| self.changes[at].1.reason.clone()).collect();
            let said = overrulings.iter().find(|it| it.version == seen.version);
            (!reasons.is_empty()).then(|| Unmentioned {
                seen: *seen,
                disclosure: verdict.disclosure,
                evidence: verdict.evidence.clone(),
                reasons,
                overruled: said.map(|&said| said.clone()),
            })
        };
        self.edits.iter().filter_map(unmentioned).collect()
    }
}
