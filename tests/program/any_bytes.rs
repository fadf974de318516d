//! Whatever bytes an origin sends: the check ends, what comes of it is recorded, the store is sound.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::TimeDelta;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use revdiff::fetch::client::{Gate, Limits};
use revdiff::fetch::guard::AllowPrivate;
use revdiff::fetch::{Extent, Fetch, Request};
use revdiff::history::whereabouts::Whereabouts;
use revdiff::history::{Check, StoryId};
use revdiff::page::Validators;
use revdiff::poll::examine::{Look, examine};
use revdiff::reading::Reader;
use revdiff::store::sqlite::SqliteStore;
use revdiff::store::{ClaimRequest, NewStory, Recorded, Scope, Store};
use revdiff::time::Time;
use url::Url;

use crate::desk::{ROAD, page};
use crate::origin::{Origin, Script, answer};

const LEASE: TimeDelta = TimeDelta::days(1);

/// A story in a store, at an origin that sends what it is given.
struct Stage {
    bytes: Arc<Mutex<Vec<u8>>>,
    url: Url,
    gate: Gate,
    store: SqliteStore,
    runtime: tokio::runtime::Runtime,
    _folder: tempfile::TempDir,
}

impl Stage {
    fn new() -> Stage {
        let bytes: Arc<Mutex<Vec<u8>>> = Arc::default();
        let sent = Arc::clone(&bytes);
        let origin =
            Origin::new(move |_| Script::Bytes(sent.lock().expect("no holder panics").clone()));
        let (timeout, bytes_max) = (Duration::from_secs(5), 1 << 20);
        let allow_private = AllowPrivate::Yes;
        let limits = Limits { allow_private, timeout, bytes_max, ..Limits::default() };
        let folder = tempfile::tempdir().expect("a folder");
        let store = SqliteStore::open(&folder.path().join("any.db")).expect("a store");
        let url = origin.url("/story");
        let host = origin.address.to_string();
        let new = NewStory { url: url.clone(), host, label: None, tags: Vec::new(), limits: None };
        store.track(&[new], noon()).expect("it is tracked");
        Stage {
            bytes,
            url: Url::parse(&url).expect("a URL"),
            gate: Gate::new(limits).expect("a gate"),
            store,
            runtime: tokio::runtime::Runtime::new().expect("a runtime"),
            _folder: folder,
        }
    }

    /// One check of the story, the origin sending these bytes.
    fn check(&self, bytes: &[u8]) {
        *self.bytes.lock().expect("no holder panics") = bytes.to_vec();
        let validators = Validators { etag: Some("\"1\"".to_owned()), ..Validators::default() };
        let request =
            Request { url: self.url.clone(), validators, admit: None, extent: Extent::Whole };
        let answer = self.runtime.block_on(self.gate.fetch(request));
        let now = noon();
        let claim = self.store.claim(&ClaimRequest {
            scope: Scope::Only(vec![StoryId(1)], noon() + LEASE),
            claimer: "a test".to_owned(),
            now,
            lease: LEASE,
            patience: LEASE,
            hosts_max: 1,
            stories_max: 1,
        });
        let claim = claim.expect("it can be claimed").remove(0);
        let story = &claim.stories[0];
        let look = Look { store: &self.store, reader: Reader::PRESENT, story, now };
        let outcome = examine(&look, answer).expect("the store is sound").outcome;
        let check = Check {
            story: story.id,
            asked_at: now,
            at: now,
            state: story.state_after(&outcome, now),
            outcome,
            next_ok_at: now,
            next_check_at: now,
            whereabouts: Whereabouts::Unknown,
        };
        let recorded = self.store.record(&[(claim.claim.clone(), check)], LEASE);
        let recorded = recorded.expect("it can be recorded").remove(0);
        assert!(matches!(recorded, Recorded::Done { .. }), "{recorded:?}");
        self.store.release(&claim.claim, now).expect("the host is given back");
    }
}

fn noon() -> Time {
    Time::from_millis(1_764_000_000_000)
}

fn whole() -> Vec<u8> {
    let html = page("Council votes for road", "30.11.2025", &ROAD, 1);
    answer("200 OK", "Content-Type: text/html\r\nETag: \"1\"\r\n", html)
}

/// What origins say, in pieces that may come in any order.
const PIECES: [&str; 24] = [
    "HTTP/1.1 200 OK\r\n",
    "HTTP/1.0 304 Not Modified\r\n",
    "HTTP/1.1 301 Moved\r\nLocation: /story\r\n",
    "HTTP/1.1 100 Continue\r\n\r\n",
    "HTTP/9.9 999 \r\n",
    "Content-Type: text/html; charset=utf-16\r\n",
    "Content-Type: text/html\r\n",
    "Content-Encoding: gzip\r\n",
    "Content-Encoding: br, zstd, deflate\r\n",
    "Transfer-Encoding: chunked\r\n",
    "Content-Length: 50\r\n",
    "Content-Length: -1\r\n",
    "Retry-After: 99999999999999999999\r\n",
    "ETag: \"1\"\r\n",
    "Set-Cookie: a=b\r\n",
    "\r\n",
    "5\r\n<p>a \r\n",
    "ffffffffffffffff\r\n",
    "0\r\n\r\n",
    "<article><h1>Road</h1>",
    "<p>The council of the town voted on Monday for a new road through the north.</p>",
    "<script type=application/ld+json>{\"@type\":[[",
    "<table><tr><svg><math><template><select>",
    "\u{0}\u{feff}\u{1b}[31m\u{202e}&#x110000;&#0;<!--",
];

/// A good answer with a piece cut out and some bytes changed; or pieces and noise, strung together.
fn answers() -> impl Strategy<Value = Vec<u8>> {
    let spoilt =
        (any::<prop::sample::Index>(), 0..200_usize, any::<[(prop::sample::Index, u8); 4]>());
    let spoilt = spoilt.prop_map(|(at, length, changes)| {
        let mut bytes = whole();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let start = at.index(bytes.len());
        let end = bytes.len().min(start + length);
        bytes.drain(start..end);
        bytes
    });
    let piece = prop_oneof![
        4 => prop::sample::select(&PIECES[..]).prop_map(|piece| piece.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..300),
    ];
    let strung = prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat());
    let begun = strung.clone().prop_map(|rest| [b"HTTP/1.1 200 OK\r\n", &rest[..]].concat());
    prop_oneof![2 => spoilt, 1 => strung, 2 => begun]
}

#[test]
fn whatever_an_origin_sends_the_check_ends_and_the_store_is_sound() {
    let stage = Stage::new();
    stage.check(&whole());
    let config = Config { cases: 200, failure_persistence: None, ..Config::default() };
    let ran = TestRunner::new(config).run(&answers(), |bytes| {
        stage.check(&bytes);
        Ok(())
    });
    ran.expect("each check ends");
    let verified = stage.store.verify(None).expect("readable");
    assert!(verified.ok, "{verified:?}");
    stage.check(&whole());
}
