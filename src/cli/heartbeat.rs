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
                let is_named = asked.authority() == url.authority() && asked.path() == url.path();
                Box::pin(std::future::ready(match is_named {
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
    let url = Url::parse(text).map_err(|error| format!("not a URL: {error}"))?;
    match url.scheme() {
        "http" | "https" => Ok(url),
        _ => Err("a URL that begins with https:// or http:// is wanted".into()),
    }
}
