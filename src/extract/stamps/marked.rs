//! Times in elements made for them: microdata, `<time>`, `<abbr title>`, `datetime` of any element.

use scraper::ElementRef;

use super::labels;
use super::machine::declared;
use crate::article::{ClaimedTime, Stamp, StampKind, StampSource};
use crate::extract::document::{names, text};
use crate::extract::marks::Marks;

/// A text longer than this is no label of a time.
const LABEL_CHARACTERS: usize = 60;

/// The first time of each kind and source; the telling ones (`pubdate`, `entry-date`) before others.
pub fn marked(marks: &Marks<'_>, language: Option<&str>) -> Vec<Stamp> {
    let mut stamps: Vec<Stamp> = Vec::new();
    let (telling, others): (Vec<ElementRef<'_>>, Vec<ElementRef<'_>>) =
        marks.times.iter().partition(|it| is_telling(**it));
    for element in telling.into_iter().chain(others) {
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
fn is_listed(element: ElementRef<'_>) -> bool {
    let mut around = element.ancestors().filter_map(ElementRef::wrap).take(4);
    let item = around.find(|it| it.value().name() == "li");
    item.is_some_and(|it| it.descendent_elements().any(|inner| inner.value().name() == "a"))
}

fn value(element: ElementRef<'_>, language: Option<&str>) -> Option<(ClaimedTime, String)> {
    let attributes = ["datetime", "content", "title", "data-datetime", "data-time"];
    let values = attributes.iter().filter_map(|name| element.attr(name));
    let found =
        values.filter_map(|value| declared(value, language).map(|at| (at, value.to_string())));
    let in_text = || {
        let is_shown = element.attr("itemprop").is_some() || element.value().name() == "time";
        let shown =
            is_shown.then(|| text(element)).filter(|it| it.chars().count() < LABEL_CHARACTERS)?;
        declared(&shown, language).map(|at| (at, shown))
    };
    found.into_iter().next().or_else(in_text)
}

fn source(element: ElementRef<'_>) -> StampSource {
    let property = element.attr("itemprop").unwrap_or("").to_ascii_lowercase();
    if property.contains("datepublished") || property.contains("datemodified") {
        StampSource::Microdata
    } else {
        StampSource::Time
    }
}

fn is_telling(element: ElementRef<'_>) -> bool {
    let own = names(element);
    element.attr("pubdate").is_some()
        || ["entry-date", "published", "post-date", "datepublished", "dt-published"]
            .iter()
            .any(|word| own.contains(word))
}

fn kind(element: ElementRef<'_>) -> StampKind {
    let property = element.attr("itemprop").unwrap_or("").to_ascii_lowercase();
    if property.contains("datemodified") {
        return StampKind::Updated;
    }
    if property.contains("datepublished") {
        return StampKind::Published;
    }
    let around = element.parent().and_then(ElementRef::wrap);
    let alone = around.filter(|it| it.child_elements().count() <= 2);
    if says_updated(element) || alone.is_some_and(says_updated) {
        StampKind::Updated
    } else {
        StampKind::Published
    }
}

/// Whether an element calls its time an update; a class that says both says nothing.
fn says_updated(element: ElementRef<'_>) -> bool {
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
