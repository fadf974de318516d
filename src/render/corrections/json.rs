//! A correction ledger as JSON, the contract of `corrections --format json|jsonl`.

use chrono::TimeDelta;
use serde::Serialize;

use crate::corrections::evidence::Grounds;
use crate::corrections::{Explained, Seen, Told, Unmentioned};
use crate::history::StoryId;
use crate::overruling::{Overruling, Record};
use crate::render::corrections::Page;
use crate::render::data;
use crate::verdict::{Disclosure, Evidence, Reason};

/// The ledger of a story as a JSON object in one line.
pub fn line(page: &Page) -> String {
    data::line(&Document {
        story: Story { id: page.story.id, url: &page.story.url, headline: page.headline() },
        notices: page.ledger.notices.iter().map(notice).collect(),
        unmentioned: page.ledger.unmentioned.iter().map(unmentioned).collect(),
    })
}

#[derive(Serialize)]
struct Document<'a> {
    story: Story<'a>,
    notices: Vec<Notice<'a>>,
    unmentioned: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Story<'a> {
    id: StoryId,
    url: &'a str,
    headline: Option<&'a str>,
}

#[derive(Serialize)]
struct Notice<'a> {
    #[serde(flatten)]
    seen: Seen,
    text: &'a str,
    explains: Vec<Change<'a>>,
}

#[derive(Serialize)]
struct Change<'a> {
    #[serde(flatten)]
    seen: Seen,
    reason: &'a Reason,
    grounds: Grounds,
    score: u32,
    shared: &'a [String],
    stood: Option<Stood>,
}

#[derive(Serialize)]
struct Stood {
    since: Seen,
    at_least_seconds: i64,
    at_most_seconds: Option<i64>,
}

#[derive(Serialize)]
struct Edit<'a> {
    #[serde(flatten)]
    seen: Seen,
    disclosure: Disclosure,
    evidence: &'a [Evidence],
    reasons: &'a [Reason],
    overruled: Option<Record<'a>>,
}

fn notice(told: &Told) -> Notice<'_> {
    let Told { seen, text, explains } = told;
    Notice { seen: *seen, text, explains: explains.iter().map(change).collect() }
}

fn change(explained: &Explained) -> Change<'_> {
    let Explained { seen, reason, grounds, score, shared, wrong } = explained;
    let stood = wrong.zip(explained.stood()).map(|(since, stood)| Stood {
        since: since.seen,
        at_least_seconds: stood.at_least.num_seconds(),
        at_most_seconds: stood.at_most.map(|it| TimeDelta::num_seconds(&it)),
    });
    Change { seen: *seen, reason, grounds: *grounds, score: *score, shared, stood }
}

fn unmentioned(edit: &Unmentioned) -> Edit<'_> {
    let Unmentioned { seen, disclosure, evidence, reasons, overruled } = edit;
    let overruled = overruled.as_ref().map(Overruling::record);
    Edit { seen: *seen, disclosure: *disclosure, evidence, reasons, overruled }
}
