//! The versions in the store beside what the site truly served.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use chrono::TimeDelta;
use revdiff::article::Article;
use revdiff::history::{Snapshot, StoryId};
use revdiff::reading;
use revdiff::store::Store;
use revdiff::store::sqlite::SqliteStore;
use revdiff::text::normal;
use revdiff::time::Time;

use crate::ledger::{Ledger, What};
use crate::site::{Site, began, moment};
use crate::story::{Edit, Text};
use crate::trouble::Trouble;

/// What was found, missed and made up.
#[derive(Default)]
pub struct Judgement {
    pub found: u64,
    /// Found, but not at the first look that showed it.
    pub late: u64,
    pub false_versions: u64,
    /// Versions that read as the site's text does, to the letter.
    pub exact: u64,
    /// By the kind of edit, and what stood in its way.
    pub misses: BTreeMap<String, u64>,
    /// By what was served then.
    pub falsities: BTreeMap<String, u64>,
    /// Stories whose first version is none, or no version at all though one was served.
    pub wrong_firsts: u64,
    pub missing_firsts: u64,
    /// A line for each miss and false version: its kind, the story, the round.
    pub cases: Vec<(String, String)>,
}

impl Judgement {
    pub fn missed(&self) -> u64 {
        self.misses.values().sum()
    }

    pub fn recall(&self) -> f64 {
        share(self.found, self.found + self.missed())
    }

    pub fn precision(&self) -> f64 {
        share(self.found, self.found + self.false_versions)
    }
}

fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Compares all stories.
pub fn judge(site: &Site, ledger: &Ledger, store: &Path) -> Result<Judgement, Box<dyn Error>> {
    let store = SqliteStore::open_existing(store)?;
    let mut judgement = Judgement::default();
    for story in 0..site.stories.len() {
        let id = store.story_at(&site.url(story))?.ok_or("a story is not in the store")?;
        let versions = versions(&store, id)?;
        Trial { site, ledger, story, judgement: &mut judgement }.run(&versions);
    }
    Ok(judgement)
}

/// A version: in which round it was made, and what it reads.
struct Version {
    round: usize,
    article: Article,
}

fn versions(store: &SqliteStore, id: StoryId) -> Result<Vec<Version>, Box<dyn Error>> {
    let of = |snapshot: Snapshot| -> Result<Version, Box<dyn Error>> {
        let article = reading::of(store, &snapshot)?.article;
        Ok(Version { round: round_of(snapshot.captured_at), article })
    };
    store.snapshots(id)?.into_iter().map(of).collect()
}

fn round_of(at: Time) -> usize {
    let minutes = (at - began()).num_minutes();
    usize::try_from(minutes / 10).unwrap_or(0)
}

/// One story's versions beside its truth.
struct Trial<'a> {
    site: &'a Site,
    ledger: &'a Ledger,
    story: usize,
    judgement: &'a mut Judgement,
}

/// What a perfect poller would have by now.
struct Kept {
    texts: Vec<usize>,
    shown: usize,
    shown_at: Time,
}

/// A text that was served and is not in the store.
struct Due {
    text: usize,
    round: usize,
    edit: String,
}

/// Texts that take turns within this time fold, from the fourth on.
const SHORT: TimeDelta = TimeDelta::hours(6);

