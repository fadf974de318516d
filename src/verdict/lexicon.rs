//! The small words that turn a statement, language by language: negation, modality, attribution.
//!
//! The lists are closed. A word counts only in its own language, since it may mean another thing
//! in the next (`mai` is never in Italian and May in German); where a text's language is unknown,
//! the words of all count.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::verdict::ReasonKind;

/// Words by what they do.
pub struct Lexicon {
    pub language: &'static str,
    kinds: HashMap<&'static str, ReasonKind>,
    /// Adjectives without their endings.
    stems: Vec<(&'static str, ReasonKind)>,
}

/// Endings of an adjective have so many letters at most.
const ENDING_LETTERS_MAX: usize = 2;

/// Words by language; one that ends in `*` is a stem, to which an ending may come.
struct Lists {
    language: &'static str,
    negation: &'static str,
    modality: &'static str,
    attribution: &'static str,
}

const LISTS: [Lists; 10] = [
    Lists {
        language: "en",
        negation: "not no never none nobody nothing neither nor nowhere without",
        modality: "may might could would should must can will shall reportedly allegedly apparently
            possibly probably likely unlikely perhaps maybe potentially certainly definitely suspected
            alleged",
        attribution: "said says say told tells claimed claims claim denied denies deny confirmed
            confirms confirm admitted admits acknowledged acknowledges insisted insists argued argues
            alleges stated states announced announces warned warns suggested suggests according
            reported reports asserted asserts conceded concedes added adding saying insisting
            claiming arguing warning denying sources",
    },
    Lists {
        language: "de",
        negation: "nicht kein keine keinen keinem keiner keines nie niemals niemand nichts weder ohne",
        modality: "kann können könnte könnten muss müssen müsste soll sollen sollte sollten darf dürfen
            dürfte dürften mag möchte will wollen wird werden würde würden wohl sicher sicherlich
            vielleicht möglicherweise wahrscheinlich vermutlich angeblich* mutmaßlich* vermeintlich* offenbar",
        attribution: "sagte sagt sagten erklärte erklärt behauptete behauptet bestätigte bestätigt
            bestritt bestreitet dementierte räumte betonte teilte kündigte warnte berichtete meldete
            zufolge laut",
    },
    Lists {
        language: "fr",
        negation: "ne n'est n'a n'ont n'était pas jamais aucun aucune rien personne sans ni non",
        modality: "peut peuvent pourrait pourraient doit doivent devrait devraient va vont probablement
            certainement peut-être sûrement apparemment éventuellement présumé* aurait auraient
            serait seraient",
        attribution: "dit disent déclaré déclare affirmé affirme assuré assure confirmé confirme
            démenti dément nié nie reconnu reconnaît annoncé annonce averti indiqué indique
            prétendu prétend soutenu soutient expliqué selon",
    },
    Lists {
        language: "es",
        negation: "no nunca jamás ningún ninguna ninguno nada nadie sin ni tampoco",
        modality: "puede pueden podría podrían debe deben debería deberían quizás quizá probablemente
            seguramente posiblemente presuntamente presunt* supuestamente supuest* ciertamente",
        attribution: "dijo dice dijeron afirmó afirma aseguró asegura confirmó confirma negó niega
            admitió admite reconoció anunció anuncia advirtió declaró sostuvo informó explicó según",
    },
    Lists {
        language: "pt",
        negation: "não nunca jamais ninguém nenhum nenhuma nada sem nem",
        modality: "pode podem poderia poderiam deve devem deveria deveriam talvez provavelmente
            certamente possivelmente supostamente supost*",
        attribution: "disse diz disseram afirmou afirma alegou alega confirmou confirma negou nega
            admitiu admite anunciou declarou informou explicou garantiu alertou segundo",
    },
    Lists {
        language: "it",
        negation: "non mai nessuno nessuna nessun niente nulla senza né",
        modality: "può possono potrebbe potrebbero deve devono dovrebbe dovrebbero forse probabilmente
            certamente sicuramente presunt* presumibilmente sarebbe sarebbero avrebbe",
        attribution: "detto dice disse dicono affermato afferma sostenuto sostiene confermato conferma
            smentito smentisce negato nega ammesso ammette annunciato dichiarato spiegato avvertito
            secondo",
    },
    Lists {
        language: "nl",
        negation: "niet geen nooit niemand niets nergens zonder noch",
        modality: "kan kunnen kon zou zouden moet moeten mag mogen zal zullen misschien zeker
            waarschijnlijk mogelijk vermoedelijk wellicht naar-verluidt",
        attribution: "zei zegt zeiden beweerde beweert bevestigde bevestigt ontkende ontkent erkende
            erkent meldde meldt verklaarde verklaart waarschuwde stelde volgens",
    },
    Lists {
        language: "tr",
        negation: "değil yok hiç asla hiçbir kimse hayır",
        modality: "belki kesinlikle muhtemelen mutlaka herhalde galiba olabilir olmalı iddiaya sözde",
        attribution: "söyledi dedi diyor belirtti iddia açıkladı doğruladı yalanladı reddetti kabul
            vurguladı bildirdi duyurdu uyardı savundu göre",
    },
    Lists {
        language: "ru",
        negation: "не нет ни никогда никто ничего нельзя без",
        modality: "может могут мог могла могло могли должен должна должно должны возможно вероятно
            наверное якобы предположительно обязательно конечно",
        attribution: "сказал сказала сказали заявил заявила заявили подтвердил подтвердила подтвердили
            отрицает отрицал отрицала отрицают опроверг опровергла признал признала сообщил сообщила
            сообщили утверждает утверждал словам",
    },
    Lists {
        language: "ar",
        negation: "لا لم لن ليس ليست ما غير دون بدون",
        modality: "قد ربما حتما يجب يمكن سوف لعل محتمل مزعوم يزعم",
        attribution: "قال قالت يقول زعم زعمت أكد أكدت نفى نفت أعلن أعلنت صرح صرحت اعترف أضاف أضافت
            أوضح ذكر ذكرت حذر وفق",
    },
];

static LEXICONS: LazyLock<Vec<Lexicon>> = LazyLock::new(|| {
    let mut lexicons: Vec<Lexicon> = LISTS.iter().map(Lists::lexicon).collect();
    let all = LISTS.iter().rev().flat_map(Lists::words);
    lexicons.push(Lexicon::new("", all));
    lexicons
});

impl Lists {
    fn lexicon(&self) -> Lexicon {
        Lexicon::new(self.language, self.words())
    }

