//! A small HTTP server of our own, as the libraries' are too polite to break an answer.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};

use crate::site::Site;

/// What goes out on a connection.
pub enum Reply {
    Whole(Vec<u8>),
    /// In pieces, with pauses between them.
    Slow(Vec<u8>),
    /// And the connection ends, whatever was announced.
    Cut(Vec<u8>),
    Never,
}

/// A request, as far as the site cares.
pub struct Asked {
    pub path: String,
    pub if_none_match: Option<String>,
    pub if_modified_since: Option<String>,
}

const HEAD_BYTES_MAX: usize = 16 * 1024;
/// The pieces of a slow answer, and the pause after each.
const PIECES: usize = 4;
const PAUSE: Duration = Duration::from_millis(60);

/// Listens as a host of its own: an address of the loopback network, a port that is free there.
pub async fn listen(host: usize) -> io::Result<TcpListener> {
    let byte = |value: usize| u8::try_from(value % 250).unwrap_or(0) + 1;
    let address = IpAddr::from([127, 1, byte(host / 250), byte(host)]);
    TcpListener::bind(SocketAddr::new(address, 0)).await
}

/// Serves a host until the runtime ends.
pub async fn serve(site: Arc<Site>, host: usize, listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        let site = Arc::clone(&site);
        // An error is the client's going away, which is its right.
        tokio::spawn(async move { converse(&site, host, &stream).await.ok() });
    }
}

async fn converse(site: &Site, host: usize, stream: &TcpStream) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let mut unread = Vec::new();
    while let Some(asked) = read_head(stream, &mut unread).await? {
        let reply = site.reply(host, &asked);
        match &reply {
            Reply::Whole(bytes) => send(stream, bytes).await?,
            Reply::Slow(bytes) => {
                for piece in bytes.chunks(bytes.len() / PIECES + 1) {
                    // The fault itself: a server that is slow.
                    tokio::time::sleep(PAUSE).await;
                    send(stream, piece).await?;
                }
            }
            Reply::Cut(bytes) => return send(stream, bytes).await,
            Reply::Never => return stream.readable().await,
        }
        site.ended(host);
    }
    Ok(())
}

async fn send(stream: &TcpStream, mut bytes: &[u8]) -> io::Result<()> {
    while !bytes.is_empty() {
        stream.writable().await?;
        match stream.try_write(bytes) {
            Ok(sent) => bytes = &bytes[sent..],
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// The next request; none where the client has gone.
async fn read_head(stream: &TcpStream, unread: &mut Vec<u8>) -> io::Result<Option<Asked>> {
    let mut buffer = [0; 4096];
    loop {
        if let Some(end) = unread.windows(4).position(|four| four == b"\r\n\r\n") {
            let head: Vec<u8> = unread.drain(..end + 4).collect();
            return Ok(Some(Asked::of(&String::from_utf8_lossy(&head))));
        }
        if unread.len() > HEAD_BYTES_MAX {
            return Ok(None);
        }
        stream.readable().await?;
        match stream.try_read(&mut buffer) {
            Ok(0) => return Ok(None),
            Ok(read) => unread.extend_from_slice(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
}

impl Asked {
    fn of(head: &str) -> Asked {
        let value = |wanted: &str| {
            head.lines().find_map(|line| {
                let (name, value) = line.split_once(": ")?;
                name.eq_ignore_ascii_case(wanted).then(|| value.to_owned())
            })
        };
        Asked {
            path: head.split(' ').nth(1).unwrap_or("").to_owned(),
            if_none_match: value("if-none-match"),
            if_modified_since: value("if-modified-since"),
        }
    }
}

/// An answer with its length announced.
pub fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\n\r\n");
    [head.as_bytes(), body].concat()
}

/// An answer in chunks, ended or broken off.
pub fn chunked(headers: &str, body: &[u8], end: &str) -> Vec<u8> {
    let mut out =
        format!("HTTP/1.1 200 OK\r\n{headers}Transfer-Encoding: chunked\r\n\r\n").into_bytes();
    for chunk in body.chunks(16 * 1024) {
        out.extend(format!("{:x}\r\n", chunk.len()).as_bytes());
        out.extend(chunk);
        out.extend(b"\r\n");
    }
    out.extend(end.as_bytes());
    out
}
