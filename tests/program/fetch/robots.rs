//! robots.txt as a host answers for it.

use chrono::TimeDelta;
use revdiff::fetch::client::{Gate, Limits};
use revdiff::fetch::guard::AllowPrivate;
use revdiff::fetch::robots::{decide, request, told};
use revdiff::fetch::{Denial, Fetch};
use revdiff::history::{Failure, FailureKind};
use revdiff::time::Time;
use url::Url;

use super::{gate, gate_with, limits};
use crate::origin::{Origin, Script, answer, path, redirect};

fn noon() -> Time {
    Time::from_millis(0)
}

/// The status and the text of a site's robots.txt.
async fn fetch(gate: &Gate, site: &Url) -> Result<(u16, String), Failure> {
    told(gate.fetch(request(site, None)).await, noon()).map_err(|denial| match denial {
        Denial::Failed(failure) => *failure,
        Denial::Postponed(postponed) => panic!("nobody is waited for: {postponed}"),
    })
}

const FORBIDS_X: &str = "User-agent: *\nDisallow: /x\n";

async fn check(origin: &Origin, status: u16, x_allowed: bool, y_allowed: bool) {
    let site = Url::parse(&origin.url("/story?a=b#c")).expect("a URL");
    let (answered, text) = fetch(&gate(), &site).await.expect("an answer");
    assert_eq!(answered, status);
    let robots = decide(answered, &text);
    assert_eq!((robots.allows("/x"), robots.allows("/y")), (x_allowed, y_allowed));
    assert_eq!(path(&origin.requests()[0]), "/robots.txt");
}

#[tokio::test]
async fn the_file_decides_where_there_is_one() {
    check(&Origin::of(answer("200 OK", "", FORBIDS_X)), 200, false, true).await;
    let moved = Origin::new(|head| {
        Script::Bytes(match path(head) {
            "/robots.txt" => redirect("/real.txt"),
            _ => answer("200 OK", "", FORBIDS_X),
        })
    });
    check(&moved, 200, false, true).await;
}

#[tokio::test]
async fn a_missing_file_allows_all() {
    check(&Origin::of(answer("404 Not Found", "", FORBIDS_X)), 404, true, true).await;
    check(&Origin::of(redirect("/robots.txt")), 302, true, true).await;
}

#[tokio::test]
async fn a_broken_or_busy_host_says_why() {
    let failed = async |answered: Vec<u8>| {
        let site = Url::parse(&Origin::of(answered).url("/")).expect("a URL");
        fetch(&gate(), &site).await.expect_err("nothing may be asked for")
    };
    let broken = failed(answer("500 Oops", "", FORBIDS_X)).await;
    assert_eq!((broken.kind, broken.status()), (FailureKind::Status, Some(500)));
    let busy = failed(answer("429 Slow", "Retry-After: 3600\r\n", "")).await;
    assert_eq!(busy.retry_at, Some(noon() + TimeDelta::hours(1)));
}

#[tokio::test]
async fn a_host_without_an_answer_says_why() {
    let site = Url::parse(&Origin::of("not HTTP").url("/")).expect("a URL");
    let failure = fetch(&gate(), &site).await.expect_err("no answer");
    assert_eq!(failure.kind, FailureKind::Protocol);
}

#[tokio::test]
async fn a_long_file_is_cut_at_500_kib() {
    let text = format!("{FORBIDS_X}{}", "#\n".repeat(300 * 1024));
    let origin = Origin::of(answer("200 OK", "", text));
    let site = Url::parse(&origin.url("/")).expect("a URL");
    for bytes_max in [1_000_000, 1] {
        let allow_private = AllowPrivate::Yes;
        let gate = gate_with(Limits { allow_private, bytes_max, ..limits() });
        let (_, text) = fetch(&gate, &site).await.expect("an answer");
        assert!((499 * 1024..=500 * 1024).contains(&text.len()), "{}", text.len());
        assert!(!decide(200, &text).allows("/x"));
    }
}
