//! The gate itself: an HTTP client of bounded patience that follows redirects on its own feet.

use std::sync::Arc;
use std::time::Duration;

use reqwest::Proxy;
use reqwest::redirect::Policy;
use rustix::process::{Resource, getrlimit};
use url::Url;

use crate::config::{Certificate, Config, Host};
use crate::error::{Error, Result};
use crate::fetch::guard::AllowPrivate;
use crate::fetch::patience::Patience;
use crate::fetch::record::{self, Asked};
use crate::fetch::resolver::Guarded;
use crate::fetch::trail::Trail;
use crate::fetch::trouble::Trouble;
use crate::fetch::{Answer, Denial, Extent, Fetch, Request};
use crate::history::FailureKind;
use crate::page::{Page, Validators};

/// What the gate may reach, how long it waits and how much it takes.
#[derive(Clone, Debug)]
pub struct Limits {
    pub allow_private: AllowPrivate,
    /// For a whole check: names, connections, redirects, bodies, a second attempt. Not for waiting
    /// until a host may be asked.
    pub timeout: Duration,
    /// The longest body, its content encoding removed.
    pub bytes_max: u64,
    /// How a webmaster reaches whoever runs this: a URL or an address, told in the User-Agent.
    pub contact: Option<String>,
    /// What all requests go through; it, not the gate, then turns names into addresses.
    pub proxy: Option<Url>,
    /// How single hosts are asked otherwise, and which further ports may be.
    pub config: Arc<Config>,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            allow_private: AllowPrivate::No,
            timeout: Duration::from_secs(30),
            bytes_max: 10 * 1024 * 1024,
            contact: None,
            proxy: None,
            config: Arc::default(),
        }
    }
}

/// Where a webmaster reads about the program, unless its user gives a contact.
const PROJECT_PAGE: &str = "https://crates.io/crates/revdiff";

const CONNECT_TIMEOUT: Duration = Duration::from_secs(10);

/// A connection that nobody has used for so long is of a host that is done with.
const IDLE_TIMEOUT: Duration = Duration::from_secs(10);
/// As many as the hosts that a round may go through in that time, and more.
const DESCRIPTORS_MANY: u64 = 8192;

/// More headers than these, or longer ones, are an attack.
const HEADERS_MAX: usize = 200;
const HEADER_BYTES_MAX: u32 = 64 * 1024;

/// The one way out to the network.
#[derive(Clone, Debug)]
pub struct Gate {
    client: reqwest::Client,
    /// For hosts whose certificates are not checked, where there are any.
    unchecked: Option<reqwest::Client>,
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
        let any_unchecked =
            limits.config.hosts().any(|(_, host)| host.certificate == Certificate::Unchecked);
        let unchecked = match any_unchecked {
            true => Some(client(&limits, Certificate::Unchecked)?),
            false => None,
        };
        Ok(Gate { client: client(&limits, Certificate::Checked)?, unchecked, limits, user_agent })
    }

    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The headers that each request has, whatever it asks for and of whom.
    pub fn asking(&self) -> Vec<(String, String)> {
        Asked::new(&self.user_agent, None, &Validators::default(), None).written()
    }

    /// How a URL's host is asked otherwise than all are.
    fn host(&self, url: &Url) -> Host {
        let name = url.host_str().unwrap_or_default();
        let host = match url.port() {
            Some(port) => self.limits.config.of(&format!("{name}:{port}")),
            None => self.limits.config.of(name),
        };
        host.cloned().unwrap_or_default()
    }

    /// Refuses the proxy itself for a page's host: its name may lead to private addresses.
    fn refuse_proxy(&self, url: &Url) -> std::result::Result<(), String> {
        let proxy = self.limits.proxy.as_ref().and_then(Url::domain);
        match proxy.filter(|proxy| url.domain() == Some(proxy)) {
            Some(proxy) if self.limits.allow_private != AllowPrivate::Yes => {
                Err(format!("{proxy} is the proxy, and no news site"))
            }
            Some(_) | None => Ok(()),
        }
    }

    fn client(&self, certificate: Certificate) -> &reqwest::Client {
        match certificate {
            Certificate::Checked => &self.client,
            Certificate::Unchecked => self.unchecked.as_ref().unwrap_or(&self.client),
        }
    }

    /// Walks from hop to hop until an answer stands.
    async fn walk(&self, request: &Request, trail: &mut Trail, patience: &mut Patience) -> Attempt {
        loop {
            let admitted = self.limits.allow_private.admit(&trail.url, &self.limits.config.ports);
            let admitted = admitted.and_then(|()| self.refuse_proxy(&trail.url));
            admitted.map_err(|why| Trouble::new(FailureKind::BlockedAddress, why))?;
            trail.refuse_loop()?;
            let _leave = match &request.admit {
                Some(admit) => match patience.admission(admit(trail.url.clone())).await? {
                    Ok(leave) => Some(leave),
                    Err(Denial::Postponed(postponed)) => return Ok(Answer::Postponed(postponed)),
                    Err(Denial::Failed(failure)) => return Err(Trouble::of_admission(*failure)),
                },
                None => None,
            };
            // Validators are the first URL's; another would take them for its own.
            let validators = match trail.redirects.is_empty() {
                true => &request.validators,
                false => &Validators::default(),
            };
            let host = self.host(&trail.url);
            let language = host.accept_language.as_deref();
            let asked = Asked::new(&self.user_agent, language, validators, trail.cookies());
            let asking = self.client(host.certificate).get(trail.url.clone());
            let sent = patience.transfer(asking.headers(asked.to_headers()).send()).await?;
            let answer = sent.map_err(|error| Trouble::of_sending(&error))?;
            let response = record::response(&answer, &asked, host.certificate, trail);
            trail.response = Some(response.clone());
            match response.status {
                301 | 302 | 303 | 307 | 308 => trail.follow(answer.headers(), response.status)?,
                304 if asked.is_conditional() => return Ok(Answer::NotModified(response)),
                304 => {
                    return Err(Trouble::new(FailureKind::Protocol, "a 304 that nobody asked for"));
                }
                _ => {
                    let bytes = match request.extent {
                        Extent::Whole => {
                            let bytes_max = host.max_bytes.unwrap_or(self.limits.bytes_max);
                            patience.transfer(read(answer, bytes_max)).await??
                        }
                        Extent::First(wanted) => {
                            patience.transfer(read_first(answer, wanted)).await??
                        }
                    };
                    return Ok(Answer::Page(Box::new(Page { bytes, response })));
                }
            }
        }
    }
}

