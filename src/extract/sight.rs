//! What is seen on a page before its story is read: what it declares and marks, its lines, and the
//! one that is the headline.

use super::document::{Document, letters};
use super::headline;
use super::json_ld::{self, JsonLd};
use super::marks::{self, Marks};
use super::outline::{Line, Outline};

/// A page looked over.
pub struct Sight<'a> {
    pub page: &'a Document,
    pub json_ld: JsonLd,
    pub marks: Marks<'a>,
    pub outline: Outline<'a>,
    pub headline: Option<String>,
    /// The headline's line.
    pub headline_at: Option<usize>,
}

impl<'a> Sight<'a> {
    pub fn of(page: &'a Document) -> Sight<'a> {
        let json_ld = json_ld::read(page);
        let mut marks = marks::marks(page);
        let headline = headline::headline(page, &marks, &json_ld);
        let outline = Outline::of(page.root());
        let headline_at = headline.as_deref().and_then(|it| line_of(&outline.lines, it));
        if let Some(at) = headline_at {
            marks.know_headline(outline.lines[at].element);
        }
        Sight { page, json_ld, marks, outline, headline, headline_at }
    }

    /// The first line after the headline.
    pub fn after_headline(&self) -> usize {
        self.headline_at.map_or(0, |at| at + 1)
    }
}

/// Where the line with those words stands; the page's own heading before a line of a list.
fn line_of(lines: &[Line<'_>], words: &str) -> Option<usize> {
    let words = letters(words);
    let same = |line: &Line<'_>| !words.is_empty() && line.letters() == words;
    let heading = |line: &Line<'_>| line.element.name() == "h1";
    lines
        .iter()
        .position(|line| heading(line) && same(line))
        .or_else(|| lines.iter().position(same))
        .or_else(|| lines.iter().position(|line| is_behind_kicker(line, &words)))
        .or_else(|| lines.iter().position(heading))
}

/// Whether a heading ends with words, behind others that are a kicker.
fn is_behind_kicker(line: &Line<'_>, words: &str) -> bool {
    let is_heading = matches!(line.element.name(), "h1" | "h2");
    is_heading && !words.is_empty() && line.letters().ends_with(words)
}
