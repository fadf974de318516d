//! Who wrote the story: people and agencies, one a name, without "By" and without dates.

use std::sync::LazyLock;

use regex::Regex;

use super::document::{Document, collapse, letters, text};
use super::json_ld::JsonLd;
use super::outline::Line;

const NAMES_MAX: usize = 20;
const NAME_CHARACTERS_MAX: usize = 80;

static BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^\s*(?:(?:written|reported|story|text|posted|published|words)\s+by|by|von|par|por|di|da|door|av|af|od|autor(?:es|in|a)?|author|text|texte|yazan|haber|автор|від|от|oleh|από|redaksi|reporter|penulis|editor)(?:\s*:\s*|\s+)",
    )
    .expect("a literal pattern")
});

/// The names by the first source that gives any.
///
/// `near` are the lines around the headline; `date_line` is the one with the visible stamps.
pub fn byline(
    page: &Document,
    json_ld: &JsonLd,
    near: &[Line<'_>],
    date_line: Option<&str>,
) -> Vec<String> {
    let site = page.meta(&["og:site_name", "application-name"]).map(letters).unwrap_or_default();
    let is_site = |name: &str| !site.is_empty() && letters(name) == site;
    let declared = || names_in(json_ld.authors.iter().map(String::as_str));
    let metas = || {
        names_in(page.all_meta(&[
            "author",
            "article:author",
            "byl",
            "parsely-author",
            "dc.creator",
            "dcterms.creator",
            "sailthru.author",
            "cxenseparse:author",
            "og:article:author",
        ]))
    };
    let linked = || {
        elements(page, r#"[rel~=author], [itemprop~=author] [itemprop~=name], [itemprop~=author]"#)
    };
    let marked = || {
        elements(
            page,
            r#"[class*="author-name" i], [class*="authorname" i], [class*="author__name" i], [class*="byline" i] a, [class*="byline" i], [class~="author" i], [class*="article-author" i], [class*="autor" i], [class*="yazar" i], [class*="auteur" i]"#,
        )
    };
    let by_address = || {
        elements(
            page,
            r#"a[href*="/author/" i], a[href*="/authors/" i], a[href*="/autor/" i], a[href*="/autoren/" i], a[href*="/auteur/" i], a[href*="/autore/" i], a[href*="/yazar/" i], a[href*="/journalist" i], a[href*="/reporter/" i]"#,
        )
    };
    let said = || near.iter().find_map(|line| after_by(&line.text)).unwrap_or_default();
    let beside = || date_line.map(beside_date).unwrap_or_default();
    let sources: [&dyn Fn() -> Vec<String>; 7] =
        [&declared, &metas, &linked, &marked, &by_address, &said, &beside];
    // The site's own name as author says nothing, if another source names people.
    let found: Vec<Vec<String>> =
        sources.iter().map(|read| read()).filter(|names| !names.is_empty()).collect();
    let people = found.iter().find(|names| !names.iter().all(|name| is_site(name)));
    people.or(found.first()).cloned().unwrap_or_default()
}

/// The line of text near the headline in which the visible stamps stand.
pub fn date_line<'a>(lines: &'a [Line<'_>], stamp_text: &str) -> Option<&'a str> {
    lines.iter().map(|line| line.text.as_str()).find(|line| line.replace('\n', " ") == stamp_text)
}

/// The names in a short line that begins with "By", if that is what the line is.
fn after_by(line: &str) -> Option<Vec<String>> {
    let found = BY.find(line).filter(|_| line.chars().count() <= NAME_CHARACTERS_MAX)?;
    let after = &line[found.end()..];
    let capital = after.chars().next().is_some_and(char::is_uppercase);
    let names = names_in([line]);
    (capital && !names.is_empty() && !line.ends_with(['.', '?', '!', ':'])).then_some(names)
}

/// Whether a line says who wrote the story, and no more.
pub fn is_byline(line: &str, byline: &[String]) -> bool {
    let names = names_in([line]);
    line.chars().count() <= NAME_CHARACTERS_MAX * 2
        && !names.is_empty()
        && names.iter().any(|name| byline.contains(name))
        && names.iter().all(|name| byline.contains(name) || name.chars().count() < 25)
        && !line.trim_end().ends_with(['.', '?', '!', '"', '”', ':'])
}

fn names_in<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in texts.into_iter().flat_map(split) {
        if !names.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
            names.push(name);
        }
    }
    names.truncate(NAMES_MAX);
    names
}

/// The names in the first of the elements, and in those like it, that hold any.
fn elements(page: &Document, selector: &str) -> Vec<String> {
    let found: Vec<String> = page
        .select(selector)
        .into_iter()
        .filter(|it| !super::furniture::is_within(*it))
        .map(text)
        .filter(|text| text.chars().count() <= NAME_CHARACTERS_MAX * 2)
        .take(NAMES_MAX)
        .collect();
    let first = found.iter().map(|text| names_in([text.as_str()])).find(|names| !names.is_empty());
    first.unwrap_or_default()
}

/// Cuts "By A, B and C" into names; what is no name (dates, addresses, sentences) is left out.
fn split(text: &str) -> Vec<String> {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"\s*(?:[;,|•·/\n、]|\s(?:and|und|et|y|e|og|och|en|ve|и|та|&|dan)\s)\s*")
            .expect("a literal pattern")
    });
    let text = collapse(text);
    if text.contains("://") || text.contains("www.") {
        return Vec::new();
    }
    let text = BY.replace(&text, "");
    BETWEEN
        .split(&text)
        .map(|name| BY.replace(name, "").trim().to_string())
        .filter(|name| is_name(name))
        .collect()
}

fn is_name(name: &str) -> bool {
    let characters = name.chars().count();
    let spoken = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=NAME_CHARACTERS_MAX).contains(&characters)
        && spoken * 2 > characters
        && name.split_whitespace().count() <= 6
        && !name.contains('@')
        && name.chars().filter(char::is_ascii_digit).count() < 3
        && !matches!(
            name.to_lowercase().as_str(),
            "admin"
                | "null"
                | "undefined"
                | "none"
                | "by"
                | "updated"
                | "published"
                | "staff"
                | "author"
        )
}

/// "Ann Smith | 4 March 2026": the parts of a date line that look like names.
fn beside_date(line: &str) -> Vec<String> {
    let parts = line.split(['|', '•', '·', '\n', ',', '—']).map(collapse);
    let named = parts.filter(|part| {
        let words: Vec<&str> = part.split_whitespace().collect();
        let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        (2..=4).contains(&words.len())
            && words.iter().all(capital)
            && !part.chars().any(|c| c.is_numeric() || c == ':')
            && super::stamps::labels::first_kind(part).is_none()
    });
    named.flat_map(|part| split(&part)).collect()
}