/// Reads a body to its end.
async fn read(answer: reqwest::Response, bytes_max: u64) -> std::result::Result<Vec<u8>, Trouble> {
    let too_large = || Trouble::new(FailureKind::TooLarge, format!("more than {bytes_max} bytes"));
    if answer.content_length().is_some_and(|announced| announced > bytes_max) {
        return Err(too_large());
    }
    let bytes = read_first(answer, bytes_max.saturating_add(1)).await?;
    if bytes.len() as u64 > bytes_max { Err(too_large()) } else { Ok(bytes) }
}

/// Reads a body to its end, or so many bytes, counting what comes out of the content encoding.
async fn read_first(
    mut answer: reqwest::Response,
    wanted: u64,
) -> std::result::Result<Vec<u8>, Trouble> {
    if let Some(encoding) = record::unknown_encoding(answer.headers()) {
        let why = format!("the content encoding {encoding} is not known");
        return Err(Trouble::new(FailureKind::Decode, why));
    }
    let wanted = usize::try_from(wanted).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| Trouble::of_reading(&error))? {
        bytes.extend_from_slice(&chunk[..chunk.len().min(wanted - bytes.len())]);
        if bytes.len() == wanted {
            break;
        }
    }
    Ok(bytes)
}

type Attempt = std::result::Result<Answer, Trouble>;

impl Fetch for Gate {
    async fn fetch(&self, request: Request) -> Answer {
        let mut trail = Trail::new(request.url.clone());
        let timeout = self.host(&request.url).timeout.unwrap_or(self.limits.timeout);
        let mut patience = Patience::new(timeout);
        let attempt = match self.walk(&request, &mut trail, &mut patience).await {
            Err(first) if first.is_worth_a_retry() => {
                trail = Trail::new(request.url.clone());
                match self.walk(&request, &mut trail, &mut patience).await {
                    // What broke the first tells more than that there was no time for a second.
                    Err(_) if patience.is_over() => Err(first),
                    again => again,
                }
            }
            attempt => attempt,
        };
        attempt.unwrap_or_else(|trouble| Answer::Failed(Box::new(trail.failure(trouble))))
    }
}

/// A client that does nothing by itself: no proxy but the one that is named, no redirect (hence no
/// Referer), no cookie.
fn client(limits: &Limits, certificate: Certificate) -> Result<reqwest::Client> {
    // An error says that some provider is installed already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let guarded = Arc::new(Guarded {
        allow_private: Arc::new(limits.allow_private.clone()),
        proxy: limits.proxy.as_ref().and_then(Url::host_str).map(Arc::from),
    });
    let proxy = match &limits.proxy {
        Some(url) => Some(
            Proxy::all(url.clone())
                .map_err(|error| Error::invalid("that proxy cannot be used").caused_by(error))?,
        ),
        None => None,
    };
    let builder = || {
        let builder = reqwest::Client::builder()
            .dns_resolver(Arc::clone(&guarded))
            .no_proxy()
            .redirect(Policy::none())
            .tls_info(true)
            .tls_danger_accept_invalid_certs(certificate == Certificate::Unchecked)
            .connect_timeout(CONNECT_TIMEOUT)
            .pool_max_idle_per_host(idle_connections())
            .pool_idle_timeout(IDLE_TIMEOUT)
            .http1_max_headers(HEADERS_MAX)
            .http2_max_header_list_size(HEADER_BYTES_MAX);
        match &proxy {
            Some(proxy) => builder.proxy(proxy.clone()),
            None => builder,
        }
    };
    // The machine's certificates where it has any; Mozilla's, built in, where it has none.
    let client = builder().build().or_else(|_| builder().tls_certs_only(bundled_roots()).build());
    client.map_err(|error| Error::internal("no HTTPS client can be made").caused_by(error))
}

/// The connections kept open between two requests to a host: none where the process may have so few
/// descriptors open that many hosts would use them up, and make other hosts look as if they were down.
fn idle_connections() -> usize {
    let limit = getrlimit(Resource::Nofile).current;
    usize::from(limit.is_none_or(|limit| limit >= DESCRIPTORS_MANY))
}

fn bundled_roots() -> impl Iterator<Item = reqwest::Certificate> {
    webpki_root_certs::TLS_SERVER_ROOT_CERTS
        .iter()
        .filter_map(|certificate| reqwest::Certificate::from_der(certificate).ok())
}
