//! Corrections, clarifications, editor's notes and update notes, in several languages.

use std::sync::LazyLock;

use regex::Regex;

const UPDATE_WORDS_MIN: usize = 8;

/// Whether a line is the publisher's own word on what was changed.
pub fn is_notice(line: &str) -> bool {
    static NOTICE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^[\[(*_\s]*(?:
              corrections?\b|clarifications?\b|corrigendum|erratum|editor'?[’']?s'?\ note|editors[’']\ note|an\ earlier\ version\ of|a\ previous\ version\ of
            | this\ (?:story|article|report|post|piece|headline)\ (?:has\ been|was)\ (?:updated|corrected|amended|clarified|edited)
            | düzeltme\s*[:(]|editörün\ notu|bu\ haber\ güncellen|açıklama:
            | korrektur\b|berichtigung|anmerkung\ der\ redaktion|anm\.\ d\.\ red|hinweis\ der\ redaktion|in\ einer\ früheren\ version|transparenzhinweis|richtigstellung
            | correctif|rectificatif|précision\ ?:|note\ de\ la\ rédaction|ndlr\b|une\ (?:première|précédente)\ version
            | corrección|fe\ de\ (?:errores|erratas)|nota\ (?:del\ editor|de\ la\ redacción)|aclaración|una\ versión\ anterior
            | correção|errata\b|nota\ (?:do\ editor|da\ redação)|uma\ versão\ anterior|erramos
            | correzione|rettifica|nota\ (?:del\ direttore|della\ redazione)|precisazione
            | correctie\s*:|rectificatie|noot\ van\ de\ redactie|rättelse|rettelse|oikaisu|korekta|sprostowanie|oprava\s*:|helyesbítés|rectificare
            | исправление|уточнение\s*:|поправка|от\ редакции|виправлення|уточнення\s*:
            | διόρθωση|διευκρίνιση|תיקון\s*:|הבהרה\s*:|تصحيح|توضيح\s*:|更正|訂正|정정|바로잡습니다|sửa\ lỗi|đính\ chính|ralat|koreksi
            )",
        )
        .expect("a literal pattern")
    });
    static UPDATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^[\[(*_\s]*(?:updates?|güncelleme|mise à jour|aktualisierung|actualización|aggiornamento|atualização|обновление)[^:.]{0,40}:\s")
            .expect("a literal pattern")
    });
    // An update note says what is new; a few words after "Update:" are the time of it.
    NOTICE.is_match(line)
        || (UPDATE.is_match(line) && line.split_whitespace().count() >= UPDATE_WORDS_MIN)
}

/// Whether an element's names say that it holds a notice.
pub fn is_marked(names: &str) -> bool {
    const WORDS: [&str; 9] = [
        "correction",
        "clarification",
        "editors-note",
        "editor-note",
        "editorsnote",
        "corrections",
        "update-note",
        "article-update-notice",
        "erratum",
    ];
    names.split_whitespace().any(|token| WORDS.iter().any(|word| token.contains(word)))
}
