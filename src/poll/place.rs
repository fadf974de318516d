//! The place of a story on the web: what its pages say of its address, and whether the page at
//! another bears that out.

use url::Url;

use crate::article::Article;
use crate::history::Story;
use crate::history::whereabouts::{Elsewhere, ToldBy, Whereabouts};
use crate::link::place;
use crate::page::Response;
use crate::poll::collapse::are_like;
use crate::sources::address::{self, Address};

/// What a page that was read tells of its story's address.
pub fn told(story: &Story, response: &Response, article: &Article) -> Whereabouts {
    let moved = Some(&response.url).filter(|_| response.is_moved_for_good());
    let (told_by, url) = match (moved, &article.canonical_url) {
        (Some(url), _) => (ToldBy::Redirect, url),
        (None, Some(url)) if is_of_site(&story.url, url) => (ToldBy::Canonical, url),
        (None, _) => return Whereabouts::Here,
    };
    let Ok(Address { url, host }) = address::normalise(url) else { return Whereabouts::Here };
    if url == story.url {
        return Whereabouts::Here;
    }
    let is_confirmed = match told_by {
        ToldBy::Redirect => bears_out(story, &url, article),
        // The page there has to be asked.
        ToldBy::Canonical => false,
    };
    Whereabouts::Elsewhere(Elsewhere { url, host, told_by, is_confirmed })
}

/// Whether the article at an address gives no other for itself, and has a headline like the story's.
pub fn bears_out(story: &Story, url: &str, article: &Article) -> bool {
    let is_own = article.canonical_url.as_deref().is_none_or(|it| place(it) == place(url));
    let headline = match &story.latest {
        Some(latest) => latest.headline.as_deref(),
        None => article.headline.as_deref(),
    };
    is_own && are_like(headline, article.headline.as_deref())
}

/// Whether two addresses are of one site: one host, or one under the other, `www.` and the like
/// apart.
fn is_of_site(one: &str, other: &str) -> bool {
    let host = |url: &str| {
        let url = Url::parse(url).ok()?;
        let port = url.port().map_or(String::new(), |port| format!(":{port}"));
        let name = url.host_str()?.trim_end_matches('.');
        let bare = ["www.", "m.", "mobile.", "amp."].iter().find_map(|it| name.strip_prefix(it));
        Some(format!("{}{port}", bare.unwrap_or(name)))
    };
    let (Some(one), Some(other)) = (host(one), host(other)) else { return false };
    let is_under = |one: &str, other: &str| {
        one.strip_suffix(other).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
    };
    is_under(&one, &other) || is_under(&other, &one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_a_host_and_those_under_it() {
        let check = |one: &str, other: &str, expected| {
            let url = |host: &str| format!("https://{host}/a");
            assert_eq!(is_of_site(&url(one), &url(other)), expected, "{one} {other}");
        };
        check("news.example", "www.news.example", true);
        check("m.news.example", "amp.news.example", true);
        check("news.example", "sport.news.example", true);
        check("news.example", "badnews.example", false);
        check("news.example", "other.example", false);
        check("127.0.0.1:81", "127.0.0.1:82", false);
        assert!(!is_of_site("https://news.example/", "javascript:alert(1)"));
    }
}
