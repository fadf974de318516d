//! The links of a line: the words that readers see, and where they lead.

use url::Url;

use super::document::Document;
use super::dom::element::Element;
use super::outline::{Line, Outline};
use crate::link::{Link, target};

/// More links than this in a block are a list, and no part of what it says.
pub const BLOCK_LINKS_MAX: usize = 50;

/// Links of a story that are kept.
pub const STORY_LINKS_MAX: usize = 500;

/// Longer words are a text that stands in a link.
const WORDS_CHARACTERS_MAX: usize = 200;

/// What the addresses on a page are relative to; `url` is the page's own address.
pub fn base(page: &Document, url: Option<&str>) -> Option<Url> {
    let own = url.and_then(|url| Url::parse(url).ok());
    let declared = page.tagged("base").find_map(|base| base.attribute("href"));
    let declared = declared.and_then(|href| match &own {
        Some(own) => own.join(href).ok(),
        None => Url::parse(href).ok(),
    });
    declared.or(own)
}

/// The links that stand in a line and lead elsewhere.
pub fn links(line: &Line<'_>, base: Option<&Url>) -> Vec<Link> {
    let shown = line.text.replace('\n', " ");
    let link = |element: &Element<'_>| {
        let url = target(element.attribute("href")?, base)?;
        let rows: Vec<String> =
            Outline::of(*element).lines.into_iter().map(|line| line.text).collect();
        let text = rows.join(" ").replace('\n', " ");
        let is_here = (1..=WORDS_CHARACTERS_MAX).contains(&text.chars().count());
        (is_here && shown.contains(&text)).then_some(Link { text, url })
    };
    line.links.iter().take(BLOCK_LINKS_MAX).filter_map(link).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, wanted: &[(&str, &str)]) {
        let page = Document::parse(html);
        let base = base(&page, Some("https://news.example/a/b"));
        let lines = Outline::of(page.root()).lines;
        let found: Vec<Link> = lines.iter().flat_map(|line| links(line, base.as_ref())).collect();
        let found: Vec<(&str, &str)> =
            found.iter().map(|link| (link.text.as_str(), link.url.as_str())).collect();
        assert_eq!(found, wanted, "{html}");
    }

    #[test]
    fn a_link_is_its_shown_words_and_a_whole_address() {
        check(
            "<p>See the <a href='/r.pdf?utm_source=x'>new <b>report</b>\
             <span class='sr-only'>(opens in a tab)</span></a> and <a href='#top'>up</a>.",
            &[("new report", "https://news.example/r.pdf")],
        );
        check("<p><a href='c'><img src=x></a> A picture.", &[]);
    }

    #[test]
    fn a_page_may_say_what_its_addresses_are_relative_to() {
        check(
            "<base href='https://other.example/x/'><p>A <a href='y'>word</a>.",
            &[("word", "https://other.example/x/y")],
        );
    }
}
