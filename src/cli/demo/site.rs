//! The demo's news site: the pages of a folder, on a free port of this machine.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use tokio::runtime::Runtime;

use crate::cli::network::runtime;
use crate::digest::Digest;
use crate::error::{Error, Result};

/// A running site; it ends when it is dropped.
pub struct Site {
    address: SocketAddr,
    runtime: Runtime,
}

impl Site {
    /// Serves a folder's HTML files, each at its path without the `.html`, as they stand when they
    /// are asked for.
    pub fn start(folder: PathBuf) -> Result<Site> {
        let cannot = |error| Error::internal("cannot serve on 127.0.0.1").caused_by(error);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(cannot)?;
        listener.set_nonblocking(true).map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        let routes = Router::new().fallback(page).with_state(Arc::new(folder));
        let runtime = runtime()?;
        let listener = runtime
            .block_on(async { tokio::net::TcpListener::from_std(listener) })
            .map_err(cannot)?;
        runtime.spawn(async move { axum::serve(listener, routes).await });
        Ok(Site { address, runtime })
    }

    /// The URL of a path such as `/islands/ferry-keld`.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Serves until the process is ended from outside.
    pub fn serve_on(self) -> ! {
        loop {
            self.runtime.block_on(std::future::pending::<()>());
        }
    }
}

async fn page(State(folder): State<Arc<PathBuf>>, uri: Uri, asked: HeaderMap) -> Response {
    let Some(page) = file(&folder, uri.path()).and_then(|file| std::fs::read(file).ok()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let etag = format!("\"{}\"", Digest::of(&page));
    if asked.get(IF_NONE_MATCH).is_some_and(|kept| kept.as_bytes() == etag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, etag)]).into_response();
    }
    let headers = [(CONTENT_TYPE, "text/html; charset=utf-8".to_owned()), (ETAG, etag)];
    (headers, page).into_response()
}

/// The file of a path, which is made of plain names only and so stays in the folder.
fn file(folder: &Path, path: &str) -> Option<PathBuf> {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ['/', '-'].contains(&c);
    let path = path.strip_prefix('/').filter(|path| path.chars().all(is_plain))?;
    (!path.starts_with('/')).then(|| folder.join(path).with_extension("html"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, expected: Option<&str>) {
        assert_eq!(file(Path::new("live"), path), expected.map(PathBuf::from), "{path}");
    }

    #[test]
    fn a_path_names_an_html_file_of_the_folder() {
        check("/islands/ferry-keld", Some("live/islands/ferry-keld.html"));
        check("/robots.txt", None);
    }

    #[test]
    fn no_path_leads_out_of_the_folder() {
        for path in ["/../secret", "/a/../../secret", "//etc/passwd", "/%2e%2e/secret", "*", ""] {
            check(path, None);
        }
    }
}
