//! Bodies packed in every way that is asked for, and packed to do harm.

use std::io::Write;

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use revdiff::fetch::Answer;
use revdiff::history::FailureKind;

use super::{ask, failure, gate, page};
use crate::origin::{Origin, answer};

const STORY: &str = "<!doctype html><p>Ten people were hurt.</p>";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

fn deflate(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory can be written");
    encoder.finish().expect("memory can be written")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::stream::encode_all(bytes, 3).expect("memory can be written")
}

/// Brotli that packs nothing: a window of 64 KiB, one uncompressed meta-block, an empty last one
/// (RFC 7932 §9.2).
fn brotli(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len() - 1).expect("a short text");
    let head = (length << 4 | 1 << 20).to_le_bytes();
    [&head[..3], bytes, &[3]].concat()
}

fn packed(encoding: &str, body: &[u8]) -> Origin {
    Origin::of(answer("200 OK", &format!("Content-Encoding: {encoding}\r\n"), body))
}

#[tokio::test]
async fn every_encoding_that_is_asked_for_is_unpacked() {
    let story = STORY.as_bytes();
    for (encoding, body) in [
        ("gzip", gzip(story)),
        ("deflate", zlib(story)),
        ("zstd", zstd(story)),
        ("br", brotli(story)),
        ("identity", story.to_vec()),
        ("utf-8", story.to_vec()),
    ] {
        let origin = packed(encoding, &body);
        let page = page(ask(&gate(), &origin.url("/")).await);
        assert_eq!(page.bytes, story, "{encoding}");
        let request = &origin.requests()[0];
        assert!(request.contains("accept-encoding: gzip, br, zstd, deflate"), "{request}");
    }
}

#[tokio::test]
async fn what_is_packed_otherwise_than_it_says_is_never_a_page() {
    let story = STORY.as_bytes();
    for (encoding, body) in [
        ("gzip", story.to_vec()),
        ("x-gzip", gzip(story)),
        ("GZIP", gzip(story)),
        ("br", gzip(story)),
        ("zstd", story.to_vec()),
        ("deflate", story.to_vec()),
        // Without the head of zlib, as some servers leave it.
        ("deflate", deflate(story)),
        ("compress", story.to_vec()),
        ("gzip, br", gzip(story)),
        ("zstd, zstd", zstd(&zstd(story))),
    ] {
        let failure =
            failure(ask(&gate(), &packed(encoding, &body).url("/")).await, FailureKind::Decode);
        assert!(!failure.evidence.is_empty(), "{encoding}");
    }
}

#[tokio::test]
async fn half_of_what_was_packed_is_never_a_page() {
    let story = STORY.repeat(50);
    for (encoding, body) in [
        ("zstd", zstd(story.as_bytes())),
        ("deflate", zlib(story.as_bytes())),
        ("br", brotli(story.as_bytes())),
    ] {
        let origin = packed(encoding, &body[..body.len() / 2]);
        let Answer::Failed(failure) = ask(&gate(), &origin.url("/")).await else {
            panic!("{encoding}: a page");
        };
        // Not every decoder tells an end that came too early from other errors.
        let is_broken = [FailureKind::Truncated, FailureKind::Decode].contains(&failure.kind);
        assert!(is_broken, "{encoding}: {failure:?}");
        assert_eq!(origin.requests().len(), 2, "{encoding}");
    }
}

#[tokio::test]
async fn a_bomb_is_cut_off_as_it_unfolds() {
    let spaces = vec![b' '; 50_000_000];
    for (encoding, body) in
        [("zstd", zstd(&spaces)), ("deflate", zlib(&spaces)), ("gzip", gzip(&spaces))]
    {
        assert!(body.len() < 100_000, "{encoding} of {} bytes", body.len());
        failure(ask(&gate(), &packed(encoding, &body).url("/")).await, FailureKind::TooLarge);
    }
}
