//! A phrase through the versions of a story: where it appeared, vanished, returned.

use serde::Serialize;

use crate::blame::passages::Passage;
use crate::text::fold::fold;
use crate::text::sentences::sentences;
use crate::text::tokens::{Span, tokens};

/// Words and marks in a row, whatever white space parts them and whatever their case, their
/// encoding and the shapes of their quotation marks and dashes.
pub struct Phrase {
    /// Folded; never empty.
    words: Vec<String>,
}

/// Where a phrase stands in a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub occurrences: usize,
    /// The sentence in which it stands first.
    pub sentence: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    /// It stands there for the first time.
    Appeared,
    /// It stood in the version before.
    Vanished,
    /// It stood in an earlier version, and not in the one before.
    Returned,
}

impl Phrase {
    /// None where the text has neither word nor mark.
    pub fn new(text: &str) -> Option<Phrase> {
        let words: Vec<String> = folded(text).into_iter().map(|(_, word)| word).collect();
        (!words.is_empty()).then_some(Phrase { words })
    }

    /// Where the phrase stands in an article, each passage by itself and words whole; none where it
    /// stands nowhere.
    pub fn standing(&self, passages: &[Passage]) -> Option<Standing> {
        let mut found = None::<Standing>;
        for passage in passages {
            for first in self.places(&passage.text) {
                match &mut found {
                    Some(standing) => standing.occurrences += 1,
                    None => {
                        let sentence = sentence(&passage.text, first).to_owned();
                        found = Some(Standing { occurrences: 1, sentence });
                    }
                }
            }
        }
        found
    }

    /// The first token of each occurrence; occurrences may overlap.
    fn places(&self, text: &str) -> Vec<Span> {
        let words = folded(text);
        let is_here =
            |window: &&[(Span, String)]| window.iter().map(|(_, word)| word).eq(&self.words);
        words.windows(self.words.len()).filter(is_here).map(|window| window[0].0).collect()
    }
}

/// The tokens of a text, folded; those that nobody sees left out.
fn folded(text: &str) -> Vec<(Span, String)> {
    let spans = tokens(text).into_iter();
    let words = spans.map(|span| (span, fold(&text[span.range()]).into_owned()));
    words.filter(|(_, word)| !word.is_empty()).collect()
}

/// The sentence of a text that holds a token.
fn sentence(text: &str, token: Span) -> &str {
    let spans = tokens(text);
    let ranges = sentences(text, &spans, 0..spans.len());
    let holds = |range: &std::ops::Range<usize>| spans[range.clone()].contains(&token);
    match ranges.into_iter().find(holds) {
        Some(range) => &text[spans[range.start].start..spans[range.end - 1].end],
        None => text,
    }
}

/// The standings of a phrase told version by version.
#[derive(Default)]
pub struct Turns {
    has_stood: bool,
    before: Option<Standing>,
}

impl Turns {
    /// What the next version, where the phrase stands so, did to it; with where it stands there, or
    /// stood last.
    pub fn next(&mut self, now: Option<Standing>) -> Option<(Turn, Standing)> {
        let before = std::mem::replace(&mut self.before, now.clone());
        let had_stood = self.has_stood;
        self.has_stood |= now.is_some();
        match (before, now) {
            (None, Some(now)) if had_stood => Some((Turn::Returned, now)),
            (None, Some(now)) => Some((Turn::Appeared, now)),
            (Some(before), None) => Some((Turn::Vanished, Standing { occurrences: 0, ..before })),
            (Some(_), Some(_)) | (None, None) => None,
        }
    }
}

