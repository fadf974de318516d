//! The address of a story: its URL in the one form that tells two stories apart (RFC 3986 §6).

use url::Url;

use crate::link::is_tracking;

/// A normalised URL and whom it is asked of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Address {
    pub url: String,
    /// The host, with its port where that is not the scheme's own.
    pub host: String,
}

/// The longest URL that is followed.
pub const URL_BYTES_MAX: usize = 8 * 1024;

/// Normalises an http or https URL, or says what is wrong with it without repeating it.
///
/// Scheme and host lower-cased, the host in ASCII (punycode) without its last dot, the scheme's own
/// port, the fragment and tracking parameters dropped, dot segments resolved, percent-encoding
/// undone where it is not needed and in capitals where it is.
pub fn normalise(text: &str) -> Result<Address, String> {
    let url = parse(text.trim())?;
    let host = match url.port() {
        Some(port) => format!("{}:{port}", url.host_str().unwrap_or_default()),
        None => url.host_str().unwrap_or_default().to_owned(),
    };
    let query = url.query().map(|query| clean_query(&needless_escapes_undone(query)));
    let mut normal = format!("{}://{host}{}", url.scheme(), needless_escapes_undone(url.path()));
    if let Some(query) = query.filter(|query| !query.is_empty()) {
        normal.push('?');
        normal.push_str(&query);
    }
    if normal.len() > URL_BYTES_MAX {
        return Err(too_long());
    }
    Ok(Address { url: normal, host })
}

fn parse(text: &str) -> Result<Url, String> {
    if text.len() > URL_BYTES_MAX {
        return Err(too_long());
    }
    let mut url = Url::parse(text).map_err(|error| match error {
        url::ParseError::RelativeUrlWithoutBase => {
            "not a URL; one begins with https:// or http://".to_owned()
        }
        other => format!("not a URL: {other}"),
    })?;
    if url.scheme() != "http" && url.scheme() != "https" {
        return Err("neither an http nor an https URL; only these are followed".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("holds a user name or password; write the URL without it".to_owned());
    }
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_end_matches('.').to_owned();
    if bare.len() < host.len() {
        url.set_host(Some(&bare)).map_err(|_| "the host is nothing but dots".to_owned())?;
    }
    url.set_fragment(None);
    Ok(url)
}

fn too_long() -> String {
    format!("longer than {URL_BYTES_MAX} bytes")
}

/// A text in which whatever stands between `//` and `@` is not shown, for messages about URLs that
/// were refused.
pub fn redacted(text: &str) -> String {
    let mut pieces = text.split("//");
    let mut shown = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let authority = &piece[..piece.find(['/', '?', '#']).unwrap_or(piece.len())];
        shown.push_str("//");
        match authority.rfind('@') {
            Some(at) => shown.extend(["…", &piece[at..]]),
            None => shown.push_str(piece),
        }
    }
    shown
}

/// Undoes the percent-encoding of unreserved octets, writes the rest in capitals, and encodes a
/// percent sign that begins no code, lest what follows become one.
fn needless_escapes_undone(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        plain.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        match escaped_octet(rest) {
            Some(octet) => {
                push_octet(&mut plain, octet);
                rest = &rest[2..];
            }
            None => plain.push_str("%25"),
        }
    }
    plain.push_str(rest);
    plain
}

/// The octet that two hexadecimal digits at the beginning stand for.
fn escaped_octet(text: &str) -> Option<u8> {
    let digits = text.get(..2).filter(|two| two.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u8::from_str_radix(digits, 16).ok()
}

fn push_octet(plain: &mut String, octet: u8) {
    if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) {
        plain.push(char::from(octet));
    } else {
        plain.push_str(&format!("%{octet:02X}"));
    }
}

