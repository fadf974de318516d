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

/// The texts that the parts of a comparison hold for one side.
fn side(compared: &Value, ops: [&str; 3]) -> String {
    let parts = compared["parts"].as_array().expect("parts");
    let runs = parts.iter().flat_map(|part| part["ops"].as_array().expect("runs"));
    let of_side = runs.filter(|run| ops.iter().any(|op| run["op"] == *op));
    of_side.filter_map(|run| run["text"].as_str()).collect()
}

#[test]
fn files_are_compared_in_json_as_versions_are() {
    let desk = Desk::new();
    let texts = [
        "\n One.\n\nTwo died there. Rain fell.\n",
        "One.\n\nThree died there. Rain fell. He left.",
    ];
    desk.write("a.txt", texts[0]);
    desk.write("b.txt", texts[1]);
    let run = desk.run(&["diff", "--format", "json", "a.txt", "b.txt"]);
    let compared = run.json();
    assert_eq!(run.code, Some(1));
    assert_eq!(compared["story"], Value::Null);
    assert_eq!(
        (&compared["from"]["file"], &compared["to"]["file"]),
        (&json!("a.txt"), &json!("b.txt"))
    );
    assert_eq!(compared["verdict"]["reasons"][1]["kind"], "number");
    assert_eq!(compared["sentences"][0]["action"], "edit");
    assert_eq!(
        compared["sentences"][1],
        json!({"action": "addition", "old": [], "new": ["He left."]})
    );
    assert_eq!(side(&compared, ["equal", "delete", "move_from"]), texts[0]);
    assert_eq!(side(&compared, ["equal", "insert", "move_to"]), texts[1]);
    let same = desk.run(&["diff", "--format", "json", "a.txt", "a.txt"]);
    assert_eq!((same.code, &same.json()["verdict"]["class"]), (Some(0), &json!("none")));

    desk.write("a.html", page("Council votes", "30.11.2025", &ROAD, 1));
    desk.write("b.html", page("Council votes", "30.11.2025 - Update : 01.12.2025", &ROAD, 1));
    let run = desk.run(&["diff", "--format", "json", "a.html", "b.html"]);
    let compared = run.json();
    assert_eq!((run.code, &compared["to"]["updated"]), (Some(1), &json!("2025-12-01")));
    assert_eq!(compared["parts"][0]["ops"][0]["text"], "Council votes");
    assert!(compared["to"]["extractor"].is_u64());
    let raw = desk.run(&["diff", "--raw", "--format", "json", "a.html", "b.html"]).json();
    assert_eq!(raw["to"]["extractor"], Value::Null);
}

/// A page with a caption, and what it says of its times.
fn captioned(caption: &str, times: &str) -> String {
    let figure = format!("<figure><img src=x.jpg><figcaption>{caption}</figcaption></figure><p>");
    page("Ferry captain questioned", times, &ROAD, 1).replacen("<p>", &figure, 1)
}

#[test]
fn a_caption_that_is_reversed_is_a_difference() {
    let desk = Desk::new();
    desk.write("a.html", captioned("The captain, Karl Holm, was arrested on Monday.", ""));
    desk.write("b.html", captioned("The captain, Karl Holm, was not arrested on Monday.", ""));
    let run = |args: &[&str]| desk.run(&[&["diff", "a.html", "b.html"], args].concat());
    let plain = run(&[]);
    assert_eq!((plain.code, plain.err.as_str()), (Some(1), ""));
    assert!(plain.out.contains("  caption\n~ The captain, Karl Holm, was {+not +}arrested"));
    for (format, expected) in [
        ("html", "was <ins class=\"words\">not </ins>arrested"),
        ("markdown", "*caption*\n\n> The captain, Karl Holm, was <ins>not </ins>arrested"),
    ] {
        let page = run(&["--format", format]);
        assert!(page.code == Some(1) && page.out.contains(expected), "{page:?}");
    }
    let columns = run(&["--side-by-side"]).out;
    assert!(
        columns.contains("was arrested on") && columns.contains("{+not +}arrested"),
        "{columns}"
    );
    let ops = run(&["--format", "ops"]);
    assert_eq!((ops.code, ops.json().as_array().map(Vec::len)), (Some(0), Some(1)));
    assert!(ops.err.contains("the texts are the same, the files are not"), "{ops:?}");
}

