//! Notices that describe what was wrong and do not quote it: "misspelled the name", "Wochentag falsch
//! angegeben", "a paragraph was removed".

use std::sync::LazyLock;

use regex::Regex;

use crate::verdict::ReasonKind;

/// Kinds of changes that notices describe.
pub const DESCRIBED: [ReasonKind; 6] = [
    ReasonKind::Name,
    ReasonKind::Date,
    ReasonKind::Number,
    ReasonKind::Quotation,
    ReasonKind::ParagraphRemoved,
    ReasonKind::ParagraphAdded,
];

/// The words of a language for what may be wrong, and for that it was.
struct Descriptions {
    language: &'static str,
    name: &'static str,
    date: &'static str,
    number: &'static str,
    quotation: &'static str,
    /// That any of them was wrong.
    wrong: &'static str,
    removed: &'static str,
    added: &'static str,
}

const LANGUAGES: [Descriptions; 5] = [
    Descriptions {
        language: "en",
        name: r"(?:sur|first |last |family )?names?|misspel\w+|misidentif\w+|misnam\w+|spelling",
        date: r"dates?|days?|weekday|month",
        number: r"numbers?|figures?|toll|amount|total|price|cost|age|percentage|how (?:long|many|much|old)|overstat\w+|understat\w+",
        quotation: r"quotes?|quoted|quotations?|misquot\w+",
        wrong: r"mis(?:spel|stat|identif|nam|quot|report|attribut|characteri[sz]|dat|reported)\w*|wrong(?:ly)?|incorrect(?:ly)?|erroneous(?:ly)?|mistaken(?:ly)?|inaccurate(?:ly)?|errors?|overstat\w+|understat\w+",
        removed: r"(?:paragraph|passage|sentence|section)s?\b[^.;]{0,80}\b(?:removed|deleted|taken out|withdrawn)|(?:removed|deleted) (?:a|the|one|two) (?:paragraph|passage|sentence|section)s?",
        added: r"(?:updated|amended) to (?:add|include)|(?:paragraph|passage|sentence|section)s?\b[^.;]{0,80}\badded",
    },
    Descriptions {
        language: "de",
        name: r"(?:vor|nach)?namen?s?|schreibweise",
        date: r"wochentags?|datum|monat|tag",
        number: r"zahl(?:en)?|anzahl|betrag|preis|kosten|alter|höhe",
        quotation: r"zitate?s?|zitiert",
        wrong: r"falsch\w*|fehlerhaft\w*|irrtümlich\w*|unrichtig\w*|fehler|nicht korrekt|verwechselt",
        removed: r"(?:absatz|absätze|passage|satz)\b[^.;]{0,80}\b(?:entfernt|gelöscht|gestrichen)",
        added: r"(?:absatz|absätze|passage|stellungnahme)\b[^.;]{0,80}\b(?:ergänzt|hinzugefügt)",
    },
    Descriptions {
        language: "tr",
        name: r"adı|adının|ismi|isminin|soyadı|soyadının|isimleri?",
        date: r"tarihi?|tarihinin|gün|günü|ayı",
        number: r"sayısı?|rakamı?|tutarı?|fiyatı?|maliyeti?|yaşı|süresi",
        quotation: r"alıntı|alıntısı|sözleri",
        wrong: r"yanlış\w*|hatalı\w*|hata",
        removed: r"(?:paragraf|bölüm|cümle)\w*\b[^.;]{0,80}\b(?:çıkarıl|kaldırıl|silin)\w*",
        added: r"(?:paragraf|bölüm|açıklama)\w*\b[^.;]{0,80}\beklen\w*",
    },
    Descriptions {
        language: "fr",
        name: r"noms?|prénoms?|orthographe|orthographié\w*",
        date: r"dates?|jour|mois",
        number: r"chiffres?|montant|prix|bilan|coût|âge|nombre",
        quotation: r"citations?|cité\w*|propos",
        wrong: r"erron\w+|incorrect\w*|faux|fausse\w*|mal|erreurs?|par erreur",
        removed: r"(?:paragraphe|passage|phrase)s?\b[^.;]{0,80}\b(?:supprimé|retiré|enlevé)\w*",
        added: r"(?:paragraphe|passage|déclaration)s?\b[^.;]{0,80}\bajouté\w*",
    },
    Descriptions {
        language: "es",
        name: r"nombres?|apellidos?",
        date: r"fechas?|día|mes",
        number: r"cifras?|número|cantidad|precio|coste?|edad|importe",
        quotation: r"citas?|citad[oa]s?|citó",
        wrong: r"erróne[oa]\w*|incorrect[oa]\w*|equivocad[oa]\w*|mal|errore?s?|por error",
        removed: r"(?:párrafo|pasaje|frase)s?\b[^.;]{0,80}\b(?:eliminad|retirad|suprimid|borrad)[oa]s?",
        added: r"(?:párrafo|pasaje|declaración)\b[^.;]{0,80}\b(?:añadid|agregad)[oa]s?",
    },
];

/// What finds the descriptions of a language.
struct Finders {
    language: &'static str,
    kinds: [(ReasonKind, Regex); 6],
    wrong: Regex,
}

static FINDERS: LazyLock<[Finders; 5]> = LazyLock::new(|| LANGUAGES.map(|it| Finders::of(&it)));

impl Finders {
    fn of(words: &Descriptions) -> Finders {
        let compiled =
            |words: &str| Regex::new(&format!(r"(?i)\b(?:{words})\b")).expect("our own pattern");
        Finders {
            language: words.language,
            kinds: [
                (ReasonKind::Name, compiled(words.name)),
                (ReasonKind::Date, compiled(words.date)),
                (ReasonKind::Number, compiled(words.number)),
                (ReasonKind::Quotation, compiled(words.quotation)),
                (ReasonKind::ParagraphRemoved, compiled(words.removed)),
                (ReasonKind::ParagraphAdded, compiled(words.added)),
            ],
            wrong: compiled(words.wrong),
        }
    }
}

/// Whether a notice has a word for what a change of a kind changes.
pub fn mentions(notice: &str, kind: ReasonKind, language: &str) -> bool {
    words_of(kind, language).is_some_and(|(_, words)| words.is_match(notice))
}

/// Whether a notice describes a change of a kind: what was wrong and that it was, in one sentence.
pub fn tells_of(notice: &str, kind: ReasonKind, language: &str) -> bool {
    let Some((finders, words)) = words_of(kind, language) else { return false };
    let mut sentences = notice.split(['.', ';']);
    match kind {
        ReasonKind::ParagraphRemoved | ReasonKind::ParagraphAdded => words.is_match(notice),
        _ => sentences.any(|it| words.is_match(it) && finders.wrong.is_match(it)),
    }
}

fn words_of(kind: ReasonKind, language: &str) -> Option<(&'static Finders, &'static Regex)> {
    let finders = FINDERS.iter().find(|it| it.language == language)?;
    let (_, words) = finders.kinds.iter().find(|(of, _)| *of == kind)?;
    Some((finders, words))
}