impl Turn {
    /// The name that data and people see.
    pub fn as_str(self) -> &'static str {
        match self {
            Turn::Appeared => "appeared",
            Turn::Vanished => "vanished",
            Turn::Returned => "returned",
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diff::PartName;

    fn passage(text: &str) -> Passage {
        Passage { part: PartName::Block, kind: None, text: text.to_owned() }
    }

    fn count(text: &str, phrase: &str) -> usize {
        let phrase = Phrase::new(phrase).expect("a phrase");
        phrase.standing(&[passage(text)]).map_or(0, |standing| standing.occurrences)
    }

    fn check(text: &str, phrase: &str, expected: usize) {
        assert_eq!(count(text, phrase), expected, "{phrase:?} in {text:?}");
    }

    #[test]
    fn white_space_case_and_the_shapes_of_marks_do_not_count() {
        check("He was held\u{a0}for\n5  days.", "Held for 5 days", 1);
        check("“No risk,” she said—twice.", "\"no risk,\" she said - twice", 1);
        check("It’s the com\u{ad}pany’s cafe\u{301}", "it's the company's CAFÉ", 1);
        check("two two two", "two two", 2);
    }

    #[test]
    fn words_are_whole() {
        check("50 days, 5.5 days", "5 days", 0);
        check("They re-open the reopened road.", "open", 0);
        check("地震で3人死亡", "3人", 1);
        check("One died. Two died.", "one died two", 0);
    }

    #[test]
    fn it_is_told_in_its_sentence_and_never_across_passages() {
        let phrase = Phrase::new("died in").expect("a phrase");
        let found =
            phrase.standing(&[passage("It burnt. Two died in it. All fled."), passage("x")]);
        let sentence = "Two died in it.".to_owned();
        assert_eq!(found, Some(Standing { occurrences: 1, sentence }));
        assert_eq!(phrase.standing(&[passage("Two died"), passage("in it")]), None);
        assert!(Phrase::new(" \u{200b}\n").is_none());
    }

    const WORDS: [&[&str]; 6] = [
        &["two", "Two", "TWO"],
        &["died", "di\u{ad}ed"],
        &["\"", "“", "”", "«", "'", "’"],
        &["café", "Cafe\u{301}"],
        &["don't", "don’t"],
        &["-", "–", "—"],
    ];
    const GAPS: [&str; 4] = [" ", "\u{a0}", "\n", "  \t"];

    /// Numbers of words, to be written in any of their shapes with any gaps.
    fn numbers(most: usize) -> impl Strategy<Value = Vec<(usize, usize)>> {
        proptest::collection::vec((0..WORDS.len(), 0..12_usize), 1..=most)
    }

    fn written(numbers: &[(usize, usize)]) -> String {
        let word = |&(number, shape): &(usize, usize)| {
            let shapes = WORDS[number];
            format!("{}{}", shapes[shape % shapes.len()], GAPS[shape % GAPS.len()])
        };
        numbers.iter().map(word).collect()
    }

    fn words(numbers: &[(usize, usize)]) -> Vec<usize> {
        numbers.iter().map(|&(number, _)| number).collect()
    }

    proptest! {
        #[test]
        fn it_is_found_where_its_words_stand_in_a_row(
            versions in proptest::collection::vec(numbers(12), 1..8),
            wanted in numbers(3),
        ) {
            let phrase = Phrase::new(&written(&wanted)).expect("a phrase");
            let (wanted, mut turns, mut told) = (words(&wanted), Turns::default(), Vec::new());
            let mut truth = Vec::new();
            for (at, version) in versions.iter().enumerate() {
                let standing = phrase.standing(&[passage(&written(version))]);
                let all = words(version);
                let here = (0..all.len()).filter(|&from| all[from..].starts_with(&wanted)).count();
                prop_assert_eq!(standing.as_ref().map_or(0, |it| it.occurrences), here);
                truth.push(here > 0);
                told.extend(turns.next(standing).map(|(turn, _)| (at, turn)));
            }
            // By hand: each version beside the one before it and all that came earlier.
            let expected = (0..truth.len()).filter_map(|at| {
                let before = at > 0 && truth[at - 1];
                match (before, truth[at], truth[..at].contains(&true)) {
                    (false, true, false) => Some((at, Turn::Appeared)),
                    (false, true, true) => Some((at, Turn::Returned)),
                    (true, false, _) => Some((at, Turn::Vanished)),
                    (true, true, _) | (false, false, _) => None,
                }
            });
            prop_assert_eq!(told, expected.collect::<Vec<_>>());
        }
    }
}
