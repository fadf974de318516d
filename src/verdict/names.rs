//! Names in a text: words with a capital where the language's grammar asks for none.

use std::ops::Range;

use crate::text::sentences::is_abbreviation;
use crate::text::tokens::Span;
use crate::verdict::facts::Fact;

/// Words that a title may leave without a capital.
const TITLE_SMALL_WORDS: &str = "a an the and but or nor of in on at to by for from as into over up
    out off via vs with";

/// Names of a text, in order: runs of capitalised words that do not open a sentence. None in a
/// text that is set in capitals or as a title, where a capital tells nothing. The tokens are the
/// text's.
pub fn names(text: &str, tokens: &[Span]) -> Vec<Fact> {
    let words: Vec<Range<usize>> = tokens.iter().map(|token| token.range()).collect();
    let written: Vec<&str> = words.iter().map(|word| &text[word.clone()]).collect();
    if is_title(&written) {
        return Vec::new();
    }
    let mut names: Vec<Fact> = Vec::new();
    let (mut opens_sentence, mut last_word) = (true, "");
    for word in words {
        let is_word = text[word.clone()].starts_with(char::is_alphanumeric);
        if is_word && !opens_sentence && is_capitalised(&text[word.clone()]) {
            take(&mut names, text, word.clone());
        }
        opens_sentence = match &text[word.clone()] {
            "." if is_abbreviation(last_word) => false,
            "." | "!" | "?" | ":" => true,
            mark if !is_word && !mark.starts_with([',', ';', '-', '(']) => opens_sentence,
            _ => false,
        };
        last_word = &text[word];
    }
    names.iter_mut().for_each(|name| name.key = text[name.span.clone()].to_lowercase());
    names
}

/// Whether a text is set in capitals or as a title: every word of it has a capital, but for those
/// that no title sets with one, and no full stop ends it.
pub fn is_title(words: &[&str]) -> bool {
    let mut lettered = words.iter().filter(|word| word.starts_with(char::is_alphabetic));
    lettered.clone().count() > 2
        && words.last() != Some(&".")
        && lettered.all(|word| {
            word.starts_with(char::is_uppercase)
                || TITLE_SMALL_WORDS.split_whitespace().any(|small| small == *word)
        })
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word != "I"
}

/// Adds a word to the names; one that stands right behind another name is part of it.
fn take(names: &mut Vec<Fact>, text: &str, word: Range<usize>) {
    match names.last_mut() {
        Some(last) if text[last.span.end..word.start].trim().is_empty() => {
            last.span.end = word.end;
        }
        _ => names.push(Fact::new(word, String::new())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::tokens;

    fn check(text: &str, expected: &[&str]) {
        let found = names(text, &tokens(text));
        let found: Vec<&str> = found.iter().map(|fact| &text[fact.span.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn capitals_within_a_sentence_are_names() {
        check("The mayor, Ann Lee, met Bo. Then we left.", &["Ann Lee", "Bo"]);
        check("\"Nobody knows,\" he said in Oslo", &["Oslo"]);
    }

    #[test]
    fn capitals_of_a_title_tell_nothing() {
        check("Mayor Of Oslo Resigns Today", &[]);
    }
}
