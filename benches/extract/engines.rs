//! The engines: each takes a page and gives a size of what it found, so that none is optimised
//! away.

use revdiff::extract::{self, Context};
use revdiff::memory::Memory;
use scraper::Html;
use trafilatura::{ExtractionFocus, Options};

use crate::bare;
use crate::pages::Page;

#[derive(Clone, Copy)]
pub struct Engine {
    pub name: &'static str,
    pub run: fn(&Page) -> usize,
}

/// Where the parse that the others are compared with stands in [`ALL`].
pub const BARE: usize = 0;
pub const ALL: [Engine; 6] = [
    Engine { name: "html5ever, names alone", run: html5ever },
    Engine { name: "html5ever into scraper's tree", run: scraper },
    Engine { name: "revdiff, all fields", run: revdiff },
    Engine { name: "dom_smoothie", run: dom_smoothie },
    Engine { name: "trafilatura, no fallback", run: trafilatura },
    Engine { name: "trafilatura, fallback", run: trafilatura_with_fallback },
];

fn html5ever(page: &Page) -> usize {
    bare::elements(&page.html)
}

fn scraper(page: &Page) -> usize {
    Html::parse_document(&page.html).tree.values().len()
}

fn revdiff(page: &Page) -> usize {
    let context = Context { url: page.url.as_deref(), ..Context::default() };
    extract::extract(&page.bytes, &context, &Memory::default()).article.blocks.len()
}

fn dom_smoothie(page: &Page) -> usize {
    let found = dom_smoothie::Readability::new(page.html.as_str(), page.url.as_deref(), None);
    found.and_then(|mut it| it.parse()).map_or(0, |article| article.length)
}

fn trafilatura(page: &Page) -> usize {
    by_trafilatura(page, false)
}

fn trafilatura_with_fallback(page: &Page) -> usize {
    by_trafilatura(page, true)
}

fn by_trafilatura(page: &Page, has_fallback: bool) -> usize {
    let options = Options::default()
        .with_fallback(has_fallback)
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true);
    trafilatura::extract(&page.html, &options).map_or(0, |found| found.content_text.len())
}
