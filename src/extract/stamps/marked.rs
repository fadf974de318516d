//! Times in elements made for them: microdata, `<time>`, `<abbr title>`, `datetime` of any element.

use std::cmp::Reverse;

use super::labels;
use super::machine::declared;
use super::visible::visible;
use crate::article::{ClaimedTime, Stamp, StampKind, StampSource};
use crate::extract::document::{names, text};
use crate::extract::dom::element::Element;
use crate::extract::marks::Marks;

/// A text longer than this is no label of a time.
const LABEL_CHARACTERS: usize = 60;

/// The first time of each kind and source; the telling ones (`pubdate`, `entry-date`) before others,
/// and of these the ones near the headline.
pub fn marked(marks: &Marks<'_>, language: Option<&str>) -> Vec<Stamp> {
    let mut stamps: Vec<Stamp> = Vec::new();
    let mut times = marks.times.clone();
    // Of equals, what shares more of the page with the headline is the story's.
    times.sort_by_cached_key(|it| (!is_telling(*it), Reverse(marks.nearness(*it))));
    for element in times {
        let Some((at, value)) = value(element, language) else { continue };
        if marks.is_elsewhere(element) || is_listed(element) {
            continue;
        }
        let (kind, source) = (kind(element), source(element));
        if !stamps.iter().any(|stamp| (stamp.kind, stamp.source) == (kind, source)) {
            stamps.push(Stamp {
                kind,
                at,
                source,
                text: value.trim().to_string(),
                relative: false,
            });
        }
    }
    stamps
}

/// Whether an element stands in an item of a list that leads elsewhere.
fn is_listed(element: Element<'_>) -> bool {
    let mut around = element.ancestors().take(4);
    let item = around.find(|it| it.name() == "li");
    item.is_some_and(|it| it.elements().any(|inner| inner.name() == "a"))
}

fn value(element: Element<'_>, language: Option<&str>) -> Option<(ClaimedTime, String)> {
    let attributes = ["datetime", "content", "title", "data-datetime", "data-time"];
    let values = attributes.iter().filter_map(|name| element.attribute(name));
    let found =
        values.filter_map(|value| declared(value, language).map(|at| (at, value.to_string())));
    let in_text = || {
        let is_shown = element.attribute("itemprop").is_some() || element.name() == "time";
        let shown =
            is_shown.then(|| text(element)).filter(|it| it.chars().count() < LABEL_CHARACTERS)?;
        declared(&shown, language).map(|at| (at, shown))
    };
    told_otherwise(element, language).or_else(|| found.into_iter().next()).or_else(in_text)
}

/// The publication that the text of a `<time>` labels, where its `datetime` is of a later day.
fn told_otherwise(element: Element<'_>, language: Option<&str>) -> Option<(ClaimedTime, String)> {
    let value = element.attribute("datetime").and_then(|value| declared(value, language))?;
    let shown = text(element);
    let is_label = shown.chars().count() < LABEL_CHARACTERS
        && labels::first_kind(&shown) == Some(StampKind::Published);
    let mut told = if is_label { visible(&shown, language, None) } else { Vec::new() }.into_iter();
    let told = told.find(|stamp| stamp.kind == StampKind::Published)?;
    let days = value.local.date() - told.at.local.date();
    (days.num_days() > 1).then_some((told.at, shown))
}

fn source(element: Element<'_>) -> StampSource {
    let property = element.attribute("itemprop").unwrap_or("").to_ascii_lowercase();
    if property.contains("datepublished") || property.contains("datemodified") {
        StampSource::Microdata
    } else {
        StampSource::Time
    }
}

fn is_telling(element: Element<'_>) -> bool {
    let own = names(element);
    element.attribute("pubdate").is_some()
        || ["entry-date", "published", "post-date", "datepublished", "dt-published"]
            .iter()
            .any(|word| own.contains(word))
}

fn kind(element: Element<'_>) -> StampKind {
    let property = element.attribute("itemprop").unwrap_or("").to_ascii_lowercase();
    if property.contains("datemodified") {
        return StampKind::Updated;
    }
    if property.contains("datepublished") {
        return StampKind::Published;
    }
    let around = element.parent();
    let alone = around.filter(|it| it.child_elements().count() <= 2);
    if says_updated(element) || alone.is_some_and(says_updated) {
        StampKind::Updated
    } else {
        StampKind::Published
    }
}

/// Whether an element calls its time an update; a class that says both says nothing.
fn says_updated(element: Element<'_>) -> bool {
    let own = names(element);
    let named = ["updated", "modified", "dateupdate"].iter().any(|word| own.contains(word));
    let also_published = own.contains("published") || own.contains("entry-date");
    if named && !also_published {
        return true;
    }
    let shown = text(element);
    shown.chars().count() < LABEL_CHARACTERS
        && labels::first_kind(&shown) == Some(StampKind::Updated)
}
