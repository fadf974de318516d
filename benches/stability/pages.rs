//! A page ready to be changed, and what the reader that is measured makes of it.

use std::sync::LazyLock;

use regex::Regex;

use crate::corpus::Known;
use crate::places::{self, Paragraph, Places};
use crate::readers::{Fields, Reader};
use crate::source::Source;

pub struct Page {
    pub known: Known,
    pub source: Source,
    pub paragraphs: Vec<Paragraph>,
    pub places: Places,
    /// As the page declares it, without region: `de`.
    pub language: String,
}

impl Page {
    /// None where its paragraphs are not found in the source.
    pub fn of(known: Known) -> Option<Page> {
        let source = Source::read(&known.html);
        let paragraphs = places::paragraphs(&source, &known.paragraphs);
        let places = Places::of(&source, &paragraphs);
        places.is_usable().then(|| {
            let language = language(&known.html);
            Page { known, source, paragraphs, places, language }
        })
    }
}

fn language(html: &str) -> String {
    static LANGUAGE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)<html[^>]*\slang=["']?([a-z]{2})\b"#).expect("it runs over every page")
    });
    let found = LANGUAGE.captures(html).map(|it| it[1].to_ascii_lowercase());
    found.unwrap_or_default()
}

/// A page, and the reader that is measured on it.
pub struct Measured<'a> {
    pub page: &'a Page,
    pub reader: Reader,
}

impl Measured<'_> {
    /// The articles of the page at two looks.
    pub fn read(&self, old: &str, new: &str) -> [Fields; 2] {
        (self.reader.read)(old, new, self.page.known.url.as_deref())
    }

    /// The articles of the page as it came, and after a change.
    pub fn read_changed(&self, new: &str) -> [Fields; 2] {
        self.read(&self.page.known.html, new)
    }
}
