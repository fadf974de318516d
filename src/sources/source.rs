//! A source as it is followed: where it is, what it is, how it fares, when it is looked at.

use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::history::{Failure, FailureKind, Following, StoryId};
use crate::page::Validators;
use crate::sources::address::Address;
use crate::sources::limits::{LeftOut, Limits};
use crate::sources::listing::Kind;
use crate::time::Time;

/// A source's number: given once, never used again. Stories are numbered apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub i64);

impl std::fmt::Display for SourceId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// How many sources may stand between a source and the one that a user named.
pub const DEPTH_MAX: u32 = 4;

#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub id: SourceId,
    /// The normalised URL, unique among sources.
    pub url: String,
    pub host: String,
    /// What it was at the last look that read it; none before the first.
    pub kind: Option<Kind>,
    pub title: Option<String>,
    /// The source that lists it; none where a user named it.
    pub parent: Option<SourceId>,
    /// How many sources stand between it and the one that a user named.
    pub depth: u32,
    pub label: Option<String>,
    /// What its stories are tagged with.
    pub tags: Vec<String>,
    pub limits: Limits,
    /// Active or untracked; its stories are followed in either case.
    pub following: Following,
    pub added_at: Time,
    pub next_check_at: Time,
    pub last_checked_at: Option<Time>,
    /// The newest look that it answered, changed or not.
    pub last_read_at: Option<Time>,
    /// The newest look at which it listed a story that it had not listed before.
    pub last_new_at: Option<Time>,
    pub validators: Validators,
    /// The digest of what was read last.
    pub last_page: Option<Digest>,
    /// Looks in a row that failed.
    pub failures: u32,
    /// Looks in a row that were answered "not modified".
    pub not_modified: u32,
    /// Why the newest look failed; none where it did not.
    pub failure: Option<FailureKind>,
    /// In words: untrusted text.
    pub evidence: Option<String>,
    /// Stories and sources that it listed at the last look that read it.
    pub listed: u32,
    pub left_out: LeftOut,
    /// What could not be used of it: untrusted text.
    pub defects: Vec<String>,
    /// Stories that it has ever listed and that were let through.
    pub stories: u32,
}

/// Looks in a row that may be answered "not modified" before one asks anew.
const NOT_MODIFIED_MAX: u32 = 11;

impl Source {
    /// What to send with the next request, so that the server may answer "not modified".
    pub fn validators_to_send(&self) -> Validators {
        match self.not_modified >= NOT_MODIFIED_MAX {
            true => Validators::default(),
            false => self.validators.clone(),
        }
    }
}

/// A source to be followed.
#[derive(Clone, Debug, PartialEq)]
pub struct NewSource {
    pub address: Address,
    pub label: Option<String>,
    pub tags: Vec<String>,
    /// None: those it has, or the default ones.
    pub limits: Option<Limits>,
}

/// A look at a source.
#[derive(Clone, Debug, PartialEq)]
pub struct SourceCheck {
    pub subject: Subject,
    pub at: Time,
    pub outcome: SourceOutcome,
    /// Nobody may ask the host before.
    pub next_ok_at: Time,
    pub next_check_at: Time,
    /// When the stories and sources that it brings are due.
    pub due_at: Time,
}

/// What was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    Source(SourceId),
    /// What was taken for a story, and is none: it is a source from then on.
    Story(StoryId),
}

/// What came of a look at a source.
#[derive(Clone, Debug, PartialEq)]
pub enum SourceOutcome {
    Read(Box<Intake>),
    /// The server sent the same bytes again.
    Same(Validators),
    /// The server said that nothing has changed.
    NotModified,
    Failed(Box<Failure>),
}

/// What a source lists, as far as it is followed.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    pub kind: Kind,
    pub title: Option<String>,
    pub validators: Validators,
    pub page: Digest,
    pub listed: u32,
    pub stories: Vec<Address>,
    /// Each with its title.
    pub sources: Vec<(Address, Option<String>)>,
    pub left_out: LeftOut,
    pub defects: Vec<String>,
}

/// What became of a look that was to be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SourceRecorded {
    Done(Brought),
    /// The claim was not the host's newest, or its lease had ended: nothing was recorded.
    Fenced,
    /// A source lists what was looked at as a story: it stays one, and nothing was recorded.
    Listed,
}

/// What a look at a source brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    pub source: SourceId,
    /// Stories that are followed from now on.
    pub stories: Vec<StoryId>,
    /// Stories that it lists for the first time and that were followed, or untracked, before.
    pub known: u32,
    /// Sources that are followed from now on.
    pub sources: Vec<SourceId>,
}

impl Brought {
    pub fn nothing(source: SourceId) -> Brought {
        Brought { source, stories: Vec::new(), known: 0, sources: Vec::new() }
    }
}