impl Trial<'_> {
    fn run(&mut self, versions: &[Version]) {
        let rounds = self.site.stories[self.story].steps.len();
        let mut kept: Option<Kept> = None;
        let mut due: Option<Due> = None;
        for round in 0..rounds {
            let made = versions.iter().find(|version| version.round == round);
            let served = self.served(round, made);
            match (&mut kept, served, made) {
                (None, Some(text), Some(made)) => {
                    self.first(text, made);
                    kept = Some(Kept { texts: vec![text], shown: text, shown_at: moment(round) });
                }
                (None, Some(_), None) => {
                    self.judgement.missing_firsts += u64::from(round + 1 == rounds)
                }
                (None, None, Some(_)) => {
                    self.judgement.wrong_firsts += 1;
                    self.note(round, format!("first version: {}", self.what(round)));
                    kept = Some(Kept {
                        texts: Vec::new(),
                        shown: usize::MAX,
                        shown_at: moment(round),
                    });
                }
                (None, None, None) => {}
                (Some(kept), served, made) => self.step(kept, &mut due, round, served, made),
            }
        }
        if let Some(due) = due {
            self.miss(due);
        }
    }

    fn step(
        &mut self,
        kept: &mut Kept,
        due: &mut Option<Due>,
        round: usize,
        served: Option<usize>,
        made: Option<&Version>,
    ) {
        if let Some(text) = served {
            if kept.folds(text, moment(round)) {
                *due = None;
                (kept.shown, kept.shown_at) = (text, moment(round));
            } else if text == kept.shown {
                // What was due has been taken back before it was found.
                due.take().into_iter().for_each(|due| self.miss(due));
            } else if due.as_ref().is_none_or(|due| due.text != text) {
                due.take().into_iter().for_each(|due| self.miss(due));
                *due = Some(Due { text, round, edit: self.edit(round, text) });
            }
        }
        let Some(made) = made else { return };
        match due.take() {
            Some(due) if served == Some(due.text) && self.reads(made, due.text, kept.shown) => {
                self.judgement.found += 1;
                self.judgement.late += u64::from(due.round != round);
                self.judgement.exact += u64::from(self.is_exact(made, due.text));
                kept.texts.push(due.text);
                (kept.shown, kept.shown_at) = (due.text, moment(round));
            }
            other => {
                *due = other;
                self.judgement.false_versions += 1;
                let kind = self.what(round);
                *self.judgement.falsities.entry(kind.clone()).or_default() += 1;
                self.note(round, format!("false: {kind}"));
            }
        }
    }

    fn first(&mut self, text: usize, made: &Version) {
        let headline = &self.site.stories[self.story].texts[text].headline;
        let is_right = made.article.headline.as_deref().is_some_and(|it| alike(it, headline));
        self.judgement.wrong_firsts += u64::from(!is_right);
    }

    /// The text that was served whole in a round. A page in the wrong charset counts where it was
    /// read all the same.
    fn served(&self, round: usize, made: Option<&Version>) -> Option<usize> {
        let text = self.site.stories[self.story].steps[round].text;
        match self.ledger.of_round(self.story, round)? {
            What::Whole(text) => Some(text),
            What::Instead(Trouble::WrongCharset)
                if made.is_some_and(|it| self.is_exact(it, text)) =>
            {
                Some(text)
            }
            What::Instead(_) | What::NotModified | What::Frozen => None,
        }
    }

    /// Whether a version has what a text has and the one before had not, and lacks what went.
    fn reads(&self, version: &Version, text: usize, before: usize) -> bool {
        let texts = &self.site.stories[self.story].texts;
        let read = normal::form(&version.article.whole_text());
        let has = |part: &str| read.contains(&normal::form(part));
        let new = parts(&texts[text]);
        let old = texts.get(before).map(parts).unwrap_or_default();
        let come = new.iter().filter(|part| !old.contains(part));
        let gone = old.iter().filter(|part| !new.iter().any(|it| it.contains(*part)));
        come.into_iter().all(|part| has(part)) && gone.into_iter().all(|part| !has(part))
    }

    fn is_exact(&self, version: &Version, text: usize) -> bool {
        let text = &self.site.stories[self.story].texts[text];
        let body: Vec<&str> =
            text.paragraphs.iter().chain(&text.note).map(String::as_str).collect();
        let article = &version.article;
        article.headline.as_deref().is_some_and(|it| alike(it, &text.headline))
            && alike(&article.body(), &body.join("\n\n"))
    }

    fn edit(&self, round: usize, text: usize) -> String {
        let steps = &self.site.stories[self.story].steps[..=round];
        let step = steps.iter().rev().find(|step| step.text == text && step.edit.is_some());
        step.and_then(|step| step.edit).map_or("an older text", Edit::name).to_owned()
    }

    /// What was answered in a round, in words.
    fn what(&self, round: usize) -> String {
        let layout = self.site.hosts[self.site.stories[self.story].host].design.layout;
        match self.ledger.of_round(self.story, round) {
            None => "nothing was asked".to_owned(),
            Some(What::Whole(_)) => format!("furniture, layout {layout}"),
            Some(What::NotModified | What::Frozen) => "304".to_owned(),
            Some(What::Instead(trouble)) => trouble.name(),
        }
    }

    fn miss(&mut self, due: Due) {
        let layout = self.site.hosts[self.site.stories[self.story].host].design.layout;
        let kind = format!("{}, layout {layout}", due.edit);
        *self.judgement.misses.entry(kind.clone()).or_default() += 1;
        self.note(due.round, format!("missed: {kind}"));
    }

    fn note(&mut self, round: usize, kind: String) {
        let case = format!("story {} round {round} {}", self.story, self.site.url(self.story));
        self.judgement.cases.push((kind, case));
    }
}

impl Kept {
    fn folds(&self, text: usize, now: Time) -> bool {
        let Some((newest, earlier)) = self.texts.split_last() else { return false };
        let has_returned = earlier.contains(newest);
        text != self.shown
            && has_returned
            && self.texts.contains(&text)
            && now - self.shown_at <= SHORT
    }
}

/// Headline, standfirst, paragraphs and note.
fn parts(text: &Text) -> Vec<&str> {
    let paragraphs = text.paragraphs.iter().map(String::as_str);
    [text.headline.as_str(), text.dek.as_str()]
        .into_iter()
        .chain(paragraphs)
        .chain(text.note.as_deref())
        .collect()
}

fn alike(one: &str, other: &str) -> bool {
    normal::form(one) == normal::form(other)
}
