//! A version's words as JSON, the contract of `blame --format json`.

use serde::Serialize;

use crate::article::BlockKind;
use crate::blame::lineage::{Brought, Credited};
use crate::diff::PartName;
use crate::history::{Snapshot, StoryId};
use crate::render::blame::Sheet;
use crate::render::data;
use crate::time::Time;

/// The sheet as a JSON object on indented lines.
pub fn json(sheet: &Sheet) -> String {
    let version = |snapshot: &Snapshot| Version {
        version: snapshot.version,
        captured_at: snapshot.captured_at,
        not_before: snapshot.not_before,
        words: sheet.blame.words.get(&snapshot.version).copied().unwrap_or(0),
    };
    data::indented(&Document {
        story: Story {
            id: sheet.story.id,
            url: &sheet.story.url,
            headline: sheet.article.headline.as_deref(),
        },
        version: sheet.snapshots.last().map(|snapshot| snapshot.version),
        versions: sheet.snapshots.iter().map(version).collect(),
        parts: sheet.blame.passages.iter().map(part).collect(),
    })
}

#[derive(Serialize)]
struct Document<'a> {
    story: Story<'a>,
    version: Option<u32>,
    versions: Vec<Version>,
    parts: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Story<'a> {
    id: StoryId,
    url: &'a str,
    headline: Option<&'a str>,
}

#[derive(Serialize)]
struct Version {
    version: u32,
    captured_at: Time,
    not_before: Option<Time>,
    words: u64,
}

#[derive(Serialize)]
struct Part<'a> {
    part: PartName,
    kind: Option<BlockKind>,
    spans: Vec<Span<'a>>,
}

#[derive(Serialize)]
struct Span<'a> {
    version: u32,
    text: &'a str,
}

fn part(passage: &Credited) -> Part<'_> {
    let spans =
        passage.spans.iter().map(|Brought { text, version }| Span { version: *version, text });
    Part { part: passage.part, kind: passage.kind, spans: spans.collect() }
}
