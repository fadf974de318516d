//! The schedules that are compared: ours, a fixed one, and those of two programs for the same work,
//! as their sources have them.

use revdiff::article::Article;
use revdiff::digest::Digest;
use revdiff::history::{
    Capture, Following, Latest, Outcome, Reading, SnapshotId, State, Story, StoryId,
};
use revdiff::memory::Memory;
use revdiff::page::{Page, Response, Validators};
use revdiff::schedule;
use revdiff::time::Time;

use crate::edits::{DAY, YEAR};
use crate::follow::{ROUND, Rule, Seen};

pub const ALL: [(&str, Rule); 4] = [
    ("revdiff", revdiff),
    ("every 15 minutes", |seen| seen.checked + 15),
    ("NewsDiffs", newsdiffs),
    ("diffengine", diffengine),
];

fn revdiff(seen: Seen) -> i64 {
    let at = |minute: i64| Time::from_millis(1_764_000_000_000 + minute * 60_000);
    let latest = Latest {
        snapshot: SnapshotId(1),
        version: seen.changes + 1,
        first_captured_at: at(0),
        captured_at: at(seen.changed),
        article_digest: Digest::of(b""),
        page_digest: Digest::of(b""),
        extractor: 1,
        has_standing_memory: true,
        headline: None,
        published: None,
        updated: None,
    };
    let story = Story {
        id: StoryId(seen.number as i64),
        url: String::new(),
        host: String::new(),
        label: None,
        tags: Vec::new(),
        added_at: at(0),
        state: State::Live,
        state_since: None,
        following: Following::Active,
        quarantined: false,
        held: None,
        excused: Vec::new(),
        alternation: None,
        sighting: None,
        next_check_at: at(0),
        last_checked_at: None,
        last_read_at: None,
        validators: Validators::default(),
        failures: 0,
        not_found: 0,
        not_modified: 0,
        quiet: 0,
        last_whole_at: None,
        stamps: Vec::new(),
        last_page: None,
        verdict: None,
        latest: Some(latest),
    };
    let outcome = match seen.changed == seen.checked {
        true => changed(),
        false => Outcome::NotModified(Box::default()),
    };
    let now = at(seen.checked);
    let wait = schedule::next_check(&story, &outcome, State::Live, now) - now;
    seen.checked + (wait.num_seconds() + 59) / 60
}

fn changed() -> Outcome {
    let page = Page { bytes: Vec::new(), response: Response::default() };
    let reading = Reading { extractor: 1, memory: Memory::default(), article: Article::default() };
    Outcome::Changed(Box::new(Capture { page, reading, verdict: None }))
}

/// By the time since the newest change; nothing after a year.
fn newsdiffs(seen: Seen) -> i64 {
    let delay = match seen.checked - seen.changed {
        ..180 => 15,
        180..DAY => 60,
        DAY..10_080 => 180,
        10_080..43_200 => 3 * DAY,
        43_200..518_400 => 30 * DAY,
        518_400.. => YEAR,
    };
    seen.checked + delay
}

/// In rounds of fifteen minutes: due when the time since the last check is a fifth of the time since
/// the story was found, both without their whole days.
fn diffengine(seen: Seen) -> i64 {
    let rounds = (seen.checked + 3 * ROUND..YEAR).step_by(3 * ROUND as usize);
    let is_stale = |now: &i64| {
        let (hotness, staleness) = (now % DAY, (now - seen.checked) % DAY);
        hotness == 0 || staleness * 5 >= hotness
    };
    rounds.into_iter().find(is_stale).unwrap_or(YEAR)
}
