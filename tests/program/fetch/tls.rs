//! Encrypted answers: certificates good and bad, servers that break off, and HTTP/2.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use revdiff::config::Config;
use revdiff::fetch::client::Limits;
use revdiff::fetch::guard::AllowPrivate;
use revdiff::history::FailureKind;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::{ask, failure, gate, gate_with, limits, page};
use crate::desk::{Desk, Run};
use crate::origin::{Origin, answer};

/// Certificates with their keys, which open nothing: one for 127.0.0.1 that signs itself; and, by
/// the authority of `CA`, one for 127.0.0.1, one that has expired, and one for another name.
const SELF_SIGNED: &[u8] = include_bytes!("../../../fixtures/fetch/self_signed.pem");
const GOOD: &[u8] = include_bytes!("../../../fixtures/fetch/good.pem");
const EXPIRED: &[u8] = include_bytes!("../../../fixtures/fetch/expired.pem");
const OTHER_NAME: &[u8] = include_bytes!("../../../fixtures/fetch/other_name.pem");
const CA: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/fetch/ca.pem");

/// A server with that certificate that answers each connection once, in a protocol.
fn origin(pem: &[u8], protocol: &str, answered: Vec<u8>) -> SocketAddr {
    let certificate = CertificateDer::from_pem_slice(pem).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(pem).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![certificate], key));
    let mut config = config.expect("a server");
    config.alpn_protocols = vec![protocol.into()];
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let server = ServerConnection::new(Arc::clone(&config)).expect("a connection");
            let mut stream = StreamOwned::new(server, stream);
            // The client may refuse us at any point; once answered, it closes.
            let _ = stream
                .read(&mut [0; 4096])
                .and_then(|_| stream.write_all(&answered))
                .and_then(|()| stream.flush())
                .and_then(|()| stream.read_to_end(&mut Vec::new()));
        }
    });
    address
}

const STORY: &str = "<!doctype html><article><h1>Ten hurt</h1><p>Ten people were hurt when a ferry \
    ran aground on Monday, the coast guard said.</p><p>All of them are well.</p></article>";

fn story() -> Vec<u8> {
    answer("200 OK", "Content-Type: text/html\r\n", STORY)
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let address = origin(SELF_SIGNED, "http/1.1", story());
    let failure = failure(ask(&gate(), &format!("https://{address}/")).await, FailureKind::Tls);
    assert!(failure.evidence.contains("certificate"), "{}", failure.evidence);
}

/// Tracks the story of a server whose certificate `CA` signed, on a machine that trusts it.
fn track(address: SocketAddr) -> Run {
    let desk = Desk::new();
    desk.write("one.txt", format!("https://{address}/"));
    let args = ["track", "one.txt", "--allow-private", "--host-delay", "0", "--format", "jsonl"];
    let mut command = desk.command(&[&args[..], &["-v"]].concat());
    Run::of(command.env("SSL_CERT_FILE", CA).output().expect("the binary runs"))
}

#[test]
fn a_certificate_by_an_authority_that_is_trusted_will_do() {
    let run = track(origin(GOOD, "http/1.1", story())).ok();
    assert_eq!(run.lines()[0]["outcome"], "created", "{run:?}");
}

#[test]
fn what_is_wrong_with_a_certificate_is_told() {
    for (pem, why) in [
        (EXPIRED, "the certificate has expired"),
        (OTHER_NAME, "the certificate is for another name"),
        (SELF_SIGNED, "the certificate is signed by nobody who is trusted"),
    ] {
        let desk = Desk::new();
        desk.write("one.txt", format!("https://{}/", origin(pem, "http/1.1", story())));
        let args = ["track", "one.txt", "--allow-private", "--host-delay", "0"];
        let run = desk.command(&args).env("SSL_CERT_FILE", CA).output().expect("the binary runs");
        let run = Run::of(run).ok();
        assert!(run.out.contains(why), "{run:?}");
    }
}

#[tokio::test]
async fn a_server_that_breaks_off_the_encryption_is_told_of() {
    // An alert: the version of the protocol is not one that it speaks; or none at all.
    for (alert, why) in
        [([21, 3, 1, 0, 2, 2, 70], "broke off"), ([21, 3, 3, 0, 2, 2, 40], "broke off")]
    {
        let url = Origin::of(alert).url("/").replace("http:", "https:");
        let failure = failure(ask(&gate(), &url).await, FailureKind::Tls);
        assert!(failure.evidence.contains(why), "{}", failure.evidence);
    }
}

fn unchecked(address: SocketAddr) -> Limits {
    let config = format!("[host.\"{address}\"]\ncertificate = \"unchecked\"\n");
    let config = Arc::new(Config::parse(&config).expect("a configuration"));
    Limits { allow_private: AllowPrivate::Yes, config, ..limits() }
}

#[tokio::test]
async fn a_host_that_is_configured_so_is_taken_as_it_is_and_no_other() {
    let (one, other) =
        (origin(SELF_SIGNED, "http/1.1", story()), origin(SELF_SIGNED, "http/1.1", story()));
    let gate = gate_with(unchecked(one));
    let page = page(ask(&gate, &format!("https://{one}/")).await);
    assert_eq!(page.bytes, STORY.as_bytes());
    assert_eq!(page.response.tls.as_deref(), Some("TLS 1.3, certificate not checked"));
    failure(ask(&gate, &format!("https://{other}/")).await, FailureKind::Tls);
}

/// A frame of HTTP/2 (RFC 9113 §4.1).
fn frame(kind: u8, flags: u8, stream: u8, payload: &[u8]) -> Vec<u8> {
    let length = (payload.len() as u32).to_be_bytes();
    [&length[1..], &[kind, flags, 0, 0, 0, stream], payload].concat()
}

#[tokio::test]
async fn a_server_that_speaks_http_2_is_understood() {
    let (settings, ack) = (frame(4, 0, 0, &[]), frame(4, 1, 0, &[]));
    // The one octet is the whole head: `:status: 200` of the static table.
    let (head, body) = (frame(1, 4, 1, &[0x88]), frame(0, 1, 1, STORY.as_bytes()));
    let address = origin(SELF_SIGNED, "h2", [settings, ack, head, body].concat());
    let page = page(ask(&gate_with(unchecked(address)), &format!("https://{address}/")).await);
    assert_eq!((page.response.status, page.bytes), (200, STORY.as_bytes().to_vec()));
}

#[tokio::test]
async fn an_http_2_answer_that_breaks_off_is_no_page() {
    let (settings, ack) = (frame(4, 0, 0, &[]), frame(4, 1, 0, &[]));
    let (head, half) = (frame(1, 4, 1, &[0x88]), frame(0, 0, 1, &STORY.as_bytes()[..40]));
    let reset = frame(3, 0, 1, &[0, 0, 0, 2]);
    let address = origin(SELF_SIGNED, "h2", [settings, ack, head, half, reset].concat());
    failure(
        ask(&gate_with(unchecked(address)), &format!("https://{address}/")).await,
        FailureKind::Truncated,
    );
}
