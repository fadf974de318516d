//! Several pollers at once on one store, and pollers that are killed.

use std::collections::{BTreeMap, HashMap};
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use std::sync::mpsc::{Receiver, channel};

use serde_json::Value;

use crate::desk::{Desk, ROAD, Run, page};
use crate::origin::{Origin, Script, answer, path};

/// Hosts with the same pages at the same paths, each of which counts the requests.
struct Web {
    origins: Vec<Origin>,
    edition: Arc<AtomicU32>,
    /// Who asked for the page that has not been answered.
    stalled: Receiver<String>,
    stalls: Arc<AtomicBool>,
}

const PAGES: [&str; 2] = ["/one", "/two"];

impl Web {
    fn new(hosts: usize) -> Web {
        let (edition, stalls) = (Arc::new(AtomicU32::new(1)), Arc::new(AtomicBool::new(false)));
        let (tell, stalled) = channel();
        let origin = |_| {
            let (edition, stalls, tell) = (Arc::clone(&edition), Arc::clone(&stalls), tell.clone());
            Origin::new(move |head| {
                let path = path(head);
                if path == "/robots.txt" {
                    return Script::Bytes(answer("404 Not Found", "", ""));
                }
                if path == PAGES[1] && stalls.swap(false, Ordering::SeqCst) {
                    // Nobody listens any more only where the test has failed already.
                    tell.send(poller(head)).ok();
                    return Script::Stall(b"HTTP/1.1 200 OK\r\n".to_vec());
                }
                let headline = format!("Edition {} of {path}", edition.load(Ordering::SeqCst));
                let html = page(&headline, "", &ROAD, 1);
                Script::Bytes(answer("200 OK", "Content-Type: text/html\r\n", html))
            })
        };
        let origins = (0..hosts).map(origin).collect();
        Web { origins, edition, stalled, stalls }
    }

    fn publish(&self) {
        self.edition.fetch_add(1, Ordering::SeqCst);
    }

    fn list(&self) -> String {
        let urls = self.origins.iter().flat_map(|it| PAGES.map(|path| it.url(path)));
        urls.collect::<Vec<_>>().join("\n")
    }

    /// How often each poller asked each host for each page.
    fn asked(&self) -> BTreeMap<(usize, String), HashMap<String, usize>> {
        let mut asked: BTreeMap<_, HashMap<String, usize>> = BTreeMap::new();
        for (host, origin) in self.origins.iter().enumerate() {
            for head in origin.requests().iter().filter(|head| path(head) != "/robots.txt") {
                let pollers = asked.entry((host, path(head).to_owned())).or_default();
                *pollers.entry(poller(head)).or_default() += 1;
            }
        }
        asked
    }
}

/// The contact that a poller gave of itself.
fn poller(head: &str) -> String {
    let after = head.split_once("(+").map_or("", |(_, after)| after);
    after.split(';').next().unwrap_or("").to_owned()
}

fn start(desk: &Desk, minute: u32, name: &str, args: &[&str]) -> Child {
    let local = ["--allow-private", "--host-delay", "0", "--contact", name];
    let mut command = desk.command(&[args, &local].concat());
    command.env("REVDIFF_NOW", format!("2025-12-01T08:{minute:02}:00Z"));
    command.spawn().expect("the binary runs")
}

fn ended_well(child: Child) {
    let ended = child.wait_with_output().expect("it ends");
    assert!(ended.status.success(), "{ended:?}");
}

