//! Cases in which something else comes twice, then the story as it was, then an edit of it.

use super::Case;
use super::pages::*;
use crate::origin::answer;

pub fn there_and_back() -> Vec<Case> {
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
    cases.push(("challenge-403", around(answer("403 Forbidden", challenge, "")), DOWN, 2, BLOCKED));
    cases
}

const MISSING: &[&str] = &["missing", "restored"];

const GONE: &[&str] = &["gone", "restored"];

const BLOCKED: &[&str] = &["blocked", "restored"];

const PAYWALLED: &[&str] = &["paywalled", "restored"];
