//! A desk that follows news: a store of its own, and a news site whose stories it edits.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::sync::{Arc, Mutex};

use serde_json::Value;
use tempfile::TempDir;

use crate::origin::{Origin, Script, answer, path};

/// The options that an origin on the loopback needs.
const LOCAL: [&str; 3] = ["--allow-private", "--host-delay", "0"];

/// A folder with a store, in which the binary is run.
pub struct Desk {
    folder: TempDir,
}

/// What a run came to.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).expect("the folder is writable");
    }

    /// The binary, to be run in the folder with the folder's store.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_revdiff"));
        command.args(args).current_dir(self.folder.path()).env_clear();
        command.env("REVDIFF_STORE", self.path("desk.db")).env("TZ", "UTC");
        command.env("XDG_CONFIG_HOME", self.path("config"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn run(&self, args: &[&str]) -> Run {
        Run::of(self.command(args).output().expect("the binary runs"))
    }

    /// Runs a command that reaches the network, here the loopback.
    pub fn fetch(&self, args: &[&str]) -> Run {
        self.run(&[args, &LOCAL].concat())
    }

    /// The same with the program's clock stopped at that instant.
    pub fn fetch_at(&self, now: &str, args: &[&str]) -> Run {
        let mut command = self.command(&[args, &LOCAL].concat());
        Run::of(command.env("REVDIFF_NOW", now).output().expect("the binary runs"))
    }

    pub fn start_fetch(&self, args: &[&str]) -> Child {
        self.command(&[args, &LOCAL].concat()).spawn().expect("the binary runs")
    }

    /// Runs a command with some standard input.
    pub fn pipe(&self, args: &[&str], input: impl AsRef<[u8]>) -> Run {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().expect("the binary runs");
        let mut stdin = child.stdin.take().expect("it is piped");
        // A program that stops reading early closes the pipe, which is its right.
        stdin.write_all(input.as_ref()).ok();
        drop(stdin);
        Run::of(child.wait_with_output().expect("the binary ends"))
    }

    /// Follows one story.
    pub fn track(&self, url: &str) -> Run {
        self.write("one.txt", url);
        self.fetch(&["track", "one.txt"])
    }

    /// The lines of a command's `--format jsonl`.
    pub fn lines(&self, args: &[&str]) -> Vec<Value> {
        self.run(&[args, &["--format", "jsonl"]].concat()).ok().lines()
    }

    pub fn poll_lines(&self) -> Vec<Value> {
        self.fetch(&["poll", "--all", "--format", "jsonl"]).ok().lines()
    }
}

impl Run {
    pub fn of(output: Output) -> Run {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
        Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The run, which must have ended well.
    pub fn ok(self) -> Run {
        assert_eq!(self.code, Some(0), "{self:?}");
        self
    }

    /// The run, which must have ended with that code and said that on standard error.
    pub fn fails(self, code: i32, words: &[&str]) -> Run {
        assert_eq!(self.code, Some(code), "{self:?}");
        for word in words {
            assert!(self.err.contains(word), "{word:?} is missing in {:?}", self.err);
        }
        self
    }

    pub fn lines(&self) -> Vec<Value> {
        self.out.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).expect("JSON")
    }
}

/// A news site: pages by path, each with an ETag of its content; 404 elsewhere.
pub struct Site {
    origin: Origin,
    pages: Arc<Mutex<HashMap<String, Vec<u8>>>>,
}

impl Site {
    pub fn new() -> Site {
        let pages: Arc<Mutex<HashMap<String, Vec<u8>>>> = Arc::default();
        let served = Arc::clone(&pages);
        let origin = Origin::new(move |head| {
            let pages = served.lock().expect("no holder panics");
            Script::Bytes(match pages.get(path(head)) {
                Some(answer) => conditional(head, answer),
                None => answer("404 Not Found", "", "nothing here"),
            })
        });
        Site { origin, pages }
    }

    /// Serves a page of HTML at a path from now on.
    pub fn publish(&self, path: &str, html: &str) {
        let etag =
            format!("\"{:x}\"", html.len() * 31 + html.bytes().map(usize::from).sum::<usize>());
        let headers = format!("Content-Type: text/html; charset=utf-8\r\nETag: {etag}\r\n");
        self.serve(path, answer("200 OK", &headers, html));
    }

    /// Serves a whole answer at a path from now on.
    pub fn serve(&self, path: &str, answer: Vec<u8>) {
        self.pages.lock().expect("no holder panics").insert(path.to_owned(), answer);
    }

    pub fn url(&self, path: &str) -> String {
        self.origin.url(path)
    }

    /// The heads of the requests for a path.
    pub fn requests(&self, wanted: &str) -> Vec<String> {
        self.origin.requests().into_iter().filter(|head| path(head) == wanted).collect()
    }
}

/// The answer, or 304 where the request names its ETag.
fn conditional(head: &str, whole: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(whole);
    let etag = text.lines().find_map(|line| line.strip_prefix("ETag: "));
    let asked = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("if-none-match").then_some(value)
    });
    match etag {
        Some(etag) if asked == Some(etag) => {
            format!("HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\nConnection: close\r\n\r\n").into()
        }
        _ => whole.to_vec(),
    }
}

/// A story's page: furniture with a number in it around a headline, a stamp and paragraphs.
pub fn page(headline: &str, stamp: &str, paragraphs: &[&str], furniture: u32) -> String {
    let body: String = paragraphs.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    format!(
        "<!doctype html><html lang=\"en\"><head><title>{headline} - Daily</title></head><body>\
         <nav><a href=\"/\">Home</a> <a href=\"/n{furniture}\">No. {furniture}</a></nav>\
         <article><h1>{headline}</h1><div class=\"stamp\">{stamp}</div>\n{body}</article>\
         <aside class=\"related\"><h3>Related</h3><ul><li><a href=\"/r{furniture}\">Story \
         {furniture}</a></li></ul></aside>\
         <footer>{furniture} readers now</footer></body></html>"
    )
}

/// Three paragraphs, long enough to be a story.
pub const ROAD: [&str; 3] = [
    "The council of the town voted on Monday for a new road through the northern part of the town.",
    "It will cost 11 million crowns, the mayor said, and is to be ready in the spring of next year.",
    "Neighbours had asked the council to wait for a report on the old trees along the river bank.",
];
