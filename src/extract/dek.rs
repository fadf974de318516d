//! The standfirst: the sentence or two that a reader sees right under the headline.

use super::document::{Document, letters, names};
use super::furniture::is_furniture_line;
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
/// A line is one because the page gives the same words as its description, or by its marks, which
/// furniture beside the standfirst may bear as well: of lines so marked it is the first that is
/// about as likely the story's as any, by `evidence` in log-odds.
pub fn dek(
    page: &Document,
    json_ld: &JsonLd,
    lines: &[Line<'_>],
    language: Option<&str>,
    evidence: &dyn Fn(usize) -> f32,
) -> Option<usize> {
    let fits = |line: &&Line<'_>| {
        CHARACTERS.contains(&line.text.chars().count())
            && line.link_bytes * 2 < line.text.len()
            && !is_furniture_line(&line.text)
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
    let as_described = |line: &Line<'_>| {
        let own = letters(&line.text);
        described.iter().any(|text| *text == own || (own.len() > 40 && text.starts_with(&own)))
    };
    let fitting = || lines.iter().enumerate().filter(|(_, line)| fits(line));
    let declared = fitting().find(|(_, line)| as_described(line)).map(|(at, _)| at);
    let is_possible = |at: &usize| evidence(*at) > EVIDENCE_MIN;
    let marked: Vec<usize> = fitting()
        .filter(|(at, line)| is_marked(line) && is_possible(at))
        .map(|(at, _)| at)
        .collect();
    let best = marked.iter().map(|at| evidence(*at)).fold(f32::NEG_INFINITY, f32::max);
    let likely = marked.into_iter().find(|at| evidence(*at) > best - EVIDENCE_BELOW);
    match (declared, likely) {
        (Some(declared), Some(likely)) => Some(declared.min(likely)),
        (declared, likely) => declared.or(likely),
    }
}

/// Log-odds of a line being the story's below which no mark makes it the standfirst.
const EVIDENCE_MIN: f32 = -2.5;

/// How much less likely than the likeliest marked line the first may be.
const EVIDENCE_BELOW: f32 = 1.5;

fn is_marked(line: &Line<'_>) -> bool {
    let own = std::iter::once(line.element);
    let around = line.element.ancestors().filter_map(scraper::ElementRef::wrap).take(2);
    own.chain(around).any(|element| {
        let names = names(element);
        let tokens =
            names.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|it| !it.is_empty());
        let mut tokens = tokens.flat_map(|token| std::iter::once(token).chain(token.split('-')));
        tokens.any(|token| WORDS.contains(&token))
    })
}
