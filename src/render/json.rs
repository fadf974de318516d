//! A comparison as JSON, the contract of `show --format json` and `diff --format json`.

use serde::Serialize;

use crate::article::{Article, StampKind};
use crate::diff::sentences::{SentenceAction, SentenceChange, Sentences, sentences};
use crate::diff::{ArticleDiff, Part, Stats};
use crate::history::StoryId;
use crate::overruling::{Judged, Overruling};
use crate::render::data;
use crate::render::stamp::{self, Record};
use crate::render::{Comparison, Side};
use crate::time::Time;
use crate::verdict::Verdict;

/// One comparison as a JSON object on indented lines.
pub fn json(comparison: &Comparison) -> String {
    let story = Story {
        id: comparison.story.id,
        url: &comparison.story.url,
        headline: comparison.to.article.headline.as_deref(),
    };
    let sides = [&comparison.from, &comparison.to].map(version);
    let overruled = comparison.overruling().map(Overruling::record);
    let verdict = Judged { verdict: comparison.verdict, overruled };
    data::indented(&document(Some(story), sides, comparison.diff, verdict))
}

/// Two files with the articles in them.
pub struct Files<'a> {
    pub names: [&'a str; 2],
    pub articles: [&'a Article; 2],
    /// None where they are texts, which no extractor read.
    pub extractor: Option<u32>,
    pub diff: &'a ArticleDiff<'a>,
    pub verdict: &'a Verdict,
}

/// The comparison of two files in the same shape; what only a story has is null.
pub fn files(files: &Files) -> String {
    let side = |index: usize| {
        let bare = Version { extractor: files.extractor, ..stamped(files.articles[index]) };
        Version { file: Some(files.names[index]), ..bare }
    };
    let verdict = Judged { verdict: files.verdict, overruled: None };
    data::indented(&document(None, [side(0), side(1)], files.diff, verdict))
}

#[derive(Serialize)]
struct Document<'a> {
    story: Option<Story<'a>>,
    from: Version<'a>,
    to: Version<'a>,
    stats: Counts,
    verdict: Judged<'a>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    version: Option<u32>,
    captured_at: Option<Time>,
    not_before: Option<Time>,
    published: Option<String>,
    updated: Option<String>,
    stamps: Vec<Record<'a>>,
    extractor: Option<u32>,
}

fn document<'a>(
    story: Option<Story<'a>>,
    [from, to]: [Version<'a>; 2],
    diff: &'a ArticleDiff<'a>,
    verdict: Judged<'a>,
) -> Document<'a> {
    let sentences = sentences(&diff.parts);
    Document {
        story,
        from,
        to,
        stats: Counts::of(diff.stats, &sentences),
        verdict,
        parts: &diff.parts,
        sentences: sentences.changes,
    }
}

fn version<'a>(side: &Side<'a>) -> Version<'a> {
    Version {
        version: Some(side.snapshot.version),
        captured_at: Some(side.snapshot.captured_at),
        not_before: side.snapshot.not_before,
        extractor: Some(side.extractor),
        ..stamped(side.article)
    }
}

/// A version of which only that is known which the article says.
fn stamped(article: &Article) -> Version<'_> {
    let claim = |kind| article.stamp(kind).map(|stamp| stamp.at.to_string());
    Version {
        file: None,
        version: None,
        captured_at: None,
        not_before: None,
        published: claim(StampKind::Published),
        updated: claim(StampKind::Updated),
        stamps: article.stamps.iter().map(stamp::record).collect(),
        extractor: None,
    }
}
