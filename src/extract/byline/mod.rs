//! Who wrote the story: people and agencies, one a name, without "By" and without dates.

mod by;
mod elements;
mod names;
mod people;
pub mod story;
mod words;

use std::collections::BTreeSet;

use self::by::after_by;
use self::story::{Place, Story};
use super::document::{self, Document, letters};
use super::json_ld::JsonLd;
use super::marks::{AuthorMark, Marks};
use super::outline::Line;
use crate::extract::dom::element::Element;
use crate::memory::Mark;

const LINE_CHARACTERS_MAX: usize = 80;

/// The names of metas that hold authors.
const METAS: [&str; 14] = [
    "author",
    "article:author",
    "byl",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "dc.contributor.author",
    "sailthru.author",
    "cxenseparse:author",
    "og:article:author",
    "article:author_name",
    "twitter:misc:written by",
    "article.author",
    "authors",
];

/// What a page shows where its byline may stand.
pub struct Shown<'a, 'b> {
    /// The lines behind the headline.
    pub near: &'b [Line<'a>],
    /// The story's last line, and the lines behind it in the element that holds the story.
    pub foot: &'b [&'b Line<'a>],
    /// The line with the visible stamps.
    pub date_line: Option<&'b str>,
    pub story: Story<'a>,
}

/// The names by the first source that gives people, or one that is known to have been in the byline.
///
/// The site's own name, where it is what the page declares, gives way only to people; a login says
/// less than a name.
pub fn byline(
    page: &Document,
    marks: &Marks<'_>,
    json_ld: &JsonLd,
    shown: &Shown<'_, '_>,
    known: Option<&BTreeSet<Mark>>,
) -> Vec<String> {
    let declared = [names::declared(json_ld.authors.iter().map(String::as_str)), metas(marks)];
    let story = &shown.story;
    let by_mark = |mark| elements::names(marks, mark, &|it| story.place(it) == Place::Head);
    let marked = [AuthorMark::Declared, AuthorMark::Name, AuthorMark::Byline].map(by_mark);
    let likely = [AuthorMark::Author, AuthorMark::Link].map(by_mark);
    let declared: Vec<Vec<String>> = declared.into_iter().filter(|it| !it.is_empty()).collect();
    let mut sources = declared.clone();
    sources.extend(marked.iter().cloned().chain(likely));
    sources.extend(in_lines(shown));
    sources.extend(at_foot(marks, shown));
    sources.retain(|names| !names.is_empty());
    let sites = sites(page);
    let is_site = |name: &String| {
        let name = letters(name);
        sites.iter().any(|site| *site == name || format!("the{site}") == name)
    };
    let is_sites = declared.first().is_some_and(|names| names.iter().all(is_site));
    let is_person = |name: &String| people::is_surely_person(name);
    let people = sources.iter().find(|names| !names.iter().all(|it| is_site(it) || is_login(it)));
    let people = people.filter(|names| !is_sites || names.iter().all(is_person));
    let is_known = |name: &String| known.is_some_and(|known| known.contains(&Mark::of(name)));
    let before = sources.iter().find(|names| names.iter().any(is_known));
    let found = before.or(people).or(sources.first()).cloned().unwrap_or_default();
    with_all(found, &marked)
}

/// The names in the lines behind the headline.
fn in_lines(shown: &Shown<'_, '_>) -> [Vec<String>; 3] {
    let Shown { near, date_line, .. } = shown;
    let said = near.iter().find_map(|line| said(&line.text));
    let above = date_line.and_then(|line| above_date(near, line));
    [said, date_line.map(beside_date), above].map(Option::unwrap_or_default)
}

/// The names with which the story is signed at its end.
fn at_foot(marks: &Marks<'_>, shown: &Shown<'_, '_>) -> Vec<Vec<String>> {
    const MARKS: [AuthorMark; 4] =
        [AuthorMark::Declared, AuthorMark::Name, AuthorMark::Byline, AuthorMark::Author];
    let by_mark = |mark| elements::names(marks, mark, &|it| is_signature(&shown.story, mark, it));
    let signed = shown.foot.iter().find_map(|line| signed(&line.text));
    MARKS.into_iter().map(by_mark).chain(signed).collect()
}

/// The names that a page shows instead, where they are those and more.
fn with_all(found: Vec<String>, shown: &[Vec<String>]) -> Vec<String> {
    let holds = |shown: &&Vec<String>| {
        shown.len() > found.len()
            && found.iter().all(|name| shown.contains(name))
            && shown.iter().all(|name| people::is_surely_person(name))
    };
    let all = shown.iter().find(|shown| !found.is_empty() && holds(shown));
    all.cloned().unwrap_or(found)
}

