//! What a memory does to what is read in a page.

use std::collections::BTreeSet;
use std::fs;

use revdiff::article::Article;
use revdiff::extract::{Context, extract};
use revdiff::memory::{Mark, Memory};
use revdiff::render;

use crate::extract::fixtures;

#[test]
fn what_a_host_repeats_is_kept_in_a_story_and_labelled() {
    let notice = "<p>Correction: the mill was bought in 2016.</p>";
    let page = crate::extract::furniture::page("", notice, "");
    let read = |memory: &Memory| extract(page.as_bytes(), &Context::default(), memory).article;
    let bare = read(&Memory::default());
    let text = "Correction: the mill was bought in 2016.";
    let repeated = BTreeSet::from([Mark::of(text), Mark::of("Something else.")]);
    let labelled = read(&Memory { repeated, places: None });
    let texts = |repeated| {
        let blocks = labelled.blocks.iter().filter(move |block| block.repeated == repeated);
        blocks.map(|block| block.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(texts(true), [text]);
    assert_eq!(texts(false).len(), 3);
    assert_eq!(labelled.digest(), bare.digest(), "a label is no difference");
    let json = render::article::json(&labelled);
    assert_eq!(json["blocks"][1]["repeated"], true);
    assert_eq!(json["blocks"][0].get("repeated"), None);
}

/// Reads a page with what another gave to remember.
fn read_again(first: &str, second: &str) -> [Article; 2] {
    let read = |page: &str, memory: &Memory| extract(page.as_bytes(), &Context::default(), memory);
    let places = read(first, &Memory::default()).places;
    let memory = Memory { places, repeated: BTreeSet::new() };
    [first, second].map(|page| read(page, &memory).article)
}

#[test]
fn a_page_read_with_what_it_gave_to_remember_reads_the_same() {
    for fixture in fixtures::fixtures("fixtures/extract") {
        let page = fs::read(fixture.join("page.html")).expect("a fixture has a page");
        let read = |memory: &Memory| extract(&page, &Context::default(), memory);
        let first = read(&Memory::default());
        let memory = Memory { places: first.places.clone(), repeated: BTreeSet::new() };
        assert_eq!(read(&memory).article, first.article, "{}", fixture.display());
    }
}

#[test]
fn what_stands_where_no_story_stood_is_known_for_furniture() {
    let boxed = "<div class=k2><div class=k3><p>Would you walk to the mill?</p></div></div>";
    let page = |inside| crate::extract::furniture::page("", inside, "");
    let alone = crate::read(page(boxed).as_bytes());
    assert_eq!(alone.blocks.len(), 4, "without a memory nothing tells it from a paragraph");
    let [before, after] = read_again(&page(""), &page(boxed));
    assert_eq!(after.blocks, before.blocks);
    let [before, after] = read_again(&page(boxed), &page(""));
    let texts =
        |article: &Article| article.blocks.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
    assert!(texts(&after).iter().all(|it| texts(&before).contains(it)), "{:#?}", texts(&after));
}

#[test]
fn an_edit_is_seen_with_a_memory_as_without() {
    let page = |inside| crate::extract::furniture::page("", inside, "");
    for edit in [
        "<p>The mayor called it the best day of his nine years in office.</p>",
        "<p class=added>The mayor called it the best day of his nine years in office.</p>",
        "<p>Correction: the mill was bought in 2016.</p>",
    ] {
        let [before, after] = read_again(&page(""), &page(edit));
        assert_eq!(after.blocks.len(), before.blocks.len() + 1, "{edit}");
    }
}

#[test]
fn a_new_design_is_read_as_if_nothing_were_known() {
    let old = crate::extract::furniture::page("", "", "");
    let new = old.replace("<article>", "<div class=x9>").replace("</article>", "</div>");
    let new = new.replace("<main>", "<div class=q>").replace("</main>", "</div>");
    let [before, after] = read_again(&old, &new);
    assert_eq!(after.blocks, before.blocks);
}

/// The page with a standfirst, and a place beside it and one under it.
fn headed(beside: &str, under: &str) -> String {
    let dek = "<p>Four classes move in, and the wheel still turns.</p>";
    let head = format!("</h1><div class=dek>{beside}{dek}</div>{under}");
    crate::extract::furniture::page("", "", "").replace("</h1>", &head)
}

#[test]
fn a_standfirst_stays_where_it_stood() {
    let box_of_views = "<div class=k7>1,204 views in all since Monday 36 shares</div>";
    let [before, after] = read_again(&headed("", ""), &headed(box_of_views, ""));
    assert_eq!(before.dek.as_deref(), Some("Four classes move in, and the wheel still turns."));
    assert_eq!(after.dek, before.dek);
    assert_eq!(after.digest(), before.digest());
}

#[test]
fn names_in_a_new_box_are_no_byline() {
    let box_of_author = "<div class=author-bio><p class=author-name>Jonah Pryce</p>\
        <p>He covers farming and the weather.</p></div>";
    let [before, after] = read_again(&headed("", ""), &headed("", box_of_author));
    assert!(before.byline.is_empty());
    assert_eq!(after.byline, before.byline);
    let signed = "<p class=byline>By Ann Lee</p>";
    let both = format!("{signed}{box_of_author}");
    let [before, after] = read_again(&headed("", signed), &headed("", &both));
    assert_eq!(before.byline, ["Ann Lee"]);
    assert_eq!(after.byline, before.byline);
}
