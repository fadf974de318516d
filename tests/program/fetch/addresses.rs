//! Addresses that must not be reached, by any way there is.

use std::net::TcpListener;

use revdiff::fetch::client::{Gate, Limits};
use revdiff::fetch::guard::AllowPrivate;
use revdiff::history::FailureKind;

use super::{ask, failure, gate, gate_with, limits};
use crate::origin::{Origin, answer, redirect};

/// A gate that reaches that origin, named by its address, and public addresses.
fn gate_to(origin: &Origin) -> Gate {
    gate_with(Limits { allow_private: AllowPrivate::Only(vec![origin.address]), ..limits() })
}

#[tokio::test]
async fn an_address_of_the_machine_is_refused_however_it_is_written() {
    let gate = gate_with(limits());
    for url in [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://localhost/",
        "https://localhost/",
        "http://example.com:8080/",
    ] {
        let failure = failure(ask(&gate, url).await, FailureKind::BlockedAddress);
        assert_eq!(failure.response, None);
    }
}

#[tokio::test]
async fn a_redirect_does_not_lead_where_a_url_must_not() {
    let forbidden = Origin::of(answer("200 OK", "", "secret"));
    let port = forbidden.address.port();
    for location in [
        forbidden.url("/"),
        format!("http://2130706433:{port}/"),
        format!("http://localhost:{port}/"),
        "http://localhost/".to_owned(),
        "http://169.254.169.254/".to_owned(),
        "http://[::ffff:127.0.0.1]/".to_owned(),
        "http://10.0.0.1/".to_owned(),
        "http://100.64.0.1/".to_owned(),
    ] {
        let origin = Origin::of(redirect(&location));
        let gate = gate_to(&origin);
        let failure = failure(ask(&gate, &origin.url("/")).await, FailureKind::BlockedAddress);
        assert!(failure.evidence.contains(&origin.url("/")), "{}", failure.evidence);
        assert_eq!(failure.response.map(|response| response.redirects.len()), Some(0));
    }
    assert!(forbidden.requests().is_empty());
}

#[tokio::test]
async fn a_closed_port_is_a_failure_to_connect() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let failure = failure(ask(&gate(), &format!("http://{address}/")).await, FailureKind::Connect);
    assert!(failure.evidence.contains("refused"), "{}", failure.evidence);
}

#[tokio::test]
async fn a_name_that_cannot_exist_is_a_failure_of_names() {
    // A label of more than 63 octets fails in the resolver, before any name server is asked.
    let url = format!("http://{}.example/", "a".repeat(64));
    failure(ask(&gate(), &url).await, FailureKind::Dns);
}

#[tokio::test]
async fn a_server_without_tls_is_a_failure_of_tls() {
    for bytes in [answer("400 Bad Request", "", "plain"), Vec::new()] {
        let origin = Origin::of(bytes);
        let url = origin.url("/").replace("http:", "https:");
        failure(ask(&gate(), &url).await, FailureKind::Tls);
    }
}

#[test]
fn a_contact_that_could_forge_a_header_is_refused() {
    for contact in ["a\r\nX-Forged: b", "ç@news.example"] {
        let limits = Limits { contact: Some(contact.to_owned()), ..Limits::default() };
        assert!(Gate::new(limits).is_err(), "{contact}");
    }
}
