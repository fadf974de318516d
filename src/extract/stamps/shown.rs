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

/// Keeps the first stamp of each kind; one that must not be reckoned takes the place of one that is.
fn keep(stamps: &mut Vec<Stamp>, stamp: Stamp) {
    match stamps.iter_mut().find(|known| known.kind == stamp.kind) {
        None => stamps.push(stamp),
        Some(known) if known.relative && !stamp.relative => *known = stamp,
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
        let openings = numbered().take(6).filter_map(|line| opening(&line.text));
        openings.map(read).find(|stamps| gives_publication(stamps))
    };
    found
        .next()
        .or_else(opening)
        .or_else(|| only_day(numbered().map(|line| read(&line.text))))
        .unwrap_or_default()
}

/// "(4 March 2026) The mayor …", "4.3.2026 – The mayor …": the date before the bar.
fn opening(line: &str) -> Option<&str> {
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
