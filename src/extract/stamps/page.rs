//! All the stamps of a page: JSON-LD, meta, microdata, `<time>`, visible lines, the URL.

use std::sync::LazyLock;

use regex::Regex;
use scraper::ElementRef;

use super::machine::declared;
use super::visible::visible;
use crate::article::{ClaimedTime, Precision, Stamp, StampKind, StampSource};
use crate::extract::document::{Document, names, text};
use crate::extract::json_ld::JsonLd;
use crate::extract::kinds::is_post;
use crate::extract::outline::Line;
use crate::time::Time;

const PUBLISHED_METAS: [&str; 22] = [
    "article:published_time",
    "og:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "date_published",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "dc.date.created",
    "dc.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "datecreated",
];

const UPDATED_METAS: [&str; 12] = [
    "article:modified_time",
    "og:updated_time",
    "article:updated_time",
    "og:modified_time",
    "datemodified",
    "date_modified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
    "lastmod",
    "article.updated",
    "revised",
];

/// Lines around the headline in which a date line may stand.
const LINES_BEFORE: usize = 8;
const LINES_AFTER: usize = 14;

/// A line longer than this is a standfirst or a paragraph.
const PROSE_CHARACTERS: usize = 100;

/// What the stamps of a page are read with.
pub struct Reading<'a> {
    pub language: Option<&'a str>,
    pub fetched_at: Option<Time>,
    pub url: Option<&'a str>,
}

/// The stamps a page claims, by source, the most trusted first; an update before the publication
/// is none, and of equal ones one stands.
pub fn stamps(
    page: &Document,
    json_ld: &JsonLd,
    lines: &[Line<'_>],
    headline_at: Option<usize>,
    reading: &Reading<'_>,
) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    let language = reading.language;
    let mut declare = |kind, source, text: &str| {
        stamps.extend(declared(text, language).map(|at| stamp(kind, source, at, text)));
    };
    for (kind, text) in
        [(StampKind::Published, &json_ld.published), (StampKind::Updated, &json_ld.updated)]
    {
        if let Some(text) = text {
            declare(kind, StampSource::JsonLd, text);
        }
    }
    for (kind, names) in
        [(StampKind::Published, &PUBLISHED_METAS[..]), (StampKind::Updated, &UPDATED_METAS[..])]
    {
        if let Some(text) = page.meta(names) {
            declare(kind, StampSource::Meta, text);
        }
    }
    stamps.extend(microdata(page, language));
    stamps.extend(times(page, language));
    stamps.extend(near_headline(lines, headline_at, reading));
    stamps.extend(reading.url.and_then(of_url));
    sound(stamps)
}

fn stamp(kind: StampKind, source: StampSource, at: ClaimedTime, text: &str) -> Stamp {
    Stamp { kind, at, source, text: text.trim().to_string(), relative: false }
}

fn microdata(page: &Document, language: Option<&str>) -> Vec<Stamp> {
    let mut stamps = Vec::new();
    for (kind, selector) in [
        (StampKind::Published, r#"[itemprop~="datePublished"]:not(meta)"#),
        (StampKind::Updated, r#"[itemprop~="dateModified"]:not(meta)"#),
    ] {
        let found =
            page.select(selector).into_iter().filter(|it| !is_elsewhere(*it)).find_map(|it| {
                let value = it.attr("content").or(it.attr("datetime")).map(String::from);
                let value = value.unwrap_or_else(|| text(it));
                declared(&value, language).map(|at| stamp(kind, StampSource::Microdata, at, &value))
            });
        stamps.extend(found);
    }
    stamps
}

/// The first `<time datetime>` outside lists of other stories, and the first that says "updated".
fn times(page: &Document, language: Option<&str>) -> Vec<Stamp> {
    let mut stamps: Vec<Stamp> = Vec::new();
    for element in page.select("time[datetime]") {
        if is_elsewhere(element) {
            continue;
        }
        let value = element.attr("datetime").unwrap_or("");
        let kind = time_kind(element);
        if !stamps.iter().any(|stamp| stamp.kind == kind)
            && let Some(at) = declared(value, language)
        {
            stamps.push(stamp(kind, StampSource::Time, at, value));
        }
    }
    stamps
}

fn time_kind(element: ElementRef<'_>) -> StampKind {
    let around = element.parent().and_then(ElementRef::wrap);
    let said = |it: ElementRef<'_>| {
        let own = names(it);
        let shown = text(it);
        ["updated", "modified", "dateupdate"].iter().any(|word| own.contains(word))
            || (shown.chars().count() < 60
                && super::labels::first_kind(&shown) == Some(StampKind::Updated))
    };
    let alone = |it: ElementRef<'_>| it.child_elements().count() == 1;
    if said(element) || around.is_some_and(|it| alone(it) && said(it)) {
        StampKind::Updated
    } else {
        StampKind::Published
    }
}

/// Whether an element belongs to another story, a comment, or the page's frame.
fn is_elsewhere(element: ElementRef<'_>) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).any(|it| {
        let tag = it.value().name();
        let own = names(it);
        matches!(tag, "aside" | "footer" | "nav" | "figure")
            || (tag != "body" && tag != "html" && tag != "main" && tag != "article")
                && [
                    "related",
                    "comment",
                    "sidebar",
                    "most-read",
                    "latest",
                    "recommend",
                    "teaser",
                    "liveblogupdate",
                ]
                .iter()
                .any(|word| own.contains(word))
    })
}

