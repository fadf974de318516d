//! What went wrong on the wire, as a kind of failure and the words for it.

use std::error::Error;
use std::io;

use crate::fetch::resolver::{Forbidden, Unresolved};
use crate::history::{Failure, FailureKind};

/// What went wrong, with what was seen of it.
#[derive(Debug)]
pub struct Trouble {
    pub kind: FailureKind,
    pub evidence: String,
}

/// What the client was about when it failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Until there was a connection, encrypted where it had to be.
    Connecting,
    /// Until the head of the answer had come.
    Asking,
    /// While the body came.
    Reading,
}

/// The longest evidence, in bytes; it may hold a server's words.
const EVIDENCE_MAX: usize = 1000;

impl Trouble {
    pub fn new(kind: FailureKind, evidence: impl Into<String>) -> Trouble {
        let mut evidence = evidence.into();
        evidence.truncate(evidence.floor_char_boundary(EVIDENCE_MAX));
        Trouble { kind, evidence }
    }

    /// A URL that may not be asked for.
    pub fn of_admission(failure: Failure) -> Trouble {
        Trouble::new(failure.kind, failure.evidence)
    }

    /// Names what the client met while sending a request, by the causes behind its error.
    pub fn of_sending(error: &reqwest::Error) -> Trouble {
        Trouble::of(error, if error.is_connect() { Stage::Connecting } else { Stage::Asking })
    }

    /// Names what the client met while reading a body.
    pub fn of_reading(error: &reqwest::Error) -> Trouble {
        Trouble::of(error, Stage::Reading)
    }

    fn of(error: &reqwest::Error, stage: Stage) -> Trouble {
        if let Some(trouble) = causes(error).find_map(|cause| telling(cause, stage)) {
            return trouble;
        }
        let deepest = causes(error).last().map(ToString::to_string).unwrap_or_default();
        let from_hyper = causes(error).any(|cause| cause.is::<hyper::Error>());
        let kind = match stage {
            Stage::Connecting if error.is_timeout() => FailureKind::Timeout,
            Stage::Connecting => FailureKind::Connect,
            Stage::Asking => FailureKind::Protocol,
            Stage::Reading if from_hyper => FailureKind::Truncated,
            Stage::Reading => FailureKind::Decode,
        };
        Trouble::new(kind, deepest)
    }

    /// Whether asking once more may help: the transfer broke, and the server did not say no.
    pub fn is_worth_a_retry(&self) -> bool {
        matches!(self.kind, FailureKind::Truncated | FailureKind::Decode)
    }
}

/// What one cause alone tells, if it does.
fn telling(cause: &(dyn Error + 'static), stage: Stage) -> Option<Trouble> {
    let kind = if cause.is::<Forbidden>() {
        FailureKind::BlockedAddress
    } else if cause.is::<Unresolved>() {
        FailureKind::Dns
    } else if let Some(error) = cause.downcast_ref::<rustls::Error>() {
        let evidence = format!("{} ({error})", tls_words(error));
        return Some(Trouble::new(FailureKind::Tls, evidence));
    } else if let Some(error) = cause.downcast_ref::<hyper::Error>() {
        return of_hyper(error);
    } else if let Some(error) = cause.downcast_ref::<io::Error>() {
        of_io(error, stage)?
    } else {
        return None;
    };
    Some(Trouble::new(kind, cause.to_string()))
}

/// What of an encryption does not hold, as people say it.
fn tls_words(error: &rustls::Error) -> &'static str {
    use rustls::CertificateError as Certificate;
    match error {
        rustls::Error::InvalidCertificate(why) => match why {
            Certificate::Expired | Certificate::ExpiredContext { .. } => {
                "the certificate has expired"
            }
            Certificate::NotValidYet | Certificate::NotValidYetContext { .. } => {
                "the certificate is not valid yet"
            }
            Certificate::NotValidForName | Certificate::NotValidForNameContext { .. } => {
                "the certificate is for another name"
            }
            Certificate::UnknownIssuer => "the certificate is signed by nobody who is trusted",
            Certificate::Revoked => "the certificate was revoked",
            _ => "the certificate cannot be trusted",
        },
        rustls::Error::PeerIncompatible(_) => "no kind of encryption in common",
        rustls::Error::AlertReceived(_) => "the server broke off the encryption",
        rustls::Error::InvalidMessage(_) | rustls::Error::InappropriateMessage { .. } => {
            "no encryption where there should be"
        }
        _ => "the encryption failed",
    }
}

fn of_hyper(error: &hyper::Error) -> Option<Trouble> {
    if error.is_incomplete_message() {
        Some(Trouble::new(FailureKind::Truncated, "the connection ended before the answer did"))
    } else if error.is_parse_too_large() {
        Some(Trouble::new(FailureKind::Protocol, "the headers of the answer are too large"))
    } else if error.is_parse() {
        Some(Trouble::new(FailureKind::Protocol, format!("not an HTTP answer: {error}")))
    } else {
        None
    }
}

fn of_io(error: &io::Error, stage: Stage) -> Option<FailureKind> {
    // An error that wraps another has that one's kind at best: let the inner one speak.
    let wraps = error
        .get_ref()
        .is_some_and(|inner| inner.source().is_some() || inner.is::<rustls::Error>());
    if wraps {
        return None;
    }
    match (error.kind(), stage) {
        (io::ErrorKind::TimedOut, _) => Some(FailureKind::Timeout),
        // The only end of a file before there is a connection is a handshake's.
        (io::ErrorKind::UnexpectedEof, Stage::Connecting) => Some(FailureKind::Tls),
        (_, Stage::Connecting) => None,
        (
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe,
            Stage::Asking | Stage::Reading,
        ) => Some(FailureKind::Truncated),
        (_, Stage::Asking | Stage::Reading) => None,
    }
}

/// An error's causes, the nearest first, those that an `io::Error` wraps included.
fn causes<'a>(error: &'a reqwest::Error) -> impl Iterator<Item = &'a (dyn Error + 'static)> {
    let wrapped = |cause: &'a (dyn Error + 'static)| -> Option<&'a (dyn Error + 'static)> {
        // `io::Error::source` skips the very error that it wraps.
        match cause.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
            Some(inner) => Some(inner),
            None => cause.source(),
        }
    };
    std::iter::successors(error.source(), move |cause| wrapped(*cause))
}
