//! What a site may answer instead of its story, and what becomes of it: one row a case, one round
//! a step.

use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::Compression;
use flate2::write::GzEncoder;
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
    let broken = broken().into_iter();
    cases.extend(broken.map(|(name, bytes)| -> Case { (name, around(bytes), DOWN, 2, &[]) }));
    cases.push(("challenge-503", around(answer("503 Busy", challenge, "")), DOWN, 2, BLOCKED));
    cases
}

const MISSING: &[&str] = &["missing", "restored"];
const GONE: &[&str] = &["gone", "restored"];
const BLOCKED: &[&str] = &["blocked", "restored"];
const PAYWALLED: &[&str] = &["paywalled", "restored"];

/// Cases in which the story is sent in another way, which is no edit, and then edited.
fn sent_otherwise() -> Vec<Case> {
    let text = |headers: &str, body: Vec<u8>| answer("200 OK", headers, body);
    let html_as = |charset: &str| format!("Content-Type: text/html{charset}\r\n");
    let same = || story_page("11", 2);
    let in_between = |from: &str, to: &str| html(&same().replace(from, to));
    let utf16 = |text: &str| -> Vec<u8> {
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let with_head = |head: &str| in_between("<title>", &format!("{head}<title>"));
    let tagged = |etag: &str| {
        text(&format!("Content-Type: text/html\r\nETag: {etag}\r\n"), same().into_bytes())
    };
    let dated = |date: &str| {
        text(
            &format!("Content-Type: text/html\r\nLast-Modified: {date}\r\nDate: {date}\r\n"),
            same().into_bytes(),
        )
    };
    let ways: Vec<(&str, Vec<u8>)> = vec![
        ("no-type", text("", same().into_bytes())),
        ("octet-stream", text("Content-Type: application/octet-stream\r\n", same().into_bytes())),
        ("bogus-charset", text(&html_as("; charset=klingon"), same().into_bytes())),
        ("utf8-as-latin1", text(&html_as("; charset=iso-8859-1"), same().into_bytes())),
        ("utf16le", text(&html_as(""), utf16(&same()))),
        ("utf16le-bogus", text(&html_as("; charset=utf-8"), utf16(&same()))),
        ("invalid-utf8", text(&html_as(""), [same().as_bytes(), b"<!-- \xff\xfe -->"].concat())),
        ("nul", in_between("</footer>", "\0</footer>")),
        ("entities", in_between("council", "c&#111;uncil")),
        ("nbsp", in_between(" of the town", "&nbsp;of the town")),
        ("zero-width", in_between("council", "coun\u{200b}cil")),
        ("white-space", in_between(" of the ", "\n   of the\t")),
        ("comments", in_between("<article>", &format!("<article>{}", "<!-- x -->".repeat(20_000)))),
        ("deep", in_between("<footer>", &format!("{}<footer>", "<div>".repeat(20_000)))),
        ("attributes", in_between("<footer>", &format!("<footer {}>", "a=b ".repeat(20_000)))),
        ("json-ld-broken", with_head("<script type=application/ld+json>{\"@type\": [[[</script>")),
        (
            "json-ld-deep",
            with_head(&format!("<script type=application/ld+json>{}</script>", "[".repeat(50_000))),
        ),
        ("canonical-javascript", with_head("<link rel=canonical href='javascript:alert(1)'>")),
        ("canonical-foreign", with_head("<link rel=canonical href='https://other.example/a'>")),
        ("base-href", with_head("<base href='https://other.example/'>")),
        ("etag-new", tagged("\"1\"")),
        ("etag-malformed", tagged("W/\"a\" b, \"c")),
        ("etag-huge", tagged(&format!("\"{}\"", "e".repeat(20_000)))),
        ("modified-in-future", dated("Fri, 31 Dec 9999 23:59:59 GMT")),
        ("modified-garbage", dated("yesterday evening")),
        ("early-hints", [b"HTTP/1.1 103 Early Hints\r\n\r\n".to_vec(), story("11", 2)].concat()),
        (
            "gzip",
            text("Content-Type: text/html\r\nContent-Encoding: gzip\r\n", gzip(same().as_bytes())),
        ),
        ("redirect-relative", to("302 Found", "same-story")),
    ];
    let case = |(name, way): (&'static str, Vec<u8>)| -> Case {
        (name, vec![story("11", 1), way, story("10", 2)], "C=V", 2, &[])
    };
    ways.into_iter().map(case).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

/// Answers that the gate lets nobody read.
fn broken() -> Vec<(&'static str, Vec<u8>)> {
    let packed = gzip(story_page("99", 1).repeat(9).as_bytes());
    let labelled = |body: &[u8]| answer("200 OK", "Content-Encoding: gzip\r\n", body);
    let mut wrong_sum = packed.clone();
    let at = wrong_sum.len() - 8;
    wrong_sum[at] ^= 1;
    let head = |lines: &str| format!("HTTP/1.1 200 OK\r\n{lines}\r\n<p>Te").into_bytes();
    vec![
        ("gzip-cut", labelled(&packed[..packed.len() / 2])),
        ("gzip-mislabelled", labelled(story_page("99", 1).as_bytes())),
        ("gzip-wrong-sum", labelled(&wrong_sum)),
        ("gzip-bomb", labelled(&gzip(&vec![b' '; 12_000_000]))),
        ("chunked-cut", head("Transfer-Encoding: chunked\r\n").to_vec()),
        ("announced-too-large", head("Content-Length: 99999999999\r\n")),
        ("two-lengths", head("Content-Length: 3\r\nContent-Length: 5\r\n")),
        ("negative-length", head("Content-Length: -5\r\n")),
        ("header-bomb", answer("200 OK", &"X-Bomb: x\r\n".repeat(1000), "<p>Te")),
        ("long-header", answer("200 OK", &format!("X-Long: {}\r\n", "x".repeat(1_000_000)), "")),
        ("http-0.9", b"<p>HTTP/0.9 had no head</p>".to_vec()),
        ("redirect-empty", answer("302 Found", "Location: \r\n", "")),
        ("redirect-script", to("302 Found", "javascript:alert(1)")),
        ("redirect-two-loop", to("302 Found", "/redirect-two-loop?again")),
    ]
}

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
        ("latin1-as-utf8", vec![accents(), bytes(&latin1(), "utf-8"), accents()], "C==", 1, &[]),
        ("utf8-as-cp1252", vec![accents(), bytes(&twice(), "utf-8"), accents()], "CQ=", 1, &[]),
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

const ACCENTS: &str = "le maire Çelik répéta";

fn accents() -> Vec<u8> {
    bytes(story_page("11", 1).replace("the mayor", ACCENTS).as_bytes(), "utf-8")
}

/// The same in a charset of one byte a letter.
fn latin1() -> Vec<u8> {
    let page = story_page("11", 1).replace("the mayor", ACCENTS);
    page.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(0xff)).collect()
}

/// The same encoded twice.
fn twice() -> Vec<u8> {
    let page = story_page("11", 1).replace("the mayor", ACCENTS);
    page.bytes().map(char::from).collect::<String>().into_bytes()
}

fn bytes(page: &[u8], charset: &str) -> Vec<u8> {
    answer("200 OK", &format!("Content-Type: text/html; charset={charset}\r\n"), page)
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
fn the_way_in_which_a_story_is_sent_is_no_edit_of_it() {
    check(&sent_otherwise());
}

#[test]
fn what_comes_in_a_storys_place_costs_no_version() {
    check(&there_and_back());
}

#[test]
fn texts_that_collapse_return_or_take_turns_are_told_apart() {
    check(&texts());
}
