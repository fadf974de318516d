//! Whether a page that came is one to read: its status, and that it is HTML at all.

use chrono::TimeDelta;

use crate::history::{Failure, FailureKind};
use crate::page::{Page, Response};
use crate::time::Time;

/// The least and the most that a host is left alone for at its own word.
const PAUSE_MIN: TimeDelta = TimeDelta::minutes(1);
const PAUSE_MAX: TimeDelta = TimeDelta::hours(24);

/// How far into a page the signs of HTML are sought.
const SNIFFED_BYTES: usize = 4096;

/// Why a page is none to read: a status that is not 200, or content that is not HTML. None where it
/// may be read; whether it is an article is for the extractor to say.
pub fn refusal(page: &Page, now: Time) -> Option<Failure> {
    let (kind, evidence) = if page.response.status != 200 {
        (FailureKind::Status, format!("the server answered {}", status_words(page.response.status)))
    } else {
        (FailureKind::NotHtml, not_html(page)?)
    };
    let response = Some(page.response.clone());
    Some(Failure { kind, evidence, response, retry_at: retry_at(&page.response, now) })
}

fn status_words(status: u16) -> String {
    let reason =
        reqwest::StatusCode::from_u16(status).ok().and_then(|code| code.canonical_reason());
    reason.map_or_else(|| status.to_string(), |reason| format!("{status} {reason}"))
}

/// When the server lets us come back, a minute to a day from now; the least pause where it does not
/// say when, or nothing that can be read.
pub fn retry_at(response: &Response, now: Time) -> Option<Time> {
    let asked = match (response.status, response.header("retry-after")) {
        (429 | 503, Some(value)) => retry_after(value.trim(), now).unwrap_or(PAUSE_MIN),
        (429 | 503, None) => PAUSE_MIN,
        _ => return None,
    };
    Some(now + asked.clamp(PAUSE_MIN, PAUSE_MAX))
}

/// The pause that a Retry-After header asks for: seconds, or a date (RFC 9110 §10.2.3).
fn retry_after(value: &str, now: Time) -> Option<TimeDelta> {
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        // More seconds than a number holds are more than a day.
        let seconds = value.parse::<i64>().ok();
        return Some(seconds.and_then(TimeDelta::try_seconds).unwrap_or(PAUSE_MAX));
    }
    let date = httpdate::parse_http_date(value).ok()?;
    let since_1970 = date.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let millis = i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX);
    Some(Time::from_millis(millis) - now)
}

/// What shows that a page is not HTML, by its declared type and its first bytes.
fn not_html(page: &Page) -> Option<String> {
    if let Some((_, name)) = BINARY.iter().find(|(magic, _)| page.bytes.starts_with(magic)) {
        return Some(format!("the content is {name}"));
    }
    let declared = page.response.header("content-type").unwrap_or("");
    let essence = declared.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/html" | "application/xhtml+xml" => None,
        ""
        | "text/plain"
        | "text/xml"
        | "application/xml"
        | "application/octet-stream"
        | "unknown/unknown"
        | "application/unknown"
        | "*/*" => (!looks_like_html(&page.bytes)).then(|| match essence.as_str() {
            "" => "no content type, and nothing in it looks like HTML".to_owned(),
            other => format!("content type {other}, and nothing in it looks like HTML"),
        }),
        other => Some(format!("content type {}", &other[..other.floor_char_boundary(100)])),
    }
}

/// How contents begin that no declared type can make into HTML.
const BINARY: [(&[u8], &str); 10] = [
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"RIFF", "a WebP image or other media"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "compressed data"),
    (b"OggS", "media"),
    (b"ID3", "media"),
];

/// Tags that a page begins with, or has early on.
const TAGS: [&[u8]; 8] =
    [b"<!doctype html", b"<html", b"<head", b"<body", b"<title", b"<article", b"<div", b"<p>"];

