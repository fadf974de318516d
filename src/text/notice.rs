//! Notices by their words: how a newsroom begins a text in which it owns an edit, in many
//! languages.

use std::sync::LazyLock;

use crate::text::pattern::Pattern;

/// An update note says what is new; a few words after "Update:" are the time of it.
const UPDATE_WORDS_MIN: usize = 8;

/// Words of it that are none of a time.
const NEWS_WORDS_MIN: usize = 3;

/// What may stand before a notice's first word.
const LEAD: &str = r"^[\[(*_\s]*";

/// A time, as it stands between a label and its colon.
const TIME: &str = r"(?:[\s\d.,/\-]|\d:\d
    |\b(?:jan|feb|fév|fev|mar|mär|apr|avr|abr|nis|may|mai|maj|mag|mei|jun|juin|jui|jul|lug|giu|haz|tem
        |aug|ago|aoû|ağu|sep|set|eyl|oct|okt|out|ott|eki|nov|kas|dec|dez|déc|dic|ara|ene|gen|oca|şub
        |янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек
        |mon|tue|wed|thu|fri|sat|sun)\p{L}*
    |\b(?:on|at|am|um|uhr|le|du|à|h|el|del|de|a|las|dia|às|di|il|alle|op|om|den|kl|saat|в|от|о|об|у|klo|ob|ora|ore
        |gmt|utc|bst|ist|cet|cest|[ecmp][sd]?t)\b
    |\b[ap]\.?m\b)*";

/// The end of a label: nothing more, or a sign that a statement follows.
const END: &str = r"\s*(?:$|[:：(（\[\])）])";

/// Labels of corrections, clarifications and editors' notes that are words of the news as well:
/// they count where a sign ends them, with or without a time before it.
const LABELS: &str = r"
      corrections? | corrects | corrected | clarifications? | editors?\ note | amendment
    | düzeltme | açıklama | tashih
    | korrektur | berichtigung | richtigstellung | klarstellung
    | correctif | rectificatif | précision | erratum
    | corrección | aclaración | rectificación | fe\ de\ errores | fe\ de\ erratas
    | correção | esclarecimento | erramos | errata
    | correzione | rettifica | precisazione
    | correctie | rectificatie | rättelse | rettelse | oikaisu
    | korekta | sprostowanie | oprava | helyesbítés | rectificare
    | исправление | уточнение | поправка | от\ редакции | виправлення | уточнення
    | διόρθωση | διευκρίνιση | תיקון | הבהרה | تصحيح | توضيح
    | 更正 | 訂正 | 정정 | 바로잡습니다 | sửa\ lỗi | đính\ chính | ralat | koreksi";

