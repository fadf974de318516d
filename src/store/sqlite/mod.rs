//! The store in one SQLite file.

mod ahead;
mod barren;
mod claim;
mod fault;
#[cfg(test)]
mod full;
mod listed;
mod log;
mod memory;
mod migrate;
mod open;
mod overruling;
mod page;
mod place;
#[cfg(test)]
mod plans;
mod quarantine;
mod reading;
mod record;
mod robots;
mod round;
mod snapshot;
pub mod stats;
mod source;
mod story;
mod track;
pub mod upkeep;
mod value;
mod verdict;
mod verify;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use chrono::TimeDelta;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::article::Article;
use crate::digest::Digest;
use crate::error::{Error, Result};
use crate::history::{
    Alarm, Check, Following, LoggedCheck, Reading, Snapshot, SnapshotId, Story, StoryId,
};
use crate::memory::{Mark, Memory};
use crate::overruling::Overruling;
use crate::sources::limits::Limits;
use crate::sources::source::{NewSource, Source, SourceCheck, SourceId, SourceRecorded, Subject};
use crate::store::listed::Listed;
use crate::store::{
    Claim, ClaimRequest, HeldBack, HostClaim, KeptRobots, NewStory, Passed, Recorded, Rejudged,
    RoundId, Scope, SourceClaim, Store, TagChange, Tracked, Verification, Waiting,
};
use crate::time::Time;
use fault::Fault;

/// An archive in an SQLite file: one connection that writes, one that reads.
pub struct SqliteStore {
    path: PathBuf,
    // Before the writer, so that the writer is closed last and empties the write-ahead log.
    reader: Mutex<Connection>,
    /// None where the file or its folder cannot be written.
    writer: Option<Mutex<Connection>>,
}

impl SqliteStore {
    /// Opens a store to write and to read it; makes it where there is none.
    pub fn open(path: &Path) -> Result<SqliteStore> {
        open::make(path)?;
        let writer = open::writer(path)?;
        let reader = open::reader(path)?;
        let writer = Some(Mutex::new(writer));
        Ok(SqliteStore { path: path.to_path_buf(), reader: Mutex::new(reader), writer })
    }

    /// Opens a store that exists, to write and to read it.
    pub fn open_to_change(path: &Path) -> Result<SqliteStore> {
        open::must_exist(path)?;
        SqliteStore::open(path)
    }

    /// Opens a store that exists, to read it: its file and folder may be read-only.
    ///
    /// Acts that write then answer with an error.
    pub fn open_existing(path: &Path) -> Result<SqliteStore> {
        open::must_exist(path)?;
        let reader = open::reader(path)?;
        Ok(SqliteStore { path: path.to_path_buf(), reader: Mutex::new(reader), writer: None })
    }

    /// What it holds, and which bytes hold it.
    pub fn stats(&self) -> Result<stats::Stats> {
        self.read(stats::stats)
    }

    /// Runs an act that writes, in a transaction of its own.
    fn write<T>(
        &self,
        act: impl FnOnce(&Transaction) -> std::result::Result<T, Fault>,
    ) -> Result<T> {
        let writer = self.writer.as_ref().ok_or_else(|| self.only_read())?;
        let mut writer = lock(writer);
        let done = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(Fault::from)
            .and_then(|tx| {
                let done = act(&tx)?;
                tx.commit()?;
                Ok(done)
            });
        done.map_err(|fault| fault.at(&self.path))
    }

    /// The error of an act that writes to a store that was opened to be read.
    fn only_read(&self) -> Error {
        Error::store(format!("{} was opened to be read only", self.path.display()))
    }

    /// Runs an act that reads, in a transaction so that it sees one state.
    fn read<T>(&self, act: impl FnOnce(&Connection) -> std::result::Result<T, Fault>) -> Result<T> {
        let mut reader = lock(&self.reader);
        let read = reader.transaction().map_err(Fault::from).and_then(|tx| act(&tx));
        read.map_err(|fault| fault.at(&self.path))
    }
}