fn looks_like_html(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(SNIFFED_BYTES)];
    // Without its zero bytes, UTF-16 reads as ASCII does.
    let head: Vec<u8> =
        head.iter().filter(|byte| **byte != 0).map(u8::to_ascii_lowercase).collect();
    TAGS.iter().any(|tag| head.windows(tag.len()).any(|window| window == *tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(status: u16, headers: &[(&str, &str)], bytes: &[u8]) -> Page {
        let headers =
            headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Page {
            bytes: bytes.to_vec(),
            response: Response { status, headers, ..Response::default() },
        }
    }

    fn now() -> Time {
        Time::parse("2026-11-23T12:00:00Z").expect("a time")
    }

    /// The pause that a 429 with this Retry-After makes, in seconds.
    fn check_pause(value: &str, seconds: i64) {
        let page = page(429, &[("retry-after", value)], b"");
        let retry_at = refusal(&page, now()).and_then(|failure| failure.retry_at);
        assert_eq!(retry_at.map(|at| (at - now()).num_seconds()), Some(seconds), "{value:?}");
    }

    #[test]
    fn retry_after_is_read_and_held_between_a_minute_and_a_day() {
        let day = 24 * 60 * 60;
        check_pause("120", 120);
        check_pause(" 3600 ", 3600);
        check_pause("0", 60);
        check_pause("5", 60);
        check_pause("-5", 60);
        check_pause("1.5", 60);
        check_pause("soon", 60);
        check_pause("", 60);
        check_pause("31536000", day);
        check_pause("99999999999999999999999", day);
        check_pause("9223372036854775807", day);
        check_pause("Mon, 23 Nov 2026 12:10:00 GMT", 600);
        check_pause("Monday, 23-Nov-26 12:10:00 GMT", 600);
        check_pause("Mon, 23 Nov 2020 12:10:00 GMT", 60);
        check_pause("Fri, 31 Dec 9999 23:59:59 GMT", day);
    }

    #[test]
    fn only_a_server_that_is_overloaded_pauses_its_host() {
        let retry_at = |status, headers: &[_]| {
            refusal(&page(status, headers, b""), now()).and_then(|failure| failure.retry_at)
        };
        assert!(retry_at(429, &[]).is_some());
        assert!(retry_at(503, &[("retry-after", "300")]).is_some());
        assert!(retry_at(503, &[]).is_some());
        assert_eq!(retry_at(500, &[("retry-after", "300")]), None);
        assert_eq!(retry_at(404, &[("retry-after", "300")]), None);
    }

    #[test]
    fn every_status_but_200_is_refused_with_its_response() {
        for status in [201, 203, 204, 205, 206, 226, 300, 401, 404, 410, 451, 500, 503, 520, 999] {
            let page = page(status, &[("content-type", "text/html")], b"<html><p>Hello");
            let failure = refusal(&page, now()).expect("a refusal");
            assert_eq!(failure.kind, FailureKind::Status);
            assert_eq!(failure.response.map(|response| response.status), Some(status));
            assert!(failure.evidence.contains(&status.to_string()), "{}", failure.evidence);
        }
    }

    fn check_type(declared: &str, bytes: &[u8], expected: Option<&str>) {
        let headers: &[_] = if declared.is_empty() { &[] } else { &[("content-type", declared)] };
        let failure = refusal(&page(200, headers, bytes), now());
        let found = failure.map(|failure| {
            assert_eq!(failure.kind, FailureKind::NotHtml);
            failure.evidence
        });
        assert_eq!(found.as_deref(), expected, "{declared}");
    }

    #[test]
    fn html_is_known_by_its_type_or_its_look() {
        check_type("text/html", b"", None);
        check_type("Text/HTML; charset=utf-8", b"Hello", None);
        check_type("application/xhtml+xml", b"<?xml version='1.0'?>", None);
        check_type("", b"\xef\xbb\xbf<!DOCTYPE html><p>Hello", None);
        check_type("text/plain", b"<HTML><BODY>Hello", None);
        check_type("application/octet-stream", b"<\0h\0t\0m\0l\0>\0", None);
    }

    #[test]
    fn what_is_not_html_is_refused_with_what_it_is() {
        check_type("application/json", b"{}", Some("content type application/json"));
        check_type("image/png", b"x", Some("content type image/png"));
        check_type("text/html", b"\x89PNG\r\n\x1a\nIHDR", Some("the content is a PNG image"));
        check_type("text/html", b"%PDF-1.7", Some("the content is a PDF"));
        let plain = "content type text/plain, and nothing in it looks like HTML";
        check_type("text/plain", b"User-agent: *", Some(plain));
        check_type("", b"", Some("no content type, and nothing in it looks like HTML"));
    }
}
