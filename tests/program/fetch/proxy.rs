//! Requests through a proxy: the one that is named, and no other.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};

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
        (&proxy, "http://localhost/admin", 0),
        (&proxy, "http://api.localhost./", 0),
        (&proxy, "http://metadata.google.internal/", 0),
        (&to_private, "http://news.example/", 1),
    ] {
        let answer = ask(&gate_with(through(proxy)), url).await;
        failure(answer, FailureKind::BlockedAddress);
        assert_eq!(proxy.requests().len(), asked, "{url}");
    }
}

/// Accepts one connection as a SOCKS 5 proxy (RFC 1928) and leads it to the origin, whatever it asks
/// for, which is returned: the kind of the address, and the rest of the request.
fn socks(listener: TcpListener, origin: SocketAddr) -> std::io::Result<(u8, Vec<u8>)> {
    let (mut client, _) = listener.accept()?;
    let mut greeting = [0; 2];
    client.read_exact(&mut greeting)?;
    client.read_exact(&mut vec![0; usize::from(greeting[1])])?;
    client.write_all(&[5, 0])?;
    let mut asked = [0; 5];
    client.read_exact(&mut asked)?;
    let mut name = vec![0; usize::from(asked[4]) + 2];
    client.read_exact(&mut name)?;
    client.write_all(&[5, 0, 0, 1, 0, 0, 0, 0, 0, 0])?;
    let mut server = TcpStream::connect(origin)?;
    let (mut from, mut to) = (client.try_clone()?, server.try_clone()?);
    std::thread::spawn(move || std::io::copy(&mut from, &mut to));
    std::io::copy(&mut server, &mut client)?;
    Ok((asked[3], name))
}

#[tokio::test]
async fn a_proxys_own_name_is_no_host_of_pages() {
    let proxy = Some(Url::parse("socks5://proxy.example:1080").expect("a URL"));
    let gate = gate_with(Limits { proxy, ..limits() });
    let refused =
        failure(ask(&gate, "http://proxy.example/admin").await, FailureKind::BlockedAddress);
    assert!(refused.evidence.contains("is the proxy"), "{}", refused.evidence);
}

#[tokio::test]
async fn a_socks_proxy_is_gone_through_and_finds_the_host() {
    let headers = "Connection: close\r\n";
    let origin = Origin::of(answer("200 OK", headers, STORY));
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let proxy = format!("socks5h://{}", listener.local_addr().expect("it is bound"));
    let address = origin.url("").trim_start_matches("http://").parse().expect("an address");
    let led = std::thread::spawn(move || socks(listener, address));
    let proxy = Some(Url::parse(&proxy).expect("a URL"));
    let page = page(ask(&gate_with(Limits { proxy, ..limits() }), "http://news.example/a").await);
    assert_eq!(page.bytes, STORY.as_bytes());
    let (kind, name) = led.join().expect("no panic").expect("it is asked");
    assert_eq!((kind, name.as_slice()), (3, &b"news.example\0\x50"[..]), "a name and port 80");
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
