//! What is measured: from a page's source to the fields of its article.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ::trafilatura::{ExtractionFocus, Options};
use regex::Regex;
use revdiff::article::{Article, BlockKind};
use revdiff::extract::document::plain;
use revdiff::extract::{self, Context, Extraction};
use revdiff::memory::Memory;
use revdiff::text::normal;

/// Headline, dek, byline, dateline, and then the blocks, each in the normal form.
pub type Fields = Vec<String>;

#[derive(Clone, Copy)]
pub struct Reader {
    pub name: &'static str,
    /// Reads a page at two looks; its address may be known.
    pub read: fn(&str, &str, Option<&str>) -> [Fields; 2],
}

pub const READERS: [Reader; 5] = [
    Reader { name: "revdiff", read: |old, new, url| [old, new].map(|page| revdiff(page, url)) },
    Reader { name: "revdiff-memory", read: with_memory },
    Reader { name: "trafilatura", read: |old, new, _| [old, new].map(trafilatura) },
    Reader {
        name: "trafilatura-precision",
        read: |old, new, _| [old, new].map(trafilatura_precision),
    },
    Reader {
        name: "dom_smoothie",
        read: |old, new, url| [old, new].map(|page| dom_smoothie(page, url)),
    },
];

/// What the article's digest is of, both looks without memory.
fn revdiff(html: &str, url: Option<&str>) -> Fields {
    fields(&extracted(html, url, &Memory::default()).article)
}

/// The same, both looks with the memory that the first gave, as `revdiff poll` does.
fn with_memory(old: &str, new: &str, url: Option<&str>) -> [Fields; 2] {
    let places = extracted(old, url, &Memory::default()).places;
    let memory = Memory::settled(places.as_ref(), &BTreeSet::new(), &BTreeSet::new());
    [old, new].map(|page| fields(&extracted(page, url, &memory).article))
}

fn extracted(html: &str, url: Option<&str>, memory: &Memory) -> Extraction {
    let content_type = Some("text/html; charset=utf-8");
    let context = Context { url, content_type, ..Context::default() };
    extract::extract(html.as_bytes(), &context, memory)
}

fn fields(article: &Article) -> Fields {
    let text = |field: &Option<String>| normal::form(field.as_deref().unwrap_or(""));
    let byline = normal::form(&article.byline.join(", "));
    let head = [text(&article.headline), text(&article.dek), byline, text(&article.dateline)];
    let blocks = article.blocks.iter().filter(|block| block.kind != BlockKind::Embed);
    head.into_iter().chain(blocks.map(|block| normal::form(&block.text))).collect()
}

fn trafilatura(html: &str) -> Fields {
    by_trafilatura(html, ExtractionFocus::Balanced)
}

fn trafilatura_precision(html: &str) -> Fields {
    by_trafilatura(html, ExtractionFocus::FavorPrecision)
}

fn by_trafilatura(html: &str, focus: ExtractionFocus) -> Fields {
    let options = Options::default()
        .with_fallback(false)
        .with_links(true)
        .with_focus(focus)
        .with_exclude_comments(true);
    match ::trafilatura::extract(html, &options) {
        Ok(found) => peer_fields(&found.metadata.title, &found.content_html),
        Err(_) => Fields::new(),
    }
}

fn dom_smoothie(html: &str, url: Option<&str>) -> Fields {
    let article = ::dom_smoothie::Readability::new(html, url, None).and_then(|mut it| it.parse());
    article.map_or_else(|_| Fields::new(), |it| peer_fields(&it.title, &it.content))
}

static BLOCK_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)</(?:p|div|li|h[1-6]|blockquote|td|th|pre|figcaption|section)>|<br")
        .expect("the bench runs over every pattern")
});

/// A headline and the blocks of a content in HTML; the others in between are not compared.
fn peer_fields(headline: &str, content: &str) -> Fields {
    let head = [normal::form(headline)].into_iter().chain([const { String::new() }; 3]);
    let blocks = BLOCK_END.split(content).map(|block| normal::form(&plain(block)));
    head.chain(blocks.filter(|block| !block.is_empty())).collect()
}
