//! The story of these tests, and what else a site may send in its place.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::desk::{ROAD, page};
use crate::origin::answer;

pub const HEADLINE: &str = "Council votes for road";

pub fn html(body: &str) -> Vec<u8> {
    answer("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body)
}

/// The story, with a number in it and another in the furniture around it.
pub fn story(number: &str, furniture: u32) -> Vec<u8> {
    html(&story_page(number, furniture))
}

pub fn story_page(number: &str, furniture: u32) -> String {
    let paragraphs = ROAD.map(|text| text.replace("11", number));
    page(HEADLINE, "30.11.2025", &paragraphs.each_ref().map(String::as_str), furniture)
}

/// A page of few words under a title.
pub fn small(title: &str, text: &str) -> Vec<u8> {
    html(&format!(
        "<html><head><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body></html>"
    ))
}

pub fn status(status: &str) -> Vec<u8> {
    let headers = "Content-Type: text/html; charset=utf-8\r\n";
    answer(status, headers, story_page("99", 1))
}

pub fn to(status: &str, location: &str) -> Vec<u8> {
    answer(status, &format!("Location: {location}\r\n"), "")
}

/// The story's first paragraph, and an offer.
pub fn behind_paywall() -> Vec<u8> {
    let offer = "Subscribe to continue reading.";
    let teaser = page(HEADLINE, "30.11.2025", &ROAD[..1], 1);
    html(
        &teaser
            .replace("</article>", &format!("<div class=paywall><p>{offer}</p></div></article>")),
    )
}

/// The story, cut in the middle of its markup and sent as if it were whole.
pub fn cut() -> Vec<u8> {
    let whole = story_page("11", 1);
    let at = whole.find("Neighbours").expect("the third paragraph");
    html(&whole[..at])
}

pub fn around(between: Vec<u8>) -> Vec<Vec<u8>> {
    vec![story("11", 1), between.clone(), between, story("11", 2), story("10", 3)]
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

/// Answers that the gate lets nobody read.
pub fn broken() -> Vec<(&'static str, Vec<u8>)> {
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
pub fn short() -> Vec<u8> {
    let mut whole = story("99", 1);
    whole.truncate(whole.len() / 2);
    whole
}

pub const ACCENTS: &str = "le maire Çelik répéta";

pub fn accents() -> Vec<u8> {
    bytes(story_page("11", 1).replace("the mayor", ACCENTS).as_bytes(), "utf-8")
}

/// The same in a charset of one byte a letter.
pub fn latin1() -> Vec<u8> {
    let page = story_page("11", 1).replace("the mayor", ACCENTS);
    page.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(0xff)).collect()
}

/// The same encoded twice.
pub fn twice() -> Vec<u8> {
    let page = story_page("11", 1).replace("the mayor", ACCENTS);
    page.bytes().map(char::from).collect::<String>().into_bytes()
}

pub fn bytes(page: &[u8], charset: &str) -> Vec<u8> {
    answer("200 OK", &format!("Content-Type: text/html; charset={charset}\r\n"), page)
}

pub fn with(first: Vec<u8>, more: impl Iterator<Item = Vec<u8>>) -> Vec<Vec<u8>> {
    std::iter::once(first).chain(more).collect()
}

pub fn other_story() -> String {
    let ferry = [
        "A ferry ran aground off the island in thick fog early on Friday, its owner said later.",
        "All passengers were taken to the harbour by boats of the coast guard; nobody was hurt.",
        "The ship is to be towed away when the tide comes in again, which may take until dawn.",
    ];
    page("Ferry runs aground", "28.11.2025", &ferry, 4)
}
