//! Which text of a page is the story: the seam to the `trafilatura` crate.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

use scraper::Html;
use trafilatura::{ExtractionFocus, Options};

use super::bounds;
use super::document::letters;
use super::lines;

/// The words of the story as another extractor chose them, to be found again in the page.
pub struct Chosen {
    /// The letters of each line.
    lines: HashSet<String>,
    /// The letters of all lines in one.
    all: String,
}

/// Lines of fewer letters may stand anywhere; they must be chosen as they are.
const SHORT_LETTERS: usize = 25;

/// In a longer story, lines are looked up only whole: each search would go through all of it.
const SEARCHED_BYTES_MAX: usize = 300_000;

/// Asks which text of a page is its story.
pub fn choose(html: &str) -> Chosen {
    let options = Options::default()
        .with_fallback(true)
        .with_links(true)
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true);
    // The crate is young and we have promised not to panic on any page; depth, which no catch
    // would help against, is bounded before.
    let content = catch_unwind(AssertUnwindSafe(|| trafilatura::extract(html, &options)))
        .ok()
        .and_then(Result::ok)
        .map(|result| result.content_html)
        .unwrap_or_default();
    let content = Html::parse_fragment(&bounds::bounded(&content));
    let lines: Vec<String> =
        lines::lines(content.root_element()).iter().map(|line| letters(&line.text)).collect();
    Chosen { all: lines.concat(), lines: lines.into_iter().collect() }
}

impl Chosen {
    pub fn holds(&self, line: &str) -> bool {
        let line = letters(line);
        let may_be_part = line.len() >= SHORT_LETTERS && self.all.len() <= SEARCHED_BYTES_MAX;
        !line.is_empty()
            && (self.lines.contains(&line) || (may_be_part && self.all.contains(&line)))
    }
}
