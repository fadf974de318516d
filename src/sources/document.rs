//! A document that may be a source, told by its content, whatever it is called.

use url::Url;

use crate::sources::listing::{Kind, Listing};
use crate::sources::{encoding, feed, json_feed, opml, sitemap, unpack, xml};

/// How far into a document the first element is sought.
const HEAD_BYTES: usize = 64 * 1024;

/// Where a document comes from.
#[derive(Clone, Copy, Debug, Default)]
pub struct Origin<'a> {
    /// The URL that answered; none for a file.
    pub url: Option<&'a Url>,
    pub content_type: Option<&'a str>,
}

/// Reads what a document lists; none where it is no source.
///
/// Whatever the bytes are, the reading ends, holds no more than some of them, and follows no entity.
pub fn read(bytes: &[u8], origin: Origin) -> Option<Listing> {
    let unpacked = unpack::unpack(bytes);
    let head = &unpacked.bytes[..unpacked.bytes.len().min(HEAD_BYTES)];
    let form = form(&encoding::decode(head, origin.content_type))?;
    let text = encoding::decode(&unpacked.bytes, origin.content_type);
    let text = text.trim_start_matches(is_blank);
    let mut listing = match form {
        Form::Json => json_feed::read(text, origin.url)?,
        Form::Xml(kind @ (Kind::Sitemap | Kind::SitemapIndex)) => {
            sitemap::read(text, kind, origin.url)
        }
        Form::Xml(Kind::Opml) => opml::read(text, origin.url),
        Form::Xml(kind @ (Kind::Rss | Kind::Atom | Kind::JsonFeed)) => {
            feed::read(text, kind, origin.url)
        }
    };
    if let Some(defect) = unpacked.defect {
        listing.defect(&defect);
    }
    Some(listing)
}

/// Whether a file begins as documents do, and no list of URLs does: it may be packed.
pub fn begins_like_one(head: &[u8]) -> bool {
    let head = &head[..head.len().min(HEAD_BYTES)];
    unpack::is_packed(head) || form(&encoding::decode(head, None)).is_some()
}

enum Form {
    Json,
    Xml(Kind),
}

fn form(head: &str) -> Option<Form> {
    let head = head.trim_start_matches(is_blank);
    if head.starts_with('{') {
        return Some(Form::Json);
    }
    match xml::root(head)?.as_str() {
        "rss" | "rdf" => Some(Form::Xml(Kind::Rss)),
        "feed" => Some(Form::Xml(Kind::Atom)),
        "urlset" => Some(Form::Xml(Kind::Sitemap)),
        "sitemapindex" => Some(Form::Xml(Kind::SitemapIndex)),
        "opml" => Some(Form::Xml(Kind::Opml)),
        _ => None,
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{feff}'
}

#[cfg(test)]
mod tests;
