//! The demo's news site: one story on a free port of this machine, and its update.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::Router;
use axum::extract::State;
use axum::http::header::{CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::runtime::Runtime;

use crate::cli::network::runtime;
use crate::error::{Error, Result};

const FIRST: &str = include_str!("../../../fixtures/demo/first.html");
const UPDATE: &str = include_str!("../../../fixtures/demo/update.html");
const PATH: &str = "/islands/ferry-keld";

/// A running site; it ends when it is dropped.
pub struct Site {
    address: SocketAddr,
    is_updated: Arc<AtomicBool>,
    /// Holds the server's tasks.
    _runtime: Runtime,
}

impl Site {
    /// Starts the site with the story's first version.
    pub fn start() -> Result<Site> {
        let cannot = |error| Error::internal("cannot serve on 127.0.0.1").caused_by(error);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(cannot)?;
        listener.set_nonblocking(true).map_err(cannot)?;
        let address = listener.local_addr().map_err(cannot)?;
        let is_updated = Arc::new(AtomicBool::new(false));
        let routes = Router::new().route(PATH, get(story)).with_state(Arc::clone(&is_updated));
        let runtime = runtime()?;
        let listener = runtime
            .block_on(async { tokio::net::TcpListener::from_std(listener) })
            .map_err(cannot)?;
        runtime.spawn(async move { axum::serve(listener, routes).await });
        Ok(Site { address, is_updated, _runtime: runtime })
    }

    /// The story's URL.
    pub fn url(&self) -> String {
        format!("http://{}{PATH}", self.address)
    }

    /// Replaces the story by its update.
    pub fn publish_update(&self) {
        self.is_updated.store(true, Ordering::Relaxed);
    }
}

async fn story(State(is_updated): State<Arc<AtomicBool>>, asked: HeaderMap) -> Response {
    let (page, etag) = match is_updated.load(Ordering::Relaxed) {
        false => (FIRST, "\"first\""),
        true => (UPDATE, "\"update\""),
    };
    if asked.get(IF_NONE_MATCH).is_some_and(|kept| kept == etag) {
        return (StatusCode::NOT_MODIFIED, [(ETAG, etag)]).into_response();
    }
    ([(CONTENT_TYPE, "text/html; charset=utf-8"), (ETAG, etag)], page).into_response()
}
