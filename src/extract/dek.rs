//! The standfirst: the sentence or two that a reader sees right under the headline.

use super::document::{Document, letters, names};
use super::json_ld::JsonLd;
use super::outline::Line;
use super::stamps::is_date_line;
use crate::text::notice::begins_as_notice;

const WORDS: &[&str] = &[
    "dek",
    "deck",
    "standfirst",
    "spot",
    "summary",
    "subtitle",
    "sub-title",
    "subhead",
    "sub-head",
    "subheadline",
    "sub-headline",
    "subheading",
    "description",
    "lead",
    "lede",
    "teaser-text",
    "intro",
    "chapeau",
    "chapo",
    "bajada",
    "sapo",
    "excerpt",
    "abstract",
    "ingress",
    "entradilla",
    "sottotitolo",
    "occhiello",
    "vorspann",
    "perex",
    "anons",
    "kicker-text",
    "alternativeheadline",
    "sommario",
];

const CHARACTERS: std::ops::RangeInclusive<usize> = 15..=1200;

/// The index, among the lines between headline and body, of the line that is the standfirst.
///
/// A line is one by its marks, or because the page gives the same words as its description; the index
/// is one for which `is_possible` holds.
pub fn dek(
    page: &Document,
    json_ld: &JsonLd,
    lines: &[Line<'_>],
    language: Option<&str>,
    is_possible: &dyn Fn(usize) -> bool,
) -> Option<usize> {
    let fits = |line: &&Line<'_>| {
        CHARACTERS.contains(&line.text.chars().count())
            && line.link_bytes * 2 < line.text.len()
            && !line.is_furniture()
            && !is_date_line(&line.text, language)
            && !begins_as_notice(&line.text)
    };
    let described: Vec<String> = page
        .all_meta(&["description", "og:description", "twitter:description"])
        .into_iter()
        .map(letters)
        .chain(json_ld.description.as_deref().map(letters))
        .filter(|text| text.len() > 20)
        .collect();
    let marked = |line: &Line<'_>| is_marked(line);
    let as_described = |line: &Line<'_>| {
        let own = line.letters();
        described.iter().any(|text| text == own || (own.len() > 40 && text.starts_with(own)))
    };
    let is_dek = |(at, line): (usize, &Line<'_>)| {
        fits(&line) && (as_described(line) || marked(line) && is_possible(at))
    };
    lines.iter().enumerate().position(is_dek)
}

fn is_marked(line: &Line<'_>) -> bool {
    let own = std::iter::once(line.element);
    let around = line.element.ancestors().take(2);
    own.chain(around).any(|element| {
        let names = names(element);
        let tokens =
            names.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|it| !it.is_empty());
        let mut tokens = tokens.flat_map(|token| std::iter::once(token).chain(token.split('-')));
        tokens.any(|token| WORDS.contains(&token))
    })
}
