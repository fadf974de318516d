//! The law that nothing factual is suppressed: whatever one fact of a paragraph becomes, the
//! verdict is substantive, and names it.

use proptest::prelude::{any, prop_assume, proptest};
use revdiff::verdict::{Class, ReasonKind};

use crate::verdict::labelled::{Edit, edits};

/// Of each language: its code, a "not", two dates, and two names as they stand in the fixtures.
const LANGUAGES: [(&str, &str, [&str; 2], [&str; 2]); 10] = [
    ("en", "not", ["Monday", "Friday"], ["Ann Lee", "Bo Ek"]),
    ("tr", "değil", ["3 Mart", "5 Nisan"], ["Ayşe Yıldız", "Murat Ak"]),
    ("de", "nicht", ["Montag", "Freitag"], ["Jürgen Möller", "Bernd Ecker"]),
    ("fr", "jamais", ["3 mars", "5 avril"], ["Hélène Vidal", "Paul Morin"]),
    ("es", "nunca", ["martes", "lunes"], ["José Muñoz", "Luis Mora"]),
    ("pt", "não", ["segunda-feira", "sexta-feira"], ["João Brandão", "Rui Melo"]),
    ("it", "non", ["martedì", "lunedì"], ["Niccolò Serra", "Ugo Bini"]),
    ("nl", "niet", ["maandag", "vrijdag"], ["Jan de Wit", "Bas Kok"]),
    ("ru", "не", ["12 мая", "12 июня"], ["Анна Лебедева", "Вера Котова"]),
    ("ar", "ليس", ["الاثنين", "الخميس"], ["سامر حداد", "نبيل نجار"]),
];

/// A paragraph of a few of a language's fixtures, one of them holding some words.
fn paragraph(language: &str, holding: &str, picks: &[usize]) -> String {
    let all = edits();
    let of_language = all.iter().filter(|edit| edit.language == language);
    let texts: Vec<&str> = of_language.filter_map(Edit::old_paragraph).collect();
    let picked = picks.iter().map(|pick| texts[pick % texts.len()]);
    let mut texts: Vec<&str> =
        texts.iter().copied().filter(|text| text.contains(holding)).take(1).chain(picked).collect();
    texts.sort();
    texts.dedup();
    texts.join(" ")
}

/// Both ways, the edit must be substantive and one of its reasons of one of the kinds.
fn check(language: &str, old: &str, new: &str, kinds: &[ReasonKind]) {
    for (old, new) in [(old, new), (new, old)] {
        let verdict = Edit::of(language, old, new).judged();
        let is_told = verdict.reasons.iter().any(|reason| kinds.contains(&reason.kind));
        let reasons = &verdict.reasons;
        assert!(verdict.class == Class::Substantive && is_told, "{old}\n{new}\n{reasons:#?}");
    }
}

/// The text with some words in the place of one that stands at one of the places.
fn replaced(text: &str, word: &str, by: &str, at: usize) -> Option<String> {
    let places: Vec<usize> = text.match_indices(word).map(|(place, _)| place).collect();
    let place = *places.get(at % places.len().max(1))?;
    Some([&text[..place], by, &text[place + word.len()..]].concat())
}

proptest! {
    #[test]
    fn a_digit_is_a_number_or_a_date(
        of in 0..LANGUAGES.len(),
        picks in proptest::collection::vec(any::<usize>(), 1..5),
        (at, step) in (any::<usize>(), 1..10u8),
    ) {
        let (language, ..) = LANGUAGES[of];
        let old = paragraph(language, "5", &picks);
        let digits: Vec<usize> =
            (0..old.len()).filter(|&at| old.as_bytes()[at].is_ascii_digit()).collect();
        prop_assume!(!digits.is_empty());
        let mut new = old.clone().into_bytes();
        let digit = &mut new[digits[at % digits.len()]];
        *digit = b'0' + (*digit - b'0' + step) % 10;
        let new = String::from_utf8(new).expect("digits are ASCII");
        check(language, &old, &new, &[ReasonKind::Number, ReasonKind::Date]);
    }

    #[test]
    fn a_negation_is_told(
        of in 0..LANGUAGES.len(),
        picks in proptest::collection::vec(any::<usize>(), 1..5),
        at in any::<usize>(),
    ) {
        let (language, negation, ..) = LANGUAGES[of];
        let old = paragraph(language, " ", &picks);
        let new = replaced(&old, " ", &format!(" {negation} "), at).expect("words have spaces");
        check(language, &old, &new, &[ReasonKind::Negation]);
    }

    #[test]
    fn a_quotation_mark_is_told(
        of in 0..LANGUAGES.len(),
        picks in proptest::collection::vec(any::<usize>(), 1..5),
        at in any::<usize>(),
        mark in proptest::sample::select(vec![" \"", "\" ", " “", "” "]),
    ) {
        let (language, ..) = LANGUAGES[of];
        let old = paragraph(language, " ", &picks);
        let new = replaced(&old, " ", mark, at).expect("words have spaces");
        check(language, &old, &new, &[ReasonKind::Quotation]);
    }

    #[test]
    fn another_date_is_told(
        of in 0..LANGUAGES.len(),
        picks in proptest::collection::vec(any::<usize>(), 1..5),
    ) {
        let (language, _, [date, other], _) = LANGUAGES[of];
        let old = paragraph(language, date, &picks);
        let new = replaced(&old, date, other, 0).expect("the paragraph holds it");
        check(language, &old, &new, &[ReasonKind::Date]);
    }

    #[test]
    fn another_name_is_told(
        of in 0..LANGUAGES.len(),
        picks in proptest::collection::vec(any::<usize>(), 1..5),
    ) {
        let (language, _, _, [name, other]) = LANGUAGES[of];
        let old = paragraph(language, name, &picks);
        let new = replaced(&old, name, other, 0).expect("the paragraph holds it");
        // Where no letter is a capital, only a speaker is known to be somebody.
        let unnamed = if language == "ar" { ReasonKind::Text } else { ReasonKind::Name };
        check(language, &old, &new, &[ReasonKind::Name, ReasonKind::Speaker, unnamed]);
    }
}
