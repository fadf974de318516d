//! The history of a story as values: stories, checks, snapshots, readings, and the life cycle.

pub mod quarantine;
pub mod whereabouts;
pub mod variants;
pub mod life;
pub mod as_of;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::article::{Article, Stamp};
use crate::digest::Digest;
use crate::history::quarantine::{Held, Quarantine};
use crate::history::variants::Alternation;
use crate::history::whereabouts::{Sighting, Whereabouts};
use crate::memory::Memory;
use crate::page::{Page, Response, Validators};
use crate::time::Time;
use crate::verdict::Verdict;

/// A story's number: given once, never used again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StoryId(pub i64);

impl std::fmt::Display for StoryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A snapshot's row number in its store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SnapshotId(pub i64);

/// A story as it is followed: where it is, how it fares, when it was and will be looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Story {
    pub id: StoryId,
    /// The normalised URL, unique among stories.
    pub url: String,
    /// The authority that one connection at a time goes to: host, with a port where unusual.
    pub host: String,
    pub label: Option<String>,
    pub tags: Vec<String>,
    pub added_at: Time,
    pub state: State,
    /// Since when it is in that state; none where it has been so from the beginning.
    pub state_since: Option<Time>,
    pub following: Following,
    /// Whether the newest answers were held back as no article.
    pub quarantined: bool,
    /// What the newest page held back without an explanation reads: a version when a later look
    /// reads the same.
    pub held: Option<Held>,
    /// What a person has seen and let pass: evidence that holds no answer of this story back.
    pub excused: Vec<String>,
    /// Its texts taking turns; none while they do not.
    pub alternation: Option<Alternation>,
    /// The other address that its newest pages gave for it.
    pub sighting: Option<Sighting>,
    pub next_check_at: Time,
    pub last_checked_at: Option<Time>,
    /// The newest check that read the article, changed or not.
    pub last_read_at: Option<Time>,
    pub validators: Validators,
    /// Checks in a row that failed.
    pub failures: u32,
    /// Checks in a row that were answered 404.
    pub not_found: u32,
    /// Checks in a row that were answered "not modified"; an unconditional one sets it back.
    pub not_modified: u32,
    /// Checks since the newest logged one, which found nothing new.
    pub quiet: u32,
    /// When the page was last asked for that was sent whole, without "not modified".
    pub last_whole_at: Option<Time>,
    /// What the publisher's stamps said at the last read, relative ones left out.
    pub stamps: Vec<Stamp>,
    /// The digest of the last page read, whether or not it made a snapshot.
    pub last_page: Option<Digest>,
    /// The verdict from the first version to the latest; none with fewer than two versions.
    pub verdict: Option<Verdict>,
    /// The newest snapshot; none before the first.
    pub latest: Option<Latest>,
}

/// The newest snapshot of a story, and what a list shows of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Latest {
    pub snapshot: SnapshotId,
    pub version: u32,
    pub first_captured_at: Time,
    pub captured_at: Time,
    /// Of what its newest reading has.
    pub article_digest: Digest,
    pub page_digest: Digest,
    /// The extractor of its newest reading.
    pub extractor: u32,
    /// Whether that reading was made with the story's standing memory.
    pub has_standing_memory: bool,
    pub headline: Option<String>,
    pub published: Option<String>,
    pub updated: Option<String>,
}

/// Whether a story is looked at. However it stands, its versions are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Following {
    /// Looked at when it is due.
    Active,
    /// Not looked at for the time being.
    Paused,
    /// Not followed any more: not looked at, and not listed unless asked for.
    Untracked,
}

/// Where a story is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Followed, and answering or not looked at yet.
    Live,
    /// The server said 410, or has said 404 for two weeks.
    Gone,
    /// The server says 404, or leads to its home page or to another story.
    Missing,
    /// It has another URL now, as several checks in a row were told.
    Moved,
    /// The server refuses us: 401, 403, 451, a challenge, a log-in or robots.txt.
    Blocked,
    /// Only its beginning is shown, and the rest to those who pay.
    Paywalled,
    /// It answers again after it was gone, missing, blocked or behind a paywall.
    Restored,
}

