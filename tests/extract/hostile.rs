//! Pages that no browser would write: read without a panic, and the same way twice.

use crate::read;

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

#[test]
fn noise_is_no_article() {
    for seed in 1..200_u32 {
        let mut state = seed;
        let mut byte = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let bytes: Vec<u8> = (0..300).map(|_| byte()).collect();
        let article = read(&bytes);
        assert!(article.objection().is_some(), "{seed}: {:?}", article.blocks);
    }
}
