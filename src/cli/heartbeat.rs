//! The sign of life after each round: a request to a URL of the user's, who is alarmed by another
//! program when it stays away.

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use crate::error::Result;
use crate::fetch::client::{Gate, Limits};
use crate::fetch::guard::AllowPrivate;
use crate::fetch::{Admission, Answer, Extent, Fetch, Leave, Request};
use crate::history::{Failure, FailureKind};
use crate::page::Validators;

const TIMEOUT: Duration = Duration::from_secs(10);
/// What is read of the answer, of which only the status counts.
const BYTES_MAX: u64 = 64 * 1024;

pub struct Heartbeat {
    gate: Gate,
    url: Url,
}

impl Heartbeat {
    /// A heartbeat to that URL, which the user has named and may be of this machine or network.
    pub fn new(url: Url, limits: Limits) -> Result<Heartbeat> {
        let (allow_private, timeout) = (AllowPrivate::Yes, TIMEOUT);
        let gate = Gate::new(Limits { allow_private, timeout, bytes_max: BYTES_MAX, ..limits })?;
        Ok(Heartbeat { gate, url })
    }

    /// Sends the sign; why it did not arrive, where it did not. The URL may be a secret, and is not
    /// told.
    pub async fn beat(&self) -> std::result::Result<(), String> {
        let host = self.url.host_str().unwrap_or_default();
        let admit = {
            let url = self.url.clone();
            move |asked: Url| -> Admission {
                Box::pin(std::future::ready(match asked == url {
                    true => Ok(Box::new(()) as Leave),
                    // The user named one URL and no other.
                    false => {
                        Err(Failure::new(FailureKind::Redirect, "no redirect is followed").into())
                    }
                }))
            }
        };
        let (url, validators) = (self.url.clone(), Validators::default());
        let request =
            Request { url, validators, admit: Some(Arc::new(admit)), extent: Extent::Whole };
        let why = match self.gate.fetch(request).await {
            Answer::Page(page) if (200..300).contains(&page.response.status) => return Ok(()),
            Answer::Page(page) => format!("it answered {}", page.response.status),
            Answer::NotModified(_) => "it answered 304".to_owned(),
            Answer::Postponed(postponed) => postponed.to_string(),
            Answer::Failed(failure) if failure.kind == FailureKind::TooLarge => return Ok(()),
            Answer::Failed(failure) => match failure.status() {
                Some(status) => format!("it answered {status}"),
                None => failure.evidence,
            },
        };
        Err(format!("the heartbeat did not reach {host}: {why}"))
    }
}

/// Reads the URL of a heartbeat.
pub fn url(text: &str) -> std::result::Result<Url, String> {
    let mut url = Url::parse(text).map_err(|error| format!("not a URL: {error}"))?;
    // It is never sent, and what a redirect leads to is compared with the rest.
    url.set_fragment(None);
    if !matches!(url.scheme(), "http" | "https") {
        return Err("a URL that begins with https:// or http:// is wanted".into());
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err("a URL with a user name or password is not asked for; name one whose path or \
                    query is the secret"
            .into());
    }
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: std::result::Result<&str, &str>) {
        match (url(text), expected) {
            (Ok(url), Ok(expected)) => assert_eq!(url.as_str(), expected, "{text}"),
            (Err(why), Err(expected)) => assert!(why.contains(expected), "{text}: {why}"),
            (found, _) => panic!("{text}: {found:?}"),
        }
    }

    #[test]
    fn a_heartbeat_has_a_plain_url() {
        check("https://dog.example/ping?id=7", Ok("https://dog.example/ping?id=7"));
        check("http://dog.example/ping#now", Ok("http://dog.example/ping"));
        check("ftp://dog.example/ping", Err("https:// or http://"));
        check("dog.example/ping", Err("not a URL"));
        check("http://u:p@dog.example/ping", Err("user name or password"));
        check("http://u@dog.example/ping", Err("user name or password"));
        check("http://:p@dog.example/ping", Err("user name or password"));
    }
}