fn clean_query(query: &str) -> String {
    let kept: Vec<&str> = query.split('&').filter(|pair| !is_tracking(pair)).collect();
    kept.join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, url: &str) {
        let address = normalise(text).unwrap_or_else(|why| panic!("{text}: {why}"));
        assert_eq!(address.url, url, "{text}");
        assert_eq!(normalise(&address.url), Ok(address), "{text}");
    }

    #[test]
    fn one_story_has_one_url() {
        check("HTTP://News.Example/Story", "http://news.example/Story");
        check("https://news.example", "https://news.example/");
        check("https://news.example:443/a", "https://news.example/a");
        check("http://news.example:443/a", "http://news.example:443/a");
        check("https://news.example./a", "https://news.example/a");
        check("https://news.example/a/./b/../c", "https://news.example/a/c");
        check("https://news.example/a/%2e%2E/c", "https://news.example/c");
        check("https://news.example/a#comments", "https://news.example/a");
        check("https://news.example/a?", "https://news.example/a");
        check("https://news.example/%7euser/%c3%a7ay", "https://news.example/~user/%C3%A7ay");
        check("https://news.example/çay?q=çay", "https://news.example/%C3%A7ay?q=%C3%A7ay");
        check("https://gazete.örnek/", "https://gazete.xn--rnek-4qa/");
        check("https://GAZETE.XN--RNEK-4QA/", "https://gazete.xn--rnek-4qa/");
        check("  https://news.example/a \t", "https://news.example/a");
        check("https://news.example/100%", "https://news.example/100%25");
        check("https://news.example/%%37E", "https://news.example/%257E");
        check("http://[2001:DB8:0::1]:8080/", "http://[2001:db8::1]:8080/");
        check("http://0x7f.1/", "http://127.0.0.1/");
    }

    #[test]
    fn what_may_select_content_is_kept() {
        check("https://news.example/a%2Fb?x=1%262", "https://news.example/a%2Fb?x=1%262");
        check("https://news.example/?id=2&id=1", "https://news.example/?id=2&id=1");
        check("https://news.example/?ref=home&source=x", "https://news.example/?ref=home&source=x");
        check("https://news.example/a/", "https://news.example/a/");
        check("http://www.news.example/", "http://www.news.example/");
    }

    #[test]
    fn tracking_parameters_are_dropped() {
        check("https://news.example/a?utm_source=x&UTM_Medium=y", "https://news.example/a");
        check("https://news.example/a?fbclid=1&id=7&gclid=2#x", "https://news.example/a?id=7");
        check("https://news.example/a?utm%5Fsource=x&_ga", "https://news.example/a");
    }

    #[test]
    fn the_host_is_named_with_an_unusual_port_only() {
        let host = |text| normalise(text).map(|address| address.host);
        assert_eq!(host("https://News.Example:443/").as_deref(), Ok("news.example"));
        assert_eq!(host("http://127.0.0.1:8000/a").as_deref(), Ok("127.0.0.1:8000"));
        assert_eq!(host("http://[::1]:8000/a").as_deref(), Ok("[::1]:8000"));
    }

    fn check_refused(text: &str, why: &str) {
        let refused = normalise(text).expect_err(text);
        assert!(refused.contains(why), "{text}: {refused}");
    }

    #[test]
    fn what_is_no_story_s_url_is_refused_with_the_reason() {
        check_refused("", "not a URL");
        check_refused("news.example/a", "begins with https://");
        check_refused("/etc/passwd", "begins with https://");
        check_refused("-rf", "begins with https://");
        check_refused("ftp://news.example/", "only these are followed");
        check_refused("file:///etc/passwd", "only these are followed");
        check_refused("javascript:alert(1)", "only these are followed");
        check_refused("localhost:8000/a", "only these are followed");
        check_refused("http://", "not a URL");
        check_refused("http://./", "dots");
        check_refused("http://exa mple/", "not a URL");
        check_refused("https://news.example:99999/", "not a URL");
        check_refused(&format!("https://news.example/{}", "a".repeat(9000)), "longer than");
        check_refused(&format!("https://news.example/{}", "ç".repeat(2000)), "longer than");
    }

    #[test]
    fn a_secret_is_refused_and_not_repeated() {
        let why = normalise("https://user:hunter2@news.example/").expect_err("a refusal");
        assert!(why.contains("password") && !why.contains("hunter2"), "{why}");
        let shown = |text| redacted(text);
        assert_eq!(shown("https://user:hunter2@news.example/a@b"), "https://…@news.example/a@b");
        assert_eq!(shown("ftp://a@b@news.example"), "ftp://…@news.example");
        assert_eq!(shown("https://news.example/a@b"), "https://news.example/a@b");
        assert_eq!(shown("https://a/ https://u:p@b/"), "https://a/ https://…@b/");
        assert_eq!(shown("no URL @ all"), "no URL @ all");
    }

    proptest::proptest! {
        #[test]
        fn normalising_twice_changes_nothing(
            text in "https?://([a-zçA-Z0-9.-]{1,12}|[0-9.x]{1,9})(:[0-9]{1,5})?(/|/[ -~ç]{0,30})?",
        ) {
            if let Ok(address) = normalise(&text) {
                proptest::prop_assert_eq!(normalise(&address.url), Ok(address));
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in "\\PC{0,40}|https?:[/\\\\]{0,3}\\PC{0,40}") {
            let _ = normalise(&text).map(|address| normalise(&address.url));
            redacted(&text);
        }
    }
}