/// A snapshot without its article: the article as it read at an instant, kept because it differs
/// from the one before.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    pub id: SnapshotId,
    pub story: StoryId,
    pub version: u32,
    pub captured_at: Time,
    /// The last check that still read the version before; none for the first version. The change
    /// came after it and not later than `captured_at`.
    pub not_before: Option<Time>,
    /// The URL that answered.
    pub url: String,
    pub page_digest: Digest,
    pub article_digest: Digest,
    pub chain: Digest,
    /// The extractor of its newest reading.
    pub extractor: u32,
    /// Whether that reading was made with the story's standing memory.
    pub has_standing_memory: bool,
    pub response: Response,
}

/// What extractor number `extractor` made of a page with what was known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub extractor: u32,
    pub memory: Memory,
    pub article: Article,
}

/// One attempt to look at a story and what came of it, to be recorded as one whole act.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    pub story: StoryId,
    /// When the page was asked for: what was read is known to have stood then, not later.
    pub asked_at: Time,
    /// When the check was done.
    pub at: Time,
    pub outcome: Outcome,
    /// Nobody may ask the host before.
    pub next_ok_at: Time,
    pub next_check_at: Time,
    pub state: State,
    /// What was told of the story's address.
    pub whereabouts: Whereabouts,
}

/// What came of a check. A site that is down is an outcome, not an error.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// The article differs from the newest snapshot, or is the first: it makes a snapshot.
    Changed(Box<Capture>),
    /// The server said that its page has not changed.
    NotModified(Box<Response>),
    /// The page was read and the article is the same.
    Unchanged(Box<SameArticle>),
    /// A page came that is no article, or may be none: kept with the evidence.
    Quarantined(Box<Quarantine>),
    Failed(Box<Failure>),
}

/// A page and what was read from it, with a memory that is the story's standing one from then on.
#[derive(Clone, Debug, PartialEq)]
pub struct Capture {
    pub page: Page,
    pub reading: Reading,
    /// The verdict from the first version to this one; none for the first.
    pub verdict: Option<Verdict>,
}

/// A page whose article is the same as the newest snapshot's.
#[derive(Clone, Debug, PartialEq)]
pub struct SameArticle {
    pub validators: Validators,
    pub page_digest: Digest,
    /// How long the server says that the page stays fresh.
    pub fresh_for: Option<TimeDelta>,
    /// The stamps that it shows now, relative ones left out.
    pub stamps: Vec<Stamp>,
    /// The page itself where its stamps moved, so that the claim can be shown; else none, and the
    /// stamps are taken over in silence.
    pub moved: Option<Page>,
    /// The memory with which the article is the same, where it is another than the story's standing
    /// one: it takes that one's place.
    pub memory: Option<Memory>,
    /// The version whose text this is, where it is not the newest's: texts take turns.
    pub shows: Option<u32>,
}

/// Why a check brought no article.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    pub kind: FailureKind,
    /// What was seen, in a sentence without a full stop: untrusted text, may hold a server's words.
    pub evidence: String,
    /// The response, where there was one.
    pub response: Option<Response>,
    /// The server's word on when to come back (Retry-After), which pauses the whole host.
    pub retry_at: Option<Time>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    Dns,
    Connect,
    Tls,
    Timeout,
    TooLarge,
    Truncated,
    Decode,
    Protocol,
    Redirect,
    BlockedAddress,
    Robots,
    Status,
    NotHtml,
    NoArticle,
}

/// The name of what came of a check, as it stands in logs and reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeName {
    Created,
    Changed,
    Unchanged,
    NotModified,
    Failed,
    Quarantined,
    /// The check was not made: another poller has the host, or the host is paused.
    Skipped,
    /// The story was followed before.
    Already,
}

/// Something that a check found beside its outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The publisher's stamps moved while the text stayed.
    StampMoved {
        from: Vec<String>,
        to: Vec<String>,
    },
    StateChanged {
        from: State,
        to: State,
    },
    /// The text is again what that version was.
    Returned {
        version: u32,
    },
    /// The text is again what that version was, as texts take turns: no version of its own.
    Alternated {
        version: u32,
        /// How often the texts have taken turns so since the newest version.
        times: u32,
    },
    /// What was held back as no article is over: an article came.
    QuarantineEnded,
    /// A person let pass what was held back.
    Released,
    /// The story has another URL from now on; the one that it had is an alias.
    Moved {
        from: String,
        to: String,
    },
    /// The story is known by another URL as well.
    AliasAdded {
        url: String,
    },
    /// The story's page gives the address of another story for its own.
    Linked {
        story: StoryId,
        url: String,
    },
    /// The host's pages hold no articles any more, as it seems.
    ArticlesStopped(Alarm),
}

