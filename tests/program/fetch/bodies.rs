//! Answers, whole and broken.

use std::io::Write;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use revdiff::fetch::Answer;
use revdiff::fetch::client::Limits;
use revdiff::fetch::guard::AllowPrivate;
use revdiff::fetch::refusal::refusal;
use revdiff::history::FailureKind;
use revdiff::page::Validators;
use revdiff::time::Time;

use super::{ask, ask_with, failure, gate, gate_with, limits, page};
use crate::origin::{Origin, Script, answer, path};

const STORY: &str = "<!doctype html><p>Ten people were hurt.</p>";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

#[tokio::test]
async fn a_whole_answer_is_recorded_with_all_around_it() {
    let origin =
        Origin::of(answer("200 OK", "ETag: \"v1\"\r\nX-Twice: a\r\nX-Twice: b\r\n", STORY));
    let limits = Limits {
        allow_private: AllowPrivate::Yes,
        contact: Some("desk@news.example".to_owned()),
        ..limits()
    };
    let page = page(ask(&gate_with(limits), &origin.url("/a?b#c")).await);
    assert_eq!(page.bytes, STORY.as_bytes());
    let response = page.response;
    assert_eq!((response.status, response.url), (200, origin.url("/a?b")));
    assert_eq!(response.remote, Some(origin.address.to_string()));
    assert_eq!(response.tls, None);
    let twice: Vec<_> = response.headers.iter().filter(|(name, _)| name == "x-twice").collect();
    assert_eq!(twice.len(), 2);

    let request = &origin.requests()[0];
    assert!(request.starts_with("GET /a?b HTTP/1.1\n"), "{request}");
    for (name, value) in &response.asked {
        assert!(request.contains(&format!("{name}: {value}")), "{name} in {request}");
    }
    let user_agent = &response.asked[0].1;
    assert!(user_agent.starts_with("revdiff/") && user_agent.contains("+desk@news.example"));
    for absent in ["referer", "cookie", "if-none-match", "if-modified-since"] {
        assert!(!request.contains(absent), "{absent} in {request}");
    }
}

#[tokio::test]
async fn a_compressed_body_is_unpacked() {
    let origin = Origin::of(answer("200 OK", "Content-Encoding: gzip\r\n", gzip(STORY.as_bytes())));
    assert_eq!(page(ask(&gate(), &origin.url("/")).await).bytes, STORY.as_bytes());
}

/// Asks an origin that always sends these bytes: the failure, and how often it was asked.
async fn check_failure(bytes: impl AsRef<[u8]>, kind: FailureKind, asked: usize) {
    let origin = Origin::of(&bytes);
    let failure = failure(ask(&gate(), &origin.url("/")).await, kind);
    assert!(!failure.evidence.is_empty());
    assert_eq!(origin.requests().len(), asked, "{}", failure.evidence);
}

#[tokio::test]
async fn half_a_body_is_asked_for_once_more_and_never_a_page() {
    let short = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<p>Ten";
    check_failure(short, FailureKind::Truncated, 2).await;
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Te\r\n";
    check_failure(chunked, FailureKind::Truncated, 2).await;
    check_failure("", FailureKind::Truncated, 2).await;
    check_failure("HTTP/1.1 200 OK\r\nContent-", FailureKind::Truncated, 2).await;
}

#[tokio::test]
async fn a_body_that_cannot_be_unpacked_is_never_a_page() {
    let packed = gzip(STORY.repeat(50).as_bytes());
    let labelled = |body: &[u8]| answer("200 OK", "Content-Encoding: gzip\r\n", body);
    check_failure(labelled(&packed[..packed.len() / 2]), FailureKind::Truncated, 2).await;
    check_failure(labelled(STORY.as_bytes()), FailureKind::Decode, 2).await;
    let mut wrong_sum = packed.clone();
    let at = wrong_sum.len() - 8;
    wrong_sum[at] ^= 1;
    check_failure(labelled(&wrong_sum), FailureKind::Decode, 2).await;
    let twice = answer("200 OK", "Content-Encoding: gzip, gzip\r\n", gzip(&packed));
    check_failure(twice, FailureKind::Decode, 2).await;
}

#[tokio::test]
async fn no_beginning_of_an_answer_is_a_page() {
    let packed = gzip(STORY.as_bytes());
    let until_closed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n";
    let chunked =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>Te\r\n2\r\nn.\r\n0\r\n\r\n";
    for whole in [
        answer("200 OK", "", STORY),
        answer("200 OK", "Content-Encoding: gzip\r\n", &packed),
        [until_closed, &packed[..]].concat(),
        chunked.to_vec(),
    ] {
        let bytes = whole.clone();
        let cut_at = |head: &str| path(head).trim_start_matches('/').parse().unwrap_or(usize::MAX);
        let origin =
            Origin::new(move |head| Script::Bytes(bytes[..bytes.len().min(cut_at(head))].to_vec()));
        let gate = gate();
        page(ask(&gate, &origin.url("/whole")).await);
        for cut in 0..whole.len() {
            match ask(&gate, &origin.url(&format!("/{cut}"))).await {
                // Nothing at all, ended by closing, is a whole empty body, whatever its encoding.
                Answer::Page(page) => assert_eq!((page.bytes.len(), cut), (0, until_closed.len())),
                answer => drop(failure(answer, FailureKind::Truncated)),
            }
        }
    }
}

#[tokio::test]
async fn a_transfer_that_broke_once_is_whole_the_second_time() {
    let times = AtomicU32::new(0);
    let origin = Origin::new(move |_| {
        let whole = answer("200 OK", "", STORY);
        let first = times.fetch_add(1, Ordering::SeqCst) == 0;
        Script::Bytes(if first { whole[..whole.len() - 1].to_vec() } else { whole })
    });
    assert_eq!(page(ask(&gate(), &origin.url("/")).await).bytes, STORY.as_bytes());
}

