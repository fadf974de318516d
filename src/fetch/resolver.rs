//! Names to addresses, the forbidden ones left out: the client connects to exactly these.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use crate::fetch::guard::AllowPrivate;

/// The machine's own resolver behind the address guard.
#[derive(Clone, Debug)]
pub struct Guarded {
    pub allow_private: Arc<AllowPrivate>,
    /// The proxy's name, which the user has given and which may be of a private address.
    pub proxy: Option<Arc<str>>,
}

/// A name that has no address.
#[derive(Debug)]
pub struct Unresolved {
    name: String,
    cause: io::Error,
}

/// A name all of whose addresses are forbidden.
#[derive(Debug)]
pub struct Forbidden {
    name: String,
    addresses: Vec<SocketAddr>,
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().to_owned();
        let allow_private = match self.proxy.as_deref() == Some(name.as_str()) {
            true => Arc::new(AllowPrivate::Yes),
            false => Arc::clone(&self.allow_private),
        };
        Box::pin(async move {
            // Port 0 stands for the URL's own port.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map(Iterator::collect);
            match found {
                Ok(found) => Ok(admitted(&allow_private, name, found)?),
                Err(cause) => Err(Unresolved { name, cause }.into()),
            }
        })
    }
}

/// The addresses of a name that may be reached; one that is public does not vouch for the others.
fn admitted(
    allow_private: &AllowPrivate,
    name: String,
    found: Vec<SocketAddr>,
) -> Result<Addrs, Forbidden> {
    let (kept, addresses): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|address| allow_private.admits_address(address.ip()));
    if kept.is_empty() && !addresses.is_empty() {
        return Err(Forbidden { name, addresses });
    }
    Ok(Box::new(kept.into_iter()))
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has no address: {}", self.name, self.cause)
    }
}

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let addresses: Vec<String> =
            self.addresses.iter().map(|address| address.ip().to_string()).collect();
        write!(f, "{} leads to {}, which is not public", self.name, addresses.join(" and "))
    }
}

impl std::error::Error for Unresolved {}

impl std::error::Error for Forbidden {}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(allow: &AllowPrivate, found: &[&str], kept: Option<&[&str]>) {
        let socket = |ip: &&str| SocketAddr::new(ip.parse().expect("an address"), 0);
        let sockets = |ips: &[&str]| ips.iter().map(socket).collect::<Vec<_>>();
        let answer = admitted(allow, "news.example".to_owned(), sockets(found));
        assert_eq!(answer.ok().map(Iterator::collect), kept.map(sockets), "{found:?}");
    }

    #[test]
    fn forbidden_addresses_are_left_out_and_alone_are_an_error() {
        check(&AllowPrivate::No, &["1.1.1.1", "127.0.0.1"], Some(&["1.1.1.1"]));
        check(&AllowPrivate::No, &["::1", "2606:4700::1111"], Some(&["2606:4700::1111"]));
        check(&AllowPrivate::No, &["10.0.0.1", "::ffff:10.0.0.1"], None);
        check(&AllowPrivate::Yes, &["10.0.0.1", "::1"], Some(&["10.0.0.1", "::1"]));
    }
}
