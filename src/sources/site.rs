//! Whether two hosts are of one site, as far as their names tell.

use std::net::IpAddr;

/// The first labels of hosts that serve a site's feeds, or its pages to some.
const LABELS: [&str; 12] = [
    "www", "feeds", "feed", "rss", "xml", "sitemap", "sitemaps", "news", "m", "mobile", "amp",
    "api",
];

/// Whether a host is of the site that a source at another host is of: the same but for `www.` or
/// `feeds.` and the like, or one within the other. A port that is unusual makes another host.
pub fn is_one(source: &str, host: &str) -> bool {
    if source == host {
        return true;
    }
    let is_name = |host: &str| !host.contains([':', '[']) && host.parse::<IpAddr>().is_err();
    if !is_name(source) || !is_name(host) {
        return false;
    }
    let (source, host) = (bare(source), bare(host));
    is_within(source, host) || is_within(host, source)
}

/// A host without the label that says only what it serves.
fn bare(host: &str) -> &str {
    match host.split_once('.') {
        Some((label, rest)) if LABELS.contains(&label) && is_site(rest) => rest,
        _ => host,
    }
}

/// Whether a name is one that somebody owns, and not what names are given under, such as `co.uk`.
fn is_site(name: &str) -> bool {
    let labels: Vec<&str> = name.split('.').collect();
    match labels[..] {
        [_] => false,
        [owner, top] => owner.len() > 3 || top.len() > 2,
        _ => true,
    }
}

fn is_within(inner: &str, outer: &str) -> bool {
    let rest = inner.strip_suffix(outer);
    is_site(outer) && rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, host: &str, are_one: bool) {
        assert_eq!(is_one(source, host), are_one, "{source} and {host}");
        assert_eq!(is_one(host, source), are_one, "{host} and {source}");
    }

    #[test]
    fn a_site_has_many_hosts() {
        check("news.example", "news.example", true);
        check("www.daily.example", "daily.example", true);
        check("feeds.daily.example", "www.daily.example", true);
        check("rss.daily.co.uk", "www.daily.co.uk", true);
        check("daily.example", "world.daily.example", true);
        check("127.0.0.1:8000", "127.0.0.1:8000", true);
        check("localhost", "localhost", true);
    }

    #[test]
    fn another_site_is_another() {
        check("daily.example", "other.example", false);
        check("daily.example", "notdaily.example", false);
        check("www.daily.co.uk", "www.other.co.uk", false);
        check("rss.co.uk", "www.other.co.uk", false);
        check("com", "daily.com", false);
        check("ann.pages.example", "bob.pages.example", false);
        check("127.0.0.1:8000", "127.0.0.1:8001", false);
        check("127.0.0.1", "1.127.0.0.1", false);
        check("daily.example:8000", "daily.example", false);
        check("10.0.0.1", "0.0.1", false);
    }
}
