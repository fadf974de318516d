//! What furniture must not do to an article, and what must not be taken for it.

use revdiff::article::BlockKind;

use crate::read;

/// A page with a story, and a place for furniture before, in and after it.
pub fn page(head: &str, inside: &str, after: &str) -> String {
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
        assert_eq!(found.blocks[1].kind, BlockKind::Notice, "{notice}");
    }
}
