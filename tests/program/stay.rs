//! A poll that stays: its figures, its notes for machines, errors that it outlasts, and its end.

use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpStream;
use std::process::{Child, ChildStderr, ChildStdout};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::desk::{Desk, ROAD, Site, page};

/// A desk with one story, and a poll that stays there.
struct Stay {
    desk: Desk,
    child: Child,
    out: Lines<BufReader<ChildStdout>>,
    err: Lines<BufReader<ChildStderr>>,
    _site: Site,
}

fn stay(every: &str) -> Stay {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &page("A new road", "", &ROAD, 1));
    desk.track(&site.url("/road")).ok();
    let poll = ["poll", "--all", "--every", every, "--format", "jsonl"];
    let served = ["--metrics", "127.0.0.1:0", "--log-format", "json"];
    let mut child = desk.start_fetch(&[&poll[..], &served].concat());
    let out = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let err = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    Stay { desk, child, out, err, _site: site }
}

/// The first line from here on that is JSON as wanted.
fn next(lines: &mut Lines<impl BufRead>, is_wanted: impl Fn(&Value) -> bool) -> Value {
    let parsed = |line: std::io::Result<String>| -> Value {
        serde_json::from_str(&line.expect("text")).expect("a line of JSON")
    };
    lines.map(parsed).find(is_wanted).expect("it comes before the end")
}

impl Stay {
    fn note(&mut self, words: &str) -> Value {
        next(&mut self.err, |note| note["message"].as_str().is_some_and(|it| it.contains(words)))
    }

    fn end_of_round(&mut self) {
        next(&mut self.out, |line| !line["summary"].is_null());
    }

    fn terminate(mut self) -> Option<i32> {
        let id = Pid::from_child(&self.child);
        kill_process(id, Signal::TERM).expect("it runs");
        self.child.wait().expect("it ends").code()
    }
}

/// A test that fails leaves no poll behind.
impl Drop for Stay {
    fn drop(&mut self) {
        self.child.kill().ok();
    }
}

/// What is served at a URL of the loopback.
fn get(url: &str) -> String {
    let (host, path) = url["http://".len()..].split_once('/').expect("a path");
    let mut stream = TcpStream::connect(host).expect("it is served");
    let asked = format!("GET /{path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
    stream.write_all(asked.as_bytes()).expect("it listens");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("text");
    answer
}

#[test]
fn it_serves_its_figures_and_ends_when_told() {
    let mut stay = stay("1h");
    let note = stay.note("metrics are served at");
    assert_eq!(note["level"], "info");
    let url = note["message"].as_str().and_then(|words| words.rsplit(' ').next()).expect("a URL");
    stay.end_of_round();
    let answer = get(url);
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
    for line in [
        "revdiff_checks_total{outcome=\"not_modified\"} 1",
        "revdiff_round_seconds_count 1",
        "revdiff_stories{state=\"live\"} 1",
        "revdiff_broken_rounds_total 0",
        "# EOF",
    ] {
        assert!(answer.contains(line), "{line}: {answer}");
    }
    assert!(get(&url.replace("/metrics", "/")).starts_with("HTTP/1.1 404"));
    assert_eq!(stay.terminate(), Some(143));
}

#[test]
fn an_error_of_the_store_ends_a_round_and_not_the_rounds() {
    let mut stay = stay("1s");
    stay.end_of_round();
    let rename = |from: &str, to: &str| {
        let db = rusqlite::Connection::open(stay.desk.path("desk.db")).expect("the store opens");
        db.busy_timeout(std::time::Duration::from_secs(60)).expect("it waits");
        let sql = format!("PRAGMA legacy_alter_table = ON; ALTER TABLE {from} RENAME TO {to}");
        db.execute_batch(&sql).expect("an edit");
    };
    rename("check_count", "hidden");
    let error = next(&mut stay.err, |note| note["level"] == "error");
    assert!(error["message"].as_str().is_some_and(|it| it.contains("desk.db")), "{error}");
    rename("hidden", "check_count");
    stay.end_of_round();
    stay.end_of_round();
    let list = stay.desk.lines(&["list"]);
    assert_eq!((&list[0]["versions"], &list[0]["state"]), (&1.into(), &"live".into()));
    assert_eq!(stay.terminate(), Some(143));
}

#[test]
fn metrics_are_of_a_poll_that_stays() {
    let desk = Desk::new();
    let run = desk.run(&["poll", "--metrics", "127.0.0.1:0"]);
    run.fails(2, &["--every"]);
    desk.run(&["list", "--log-format", "json", "--store", "none.db"]).fails(3, &["{\"at\":\"2"]);
}
