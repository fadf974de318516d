//! Encrypted answers, and certificates that nobody vouches for.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::thread;

use revdiff::history::FailureKind;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::{ask, failure, gate};
use crate::origin::answer;

/// A certificate for 127.0.0.1 that signs itself, with its key: it opens nothing.
const SELF_SIGNED: &[u8] = include_bytes!("../../../fixtures/fetch/self_signed.pem");

/// A server with that certificate that answers each connection once.
fn origin() -> SocketAddr {
    let certificate = CertificateDer::from_pem_slice(SELF_SIGNED).expect("a certificate");
    let key = PrivateKeyDer::from_pem_slice(SELF_SIGNED).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(vec![certificate], key));
    let config = Arc::new(config.expect("a server"));
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming().map_while(Result::ok) {
            let server = ServerConnection::new(Arc::clone(&config)).expect("a connection");
            let mut stream = StreamOwned::new(server, stream);
            // The client may refuse us at any point.
            let _ = stream
                .read(&mut [0; 4096])
                .and_then(|_| stream.write_all(&answer("200 OK", "", "<p>Ten were hurt.</p>")))
                .and_then(|()| stream.flush());
        }
    });
    address
}

#[tokio::test]
async fn a_certificate_that_nobody_vouches_for_is_refused() {
    let failure = failure(ask(&gate(), &format!("https://{}/", origin())).await, FailureKind::Tls);
    assert!(failure.evidence.contains("certificate"), "{}", failure.evidence);
}
