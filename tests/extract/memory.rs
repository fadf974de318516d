//! What a memory does to what is read in a page.

use std::collections::BTreeSet;

use revdiff::extract::{Context, extract};
use revdiff::memory::{Mark, Memory};
use revdiff::render;

#[test]
fn what_a_host_repeats_is_kept_in_a_story_and_labelled() {
    let notice = "<p>Correction: the mill was bought in 2016.</p>";
    let page = crate::page("", notice, "");
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