/// What a site calls itself, letters alone: its declared name, and its address without the ends.
fn sites(page: &Document) -> Vec<String> {
    let named = page.all_meta(&["og:site_name", "application-name"]).into_iter().map(letters);
    let mut sites: Vec<String> = named.filter(|name| !name.is_empty()).collect();
    let address = page.meta(&["og:url"]).and_then(|address| url::Url::parse(address).ok());
    if let Some(host) = address.as_ref().and_then(url::Url::host_str) {
        let host = host.trim_start_matches("www.");
        sites.push(letters(host));
        sites.extend(host.split('.').next().map(letters));
    }
    sites
}

/// Whether a name is what somebody logs in with.
fn is_login(name: &str) -> bool {
    !name.contains(' ')
        && name.is_ascii()
        && !name.contains('/')
        && name
            .chars()
            .all(|c| c.is_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-' | '.'))
}

fn metas(marks: &Marks<'_>) -> Vec<String> {
    let found = METAS.iter().map(|name| names::declared(marks.meta_values(name)));
    let telling = || names::declared(marks.metas_of_authors());
    let labelled = || {
        let label = marks.meta_values("twitter:label1").first().copied().unwrap_or("");
        let is_author = after_by(&format!("{} ", label.to_lowercase())).is_some();
        if is_author { names::declared(marks.meta_values("twitter:data1")) } else { Vec::new() }
    };
    found.chain([labelled(), telling()]).find(|names| !names.is_empty()).unwrap_or_default()
}

/// The line of text near the headline in which the visible stamps stand.
pub fn date_line<'a>(lines: &'a [Line<'_>], stamp_text: &str) -> Option<&'a str> {
    lines.iter().map(|line| line.text.as_str()).find(|line| line.replace('\n', " ") == stamp_text)
}

/// The names in a short line that begins with "By", if that is what the line is.
fn said(line: &str) -> Option<Vec<String>> {
    let after = after_by(line).filter(|_| line.chars().count() <= LINE_CHARACTERS_MAX)?;
    let capital = after.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_ascii());
    let names = names::shown([line]);
    (capital && !names.is_empty() && !line.ends_with(['.', '?', '!', ':'])).then_some(names)
}

/// Whether an element behind the story is its signature, and not of a box that comes and goes.
fn is_signature(story: &Story<'_>, mark: AuthorMark, element: Element<'_>) -> bool {
    let says_so = || mark == AuthorMark::Declared || said(&document::text(element)).is_some();
    story.place(element) == Place::Foot && says_so()
}

/// The names in a short line that calls them its authors: "Author: …", "作者：…"; who edited it is
/// not who wrote it.
fn signed(line: &str) -> Option<Vec<String>> {
    const OTHERS: [&str; 18] = [
        "by ",
        "von ",
        "par ",
        "por ",
        "di ",
        "da ",
        "door ",
        "av ",
        "af ",
        "od ",
        "від ",
        "от ",
        "oleh ",
        "από ",
        "editor",
        "责编",
        "责任编辑",
        "编辑",
    ];
    let line = line.trim_matches(['(', ')', '（', '）']);
    let small = line.to_lowercase();
    said(line).filter(|_| !OTHERS.iter().any(|word| small.starts_with(word)))
}

/// A name that is a line of its own, right above the date line.
fn above_date(near: &[Line<'_>], date_line: &str) -> Option<Vec<String>> {
    let at = near.iter().position(|line| line.text == date_line)?;
    let above = &near.get(at.checked_sub(1)?)?.text;
    let is_title = above.chars().count() > 2 * LINE_CHARACTERS_MAX / 3;
    (!is_title && people::is_surely_person(above)).then(|| vec![above.clone()])
}

/// Whether a line says who wrote the story, and no more.
pub fn is_byline(line: &str, byline: &[String]) -> bool {
    // Each of its names stands in the line, if nothing in brackets parts it.
    let begins_in_line = |name: &String| name.split(' ').any(|word| line.contains(word));
    let may_be = (byline.iter().any(begins_in_line) || line.contains(['(', '[', '（']))
        && line.chars().count() <= LINE_CHARACTERS_MAX * 2
        && !line.trim_end().ends_with(['.', '?', '!', '"', '”', ':']);
    if !may_be {
        return false;
    }
    let names = names::shown([line]);
    !names.is_empty()
        && names.iter().any(|name| byline.contains(name))
        && names.iter().all(|name| byline.contains(name) || name.chars().count() < 25)
}

/// "Ann Smith | 4 March 2026": the parts of a date line that look like names.
fn beside_date(line: &str) -> Vec<String> {
    let parts = line.split(['|', '•', '·', '\n', ',', '—']);
    let named = parts.filter(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        (2..=4).contains(&words.len())
            && words.iter().all(capital)
            && !part.chars().any(|c| c.is_numeric() || c == ':')
            && super::stamps::labels::first_kind(part).is_none()
    });
    names::shown(named)
}