/// The first line near the headline that gives each kind.
fn near_headline(
    lines: &[Line<'_>],
    headline_at: Option<usize>,
    reading: &Reading<'_>,
) -> Vec<Stamp> {
    let Some(at) = headline_at else { return Vec::new() };
    let after = at + 1..(at + 1 + LINES_AFTER).min(lines.len());
    let before = (at.saturating_sub(LINES_BEFORE)..at).rev();
    let mut stamps: Vec<Stamp> = Vec::new();
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
    for line in after.chain(before).filter_map(|index| lines.get(index)) {
        if is_elsewhere(line.element) || is_post(line.element) {
            continue;
        }
        let text = line.text.replace('\n', " ");
        for stamp in visible(&text, reading.language, reading.fetched_at) {
            match stamps.iter_mut().find(|known| known.kind == stamp.kind) {
                None => stamps.push(stamp),
                Some(known) if known.relative && !stamp.relative => *known = stamp,
                Some(_) => {}
            }
        }
    }
    stamps
}

fn of_url(url: &str) -> Option<Stamp> {
    static DAY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"[/_-](20\d{2}|19\d{2})[/_-]?(\d{2})[/_-]?(\d{2})(?:[/_.-]|$)")
            .expect("a literal pattern")
    });
    let found = DAY.captures(url)?;
    let number = |group: usize| found[group].parse::<u32>().ok();
    let day = super::calendar::day(number(1)? as i32, number(2)?, number(3)?)?;
    let local = day.and_hms_opt(0, 0, 0)?;
    let at = ClaimedTime { local, offset_seconds: None, precision: Precision::Day };
    Some(stamp(
        StampKind::Published,
        StampSource::Url,
        at,
        found[0].trim_matches(['/', '-', '_', '.']),
    ))
}

/// Drops updates from before the publication, and repetitions.
fn sound(stamps: Vec<Stamp>) -> Vec<Stamp> {
    let published = stamps
        .iter()
        .filter(|stamp| stamp.kind == StampKind::Published && !stamp.relative)
        .min_by_key(|stamp| stamp.source)
        .map(|stamp| stamp.at);
    let mut kept: Vec<Stamp> = Vec::new();
    for stamp in stamps {
        let early = stamp.kind == StampKind::Updated
            && published.is_some_and(|published| is_before(stamp.at, published));
        let known = kept
            .iter()
            .any(|it| (it.kind, it.source, it.at) == (stamp.kind, stamp.source, stamp.at));
        if !early && !known {
            kept.push(stamp);
        }
    }
    kept
}

/// Whether a time is surely before another: by more than clocks without offsets can differ.
fn is_before(time: ClaimedTime, other: ClaimedTime) -> bool {
    let by_day = time.precision == Precision::Day || other.precision == Precision::Day;
    if by_day {
        return time.local.date() < other.local.date();
    }
    let both_known = time.offset_seconds.is_some() && other.offset_seconds.is_some();
    let slack = if both_known { chrono::TimeDelta::zero() } else { chrono::TimeDelta::hours(14) };
    time.instant() + slack < other.instant()
}