    fn words(&self) -> impl Iterator<Item = (&'static str, ReasonKind)> + use<> {
        let lists = [
            (self.modality, ReasonKind::Modality),
            (self.attribution, ReasonKind::Attribution),
            (self.negation, ReasonKind::Negation),
        ];
        let of_list =
            |(list, kind): (&'static str, _)| list.split_whitespace().map(move |word| (word, kind));
        lists.into_iter().flat_map(of_list)
    }
}

impl Lexicon {
    fn new(
        language: &'static str,
        words: impl Iterator<Item = (&'static str, ReasonKind)>,
    ) -> Lexicon {
        let mut lexicon = Lexicon { language, kinds: HashMap::new(), stems: Vec::new() };
        for (word, kind) in words {
            match word.strip_suffix('*') {
                Some(stem) => lexicon.stems.push((stem, kind)),
                None => drop(lexicon.kinds.insert(word, kind)),
            }
        }
        lexicon
    }

    /// The words of a language, by its BCP 47 tag; of all, where it is not among ours.
    pub fn of(tag: Option<&str>) -> &'static Lexicon {
        let code = tag.and_then(|tag| tag.get(..2)).unwrap_or("").to_ascii_lowercase();
        let own = LEXICONS.iter().find(|lexicon| lexicon.language == code);
        own.unwrap_or(&LEXICONS[LISTS.len()])
    }

    /// What a word in lower case does; Arabic writes "and" as a part of the next word.
    pub fn kind_of(&self, word: &str) -> Option<ReasonKind> {
        let bare = || self.kinds.get(word.strip_prefix('و')?);
        let exact = self.kinds.get(word).or_else(bare).copied();
        exact.or_else(|| self.stem(word).map(|(_, kind)| kind))
    }

    /// A word in lower case without the ending that its kind may take.
    pub fn key_of<'w>(&self, word: &'w str) -> &'w str {
        self.stem(word).map_or(word, |(stem, _)| &word[..stem.len()])
    }

    fn stem(&self, word: &str) -> Option<(&'static str, ReasonKind)> {
        let is_form = |stem: &str| {
            let ending = word.strip_prefix(stem);
            ending.is_some_and(|ending| ending.chars().count() <= ENDING_LETTERS_MAX)
        };
        self.stems.iter().copied().find(|(stem, _)| is_form(stem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(tag: Option<&str>, word: &str, expected: Option<ReasonKind>) {
        assert_eq!(Lexicon::of(tag).kind_of(word), expected, "{word} in {tag:?}");
    }

    #[test]
    fn a_word_counts_in_its_own_language() {
        check(Some("it-IT"), "mai", Some(ReasonKind::Negation));
        check(Some("de"), "mai", None);
        check(Some("ar"), "وقال", Some(ReasonKind::Attribution));
    }

    #[test]
    fn in_an_unknown_language_the_words_of_all_count() {
        check(None, "not", Some(ReasonKind::Negation));
        check(Some("sv"), "nicht", Some(ReasonKind::Negation));
    }
}
