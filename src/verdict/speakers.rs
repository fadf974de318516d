//! Who is said to have said it: the words beside a word of attribution.

use crate::text::tokens::Span;
use crate::verdict::facts::Fact;
use crate::verdict::frames::Place;
use crate::verdict::lexicon::Lexicon;
use crate::verdict::{ReasonKind, frames};

/// A speaker of more words than this is a clause.
const WORDS_MAX: usize = 4;

/// Words of attribution that name their source behind them.
const PREPOSITIONS: &str = "according laut selon según segundo secondo volgens словам وفق";

/// Between a speaker and a word of attribution; in front of a speaker, after one.
const AUXILIARIES: &str = "has had have hat haben a ont ha han hanno heeft to";

/// Words that open what was said.
const OPENINGS: &str = "that dass que che dat что إن أن ki";

/// The speakers of a text that has these tokens, in order.
pub fn speakers(text: &str, tokens: &[Span], lexicon: &Lexicon) -> Vec<Fact> {
    let written: Vec<&str> = tokens.iter().map(|token| &text[token.range()]).collect();
    let words: Vec<String> = written.iter().map(|word| word.to_lowercase()).collect();
    let said = |at: &usize| {
        let place = Place { before: &written[..*at], after: &written[at + 1..] };
        lexicon.kind_of(&words[*at]) == Some(ReasonKind::Attribution)
            && frames::is_sure(lexicon.language, &words[*at], place)
    };
    let mut speakers: Vec<Fact> = Vec::new();
    for at in (0..words.len()).filter(said) {
        let before = before(&words, at);
        let is_named_behind = before.is_empty() || is_listed(PREPOSITIONS, &words[at]);
        let range = match is_named_behind {
            true => after(&words, at),
            // Turkish sets the object before the verb: what stands there may be either.
            false if lexicon.language == "tr" => continue,
            false => before,
        };
        let taken = speakers.last().map_or(0, |last| last.span.end);
        if range.is_empty() || range.len() > WORDS_MAX || tokens[range.start].start < taken {
            continue;
        }
        let span = tokens[range.start].start..tokens[range.end - 1].end;
        speakers.push(Fact::new(span, words[range].join(" ")));
    }
    speakers
}

/// The words before a place, back to the next mark.
fn before(words: &[String], at: usize) -> std::ops::Range<usize> {
    let reach = at.saturating_sub(WORDS_MAX + 2);
    let end = match words[reach..at].last() {
        Some(word) if is_listed(AUXILIARIES, word) => at - 1,
        _ => at,
    };
    let start = (reach..end).rev().find(|&index| is_border(&words[index]));
    start.map_or(reach, |start| start + 1)..end
}

/// The words behind a place, up to the next mark.
fn after(words: &[String], at: usize) -> std::ops::Range<usize> {
    let skips = words.get(at + 1).is_some_and(|word| is_listed(AUXILIARIES, word));
    let start = at + 1 + usize::from(skips);
    let reach = words.len().min(start + WORDS_MAX + 1).max(start);
    let end = (start..reach).find(|&index| is_border(&words[index])).unwrap_or(reach);
    start.min(end)..end
}

fn is_border(word: &str) -> bool {
    !word.contains(char::is_alphanumeric) || is_listed(OPENINGS, word)
}

fn is_listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::tokens;

    fn check(language: &str, text: &str, expected: &[&str]) {
        let found = speakers(text, &tokens(text), Lexicon::of(Some(language)));
        let found: Vec<&str> = found.iter().map(|fact| &text[fact.span.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_speaker_stands_before_the_word_or_behind_it() {
        check("en", "\"It is shut,\" Ann Lee said.", &["Ann Lee"]);
        check("en", "It is shut, said Ann Lee.", &["Ann Lee"]);
        check("en", "The road is shut, according to Ann Lee.", &["Ann Lee"]);
        check("fr", "La route est fermée, a déclaré Anne Vidal.", &["Anne Vidal"]);
        check("ar", "قال الوزير إن الصندوق فارغ.", &["الوزير"]);
    }

    #[test]
    fn a_clause_is_no_speaker() {
        check("en", "What all of the men on the boat said is true.", &[]);
        check("en", "said", &[]);
        check("it", "Il secondo gol della partita", &[]);
    }
}