#[tokio::test]
async fn a_body_is_counted_as_it_is_unpacked() {
    let bomb = gzip(&vec![b' '; 4_000_000]);
    check_failure(answer("200 OK", "Content-Encoding: gzip\r\n", bomb), FailureKind::TooLarge, 1)
        .await;
    let announced = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n";
    check_failure(announced, FailureKind::TooLarge, 1).await;
    let exactly = answer("200 OK", "", "x".repeat(100_000));
    assert_eq!(page(ask(&gate(), &Origin::of(exactly).url("/")).await).bytes.len(), 100_000);
}

#[tokio::test]
async fn an_endless_body_is_cut_off() {
    let origin =
        Origin::new(|_| Script::Endless(b"HTTP/1.1 200 OK\r\n\r\n".to_vec(), vec![b'x'; 10_000]));
    failure(ask(&gate(), &origin.url("/")).await, FailureKind::TooLarge);
}

#[tokio::test]
async fn one_deadline_is_over_everything() {
    let limits = Limits {
        allow_private: AllowPrivate::Yes,
        timeout: Duration::from_millis(100),
        ..limits()
    };
    let gate = gate_with(limits);
    for stalls_after in [
        "",
        "HTTP/1.1 103 Early Hints\r\n\r\n",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>",
    ] {
        let origin = Origin::new(|_| Script::Stall(stalls_after.as_bytes().to_vec()));
        let failure = failure(ask(&gate, &origin.url("/")).await, FailureKind::Timeout);
        assert_eq!(failure.evidence, "no whole answer within 0.1 s");
    }
    // Hints without end, each of which is a word of the server's.
    let hint = b"HTTP/1.1 103 Early Hints\r\n\r\n".repeat(100);
    let origin = Origin::new(move |_| Script::Endless(Vec::new(), hint.clone()));
    failure(ask(&gate, &origin.url("/")).await, FailureKind::Timeout);
}

#[tokio::test]
async fn what_is_not_http_is_refused() {
    let many = "X-Bomb: x\r\n".repeat(1000);
    let long = format!("X-Long: {}\r\n", "x".repeat(4_000_000));
    for bytes in [
        answer("200 OK", &many, STORY),
        answer("200 OK", &long, STORY),
        b"<p>HTTP/0.9 had no head</p>".to_vec(),
        b"\x00\x01\x02 garbage \xff\r\n\r\n".to_vec(),
        b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\n<p>Te".to_vec(),
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<p>Te".to_vec(),
        b"HTTP/1.1 20 OK\r\n\r\n".to_vec(),
    ] {
        check_failure(bytes, FailureKind::Protocol, 1).await;
    }
}

#[tokio::test]
async fn what_comes_before_the_answer_is_passed_over() {
    for first in
        ["HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", "HTTP/1.1 100 Continue\r\n\r\n"]
    {
        let origin = Origin::of([first.as_bytes(), &answer("200 OK", "", STORY)].concat());
        assert_eq!(page(ask(&gate(), &origin.url("/")).await).response.status, 200);
    }
}

#[tokio::test]
async fn validators_are_sent_back_as_they_were_given() {
    let origin = Origin::of("HTTP/1.1 304 Not Modified\r\nETag: \"v2\"\r\n\r\n");
    let validators = Validators {
        etag: Some("W/\"a, b\"".to_owned()),
        last_modified: Some("yesterday evening".to_owned()),
    };
    let answer = ask_with(&gate(), &origin.url("/"), validators).await;
    let Answer::NotModified(response) = answer else { panic!("{answer:?}") };
    assert_eq!(response.header("etag"), Some("\"v2\""));
    let request = &origin.requests()[0];
    assert!(request.contains("if-none-match: W/\"a, b\"\n"), "{request}");
    assert!(request.contains("if-modified-since: yesterday evening"), "{request}");
}

#[tokio::test]
async fn a_304_that_nobody_asked_for_is_a_failure() {
    check_failure("HTTP/1.1 304 Not Modified\r\n\r\n", FailureKind::Protocol, 1).await;
    let origin = Origin::of("HTTP/1.1 304 Not Modified\r\n\r\n");
    for unfit in ["\"a\r\nX-Forged: b\"", "\"\u{fffd}\""] {
        let validators = Validators { etag: Some(unfit.to_owned()), last_modified: None };
        failure(ask_with(&gate(), &origin.url("/"), validators).await, FailureKind::Protocol);
    }
    for request in origin.requests() {
        assert!(!request.contains("if-none-match") && !request.contains("Forged"), "{request}");
    }
}

#[tokio::test]
async fn an_answer_of_any_status_is_a_page_that_is_refused_later() {
    for status in [
        "204 No Content",
        "205 Reset",
        "206 Partial",
        "226 IM Used",
        "300 Choose",
        "404 Not Found",
        "503 Busy",
        "999 No",
    ] {
        let body = if status.starts_with("204") { "" } else { STORY };
        let origin = Origin::of(answer(status, "Retry-After: 90\r\n", body));
        let page = page(ask(&gate(), &origin.url("/")).await);
        assert_eq!(page.bytes, body.as_bytes());
        let now = Time::from_millis(0);
        let refused = refusal(&page, now).expect("a refusal");
        assert_eq!(refused.kind, FailureKind::Status);
        let paused = refused.retry_at.map(|at| at.millis());
        assert_eq!(paused, status.starts_with("503").then_some(90_000));
    }
}