#[test]
fn eight_pollers_ask_for_each_page_once_though_one_of_them_is_killed() {
    let (desk, web) = (Desk::new(), Web::new(40));
    desk.write("list.txt", web.list());
    ended_well(start(&desk, 0, "first", &["track", "list.txt", "--quiet"]));
    web.publish();
    web.stalls.store(true, Ordering::SeqCst);

    let names: Vec<String> = (0..8).map(|number| format!("p{number}")).collect();
    let poll = ["poll", "--all", "--quiet"];
    let mut pollers: HashMap<String, Child> =
        names.iter().map(|name| (name.clone(), start(&desk, 10, name, &poll))).collect();
    let unlucky = web.stalled.recv().expect("one of them asks");
    let mut killed = pollers.remove(&unlucky).expect("it is one of them");
    killed.kill().expect("it waits for the page");
    killed.wait().expect("it is dead");
    pollers.into_values().for_each(ended_well);
    // Whoever comes next takes up what the dead one left, at once.
    ended_well(start(&desk, 10, "last", &poll));

    for ((host, path), pollers) in web.asked() {
        let of_round = pollers.iter().filter(|(name, _)| *name != "first");
        assert!(of_round.clone().all(|(_, times)| *times == 1), "{host} {path}: {pollers:?}");
        let living = of_round.filter(|(name, _)| **name != unlucky).count();
        assert!(living <= 1, "{host} {path}: {pollers:?}");
        assert!(living == 1 || pollers.contains_key(&unlucky), "{host} {path}: {pollers:?}");
    }
    let list = desk.lines(&["list"]);
    assert_eq!(list.len(), 80);
    assert!(list.iter().all(|story| story["versions"] == 2), "{list:?}");
    desk.run(&["verify"]).ok();
}

fn kept_open(head: &str) -> Script {
    if path(head) == "/robots.txt" {
        return Script::Bytes(answer("404 Not Found", "", ""));
    }
    let html = page("Council votes for road", "", &ROAD, 1);
    let length = html.len();
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n";
    Script::Stall(format!("{head}Content-Length: {length}\r\n\r\n{html}").into_bytes())
}

#[test]
fn few_descriptors_make_no_host_look_down() {
    let desk = Desk::new();
    // Each of them keeps the connection open after its answer.
    let origins: Vec<Origin> = (0..80).map(|_| Origin::new(kept_open)).collect();
    let urls: Vec<String> = origins.iter().map(|origin| origin.url("/one")).collect();
    desk.write("list.txt", urls.join("\n"));
    let args = ["track", "list.txt", "--allow-private", "--host-delay", "0", "--format", "jsonl"];
    let own = desk.command(&args);
    let mut shell = Command::new("sh");
    shell.args(["-c", "ulimit -n 64; exec \"$0\" \"$@\""]).arg(own.get_program());
    shell.args(own.get_args()).current_dir(desk.path("")).stdin(Stdio::null());
    shell.env("REVDIFF_STORE", desk.path("desk.db"));
    let run = Run::of(shell.output().expect("a shell")).ok();
    let outcomes: Vec<Value> = run.lines().iter().map(|line| line["outcome"].clone()).collect();
    let created = outcomes.iter().filter(|it| **it == "created").count();
    assert_eq!(created, 80, "{}", run.out);
}

#[test]
fn what_is_told_before_a_kill_is_there_after_it_and_the_next_round_needs_no_repair() {
    let (desk, web) = (Desk::new(), Web::new(6));
    desk.write("list.txt", web.list());
    // So many lines are read before the kill.
    for (minute, lines) in [(0, 1), (10, 3), (20, 7), (30, 11)] {
        let command = ["track", "list.txt", "--format", "jsonl"];
        let poll = ["poll", "--all", "--format", "jsonl"];
        let mut child = start(&desk, minute, "it", if minute == 0 { &command } else { &poll });
        let out = BufReader::new(child.stdout.take().expect("it is piped"));
        let told = out.lines().take(lines).map(|line| line.expect("a line"));
        let told: Vec<Value> =
            told.map(|line| serde_json::from_str(&line).expect("JSON")).collect();
        child.kill().ok();
        child.wait().expect("it is dead");
        desk.run(&["verify"]).ok();
        let list = desk.lines(&["list"]);
        for line in told.iter().filter(|it| it["id"].is_i64()) {
            let story = list.iter().find(|story| story["id"] == line["id"]).expect("it is there");
            assert!(story["versions"].as_u64() >= line["version"].as_u64(), "{line} {story}");
        }
        web.publish();
    }
    ended_well(start(&desk, 40, "it", &["track", "list.txt", "--quiet"]));
    ended_well(start(&desk, 50, "it", &["poll", "--all", "--quiet"]));
    let newest = web.edition.load(Ordering::SeqCst);
    for story in desk.lines(&["list"]) {
        let headline = story["headline"].as_str().expect("it has one");
        assert!(headline.starts_with(&format!("Edition {newest} ")), "{story}");
    }
    desk.run(&["verify"]).ok();
}
