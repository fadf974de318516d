//! A comparison as JSON, the contract of `show --format json`.

use serde::Serialize;

use crate::article::StampKind;
use crate::diff::{Part, Stats};
use crate::history::StoryId;
use crate::overruling::{Judged, Overruling};
use crate::render::data;
use crate::render::stamp::{self, Record};
use crate::render::{Comparison, Side};
use crate::time::Time;

/// One comparison as a JSON object on indented lines.
pub fn json(comparison: &Comparison) -> String {
    data::indented(&document(comparison))
}

#[derive(Serialize)]
struct Document<'a> {
    story: Story<'a>,
    from: Version<'a>,
    to: Version<'a>,
    stats: Stats,
    verdict: Judged<'a>,
    parts: &'a [Part<'a>],
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
    Document {
        story: Story {
            id: comparison.story.id,
            url: &comparison.story.url,
            headline: comparison.to.article.headline.as_deref(),
        },
        from: version(&comparison.from),
        to: version(&comparison.to),
        stats: comparison.diff.stats,
        verdict: Judged {
            verdict: comparison.verdict,
            overruled: comparison.overruling().map(Overruling::record),
        },
        parts: &comparison.diff.parts,
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
