//! The links of a story: under which words they stand, and whether two lead to the same place.

use serde::{Deserialize, Serialize};
use url::Url;

/// A link in the text of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The words it stands under.
    pub text: String,
    /// An absolute address of the web or of mail, without tracking parameters.
    pub url: String,
}

/// A longer address is not kept.
const URL_BYTES_MAX: usize = 2_000;

/// The value of a parameter that may be of a session has at least so many characters.
const SESSION_CHARACTERS_MIN: usize = 16;

/// Parameters that say where a reader came from and never what to show: only names that no site is
/// known to choose content by.
#[rustfmt::skip]
const TRACKING: [&str; 49] = [
    // clicks on advertisements and posts
    "fbclid", "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "msclkid", "twclid", "ttclid",
    "yclid", "ysclid", "igsh", "igshid", "li_fat_id", "srsltid", "epik",
    // newsletters
    "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "vero_id", "oly_anon_id", "oly_enc_id",
    "ml_subscriber", "ml_subscriber_hash", "ck_subscriber_id", "_kx",
    // analytics
    "_ga", "_gl", "cmpid", "xtor", "wt_mc", "wt.mc_id", "guccounter", "guce_referrer",
    "guce_referrer_sig", "soc_src", "soc_trk", "ns_mchannel", "ns_source", "ns_campaign",
    "ns_linkname", "ns_fee", "at_medium", "at_campaign", "at_link_id", "at_bbc_team",
    "at_ptr_name",
];

/// Parameters that name a reader's visit, whatever their value.
const SESSIONS: [&str; 5] = ["jsessionid", "phpsessid", "aspsessionid", "cfid", "cftoken"];

/// Parameters that do so where the value is as long as such a name.
const LIKELY_SESSIONS: [&str; 5] = ["sid", "session", "sessionid", "session_id", "sess"];

/// Whether a pair of a query, `name=value`, says no more than where a reader came from.
pub fn is_tracking(pair: &str) -> bool {
    let name = name(pair);
    name.starts_with("utm_") || TRACKING.contains(&name.as_str())
}

/// Whether a pair of a query names a reader's visit.
fn is_session(pair: &str) -> bool {
    let name = name(pair);
    let value = pair.split_once('=').map_or("", |(_, value)| value);
    SESSIONS.iter().any(|session| name.starts_with(session))
        || LIKELY_SESSIONS.contains(&name.as_str()) && value.len() >= SESSION_CHARACTERS_MIN
}

fn name(pair: &str) -> String {
    pair.split('=').next().unwrap_or("").to_ascii_lowercase()
}

/// The absolute address that a link leads to; none where it leads nowhere else: within the page, to
/// a script, or to what is neither of the web nor of mail.
pub fn target(address: &str, base: Option<&Url>) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.starts_with('#') || address.len() > URL_BYTES_MAX {
        return None;
    }
    let mut url = match base {
        Some(base) => base.join(address).ok()?,
        None => Url::parse(address).ok()?,
    };
    let is_followed = matches!(url.scheme(), "http" | "https" | "mailto");
    let is_open = url.username().is_empty() && url.password().is_none();
    if !is_followed || !is_open || base.is_some_and(|base| differ_in_fragment(base, &url)) {
        return None;
    }
    if url.query().is_some() {
        let kept = kept_query(&url, is_tracking);
        url.set_query(kept.as_deref());
    }
    Some(url.to_string()).filter(|url| url.len() <= URL_BYTES_MAX)
}

/// Whether an address is another place on the page itself.
fn differ_in_fragment(page: &Url, url: &Url) -> bool {
    let bare = |url: &Url| {
        let mut url = url.clone();
        url.set_fragment(None);
        url
    };
    url.fragment().is_some() && bare(page) == bare(url)
}

/// What is left of a query; none where nothing is.
fn kept_query(url: &Url, is_dropped: impl Fn(&str) -> bool) -> Option<String> {
    let pairs = url.query().unwrap_or("").split('&');
    let kept: Vec<&str> = pairs.filter(|pair| !pair.is_empty() && !is_dropped(pair)).collect();
    (!kept.is_empty()).then(|| kept.join("&"))
}

impl Link {
    /// What is left of the address when only the place counts that it leads to.
    pub fn place(&self) -> String {
        place(&self.url)
    }
}

/// What is left of an address when only the place counts that it leads to: without the scheme of
/// the web, `www.`, a slash at the end, a fragment, and what names a reader's visit.
pub fn place(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return address.to_owned() };
    if url.scheme() == "mailto" {
        return url.as_str().to_lowercase();
    }
    let host = url.host_str().unwrap_or("").trim_end_matches('.');
    let host = host.strip_prefix("www.").unwrap_or(host);
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    let path = without_session(url.path());
    let path = path.trim_end_matches('/');
    let query = kept_query(&url, |pair| is_tracking(pair) || is_session(pair));
    let query = query.map_or(String::new(), |query| format!("?{query}"));
    format!("{host}{port}{path}{query}")
}

/// A path without `;jsessionid=…`.
fn without_session(path: &str) -> String {
    let step = |step: &str| {
        let mut parts = step.split(';');
        let first = parts.next().unwrap_or("").to_owned();
        parts.filter(|part| !is_session(part)).fold(first, |step, part| format!("{step};{part}"))
    };
    path.split('/').map(step).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(address: &str, wanted: Option<&str>) {
        let base = Url::parse("https://news.example/world/story?id=7").expect("a literal");
        assert_eq!(target(address, Some(&base)).as_deref(), wanted, "{address}");
    }

    fn check_places(one: &str, other: &str, are_same: bool) {
        assert_eq!(place(one) == place(other), are_same, "{one} and {other}");
    }

    #[test]
    fn an_address_is_made_whole_and_loses_what_tracks() {
        check("/report.pdf", Some("https://news.example/report.pdf"));
        check("old?utm_source=x&page=2&fbclid=y", Some("https://news.example/world/old?page=2"));
        check("http://elsewhere.example?gclid=1", Some("http://elsewhere.example/"));
        check("mailto:desk@news.example", Some("mailto:desk@news.example"));
        check("//cdn.example/a#part", Some("https://cdn.example/a#part"));
    }

    #[test]
    fn what_leads_nowhere_else_is_no_link() {
        check("#notes", None);
        check("/world/story?id=7#notes", None);
        check("javascript:void(0)", None);
        check("data:text/html,x", None);
        check("https://user:secret@news.example/", None);
        check("tel:112", None);
        check("", None);
        assert_eq!(target("/report.pdf", None), None);
    }

    #[test]
    fn links_lead_to_one_place_whatever_says_who_follows_them() {
        check_places("http://a.example/b/", "https://www.a.example/b", true);
        check_places("https://a.example/b?utm_source=x&c=1", "https://a.example/b?c=1", true);
        check_places("https://a.example/b;jsessionid=1F?c=1", "https://a.example/b?c=1", true);
        check_places("https://a.example/b?PHPSESSID=12", "https://a.example/b#c", true);
        check_places("https://a.example/?sid=1&c=2", "https://a.example/?sid=3&c=2", false);
        check_places("https://a.example/b", "https://a.example/c", false);
        check_places("https://a.example/b?c=1", "https://a.example/b?c=2", false);
        check_places("https://a.example:81/", "https://a.example/", false);
    }
}
