//! The record of an exchange: what we asked with, and what the server said before the body.

use hyper_util::client::legacy::connect::HttpInfo;
use reqwest::header::{self, HeaderMap, HeaderName, HeaderValue};
use reqwest::tls::{TlsInfo, Version};

use crate::config::Certificate;
use crate::fetch::trail::Trail;
use crate::page::{Response, Validators};

/// What is kept of a response's headers at most: their number, and the bytes of one value.
const HEADERS_MAX: usize = 200;
const VALUE_BYTES_MAX: usize = 8 * 1024;

/// The headers of a request, each fit to be sent.
#[derive(Debug)]
pub struct Asked {
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Asked {
    /// What cannot be sent as it was given is not sent at all: a mended validator is a forged one,
    /// and one with other bytes than ASCII was mended when it was recorded.
    ///
    /// The language is any, so that each story comes in its own, unless one is named.
    pub fn new<'a>(
        user_agent: &str,
        language: Option<&str>,
        validators: &'a Validators,
        cookies: Option<String>,
    ) -> Asked {
        let verbatim =
            |value: &'a Option<String>| value.as_deref().filter(|value| value.is_ascii());
        let wanted = [
            (header::USER_AGENT, Some(user_agent)),
            (header::ACCEPT, Some("text/html, application/xhtml+xml;q=0.9, */*;q=0.1")),
            (header::ACCEPT_LANGUAGE, language.or(Some("*"))),
            (header::ACCEPT_ENCODING, Some("gzip, br, zstd, deflate")),
            (header::IF_NONE_MATCH, verbatim(&validators.etag)),
            (header::IF_MODIFIED_SINCE, verbatim(&validators.last_modified)),
            (header::COOKIE, cookies.as_deref()),
        ];
        let headers = wanted.into_iter().filter_map(|(name, value)| {
            HeaderValue::from_str(value?).ok().map(|value| (name, value))
        });
        Asked { headers: headers.collect() }
    }

    /// Whether a 304 answers this.
    pub fn is_conditional(&self) -> bool {
        let conditions = [header::IF_NONE_MATCH, header::IF_MODIFIED_SINCE];
        self.headers.iter().any(|(name, _)| conditions.contains(name))
    }

    /// The names in lower case and the values.
    pub fn written(&self) -> Vec<(String, String)> {
        self.headers.iter().map(|(name, value)| written((name, value))).collect()
    }

    pub fn to_headers(&self) -> HeaderMap {
        self.headers.iter().cloned().collect()
    }
}

/// The record of an answer whose body is yet to be read.
pub fn response(
    answer: &reqwest::Response,
    asked: &Asked,
    certificate: Certificate,
    trail: &Trail,
) -> Response {
    let connection = answer.extensions().get::<HttpInfo>();
    Response {
        status: answer.status().as_u16(),
        url: trail.url.to_string(),
        headers: answer.headers().iter().take(HEADERS_MAX).map(written).collect(),
        remote: answer.remote_addr().map(|address| address.to_string()),
        local: connection.map(|connection| connection.local_addr().ip().to_string()),
        tls: answer.extensions().get::<TlsInfo>().map(|tls| tls_words(tls, certificate)),
        asked: asked.written(),
        redirects: trail.redirects.clone(),
    }
}

fn written((name, value): (&HeaderName, &HeaderValue)) -> (String, String) {
    let mut value = String::from_utf8_lossy(value.as_bytes()).into_owned();
    value.truncate(value.floor_char_boundary(VALUE_BYTES_MAX));
    (name.as_str().to_owned(), value)
}

fn tls_words(tls: &TlsInfo, certificate: Certificate) -> String {
    let version = match tls.version() {
        Some(Version::TLS_1_2) => "TLS 1.2",
        Some(Version::TLS_1_3) => "TLS 1.3",
        _ => "TLS",
    };
    match certificate {
        // Where it is not valid there is no answer.
        Certificate::Checked => format!("{version}, certificate valid"),
        Certificate::Unchecked => format!("{version}, certificate not checked"),
    }
}

/// A content encoding that the client left in place, unless it says that there is none.
pub fn unknown_encoding(headers: &HeaderMap) -> Option<String> {
    let value =
        String::from_utf8_lossy(headers.get(header::CONTENT_ENCODING)?.as_bytes()).to_lowercase();
    // Servers that put a charset here, or "none", send plain text.
    let packed = ["gzip", "deflate", "br", "zstd", "compress"];
    value
        .split(',')
        .any(|token| packed.contains(&token.trim().trim_start_matches("x-")))
        .then_some(value)
}
