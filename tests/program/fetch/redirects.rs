//! Redirects: followed on our own feet, ten at most, nowhere but to the web.

use std::sync::Arc;
use std::time::Duration;

use revdiff::fetch::client::Limits;
use revdiff::fetch::guard::AllowPrivate;
use revdiff::fetch::{Admit, Extent, Fetch, Leave, Request};
use revdiff::history::FailureKind;
use revdiff::page::Validators;
use url::Url;

use super::{ask, failure, gate, gate_with, limits, page};
use crate::origin::{Origin, Script, answer, path, redirect};

const STORY: &str = "<!doctype html><p>Ten people were hurt.</p>";

#[tokio::test]
async fn each_redirect_on_the_way_is_recorded() {
    let origin = Origin::new(|head| {
        Script::Bytes(match path(head) {
            "/old" => answer("301 Moved", "Location: /dir/next\r\n", ""),
            "/dir/next" => answer("307 Moved", "Location: ../new?x=1#part\r\n", "moved"),
            _ => answer("200 OK", "", STORY),
        })
    });
    let response = page(ask(&gate(), &origin.url("/old")).await).response;
    assert_eq!(response.url, origin.url("/new?x=1"));
    let way: Vec<_> = response.redirects.iter().map(|hop| (hop.status, hop.url.as_str())).collect();
    assert_eq!(way, [(301, &*origin.url("/old")), (307, &*origin.url("/dir/next"))]);
    assert!(origin.requests().iter().all(|request| !request.to_lowercase().contains("referer")));
}

/// An origin whose `/N` leads to `/N+1`, up to a story at `/length`.
fn chain(length: u32) -> Origin {
    Origin::new(move |head| {
        let number: u32 = path(head).trim_start_matches('/').parse().unwrap_or(0);
        Script::Bytes(if number < length {
            redirect(&format!("/{}", number + 1))
        } else {
            answer("200 OK", "", STORY)
        })
    })
}

#[tokio::test]
async fn ten_redirects_are_followed_and_no_more() {
    let origin = chain(10);
    assert_eq!(page(ask(&gate(), &origin.url("/0")).await).response.redirects.len(), 10);
    let origin = chain(25);
    let failure = failure(ask(&gate(), &origin.url("/0")).await, FailureKind::Redirect);
    assert_eq!(origin.requests().len(), 11);
    assert!(failure.evidence.starts_with("more than 10 redirects"), "{}", failure.evidence);
    assert_eq!(failure.response.map(|response| response.status), Some(302));
}

#[tokio::test]
async fn a_circle_is_left_with_the_way_told() {
    let origin =
        Origin::new(|head| Script::Bytes(redirect(if path(head) == "/a" { "/b" } else { "/a" })));
    let failure = failure(ask(&gate(), &origin.url("/a")).await, FailureKind::Redirect);
    let (a, b) = (origin.url("/a"), origin.url("/b"));
    assert_eq!(
        failure.evidence,
        format!("the redirects lead in a circle; the way: {a} → {b} → {a}")
    );
    assert_eq!(origin.requests().len(), 2);
}

#[tokio::test]
async fn a_cookie_wall_is_passed_with_its_own_cookie() {
    let origin = Origin::new(|head| {
        Script::Bytes(if head.contains("cookie: seen=1") {
            answer("200 OK", "", STORY)
        } else {
            answer("302 Found", "Set-Cookie: seen=1; Path=/\r\nLocation: /\r\n", "")
        })
    });
    let gate = gate();
    let response = page(ask(&gate, &origin.url("/")).await).response;
    assert!(response.asked.contains(&("cookie".to_owned(), "seen=1".to_owned())));
    // The next check starts without it.
    page(ask(&gate, &origin.url("/")).await);
    assert_eq!(origin.requests().len(), 4);
}

#[tokio::test]
async fn a_cookie_is_not_carried_to_another_host() {
    let other = Origin::of(answer("200 OK", "", STORY));
    let elsewhere = format!("http://localhost:{}/", other.address.port());
    let origin = Origin::of(answer(
        "302 Found",
        &format!("Set-Cookie: a=1\r\nLocation: {elsewhere}\r\n"),
        "",
    ));
    page(ask(&gate(), &origin.url("/")).await);
    assert!(!other.requests()[0].contains("cookie"));
}

#[tokio::test]
async fn a_cookie_wall_without_end_is_left() {
    let origin = Origin::new(|head| {
        let length = head.len();
        Script::Bytes(answer(
            "302 Found",
            &format!("Set-Cookie: c{length}=1\r\nLocation: /\r\n"),
            "",
        ))
    });
    failure(ask(&gate(), &origin.url("/")).await, FailureKind::Redirect);
    assert_eq!(origin.requests().len(), 11);
}

#[tokio::test]
async fn a_redirect_to_nowhere_is_a_failure() {
    for location in [
        "Location:\r\n",
        "",
        "Location: file:///etc/passwd\r\n",
        "Location: javascript:alert(1)\r\n",
        "Location: ftp://127.0.0.1/\r\n",
        "Location: data:text/html,x\r\n",
        "Location: http://[::1\r\n",
    ] {
        let origin = Origin::of(answer("302 Found", location, STORY));
        let failure = failure(ask(&gate(), &origin.url("/")).await, FailureKind::Redirect);
        assert_eq!(origin.requests().len(), 1, "{location}: {}", failure.evidence);
    }
}

#[tokio::test]
async fn credentials_in_a_location_are_not_sent() {
    let other = Origin::of(answer("200 OK", "", STORY));
    let origin = Origin::of(redirect(&format!("http://user:secret@{}/", other.address)));
    let response = page(ask(&gate(), &origin.url("/")).await).response;
    assert_eq!(response.url, other.url("/"));
    assert!(!other.requests()[0].to_lowercase().contains("authorization"));
}

#[tokio::test]
async fn to_wait_until_a_host_may_be_asked_takes_none_of_its_time() {
    let origin = chain(1);
    let timeout = Duration::from_millis(500);
    let gate = gate_with(Limits { allow_private: AllowPrivate::Yes, timeout, ..limits() });
    let admit: Admit = Arc::new(move |_| {
        Box::pin(async move {
            // Two such waits are longer than the timeout: what is shown is that they do not count.
            tokio::time::sleep(timeout / 2 + timeout / 10).await;
            Ok(Box::new(()) as Leave)
        })
    });
    let url = Url::parse(&origin.url("/0")).expect("a URL");
    let validators = Validators::default();
    let request = Request { url, validators, admit: Some(admit), extent: Extent::Whole };
    assert_eq!(page(gate.fetch(request).await).response.redirects.len(), 1);
}
