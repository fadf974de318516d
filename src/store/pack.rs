//! Bytes made small: zstd, with an earlier state of the same thing as prefix.

use std::io::{self, Read, Write};

use zstd::stream::{read, write};
use zstd::zstd_safe::CParameter;

use crate::digest::Digest;

/// Every so often bytes are kept whole, so that damage spreads no further and reading stays quick.
pub const DEPTH_MAX: u32 = 16;

/// What unpacks to more is damaged, or an attack: no page or article may be so large.
const BYTES_MAX: u64 = 1 << 27;

/// The level: with a prefix, higher ones gain nothing.
const LEVEL: i32 = 3;

/// The bytes that a pack stands on, and how many more those stand on.
#[derive(Clone, Debug)]
pub struct Base {
    pub bytes: Vec<u8>,
    pub depth: u32,
}

/// Packed bytes, and on how many bases they stand: none where the depth is 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    pub bytes: Vec<u8>,
    pub depth: u32,
}

/// Packs bytes, upon the base where that is worth it.
pub fn pack(bytes: &[u8], base: Option<&Base>) -> io::Result<Packed> {
    if let Some(base) = base.filter(|base| base.depth < DEPTH_MAX) {
        let delta = compress(bytes, &base.bytes)?;
        if delta.len() <= bytes.len() / 16 || delta.len() <= compress(bytes, &[])?.len() / 2 {
            return Ok(Packed { bytes: delta, depth: base.depth + 1 });
        }
    }
    Ok(Packed { bytes: compress(bytes, &[])?, depth: 0 })
}

/// Packed bytes as they lie in a store, with the digest of what they unpack to where one is kept.
#[derive(Clone, Debug)]
pub struct Frame {
    pub packed: Vec<u8>,
    pub digest: Option<Digest>,
}

/// Unpacks frames that stand one upon the other, the lowest first, and checks each digest.
///
/// The error says which frame is damaged, and how.
pub fn unpack_all(frames: &[Frame], under: &[u8]) -> Result<Vec<u8>, (usize, String)> {
    let mut bytes = under.to_vec();
    for (index, frame) in frames.iter().enumerate() {
        bytes = unpack(&frame.packed, &bytes).map_err(|error| (index, error.to_string()))?;
        if frame.digest.is_some_and(|digest| digest != Digest::of(&bytes)) {
            return Err((index, "its bytes are not those of its digest".to_string()));
        }
    }
    Ok(bytes)
}

/// Unpacks what `pack` made upon the same base bytes (empty ones where it stands on none).
pub fn unpack(packed: &[u8], base: &[u8]) -> io::Result<Vec<u8>> {
    let mut decoder = read::Decoder::with_ref_prefix(packed, base)?;
    decoder.window_log_max(window_log(BYTES_MAX))?;
    let mut bytes = Vec::new();
    decoder.take(BYTES_MAX + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > BYTES_MAX {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "unpacks to more than 128 MiB"));
    }
    Ok(bytes)
}

fn compress(bytes: &[u8], prefix: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = write::Encoder::with_ref_prefix(Vec::new(), LEVEL, prefix)?;
    if !prefix.is_empty() {
        encoder.set_parameter(CParameter::EnableLongDistanceMatching(true))?;
        encoder.set_parameter(CParameter::WindowLog(window_log(
            (bytes.len() + prefix.len()) as u64,
        )))?;
    }
    encoder.include_checksum(true)?;
    encoder.set_pledged_src_size(Some(bytes.len() as u64))?;
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// The logarithm of the smallest window that zstd allows for that many bytes.
fn window_log(bytes: u64) -> u32 {
    bytes.next_power_of_two().ilog2().clamp(10, 27)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_packed_unpacks(old: Vec<u8>, new: Vec<u8>, depth in 0..=DEPTH_MAX) {
            for base in [None, Some(Base { bytes: old.clone(), depth }), Some(Base { bytes: new.clone(), depth })] {
                let packed = pack(&new, base.as_ref()).expect("memory is enough");
                prop_assert!(packed.depth <= DEPTH_MAX);
                let under = if packed.depth == 0 { None } else { base.as_ref() };
                let prefix = under.map_or(&[][..], |base| &base.bytes);
                prop_assert_eq!(unpack(&packed.bytes, prefix).expect("just packed"), new.clone());
            }
        }

        #[test]
        fn nothing_that_is_unpacked_panics(packed: Vec<u8>, base: Vec<u8>) {
            let _ = unpack(&packed, &base);
        }
    }

    #[test]
    fn a_small_edit_packs_small() {
        let old: String =
            (0..2_000).map(|n| format!("<p>Line {n} of {}</p>\n", n * 7919)).collect();
        let new = old.replace("Line 77 ", "Line seventy-seven ");
        let base = Base { bytes: old.into_bytes(), depth: 0 };
        let packed = pack(new.as_bytes(), Some(&base)).expect("memory is enough");
        assert_eq!(packed.depth, 1);
        assert!(packed.bytes.len() < 200, "{} bytes", packed.bytes.len());
    }
}
