//! A host of the site: its design, its rules for robots and its ways of sending pages.

use std::io::Write;
use std::sync::Mutex;
use std::time::Instant;

use flate2::Compression;
use flate2::write::{GzEncoder, ZlibEncoder};
use revdiff::time::Time;

use crate::chance::Chance;
use crate::options::Faults;
use crate::plan::{Character, Plan};
use crate::template::Design;
use crate::words::{Language, pick};

pub struct Host {
    pub design: Design,
    pub encoding: Encoding,
    pub validators: Validators,
    pub robots: Robots,
    pub manners: Mutex<Manners>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Identity,
    Gzip,
    Deflate,
    Brotli,
    Zstd,
    Chunks,
}

/// What a host gives so that it can be asked whether anything has changed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Validators {
    None,
    ETag,
    WeakETag,
    LastModified,
    AlwaysNew,
    /// The same whatever is served.
    Frozen,
}

/// What a host's robots.txt says.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Robots {
    NotFound,
    Allows,
    /// `/local/`, which some stories are under.
    Disallows,
    CrawlDelay,
    /// Nothing, as long as the first round lasts.
    FirstBroken,
}

/// How the poller has behaved to a host, and may from now on.
#[derive(Default)]
pub struct Manners {
    /// Nobody may ask before.
    pub paused_until: Option<Time>,
    pub ended: Option<Instant>,
}

/// The delay that hosts ask for that ask for one, in seconds.
pub const CRAWL_DELAY: f64 = 0.05;
pub const DISALLOWED: &str = "/local/";

impl Host {
    pub fn new(seed: u64, host: usize, plan: &Plan) -> Host {
        let language = Language::of_host(host);
        let design = Design::new(seed, host, language, plan.weight);
        match plan.character {
            Character::Varied(faults) => Host::varied(seed, host, design, faults),
            Character::Plain(encoding) => Host {
                design,
                encoding,
                validators: Validators::ETag,
                robots: Robots::NotFound,
                manners: Mutex::default(),
            },
        }
    }

    fn varied(seed: u64, host: usize, design: Design, faults: Faults) -> Host {
        let mut chance = Chance::of(seed, &["host", &host.to_string()]);
        let encodings = [
            Encoding::Identity,
            Encoding::Gzip,
            Encoding::Gzip,
            Encoding::Deflate,
            Encoding::Brotli,
            Encoding::Zstd,
            Encoding::Chunks,
        ];
        let honest = [
            Validators::None,
            Validators::None,
            Validators::ETag,
            Validators::WeakETag,
            Validators::LastModified,
            Validators::AlwaysNew,
        ];
        let robots = [
            Robots::NotFound,
            Robots::Allows,
            Robots::Allows,
            Robots::Disallows,
            Robots::CrawlDelay,
        ];
        let is_faulty = faults == Faults::All;
        Host {
            design,
            encoding: pick(&mut chance, &encodings),
            validators: match chance.below(20) {
                0 if is_faulty => Validators::Frozen,
                _ => pick(&mut chance, &honest),
            },
            robots: match chance.below(20) {
                0 if is_faulty => Robots::FirstBroken,
                _ => pick(&mut chance, &robots),
            },
            manners: Mutex::default(),
        }
    }

    pub fn robots_text(&self) -> Option<String> {
        let every = "User-agent: *\n";
        match self.robots {
            Robots::NotFound | Robots::FirstBroken => None,
            Robots::Allows => Some(format!("{every}Disallow: /search\n")),
            Robots::Disallows => {
                let others = "User-agent: otherbot\nDisallow:\n\n";
                Some(format!("{others}{every}Disallow: {DISALLOWED}\nAllow: /\n"))
            }
            Robots::CrawlDelay => Some(format!("{every}Crawl-delay: {CRAWL_DELAY}\nDisallow:\n")),
        }
    }
}

impl Encoding {
    /// The header that names it, with the body so encoded.
    pub fn encoded(self, body: &[u8]) -> (&'static str, Vec<u8>) {
        match self {
            Encoding::Identity | Encoding::Chunks => ("", body.to_vec()),
            Encoding::Gzip => ("Content-Encoding: gzip\r\n", gzip(body)),
            Encoding::Deflate => ("Content-Encoding: deflate\r\n", zlib(body)),
            Encoding::Brotli => ("Content-Encoding: br\r\n", brotli(body)),
            Encoding::Zstd => ("Content-Encoding: zstd\r\n", zstd_packed(body)),
        }
    }
}

const IN_MEMORY: &str = "memory takes what is written to it";

pub fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).expect(IN_MEMORY);
    encoder.finish().expect(IN_MEMORY)
}

fn zlib(body: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(body).expect(IN_MEMORY);
    encoder.finish().expect(IN_MEMORY)
}

fn brotli(body: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    let (quality, window) = (1, 20);
    let mut encoder = brotli::CompressorWriter::new(&mut packed, 4096, quality, window);
    encoder.write_all(body).expect(IN_MEMORY);
    drop(encoder);
    packed
}

fn zstd_packed(body: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(body, 1).expect(IN_MEMORY)
}
