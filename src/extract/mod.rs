//! The article in a page: bytes to headline, byline, blocks and stamps, with no side effect.
//!
//! Bytes become text (`charset`), within bounds (`bounds`), and then a tree (`document`), which is
//! parsed once. What the page declares (`json_ld`, `marks`) and shows around the headline gives
//! headline, byline and stamps. The page as a reader sees it, lines in regions (`outline`), gives
//! the story: what speaks for and against each line (`signs`, `names`) tells where the story stands
//! (`container`), and with the place of each line to it (`place`) which lines it is (`body`); they
//! become blocks (`blocks`), each of its kind (`kinds`).

pub mod blocks;
pub mod body;
pub mod bounds;
pub mod byline;
pub mod calls;
pub mod charset;
pub mod container;
pub mod dek;
pub mod document;
pub mod furniture;
pub mod headline;
pub mod json_ld;
pub mod kinds;
pub mod marks;
pub mod names;
pub mod notice;
pub mod outline;
pub mod particulars;
pub mod place;
pub mod signals;
pub mod signs;
pub mod stamps;
pub mod weights;

use scraper::ElementRef;

use crate::article::{Article, Stamp, StampSource};
use crate::memory::{Memory, Places};
use crate::time::Time;

use self::document::{Document, attribute, is_spelt, letters};
use self::json_ld::JsonLd;
use self::outline::{Line, Outline};
use self::stamps::page::Reading;

/// The number that readings of this extractor carry; a change of what it reads raises it.
pub const EXTRACTOR: u32 = 2;

/// Lines after the headline in which the byline may stand.
const BYLINE_LINES: usize = 20;

/// Lines after the headline in which the standfirst may stand.
const DEK_LINES: usize = 40;

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
    let text = charset::decode(page, context.content_type);
    let html = bounds::bounded(&text);
    let page = Document::parse(&html);
    let json_ld = json_ld::read(&page);
    let outline = Outline::of(page.root());
    let mut article = declared(&page, &json_ld, &outline.lines, context);
    read_story(&page, &json_ld, &outline, &mut article);
    article.signals = signals::signals(&page, &json_ld, &article);
    memory.label(&mut article.blocks);
    Extraction { article, places: None }
}

/// All but the story's text, which the whole page is needed for.
fn declared(
    page: &Document,
    json_ld: &JsonLd,
    lines: &[Line<'_>],
    context: &Context<'_>,
) -> Article {
    let marks = marks::marks(page);
    let headline = headline::headline(page, &marks, json_ld);
    let at = headline.as_deref().and_then(|headline| line_of(lines, headline));
    let language = language(page, json_ld);
    let reading =
        Reading { language: language.as_deref(), fetched_at: context.fetched_at, url: context.url };
    let stamps = stamps::page::stamps(&marks, json_ld, lines, at, &reading);
    let date_line = stamps.iter().find(|stamp| stamp.source == StampSource::Visible);
    let date_line = date_line.and_then(|stamp| byline::date_line(lines, &stamp.text));
    let near = at.map_or(0, |at| at + 1);
    let near = &lines[near..(near + BYLINE_LINES).min(lines.len())];
    let byline = byline::byline(page, &marks, json_ld, near, date_line);
    let canonical_url = canonical_url(page, json_ld, context.url);
    let mut article =
        Article { headline, byline, stamps, language, canonical_url, ..Article::default() };
    particulars::fill(&mut article, page, json_ld, context.url);
    article
}

/// The standfirst, the dateline and the blocks.
fn read_story(page: &Document, json_ld: &JsonLd, outline: &Outline<'_>, article: &mut Article) {
    let lines = &outline.lines;
    let headline = article.headline.as_deref().unwrap_or("");
    let headline_at = line_of(lines, headline);
    let chosen = body::choose(outline, headline_at, json_ld.body.as_deref());
    let from = headline_at.map_or(0, |at| at + 1);
    let until = first_paragraph(lines, from, &chosen);
    let near = lines.get(from..until).unwrap_or(&[]);
    let language = article.language.as_deref();
    let dek_at = dek::dek(page, json_ld, near, language).map(|at| from + at);
    let dek_at = dek_at.filter(|at| !chosen.is_paragraph(outline, *at));
    article.dek = dek_at.map(|at| lines[at].text.clone());
    let mut shown = vec![letters(headline)];
    shown.extend(article.dek.as_deref().map(letters));
    let is_stamp_alone = |stamp: &&Stamp| {
        stamp.source == StampSource::Visible && !stamps::is_statement(&stamp.text, language)
    };
    shown.extend(article.stamps.iter().filter(is_stamp_alone).map(|stamp| letters(&stamp.text)));
    let is_shown = |line: &str| {
        shown.iter().any(|shown| is_spelt(line, shown))
            || byline::is_byline(line, &article.byline)
            || stamps::is_date_line(line, article.language.as_deref())
    };
    article.blocks = blocks::blocks(outline, from, &chosen, &is_shown);
    if article.blocks.is_empty() {
        // A page that shows no story, being one of scripts, may still declare its text.
        article.blocks = json_ld.body.as_deref().map(blocks::declared).unwrap_or_default();
    }
    article.dateline = blocks::take_dateline(&mut article.blocks);
}

/// Where the line with those words stands; the page's own heading before a line of a list.
fn line_of(lines: &[Line<'_>], words: &str) -> Option<usize> {
    let words = letters(words);
    let same = |line: &Line<'_>| !words.is_empty() && is_spelt(&line.text, &words);
    let heading = |line: &Line<'_>| line.element.value().name() == "h1";
    lines
        .iter()
        .position(|line| heading(line) && same(line))
        .or_else(|| lines.iter().position(same))
        .or_else(|| lines.iter().position(heading))
}

/// The end of the lines in which a standfirst may stand: after the story's first paragraph, which
/// may be marked as one.
fn first_paragraph(lines: &[Line<'_>], from: usize, chosen: &body::Chosen) -> usize {
    let is_story = |at: usize| lines[at].text.len() > 120 && chosen.is_story(at);
    let first = (from..lines.len()).take(DEK_LINES).position(is_story);
    (from + first.map_or(DEK_LINES, |at| at + 1)).min(lines.len())
}

fn language(page: &Document, json_ld: &JsonLd) -> Option<String> {
    let root = page.root();
    let declared = root
        .attr("lang")
        .or(root.attr("xml:lang"))
        .or(page.meta(&["content-language", "language", "dc.language"]))
        .or(json_ld.language.as_deref())
        .or(page.meta(&["og:locale"]));
    let tag = declared?.trim().replace('_', "-");
    let sound =
        (2..=35).contains(&tag.len()) && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    sound.then_some(tag)
}

fn canonical_url(page: &Document, json_ld: &JsonLd, url: Option<&str>) -> Option<String> {
    let is_canonical = |link: &ElementRef<'_>| {
        let mut relations = attribute(*link, "rel").unwrap_or("").split_ascii_whitespace();
        relations.any(|relation| relation.eq_ignore_ascii_case("canonical"))
    };
    let mut links = page.tagged("link").filter(is_canonical);
    let link = links.find_map(|it| attribute(it, "href"));
    let declared = link.or(page.meta(&["og:url"])).or(json_ld.url.as_deref())?.trim();
    let absolute = match url.and_then(|url| url::Url::parse(url).ok()) {
        Some(base) => base.join(declared).ok()?,
        None => url::Url::parse(declared).ok()?,
    };
    matches!(absolute.scheme(), "http" | "https").then(|| absolute.to_string())
}
