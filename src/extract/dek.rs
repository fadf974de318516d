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

/// What speaks for a line being the standfirst.
#[derive(Clone, Copy, Debug)]
pub struct Likely {
    /// The evidence for its being the story's, in log-odds.
    pub evidence: f32,
    pub standing: Standing,
    /// Whether it is the first line behind the headline and stands beside it.
    pub is_under_headline: bool,
}

/// How a line stands to the page as it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Unknown,
    /// Where the standfirst stood.
    AsBefore,
    /// Where it did not stand.
    Elsewhere,
}

/// The index, among the lines between headline and body, of the line that is the standfirst.
///
/// A line is one because the page gives the same words as its description, because it stands right
/// under the headline and is none of the story's paragraphs, or by its marks, which furniture beside
/// the standfirst may bear as well: of lines so marked it is the first that is about as likely the
/// story's as any. Where it is known where the standfirst stood, it is one that stands there.
pub fn dek(
    page: &Document,
    json_ld: &JsonLd,
    lines: &[Line<'_>],
    language: Option<&str>,
    likely: &dyn Fn(usize) -> Likely,
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
    let as_described = |at: usize, line: &Line<'_>| {
        let own = line.letters();
        let begins = |text: &String| own.len() > 40 && text.starts_with(own);
        // A dateline before the words is not described; but a first paragraph may be so described.
        let is_doubtful = || likely(at).evidence < EVIDENCE_SURE;
        let ends = |text: &String| text.len() > 40 && own.ends_with(text.as_str()) && is_doubtful();
        described.iter().any(|text| text == own || begins(text) || ends(text))
    };
    let fitting = || lines.iter().enumerate().filter(|(_, line)| fits(line));
    let declared = fitting().find(|(at, line)| as_described(*at, line)).map(|(at, _)| at);
    let is_possible = |(at, line): &(usize, &Line<'_>)| {
        let Likely { evidence, standing, is_under_headline } = likely(*at);
        let is_under =
            || is_under_headline && says_enough(line) && EVIDENCE_UNDER.contains(&evidence);
        match standing {
            Standing::Unknown => is_marked(line, LEVELS) && evidence > EVIDENCE_MIN || is_under(),
            Standing::AsBefore => true,
            Standing::Elsewhere => is_marked(line, 0) && evidence > EVIDENCE_MIN,
        }
    };
    let possible: Vec<usize> = fitting().filter(is_possible).map(|(at, _)| at).collect();
    let as_before = possible.iter().copied().find(|at| likely(*at).standing == Standing::AsBefore);
    let best = possible.iter().map(|at| likely(*at).evidence).fold(f32::NEG_INFINITY, f32::max);
    let first = possible.into_iter().find(|at| likely(*at).evidence > best - EVIDENCE_BELOW);
    match (declared, first) {
        _ if as_before.is_some() => as_before,
        (Some(declared), Some(first)) => Some(declared.min(first)),
        (declared, first) => declared.or(first),
    }
}

/// Log-odds of a line being the story's below which no mark makes it the standfirst.
const EVIDENCE_MIN: f32 = -2.5;

/// Evidence for a line right under the headline with which it is neither furniture nor a paragraph.
const EVIDENCE_UNDER: std::ops::Range<f32> = -4.0..0.0;

/// Whether a line has the words of a sentence, and neither links nor bars.
fn says_enough(line: &Line<'_>) -> bool {
    line.link_bytes == 0
        && !line.text.contains('|')
        && line.text.split_whitespace().count() >= WORDS_MIN
}

/// Fewer words are a name, a place or a section.
const WORDS_MIN: usize = 7;

/// The evidence from which on a line is surely one of the story's paragraphs.
const EVIDENCE_SURE: f32 = 1.0;

/// How much less likely than the likeliest marked line the first may be.
const EVIDENCE_BELOW: f32 = 1.5;

/// From a line up to an element that marks it.
const LEVELS: usize = 2;

fn is_marked(line: &Line<'_>, levels: usize) -> bool {
    let own = std::iter::once(line.element);
    let around = line.element.ancestors().take(levels);
    own.chain(around).any(|element| {
        let names = names(element);
        let tokens =
            names.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|it| !it.is_empty());
        let mut tokens = tokens.flat_map(|token| std::iter::once(token).chain(token.split('-')));
        tokens.any(|token| WORDS.contains(&token))
    })
}
