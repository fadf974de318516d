//! Sentences: where in a text's tokens one ends and the next begins.

use std::ops::Range;

use crate::text::tokens::Span;

/// Words before a full stop that seldom end a sentence: titles, months, and the like.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt", "st",
    "jr", "sr", "vs", "no", "inc", "ltd", "co", "corp", "jan", "feb", "mar", "apr", "jun", "jul",
    "aug", "sep", "sept", "oct", "nov", "dec", "u.s", "u.k", "u.n", "e.g", "i.e", "a.m", "p.m",
    "d.c", "bzw", "ca", "nr", "hr", "fr", "z.b", "d.h", "sog", "mme", "mlle", "sra", "dra", "av",
    "doç", "yrd", "örn", "vb", "vd", "г", "ул", "тыс", "млн", "руб", "т.е", "т.д",
];

/// The sentences of a run of tokens, as ranges of token numbers that cover it without a gap.
///
/// A sentence ends behind `.`, `!`, `?`, `…` or their like, with the closing quotation marks and
/// brackets that follow, where white space or the run's end comes next; or where a line ends. The
/// mark of a list item stands by itself.
pub fn sentences(text: &str, spans: &[Span], within: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = within.start;
    for index in within.clone() {
        if index + 1 < within.end && ends_behind(text, spans, index, start) {
            found.push(start..index + 1);
            start = index + 1;
        }
    }
    if start < within.end {
        found.push(start..within.end);
    }
    found
}

fn ends_behind(text: &str, spans: &[Span], index: usize, start: usize) -> bool {
    let gap = &text[spans[index].end..spans[index + 1].start];
    if gap.bytes().any(|byte| byte == b'\n') {
        return true;
    }
    let word = |index: usize| &text[spans[index].range()];
    if word(index).starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    if index == start && is_bullet(word(index)) && !gap.is_empty() {
        return true;
    }
    let mut last = index;
    while last > start && is_closing(word(last)) {
        last -= 1;
    }
    match word(last) {
        "。" | "！" | "？" | "।" => true,
        "!" | "?" | "…" | "؟" | "۔" => !gap.is_empty(),
        "." => {
            let is_short = last > start && is_abbreviation(word(last - 1));
            !gap.is_empty() && !is_short
        }
        _ => false,
    }
}

/// Whether a token closes a quotation or a bracket.
pub fn is_closing(token: &str) -> bool {
    matches!(token, "\"" | "'" | "”" | "’" | "»" | "›" | ")" | "]" | "」" | "』" | "）" | "“")
}

fn is_bullet(token: &str) -> bool {
    matches!(token, "*" | "-" | "–" | "•" | "·" | "▪" | "‣" | "+" | "#")
}

/// Whether a full stop behind a word seldom ends a sentence.
pub fn is_abbreviation(word: &str) -> bool {
    let lower = word.to_lowercase();
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    initial || ABBREVIATIONS.contains(&lower.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::tokens;

    fn check(text: &str, expected: &[&str]) {
        let spans = tokens(text);
        let found = sentences(text, &spans, 0..spans.len());
        let texts: Vec<&str> = found
            .iter()
            .map(|range| &text[spans[range.start].start..spans[range.end - 1].end])
            .collect();
        assert_eq!(texts, expected);
        assert_eq!(found.first().map_or(0, |range| range.start), 0);
        assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start));
    }

    #[test]
    fn a_sentence_takes_its_closing_marks_along() {
        check(
            "\"We won,\" he said. \"Twice.\" They left!",
            &["\"We won,\" he said.", "\"Twice.\"", "They left!"],
        );
        check("東京は雨。明日は晴れ。", &["東京は雨。", "明日は晴れ。"]);
        check("One\nTwo", &["One", "Two"]);
        check("* One item. Two", &["*", "One item.", "Two"]);
        check("", &[]);
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        check(
            "U.S. Officials met Mr. Smith at 3.5 p.m. Monday. He left.",
            &["U.S. Officials met Mr. Smith at 3.5 p.m. Monday.", "He left."],
        );
    }
}
