//! Requests through a proxy: the one that is named, and no other.

use revdiff::fetch::client::Limits;
use revdiff::history::FailureKind;
use url::Url;

use super::{ask, failure, gate_with, limits, page};
use crate::desk::{Desk, Site};
use crate::origin::{Origin, answer, redirect};

const STORY: &str = "<!doctype html><p>Ten people were hurt.</p>";

/// What goes through that proxy to public addresses.
fn through(proxy: &Origin) -> Limits {
    let proxy = Url::parse(&proxy.url("")).expect("a URL");
    Limits { proxy: Some(proxy), ..limits() }
}

#[tokio::test]
async fn a_proxy_that_is_named_is_gone_through() {
    let proxy = Origin::of(answer("200 OK", "", STORY));
    let page = page(ask(&gate_with(through(&proxy)), "http://news.example/a").await);
    assert_eq!(page.bytes, STORY.as_bytes());
    assert!(proxy.requests()[0].starts_with("GET http://news.example/a HTTP/1.1\n"));
}

#[tokio::test]
async fn a_proxy_is_no_way_around_the_guard() {
    let to_private = Origin::of(redirect("http://169.254.169.254/latest/"));
    let proxy = Origin::of(answer("200 OK", "", "secret"));
    for (proxy, url, asked) in [
        (&proxy, "http://10.0.0.1/", 0),
        (&proxy, "http://0x7f.1/", 0),
        (&proxy, "http://news.example:22/", 0),
        (&to_private, "http://news.example/", 1),
    ] {
        let answer = ask(&gate_with(through(proxy)), url).await;
        failure(answer, FailureKind::BlockedAddress);
        assert_eq!(proxy.requests().len(), asked, "{url}");
    }
}

#[test]
fn a_proxy_of_the_environment_is_not_gone_through() {
    let site = Site::new();
    site.publish("/a", STORY);
    let proxy = Origin::of(answer("200 OK", "", STORY));
    let desk = Desk::new();
    desk.write("one.txt", site.url("/a"));
    let mut command = desk.command(&["track", "one.txt", "--allow-private", "--host-delay", "0"]);
    for name in ["http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, proxy.url(""));
    }
    assert!(command.status().expect("the binary runs").success());
    assert_eq!((proxy.requests().len(), site.requests("/a").len()), (0, 1));
}

#[test]
fn what_is_no_proxy_is_refused() {
    for proxy in ["ftp://proxy.example", "proxy.example:3128", "http://"] {
        Desk::new().run(&["poll", "--proxy", proxy]).fails(2, &["--proxy"]);
    }
}
