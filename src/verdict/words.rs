//! Small words that turn a statement, where they stand in a text: negation, modality, attribution.

use crate::text::tokens::Span;
use crate::verdict::ReasonKind;
use crate::verdict::facts::Fact;
use crate::verdict::lexicon::Lexicon;

/// The words of one kind in a text that has these tokens, in order; a question mark counts as
/// modality.
pub fn words(text: &str, tokens: &[Span], kind: ReasonKind, lexicon: &Lexicon) -> Vec<Fact> {
    let fact = |token: &Span| {
        let word = text[token.range()].to_lowercase().replace('’', "'");
        key_of(&word, kind, lexicon).map(|key| Fact::new(token.range(), key.to_owned()))
    };
    tokens.iter().filter_map(fact).collect()
}

/// What a word says of a kind, if anything; "won't" is a "will" and a "not".
fn key_of<'w>(word: &'w str, kind: ReasonKind, lexicon: &Lexicon) -> Option<&'w str> {
    if matches!(word, "?" | "？" | "؟") {
        return (kind == ReasonKind::Modality).then_some("?");
    }
    if let Some(positive) = positive(word) {
        return match kind {
            ReasonKind::Negation => Some("not"),
            _ => (lexicon.kind_of(positive) == Some(kind)).then_some(positive),
        };
    }
    (lexicon.kind_of(word) == Some(kind)).then_some(word)
}

/// The word that an English word with a "not" in it denies.
fn positive(word: &str) -> Option<&str> {
    match word {
        "won't" => Some("will"),
        "can't" | "cannot" => Some("can"),
        "shan't" => Some("shall"),
        _ => word.strip_suffix("n't"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::tokens;

    fn check(text: &str, kind: ReasonKind, expected: &[&str]) {
        let found = words(text, &tokens(text), kind, Lexicon::of(None));
        let found: Vec<&str> = found.iter().map(|fact| fact.key.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn small_words_are_found_whatever_their_case() {
        check("He did NOT go, he didn’t.", ReasonKind::Negation, &["not", "not"]);
        check("Das ist nicht wahr", ReasonKind::Negation, &["nicht"]);
        check("Might it fall?", ReasonKind::Modality, &["might", "?"]);
        check("according to police", ReasonKind::Attribution, &["according"]);
        check("a note, a nose", ReasonKind::Negation, &[]);
    }
}
