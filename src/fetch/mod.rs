//! The one gate to the network.
//!
//! Every request of the program goes through [`Fetch`]: http and https only, each hop's address
//! resolved, checked and then connected to, sizes and times bounded, robots.txt obeyed.

pub mod guard;
pub mod resolver;
pub mod trouble;
pub mod cookies;
pub mod trail;
pub mod record;
pub mod client;
pub mod refusal;
pub mod pattern;
pub mod robots;
pub mod manners;

use std::pin::Pin;
use std::sync::Arc;

use url::Url;

use crate::history::Failure;
use crate::page::{Page, Response, Validators};

/// A way to ask for a page: the real one is [`client::Gate`], tests have their own.
pub trait Fetch: Send + Sync {
    /// Asks once, redirects followed. Whether the page may be asked for (robots.txt) and when (the
    /// host's delay) is the caller's business.
    fn fetch(&self, request: Request) -> impl Future<Output = Answer> + Send;
}

#[derive(Clone)]
pub struct Request {
    pub url: Url,
    /// Sent back as they were given; empty ones make the request unconditional.
    pub validators: Validators,
    /// Asked before each redirect is followed; none follows all.
    pub admit: Option<Admit>,
}

/// Whether a redirect's target may be asked for; if not, why not.
pub type Admit = Arc<dyn Fn(Url) -> Admission + Send + Sync>;

/// The answer of an [`Admit`], which may itself have to ask.
pub type Admission = Pin<Box<dyn Future<Output = Result<(), Failure>> + Send>>;

#[derive(Clone, Debug)]
pub enum Answer {
    /// 304 to a conditional request.
    NotModified(Response),
    /// A whole answer of any status but 304; an error page is a page here.
    Page(Box<Page>),
    Failed(Box<Failure>),
}
