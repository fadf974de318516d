//! A page ready to be changed, and the one way in which this bench reads pages.

use revdiff::article::Article;
use revdiff::extract::{self, Context};
use revdiff::text::normal;

use crate::corpus::Known;
use crate::places::{self, Paragraph, Places};
use crate::source::Source;

pub struct Page {
    pub known: Known,
    pub source: Source,
    pub paragraphs: Vec<Paragraph>,
    pub places: Places,
    /// The article of the page as it is.
    pub article: Article,
}

impl Page {
    pub fn of(known: Known) -> Page {
        let source = Source::read(&known.html);
        let paragraphs = places::paragraphs(&source, &known.paragraphs);
        let places = Places::of(&source, &paragraphs);
        let article = read(&known.html, known.url.as_deref());
        Page { known, source, paragraphs, places, article }
    }

    /// The article of this page after a change.
    pub fn read(&self, html: &str) -> Article {
        read(html, self.known.url.as_deref())
    }
}

fn read(html: &str, url: Option<&str>) -> Article {
    let content_type = Some("text/html; charset=utf-8");
    extract::extract(html.as_bytes(), &Context { url, content_type, ..Context::default() })
}

/// What of an article its digest is of: headline, dek, byline, dateline, and each block but embeds.
pub fn fields(article: &Article) -> Vec<String> {
    let text = |field: &Option<String>| normal::form(field.as_deref().unwrap_or(""));
    let head = [text(&article.headline), text(&article.dek)];
    let byline = normal::form(&article.byline.join(", "));
    let blocks = article.blocks.iter().filter(|it| it.kind != revdiff::article::BlockKind::Embed);
    let blocks = blocks.map(|block| normal::form(&block.text));
    head.into_iter().chain([byline, text(&article.dateline)]).chain(blocks).collect()
}