#[test]
fn an_update_stamp_that_came_alone_is_a_difference() {
    let desk = Desk::new();
    desk.write("a.html", page("Council votes", "30.11.2025", &ROAD, 1));
    desk.write("b.html", page("Council votes", "30.11.2025 - Update : 01.12.2025", &ROAD, 1));
    let run = desk.run(&["diff", "a.html", "b.html"]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""));
    assert!(run.out.contains("  stamp\n+ {+updated 2025-12-01, read from"), "{}", run.out);
    assert!(run.out.ends_with("paragraphs unchanged ···\n"), "{}", run.out);
}

#[test]
fn marks_in_a_text_are_no_marks() {
    let desk = Desk::new();
    desk.write("a.txt", "He was [-not-] guilty of 61 {+frauds+}.\n");
    desk.write("b.txt", "He was [-not-] guilty of 64 {+frauds+}.\n");
    let run = |args: &[&str]| desk.run(&[&["diff", "a.txt", "b.txt"], args].concat());
    let expected = "He was [\\-not-\\] guilty of [-61-]{+64+} {\\+frauds+\\}.\n";
    assert_eq!(run(&[]).out, expected);
    let columns = run(&["--side-by-side"]).out;
    assert_eq!(columns.matches("[\\-not-\\] guilty").count(), 2, "{columns}");
    assert_eq!(run(&["--format", "ops"]).json()[0]["text"], "He was [-not-] guilty of ");
}

#[test]
fn what_is_html_is_told_by_name_or_by_how_it_begins() {
    let desk = Desk::new();
    let text = |cost: &str| {
        let road = ROAD.map(|text| text.replace("11", cost));
        page("Council votes", "", &road.each_ref().map(String::as_str), 1)
    };
    for (name, is_article) in [("a.html", true), ("a.HTM", true), ("a.txt", true), ("a.md", false)]
    {
        desk.write(name, text("10"));
        let run = desk.pipe(&["diff", "-", name], text("11"));
        assert_eq!(run.code, Some(1), "{run:?}");
        let out = run.out.replace("\n  ", " ");
        assert!(out.contains("[-11-]{+10+} million") || !is_article, "{name}: {run:?}");
        assert_eq!(run.out.contains("readers now"), !is_article, "{name}: {run:?}");
    }
    desk.write("a.html", "<p id=1></p>");
    desk.write("b.html", "<p id=2></p>");
    let bare = desk.run(&["diff", "a.html", "b.html"]);
    assert_eq!((bare.code, bare.out.as_str()), (Some(1), "<p id=[-1-]{+2+}></p>\n"));
    assert!(bare.err.contains("no article in a.html"), "{bare:?}");
}

#[test]
fn markdown_files_are_text() {
    let desk = Desk::new();
    desk.write("a.md", "<!-- badges -->\n# Road\n\nIt will cost *11* million.\n");
    desk.write("b.md", "<!-- badges -->\n# Road\n\nIt will cost *10* million.\n");
    let run = desk.run(&["diff", "a.md", "b.md"]);
    let expected = "<!-- badges -->\n# Road\n\nIt will cost *[-11-]{+10+}* million.\n";
    assert_eq!((run.code, run.out.as_str()), (Some(1), expected));
}

#[test]
fn differences_are_printed_as_pages_and_side_by_side() {
    let desk = Desk::new();
    desk.write("a.txt", "One.\nTwo <died>.\n");
    desk.write("b.txt", "One.\nThree <died>.\n");
    let run = |args: &[&str]| desk.run(&[&["diff", "a.txt", "b.txt"], args].concat());
    let html = run(&["--format", "html"]);
    assert_eq!(html.code, Some(1));
    for expected in ["<title>a.txt → b.txt</title>", "<ins class=\"words\">Three</ins> &lt;died"]
    {
        assert!(html.out.contains(expected), "{}", html.out);
    }
    let markdown = run(&["--format", "markdown"]).out;
    let expected =
        "## a\\.txt → b\\.txt\n\nOne.<br><del>Two</del><ins>Three</ins> &lt;died&gt;.<br>\n";
    assert_eq!(markdown, expected);
    let columns = run(&["--side-by-side"]).out;
    let lines: Vec<Vec<&str>> =
        columns.lines().map(|line| line.split('│').map(str::trim).collect()).collect();
    assert_eq!(lines, [["One.", "One."], ["[-Two-] <died>.", "{+Three+} <died>."]]);
    run(&["--side-by-side", "--format", "ops"]).fails(2, &["--side-by-side"]);
    assert_eq!(desk.run(&["diff", "--side-by-side", "a.txt", "a.txt"]).out, "");
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
