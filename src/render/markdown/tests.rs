//! Foreign text in Markdown, by example; read back by hand as CommonMark and GitHub have it.

use super::*;
use crate::article::Article;
use crate::diff;
use crate::render::sample::{compare, first, update};

#[test]
fn a_page_of_a_comparison() {
    let printed = compare(&first(), &update(), comparison);
    assert_eq!(printed, include_str!("page.md"), "\n{printed}");
}

#[test]
fn a_page_of_two_articles_shows_their_stamps() {
    let (old, new) = (first(), Article { stamps: update().stamps, ..first() });
    let expected = "## a → b\n\n*stamp*\n\n> <ins>updated 2026-05-01, read from \
                    “Update : 01.05.2026” (on the page)</ins>\n\n\
                    *··· headline, byline and 5 paragraphs unchanged ···*\n";
    assert_eq!(articles("a → b", &Pair::of(&old, &new)), expected);
}

#[test]
fn runs_keep_their_spaces_beside_their_marks() {
    let runs = diff::diff("It is open.\n  One", "It is not open.\n  Two");
    let expected =
        "## a → b\n\nIt is <ins>not </ins>open.<br>&#32;&#32;<del>One</del><ins>Two</ins>\n";
    assert_eq!(texts("a → b", &runs), expected);
}

fn check(text: &str, expected: &str) {
    assert_eq!(escaped(text), expected);
}

#[test]
fn plain_prose_stays_as_it_is() {
    check(
        "It cost 3.5 million at 2:40 p.m., he said.",
        "It cost 3.5 million at 2:40 p\\.m., he said.",
    );
    check("2025-12-01 14:05:00 (+3), C# = 1", "2025-12-01 14:05:00 (+3), C# = 1");
    check("“Two” died; سلام 漢字 — 50%", "“Two” died; سلام 漢字 — 50%");
}

#[test]
fn nothing_foreign_becomes_markup() {
    check("*a* _b_ ~c~ `d`", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\`");
    check("# Head", "\\# Head");
    check("- item", "\\- item");
    check("+ item", "\\+ item");
    check("1. item", "1\\. item");
    check("1) item", "1\\) item");
    check("1.", "1\\.");
    check("===", "\\===");
    check("> quoted", "&gt; quoted");
    check("a|b", "a\\|b");
    check("$x$ \\(x\\)", "\\$x\\$ \\\\(x\\\\)");
    check("<script>&lt;", "&lt;script&gt;&amp;lt;");
    check("    code", "&#32;&#32;&#32;&#32;code");
    check("end  ", "end &#32;");
    check("two\nlines", "two<br>lines");
}

#[test]
fn nothing_foreign_becomes_a_link_or_a_picture() {
    check("![p](https://e.example/p.png)", "!\\[p\\](https\\:<!-- -->//e\\.example/p\\.png)");
    check("[a]: /b", "\\[a\\]: /b");
    check("www.evil.example", "www\\.evil\\.example");
    check("http://evil", "http\\:<!-- -->//evil");
    check("mail a@b.example", "mail a\\@<!-- -->b\\.example");
    check(
        "@admin #12 :boom: :+1:",
        "\\@<!-- -->admin \\#<!-- -->12 \\:<!-- -->boom: \\:<!-- -->+1:",
    );
}

#[test]
fn nothing_foreign_names_an_issue_or_a_commit() {
    check("see GH-12, gh-1", "see G<!-- -->H-12, g<!-- -->h-1");
    check("fixed in 1f2e3d4 then", "fixed in 1<!-- -->f2e3d4 then");
    check("a/b@1f2e3d4c", "a/b\\@<!-- -->1<!-- -->f2e3d4c");
    let plain = "High GH-x, 12345678 people, defaced, 1f2e3, x1f2e3d4, 1f2e3d4g";
    check(plain, plain);
}

#[test]
fn hostile_characters_are_shown() {
    check("\u{1b}]0;x\u{7}\u{202e}\r", "␛\\]0;x␇\\\\u{202e}␍");
}

#[test]
fn a_web_address_is_a_link_that_cannot_be_left() {
    assert_eq!(
        link("https://e.example/a_(b)?c&d"),
        "[https\\:<!-- -->//e\\.example/a\\_(b)?c&amp;d](<https://e.example/a_(b)?c&amp;d>)"
    );
    assert_eq!(link("https://e.example/>)"), "https\\:<!-- -->//e\\.example/&gt;)");
    assert_eq!(link("javascript:alert(1)"), "javascript:alert(1\\)");
}
