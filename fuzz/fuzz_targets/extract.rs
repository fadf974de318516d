//! Any bytes as a page: the laws of the article that is read from it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use revdiff::article::Article;
use revdiff::extract::{self, Context};
use revdiff::memory::Memory;
use revdiff::text::normal;
use revdiff::time::Time;

const URL: &str = "https://news.example/2026/02/03/story.html";
const CHARSETS: [&str; 6] = [
    "text/html",
    "text/html; charset=utf-8",
    "text/html; charset=windows-1254",
    "text/html; charset=Shift_JIS",
    "text/html; charset=utf-16le",
    "text/html; charset=no-such",
];

fuzz_target!(|page: &[u8]| {
    check(page, &Context::default());
    // The rest of what is known of a page is told by its own first byte.
    let charset = CHARSETS[usize::from(page.first().copied().unwrap_or(0)) % CHARSETS.len()];
    let fetched_at = Some(Time::from_millis(1_770_000_000_000));
    check(page, &Context { url: Some(URL), content_type: Some(charset), fetched_at });
});

fn check(page: &[u8], context: &Context) {
    let found = extract::extract(page, context, &Memory::default());
    let again = extract::extract(page, context, &Memory::default());
    assert_eq!(found, again, "the same page gives the same article");
    let article = found.article;
    check_fields(&article);
    check_size(&article, page.len());
    check_json(&article);
    check_digest(&article);
}

fn check_fields(article: &Article) {
    for block in &article.blocks {
        assert!(!normal::form(&block.text).is_empty(), "an empty block: {block:?}");
    }
    let fields = [&article.headline, &article.dek, &article.dateline];
    let named = fields.into_iter().flatten().chain(&article.byline);
    for text in named {
        assert!(!text.trim().is_empty(), "an empty field");
    }
    for stamp in &article.stamps {
        assert!(!stamp.text.is_empty(), "{stamp:?}");
    }
}

/// The blocks are made of the page: a byte of it may stand for three of UTF-8, and some named
/// characters for a few more.
fn check_size(article: &Article, page_bytes: usize) {
    const OF_A_BYTE: usize = 3;
    let text: usize = article.blocks.iter().map(|block| block.text.len()).sum();
    assert!(text <= OF_A_BYTE * page_bytes, "{text} bytes of text from {page_bytes}");
}

fn check_json(article: &Article) {
    let json = serde_json::to_string(article).expect("an article is data");
    let read: Article = serde_json::from_str(&json).expect("what was written can be read");
    assert_eq!(&read, article);
}

/// Spaces and soft hyphens are nothing, order is something.
fn check_digest(article: &Article) {
    let mut spaced = article.clone();
    for block in &mut spaced.blocks {
        block.text = format!("\u{A0} {}\u{AD} \n", block.text);
    }
    spaced.headline = spaced.headline.map(|headline| format!(" {headline}\u{200B}"));
    spaced.stamps.clear();
    assert_eq!(spaced.digest(), article.digest(), "the normal form is the same");
}
