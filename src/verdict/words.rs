//! Small words that turn a statement: negation, modality, attribution. Closed lists.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::text::tokens::Span;
use crate::verdict::ReasonKind;
use crate::verdict::facts::Fact;

/// English, German, French, Spanish, Italian, Portuguese, Dutch, Turkish.
const NEGATION: &str = "not no never none nobody nothing neither nor nowhere cannot without \
    nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder ohne \
    ne n'est pas jamais aucun aucune rien personne sans nunca jamás ningún ninguna ninguno nada \
    nadie sin non mai nessuno nessuna niente nulla senza não ninguém nenhum nenhuma sem \
    niet geen nooit niemand niets zonder değil yok hiç asla";

/// English only: elsewhere these words have too many other meanings.
const MODALITY: &str = "may might could would should must can will shall reportedly allegedly \
    apparently possibly probably likely unlikely perhaps maybe potentially certainly definitely \
    suspected alleged";

const ATTRIBUTION: &str = "said says say told tells claimed claims claim denied denies deny \
    confirmed confirms confirm admitted admits acknowledged acknowledges insisted insists argued \
    argues alleges stated states announced announces warned warns suggested suggests according \
    reported reports asserted asserts conceded concedes added sources";

static KINDS: LazyLock<HashMap<&str, ReasonKind>> = LazyLock::new(|| {
    let lists = [
        (NEGATION, ReasonKind::Negation),
        (MODALITY, ReasonKind::Modality),
        (ATTRIBUTION, ReasonKind::Attribution),
    ];
    let of_list = |(list, kind): (&'static str, _)| list.split_whitespace().map(move |w| (w, kind));
    lists.into_iter().flat_map(of_list).collect()
});

/// The words of one list in a text that has these tokens, in order; a question mark counts as
/// modality.
pub fn words(text: &str, tokens: &[Span], kind: ReasonKind) -> Vec<Fact> {
    let fact = |token: &Span| {
        let key = text[token.range()].to_lowercase().replace('’', "'");
        (kind_of(&key) == Some(kind)).then_some(Fact { span: token.range(), key, amount: None })
    };
    tokens.iter().filter_map(fact).collect()
}

fn kind_of(word: &str) -> Option<ReasonKind> {
    match word {
        "?" | "？" | "؟" => Some(ReasonKind::Modality),
        _ if word.ends_with("n't") => Some(ReasonKind::Negation),
        _ => KINDS.get(word).copied(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::tokens;

    fn check(text: &str, kind: ReasonKind, expected: &[&str]) {
        let found = words(text, &tokens(text), kind);
        let found: Vec<&str> = found.iter().map(|fact| fact.key.as_str()).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn small_words_are_found_whatever_their_case() {
        check("He did NOT go, he didn’t.", ReasonKind::Negation, &["not", "didn't"]);
        check("Das ist nicht wahr", ReasonKind::Negation, &["nicht"]);
        check("Might it fall?", ReasonKind::Modality, &["might", "?"]);
        check("according to police", ReasonKind::Attribution, &["according"]);
        check("a note, a nose", ReasonKind::Negation, &[]);
    }
}
