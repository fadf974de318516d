//! What a site may answer instead of its story, and what becomes of it: one row a case, one round
//! a step.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use crate::desk::{Desk, ROAD, page};
use crate::origin::{Origin, Script, answer, path};

const HEADLINE: &str = "Council votes for road";

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

fn html(body: &str) -> Vec<u8> {
    answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body)
}

/// The story, with a number in it and another in the furniture around it.
fn story(number: &str, furniture: u32) -> Vec<u8> {
    html(&story_page(number, furniture))
}

fn story_page(number: &str, furniture: u32) -> String {
    let paragraphs = ROAD.map(|text| text.replace("11", number));
    page(HEADLINE, "30.11.2025", &paragraphs.each_ref().map(String::as_str), furniture)
}

/// A page of few words under a title.
fn small(title: &str, text: &str) -> Vec<u8> {
    html(&format!(
        "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    ))
}

fn status(status: &str) -> Vec<u8> {
    let headers = "Content-Type: text/html; charset=utf-8\r\n";
    answer(status, headers, story_page("99", 1))
}

fn to(status: &str, location: &str) -> Vec<u8> {
    answer(status, &format!("Location: {location}\r\n"), "")
}

/// The story's first paragraph, and an offer.
fn behind_paywall() -> Vec<u8> {
    let offer = "Subscribe to continue reading.";
    let teaser = page(HEADLINE, "30.11.2025", &ROAD[..1], 1);
    html(
        &teaser
            .replace("</article>", &format!("<div class=paywall><p>{offer}</p></div></article>")),
    )
}

/// The story, cut in the middle of its markup and sent as if it were whole.
fn cut() -> Vec<u8> {
    let whole = story_page("11", 1);
    let at = whole.find("Neighbours").expect("the third paragraph");
    html(&whole[..at])
}

fn around(between: Vec<u8>) -> Vec<Vec<u8>> {
    vec![story("11", 1), between.clone(), between, story("11", 2), story("10", 3)]
}

/// Cases in which something else comes twice, then the story as it was, then an edit of it.
fn there_and_back() -> Vec<Case> {
    const HELD: &str = "CQQ=V";
    const DOWN: &str = "CFF=V";
    let mut cases: Vec<Case> = vec![
        ("soft-404", around(small("Page not found", "Sorry, it is not here.")), HELD, 2, &[]),
        ("soft-404-de", around(small("Seite nicht gefunden", "Leider.")), HELD, 2, &[]),
        ("maintenance", around(small("Down for maintenance", "Back soon.")), HELD, 2, &[]),
        ("consent", around(small("We value your privacy", "Accept all cookies?")), HELD, 2, &[]),
        ("login", around(small("Log in", "Your e-mail, your password.")), HELD, 2, BLOCKED),
        ("captcha", around(small("Are you a robot?", "Solve this.")), HELD, 2, BLOCKED),
        ("paywall", around(behind_paywall()), HELD, 2, PAYWALLED),
        ("empty-200", around(html("")), HELD, 2, &[]),
        (
            "script-only",
            around(html("<body><div id=root></div><script src=a></script></body>")),
            HELD,
            2,
            &[],
        ),
        ("frameset", around(html("<frameset><frame src=a></frameset>")), HELD, 2, &[]),
        (
            "meta-refresh",
            around(html("<meta http-equiv=refresh content='0;url=/x'>")),
            HELD,
            2,
            &[],
        ),
        ("to-home", around(to("302 Found", "/")), HELD, 2, MISSING),
        ("to-home-for-good", around(to("301 Moved", "/")), HELD, 2, MISSING),
        ("to-login", around(to("302 Found", "/login?next=story")), HELD, 2, BLOCKED),
        ("to-consent", around(to("302 Found", "/consent?next=story")), HELD, 2, &[]),
        ("to-other-story", around(to("302 Found", "/other-story")), HELD, 2, MISSING),
        ("404", around(status("404 Not Found")), DOWN, 2, MISSING),
        ("410", around(status("410 Gone")), DOWN, 2, GONE),
        ("401", around(status("401 Unauthorized")), DOWN, 2, BLOCKED),
        ("402", around(status("402 Payment Required")), DOWN, 2, PAYWALLED),
        ("403", around(status("403 Forbidden")), DOWN, 2, BLOCKED),
        ("407", around(status("407 Proxy")), DOWN, 2, &[]),
        ("451", around(status("451 Legal")), DOWN, 2, BLOCKED),
        ("511", around(status("511 Network")), DOWN, 2, &[]),
        ("999", around(status("999 No")), DOWN, 2, BLOCKED),
        ("500", around(status("500 Oops")), DOWN, 2, &[]),
        ("502", around(status("502 Bad Gateway")), DOWN, 2, &[]),
        ("520", around(status("520 Unknown")), DOWN, 2, &[]),
        ("206-unasked", around(status("206 Partial Content")), DOWN, 2, &[]),
        ("226-unasked", around(status("226 IM Used")), DOWN, 2, &[]),
        ("204", around(answer("204 No Content", "", "")), DOWN, 2, &[]),
        (
            "304-unasked",
            around(b"HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_vec()),
            DOWN,
            2,
            &[],
        ),
        ("pdf", around(answer("200 OK", "Content-Type: text/html\r\n", "%PDF-1.7")), DOWN, 2, &[]),
        (
            "json",
            around(answer("200 OK", "Content-Type: application/json\r\n", "{}")),
            DOWN,
            2,
            &[],
        ),
        ("redirect-loop", around(to("302 Found", "/redirect-loop")), DOWN, 2, &[]),
        ("redirect-none", around(answer("302 Found", "", "")), DOWN, 2, &[]),
        ("redirect-file", around(to("302 Found", "file:///etc/passwd")), DOWN, 2, &[]),
        ("truncated", around(short()), DOWN, 2, &[]),
        ("garbage", around(b"\x00\x01 garbage \xff\r\n\r\n".to_vec()), DOWN, 2, &[]),
        ("reset", around(Vec::new()), DOWN, 2, &[]),
    ];
    let challenge = "Content-Type: text/html\r\ncf-mitigated: challenge\r\n";
    cases.push((
        "challenge-200",
        around(answer("200 OK", challenge, story_page("11", 9).replace("Monday", "Friday"))),
        HELD,
        2,
        BLOCKED,
    ));
    cases.push(("challenge-503", around(answer("503 Busy", challenge, "")), DOWN, 2, BLOCKED));
    cases
}

const MISSING: &[&str] = &["missing", "restored"];
const GONE: &[&str] = &["gone", "restored"];
const BLOCKED: &[&str] = &["blocked", "restored"];
const PAYWALLED: &[&str] = &["paywalled", "restored"];

/// Half a body.
fn short() -> Vec<u8> {
    let mut whole = story("99", 1);
    whole.truncate(whole.len() / 2);
    whole
}

/// Cases of texts that collapse, return and take turns.
fn texts() -> Vec<Case> {
    let one = || story("11", 1);
    let two = || story("10", 1);
    let lost = |number: u32| {
        let text = format!("Etwas ging schief. Kennung {number}.");
        small("Hoppla", &text)
    };
    let retracted = || small(HEADLINE, "This story was taken down by the editors.");
    let stamped = html(&page(HEADLINE, "30.11.2025 - Update : 01.12.2025", &ROAD, 1));
    vec![
        ("collapse-once", vec![one(), lost(1), story("11", 2), two()], "CQ=V", 2, &[]),
        ("collapse-stays", vec![one(), retracted(), retracted(), retracted()], "CQV=", 2, &[]),
        ("collapse-differs", with(one(), (1..9).map(lost)), "CQQQQQQ", 1, &[]),
        ("breaks-off", vec![one(), cut(), story("11", 2), two()], "CQ=V", 2, &[]),
        ("another-text", vec![one(), html(&other_story()), one(), two()], "CQ=V", 2, &[]),
        ("rolls-back", vec![one(), two(), one(), one()], "CVV=", 3, &[]),
        ("flap", vec![one(), two(), one(), two(), one(), two(), two()], "CVV====", 3, &[]),
        ("flap-then-edit", vec![one(), two(), one(), two(), story("12", 1)], "CVV=V", 4, &[]),
        ("furniture", vec![one(), story("11", 2), story("11", 3)], "C==", 1, &[]),
        ("stamp", vec![one(), stamped.clone(), stamped], "C==", 1, &[]),
        (
            "invisible",
            vec![one(), html(&story_page("11", 1).replace("town", "to\u{ad}wn"))],
            "C=",
            1,
            &[],
        ),
    ]
}

fn with(first: Vec<u8>, more: impl Iterator<Item = Vec<u8>>) -> Vec<Vec<u8>> {
    std::iter::once(first).chain(more).collect()
}

fn other_story() -> String {
    let ferry = [
        "A ferry ran aground off the island in thick fog early on Friday, its owner said later.",
        "All passengers were taken to the harbour by boats of the coast guard; nobody was hurt.",
        "The ship is to be towed away when the tide comes in again, which may take until dawn.",
    ];
    page("Ferry runs aground", "28.11.2025", &ferry, 4)
}

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
        let lines = match round {
            0 => desk.fetch(&["track", "cases.txt", "--format", "jsonl"]).ok().lines(),
            _ => desk.poll_lines(),
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
fn what_comes_in_a_storys_place_costs_no_version() {
    check(&there_and_back());
}

#[test]
fn texts_that_collapse_return_or_take_turns_are_told_apart() {
    check(&texts());
}
