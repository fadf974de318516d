//! RSS from 0.9 to 2.0, RSS 1.0 and Atom, told apart by their elements alone.

use url::Url;

use crate::sources::dates;
use crate::sources::listing::{Item, Kind, Listing, resolved};
use crate::sources::xml::{self, Element, Space, Visitor};
use crate::time::Time;

/// Reads a feed; `base` is its own address, where it has one.
pub fn read(text: &str, kind: Kind, base: Option<&Url>) -> Listing {
    let mut feed = Feed { listing: Listing::new(kind), entry: None, home: None };
    xml::walk(text, base, &mut feed);
    let Feed { mut listing, home, .. } = feed;
    // A feed that has no address of its own speaks of its site.
    if base.is_none()
        && let Some(home) = home.as_deref().and_then(|home| Url::parse(home).ok())
    {
        listing.resolve(&home);
    }
    listing
}

struct Feed {
    listing: Listing,
    /// The entry that is open.
    entry: Option<Entry>,
    /// The page that the feed belongs to.
    home: Option<String>,
}

/// An entry while it is read: each link that it may have.
#[derive(Default)]
struct Entry {
    /// The publisher's own address, where the others lead through a counter of clicks.
    original: Option<String>,
    link: Option<String>,
    alternate: Option<String>,
    permalink: Option<String>,
    about: Option<String>,
    title: Option<String>,
    published: Option<Time>,
    updated: Option<Time>,
}

impl Entry {
    fn item(self) -> Option<Item> {
        let links = [self.original, self.link, self.alternate, self.permalink, self.about];
        let url = links.into_iter().flatten().next()?;
        Some(Item { url, title: self.title, at: self.published.or(self.updated) })
    }
}

impl Visitor for Feed {
    fn opened(&mut self, open: &[Element]) {
        let Some(element) = open.last() else { return };
        if is_entry(element) && self.entry.is_none() {
            let about = element.attribute("rdf:about").filter(|about| is_web(about));
            let about = about.map(|about| link(about, element));
            self.entry = Some(Entry { about, ..Entry::default() });
        }
    }

    fn closed(&mut self, open: &[Element]) {
        let [.., outer, element] = open else { return };
        if is_entry(element) {
            match self.entry.take().and_then(Entry::item) {
                Some(item) => self.listing.add_story(item),
                None => self.listing.defect("an entry without a link was left out"),
            }
        } else if is_entry(outer) {
            if let Some(entry) = &mut self.entry {
                add(entry, element);
            }
        } else if outer.name == "channel" || open.len() == 2 {
            self.add_to_feed(element);
        }
    }

    fn defect(&mut self, what: &str) {
        self.listing.defect(what);
    }
}

impl Feed {
    /// Reads an element that speaks of the feed itself.
    fn add_to_feed(&mut self, element: &Element) {
        match (element.space, element.name.as_str()) {
            (Space::Own, "title") if self.listing.title.is_none() => {
                self.listing.title = element.words();
            }
            (Space::Own, "link") if self.home.is_none() => {
                self.home = own_link(element).or_else(|| alternate(element));
            }
            _ => {}
        }
    }
}

/// Reads an element that speaks of an entry.
fn add(entry: &mut Entry, element: &Element) {
    let at = || dates::parse(&element.text);
    match (element.space, element.name.as_str()) {
        (Space::Own, "title") => set(&mut entry.title, element.words()),
        (Space::Own, "link") => {
            set(&mut entry.link, own_link(element));
            set(&mut entry.alternate, alternate(element));
        }
        (Space::Atom, "link") => set(&mut entry.alternate, alternate(element)),
        (Space::FeedBurner, "origlink") => set(&mut entry.original, own_link(element)),
        (Space::Own, "guid") if element.attribute("ispermalink") != Some("false") => {
            set(&mut entry.permalink, own_link(element).filter(|link| is_web(link)));
        }
        // An entry of Atom that has no link may be named by its address.
        (Space::Own, "id") => set(&mut entry.about, own_link(element).filter(|link| is_web(link))),
        (Space::Own, "pubdate" | "published" | "issued") | (Space::DublinCore, "date") => {
            set(&mut entry.published, at());
        }
        (Space::Own | Space::Atom, "updated" | "modified") => set(&mut entry.updated, at()),
        _ => {}
    }
}

/// Sets what was not set yet.
fn set<T>(place: &mut Option<T>, value: Option<T>) {
    if place.is_none() {
        *place = value;
    }
}

fn is_entry(element: &Element) -> bool {
    element.is(Space::Own, "item") || element.is(Space::Own, "entry")
}

fn is_web(link: &str) -> bool {
    link.starts_with("http://") || link.starts_with("https://")
}

/// The link that is an element's text.
fn own_link(element: &Element) -> Option<String> {
    let text = element.text.trim();
    (!text.is_empty()).then(|| link(text, element))
}

/// The link of an Atom element to the page that a reader is to see.
fn alternate(element: &Element) -> Option<String> {
    let is_alternate = element.attribute("rel").is_none_or(|rel| rel == "alternate");
    let is_page = element.attribute("type").is_none_or(|kind| kind.contains("html"));
    let href = element.attribute("href").filter(|_| is_alternate && is_page)?;
    Some(link(href, element))
}

fn link(text: &str, element: &Element) -> String {
    resolved(text, element.base())
}
