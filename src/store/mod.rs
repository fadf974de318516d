//! The store: whole acts on stories, checks and snapshots, behind one trait.
//!
//! Each method of [`Store`] is one act that is done wholly or not at all; what it reports as done
//! is on the disk. No SQL, row or transaction crosses the trait.

pub mod chain;
pub mod listed;
pub mod pack;
pub mod sqlite;

use std::collections::BTreeSet;

use chrono::TimeDelta;
use serde::Serialize;

use crate::article::Article;
use crate::digest::Digest;
use crate::error::Result;
use crate::history::{
    Alarm, Capture, Check, Event, Following, LoggedCheck, OutcomeName, Reading, Snapshot,
    SnapshotId, Story, StoryId,
};
use crate::memory::{Mark, Memory};
use crate::overruling::Overruling;
use crate::page::Page;
use crate::sources::limits::Limits;
use crate::sources::source::{NewSource, Source, SourceCheck, SourceId, SourceRecorded, Subject};
use crate::store::listed::Listed;
use crate::time::Time;
use crate::verdict::Verdict;

/// An archive of stories.
pub trait Store: Send + Sync {
    /// Follows stories, one answer for each in the same order. One that is there already, under that
    /// URL or an alias, gets the label given now, where one is, and the tags that it lacks.
    ///
    /// One that was untracked is taken up again: due now, its versions going on where they ended.
    fn track(&self, stories: &[NewStory], now: Time) -> Result<Vec<Tracked>>;

    /// Follows sources that are known to be such, one answer for each in the same order. One that is
    /// there already is due now, and gets the limits and the label given now, where there are any,
    /// and the tags that it lacks; one that was untracked is taken up again.
    fn add_sources(&self, sources: &[NewSource], now: Time) -> Result<Vec<Tracked>>;

    /// Claims hosts as [`Store::claim`] does, for the sources in the scope.
    fn claim_sources(&self, request: &ClaimRequest<Scope<SourceId>>) -> Result<Vec<SourceClaim>>;

    /// Records a look at a source with all that it brought, under a claim as [`Store::record`] does:
    /// stories and sources that are new are followed, and due at the instant that the check says.
    ///
    /// A story that was untracked stays so. What was looked at as a story becomes a source, and the
    /// story is no more, unless it has versions or a source listed it.
    fn record_source(
        &self,
        claim: &Claim,
        check: &SourceCheck,
        lease: TimeDelta,
    ) -> Result<SourceRecorded>;

    /// Notes under a claim that something could not be asked for at `at`, because another host on the
    /// way is left alone until then: it is due then, and has not failed. False, and nothing done,
    /// where the claim stands no more.
    fn postpone(&self, claim: &Claim, subject: Subject, at: Time, until: Time) -> Result<bool>;

    /// The limits that a URL was given when it was tracked, for the case that it is a source; the
    /// default ones where it was given none.
    fn limits_given(&self, story: StoryId) -> Result<Limits>;

    /// All sources, by number.
    fn sources(&self) -> Result<Vec<Source>>;

    /// The sources that have ever listed a story.
    fn sources_of(&self, story: StoryId) -> Result<Vec<SourceId>>;

    /// Follows sources no longer, with all that they list as sources; the stories stay followed. All
    /// that are followed no longer because of it. An unknown number is an error of kind `NotFound`.
    fn untrack_sources(&self, sources: &[SourceId]) -> Result<Vec<SourceId>>;

    /// Changes whether stories are looked at, all of them or none; how each stood before. No version
    /// is touched. A story of an unknown number is an error of kind `NotFound`.
    fn set_following(&self, stories: &[StoryId], following: Following) -> Result<Vec<Following>>;

    /// Adds tags to a story and takes tags away; all its tags now, in the order in which they came.
    fn retag(&self, story: StoryId, change: &TagChange) -> Result<Vec<String>>;

    /// Claims hosts that have stories in the scope, for this poller alone until the lease ends.
    ///
    /// A host is claimed with a fencing number higher than any before. Hosts that another poller
    /// holds, or that are paused beyond `now + patience`, are left out.
    fn claim(&self, request: &ClaimRequest) -> Result<Vec<HostClaim>>;

    /// Records checks, in order and in one transaction; a check whose claim is no longer the
    /// host's newest, or whose lease has ended, records nothing and answers [`Recorded::Fenced`].
    /// Each recorded check moves the lease of its claim to `at + lease`. Each check, recorded or
    /// not, keeps its host from being asked before its `next_ok_at` and the server's `retry_at`.
    fn record(&self, checks: &[(Claim, Check)], lease: TimeDelta) -> Result<Vec<Recorded>>;

    /// The page that is held back of a story as no article, or as one in doubt; none where the
    /// newest answer was a good one.
    fn held_back(&self, story: StoryId) -> Result<Option<HeldBack>>;

