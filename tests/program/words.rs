//! `when`: what became of words over the versions of a story.

use serde_json::json;

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
