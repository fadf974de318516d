//! A server on a free port of the loopback that sends exactly the bytes a test wants.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

/// What a connection gets to see before it is closed.
pub enum Script {
    Bytes(Vec<u8>),
    /// These bytes, and then nothing until the client gives up.
    Stall(Vec<u8>),
    /// These bytes, and then the others again and again until the client gives up.
    Endless(Vec<u8>, Vec<u8>),
}

pub struct Origin {
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Origin {
    /// Serves each request, given as its head, with what the script makes of it.
    pub fn new(script: impl Fn(&str) -> Script + Send + 'static) -> Origin {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let requests = Arc::new(Mutex::new(Vec::new()));
        let seen = Arc::clone(&requests);
        thread::spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let head = read_head(&stream);
                seen.lock().expect("no holder panics").push(head.clone());
                let script = script(&head);
                thread::spawn(move || play(script, stream));
            }
        });
        Origin { address, requests }
    }

    /// The same bytes for every request.
    pub fn of(bytes: impl AsRef<[u8]>) -> Origin {
        let bytes = bytes.as_ref().to_vec();
        Origin::new(move |_| Script::Bytes(bytes.clone()))
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The heads of the requests so far.
    pub fn requests(&self) -> Vec<String> {
        self.requests.lock().expect("no holder panics").clone()
    }
}

fn read_head(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Errors are the client's going away, which is its right.
fn play(script: Script, mut stream: TcpStream) {
    let _ = match script {
        Script::Bytes(bytes) => stream.write_all(&bytes),
        Script::Stall(bytes) => {
            stream.write_all(&bytes).and_then(|()| stream.read_to_end(&mut Vec::new())).map(|_| ())
        }
        Script::Endless(first, again) => {
            let mut sent = stream.write_all(&first);
            while sent.is_ok() {
                sent = stream.write_all(&again);
            }
            sent
        }
    };
}

/// A whole answer with a body.
pub fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}Connection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

pub fn redirect(location: &str) -> Vec<u8> {
    answer("302 Found", &format!("Location: {location}\r\n"), "")
}

/// The path of a request, given as its head.
pub fn path(head: &str) -> &str {
    head.split(' ').nth(1).unwrap_or("")
}
