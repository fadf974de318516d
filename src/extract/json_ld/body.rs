//! The text of an `articleBody`, which pages give as plain text or as HTML.

use crate::extract::document::plain;
use crate::extract::dom::Tree;
use crate::extract::outline::Outline;

/// The paragraphs of a declared body, each on a line of its own, as a reader would see them.
pub fn paragraphs(text: &str) -> Option<String> {
    let read = rows(text);
    // Some content systems escape the HTML once more.
    let read = if read.contains("</p>") { rows(&read) } else { read };
    Some(read).filter(|text| !text.is_empty())
}

fn rows(text: &str) -> String {
    let rows: Vec<String> = if has_paragraphs(text) {
        let fragment = Tree::of_fragment(text);
        Outline::of(fragment.root()).lines.into_iter().map(|line| line.text).collect()
    } else {
        text.split(['\n', '\r']).map(plain).filter(|row| !row.is_empty()).collect()
    };
    rows.join("\n")
}

/// Whether HTML, and not its line breaks, parts the text.
fn has_paragraphs(text: &str) -> bool {
    const PARTING: [&str; 6] = ["<p", "<br", "<div", "<li", "<h2", "<h3"];
    let small = text.to_ascii_lowercase();
    PARTING.iter().any(|tag| small.contains(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &str) {
        assert_eq!(paragraphs(text).as_deref(), Some(wanted), "{text}");
    }

    #[test]
    fn paragraphs_stay_apart_however_they_are_written() {
        check("One.\n\nTwo &amp; three.\r\nFour.", "One.\nTwo & three.\nFour.");
        check("<p>One.</p><p>Two &amp; <em>three</em>.</p>", "One.\nTwo & three.");
        check("One.<br><br>Two.<br/>Three.", "One.\nTwo.\nThree.");
        check("&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;", "One.\nTwo.");
        check("One <b>bold</b> word.\nTwo.", "One bold word.\nTwo.");
    }

    #[test]
    fn a_body_without_words_is_none() {
        assert_eq!(paragraphs(" \n <p> </p>"), None);
    }
}
