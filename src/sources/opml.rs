//! OPML: lists of feeds, as feed readers hand them on.

use url::Url;

use crate::sources::listing::{Item, Kind, Listing, resolved};
use crate::sources::xml::{self, Element, Visitor};

/// Reads a list; `base` is its own address, where it has one.
pub fn read(text: &str, base: Option<&Url>) -> Listing {
    let mut list = List(Listing::new(Kind::Opml));
    xml::walk(text, base, &mut list);
    list.0
}

struct List(Listing);

impl Visitor for List {
    fn opened(&mut self, open: &[Element]) {
        let Some(element) = open.last().filter(|element| element.name == "outline") else { return };
        let title = element.attribute("title").or(element.attribute("text")).map(str::to_owned);
        let kind = element.attribute("type").unwrap_or_default().to_ascii_lowercase();
        let item = |link| Item { url: resolved(link, element.base()), title, at: None };
        match (element.attribute("xmlurl"), element.attribute("url"), kind.as_str()) {
            (Some(feed), _, _) => self.0.add_source(item(feed)),
            (None, Some(list), "include") => self.0.add_source(item(list)),
            (None, Some(page), "link") => self.0.add_story(item(page)),
            _ => {}
        }
    }

    fn closed(&mut self, open: &[Element]) {
        if let [.., head, title] = open
            && head.name == "head"
            && title.name == "title"
        {
            self.0.title = title.words();
        }
    }

    fn defect(&mut self, what: &str) {
        self.0.defect(what);
    }
}
