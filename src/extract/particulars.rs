//! What a page says of its story beside the text: section, image, direction, whether it is free.

use super::document::{Document, collapse};
use super::dom::element::Element;
use super::json_ld::JsonLd;
use crate::article::{Article, Direction, Image};

const ADDRESS_BYTES_MAX: usize = 2_000;
const SECTION_CHARACTERS_MAX: usize = 80;
const TEXT_CHARACTERS_MAX: usize = 1_000;

/// The names by which a page calls its section, the most trusted first.
const SECTIONS: [&str; 5] =
    ["article:section", "og:article:section", "section", "parsely-section", "cxenseparse:section"];

/// Writes down the particulars of an article; `url` is the page's own address.
pub fn fill(article: &mut Article, page: &Document, json_ld: &JsonLd, url: Option<&str>) {
    let section = page.meta(&SECTIONS).or(json_ld.section.as_deref()).map(collapse);
    article.section =
        section.filter(|text| (1..=SECTION_CHARACTERS_MAX).contains(&text.chars().count()));
    article.image = image(page, json_ld, url);
    article.is_free = json_ld.is_free.or_else(|| free_by_meta(page));
    article.direction = direction(page.root(), article.language.as_deref());
}

fn image(page: &Document, json_ld: &JsonLd, url: Option<&str>) -> Option<Image> {
    let of_meta = page.meta(&["og:image", "og:image:url", "og:image:secure_url", "twitter:image"]);
    let of_json = json_ld.image.as_ref();
    let address = of_meta.or(of_json.map(|(address, _)| address.as_str()))?;
    let text = page.meta(&["og:image:alt", "twitter:image:alt"]).map(collapse);
    let text = text.or_else(|| of_json.and_then(|(_, text)| text.clone()));
    let text = text.filter(|text| (1..=TEXT_CHARACTERS_MAX).contains(&text.chars().count()));
    Some(Image { url: absolute(address, url)?, text })
}

/// An address made whole; none if it is none of the web.
fn absolute(address: &str, base: Option<&str>) -> Option<String> {
    let address = address.trim();
    if address.is_empty() || address.len() > ADDRESS_BYTES_MAX {
        return None;
    }
    let whole = match base.and_then(|base| url::Url::parse(base).ok()) {
        Some(base) => base.join(address).ok()?,
        None => url::Url::parse(address).ok()?,
    };
    matches!(whole.scheme(), "http" | "https").then(|| whole.to_string())
}

fn free_by_meta(page: &Document) -> Option<bool> {
    match page.meta(&["article:content_tier", "content_tier"])?.to_ascii_lowercase().as_str() {
        "free" => Some(true),
        "metered" | "locked" => Some(false),
        _ => None,
    }
}

/// What the page declares, or else what its language is written in.
fn direction(root: Element<'_>, language: Option<&str>) -> Option<Direction> {
    let body = root.child_elements().find(|it| it.name() == "body");
    let declared = root.attribute("dir").or(body.and_then(|body| body.attribute("dir")));
    match declared.map(str::to_ascii_lowercase).as_deref() {
        Some("rtl") => return Some(Direction::RightToLeft),
        Some("ltr") => return Some(Direction::LeftToRight),
        Some(_) | None => {}
    }
    let primary = language?.split('-').next()?.to_ascii_lowercase();
    let right = ["ar", "fa", "he", "iw", "ur", "ps", "sd", "ug", "yi", "dv", "ckb"];
    let is_right = right.contains(&primary.as_str());
    Some(if is_right { Direction::RightToLeft } else { Direction::LeftToRight })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Article {
        let page = Document::parse(html);
        let mut article = Article::default();
        let json_ld = crate::extract::json_ld::read(&page);
        fill(&mut article, &page, &json_ld, Some("https://news.example/a/b"));
        article
    }

    #[test]
    fn an_image_has_a_whole_address_and_its_words() {
        let image = read(
            "<meta property='og:image' content='/i/bridge.jpg'>\
             <meta property='og:image:alt' content='The bridge  under ice'>",
        )
        .image;
        let wanted = Image {
            url: "https://news.example/i/bridge.jpg".to_string(),
            text: Some("The bridge under ice".to_string()),
        };
        assert_eq!(image, Some(wanted));
        assert_eq!(
            read("<meta property='og:image' content='data:image/png;base64,AA'>").image,
            None
        );
    }

    #[test]
    fn what_a_page_says_of_section_price_and_direction_is_kept() {
        let article = read(
            "<html dir=rtl><meta property='article:section' content='Harbour'>\
             <meta name='article:content_tier' content='locked'><p>text</p>",
        );
        assert_eq!(article.section.as_deref(), Some("Harbour"));
        assert_eq!(article.is_free, Some(false));
        assert_eq!(article.direction, Some(Direction::RightToLeft));
        assert_eq!(read("<p>text</p>").direction, None);
    }
}