/// Openings that nothing but a notice has.
const OPENINGS: &str = r"
      editor(?:[’']s|s[’'])\ note\b | corrigend(?:um|a)\b
    | a\ (?:correction|clarification)\ (?:was|has\ been)\ (?:made|added|appended|issued)
    | (?:we\ have|we[’']ve)\ (?:corrected|updated|amended|clarified)\ this\b
    | editörün\ notu
    | anmerkung\ der\ redaktion | anm\.\ d\.\ red | hinweis\ der\ redaktion | transparenzhinweis
    | note\ de\ la\ rédaction | ndlr\b
    | nota\ (?:del\ editor|de\ la\ redacción|do\ editor|da\ redação|del\ direttore|della\ redazione)
    | noot\ van\ de\ redactie";

/// What a notice says in so many words, wherever it stands.
const PHRASES: &str = r"
      (?:earlier|previous|original)\ versions?\ of\ (?:this\ (?:story|article|report|post|piece|headline|page)|the\ (?:story|article)\b)
    | (?:earlier|previous|original)\ version\ (?:misstated|misidentified|misspelled|incorrectly|mistakenly|wrongly)
    | this\ (?:\p{L}+\ \d+\ )?(?:story|article|report|piece|headline|page)\ (?:has\ been|was)\ (?:updated|corrected|amended|clarified|edited|changed|revised)
    | this\ post\ (?:has\ been|was)\ (?:updated|corrected)
    | the\ story\ (?:has\ been|was)\ (?:updated|corrected|clarified)
    | this\ (?:story|article|report|piece)\ (?:originally|previously|initially|incorrectly|mistakenly|wrongly)\ (?:said|stated|misstated|misidentified|reported|identified|described|referred|gave)
    | this\ (?:story|version|article)\ corrects
    | in\ einer\ (?:früheren|vorherigen|ersten|ursprünglichen)\ (?:version|fassung)\ (?:(?:dieses|dieser|des|der)\ (?:artikels|textes|beitrags|berichts|meldung|nachricht|überschrift)|hieß|stand|war)
    | diese[rs]?\ (?:artikel|text|beitrag|bericht|meldung|nachricht)\ wurde\b.{0,60}(?:aktualisiert|korrigiert|geändert|berichtigt|ergänzt|angepasst)
    | (?:première|précédente)\ version\ de\ cet\ article | version\ précédente\ de\ cet\ article
    | cet(?:te)?\ (?:article|dépêche|texte|information)\ a\ été\ (?:corrigée?|modifiée?|mise?\ à\ jour|actualisée?|rectifiée?)
    | una\ versión\ anterior\ de\ est[ea] | uma\ versão\ anterior\ dest[ea]
    | est[ea]\ (?:artículo|noticia|nota|información)\ (?:ha\ sido|fue)\ (?:actualizad|corregid|modificad)[oa]
    | est[ea]\ (?:artigo|reportagem|matéria|notícia|texto)\ foi\ (?:atualizad|corrigid|alterad)[oa]
    | una\ versione\ precedente\ di\ quest[oa]
    | quest(?:o\ articolo|[’']articolo|a\ notizia)\ è\ stat[oa]\ (?:aggiornat|corrett|modificat)[oa]
    | in\ een\ eerdere\ versie\ van\ dit | dit\ (?:artikel|bericht)\ is\b.{0,40}(?:aangepast|bijgewerkt|gecorrigeerd|gewijzigd)
    | haberin\ (?:önceki|ilk|eski)\ (?:sürüm|versiyon|hal) | bu\ haber\b.{0,40}(?:güncellen|düzeltil)
    | в\ (?:предыдущей|первоначальной|ранней)\ версии\ (?:этой\ |этого\ |данной\ |данного\ )?(?:стать|новост|материал|текст|заметк|публикац)
    | эт(?:а|от)\ (?:статья|новость|материал|текст|заметка)\ был[аи]?\ (?:обновл|исправл|дополн)
    | نسخة\ سابقة\ من\ هذا | تم\ (?:تحديث|تصحيح)\ هذا\ (?:الخبر|المقال|التقرير)";

/// Labels of an update note.
const UPDATES: &str = r"
      updated?s? | güncelleme | mise\ à\ jour | aktualisierung | actualización | aggiornamento
    | atualização | обновление | обновлено | оновлено | оновлення | aktualizacja | aktualizace
    | oppdatert | oppdatering | opdatering | uppdatering | päivitys | frissítés | actualizare
    | ενημέρωση | تحديث | به‌روزرسانی | עדכון";

/// Whether a text is the publisher's own word on what was changed.
pub fn is_notice(text: &str) -> bool {
    SAYS.iter().any(|says| says.is_match(text)) || is_update(text)
}

/// Whether a text is a notice from its first sentence on, and not news with a notice behind.
pub fn begins_as_notice(text: &str) -> bool {
    let [begins, says] = &*SAYS;
    let is_first = |at: usize| !text[..at].contains(['.', '!', '?', '。', '؟']);
    begins.is_match(text)
        || is_update(text)
        || says.find(text).is_some_and(|found| is_first(found.start))
}

/// What a notice begins with, and what it says wherever it stands.
static SAYS: LazyLock<[Pattern; 2]> = LazyLock::new(|| {
    let parenthesis = r"^\s*[\[(]\s*corrects\b";
    let dated = r"(?:corrected|clarified|amended)\ on\b";
    [
        format!(
            "(?:{LEAD}(?:(?:{LABELS}){TIME}{END}|{OPENINGS}|{dated}{TIME}\\ to\\b))|{parenthesis}"
        ),
        PHRASES.to_owned(),
    ]
    .map(|pattern| compiled(&pattern))
});

fn is_update(text: &str) -> bool {
    static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
        compiled(&format!(r"{LEAD}(?:{UPDATES})(?:{TIME}|\s*[(\[]{TIME}[)\]])[:：]\s"))
    });
    // The time of an update, alone, says nothing of what is new.
    static TIME_AFTER: LazyLock<Pattern> = LazyLock::new(|| compiled(&format!("^(?:{TIME}|:)*")));
    LABEL.find(text).is_some_and(|label| {
        let rest = &text[label.end..];
        let news = TIME_AFTER.find(rest).map_or(rest, |time| &rest[time.end..]);
        text.split_whitespace().count() >= UPDATE_WORDS_MIN
            && news.split_whitespace().count() >= NEWS_WORDS_MIN
    })
}

fn compiled(pattern: &str) -> Pattern {
    Pattern::new(&format!("(?ix){pattern}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(is_notice(text), expected, "{text}");
    }

    #[test]
    fn news_with_a_notice_behind_does_not_begin_as_one() {
        let note = "(An earlier version of this article misstated the year.)";
        assert!(begins_as_notice(note));
        assert!(begins_as_notice("Correction: the bridge opened in 1937."));
        assert!(!begins_as_notice(&format!("The bridge opened in 1937. {note}")));
        assert!(is_notice(&format!("The bridge opened in 1937. {note}")));
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
        check("CORRECTION", true);
        check("Оновлено о 15:20: додано коментар директорки музею та нові числа.", true);
        check("Updated: Mon, 09 Mar 2026 06:40 PM (IST)", false);
        check("Correction, May 3, 2026: the bridge opened in 1937.", true);
        check("Correction May 3, 2026: the bridge opened in 1937.", true);
        check("Clarification, 3 May: the bridge is a drawbridge.", true);
        check("[Correction] The bridge opened in 1937.", true);
        check("(Corrects year in paragraph 3)", true);
        check("Corrected on May 3 to fix the year.", true);
        check("A correction was made on May 3: the bridge opened in 1937.", true);
        check("We have corrected this article to give the right year.", true);
        check("This article originally said that the bridge opened in 1936.", true);
        check("A previous version misstated the year.", true);
        check("The story has been updated with a statement of the police.", true);
        check("This headline has been changed to name the bridge.", true);
        check("Haberin önceki sürümünde köprünün adı yanlış yazılmıştı.", true);
        check("In einer früheren Version dieses Artikels hieß es 1936.", true);
        check("Diese Meldung wurde am 3. Mai korrigiert.", true);
        check("Cet article a été actualisé le 3 mai.", true);
        check("В предыдущей версии статьи год был указан неверно.", true);
        check("Update, May 3, 2:15 p.m.: This piece now has a statement of the police.", true);
        check("Update (3 May): the mayor has since said that she will not resign.", true);
    }

    #[test]
    fn news_of_corrections_is_no_notice() {
        check("Correction officers went on strike.", false);
        check("An earlier version of the bill failed.", false);
        check("Update: 14:05", false);
        check("Updates on the talks came late.", false);
        check("Erratic winds closed the port.", false);
        check("Corrections – the agency runs nine prisons – said so.", false);
        check("Corrects nothing, changes nothing, said the mayor.", false);
        check("An earlier version of the report was seen by Wire.", false);
        check("In einer früheren Version des Gesetzes fehlte der Satz.", false);
        check("Editors note that the phrase is old.", false);
        check("Updated rules on travel: what you need to know before you leave home.", false);
        check("Berichtigungen kosten Geld.", false);
        check("정정당당하게 싸웠다.", false);
        check("Erramos ao pensar que acabou.", false);
        check("Исправление ошибок стоит денег.", false);
        check("This post was edited by a troll, the court heard.", false);
    }
}