/// A host whose pages held articles and hold none now, one after the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    pub host: String,
    /// Stories that were looked at since, none of which brought an article.
    pub stories: u32,
    /// The first check without an article after the last one that brought one.
    pub since: Time,
}

/// A row of the log: a check that brought something.
#[derive(Clone, Debug, PartialEq)]
pub struct LoggedCheck {
    pub at: Time,
    pub outcome: OutcomeName,
    pub http_status: Option<u16>,
    pub final_url: Option<String>,
    pub failure: Option<FailureKind>,
    pub evidence: Option<String>,
    pub page_digest: Option<Digest>,
    /// The version that it made.
    pub version: Option<u32>,
    /// The response and what was asked with; none where there was none, or it is damaged.
    pub response: Option<Response>,
    pub events: Vec<Event>,
    /// Checks between the logged one before and this, which found nothing new.
    pub quiet_before: u32,
}

impl LoggedCheck {
    /// Whether it found the publisher's stamps moved while the text stayed.
    pub fn found_stamps_moved(&self) -> bool {
        self.events.iter().any(|event| matches!(event, Event::StampMoved { .. }))
    }
}

impl OutcomeName {
    pub const ALL: [OutcomeName; 8] = [
        OutcomeName::Created,
        OutcomeName::Changed,
        OutcomeName::Unchanged,
        OutcomeName::NotModified,
        OutcomeName::Failed,
        OutcomeName::Quarantined,
        OutcomeName::Skipped,
        OutcomeName::Already,
    ];

    /// The name as data has it.
    pub fn as_str(self) -> &'static str {
        match self {
            OutcomeName::Created => "created",
            OutcomeName::Changed => "changed",
            OutcomeName::Unchanged => "unchanged",
            OutcomeName::NotModified => "not_modified",
            OutcomeName::Failed => "failed",
            OutcomeName::Quarantined => "quarantined",
            OutcomeName::Skipped => "skipped",
            OutcomeName::Already => "already",
        }
    }
}

impl Outcome {
    pub fn name(&self, first: bool) -> OutcomeName {
        match self {
            Outcome::Changed(_) if first => OutcomeName::Created,
            Outcome::Changed(_) => OutcomeName::Changed,
            Outcome::NotModified(_) => OutcomeName::NotModified,
            Outcome::Unchanged(_) => OutcomeName::Unchanged,
            Outcome::Quarantined(_) => OutcomeName::Quarantined,
            Outcome::Failed(_) => OutcomeName::Failed,
        }
    }

    /// The server's word on how long its page stays fresh.
    pub fn fresh_for(&self) -> Option<TimeDelta> {
        match self {
            Outcome::Changed(capture) => capture.page.response.fresh_for(),
            Outcome::NotModified(response) => response.fresh_for(),
            Outcome::Unchanged(same) => same.fresh_for,
            Outcome::Quarantined(_) | Outcome::Failed(_) => None,
        }
    }

    /// The article to be read once more before it is a version.
    pub fn held(&self) -> Option<Digest> {
        match self {
            Outcome::Quarantined(quarantine) => quarantine.cause.held(),
            Outcome::Changed(_)
            | Outcome::NotModified(_)
            | Outcome::Unchanged(_)
            | Outcome::Failed(_) => None,
        }
    }

    /// The server's word on when to come back.
    pub fn retry_at(&self) -> Option<Time> {
        match self {
            Outcome::Failed(failure) => failure.retry_at,
            Outcome::Changed(_)
            | Outcome::NotModified(_)
            | Outcome::Unchanged(_)
            | Outcome::Quarantined(_) => None,
        }
    }
}

impl Failure {
    /// A failure without a response.
    pub fn new(kind: FailureKind, evidence: impl Into<String>) -> Failure {
        Failure { kind, evidence: evidence.into(), response: None, retry_at: None }
    }

    /// The status of the answer, where there was one.
    pub fn status(&self) -> Option<u16> {
        self.response.as_ref().map(|response| response.status)
    }
}
