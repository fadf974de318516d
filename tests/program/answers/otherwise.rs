//! Cases in which the story is sent in another way, which is no edit, and then edited.

use super::Case;
use super::pages::*;
use crate::origin::answer;

pub fn sent_otherwise() -> Vec<Case> {
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
