//! A story with two versions, for the tests of every format.

use crate::article::{Article, Block, BlockKind, ClaimedTime, Stamp, StampKind, StampSource};
use crate::blame::lineage::Lineage;
use crate::diff;
use crate::digest::Digest;
use crate::history::{Following, Snapshot, SnapshotId, State, Story, StoryId};
use crate::page::{Response, Validators};
use crate::render::blame::Sheet;
use crate::render::{Comparison, Side};
use crate::time::Time;
use crate::verdict;

fn at(text: &str) -> Time {
    Time::parse(text).expect("an RFC 3339 time")
}

pub fn story() -> Story {
    Story {
        id: StoryId(7),
        url: "https://news.example/bridge".into(),
        host: "news.example".into(),
        label: None,
        tags: Vec::new(),
        added_at: at("2026-05-01T09:00:00Z"),
        state: State::Live,
        following: Following::Active,
        quarantined: false,
        state_since: None,
        held: None,
        excused: Vec::new(),
        alternation: None,
        sighting: None,
        next_check_at: at("2026-05-01T09:00:00Z"),
        last_checked_at: None,
        last_read_at: None,
        validators: Validators::default(),
        failures: 0,
        not_found: 0,
        not_modified: 0,
        last_whole_at: None,
        quiet: 0,
        stamps: Vec::new(),
        last_page: None,
        verdict: None,
        latest: None,
    }
}

pub fn snapshot(version: u32, captured_at: &str, not_before: Option<&str>) -> Snapshot {
    let digest = Digest::of(b"");
    Snapshot {
        id: SnapshotId(i64::from(version)),
        story: StoryId(7),
        version,
        captured_at: at(captured_at),
        not_before: not_before.map(at),
        url: "https://news.example/bridge".into(),
        page_digest: digest,
        article_digest: digest,
        chain: digest,
        extractor: 1,
        has_standing_memory: true,
        response: Response::default(),
    }
}

fn stamp(kind: StampKind, time: &str, text: &str) -> Stamp {
    let at = ClaimedTime::parse(time).expect("a claimed time");
    Stamp { kind, at, source: StampSource::Visible, text: text.into(), relative: false }
}

pub fn article(headline: &str, paragraphs: &[&str], stamps: Vec<Stamp>) -> Article {
    let block = |text: &&str| Block::new(BlockKind::Paragraph, *text);
    Article {
        headline: Some(headline.into()),
        byline: vec!["Ann Lee".into()],
        blocks: paragraphs.iter().map(block).collect(),
        stamps,
        ..Article::default()
    }
}

pub fn first() -> Article {
    article(
        "Old bridge to close for 11 months",
        &[
            "The old harbour bridge will close to all traffic in May, the council said on Monday.",
            "Engineers found cracks in four of its nine piers last winter.",
            "\"We will not put a single driver at risk,\" said the mayor, Bo Ek.",
            "Ferries are to run every ten minutes between the two banks of the river.",
            "The work is paid for by the state, which owns the road.",
        ],
        vec![stamp(StampKind::Published, "2026-04-30", "30.04.2026")],
    )
}

pub fn update() -> Article {
    article(
        "Old bridge to close for 10 months",
        &[
            "Ferries are to run every ten minutes between the two banks of the river.",
            "The old harbour bridge will close to all traffic in May, the council said on Monday.",
            "Engineers found cracks in four of its nine piers last winter.",
            "\"We do not want to put a driver at risk,\" said the mayor, Bo Ek.",
            "The work is paid for by the state, which owns the road.",
            "Shop owners on the east bank fear for their trade.",
        ],
        vec![
            stamp(StampKind::Published, "2026-04-30", "30.04.2026"),
            stamp(StampKind::Updated, "2026-05-01", "Update : 01.05.2026"),
        ],
    )
}

/// Hands a comparison of two articles to a function.
pub fn compare<T>(old: &Article, new: &Article, read: impl Fn(&Comparison) -> T) -> T {
    let diff = diff::articles(old, new);
    let verdict = verdict::judge(&diff, old, new);
    let from = snapshot(1, "2026-04-30T10:00:00Z", None);
    let to = snapshot(2, "2026-05-01T14:17:31Z", Some("2026-05-01T14:02:10Z"));
    let side = |snapshot, article| Side { snapshot, article, extractor: 1 };
    let (from, to) = (side(&from, old), side(&to, new));
    let (diff, verdict) = (&diff, &verdict);
    let (between, overruled) = (&[], &[]);
    read(&Comparison { story: &story(), from, to, between, diff, verdict, overruled })
}

/// Hands the words of the newest of some versions to a function.
pub fn blamed<T>(versions: &[Article], read: impl Fn(&Sheet) -> T) -> T {
    let mut lineage = Lineage::default();
    let mut snapshots = Vec::new();
    for (version, article) in (1..).zip(versions) {
        lineage.follow(version, article.clone());
        let not_before = (version > 1).then_some("2026-05-01T09:00:00Z");
        snapshots.push(snapshot(version, &format!("2026-05-{version:02}T10:00:00Z"), not_before));
    }
    let (story, blame) = (story(), lineage.blame());
    let article = versions.last().expect("a version at least");
    read(&Sheet { story: &story, snapshots: &snapshots, article, blame: &blame })
}
