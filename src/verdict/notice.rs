//! Correction, clarification and update notices: what a newsroom writes when it owns an edit.

use crate::article::{Block, BlockKind};

/// How a notice begins, in lower case.
const OPENINGS: &[&str] = &[
    "correction:",
    "corrections:",
    "correction -",
    "correction –",
    "correction —",
    "correction (",
    "corrects ",
    "(corrects ",
    "clarification:",
    "clarification -",
    "clarification –",
    "clarification —",
    "editor's note",
    "editors' note",
    "editor’s note",
    "editors’ note",
    "update:",
    "updated:",
    "korrektur:",
    "berichtigung",
    "anmerkung der redaktion",
    "anm. d. red",
    "rectificatif",
    "erratum",
    "errata",
    "précision :",
    "mise à jour :",
    "note de la rédaction",
    "corrección:",
    "fe de errores",
    "fe de erratas",
    "aclaración:",
    "nota del editor",
    "nota della redazione",
    "correção:",
    "rectificatie",
    "rättelse",
    "düzeltme:",
    "editörün notu",
    "исправление",
    "更正",
    "訂正",
];

/// What a notice says, wherever in a text it stands, in lower case.
const PHRASES: &[&str] = &[
    "an earlier version of this",
    "a previous version of this",
    "earlier versions of this",
    "this article has been amended",
    "this article was amended",
    "this article has been corrected",
    "this article was corrected",
    "this article has been updated",
    "this article was updated",
    "this story has been corrected",
    "this story has been updated",
    "this story was updated",
    "this story corrects",
    "this version corrects",
    "this report has been corrected",
    "in einer früheren version",
    "une version précédente de cet article",
    "cet article a été corrigé",
    "una versión anterior de este",
    "una versione precedente di questo",
];

/// Whether a block is a notice: by its kind, or because it reads as one.
pub fn is_notice(block: &Block) -> bool {
    block.kind == BlockKind::Notice || reads_as_notice(&block.text)
}

/// Whether a text begins as a notice does, or says in so many words that a story was corrected.
pub fn reads_as_notice(text: &str) -> bool {
    let lower = text.trim_start().to_lowercase();
    OPENINGS.iter().any(|opening| lower.starts_with(opening))
        || PHRASES.iter().any(|phrase| lower.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: bool) {
        assert_eq!(reads_as_notice(text), expected, "{text}");
    }

    #[test]
    fn notices_are_known_by_their_words() {
        check("Correction: the bridge opened in 1937.", true);
        check("(An earlier version of this article misstated the year.)", true);
        check("Anmerkung der Redaktion: Der Name wurde geändert.", true);
        check("Editor’s note: a quote was removed.", true);
    }

    #[test]
    fn news_of_corrections_is_no_notice() {
        check("Correction officers went on strike.", false);
        check("An earlier version of the bill failed.", false);
    }
}
