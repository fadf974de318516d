//! The page by example, and what foreign text cannot do to it.

use super::*;
use crate::article::{Article, Block};
use crate::diff;
use crate::digest::Digest;
use crate::render::sample::{compare, first, update};

fn print(old: &Article, new: &Article) -> String {
    compare(old, new, |pair| {
        let mut page = Page::default();
        page.add(pair);
        page.finish()
    })
}

#[test]
fn a_page_of_a_comparison() {
    let language = |article| Article { language: Some("en-GB".into()), ..article };
    let printed = print(&first(), &language(update()));
    let printed = printed.replace(include_str!("page.css"), "(page.css)\n");
    assert_eq!(printed, include_str!("page.html"), "\n{printed}");
}

#[test]
fn a_page_of_two_texts() {
    let page =
        texts("a.txt → b.txt", &diff::diff("One.\nTwo <b>died</b>.\n", "One.\nThree died.\n"));
    assert!(page.contains("<h1 dir=\"auto\">a.txt → b.txt</h1>"), "{page}");
    assert!(page.contains("One.\n<del class=\"words\">Two &lt;"), "{page}");
}

#[test]
fn a_page_of_two_articles_shows_their_stamps() {
    let (old, new) = (first(), Article { stamps: update().stamps, ..first() });
    let page = articles("a.html → b.html", &Pair::of(&old, &new));
    let stamp = "<div class=\"part added\"><p class=\"label\" lang=\"en\">stamp</p>\
                 <p class=\"text\" dir=\"auto\"><ins class=\"words\">updated 2026-05-01, read from";
    assert!(page.contains(stamp), "{page}");
    assert!(page.contains("headline, byline and 5 paragraphs unchanged"), "{page}");
}

/// Bytes in base64, whole triples of them padded as RFC 4648 has it.
fn base64(bytes: &[u8]) -> String {
    let digits = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let digits_of = |part: &[u8]| {
        let byte = |at: usize| u32::from(part.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        let digit = move |at: usize| match at <= part.len() {
            true => char::from(digits[(bits >> (18 - 6 * at)) as usize & 63]),
            false => '=',
        };
        (0..4).map(digit).collect::<String>()
    };
    bytes.chunks(3).map(digits_of).collect()
}

#[test]
fn the_policy_allows_the_style_sheet_as_it_is() {
    let page = print(&first(), &update());
    let (_, style) = page.split_once("<style>").expect("a style sheet");
    let (style, _) = style.split_once("</style>").expect("its end");
    let digest = base64(&Digest::of(style.as_bytes()).0);
    assert!(POLICY.contains(&format!("'sha256-{digest}'")), "{digest}");
}

/// The tags of a page with their attributes, values left out.
fn tags(page: &str) -> Vec<String> {
    let mut tags = Vec::new();
    for piece in page.replace(include_str!("page.css"), "").split('<').skip(1) {
        let tag = piece.split('>').next().unwrap_or("");
        tags.push(tag.split('"').step_by(2).collect());
    }
    tags
}

#[test]
fn foreign_text_adds_no_tag_and_no_attribute() {
    let evil =
        "</style></title><script>alert(1)</script><img src=x onerror=y> \" onload=\"z' \u{202e}";
    let spoil = |mut article: Article, text: &str| {
        article.headline = Some(format!("A {text}"));
        article.dek = Some(text.into());
        article.byline.push(text.into());
        article.language = Some(text.into());
        article.blocks.iter_mut().for_each(|block: &mut Block| block.text.push_str(text));
        article.stamps.iter_mut().for_each(|stamp| stamp.text.push_str(text));
        article
    };
    let page = print(&spoil(first(), evil), &spoil(update(), evil));
    let harmless = "words of another kind, which are no more than words and so are harmless here";
    assert_eq!(tags(&page), tags(&print(&spoil(first(), harmless), &spoil(update(), harmless))));
    assert!(!page.contains('\u{202e}') && page.contains("\\u{202e}"), "{page}");
}

#[test]
fn the_page_fetches_and_runs_nothing() {
    let page = print(&first(), &update());
    assert!(page.contains(&format!("content=\"{}\"", POLICY.replace('\'', "&#39;"))), "{page}");
    for name in ["<script", "<img", "<link", "<iframe", "url(", "@import", " style=", " on"] {
        let is_there = tags(&page).iter().any(|tag| format!("<{tag}").contains(name));
        assert!(!is_there && !include_str!("page.css").contains(name), "{name}");
    }
}
