//! JSON Feed (jsonfeed.org), versions 1 and 1.1, read entry by entry: of one that breaks off, what
//! stands before.

use std::fmt;

use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use url::Url;

use crate::sources::dates;
use crate::sources::listing::{Item, Kind, Listing, resolved};

/// What the version of every feed names.
const VERSION: &str = "jsonfeed.org/version/";

/// Reads a feed; none where the text is none.
pub fn read(text: &str, base: Option<&Url>) -> Option<Listing> {
    // The version is an address, whose slashes some write escaped.
    if !text.contains(VERSION) && !text.contains(&VERSION.replace('/', "\\/")) {
        return None;
    }
    let mut feed = Feed { listing: Listing::new(Kind::JsonFeed), is_feed: false, base };
    let mut json = serde_json::Deserializer::from_str(text);
    let read = json.deserialize_map(&mut feed).and_then(|()| json.end());
    if let Err(error) = read {
        feed.listing.defect(&format!("JSON breaks off: {error}; what stands before was used"));
    }
    feed.is_feed.then_some(feed.listing)
}

struct Feed<'a> {
    listing: Listing,
    /// Whether a version was read that says so.
    is_feed: bool,
    base: Option<&'a Url>,
}

impl<'de> Visitor<'de> for &mut Feed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a feed")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "version" => {
                    let version = map.next_value::<&RawValue>().ok().and_then(words);
                    self.is_feed = version.is_some_and(|version| version.contains(VERSION));
                }
                "title" => self.listing.title = words(map.next_value()?),
                "items" => map.next_value_seed(Items(&mut self.listing, self.base))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// The entries of a feed, each added to the listing as it is read.
struct Items<'a>(&'a mut Listing, Option<&'a Url>);

impl<'de> DeserializeSeed<'de> for Items<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("the entries of a feed")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Items(listing, base) = self;
        while let Some(raw) = entries.next_element::<&RawValue>()? {
            let entry: Option<Entry> = serde_json::from_str(raw.get()).ok();
            match entry.and_then(|entry| entry.item(base)) {
                Some(item) => listing.add_story(item),
                None => listing.defect("an entry without a link was left out"),
            }
        }
        Ok(())
    }
}

/// An entry, its fields whatever they are.
#[derive(Deserialize)]
struct Entry<'a> {
    #[serde(borrow)]
    url: Option<&'a RawValue>,
    external_url: Option<&'a RawValue>,
    id: Option<&'a RawValue>,
    title: Option<&'a RawValue>,
    date_published: Option<&'a RawValue>,
    date_modified: Option<&'a RawValue>,
}

impl Entry<'_> {
    fn item(self, base: Option<&Url>) -> Option<Item> {
        let text = |raw: Option<&RawValue>| raw.and_then(words);
        let id = || text(self.id).filter(|id| id.starts_with("http"));
        let url = text(self.url).or_else(|| text(self.external_url)).or_else(id)?;
        let at = |raw| text(raw).and_then(|text| dates::parse(&text));
        let at = at(self.date_published).or_else(|| at(self.date_modified));
        Some(Item { url: resolved(&url, base), title: text(self.title), at })
    }
}

/// A text that is not empty.
fn words(raw: &RawValue) -> Option<String> {
    let text: String = serde_json::from_str(raw.get()).ok()?;
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}
