//! The sheet by example in each format, and what foreign text cannot do to it.

use super::*;
use crate::render::ink::Palette;
use crate::render::sample::{article, blamed};
use crate::render::wrap::Page;

/// The versions of a story, their headlines and paragraphs given.
fn sheet<T>(versions: &[(&str, &[&str])], read: impl Fn(&Sheet) -> T) -> T {
    let article =
        |&(headline, paragraphs): &(&str, &[&str])| article(headline, paragraphs, Vec::new());
    blamed(&versions.iter().map(article).collect::<Vec<_>>(), read)
}

const VERSIONS: [(&str, &[&str]); 3] = [
    ("Bridge to close", &["Two died in the fire, the mayor said on Monday in the old town hall."]),
    (
        "Bridge to close",
        &["Three died in the fire, the mayor said on Monday in the old town hall."],
    ),
    (
        "Bridge may close",
        &["Three died in the fire, the mayor said on Monday in the {old} town hall."],
    ),
];

fn printed(versions: &[(&str, &[&str])], palette: Palette) -> String {
    let page = Page { width_columns: 48, palette };
    sheet(versions, |sheet| lines::lines(sheet, page, words::utc))
}

fn uncolored(text: &str) -> String {
    let color = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("a pattern");
    color.replace_all(text, "").into_owned()
}

#[test]
fn lines_bear_their_newest_version_and_words_their_own() {
    let expected = "\
Bridge may close
https://news.example/bridge · story 7 · v3

v1  17 words  captured 2026-05-01 10:00:00 UTC
v2    1 word  between 2026-05-01 09:00:00 UTC
    and 2026-05-02 10:00:00 UTC
v3   2 words  between 2026-05-01 09:00:00 UTC
    and 2026-05-03 10:00:00 UTC

   │ headline
v3 │ Bridge {3:may} close

   │ byline
v1 │ Ann Lee

v2 │ {2:Three} died in the fire, the mayor said
v3 │ on Monday in the {3:\\{old\\}} town hall.
";
    let plain = printed(&VERSIONS, Palette::Plain);
    assert_eq!(plain, expected, "\n{plain}");
    let colored = printed(&VERSIONS, Palette::Colored);
    assert_ne!(colored, plain);
    assert_eq!(uncolored(&colored), plain, "colour adds nothing but colour");
}

#[test]
fn the_newest_is_the_hottest_and_the_first_has_no_heat() {
    let texts: Vec<String> =
        (0..9).map(|last| (0..=last).map(|at| format!("w{at} ")).collect()).collect();
    let paragraphs: Vec<[&str; 1]> = texts.iter().map(|text| [text.as_str()]).collect();
    let versions: Vec<(&str, &[&str])> =
        paragraphs.iter().map(|paragraph| ("Words", &paragraph[..])).collect();
    for count in 2..=versions.len() {
        let steps: Vec<usize> = sheet(&versions[..count], |sheet| {
            sheet.bringers().map(|(_, _, heat)| heat.step).collect()
        });
        assert!(steps.is_sorted() && steps.len() == count, "{steps:?}");
        assert_eq!((steps[0], steps[count - 1]), (0, STEPS), "{steps:?}");
        assert!(!steps[1..].contains(&0), "{steps:?}");
    }
}

#[test]
fn a_page_marks_words_by_ground_and_number() {
    let page = sheet(&VERSIONS, page::page);
    for part in [
        "<span class=\"heat heat1\" title=\"brought by v2\"><sup>2</sup>Three</span> died in",
        "Bridge <span class=\"heat heat5\" title=\"brought by v3\"><sup>3</sup>may</span> close",
        "<tr><th scope=\"row\"><span class=\"oldest\">v1</span></th><td>captured 2026-05-01",
        "<td class=\"place\">17 words</td>",
    ] {
        assert!(page.contains(part), "{part} is not in {page}");
    }
    assert!(!page.contains("<script") && page.contains("default-src"), "{page}");
}

#[test]
fn data_are_spans_that_joined_are_the_text() {
    let json: serde_json::Value =
        serde_json::from_str(&sheet(&VERSIONS, json::json)).expect("it is JSON");
    let expected = serde_json::json!({"part": "headline", "kind": null, "spans": [
        {"version": 1, "text": "Bridge "}, {"version": 3, "text": "may "}, {"version": 1, "text": "close"},
    ]});
    assert_eq!(json["parts"][0], expected);
    let brought: Vec<_> = json["versions"]
        .as_array()
        .expect("versions")
        .iter()
        .map(|it| it["words"].clone())
        .collect();
    assert_eq!(brought, [17, 1, 2]);
    assert_eq!(json["version"], 3);
}

#[test]
fn hostile_text_is_shown_for_what_it_is() {
    let evil = "\u{1b}[31m {2:x} \\ </span><script> \u{202e}evil";
    let versions = [("Calm", &["Two died."][..]), (evil, &[evil, "Two died."])];
    let plain = printed(&versions, Palette::Plain);
    assert!(!plain.contains(['\u{1b}', '\u{202e}']), "{plain}");
    assert!(plain.contains("\\{2:x\\} \\\\") && plain.contains("\\u{202e}"), "{plain}");
    let page = sheet(&versions, page::page);
    assert!(!page.contains("<script") && !page.contains('\u{202e}'), "{page}");
    let json = sheet(&versions, json::json);
    assert!(!json.contains(['\u{1b}', '\u{202e}']), "{json}");
}
