//! What a notice says of itself and not of the news: its label, the day of it, where in the article
//! it is meant, and the words in which notices tell of earlier versions.

use std::sync::LazyLock;

use regex::Regex;

use crate::verdict::dates;

/// Words of a label, and of a sentence that says when a notice was made, before a date.
const MADE: &str = r"(?ix)(?:\b(?:corrections?|corrected|clarifications?|clarified|updated?|amended|edited
    |appended|note|korrektur|korrigiert|berichtigt|aktualisiert|geändert|redaktion
    |correctif|rectificatif|corrigée?|modifiée?|jour|rédaction|corrección|corregid[oa]|actualizad[oa]
    |modificad[oa]|redacción|düzeltme|düzeltildi|güncellen\w+|güncelleme|notu)\b|更正|訂正|정정)
    (?:[\s,.(\[|–—-]|\b(?:on|at|am|vom|le|du|à|el|del|de|a|las|um|was|made|\d{1,4})\b)*$";

/// Where in the article, and what every notice says.
const PHRASES: &str = r"(?ix)
      (?:\b(?:in|of|from)\s+)?\b(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last
        |opening|final|\d{1,2}(?:st|nd|rd|th))(?:\s+(?:\w+\s+)?)(?:paragraphs?|grafs?|sentences?)\b
    | \b(?:paragraphs?|grafs?|absatz|absätze|paragraphes?|alinéa|párrafos?|paragrafo|paragraf)\s+
        (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)(?:\s*(?:,|-|–|and|to|und|et|y)\s*\d{1,2})*\b
    | \b\d{1,2}\.\s*(?:absatz|paragraf\w*)\b
    | \b(?:an?|the)?\s*(?:earlier|previous|original|first|prior)\s+versions?\b
        (?:\s+of\s+th(?:is|e)\s+\w+)?(?:\s+\w+ly)?(?:\s+(?:said|says|stated|reported|claimed))?
    | \bth(?:is|e)\s+(?:article|story|report|piece)(?:\s+\w+ly)?\s+(?:said|stated|reported)\b
    | \bin\s+einer\s+(?:früheren|vorherigen|ersten|ursprünglichen)\s+(?:version|fassung)\b
    | \bhieß\s+es\b
    | \b(?:première|précédente)\s+version\s+de\s+cet\s+article\b
    | \buna\s+versión\s+anterior\b | \bhaberin\s+(?:önceki|ilk|eski)\s+\w+";

/// How far before a date it is looked for what the date is of, in bytes.
const HEAD_BYTES: usize = 80;

/// A notice without them; a mark stands for each, so that no words meet that stood apart.
pub fn without(text: &str, language: &str) -> String {
    static MADE_AT: LazyLock<Regex> = LazyLock::new(|| compiled(MADE));
    static SAID: LazyLock<Regex> = LazyLock::new(|| compiled(PHRASES));
    let mut bare = String::with_capacity(text.len());
    let mut taken = 0;
    for date in dates::dates(text, language) {
        let head = &text[taken..date.span.start];
        bare.push_str(head);
        let near = bare.ceil_char_boundary(bare.len().saturating_sub(HEAD_BYTES));
        let is_its_own = MADE_AT.is_match(&bare[near..]);
        bare.push_str(if is_its_own { "|" } else { &text[date.span.clone()] });
        taken = date.span.end;
    }
    bare.push_str(&text[taken..]);
    SAID.replace_all(&bare, " | ").into_owned()
}

fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("our own pattern")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, gone: &[&str], kept: &[&str]) {
        let bare = without(text, "en");
        assert!(gone.iter().all(|it| !bare.contains(it)), "{bare}");
        assert!(kept.iter().all(|it| bare.contains(it)), "{bare}");
    }

    #[test]
    fn what_a_notice_says_of_itself_goes_and_the_rest_stays() {
        check("Correction (May 3): It was April 4.", &["May 3"], &["April 4"]);
        check("Correction: on May 3 the bridge fell.", &[], &["May 3"]);
        check("This article was corrected on May 3 to say two.", &["May 3"], &["two"]);
        check("(Corrects age to 12 in paragraph 3)", &["3"], &["age", "12"]);
        check("In the first three paragraphs he was 8.", &["three"], &["he was 8"]);
        check("An earlier version of this article said that 30 died.", &["said"], &["30 died"]);
        check("The report of May 3 said so.", &[], &["May 3", "said"]);
    }
}
