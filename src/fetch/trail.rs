//! The way of one check from hop to hop: where it is, where it came from, what it carries.

use std::collections::HashSet;

use reqwest::header::{HeaderMap, HeaderValue, LOCATION, SET_COOKIE};
use url::Url;

use crate::fetch::cookies::Jar;
use crate::fetch::trouble::Trouble;
use crate::history::{Failure, FailureKind};
use crate::page::{Redirect, Response};

/// The redirects that one check follows at most.
const REDIRECTS_MAX: usize = 10;

/// The longest Location that is followed, and the most of a URL that evidence shows.
const LOCATION_BYTES_MAX: usize = 8 * 1024;
const SHOWN_BYTES_MAX: usize = 200;

#[derive(Debug)]
pub struct Trail {
    /// Where the next request goes.
    pub url: Url,
    jar: Jar,
    pub redirects: Vec<Redirect>,
    /// The newest answer, once there is one.
    pub response: Option<Response>,
    /// Every request made, as far as the server could tell them apart.
    asked: HashSet<(Url, Option<String>)>,
}

impl Trail {
    pub fn new(url: Url) -> Trail {
        Trail {
            url: plain(url),
            jar: Jar::default(),
            redirects: Vec::new(),
            response: None,
            asked: HashSet::new(),
        }
    }

    /// The Cookie header of the next request.
    pub fn cookies(&self) -> Option<String> {
        self.jar.header(&self.url)
    }

    /// Goes on to where a redirect points, its cookies taken along.
    pub fn follow(&mut self, headers: &HeaderMap, status: u16) -> Result<(), Trouble> {
        let next = target(&self.url, headers.get(LOCATION).map(HeaderValue::as_bytes))?;
        self.asked.insert((self.url.clone(), self.cookies()));
        for cookie in headers.get_all(SET_COOKIE) {
            self.jar.keep(&self.url, &String::from_utf8_lossy(cookie.as_bytes()));
        }
        self.redirects.push(Redirect { status, url: self.url.to_string() });
        self.url = next;
        if self.redirects.len() > REDIRECTS_MAX {
            let why = format!("more than {REDIRECTS_MAX} redirects");
            return Err(Trouble::new(FailureKind::Redirect, why));
        }
        Ok(())
    }

    /// Refuses to ask the same thing twice: the same URL with the same cookies.
    pub fn refuse_loop(&self) -> Result<(), Trouble> {
        if self.asked.contains(&(self.url.clone(), self.cookies())) {
            return Err(Trouble::new(FailureKind::Redirect, "the redirects lead in a circle"));
        }
        Ok(())
    }

    /// The failure that trouble on this trail makes, the way there told.
    pub fn failure(self, trouble: Trouble) -> Failure {
        let mut evidence = trouble.evidence;
        if !self.redirects.is_empty() {
            let urls = self.redirects.iter().map(|redirect| redirect.url.as_str());
            let way: Vec<&str> = urls.chain([self.url.as_str()]).map(shown).collect();
            evidence = format!("{evidence}; the way: {}", way.join(" → "));
        }
        Failure { kind: trouble.kind, evidence, response: self.response, retry_at: None }
    }
}

fn shown(url: &str) -> &str {
    &url[..url.floor_char_boundary(SHOWN_BYTES_MAX)]
}

/// Where a redirect from that URL points (RFC 3986 §5).
fn target(from: &Url, location: Option<&[u8]>) -> Result<Url, Trouble> {
    let broken = |why: String| Trouble::new(FailureKind::Redirect, why);
    let location = location.ok_or_else(|| broken("a redirect without a Location".to_owned()))?;
    if location.len() > LOCATION_BYTES_MAX {
        return Err(broken(format!("a Location of {} bytes", location.len())));
    }
    let location = String::from_utf8_lossy(location);
    if location.trim().is_empty() {
        return Err(broken("a redirect with an empty Location".to_owned()));
    }
    let next = from.join(&location).map_err(|error| {
        broken(format!("a Location that is no URL ({error}): {}", shown(&location)))
    })?;
    match next.scheme() {
        "http" | "https" => Ok(plain(next)),
        scheme => Err(broken(format!("a redirect to {scheme}:, which is not followed"))),
    }
}

/// The URL without what is not for the server (the fragment) and not for anyone (credentials).
fn plain(mut url: Url) -> Url {
    url.set_fragment(None);
    // Both refuse only URLs that have no host, which have no credentials either.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(location: &str, leads_to: Result<&str, &str>) {
        let mut trail = Trail::new(Url::parse("https://news.example/a/b?c#d").expect("a URL"));
        let location_value = HeaderValue::from_bytes(location.as_bytes()).expect("a header");
        let headers = HeaderMap::from_iter([(LOCATION, location_value)]);
        let followed = trail.follow(&headers, 302);
        match (followed, leads_to) {
            (Ok(()), Ok(url)) => assert_eq!(trail.url.as_str(), url, "{location}"),
            (Err(trouble), Err(why)) => {
                assert_eq!(trouble.kind, FailureKind::Redirect);
                assert!(trouble.evidence.contains(why), "{location}: {}", trouble.evidence);
            }
            (followed, _) => panic!("{location}: {followed:?}"),
        }
    }

    #[test]
    fn a_location_is_resolved_against_the_url_that_gave_it() {
        check("/x", Ok("https://news.example/x"));
        check("x?y", Ok("https://news.example/a/x?y"));
        check("../x", Ok("https://news.example/x"));
        check("?y", Ok("https://news.example/a/b?y"));
        check("//other.example/x", Ok("https://other.example/x"));
        check("http://other.example", Ok("http://other.example/"));
        check("/çay", Ok("https://news.example/%C3%A7ay"));
        check("/x#part", Ok("https://news.example/x"));
    }

    #[test]
    fn credentials_in_a_location_go_nowhere() {
        check("https://user:secret@other.example/", Ok("https://other.example/"));
    }

    #[test]
    fn a_location_that_leads_nowhere_is_refused() {
        check("", Err("empty"));
        check("  ", Err("empty"));
        check("file:///etc/passwd", Err("file:"));
        check("javascript:alert(1)", Err("javascript:"));
        check("data:text/html,x", Err("data:"));
        check("gopher://x/", Err("gopher:"));
        check("http://", Err("no URL"));
        check("https://[::1", Err("no URL"));
        check(&format!("/{}", "x".repeat(9000)), Err("9001 bytes"));
    }
}
