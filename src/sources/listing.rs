//! What a source lists: stories, or other sources.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::time::Time;

/// What a source is, as its content tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// RSS 0.9 to 2.0, RSS 1.0 among them.
    Rss,
    Atom,
    JsonFeed,
    Sitemap,
    /// A list of sitemaps.
    SitemapIndex,
    /// A list of feeds.
    Opml,
}

impl Kind {
    /// The kind as people read it.
    pub fn words(self) -> &'static str {
        match self {
            Kind::Rss => "RSS feed",
            Kind::Atom => "Atom feed",
            Kind::JsonFeed => "JSON feed",
            Kind::Sitemap => "sitemap",
            Kind::SitemapIndex => "sitemap index",
            Kind::Opml => "OPML list",
        }
    }
}

/// What a document lists, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub kind: Kind,
    pub title: Option<String>,
    pub stories: Vec<Item>,
    pub sources: Vec<Item>,
    /// What of the document could not be used: untrusted text.
    pub defects: Vec<String>,
    bytes: usize,
}

/// A story or a source as a document lists it: untrusted text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// Absolute, where the document lets it be made so.
    pub url: String,
    pub title: Option<String>,
    /// The time that the document gives it: of publication, else of the last change.
    pub at: Option<Time>,
}

/// Stories and sources read of one document at most: what a sitemap may hold.
const ITEMS_MAX: usize = 50_000;
/// The most of their URLs and titles together, in bytes: a short link may lead far from a long base.
const BYTES_MAX: usize = 20 << 20;
/// Defects told of one document at most, and the most of one that is told, in bytes.
const DEFECTS_MAX: usize = 10;
const DEFECT_BYTES_MAX: usize = 200;

impl Listing {
    pub fn new(kind: Kind) -> Listing {
        let (title, stories, sources, defects, bytes) = Default::default();
        Listing { kind, title, stories, sources, defects, bytes }
    }

    pub fn add_story(&mut self, item: Item) {
        if self.has_room(&item) {
            self.stories.push(item);
        }
    }

    pub fn add_source(&mut self, item: Item) {
        if self.has_room(&item) {
            self.sources.push(item);
        }
    }

    /// How many stories and sources are listed.
    pub fn count(&self) -> usize {
        self.stories.len() + self.sources.len()
    }

    fn has_room(&mut self, item: &Item) -> bool {
        self.bytes += item.url.len() + item.title.as_ref().map_or(0, String::len);
        if self.count() >= ITEMS_MAX {
            self.defect(&format!("more than {ITEMS_MAX} entries; the rest was left out"));
            return false;
        }
        if self.bytes > BYTES_MAX {
            self.defect(&format!("entries of more than {BYTES_MAX} bytes; the rest was left out"));
            return false;
        }
        true
    }

    /// Notes what could not be used, once.
    pub fn defect(&mut self, what: &str) {
        let what = &what[..what.floor_char_boundary(DEFECT_BYTES_MAX)];
        if self.defects.len() < DEFECTS_MAX && self.defects.iter().all(|known| known != what) {
            self.defects.push(what.to_owned());
        }
    }

    /// Makes the links whole that were relative, and had nothing yet to be relative to.
    pub fn resolve(&mut self, base: &Url) {
        for item in self.stories.iter_mut().chain(&mut self.sources) {
            item.url = resolved(&item.url, Some(base));
        }
    }
}

/// A link made absolute (RFC 3986 §5), where there is a base for it; else as it stands.
pub fn resolved(link: &str, base: Option<&Url>) -> String {
    let link = link.trim();
    match base.map(|base| base.join(link)) {
        // A copy: what was joined has room for the base too.
        Some(Ok(url)) => url.as_str().to_owned(),
        Some(Err(_)) | None => link.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_without_end_is_cut_and_says_so() {
        let mut listing = Listing::new(Kind::Sitemap);
        for _ in 0..ITEMS_MAX + 2 {
            listing.add_story(Item::default());
        }
        assert_eq!(listing.count(), ITEMS_MAX);
        assert_eq!(listing.defects, ["more than 50000 entries; the rest was left out"]);
    }

    #[test]
    fn long_entries_are_no_more_than_a_document_may_be() {
        let mut listing = Listing::new(Kind::Sitemap);
        for _ in 0..3000 {
            listing.add_source(Item { url: "x".repeat(8000), ..Item::default() });
        }
        assert!((2000..3000).contains(&listing.count()), "{}", listing.count());
        assert_eq!(listing.defects.len(), 1);
    }

    #[test]
    fn defects_are_few_and_short() {
        let mut listing = Listing::new(Kind::Rss);
        for number in 0..100 {
            listing.defect(&format!("{number}{}", "ç".repeat(1000)));
        }
        assert_eq!(listing.defects.len(), DEFECTS_MAX);
        assert!(listing.defects.iter().all(|defect| defect.len() <= DEFECT_BYTES_MAX));
    }
}
