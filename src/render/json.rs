//! A comparison as JSON, the contract of `show --format json`.

use serde::Serialize;

use crate::article::StampKind;
use crate::diff::sentences::{SentenceAction, SentenceChange, Sentences, sentences};
use crate::diff::{Part, Stats};
use crate::history::StoryId;
use crate::render::data;
use crate::render::stamp::{self, Record};
use crate::render::{Comparison, Side};
use crate::time::Time;
use crate::verdict::Verdict;

/// One comparison as a JSON object on indented lines.
pub fn json(comparison: &Comparison) -> String {
    data::indented(&document(comparison))
}

#[derive(Serialize)]
struct Document<'a> {
    story: Story<'a>,
    from: Version<'a>,
    to: Version<'a>,
    stats: Counts,
    verdict: &'a Verdict,
    parts: &'a [Part<'a>],
    sentences: Vec<SentenceChange>,
}

/// The words of both sides by what became of them, and the sentences: those that were kept, and
/// the actions on the others.
#[derive(Serialize)]
struct Counts {
    #[serde(flatten)]
    words: Stats,
    sentences_kept: usize,
    sentences_edited: usize,
    sentences_added: usize,
    sentences_removed: usize,
    sentences_moved: usize,
    sentences_split: usize,
    sentences_merged: usize,
    sentences_cosmetic: usize,
}

impl Counts {
    fn of(words: Stats, sentences: &Sentences) -> Counts {
        let count = |action| sentences.changes.iter().filter(|it| it.action == action).count();
        Counts {
            words,
            sentences_kept: sentences.kept,
            sentences_edited: count(SentenceAction::Edit),
            sentences_added: count(SentenceAction::Addition),
            sentences_removed: count(SentenceAction::Deletion),
            sentences_moved: count(SentenceAction::Refactor),
            sentences_split: count(SentenceAction::Split),
            sentences_merged: count(SentenceAction::Merge),
            sentences_cosmetic: count(SentenceAction::Cosmetic),
        }
    }
}

#[derive(Serialize)]
struct Story<'a> {
    id: StoryId,
    url: &'a str,
    headline: Option<&'a str>,
}

#[derive(Serialize)]
struct Version<'a> {
    version: u32,
    captured_at: Time,
    not_before: Option<Time>,
    published: Option<String>,
    updated: Option<String>,
    stamps: Vec<Record<'a>>,
    extractor: u32,
}

fn document<'a>(comparison: &'a Comparison) -> Document<'a> {
    let sentences = sentences(&comparison.diff.parts);
    Document {
        story: Story {
            id: comparison.story.id,
            url: &comparison.story.url,
            headline: comparison.to.article.headline.as_deref(),
        },
        from: version(&comparison.from),
        to: version(&comparison.to),
        stats: Counts::of(comparison.diff.stats, &sentences),
        verdict: comparison.verdict,
        parts: &comparison.diff.parts,
        sentences: sentences.changes,
    }
}

fn version<'a>(side: &Side<'a>) -> Version<'a> {
    let claim = |kind| side.article.stamp(kind).map(|stamp| stamp.at.to_string());
    Version {
        version: side.snapshot.version,
        captured_at: side.snapshot.captured_at,
        not_before: side.snapshot.not_before,
        published: claim(StampKind::Published),
        updated: claim(StampKind::Updated),
        stamps: side.article.stamps.iter().map(stamp::record).collect(),
        extractor: side.extractor,
    }
}
