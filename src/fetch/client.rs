//! The gate itself: an HTTP client of bounded patience that follows redirects on its own feet.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Certificate;
use reqwest::redirect::Policy;

use crate::error::{Error, Result};
use crate::fetch::guard::AllowPrivate;
use crate::fetch::record::{self, Asked};
use crate::fetch::resolver::Guarded;
use crate::fetch::trail::Trail;
use crate::fetch::trouble::Trouble;
use crate::fetch::{Answer, Fetch, Request};
use crate::history::FailureKind;
use crate::page::{Page, Validators};

/// What the gate may reach, how long it waits and how much it takes.
#[derive(Clone, Debug)]
pub struct Limits {
    pub allow_private: AllowPrivate,
    /// For a whole check: names, connections, redirects, bodies, a second attempt.
    pub timeout: Duration,
    /// The longest body, its content encoding removed.
    pub bytes_max: u64,
    /// How a webmaster reaches whoever runs this: a URL or an address, told in the User-Agent.
    pub contact: Option<String>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            allow_private: AllowPrivate::No,
            timeout: Duration::from_secs(30),
            bytes_max: 10 * 1024 * 1024,
            contact: None,
        }
    }
}

/// Where a webmaster reads about the program, unless its user gives a contact.
const PROJECT_PAGE: &str = "https://crates.io/crates/revdiff";

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// More headers than these, or longer ones, are an attack.
const HEADERS_MAX: usize = 200;
const HEADER_BYTES_MAX: u32 = 64 * 1024;

/// The one way out to the network.
#[derive(Clone, Debug)]
pub struct Gate {
    client: reqwest::Client,
    limits: Limits,
    user_agent: String,
}

impl Gate {
    pub fn new(limits: Limits) -> Result<Gate> {
        let contact = limits.contact.as_deref().unwrap_or(PROJECT_PAGE);
        let version = env!("CARGO_PKG_VERSION");
        let user_agent = format!("revdiff/{version} (+{contact}; news version archive)");
        if !user_agent.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
            let why = "a contact is one line of ASCII, such as a URL or an e-mail address";
            return Err(Error::invalid(format!("{contact:?} cannot be sent as a contact; {why}")));
        }
        Ok(Gate { client: client(&limits.allow_private)?, limits, user_agent })
    }

    /// The headers that each request has, whatever it asks for.
    pub fn asking(&self) -> Vec<(String, String)> {
        Asked::new(&self.user_agent, &Validators::default(), None).written()
    }

    /// Walks from hop to hop until an answer stands.
    async fn walk(&self, request: &Request, trail: &mut Trail) -> Attempt {
        loop {
            let admitted = self.limits.allow_private.admit(&trail.url);
            admitted.map_err(|why| Trouble::new(FailureKind::BlockedAddress, why))?;
            trail.refuse_loop()?;
            let _leave = match &request.admit {
                Some(admit) => Some(admit(trail.url.clone()).await.map_err(Trouble::of_admission)?),
                None => None,
            };
            // Validators are the first URL's; another would take them for its own.
            let validators = match trail.redirects.is_empty() {
                true => &request.validators,
                false => &Validators::default(),
            };
            let asked = Asked::new(&self.user_agent, validators, trail.cookies());
            let sent = self.client.get(trail.url.clone()).headers(asked.to_headers()).send().await;
            let answer = sent.map_err(|error| Trouble::of_sending(&error))?;
            let response = record::response(&answer, &asked, trail);
            trail.response = Some(response.clone());
            match response.status {
                301 | 302 | 303 | 307 | 308 => trail.follow(answer.headers(), response.status)?,
                304 if asked.is_conditional() => return Ok(Answer::NotModified(response)),
                304 => {
                    return Err(Trouble::new(FailureKind::Protocol, "a 304 that nobody asked for"));
                }
                _ => {
                    let bytes = self.read(answer).await?;
                    return Ok(Answer::Page(Box::new(Page { bytes, response })));
                }
            }
        }
    }

    /// Reads a body to its end, counting what comes out of the content encoding.
    async fn read(&self, mut answer: reqwest::Response) -> std::result::Result<Vec<u8>, Trouble> {
        let bytes_max = self.limits.bytes_max;
        let too_large =
            || Trouble::new(FailureKind::TooLarge, format!("more than {bytes_max} bytes"));
        if let Some(encoding) = record::unknown_encoding(answer.headers()) {
            let why = format!("the content encoding {encoding} is not known");
            return Err(Trouble::new(FailureKind::Decode, why));
        }
        if answer.content_length().is_some_and(|announced| announced > bytes_max) {
            return Err(too_large());
        }
        let mut bytes = Vec::new();
        loop {
            let chunk = answer.chunk().await;
            match chunk.map_err(|error| Trouble::of_reading(&error))? {
                None => return Ok(bytes),
                Some(chunk) if (bytes.len() + chunk.len()) as u64 > bytes_max => {
                    return Err(too_large());
                }
                Some(chunk) => bytes.extend_from_slice(&chunk),
            }
        }
    }
}

type Attempt = std::result::Result<Answer, Trouble>;

impl Fetch for Gate {
    async fn fetch(&self, request: Request) -> Answer {
        let mut trail = Trail::new(request.url.clone());
        let patience = self.limits.timeout;
        let mut first = None;
        let attempts = async {
            match self.walk(&request, &mut trail).await {
                Err(trouble) if trouble.is_worth_a_retry() => {
                    first = Some(trouble);
                    trail = Trail::new(request.url.clone());
                    self.walk(&request, &mut trail).await
                }
                attempt => attempt,
            }
        };
        let attempt = tokio::time::timeout(patience, attempts).await.unwrap_or_else(|_| {
            let why = format!("no whole answer within {} s", patience.as_secs_f64());
            Err(first.unwrap_or_else(|| Trouble::new(FailureKind::Timeout, why)))
        });
        attempt.unwrap_or_else(|trouble| Answer::Failed(Box::new(trail.failure(trouble))))
    }
}

/// A client that does nothing by itself: no proxy, no redirect (hence no Referer), no cookie.
fn client(allow_private: &AllowPrivate) -> Result<reqwest::Client> {
    // An error says that some provider is installed already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let guarded = Arc::new(Guarded { allow_private: Arc::new(allow_private.clone()) });
    let builder = || {
        reqwest::Client::builder()
            .dns_resolver(Arc::clone(&guarded))
            .no_proxy()
            .redirect(Policy::none())
            .tls_info(true)
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_max_idle_per_host(1)
            .http1_max_headers(HEADERS_MAX)
            .http2_max_header_list_size(HEADER_BYTES_MAX)
    };
    // The machine's certificates where it has any; Mozilla's, built in, where it has none.
    let client = builder().build().or_else(|_| builder().tls_certs_only(bundled_roots()).build());
    client.map_err(|error| Error::internal("no HTTPS client can be made").caused_by(error))
}

fn bundled_roots() -> impl Iterator<Item = Certificate> {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS
        .iter()
        .filter_map(|certificate| Certificate::from_der(certificate).ok())
}
