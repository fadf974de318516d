//! The chain over a story's snapshots: what it proves, and how.
//!
//! Each snapshot's chain value is the SHA-256 of the value before it and of the snapshot itself, so
//! that no snapshot can be edited, removed from between others or put in later without every value
//! after it changing. A cut tail shows only against a value that was published.
//!
//! What is said about snapshots it does not prove: a story's label, tags, state, verdict and present URL change,
//! other extractors read again, and what people say of a verdict is added later.

use crate::digest::Digest;
use crate::time::Time;

/// What stands before the first snapshot of a story: the URL that it had then, so that no history can
/// be moved to another.
pub fn start(url: &str) -> Digest {
    Digest::of_fields([b"revdiff story".as_slice(), url.as_bytes()])
}

/// The columns of `snapshot` that the chain does not prove, and may so change: the row's number in
/// its store, which names nothing outside it. `verify` finds an edit of any other, and of this one
/// where readings or the log refer to it.
pub const EXEMPT: [&str; 1] = ["id"];

/// All of a snapshot that never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    pub story: i64,
    pub version: u32,
    pub captured_at: Time,
    pub not_before: Option<Time>,
    pub page: Digest,
    pub article: Digest,
    /// The extractor whose reading made the snapshot, and the digest of that reading.
    pub extractor: u32,
    pub reading: Digest,
    /// The response as JSON.
    pub response: &'a [u8],
}

impl Link<'_> {
    /// The chain value of this snapshot, after that of the snapshot before it.
    pub fn after(&self, previous: &Digest) -> Digest {
        let not_before = self.not_before.map(|at| at.millis().to_be_bytes());
        Digest::of_fields([
            previous.0.as_slice(),
            &self.story.to_be_bytes(),
            &self.version.to_be_bytes(),
            &self.captured_at.millis().to_be_bytes(),
            not_before.as_ref().map_or(&[], |bytes| bytes.as_slice()),
            &self.page.0,
            &self.article.0,
            &self.extractor.to_be_bytes(),
            &self.reading.0,
            self.response,
        ])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const URL: &str = "https://a.test/";
    const LINK: Link<'static> = Link {
        story: 1,
        version: 2,
        captured_at: Time::from_millis(2_000),
        not_before: Some(Time::from_millis(1_000)),
        page: Digest([1; 32]),
        article: Digest([2; 32]),
        extractor: 1,
        reading: Digest([3; 32]),
        response: b"{}",
    };

    #[test]
    fn every_field_and_the_value_before_count() {
        let others = [
            Link { story: 2, ..LINK },
            Link { version: 3, ..LINK },
            Link { captured_at: Time::from_millis(2_001), ..LINK },
            Link { not_before: None, ..LINK },
            Link { not_before: Some(Time::from_millis(0)), ..LINK },
            Link { page: Digest([9; 32]), ..LINK },
            Link { article: Digest([9; 32]), ..LINK },
            Link { extractor: 2, ..LINK },
            Link { reading: Digest([9; 32]), ..LINK },
            Link { response: b"{ }", ..LINK },
        ];
        let mut values: Vec<_> = others.iter().map(|link| link.after(&start(URL))).collect();
        values.push(LINK.after(&start(URL)));
        values.push(LINK.after(&start("https://b.test/")));
        values.sort();
        values.dedup();
        assert_eq!(values.len(), others.len() + 2);
    }

    #[test]
    fn the_encoding_stays_what_it_was() {
        assert_eq!(
            LINK.after(&start(URL)).to_string(),
            "65db2fb2edfc330829d07f5439881bc4a38b96da42f6ee0c6278a25f068b2db2"
        );
    }
}
