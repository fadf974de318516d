//! The article in a page: bytes to headline, byline, blocks and stamps, with no side effect.
//!
//! Bytes become text (`charset`) and then, within bounds (`bounds`), a tree (`dom`, `document`),
//! which is parsed once. What the page declares (`json_ld`, `marks`) and shows gives the headline and the
//! page's lines in regions (`outline`), together what is seen (`sight`).
//!
//! Three looks tell which lines are the story's (`body`): at each line's own signs (`signs`,
//! `names`; `weights`), then twice at its place too (`place`: `groups`, `boxes`; `container`), the
//! last time by trees (`trees`); then at small boxes as wholes (`whole`), and with what is remembered of the page before (`known`). What
//! belongs to the lines that were chosen is kept with them (`kept`), and made into the story
//! (`story`): byline, standfirst, dateline and blocks, each of its kind (`blocks`, `kinds`).

pub mod blocks;
pub mod body;
pub mod bounds;
pub mod boxes;
pub mod byline;
pub mod calls;
pub mod charset;
pub mod container;
pub mod dateline;
pub mod dek;
pub mod document;
pub mod dom;
pub mod explain;
pub mod furniture;
pub mod groups;
pub mod headline;
pub mod json_ld;
pub mod kept;
pub mod kinds;
pub mod known;
pub mod links;
pub mod marks;
pub mod names;
pub mod notice;
pub mod outline;
pub mod particulars;
pub mod phrases;
pub mod place;
pub mod posts;
pub mod sight;
pub mod signals;
pub mod signs;
pub mod stamps;
pub mod state;
pub mod story;
pub mod tags;
pub mod trees;
pub mod weights;
pub mod whole;

use crate::article::Article;
use crate::explanation::Explanation;
use crate::memory::{Memory, Places};
use crate::time::Time;

use self::document::Document;
use self::explain::Seen;
use self::json_ld::JsonLd;
use self::sight::Sight;
use self::stamps::page::Reading;

/// The number that readings of this extractor carry; a change of what it reads raises it.
pub const EXTRACTOR: u32 = 4;

/// What is known of a page beside its bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context<'a> {
    pub url: Option<&'a str>,
    /// The `Content-Type` header.
    pub content_type: Option<&'a str>,
    /// What "2 hours ago" is reckoned from, and a date without a year completed by.
    pub fetched_at: Option<Time>,
}

/// What was read in a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Extraction {
    pub article: Article,
    /// Where the story stood; none where the page does not tell.
    pub places: Option<Places>,
}

/// Reads the article in a page, whatever the bytes are, given what is known of it from before.
pub fn extract(page: &[u8], context: &Context<'_>, memory: &Memory) -> Extraction {
    read(page, context, memory, |_| ()).0
}

/// Reads the article in a page in the same way, and explains it.
pub fn explain(page: &[u8], context: &Context<'_>, memory: &Memory) -> (Extraction, Explanation) {
    read(page, context, memory, explain::explanation)
}

/// Reads a page and shows what was seen on it.
fn read<T>(
    page: &[u8],
    context: &Context<'_>,
    memory: &Memory,
    see: impl FnOnce(&Seen<'_>) -> T,
) -> (Extraction, T) {
    let text = charset::decode(page, context.content_type);
    let page = Document::parse(&text);
    let sight = Sight::of(&page);
    let mut article = declared(&sight, context);
    let declared_text = sight.json_ld.body.as_deref();
    let chosen = body::choose(&sight.outline, sight.headline_at, declared_text, memory);
    let base = links::base(&page, context.url.or(article.canonical_url.as_deref()));
    let lines = story::read(&sight, &chosen, base.as_ref(), &mut article);
    article.signals = signals::signals(&page, &sight.json_ld, &article);
    memory.label(&mut article.blocks);
    let told = see(&Seen { sight: &sight, chosen: &chosen, article: &article });
    let found = || known::places(&sight.outline, &chosen, &lines, &article.byline);
    let places = (!lines.kept.is_empty()).then(found);
    (Extraction { article, places }, told)
}

/// All but the byline and the story's text, which the whole page is needed for.
fn declared(sight: &Sight<'_>, context: &Context<'_>) -> Article {
    let Sight { page, json_ld, marks, outline, headline_at, .. } = sight;
    let language = language(page, json_ld);
    let canonical_url = canonical_url(page, json_ld, context.url);
    let reading = Reading {
        language: language.as_deref(),
        fetched_at: context.fetched_at,
        url: context.url,
        publisher: context.url.or(canonical_url.as_deref()),
    };
    let stamps = stamps::page::stamps(marks, json_ld, &outline.lines, *headline_at, &reading);
    let headline = sight.headline.clone();
    let mut article = Article { headline, stamps, language, canonical_url, ..Article::default() };
    particulars::fill(&mut article, page, json_ld, context.url);
    article
}

fn language(page: &Document, json_ld: &JsonLd) -> Option<String> {
    let root = page.root();
    let declared = root
        .attribute("lang")
        .or(root.attribute("xml:lang"))
        .or(page.meta(&["content-language", "language", "dc.language"]))
        .or(json_ld.language.as_deref())
        .or(page.meta(&["og:locale"]));
    let tag = declared?.trim().replace('_', "-");
    let sound =
        (2..=35).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    sound.then_some(tag)
}

fn canonical_url(page: &Document, json_ld: &JsonLd, url: Option<&str>) -> Option<String> {
    let link = page.canonical().next();
    let declared = link.or(page.meta(&["og:url"])).or(json_ld.url.as_deref())?.trim();
    let absolute = match url.and_then(|url| url::Url::parse(url).ok()) {
        Some(base) => base.join(declared).ok()?,
        None => url::Url::parse(declared).ok()?,
    };
    matches!(absolute.scheme(), "http" | "https").then(|| absolute.to_string())
}
