//! Extraction over whole pages: the fixtures, what furniture must not do, and hostile pages.

mod extract {
    pub mod memory;
    pub mod output;
}

use std::fs;
use std::path::Path;

use revdiff::article::Article;
use revdiff::extract::{Context, extract};
use revdiff::memory::Memory;
use revdiff::render;
use revdiff::time::Time;

/// What every fixture is read with.
fn read(page: &[u8]) -> Article {
    let context = Context {
        url: Some("https://news.example/story"),
        content_type: None,
        fetched_at: Time::parse("2026-03-10T12:00:00Z"),
    };
    extract(page, &context, &Memory::default()).article
}

#[test]
fn every_fixture_gives_its_article() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/extract");
    let entries = fs::read_dir(&folder).expect("the folder is in the repository");
    let mut read_pages = 0;
    for entry in entries.flatten() {
        let page = fs::read(entry.path().join("page.html")).expect("a fixture has a page");
        let wanted = fs::read(entry.path().join("article.json")).expect("and an article");
        let wanted: serde_json::Value = serde_json::from_slice(&wanted).expect("which is JSON");
        let found = render::article::json(&read(&page));
        assert_eq!(found, wanted, "{}: found {found:#}", entry.path().display());
        read_pages += 1;
    }
    assert!(read_pages >= 12, "only {read_pages} fixtures");
}

/// A page with a story, and a place for furniture before, in and after it.
fn page(head: &str, inside: &str, after: &str) -> String {
    format!(
        "<html lang=en><head><title>Mill reopens as a school</title></head><body>{head}\
         <main><article><h1>Mill reopens as a school</h1>\
         <p>The old mill on the river opened its doors again on Monday, this time to 240 pupils.</p>\
         {inside}\
         <p>The town bought the ruin nine years ago for a single coin and has spent 6 million since.</p>\
         <p>Lessons begin at eight. The mill wheel turns on, and lights the corridors of the school.</p>\
         </article></main>{after}</body></html>"
    )
}

#[test]
fn furniture_does_not_change_an_article() {
    let plain = read(page("", "", "").as_bytes());
    assert_eq!(plain.blocks.len(), 3);
    for (head, inside, after) in [
        ("<div class=ticker>Markets open higher after a long weekend of waiting</div>", "", ""),
        (
            "",
            "<div class=newsletter><p>Sign up for the morning letter and never miss a story again.</p></div>",
            "",
        ),
        (
            "",
            "<ul class=related><li><a href=/1>Bridge closes for repairs until the end of May</a></li></ul>",
            "",
        ),
        ("", "<p>1,204 views</p><p>36 comments</p>", ""),
        ("", "<p>Updated 2 hours ago</p>", ""),
        ("", "<p>Advertisement</p>", ""),
        ("", "<p><a href=/2>Read more: The long history of the mill and its owners</a></p>", ""),
        ("", "<div class='share-bar'><a href=#>Share</a> 128</div>", ""),
        (
            "",
            "",
            "<section class=comments><p>What a lovely idea, I went there as a child myself once.</p></section>",
        ),
        (
            "",
            "",
            "<aside><h3>Most read</h3><ol><li><a href=/3>Storm warning lifted</a></li></ol></aside>",
        ),
        ("<div class=cookie-banner>We use cookies to make this page better for you.</div>", "", ""),
    ] {
        let found = read(page(head, inside, after).as_bytes());
        assert_eq!(found.blocks, plain.blocks, "{head}{inside}{after}");
        assert_eq!(found.digest(), plain.digest(), "{head}{inside}{after}");
    }
}

#[test]
fn a_notice_is_never_taken_for_furniture() {
    for notice in [
        "<p>Correction: the mill was bought in 2016.</p>",
        "<div class=correction><p>The mill was bought in 2016, not 2015 as first reported.</p></div>",
        "<p>This story has been updated.</p>",
    ] {
        let found = read(page("", notice, "").as_bytes());
        assert_eq!(found.blocks.len(), 4, "{notice}");
        assert_eq!(found.blocks[1].kind, revdiff::article::BlockKind::Notice, "{notice}");
    }
}

#[test]
fn no_page_is_too_hostile_to_be_read() {
    let many = |text: &str, count| text.repeat(count);
    let pages = [
        String::new(),
        many("<div>", 100_000),
        many("<b><i>", 20_000),
        many("<table><tr><td>", 20_000),
        many("<ul><li>", 20_000) + "text",
        many("<p>some words", 2_000),
        many("<div class=share><p>some words", 2_000),
        format!("<p{}>text", many(" a=1", 100_000)),
        many("<!-- -->", 10_000),
        format!("<script type=application/ld+json>{}</script>", many("[", 100_000)),
        format!("<script type=application/ld+json>{}</script>", many("{\"@graph\":", 100_000)),
        many("<", 10_000),
        many("</", 50_000) + "<p",
    ];
    for page in &pages {
        read(page.as_bytes());
    }
    let noise: Vec<u8> =
        (0..50_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    read(&noise);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(48))]

    #[test]
    fn any_tag_soup_is_read_the_same_way_twice(
        parts in proptest::collection::vec(
            proptest::sample::select(vec![
                "<p>", "</p>", "<div class=share>", "</div>", "<h1>", "</h1>", "<li>", "<table>", "<td>",
                "<blockquote>", "<figcaption>", "<br>", "<svg>", "<script>", "</script>", "<a href=x>",
                "<!--", "-->", "<time datetime=2026-13-45>", "Updated 99.99.9999", "vor 2 Stunden",
                "A sentence of the story that goes on for a while, and then ends.", "&#0;", "\u{0}", "é",
                "\"", "'", "=", "Correction: none.", "٣٣/٣٣/٣٣٣٣", "２０２６年１３月", "ＩＳＴ",
            ]),
            0..60,
        ),
    ) {
        let page = parts.concat();
        proptest::prop_assert_eq!(read(page.as_bytes()), read(page.as_bytes()));
    }
}
