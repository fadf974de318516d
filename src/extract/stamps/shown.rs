//! Times in the lines a reader sees: near the headline, in elements named for dates, and where
//! nothing else says when, at the beginning of the story or alone on the page.

use chrono::NaiveDate;

use super::labels;
use super::page::Reading;
use super::visible::visible;
use crate::article::{Stamp, StampKind};
use crate::extract::document::text;
use crate::extract::marks::Marks;
use crate::extract::outline::Line;
use crate::extract::posts::is_post;

/// Lines around the headline in which a date line may stand.
const LINES_BEFORE: usize = 8;
const LINES_AFTER: usize = 20;

/// A line longer than this is a standfirst or a paragraph.
const PROSE_CHARACTERS: usize = 100;

/// Lines, and long lines, that may open with their date.
const OPENINGS_MAX: usize = 6;

/// Lines with a number that are looked at on the whole page.
const LINES_MAX: usize = 200;

/// The first line near the headline that gives each kind.
pub fn near_headline(
    lines: &[Line<'_>],
    headline_at: Option<usize>,
    marks: &Marks<'_>,
    reading: &Reading<'_>,
) -> Vec<Stamp> {
    let Some(at) = headline_at else { return Vec::new() };
    let after = at + 1..(at + 1 + LINES_AFTER).min(lines.len());
    let before = (at.saturating_sub(LINES_BEFORE)..at).rev();
    // The date stands above the story: past a standfirst and a first paragraph, times are the
    // story's own, or other stories'.
    let prose = |index: &usize| lines[*index].text.chars().count() > PROSE_CHARACTERS;
    let after = after.take_while({
        let mut paragraphs = 0;
        move |index| {
            paragraphs += usize::from(prose(index));
            paragraphs < 3
        }
    });
    let mut stamps: Vec<Stamp> = Vec::new();
    for index in after.chain(before) {
        let line = &lines[index];
        if marks.is_elsewhere(line.element) || is_post(line.element) {
            continue;
        }
        let text = line.text.replace('\n', " ");
        let mut found = visible(&text, reading.language, reading.fetched_at);
        if found.is_empty() && is_label(&text) {
            found = label_above(lines, index, reading);
        }
        found.into_iter().for_each(|stamp| keep(&mut stamps, stamp));
    }
    stamps
}

/// Keeps the first stamp of each kind; one that must not be reckoned takes the place of one that
/// is, and a date that is called that of the first publication the place of one that is called
/// nothing.
fn keep(stamps: &mut Vec<Stamp>, stamp: Stamp) {
    let is_first = |stamp: &Stamp| {
        stamp.kind == StampKind::Published && labels::says_first(&stamp.text) && !stamp.relative
    };
    match stamps.iter_mut().find(|known| known.kind == stamp.kind) {
        None => stamps.push(stamp),
        Some(known) if known.relative && !stamp.relative => *known = stamp,
        Some(known) if is_first(&stamp) && !is_first(known) => *known = stamp,
        Some(_) => {}
    }
}

/// A line that is a label alone, such as "Published".
fn is_label(line: &str) -> bool {
    line.chars().count() < 30
        && !line.chars().any(char::is_numeric)
        && labels::first_kind(line).is_some()
}

/// The times of a label and the line under it, read as one line.
fn label_above(lines: &[Line<'_>], index: usize, reading: &Reading<'_>) -> Vec<Stamp> {
    let Some(next) = lines.get(index + 1) else { return Vec::new() };
    let joined = format!("{} {}", lines[index].text, next.text).replace('\n', " ");
    if joined.chars().count() > PROSE_CHARACTERS {
        return Vec::new();
    }
    visible(&joined, reading.language, reading.fetched_at)
}

/// The first time in an element that is named for its date.
pub fn in_named_elements(marks: &Marks<'_>, reading: &Reading<'_>) -> Vec<Stamp> {
    let shown = marks.dates.iter().filter(|it| !marks.is_elsewhere(**it)).map(|it| text(*it));
    let short = shown.filter(|text| text.chars().count() <= 2 * PROSE_CHARACTERS);
    let times = short.map(|text| visible(&text, reading.language, reading.fetched_at));
    times.into_iter().find(|stamps| gives_publication(stamps)).unwrap_or_default()
}

/// A labelled line anywhere, the date that the story's first paragraph opens with, or the only day
/// that stands alone in a line.
pub fn anywhere(
    lines: &[Line<'_>],
    headline_at: Option<usize>,
    marks: &Marks<'_>,
    reading: &Reading<'_>,
) -> Vec<Stamp> {
    let from = headline_at.map_or(0, |at| at + 1).min(lines.len());
    let numbered = || {
        let numbered = lines[from..].iter().filter(|line| line.text.chars().any(char::is_numeric));
        numbered.filter(|line| !marks.is_elsewhere(line.element)).take(LINES_MAX)
    };
    let read = |text: &str| visible(&text.replace('\n', " "), reading.language, reading.fetched_at);
    let labelled = numbered().filter(|line| line.text.chars().count() <= PROSE_CHARACTERS);
    let labelled = labelled.filter(|line| labels::first_kind(&line.text).is_some());
    let mut found =
        labelled.map(|line| read(&line.text)).filter(|stamps| gives_publication(stamps));
    let opening = || {
        let openings =
            numbered().take(OPENINGS_MAX).chain(numbered().filter(is_prose).take(OPENINGS_MAX));
        let openings = openings.filter_map(|line| opening(&line.text));
        openings.map(read).find(|stamps| gives_publication(stamps))
    };
    let colophon = || {
        let colophons = numbered().filter_map(|line| colophon(&line.text));
        colophons.map(|text| read(&text)).find(|stamps| gives_publication(stamps))
    };
    found
        .next()
        .or_else(colophon)
        .or_else(opening)
        .or_else(|| only_day(numbered().map(|line| read(&line.text))))
        .unwrap_or_default()
}

fn is_prose(line: &&Line<'_>) -> bool {
    line.text.chars().count() > PROSE_CHARACTERS
}

/// "This entry was posted on Friday, March 6th, 2009 at 10:14 am and is filed under …": when, as
/// the old themes of weblogs put it at the foot.
fn colophon(line: &str) -> Option<String> {
    let said = pattern!(
        r"(?i)^(?:this (?:entry|post|article) was (?:posted|published|written)|dieser (?:artikel|beitrag|eintrag) wurde|cet article a été publié|cette entrée a été publiée|esta entrada fue publicada|questo articolo è stato (?:pubblicato|scritto)|dit bericht werd geplaatst)((?:\s\S+){2,12})"
    );
    let when = said.captures(line)?.get(1)?.as_str();
    let ends =
        [" von ", " by ", " and ", " und ", " par ", " por ", " da ", " dans ", " in ", " door "];
    let end = ends.iter().filter_map(|end| when.find(end)).min().unwrap_or(when.len());
    Some(format!("published {}", &when[..end]))
}

/// "(4 March 2026) The mayor …", "Delverton, (4.3.2026). The mayor …", "4.3.2026 – The mayor …":
/// the date in parentheses or before the bar.
fn opening(line: &str) -> Option<&str> {
    let placed = pattern!(r"^\p{Lu}[\p{L} .-]{2,30},? \(([^()]{6,30})\)");
    if let Some(found) = placed.captures(line) {
        return found.get(1).map(|date| date.as_str());
    }
    let line = line.trim_start();
    if let Some(inside) = line.strip_prefix('(') {
        return inside.split_once(')').map(|(date, _)| date).filter(|date| date.len() < 40);
    }
    let bars = [" – ", " — ", " - ", " | ", ": "];
    let first = bars.iter().filter_map(|bar| line.find(bar)).min()?;
    line.get(..first).filter(|date| date.len() < 40)
}

/// The stamps of the lines that are dates and little else, if all name one day.
fn only_day(lines: impl Iterator<Item = Vec<Stamp>>) -> Option<Vec<Stamp>> {
    let mut found: Option<Vec<Stamp>> = None;
    let day = |stamps: &[Stamp]| -> Option<NaiveDate> { Some(stamps.first()?.at.local.date()) };
    for stamps in lines.filter(|stamps| gives_publication(stamps)) {
        match &found {
            None => found = Some(stamps),
            Some(known) if day(known) == day(&stamps) => {}
            Some(_) => return None,
        }
    }
    found
}

fn gives_publication(stamps: &[Stamp]) -> bool {
    stamps.iter().any(|stamp| stamp.kind == StampKind::Published && !stamp.relative)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_foot_of_an_old_weblog_says_when() {
        let check = |line: &str, wanted: &str| {
            let read = |text: String| visible(&text, Some("de"), None);
            let stamps = colophon(line).map(read).unwrap_or_default();
            let found = stamps.first().map(|stamp| stamp.at.to_string());
            assert_eq!(found.as_deref().unwrap_or("-"), wanted, "{line}");
        };
        check(
            "This entry was posted on Wednesday, March 4th, 2026 at 10:14 am and is filed under Ferries.",
            "2026-03-04T10:14:00",
        );
        check(
            "Dieser Beitrag wurde am 4. März 2026 um 18:07 von Ann veröffentlicht.",
            "2026-03-04T18:07:00",
        );
        check("This article was written by three people.", "-");
    }

    #[test]
    fn a_story_may_open_with_its_date() {
        assert_eq!(opening("(4 March 2026) The mayor has left."), Some("4 March 2026"));
        assert_eq!(opening("Delverton, (4.3.2026). The mayor has left."), Some("4.3.2026"));
        assert_eq!(opening("4.3.2026 – The mayor has left."), Some("4.3.2026"));
    }
}
