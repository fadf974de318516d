//! `show`: side by side, as a page of HTML and as Markdown.

use unicode_width::UnicodeWidthStr;

use crate::desk::{Desk, ROAD, Run, Site, page};

/// A desk with a story of two versions, whose later one holds some text.
fn desk(added: &str) -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &page("Council votes", "30.11.2025", &ROAD, 1));
    desk.track(&site.url("/road")).ok();
    let road = ROAD.map(|text| text.replace("11 million", "10 million"));
    let texts: Vec<&str> = road.iter().map(String::as_str).chain([added]).collect();
    site.publish("/road", &page("Council votes", "30.11.2025", &texts, 2));
    desk.fetch(&["poll", "--all"]).ok();
    (desk, site)
}

const NEWS: &str =
    "The town will ask the state to pay for a part of it, which the state has refused.";

/// Runs `show` on lines of that many columns.
fn show_on(desk: &Desk, columns: &str, args: &[&str]) -> Run {
    let mut command = desk.command(&[&["show", "1"], args].concat());
    Run::of(command.env("COLUMNS", columns).output().expect("the binary runs")).ok()
}

#[test]
fn old_and_new_stand_side_by_side_where_there_is_room() {
    let (desk, _site) = desk(NEWS);
    for columns in [100, 140, 200] {
        let run = show_on(&desk, &columns.to_string(), &["--side-by-side"]);
        assert_eq!(run.err, "");
        let edited = run.out.lines().find(|line| line.contains("[-11-]")).expect("the edit");
        let (old, new) = edited.split_once('│').expect("two columns");
        assert!(!old.contains("{+10+}") && new.contains("{+10+}"), "{edited}");
        assert!(run.out.lines().all(|line| line.width() <= columns), "{}", run.out);
    }
}

#[test]
fn a_narrow_page_has_one_column_and_says_why() {
    let (desk, _site) = desk(NEWS);
    let run = show_on(&desk, "99", &["--side-by-side"]);
    assert_eq!(run.out, show_on(&desk, "99", &[]).out);
    assert!(run.err.contains("needs 100 columns") && run.err.contains("99"), "{}", run.err);
    let quiet = show_on(&desk, "99", &["--side-by-side", "--quiet"]);
    assert_eq!((quiet.out, quiet.err.as_str()), (run.out, ""));
    let args = ["show", "1", "--side-by-side", "--format", "html"];
    desk.run(&args).fails(2, &["--side-by-side", "terminal and plain"]);
}

#[test]
fn colour_adds_nothing_but_colour_side_by_side() {
    let (desk, _site) = desk(NEWS);
    let colored =
        show_on(&desk, "120", &["--side-by-side", "--color", "always", "--format", "terminal"]);
    let color = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("a pattern");
    assert!(color.is_match(&colored.out), "{}", colored.out);
    let bare =
        show_on(&desk, "120", &["--side-by-side", "--color", "never", "--format", "terminal"]);
    assert_eq!(color.replace_all(&colored.out, ""), bare.out);
}

#[test]
fn a_page_of_html_holds_all_that_was_compared() {
    let (desk, site) = desk(NEWS);
    let html = desk.run(&["show", "1", "--format", "html"]).ok().out;
    assert!(html.starts_with("<!doctype html>\n<html lang=\"en\">"), "{html}");
    let link = format!("<a href=\"{}\"", site.url("/road"));
    for expected in [
        "<del class=\"words\">11</del><ins class=\"words\">10</ins> million",
        "<summary lang=\"en\">",
        "<h1 lang=\"en\" dir=\"auto\">Council votes</h1>",
        "substantive",
        NEWS,
        &link,
    ] {
        assert!(html.contains(expected), "{expected} is missing in {html}");
    }
    let road = ROAD.map(|text| text.replace("11 million", "9 million"));
    site.publish("/road", &page("Council", "30.11.2025", &road.each_ref().map(String::as_str), 3));
    desk.fetch(&["poll", "--all"]).ok();
    let each = desk.run(&["show", "1", "--each", "--format", "html"]).ok().out;
    assert_eq!(each.matches("<section>").count(), 2);
    assert_eq!(each.matches("<h1").count(), 1, "{each}");
    assert!(each.contains("<title>Council</title>"), "{each}");
}

#[test]
fn markdown_is_what_a_tracker_renders() {
    let (desk, _site) = desk(NEWS);
    let markdown = desk.run(&["show", "1", "--format", "markdown"]).ok().out;
    assert!(markdown.starts_with("## Council votes\n\n["), "{markdown}");
    for expected in
        ["cost <del>11</del><ins>10</ins> million", "\n**substantive", "\n> <ins>The town"]
    {
        assert!(markdown.contains(expected), "{expected} is missing in {markdown}");
    }
}

#[test]
fn foreign_text_stays_text_in_every_format() {
    let evil = "It said &lt;img src=x onerror=alert(1)&gt; and ![a](http://evil.example/a.png) \
                `code` &lt;/del&gt; \u{202e}gnirts and @someone, on a road long enough to be text.";
    let (desk, _site) = desk(evil);
    let html = desk.run(&["show", "1", "--format", "html"]).ok().out;
    assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"), "{html}");
    assert!(!html.contains("<img") && html.contains("&lt;/del&gt;"), "{html}");
    let markdown = desk.run(&["show", "1", "--format", "markdown"]).ok().out;
    assert!(markdown.contains("&lt;img src=x onerror"), "{markdown}");
    for bare in ["<img", "![", "](http://evil", " `code`", "http://evil", " @someone"] {
        assert!(!markdown.contains(bare), "{bare} in {markdown}");
    }
    for format in ["html", "markdown", "plain", "terminal"] {
        let out = desk.run(&["show", "1", "--format", format]).ok().out;
        assert!(!out.contains('\u{202e}') && out.contains("\\u{202e}"), "{format}: {out}");
    }
}

#[test]
fn the_exit_code_of_ops_says_what_ops_shows() {
    let (desk, site) = (Desk::new(), Site::new());
    let publish = |caption: &str, cost: &str| {
        let figure = format!("<figure><img src=x.jpg><figcaption>{caption}</figcaption></figure>");
        let text = page("Council votes", "30.11.2025", &ROAD, 1).replace("11 million", cost);
        site.publish("/road", &text.replacen("<p>", &(figure + "<p>"), 1));
    };
    publish("The captain, Karl Holm, was arrested on Monday.", "11 million");
    desk.track(&site.url("/road")).ok();
    publish("The captain, Karl Holm, was not arrested on Monday.", "11 million");
    desk.fetch(&["poll", "--all"]).ok();
    let run = |args: &[&str]| desk.run(&[&["show", "1", "--exit-code"], args].concat());
    assert_eq!(run(&["--format", "plain"]).code, Some(1), "a caption is of the article");
    let ops = run(&["--format", "ops"]).ok();
    assert_eq!(ops.json().as_array().map(Vec::len), Some(1), "and not of its text");
    publish("The captain, Karl Holm, was not arrested on Monday.", "10 million");
    desk.fetch(&["poll", "--all"]).ok();
    assert_eq!(run(&["--format", "ops"]).code, Some(1));
}
