//! The place where a story was filed: a block of its own, or a line above the first paragraph.

use super::body::Chosen;
use super::document::letters;
use super::outline::{Line, Outline};
use crate::article::{Block, BlockKind};

/// A place's name is short.
const WORDS_MAX: usize = 4;
const CHARACTERS_MAX: usize = 40;

/// A shorter line is no paragraph.
const PARAGRAPH_MIN: usize = 30;

/// Lines above the first paragraph in which the place may stand.
const LINES_ABOVE: usize = 8;

/// Takes the dateline off the front of the blocks where it is one of its own.
pub fn take(blocks: &mut Vec<Block>) -> Option<String> {
    let at = blocks.iter().position(|block| {
        !matches!(block.kind, BlockKind::Caption | BlockKind::ListItem | BlockKind::Notice)
    })?;
    is_dateline(&blocks[at].text).then(|| blocks.remove(at).text)
}

/// "ISTANBUL", "NEW YORK, March 4 (Wire) —": a place in capitals and no sentence.
pub fn is_dateline(text: &str) -> bool {
    let place: String =
        text.split([',', '(', '—', '–', '/']).next().unwrap_or("").trim().to_string();
    let letters: Vec<char> = place.chars().filter(|c| c.is_alphabetic()).collect();
    let words = text.split_whitespace().count();
    letters.len() >= 3
        && letters.iter().all(|c| c.is_uppercase())
        && place.split_whitespace().count() <= 3
        && text.chars().count() <= 60
        && words <= 8
        && !text.ends_with(['.', '?', '!', ':'])
}

/// The place that stands above the story, in a line of its own or before an author's name, and
/// that the first paragraph names as well.
pub fn above(
    outline: &Outline<'_>,
    from: usize,
    chosen: &Chosen,
    byline: &[String],
) -> Option<String> {
    let lines = &outline.lines;
    let is_paragraph =
        |at: &usize| chosen.is_story(*at) && lines[*at].text.chars().count() >= PARAGRAPH_MIN;
    let first = (from..lines.len()).find(is_paragraph)?;
    let paragraph = lines[first].letters();
    let is_named = |place: &&str| is_place(place) && paragraph.contains(&letters(place));
    let above = lines.get(first.saturating_sub(LINES_ABOVE).max(from)..first)?;
    let alone = above.last().filter(|line| line.link_bytes == 0).map(|line| line.text.as_str());
    let alone = alone.filter(|line| !byline.iter().any(|name| name == line));
    let mut places =
        alone.into_iter().chain(above.iter().filter_map(|line| beside_author(line, byline)));
    places.find(is_named).map(str::to_owned)
}

/// "Nahrain / Murad Katib": what stands before an author's name.
fn beside_author<'a>(line: &'a Line<'_>, byline: &[String]) -> Option<&'a str> {
    let is_author = |part: &str| byline.iter().any(|name| name == part.trim());
    let (place, rest) = line.text.split_once(" / ")?;
    let has_author = rest.split(" / ").any(is_author);
    (has_author && !is_author(place)).then_some(place.trim())
}

/// Whether a text may be the name of a place: a few words, the first of them not in lower case.
fn is_place(text: &&str) -> bool {
    let is_letter = |c: char| c.is_alphabetic() || c.is_whitespace() || "-'’.".contains(c);
    (1..=WORDS_MAX).contains(&text.split_whitespace().count())
        && (3..=CHARACTERS_MAX).contains(&text.chars().count())
        && text.chars().all(is_letter)
        && !text.ends_with('.')
        && text.chars().next().is_some_and(|c| !c.is_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_a_name_and_no_sentence() {
        let check = |text: &str, wanted: bool| assert_eq!(is_place(&text), wanted, "{text}");
        check("Velmora", true);
        check("Porto Velho da Ladeira", true);
        check("النهرين", true);
        check("by the river", false);
        check("He left.", false);
        check("4 March", false);
    }

    #[test]
    fn a_dateline_of_its_own_is_in_capitals() {
        let check = |text: &str, wanted: bool| assert_eq!(is_dateline(text), wanted, "{text}");
        check("NEW YORK, March 4 (Wire) —", true);
        check("ISTANBUL", true);
        check("The mayor", false);
        check("FIRE AT THE MILL.", false);
    }
}
