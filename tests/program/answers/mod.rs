//! What a site may answer instead of its story, and what becomes of it: one row a case, one round
//! a step.

mod pages;
mod instead;
mod otherwise;
mod texts;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::desk::Desk;
use crate::origin::{Origin, Script, answer, path};
use pages::{html, other_story, story, to};

/// What comes of a look, letter by letter.
const OUTCOMES: [(char, &str); 6] = [
    ('C', "created"),
    ('V', "changed"),
    ('=', "unchanged"),
    ('-', "not_modified"),
    ('Q', "quarantined"),
    ('F', "failed"),
];

/// A case: its name, what is served step by step (the last again and again), what comes of each
/// look, how many versions there are in the end, and the states that the story went through.
type Case = (&'static str, Vec<Vec<u8>>, &'static str, u32, &'static [&'static str]);

/// A site that serves each case at a path of its name, a step a round.
struct Theatre {
    origin: Origin,
    round: Arc<AtomicUsize>,
}

impl Theatre {
    fn new(cases: &[Case]) -> Theatre {
        let steps: HashMap<String, Vec<Vec<u8>>> =
            cases.iter().map(|case| (format!("/{}", case.0), case.1.clone())).collect();
        let round = Arc::new(AtomicUsize::new(0));
        let now = Arc::clone(&round);
        let origin = Origin::new(move |head| {
            let path = path(head);
            let bytes = match steps.get(path) {
                Some(steps) => steps[now.load(Ordering::SeqCst).min(steps.len() - 1)].clone(),
                None if path == "/robots.txt" => answer("404 Not Found", "", ""),
                None if path == "/same-story" => story("11", 2),
                None if path.starts_with("/redirect-two-loop") => {
                    to("302 Found", "/redirect-two-loop")
                }
                None if path == "/other-story" => html(&other_story()),
                None => story("77", 5),
            };
            Script::Bytes(bytes)
        });
        Theatre { origin, round }
    }

    fn next(&self) {
        self.round.fetch_add(1, Ordering::SeqCst);
    }
}

/// The outcomes of each case, letter by letter, over its rounds.
fn play(desk: &Desk, cases: &[Case]) -> Vec<String> {
    let theatre = Theatre::new(cases);
    let urls = cases.iter().map(|case| theatre.origin.url(&format!("/{}", case.0)));
    desk.write("cases.txt", urls.collect::<Vec<_>>().join("\n"));
    let rounds = cases.iter().map(|case| case.2.len()).max().unwrap_or(0);
    let mut played = vec![String::new(); cases.len()];
    for round in 0..rounds {
        // As far from each other as a look is from its second.
        let now = format!("2025-12-01T08:{:02}:00Z", 2 * round);
        let lines = match round {
            0 => desk.fetch_at(&now, &["track", "cases.txt", "--format", "jsonl"]).ok().lines(),
            _ => desk.fetch_at(&now, &["poll", "--all", "--format", "jsonl"]).ok().lines(),
        };
        for line in lines.iter().filter(|line| line["id"].is_i64()) {
            let story = line["id"].as_u64().expect("a number") as usize - 1;
            let name = line["outcome"].as_str().expect("a name");
            let letter = OUTCOMES.iter().find(|(_, it)| *it == name).map_or('?', |it| it.0);
            played[story].push(letter);
        }
        theatre.next();
    }
    played
}

/// The states that a story went through, as its log tells them.
fn states(log: &[Value]) -> Vec<String> {
    let events = log.iter().filter_map(|entry| entry["events"].as_array()).flatten();
    let changes = events.filter(|event| event["event"] == "state_changed");
    changes.map(|event| event["to"].as_str().expect("a state").to_owned()).collect()
}

fn check(cases: &[Case]) {
    let desk = Desk::new();
    let played = play(&desk, cases);
    let list = desk.lines(&["list"]);
    let mut wrong = Vec::new();
    for (at, (name, _, outcomes, versions, went)) in cases.iter().enumerate() {
        let id = (at + 1).to_string();
        let states = states(&desk.lines(&["log", &id]));
        let found = (&played[at][..outcomes.len()], list[at]["versions"].clone(), states.clone());
        if found != (*outcomes, json!(versions), went.iter().map(|it| (*it).to_owned()).collect()) {
            wrong.push(format!("{name}: {found:?} for {outcomes} {versions} {went:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    desk.run(&["verify"]).ok();
}

#[test]
fn the_way_in_which_a_story_is_sent_is_no_edit_of_it() {
    check(&otherwise::sent_otherwise());
}

#[test]
fn what_comes_in_a_storys_place_costs_no_version() {
    check(&instead::there_and_back());
}

#[test]
fn texts_that_collapse_return_or_take_turns_are_told_apart() {
    check(&texts::texts());
}
