//! What a server sent: the bytes, and everything about the exchange that cannot be had later.

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::digest::Digest;

/// The bytes of a page with the response they came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The body with its content encoding (gzip …) removed; its charset as sent.
    pub bytes: Vec<u8>,
    pub response: Response,
}

/// A response without its body, and what we asked with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Response {
    pub status: u16,
    /// The URL that answered, after all redirects.
    pub url: String,
    /// The server's headers in its order, names in lower case; values that are not UTF-8 have
    /// their other bytes replaced.
    pub headers: Vec<(String, String)>,
    /// The address that we connected to, with the port.
    pub remote: Option<String>,
    /// The address that we came from, as far as this machine knows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub local: Option<String>,
    /// The protocol's state where the connection was encrypted, such as `https, certificate valid`.
    pub tls: Option<String>,
    /// The headers that we sent, names in lower case.
    pub asked: Vec<(String, String)>,
    /// Each redirect on the way: the status and the URL that gave it.
    pub redirects: Vec<Redirect>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Redirect {
    pub status: u16,
    pub url: String,
}

/// What lets a server answer "not modified", exactly as it gave them (RFC 9110 §8.8).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    pub etag: Option<String>,
    pub last_modified: Option<String>,
}

/// Headers, in lower case, with what stands in them where an answer is a challenge.
const CHALLENGES: [(&str, &str); 5] = [
    ("cf-mitigated", "challenge"),
    ("x-amzn-waf-action", "challenge"),
    ("x-amzn-waf-action", "captcha"),
    ("x-px-blocked", "1"),
    ("x-sucuri-block", ""),
];

impl Page {
    pub fn digest(&self) -> Digest {
        Digest::of(&self.bytes)
    }
}

impl Response {
    /// The first header of that (lower-case) name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// How long the page stays fresh by the server's word (RFC 9111 §4.2): what is left of `max-age`.
    /// None where it says nothing, or wants to be asked each time.
    pub fn fresh_for(&self) -> Option<TimeDelta> {
        let directives = self.header("cache-control")?.split(',').map(str::trim);
        let mut max_age = None;
        for directive in directives {
            let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
            match name.trim().to_ascii_lowercase().as_str() {
                "no-cache" | "no-store" => return None,
                "max-age" => max_age = seconds(value.trim().trim_matches('"')),
                _ => {}
            }
        }
        let age = self.header("age").and_then(|age| seconds(age.trim())).unwrap_or_default();
        max_age.map(|max_age| max_age - age).filter(|left| *left > TimeDelta::zero())
    }

    /// The header that calls this answer a challenge to robots, as those who sell such protection
    /// send it; none where there is none.
    pub fn challenge(&self) -> Option<&str> {
        CHALLENGES.iter().find_map(|(name, value)| {
            let given = self.header(name)?.to_ascii_lowercase();
            given.contains(value).then_some(*name)
        })
    }

    /// Whether redirects led here, all of which said that they are for good.
    pub fn is_moved_for_good(&self) -> bool {
        let is_permanent = |redirect: &Redirect| matches!(redirect.status, 301 | 308);
        !self.redirects.is_empty() && self.redirects.iter().all(is_permanent)
    }

    /// The validators that the server gave; one over 1 KB is no validator but a load. None behind
    /// a redirect: they are the other URL's, and would be sent to this one.
    pub fn validators(&self) -> Validators {
        if !self.redirects.is_empty() {
            return Validators::default();
        }
        let short = |name| self.header(name).filter(|value| value.len() <= 1024).map(String::from);
        Validators { etag: short("etag"), last_modified: short("last-modified") }
    }
}

/// A number of seconds; more than a calendar has are a year, which is all that caches heed.
fn seconds(text: &str) -> Option<TimeDelta> {
    let year = TimeDelta::days(365);
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| match text.parse() {
        Ok(seconds) => TimeDelta::try_seconds(seconds).unwrap_or(year).min(year),
        Err(_) => year,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cache_control: &str, age: &str, seconds: Option<i64>) {
        let headers = [("cache-control", cache_control), ("age", age)];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let response = Response { headers: headers.into(), ..Response::default() };
        let left = response.fresh_for().map(|left| left.num_seconds());
        assert_eq!(left, seconds, "{cache_control}, {age}");
    }

    #[test]
    fn a_page_is_fresh_for_what_is_left_of_its_max_age() {
        check("max-age=300", "", Some(300));
        check("public, Max-Age=\"300\", must-revalidate", "120", Some(180));
        check("max-age=300", "300", None);
        check("max-age=300, no-cache", "", None);
        check("no-store, max-age=300", "", None);
        check("s-maxage=300", "", None);
        check("max-age=-5", "", None);
        check("max-age=soon", "", None);
        check("max-age=99999999999999999999", "", Some(365 * 86_400));
        check("max-age=9223372036854775807", "7", Some(365 * 86_400 - 7));
        check("", "", None);
    }

    #[test]
    fn a_challenge_is_known_by_its_headers() {
        let challenge = |name: &str, value: &str| {
            let headers = vec![(name.to_owned(), value.to_owned())];
            let response = Response { headers, ..Response::default() };
            response.challenge().map(str::to_owned)
        };
        assert_eq!(challenge("cf-mitigated", "Challenge").as_deref(), Some("cf-mitigated"));
        assert_eq!(challenge("x-amzn-waf-action", "captcha").as_deref(), Some("x-amzn-waf-action"));
        assert_eq!(challenge("server", "cloudflare"), None);
        assert_eq!(challenge("x-datadome", "protected"), None, "whole pages bear it too");
    }

    #[test]
    fn one_redirect_for_now_is_no_move() {
        let moved = |statuses: &[u16]| {
            let redirect = |&status: &u16| Redirect { status, url: String::new() };
            let redirects = statuses.iter().map(redirect).collect();
            Response { redirects, ..Response::default() }.is_moved_for_good()
        };
        assert!(moved(&[301, 308]) && moved(&[301]));
        assert!(!moved(&[301, 302]) && !moved(&[307]) && !moved(&[]));
    }
}