    /// Makes a page that is held back the story's newest version, and lets pass what was held
    /// against it from then on; the newest version now. None, and nothing done, where that page is
    /// no longer what is held back.
    fn let_pass(&self, story: StoryId, passed: &Passed) -> Result<Option<u32>>;

    /// Gives a claimed host back; nobody may ask it before `next_ok_at`. Does nothing where the
    /// claim is no longer the host's newest, except that a later `next_ok_at` is always kept.
    fn release(&self, claim: &Claim, next_ok_at: Time) -> Result<()>;

    /// Gives back the hosts whose claimers, as they named themselves, are dead: a claim need not
    /// outlast its poller. What the dead still send is fenced.
    fn free_hosts(&self, now: Time, is_dead: fn(&str) -> bool) -> Result<()>;

    /// Makes due at `now` all stories and sources that were checked clearly after it, which a clock
    /// that was ahead has done, and takes back pauses and leases that are longer than any; how many
    /// stories were.
    fn bring_back(&self, now: Time) -> Result<usize>;

    /// Notes that a round starts, and what its requests ask with, where that is not what the newest
    /// round before asked with; the round's number.
    fn begin_round(&self, started_at: Time, asked: &[(String, String)]) -> Result<RoundId>;

    /// Notes that a round has ended.
    fn end_round(&self, round: RoundId, ended_at: Time) -> Result<()>;

    /// When the newest rounds started, `limit` at most, the newest first.
    fn rounds(&self, limit: u32) -> Result<Vec<Time>>;

    /// Lets nobody ask a host before an instant, whether or not it has stories; an instant later
    /// than that is kept.
    fn pause_host(&self, host: &str, until: Time) -> Result<()>;

    /// When a host may be asked next; none where nothing is known of it.
    fn next_ok_at(&self, host: &str) -> Result<Option<Time>>;

    /// Stories in the scope that could not be claimed, with the reason, `limit` at most.
    fn waiting(&self, scope: &Scope, now: Time, limit: u32) -> Result<Vec<Waiting>>;

    /// Keeps a host's robots.txt as it was answered.
    fn keep_robots(&self, host: &str, robots: &KeptRobots) -> Result<()>;

    fn robots(&self, host: &str) -> Result<Option<KeptRobots>>;

    /// Adds what another extractor, or the same with another memory, made of a snapshot's page, and
    /// so the newest reading of it; the readings before it stay.
    fn add_reading(&self, snapshot: SnapshotId, reading: &Reading) -> Result<()>;

    /// Puts new verdicts in the place of old ones, in one transaction; whether each was put there. A
    /// verdict on a version that is no longer its story's newest is not: that one was judged since.
    fn rejudge(&self, verdicts: &[Rejudged]) -> Result<Vec<bool>>;

    /// Adds what a person said of the verdict on an edit; what was said before stays. A version that
    /// the story has not, or its first, which no edit made, is an error of kind `NotFound`.
    fn overrule(&self, story: StoryId, overruling: &Overruling) -> Result<()>;

    /// All that people said of the verdicts on a story's edits, in the order in which they did.
    fn overrulings(&self, story: StoryId) -> Result<Vec<Overruling>>;

    /// Shows all stories, by number, as a list has them. No other act of the store may be called
    /// from within.
    fn each_story(&self, see: &mut dyn FnMut(&Listed)) -> Result<()>;

    /// The story of that number; an error of kind `NotFound` where there is none.
    fn story(&self, id: StoryId) -> Result<Story>;

    /// The story whose URL, or whose alias, is exactly that.
    fn story_at(&self, url: &str) -> Result<Option<StoryId>>;

    /// The snapshots of a story, first version first. A response that is damaged is left empty, with
    /// the status 0: the article beside it may be readable all the same.
    fn snapshots(&self, story: StoryId) -> Result<Vec<Snapshot>>;

    /// The logged checks of a story, in time order.
    fn checks(&self, story: StoryId) -> Result<Vec<LoggedCheck>>;

    /// What an extractor read in a snapshot, with the newest memory that it had; none where that
    /// extractor did not read it.
    fn article(&self, snapshot: SnapshotId, extractor: u32) -> Result<Option<Article>>;

    /// The story's standing memory, with which its pages are read: that of the newest recorded
    /// check that made a version or brought another memory. None before the first.
    fn memory(&self, story: StoryId) -> Result<Option<Memory>>;

    /// The texts that stand word for word in several stories of a host, going by the newest reading
    /// of the newest version of its newest stories.
    fn repeated(&self, host: &str) -> Result<BTreeSet<Mark>>;

    /// The hosts whose pages hold no articles any more, those that were not told of yet.
    fn alarms(&self) -> Result<Vec<Alarm>>;

    /// Notes that these alarms were told of. Each is told again only after its host has recovered.
    fn tell_alarms(&self, told: &[Alarm]) -> Result<()>;

    /// The bytes of a page, checked against their digest.
    fn page(&self, digest: &Digest) -> Result<Option<Vec<u8>>>;

