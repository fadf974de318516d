//! Sitemaps (sitemaps.org, and Google's for news) and indexes of sitemaps.

use url::Url;

use crate::sources::dates;
use crate::sources::listing::{Item, Kind, Listing, resolved};
use crate::sources::xml::{self, Element, Space, Visitor};
use crate::time::Time;

/// Reads a sitemap or an index; `base` is its own address, where it has one.
pub fn read(text: &str, kind: Kind, base: Option<&Url>) -> Listing {
    let mut sitemap = Sitemap { listing: Listing::new(kind), entry: Entry::default() };
    xml::walk(text, base, &mut sitemap);
    sitemap.listing
}

struct Sitemap {
    listing: Listing,
    /// What was read of the entry that is open.
    entry: Entry,
}

#[derive(Default)]
struct Entry {
    url: Option<String>,
    title: Option<String>,
    published: Option<Time>,
    changed: Option<Time>,
}

impl Visitor for Sitemap {
    fn opened(&mut self, _: &[Element]) {}

    fn closed(&mut self, open: &[Element]) {
        let Some(element) = open.last() else { return };
        match (element.space, element.name.as_str(), open.len()) {
            (Space::Own, "url" | "sitemap", 2) => self.add(element),
            (Space::Own, "loc", 3) => {
                let url = element.text.trim();
                self.entry.url = Some(resolved(url, element.base()));
            }
            (Space::Own, "lastmod", 3) => self.entry.changed = dates::parse(&element.text),
            (Space::News, "publication_date", _) => {
                self.entry.published = dates::parse(&element.text);
            }
            (Space::News, "title", _) => self.entry.title = element.words(),
            _ => {}
        }
    }

    fn defect(&mut self, what: &str) {
        self.listing.defect(what);
    }
}

impl Sitemap {
    /// Adds the entry that has ended.
    fn add(&mut self, element: &Element) {
        let Entry { url, title, published, changed } = std::mem::take(&mut self.entry);
        let Some(url) = url.filter(|url| !url.is_empty()) else {
            return self.listing.defect("an entry without a link was left out");
        };
        let item = Item { url, title, at: published.or(changed) };
        match element.name.as_str() {
            "sitemap" => self.listing.add_source(item),
            _ => self.listing.add_story(item),
        }
    }
}
