//! The cookies of one check: what a hop sets, the same host gets back on a later hop.
//!
//! Cookie walls ask for no more. Domain, path and lifetime are left aside, since nothing outlives
//! the check and nothing goes to another host.

use url::Url;

/// The cookies kept at most, and the bytes of one at most (RFC 6265 §6.1 has 50 and 4096).
const COOKIES_MAX: usize = 50;
const COOKIE_BYTES_MAX: usize = 4096;

#[derive(Debug, Default)]
pub struct Jar {
    cookies: Vec<Cookie>,
}

#[derive(Debug)]
struct Cookie {
    host: String,
    name: String,
    value: String,
    secure: bool,
}

impl Jar {
    /// Keeps what a Set-Cookie header of that URL's answer sets, or drops what it takes back.
    pub fn keep(&mut self, url: &Url, set_cookie: &str) {
        let (Some(cookie), lives) = (Cookie::parse(url, set_cookie), !takes_back(set_cookie))
        else {
            return;
        };
        self.cookies.retain(|kept| kept.host != cookie.host || kept.name != cookie.name);
        if lives && self.cookies.len() < COOKIES_MAX {
            self.cookies.push(cookie);
        }
    }

    /// The Cookie header for a request; none where there is nothing to send back.
    pub fn header(&self, url: &Url) -> Option<String> {
        let host = url.host_str()?;
        let sent = self
            .cookies
            .iter()
            .filter(|cookie| cookie.host == host && (!cookie.secure || url.scheme() == "https"));
        let pairs: Vec<String> =
            sent.map(|cookie| format!("{}={}", cookie.name, cookie.value)).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}

impl Cookie {
    fn parse(url: &Url, set_cookie: &str) -> Option<Cookie> {
        let (name, value) = set_cookie.split(';').next()?.split_once('=')?;
        let (name, value) = (name.trim(), value.trim());
        if name.is_empty() || name.len() + value.len() > COOKIE_BYTES_MAX {
            return None;
        }
        Some(Cookie {
            host: url.host_str()?.to_owned(),
            name: name.to_owned(),
            value: value.to_owned(),
            secure: attributes(set_cookie).any(|(name, _)| name.eq_ignore_ascii_case("secure")),
        })
    }
}

/// Whether a Set-Cookie header ends the cookie's life at once.
fn takes_back(set_cookie: &str) -> bool {
    attributes(set_cookie).any(|(name, value)| {
        name.eq_ignore_ascii_case("max-age") && value.parse::<i64>().is_ok_and(|age| age <= 0)
    })
}

fn attributes(set_cookie: &str) -> impl Iterator<Item = (&str, &str)> {
    set_cookie.split(';').skip(1).map(|attribute| {
        let (name, value) = attribute.split_once('=').unwrap_or((attribute, ""));
        (name.trim(), value.trim())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(set: &[&str], url: &str, sent: Option<&str>) {
        let from = Url::parse("https://news.example/a").expect("a URL");
        let mut jar = Jar::default();
        set.iter().for_each(|header| jar.keep(&from, header));
        let url = Url::parse(url).expect("a URL");
        assert_eq!(jar.header(&url).as_deref(), sent, "{set:?} to {url}");
    }

    #[test]
    fn a_cookie_goes_back_to_the_host_that_set_it() {
        check(&["seen=1; Path=/; HttpOnly"], "https://news.example/b", Some("seen=1"));
        check(&["seen=1; Domain=example"], "https://other.example/b", None);
        check(&["a=1", "b=2; x"], "https://news.example/", Some("a=1; b=2"));
        check(&["a=1; Secure"], "http://news.example/", None);
    }

    #[test]
    fn a_later_cookie_replaces_and_may_take_back() {
        check(&["a=1", "a=2"], "https://news.example/", Some("a=2"));
        check(&["a=1", "a=; Max-Age=0"], "https://news.example/", None);
    }

    #[test]
    fn malformed_and_endless_cookies_are_not_kept() {
        check(&["", "=1", "name"], "https://news.example/", None);
        check(&[&format!("a={}", "x".repeat(5000))], "https://news.example/", None);
        let many: Vec<String> = (0..99).map(|number| format!("c{number}=1")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let sent = (0..COOKIES_MAX).map(|number| format!("c{number}=1")).collect::<Vec<_>>();
        check(&many, "https://news.example/", Some(&sent.join("; ")));
    }
}