    /// Checks every digest and chain, of one story or of all, and the database itself.
    fn verify(&self, story: Option<StoryId>) -> Result<Verification>;
}

/// A story to be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStory {
    pub url: String,
    pub host: String,
    pub label: Option<String>,
    pub tags: Vec<String>,
    /// What is followed of it, should it turn out to be a source; none: by the default limits.
    pub limits: Option<Limits>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tracked {
    Added(StoryId),
    Already(StoryId),
    /// It was untracked, and is followed from now on.
    Again(StoryId),
    /// It is a source, due now, whether or not it was one before.
    Source(SourceId),
}

/// A page that is held back.
#[derive(Clone, Debug, PartialEq)]
pub struct HeldBack {
    /// When it came.
    pub at: Time,
    pub page: Page,
    pub evidence: String,
}

/// A page that was held back and that a person lets pass.
#[derive(Clone, Debug, PartialEq)]
pub struct Passed {
    pub at: Time,
    /// When the page came that is released: its version is dated so.
    pub held_at: Time,
    /// What was held against it, which holds back no answer of the story from then on.
    pub evidence: String,
    pub capture: Capture,
}

/// Tags to add to a story and to take from it; one that is in both is taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagChange {
    pub added: Vec<String>,
    pub removed: Vec<String>,
}

/// A verdict on a story, from its first version to the one named.
#[derive(Clone, Debug, PartialEq)]
pub struct Rejudged {
    pub story: StoryId,
    pub version: u32,
    pub verdict: Verdict,
}

/// Which stories, or sources, a round looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope<Id = StoryId> {
    /// Those neither paused nor untracked whose next check is at or before that instant.
    Due(Time),
    /// All neither paused nor untracked that were not checked since that instant.
    All(Time),
    /// These, paused or not, where they are not untracked and were not checked since that instant.
    Only(Vec<Id>, Time),
}

impl<Id> Scope<Id> {
    /// The instant that tells what is in the scope.
    pub fn instant(&self) -> Time {
        match self {
            Scope::Due(until) => *until,
            Scope::All(since) | Scope::Only(_, since) => *since,
        }
    }
}

#[derive(Clone, Debug)]
pub struct ClaimRequest<S = Scope> {
    pub scope: S,
    /// The claimer's name, which tells it from all others.
    pub claimer: String,
    pub now: Time,
    pub lease: TimeDelta,
    /// How long a claimer is ready to wait for a host's next free moment.
    pub patience: TimeDelta,
    pub hosts_max: u32,
    /// Stories, or sources, of one host in a claim at most; the rest comes with the next claim.
    pub stories_max: u32,
}

/// A round's number in its store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundId(pub i64);

/// A claim on a host: the fencing number tells the newest from those whose lease ran out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub host: String,
    pub fence: i64,
}

/// A claimed host with the stories to look at.
#[derive(Clone, Debug)]
pub struct HostClaim {
    pub claim: Claim,
    /// Nobody may ask the host before.
    pub next_ok_at: Time,
    pub stories: Vec<Story>,
}

/// A claimed host with the sources to look at.
#[derive(Clone, Debug)]
pub struct SourceClaim {
    pub claim: Claim,
    /// Nobody may ask the host before.
    pub next_ok_at: Time,
    pub sources: Vec<Source>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub story: StoryId,
    pub url: String,
    /// The story's newest version; none where it has none yet.
    pub version: Option<u32>,
    pub why: WaitingFor,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WaitingFor {
    /// Another poller holds the host until then at most.
    OtherPoller(Time),
    /// The host is left alone until then.
    Pause(Time),
}

impl std::fmt::Display for WaitingFor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            WaitingFor::OtherPoller(until) => {
                write!(f, "another poller has the host, until {until} at the latest")
            }
            WaitingFor::Pause(until) => write!(f, "the host is left alone until {until}"),
        }
    }
}

/// What became of a check that was to be recorded.
#[derive(Clone, Debug, PartialEq)]
pub enum Recorded {
    Done {
        outcome: OutcomeName,
        /// The story's newest version now; none where it has none yet.
        version: Option<u32>,
        events: Vec<Event>,
        /// Nobody may ask the host before, by the word of any poller.
        next_ok_at: Time,
    },
    /// The claim was not the newest, or its lease had ended: nothing was recorded but when the
    /// host may be asked again.
    Fenced,
}

/// A host's robots.txt as it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptRobots {
    pub fetched_at: Time,
    pub status: u16,
    /// The file, where the status was a success, cut at 500 KiB (RFC 9309 §2.5).
    pub text: String,
}

/// What `verify` found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    pub ok: bool,
    /// Snapshots that were checked.
    pub checked: u64,
    pub damaged: Vec<Damage>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Damage {
    /// None where the damage is the database's own.
    pub story: Option<StoryId>,
    pub version: Option<u32>,
    pub column: Option<String>,
    pub why: String,
    /// Versions that cannot be read because of it.
    pub dependents: Vec<u32>,
}
