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

use std::any::Any;
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
    /// Asked before each request, that for the URL itself and those for the redirects' targets;
    /// none admits all.
    pub admit: Option<Admit>,
}

/// Whether a URL may be asked for; if not, why not.
pub type Admit = Arc<dyn Fn(Url) -> Admission + Send + Sync>;

/// The answer of an [`Admit`], which may itself have to ask, or to wait.
pub type Admission = Pin<Box<dyn Future<Output = Result<Leave, Failure>> + Send>>;

/// The leave to ask one host, held until its answer has come and dropped before the next is asked.
pub type Leave = Box<dyn Any + Send>;

#[derive(Clone, Debug)]
pub enum Answer {
    /// 304 to a conditional request.
    NotModified(Response),
    /// A whole answer of any status but 304; an error page is a page here.
    Page(Box<Page>),
    Failed(Box<Failure>),
}
