//! The one gate to the network.
//!
//! Every request of the program goes through [`Fetch`]: http and https only, each hop's address
//! resolved, checked and then connected to, sizes and times bounded, robots.txt obeyed.

pub mod guard;
pub mod resolver;
pub mod trouble;
pub mod cookies;
pub mod trail;
pub mod patience;
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
use crate::time::Time;

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
    pub extent: Extent,
}

/// How much of a body is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// All of it; one that is longer than the limit is a failure.
    Whole,
    /// So many bytes, however long it is and whatever the limit.
    First(u64),
}

/// Whether a URL may be asked for; if not, why not.
pub type Admit = Arc<dyn Fn(Url) -> Admission + Send + Sync>;

/// The answer of an [`Admit`], which may itself have to ask, or to wait.
pub type Admission = Pin<Box<dyn Future<Output = Result<Leave, Denial>> + Send>>;

/// The leave to ask one host, held until its answer has come and dropped before the next is asked.
pub type Leave = Box<dyn Any + Send>;

/// Why nothing was asked for.
#[derive(Clone, Debug)]
pub enum Denial {
    /// It may not be asked for, or nobody can say whether it may.
    Failed(Box<Failure>),
    Postponed(Postponed),
}

/// A host that is left alone for now, which is nobody's failure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postponed {
    pub host: String,
    pub until: Time,
}

impl std::fmt::Display for Postponed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} is left alone until {}", self.host, self.until)
    }
}

impl From<Failure> for Denial {
    fn from(failure: Failure) -> Denial {
        Denial::Failed(Box::new(failure))
    }
}

#[derive(Clone, Debug)]
pub enum Answer {
    /// 304 to a conditional request.
    NotModified(Response),
    /// A whole answer of any status but 304; an error page is a page here.
    Page(Box<Page>),
    Failed(Box<Failure>),
    /// A host on the way is left alone for now; it was not asked.
    Postponed(Postponed),
}
