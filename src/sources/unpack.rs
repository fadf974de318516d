//! Documents packed with gzip, as many sitemaps are, unpacked within bounds.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::MultiGzDecoder;

/// Most of a document that is unpacked, and so read.
pub const BYTES_MAX: usize = 20 << 20;

/// A document's bytes, unpacked, and what was lost of them.
pub struct Unpacked<'a> {
    pub bytes: Cow<'a, [u8]>,
    pub defect: Option<String>,
}

pub fn is_packed(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b")
}

/// Unpacks a document where it is packed. Of one that is cut, broken or too long, what comes before.
pub fn unpack(bytes: &[u8]) -> Unpacked<'_> {
    unpack_within(bytes, BYTES_MAX)
}

fn unpack_within(bytes: &[u8], bytes_max: usize) -> Unpacked<'_> {
    let too_long = || format!("longer than {bytes_max} bytes; the rest was left out");
    if !is_packed(bytes) {
        let head = &bytes[..bytes.len().min(bytes_max)];
        let defect = (head.len() < bytes.len()).then(too_long);
        return Unpacked { bytes: Cow::Borrowed(head), defect };
    }
    let mut unpacked = Vec::new();
    let mut input = MultiGzDecoder::new(bytes).take(bytes_max as u64 + 1);
    let read = input.read_to_end(&mut unpacked);
    let defect = match read {
        Ok(count) if count > bytes_max => Some(too_long()),
        Ok(_) => None,
        Err(error) => Some(format!("gzip breaks off: {error}; what stands before was used")),
    };
    unpacked.truncate(bytes_max);
    Unpacked { bytes: Cow::Owned(unpacked), defect }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(bytes).expect("memory can be written");
        packer.finish().expect("memory can be written")
    }

    fn check(bytes: &[u8], unpacked: &[u8], defect: Option<&str>) {
        let found = unpack_within(bytes, 100);
        assert_eq!(found.bytes, unpacked);
        match (found.defect, defect) {
            (None, None) => {}
            (Some(found), Some(defect)) => assert!(found.contains(defect), "{found}"),
            (found, _) => panic!("{found:?}"),
        }
    }

    #[test]
    fn what_is_packed_is_unpacked_and_what_is_not_stays() {
        check(&packed(b"<a/>"), b"<a/>", None);
        check(&[packed(b"<a>"), packed(b"</a>")].concat(), b"<a></a>", None);
        check(b"<a/>", b"<a/>", None);
        check(b"", b"", None);
    }

    #[test]
    fn a_bomb_and_a_long_document_are_cut() {
        check(&packed(&vec![b' '; 1 << 20]), &[b' '; 100], Some("longer than 100 bytes"));
        check(&[b' '; 101], &[b' '; 100], Some("longer than 100 bytes"));
    }

    #[test]
    fn what_stands_before_a_break_is_used() {
        let whole = packed(b"<a/>");
        check(&whole[..whole.len() - 4], b"<a/>", Some("breaks off"));
        check(b"\x1f\x8bnonsense", b"", Some("breaks off"));
    }
}
