//! `extract`, by file and in batches.

use serde_json::json;

use crate::desk::{Desk, ROAD, page};

#[test]
fn an_article_has_the_fields_of_the_contract() {
    let desk = Desk::new();
    desk.write("a.html", page("Council votes", "30.11.2025 - Update : 01.12.2025", &ROAD, 1));
    let article = desk.run(&["extract", "a.html", "--format", "json"]).ok().json();
    let mut keys: Vec<&str> =
        article.as_object().expect("an object").keys().map(String::as_str).collect();
    keys.sort();
    assert_eq!(
        keys.join(" "),
        "blocks body byline canonical_url dateline dek direction headline image is_free language \
         links published section signals stamps updated"
    );
    assert_eq!(article["headline"], "Council votes");
    assert_eq!(article["published"], "2025-11-30");
    assert_eq!(article["updated"], "2025-12-01");
    assert_eq!(article["body"], ROAD.join("\n\n"));
    assert_eq!(article["blocks"][0], json!({"kind": "paragraph", "text": ROAD[0]}));
    desk.run(&["extract", "none.html"]).fails(2, &["none.html"]);
}

#[test]
fn an_explanation_names_the_sources_of_each_field() {
    let desk = Desk::new();
    desk.write("a.html", page("Council votes", "30.11.2025 - Update : 01.12.2025", &ROAD, 1));
    let told = desk.run(&["extract", "--explain", "a.html"]).ok().out;
    let told: String = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for line in [
        "headline Council votes h1",
        "visible line “30.11.2025 - Update : 01.12.2025” (to the day)",
        "story 3 blocks, from the lines that the page shows",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let explained = desk.run(&["extract", "--explain", "a.html", "--format", "json"]).ok().json();
    assert_eq!(explained["explanation"]["fields"][0]["value"], explained["headline"]);
    desk.run(&["extract", "--explain", "--batch"]).fails(2, &["--batch"]);
}

#[test]
fn a_batch_answers_each_line_in_order_and_unpacks() {
    let desk = Desk::new();
    let html = page("Council votes", "2 hours ago", &ROAD, 1);
    desk.write("a.html", &html);
    let packed = zstd::encode_all(html.as_bytes(), 3).expect("memory");
    desk.write("a.html.zst", packed);
    let input = "{\"id\":1,\"url\":\"https://x.example/a\",\"path\":\"a.html\",\
                 \"fetched_at\":\"2025-12-01T15:00:00Z\"}\n\
                 {\"id\":2,\"url\":null,\"path\":\"a.html.zst\"}\n{\"id\":3,\"path\":\"none\"}\n";
    let answers = desk.pipe(&["extract", "--batch"], input).ok().lines();
    assert_eq!(answers[0]["id"], 1);
    assert_eq!(answers[0]["stamps"][0]["relative"], true);
    assert_eq!((&answers[1]["id"], &answers[1]["body"]), (&json!(2), &answers[0]["body"]));
    assert_eq!(answers[2]["id"], 3);
    assert!(answers[2]["error"].is_string());
}
