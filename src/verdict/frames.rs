//! Small words that are small words only where something beside them says so.
//!
//! `laut` is "according to" before a name and "loud" elsewhere. Outside of its frame such a word
//! counts against another of its kind alone.

/// What must stand beside a word.
#[derive(Clone, Copy)]
enum Frame {
    /// Nothing makes it sure.
    Never,
    /// Behind it, the beginning of a clause.
    Clause,
    /// Behind it, the beginning of a clause, or a mark.
    Speech,
    /// Behind it, somebody: a capital, or an article; and no article before it.
    Source,
    /// In its sentence, the other half of a French negation.
    Ne,
    /// Behind it, a French infinitive.
    Infinitive,
    /// Behind it, an Arabic verb in the present.
    Present,
}

/// Of each language, the words that need a frame.
const FRAMES: &[(&str, &str, Frame)] = &[
    (
        "en",
        "claim claims report reports states insisting claiming arguing warning denying",
        Frame::Clause,
    ),
    ("en", "added adding saying", Frame::Speech),
    ("en", "sources concedes conceded", Frame::Never),
    ("de", "laut", Frame::Source),
    ("de", "sicher wird werden", Frame::Never),
    ("fr", "personne", Frame::Ne),
    ("fr", "va vont", Frame::Infinitive),
    ("pt", "segundo", Frame::Source),
    ("it", "secondo", Frame::Source),
    ("nl", "zeker", Frame::Never),
    ("ar", "قد وقد", Frame::Present),
    ("ar", "ما", Frame::Never),
];

const CLAUSE_OPENINGS: &str = "that he she it they we i there to the";
const ARTICLES: &str = "der die das dem den einem einer il lo la i gli le un una o a os as um uma";
const BEFORE_RANKS: &str = "il lo la al del nel dal un o no ao do em um era é";

/// A word with what stands beside it; tokens are as they are written.
#[derive(Clone, Copy)]
pub struct Place<'t> {
    pub before: &'t [&'t str],
    pub after: &'t [&'t str],
}

/// Whether a word in lower case is surely the small word that a language lists it as.
pub fn is_sure(language: &str, word: &str, place: Place) -> bool {
    let is_of = |of: &str| language.is_empty() || language == of;
    let mut frames = FRAMES.iter().filter(|(of, words, _)| is_of(of) && is_listed(words, word));
    frames.all(|(_, _, frame)| place.has(*frame))
}

impl Place<'_> {
    fn has(self, frame: Frame) -> bool {
        let next = self.after.first().copied().unwrap_or(".");
        let last = self.before.last().copied().unwrap_or(".");
        match frame {
            Frame::Never => false,
            Frame::Clause => is_listed(CLAUSE_OPENINGS, next),
            Frame::Speech => {
                (is_listed(CLAUSE_OPENINGS, next) && !next.eq_ignore_ascii_case("the"))
                    || !next.contains(char::is_alphanumeric)
            }
            Frame::Source => {
                let is_somebody = next.starts_with(char::is_uppercase) || is_listed(ARTICLES, next);
                is_somebody && !is_listed(BEFORE_RANKS, last)
            }
            Frame::Ne => [self.before, self.after].into_iter().any(has_ne),
            Frame::Infinitive => ["er", "ir", "re"].iter().any(|ending| next.ends_with(ending)),
            Frame::Present => next.starts_with(['ي', 'ت', 'ن', 'أ']),
        }
    }
}

/// Whether "ne" stands in the near words.
fn has_ne(words: &[&str]) -> bool {
    let elided = |word: &str| word.starts_with("n'") || word.starts_with("n’");
    words.iter().any(|word| word.eq_ignore_ascii_case("ne") || elided(&word.to_lowercase()))
}

fn is_listed(list: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    list.split_whitespace().any(|listed| listed == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, text: &str, word: &str, expected: bool) {
        let words: Vec<&str> = text.split(' ').collect();
        let at =
            words.iter().position(|other| *other == word).expect("the word stands in the text");
        let place = Place { before: &words[..at], after: &words[at + 1..] };
        assert_eq!(is_sure(language, &word.to_lowercase(), place), expected, "{text}");
    }

    #[test]
    fn a_frame_tells_one_word_from_another() {
        check("en", "the firm claims that it is", "claims", true);
        check("en", "insurance claims rose", "claims", false);
        check("en", "he added two goals", "added", false);
        check("en", "it is shut , she added .", "added", true);
        check("de", "der Weg ist laut Polizei frei", "laut", true);
        check("de", "es war laut im Saal", "laut", false);
        check("fr", "Une personne est morte", "personne", false);
        check("fr", "personne n’est mort", "personne", true);
        check("fr", "il va démissionner", "va", true);
        check("fr", "il va à Paris", "va", false);
        check("it", "è chiusa , secondo la polizia", "secondo", true);
        check("it", "Il secondo gol", "secondo", false);
        check("ar", "قد قتل", "قد", false);
        check("ar", "قد يقتل", "قد", true);
        check("en", "he will not go", "not", true);
    }
}
