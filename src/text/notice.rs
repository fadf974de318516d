//! Notices by their words: how a newsroom begins a text in which it owns an edit, in many
//! languages.

use std::sync::LazyLock;

use regex::Regex;

/// An update note says what is new; a few words after "Update:" are the time of it.
const UPDATE_WORDS_MIN: usize = 8;

/// How a correction, clarification or editor's note begins.
const OPENINGS: &str = r"(?ix)^[\[(*_\s]*(?:
      corrections?\s*(?:[:(–—]|-\s) | corrects\ | clarifications?\s*(?:[:(–—]|-\s) | corrigend(?:um|a)\b
    | errat(?:um|a)\b | editors?[’']?s?[’']?\ note\b
    | (?:düzeltme|açıklama)\s*[:(] | editörün\ notu | bu\ haber\ güncellen
    | korrektur\s*: | berichtigung\b | anmerkung\ der\ redaktion | anm\.\ d\.\ red
    | hinweis\ der\ redaktion | transparenzhinweis | richtigstellung
    | correctif\b | rectificatif | précision\ ?: | note\ de\ la\ rédaction | ndlr\b
    | corrección\s*: | fe\ de\ (?:errores|erratas) | nota\ (?:del\ editor|de\ la\ redacción) | aclaración\s*:
    | correção\s*: | nota\ (?:do\ editor|da\ redação) | erramos
    | correzione\s*: | rettifica\s*: | nota\ (?:del\ direttore|della\ redazione) | precisazione\s*:
    | correctie\s*: | rectificatie | noot\ van\ de\ redactie | rättelse | rettelse | oikaisu
    | korekta\s*: | sprostowanie | oprava\s*: | helyesbítés | rectificare\s*:
    | исправление | уточнение\s*: | поправка\s*: | от\ редакции | виправлення | уточнення\s*:
    | διόρθωση | διευκρίνιση | תיקון\s*: | הבהרה\s*: | تصحيح | توضيح\s*:
    | 更正 | 訂正 | 정정 | 바로잡습니다 | sửa\ lỗi | đính\ chính | ralat | koreksi\s*:
    )";

/// What a notice says in so many words, wherever it stands.
const PHRASES: &str = r"(?ix)
      (?:earlier|previous)\ versions?\ of\ th(?:is|e)\ (?:story|article|report|post|piece|headline|page)
    | this\ (?:story|article|report|post|piece|headline)\ (?:has\ been|was)\ (?:updated|corrected|amended|clarified|edited)
    | this\ (?:story|version|article)\ corrects
    | in\ einer\ früheren\ version | dieser\ (?:artikel|text|beitrag)\ wurde\ (?:aktualisiert|korrigiert|geändert)
    | (?:première|précédente)\ version\ de\ cet\ article | version\ précédente\ de\ cet\ article
    | cet\ article\ a\ été\ (?:corrigé|modifié|mis\ à\ jour)
    | una\ versión\ anterior\ de\ est[ea] | uma\ versão\ anterior\ dest[ea]
    | una\ versione\ precedente\ di\ quest[oa]";

const UPDATES: &str = r"(?ix)^[\[(*_\s]*
      (?:updated?s?|güncelleme|mise\ à\ jour|aktualisierung|actualización|aggiornamento|atualização|обновление)
      [^:.]{0,40}:\s";

/// Whether a text is the publisher's own word on what was changed.
pub fn is_notice(text: &str) -> bool {
    static SAYS: LazyLock<[Regex; 3]> = LazyLock::new(|| {
        [OPENINGS, PHRASES, UPDATES].map(|pattern| Regex::new(pattern).expect("our own pattern"))
    });
    let [openings, phrases, updates] = &*SAYS;
    let is_update =
        || updates.is_match(text) && text.split_whitespace().count() >= UPDATE_WORDS_MIN;
    openings.is_match(text) || phrases.is_match(text) || is_update()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_notice(text), expected, "{text}");
    }

    #[test]
    fn notices_are_known_by_their_words() {
        check("Correction: the bridge opened in 1937.", true);
        check("Correction (May 3): the bridge opened in 1937.", true);
        check("(An earlier version of this article misstated the year.)", true);
        check("Anmerkung der Redaktion: Der Name wurde geändert.", true);
        check("Editor’s note: a quote was removed.", true);
        check("Editors' note: a quote was removed.", true);
        check("DÜZELTME: Toplantı salı günü yapıldı.", true);
        check("訂正：記事中の日付に誤りがありました。", true);
        check("Update: the mayor has since said that she will not resign.", true);
        check("This story was updated to add the police statement.", true);
    }

    #[test]
    fn news_of_corrections_is_no_notice() {
        check("Correction officers went on strike.", false);
        check("An earlier version of the bill failed.", false);
        check("Update: 14:05", false);
        check("Updates on the talks came late.", false);
        check("Erratic winds closed the port.", false);
    }
}
