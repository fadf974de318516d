//! `blame` and `when`: what became of words over the versions of a story.

use serde_json::{Value, json};

use crate::desk::{Desk, ROAD, Site, page};

/// A desk with a story of four versions: a price changes, words come, and all goes back.
fn desk() -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    let dearer = ROAD[1].replace("11 million", "12 million");
    let longer = format!("{dearer} The “old” mayor had promised less.");
    for (at, text) in [ROAD[1], &dearer, &longer, ROAD[1]].into_iter().enumerate() {
        site.publish("/road", &page("Council votes", "30.11.2025", &[ROAD[0], text, ROAD[2]], 1));
        match at {
            0 => desk.track(&site.url("/road")).ok(),
            _ => desk.fetch(&["poll", "--all"]).ok(),
        };
    }
    (desk, site)
}

#[test]
fn a_phrase_appears_vanishes_and_returns() {
    let (desk, _site) = desk();
    let events = |phrase: &str| -> Vec<_> {
        let lines = desk.lines(&["when", "1", phrase]);
        lines
            .iter()
            .map(|line| json!([line["event"], line["version"], line["occurrences"]]))
            .collect()
    };
    let gone_and_back = [json!(["appeared", 1, 1]), json!(["vanished", 2, 0])];
    assert_eq!(events("cost 11  MILLION")[..2], gone_and_back);
    assert_eq!(events("cost 11 million")[2..], [json!(["returned", 4, 1])]);
    assert_eq!(events("the \"old\" mayor"), [json!(["appeared", 3, 1]), json!(["vanished", 4, 0])]);
    assert_eq!(events("the town"), [json!(["appeared", 1, 2])]);
    assert!(events("1 million").is_empty(), "words are whole");
    let log = desk.lines(&["log", "1"]);
    let version = log.iter().find(|entry| entry["version"] == 2).expect("it is logged");
    let event = &desk.lines(&["when", "1", "12 million"])[0];
    assert_eq!(event["captured_at"], version["captured_at"]);
    assert_eq!(event["not_before"], version["not_before"]);
}

#[test]
fn people_read_what_became_of_a_phrase() {
    let (desk, _site) = desk();
    let table = desk.run(&["when", "1", "11 million"]).ok().out;
    for words in ["appeared", "vanished", "returned", "v4", "It will cost 11 million"] {
        assert!(table.contains(words), "{table}");
    }
    let nowhere = desk.run(&["when", "1", "13 million"]).ok();
    assert!(nowhere.out.is_empty() && nowhere.err.contains("4 versions looked at"), "{nowhere:?}");
    desk.run(&["when", "1", " "]).fails(2, &["empty phrase"]);
    desk.run(&["when", "7", "road"]).fails(2, &["no story 7"]);
}

#[test]
fn a_story_is_read_as_it_stood() {
    let (desk, _site) = desk();
    let log = desk.lines(&["log", "1"]);
    let second = log.iter().find(|entry| entry["version"] == 2).expect("it is logged");
    let at = second["captured_at"].as_str().expect("a time");
    let stood = desk.run(&["as-of", "1", at, "--format", "json"]).ok().json();
    assert_eq!((&stood["version"], &stood["certainty"]), (&json!(2), &json!("seen")));
    assert!(stood["article"]["body"].as_str().is_some_and(|it| it.contains("12 million")));
    let shown = desk.run(&["as-of", "1", at]).ok().out;
    assert!(shown.starts_with("v2 at ") && shown.contains("12 million"), "{shown}");
    let now = desk.run(&["as-of", "1", "0s"]).ok().out;
    assert!(now.contains("v4 at ") && now.contains("as far as is known"), "{now}");
    desk.run(&["as-of", "1", "2001-01-01"]).fails(2, &["no version of that time"]);
}

/// The words of some version that later versions than the first brought, with these.
fn brought(desk: &Desk, args: &[&str]) -> Vec<(u64, String)> {
    let sheet = desk.run(&[&["blame", "1", "--format", "json"], args].concat()).ok().json();
    let parts = sheet["parts"].as_array().expect("parts").iter();
    let spans = parts.flat_map(|part| part["spans"].as_array().expect("spans"));
    let span = |span: &Value| {
        let text = span["text"].as_str().expect("a text").trim().to_owned();
        (span["version"].as_u64().expect("a number"), text)
    };
    spans.map(span).filter(|(version, _)| *version > 1).collect()
}

#[test]
fn each_word_is_told_with_the_version_that_brought_it() {
    let (desk, _site) = desk();
    let price = (2, "12".to_owned());
    let more = (3, "The “old” mayor had promised less.".to_owned());
    assert_eq!(brought(&desk, &["--at", "1"]), []);
    assert_eq!(brought(&desk, &["--at", "2"]), std::slice::from_ref(&price));
    assert_eq!(brought(&desk, &["--at", "3"]), [price, more]);
    assert_eq!(brought(&desk, &[]), [], "all is again as it was first");
    desk.run(&["blame", "1", "--at", "9"]).fails(2, &["no version 9", "1 to 4"]);
}

#[test]
fn people_read_which_version_brought_each_word() {
    let (desk, _site) = desk();
    let plain = desk.run(&["blame", "road", "--at", "3"]).ok().out;
    for words in ["It will cost {2:12} million", "{3:The “old” mayor had promised less.}", "v3 │ "]
    {
        assert!(plain.contains(words), "{words}: {plain}");
    }
    let colored = desk.run(&["blame", "1", "--at", "3", "--color", "always"]).ok().out;
    assert!(colored.contains("\u{1b}["), "{colored}");
    let page = desk.run(&["blame", "1", "--at", "3", "--format", "html"]).ok().out;
    assert!(page.starts_with("<!doctype html>") && page.contains("<sup>2</sup>12<"), "{page}");
}
