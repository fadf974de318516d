//! Small words that turn a statement, where they stand in a text: negation, modality, attribution.

use crate::text::sentences::is_abbreviation;
use crate::text::tokens::Span;
use crate::verdict::facts::Fact;
use crate::verdict::frames::Place;
use crate::verdict::lexicon::Lexicon;
use crate::verdict::{ReasonKind, frames, names};

/// Words this far around a small word tell whether it is one.
const FRAME_WORDS: usize = 12;

/// The words of one kind in a text that has these tokens, in order; a question mark counts as
/// modality. A word that has a capital within a sentence is a name or a month.
pub fn words(text: &str, tokens: &[Span], kind: ReasonKind, lexicon: &Lexicon) -> Vec<Fact> {
    let written: Vec<&str> = tokens.iter().map(|token| &text[token.range()]).collect();
    let capitals_tell = !names::is_title(&written);
    let mut facts = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let word = written[at].to_lowercase().replace('’', "'");
        let Some(key) = key_of(&word, kind, lexicon) else { continue };
        let opens = at == 0
            || opens(&written[..at])
            || text[tokens[at - 1].end..token.start].contains('\n');
        if capitals_tell && !opens && is_name(kind, &written[at..]) {
            continue;
        }
        let place = Place {
            before: &written[at.saturating_sub(FRAME_WORDS)..at],
            after: &written[at + 1..written.len().min(at + 1 + FRAME_WORDS)],
        };
        let fact = Fact::new(token.range(), key.to_owned());
        facts.push(match frames::is_sure(lexicon.language, &word, place) {
            true => fact,
            false => fact.loose(),
        });
    }
    facts
}

/// Whether the first of these words, which opens no sentence, is a name by its one capital. A "No"
/// is none, but before a number: nothing that denies may be lost.
fn is_name(kind: ReasonKind, words: &[&str]) -> bool {
    let mut letters = words[0].chars();
    let has_capital = letters.next().is_some_and(char::is_uppercase);
    let is_numbered = words.get(1).is_some_and(|next| next.starts_with(char::is_numeric));
    has_capital && letters.any(char::is_lowercase) && (kind != ReasonKind::Negation || is_numbered)
}

/// Whether what stands before a word lets it open a sentence, or a quotation.
fn opens(before: &[&str]) -> bool {
    match before {
        [] => true,
        [.., word, "."] => !is_abbreviation(word),
        [.., mark] => !mark.contains(char::is_alphanumeric) && !matches!(*mark, "," | ";"),
    }
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
    (lexicon.kind_of(word) == Some(kind)).then(|| lexicon.key_of(word))
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

    #[test]
    fn a_capital_within_a_sentence_makes_a_name() {
        check("The film stars Will Smith", ReasonKind::Modality, &[]);
        check("He met Theresa May", ReasonKind::Modality, &[]);
        check("Will he go? He said: “May I?”", ReasonKind::Modality, &["will", "?", "may", "?"]);
        check("Mayor Will Not Resign", ReasonKind::Modality, &["will"]);
        check("Open items\nMay we go", ReasonKind::Modality, &["may"]);
        check("From No 10, a firm No was heard", ReasonKind::Negation, &["no"]);
    }

    #[test]
    fn forms_of_an_adjective_are_one_word() {
        check("der mutmaßliche Täter", ReasonKind::Modality, &["mutmaßlich"]);
        check("la presunta autora", ReasonKind::Modality, &["presunt"]);
    }
}
