//! `diff`, by file and in batches.

use serde_json::{Value, json};

use crate::desk::{Desk, ROAD, page};

#[test]
fn the_exit_code_tells_whether_files_differ() {
    let desk = Desk::new();
    desk.write("a.txt", "Two died.\n");
    desk.write("b.txt", "Three died.\n");
    let run = desk.run(&["diff", "a.txt", "b.txt"]);
    assert_eq!((run.code, run.out.as_str()), (Some(1), "[-Two-]{+Three+} died.\n"));
    assert_eq!(desk.run(&["diff", "a.txt", "a.txt"]).code, Some(0));
    let ops = desk.pipe(&["diff", "--format", "ops", "-", "b.txt"], "Two died.\n");
    let runs = ops.json();
    assert_eq!((&runs[0]["op"], &runs[0]["text"]), (&json!("delete"), &json!("Two")));
    desk.run(&["diff", "a.txt", "none.txt"]).fails(2, &["none.txt"]);
    desk.write("latin.txt", b"caf\xe9");
    desk.run(&["diff", "a.txt", "latin.txt"]).fails(2, &["latin.txt", "UTF-8"]);
}

#[test]
fn html_files_are_compared_as_articles() {
    let desk = Desk::new();
    desk.write("a.html", page("Council votes", "30.11.2025", &ROAD, 1));
    desk.write("b.html", page("Council votes", "30.11.2025", &ROAD, 2));
    assert_eq!(desk.run(&["diff", "a.html", "b.html"]).code, Some(0));
    assert_eq!(desk.run(&["diff", "--raw", "a.html", "b.html"]).code, Some(1));
}

#[test]
fn a_batch_answers_each_line_in_order() {
    let desk = Desk::new();
    let input = "{\"id\":\"a\",\"old\":\"x y\",\"new\":\"x z\"}\n\nnonsense\n\
                 {\"id\":7,\"old\":\"same\",\"new\":\"same\"}\n{\"id\":\"half\",\"old\":\"x\"}\n";
    let answers = desk.pipe(&["diff", "--batch"], input).ok().lines();
    let ids: Vec<Value> = answers.iter().map(|answer| answer["id"].clone()).collect();
    assert_eq!(ids, [json!("a"), Value::Null, json!(7), json!("half")]);
    assert_eq!(
        answers[0]["ops"],
        json!([
            {"op": "equal", "text": "x "},
            {"op": "delete", "text": "y"},
            {"op": "insert", "text": "z"}
        ])
    );
    assert!(answers[1]["error"].is_string() && answers[3]["error"].is_string());
    assert_eq!(answers[2]["ops"], json!([{"op": "equal", "text": "same"}]));
}
