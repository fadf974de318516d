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
        assert!(run.out.contains("[-11-]{+10+} million") || !is_article, "{name}: {run:?}");
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
