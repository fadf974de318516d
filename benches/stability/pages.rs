//! A page ready to be changed, and what the reader that is measured makes of it.

use crate::corpus::Known;
use crate::places::{self, Paragraph, Places};
use crate::readers::{Fields, Reader};
use crate::source::Source;

pub struct Page {
    pub known: Known,
    pub source: Source,
    pub paragraphs: Vec<Paragraph>,
    pub places: Places,
}

impl Page {
    /// None where its paragraphs are not found in the source.
    pub fn of(known: Known) -> Option<Page> {
        let source = Source::read(&known.html);
        let paragraphs = places::paragraphs(&source, &known.paragraphs);
        let places = Places::of(&source, &paragraphs);
        places.is_usable().then_some(Page { known, source, paragraphs, places })
    }
}

/// A page with the article that a reader finds in it.
pub struct Measured<'a> {
    pub page: &'a Page,
    pub fields: Fields,
    reader: Reader,
}

impl Measured<'_> {
    pub fn of(page: &Page, reader: Reader) -> Measured<'_> {
        let fields = (reader.read)(&page.known.html, page.known.url.as_deref());
        Measured { page, fields, reader }
    }

    /// The article of the page after a change.
    pub fn read(&self, html: &str) -> Fields {
        (self.reader.read)(html, self.page.known.url.as_deref())
    }
}