/// A connection has no state that a panic could leave half changed: its transaction rolls back.
fn lock(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Store for SqliteStore {
    fn track(&self, stories: &[NewStory], now: Time) -> Result<Vec<Tracked>> {
        self.write(|tx| track::track(tx, stories, now))
    }

    fn add_sources(&self, sources: &[NewSource], now: Time) -> Result<Vec<Tracked>> {
        self.write(|tx| source::add_all(tx, sources, now))
    }

    fn claim_sources(&self, request: &ClaimRequest<Scope<SourceId>>) -> Result<Vec<SourceClaim>> {
        self.write(|tx| source::claim::claim(tx, request))
    }

    fn record_source(
        &self,
        claim: &Claim,
        check: &SourceCheck,
        lease: TimeDelta,
    ) -> Result<SourceRecorded> {
        self.write(|tx| source::record::record(tx, claim, check, lease))
    }

    fn postpone(&self, claim: &Claim, subject: Subject, at: Time, until: Time) -> Result<bool> {
        self.write(|tx| claim::postpone(tx, claim, subject, at, until))
    }

    fn limits_given(&self, story: StoryId) -> Result<Limits> {
        self.read(|db| Ok(source::limits_given(db, story)?.unwrap_or_default()))
    }

    fn sources(&self) -> Result<Vec<Source>> {
        self.read(source::all)
    }

    fn sources_of(&self, story: StoryId) -> Result<Vec<SourceId>> {
        self.read(|db| source::of_story(db, story))
    }

    fn untrack_sources(&self, sources: &[SourceId]) -> Result<Vec<SourceId>> {
        self.write(|tx| source::untrack(tx, sources))
    }

    fn set_following(&self, stories: &[StoryId], following: Following) -> Result<Vec<Following>> {
        self.write(|tx| track::set_following(tx, stories, following))
    }

    fn retag(&self, story: StoryId, change: &TagChange) -> Result<Vec<String>> {
        self.write(|tx| track::retag(tx, story, change))
    }

    fn claim(&self, request: &ClaimRequest) -> Result<Vec<HostClaim>> {
        self.write(|tx| claim::claim(tx, request))
    }

    fn record(&self, checks: &[(Claim, Check)], lease: TimeDelta) -> Result<Vec<Recorded>> {
        self.write(|tx| record::record(tx, checks, lease))
    }

    fn held_back(&self, story: StoryId) -> Result<Option<HeldBack>> {
        self.read(|db| quarantine::held_back(db, story))
    }

    fn let_pass(&self, story: StoryId, passed: &Passed) -> Result<Option<u32>> {
        self.write(|tx| quarantine::let_pass(tx, story, passed))
    }

    fn free_hosts(&self, now: Time, is_dead: fn(&str) -> bool) -> Result<()> {
        self.write(|tx| claim::free(tx, now, is_dead))
    }

    fn bring_back(&self, now: Time) -> Result<usize> {
        self.write(|tx| ahead::bring_back(tx, now))
    }

    fn release(&self, claim: &Claim, next_ok_at: Time) -> Result<()> {
        self.write(|tx| claim::release(tx, claim, next_ok_at))
    }

    fn begin_round(&self, started_at: Time, asked: &[(String, String)]) -> Result<RoundId> {
        self.write(|tx| round::begin(tx, started_at, asked))
    }

    fn end_round(&self, round: RoundId, ended_at: Time) -> Result<()> {
        self.write(|tx| round::end(tx, round, ended_at))
    }

    fn rounds(&self, limit: u32) -> Result<Vec<Time>> {
        self.read(|db| round::newest(db, limit))
    }

    fn pause_host(&self, host: &str, until: Time) -> Result<()> {
        self.write(|tx| claim::pause(tx, host, until))
    }

    fn next_ok_at(&self, host: &str) -> Result<Option<Time>> {
        self.read(|db| claim::next_ok_at(db, host))
    }

    fn waiting(&self, scope: &Scope, now: Time, limit: u32) -> Result<Vec<Waiting>> {
        self.read(|db| claim::waiting(db, scope, now, limit))
    }

    fn keep_robots(&self, host: &str, robots: &KeptRobots) -> Result<()> {
        self.write(|tx| robots::keep(tx, host, robots))
    }

    fn robots(&self, host: &str) -> Result<Option<KeptRobots>> {
        self.read(|db| robots::robots(db, host))
    }

    fn add_reading(&self, snapshot: SnapshotId, reading: &Reading) -> Result<()> {
        self.write(|tx| reading::add(tx, snapshot, reading))
    }

    fn rejudge(&self, verdicts: &[Rejudged]) -> Result<Vec<bool>> {
        self.write(|tx| verdict::rejudge(tx, verdicts))
    }

    fn overrule(&self, story: StoryId, overruling: &Overruling) -> Result<()> {
        self.write(|tx| overruling::add(tx, story, overruling))
    }

    fn overrulings(&self, story: StoryId) -> Result<Vec<Overruling>> {
        self.read(|db| overruling::all(db, story))
    }

    fn each_story(&self, see: &mut dyn FnMut(&Listed)) -> Result<()> {
        self.read(|db| listed::each(db, see))
    }

    fn story(&self, id: StoryId) -> Result<Story> {
        self.read(|db| story::story(db, id)?.ok_or_else(|| story::unknown(id)))
    }

    fn story_at(&self, url: &str) -> Result<Option<StoryId>> {
        self.read(|db| story::at(db, url))
    }

    fn snapshots(&self, story: StoryId) -> Result<Vec<Snapshot>> {
        self.read(|db| snapshot::all(db, story))
    }

    fn checks(&self, story: StoryId) -> Result<Vec<LoggedCheck>> {
        self.read(|db| log::checks(db, story))
    }

    fn article(&self, snapshot: SnapshotId, extractor: u32) -> Result<Option<Article>> {
        self.read(|db| reading::article(db, snapshot, extractor))
    }

    fn memory(&self, story: StoryId) -> Result<Option<Memory>> {
        self.read(|db| memory::standing(db, story))
    }

    fn repeated(&self, host: &str) -> Result<BTreeSet<Mark>> {
        self.read(|db| memory::repeated(db, host))
    }

    fn alarms(&self) -> Result<Vec<Alarm>> {
        self.read(barren::alarms)
    }

    fn tell_alarms(&self, told: &[Alarm]) -> Result<()> {
        self.write(|tx| barren::tell(tx, told))
    }

    fn page(&self, digest: &Digest) -> Result<Option<Vec<u8>>> {
        self.read(|db| page::bytes_of(db, digest))
    }

    fn verify(&self, story: Option<StoryId>) -> Result<Verification> {
        self.read(|db| match story {
            Some(id) if !story::exists(db, id)? => Err(story::unknown(id)),
            _ => verify::verify(db, story),
        })
    }
}
