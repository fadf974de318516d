//! Sentences: where in a text's tokens one ends and the next begins.

use std::ops::Range;

use crate::text::tokens::Span;

/// Words before a full stop that seldom end a sentence: titles, months, and the like, by language.
const ABBREVIATIONS: &[&[&str]] = &[
    // English.
    &[
        "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "lt", "col", "sgt", "capt",
        "maj", "adm", "cmdr", "hon", "rev", "st", "mt", "jr", "sr", "vs", "inc", "ltd", "co",
        "corp", "bros", "dept", "approx", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
        "sept", "oct", "nov", "dec", "u.s", "u.k", "u.n", "u.s.a", "e.g", "i.e", "a.m", "p.m",
        "d.c", "ph.d", "cf", "vol", "pp",
    ],
    // German.
    &[
        "bzw", "ca", "nr", "hr", "fr", "hrn", "frl", "z.b", "d.h", "u.a", "u.u", "i.d.r", "s.o",
        "v.a", "vgl", "sog", "geb", "gest", "mio", "mrd", "mwst", "evtl", "ggf", "inkl", "zzgl",
        "usw", "dipl", "ing", "jh", "n.chr", "v.chr", "bd",
    ],
    // French.
    &[
        "m", "mm", "mme", "mmes", "mlle", "mlles", "av", "env", "janv", "févr", "avr", "juil",
        "déc", "p.ex", "éd",
    ],
    // Spanish and Portuguese.
    &[
        "sra", "sras", "sres", "srta", "dra", "dras", "drs", "d", "dña", "ud", "uds", "vd", "vds",
        "ee.uu", "ee", "uu", "rr.hh", "cía", "núm", "pág", "págs", "avda", "prov", "gral", "lic",
        "ing", "arq", "ptas", "aprox", "etc", "exmo", "exma", "profa", "av", "nº", "s.a", "ltda",
        "eng", "v.exa", "p.ej",
    ],
    // Italian.
    &[
        "sig", "sigg", "sig.ra", "dott", "dott.ssa", "avv", "geom", "rag", "arch", "ecc", "p.es",
        "s.p.a", "s.r.l", "gen", "col", "mons", "fr", "pag",
    ],
    // Dutch.
    &[
        "dhr", "mevr", "drs", "mr", "bijv", "bv", "blz", "enz", "nl", "o.a", "m.n", "t.a.v", "plm",
        "m.b.t", "i.v.m", "n.v", "b.v",
    ],
    // Turkish.
    &[
        "av", "doç", "yrd", "öğr", "örn", "vb", "vd", "vs", "bkz", "mah", "cad", "bşk", "yy",
        "m.ö", "m.s", "t.c", "a.ş", "ltd", "şti", "alb", "yb", "bnb", "yzb", "korg", "tuğg",
        "tümg",
    ],
    // Russian.
    &[
        "г",
        "гг",
        "ул",
        "тыс",
        "млн",
        "млрд",
        "трлн",
        "руб",
        "коп",
        "т.е",
        "т.д",
        "т.п",
        "т.к",
        "др",
        "пр",
        "см",
        "стр",
        "рис",
        "св",
        "напр",
        "обл",
        "р-н",
        "пос",
        "просп",
        "ст",
    ],
    // Arabic.
    &["د", "أ", "م", "أ.د", "ص", "هـ", "ق.م", "ج", "ت", "ش"],
];

/// An abbreviation only before a number; else a word.
const NUMBER_SIGNS: &[&str] = &["no", "nos", "art", "num", "vol", "sec", "fig", "abs", "str"];

/// The sentences of a run of tokens, as ranges of token numbers that cover it without a gap.
///
/// A sentence ends behind `.`, `!`, `?`, `…` or their like, with the closing quotation marks and
/// brackets that follow, where white space or the run's end comes next; or where a line ends. A
/// full stop that a small letter follows ends none, nor does that of an abbreviation or of an
/// ordinal before a month (German, Turkish). The mark of a list item stands by itself.
pub fn sentences(text: &str, spans: &[Span], within: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = within.start;
    for index in within.clone() {
        if index + 1 < within.end && ends_behind(text, spans, index, start) {
            found.push(start..index + 1);
            start = index + 1;
        }
    }
    if start < within.end {
        found.push(start..within.end);
    }
    found
}

fn ends_behind(text: &str, spans: &[Span], index: usize, start: usize) -> bool {
    let gap = &text[spans[index].end..spans[index + 1].start];
    if gap.bytes().any(|byte| byte == b'\n') {
        return true;
    }
    let word = |index: usize| &text[spans[index].range()];
    if word(index).starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return false;
    }
    if index == start && is_bullet(word(index)) && !gap.is_empty() {
        return true;
    }
    let mut last = index;
    while last > start && is_closing(word(last)) {
        last -= 1;
    }
    match word(last) {
        "。" | "！" | "？" | "।" => true,
        "!" | "?" | "…" | "؟" | "۔" => !gap.is_empty(),
        "." if last > start => !gap.is_empty() && !goes_on(word(last - 1), word(index + 1)),
        "." => !gap.is_empty(),
        _ => false,
    }
}

/// Whether a sentence goes on behind a full stop, by the words before and behind it.
fn goes_on(before: &str, behind: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    if NUMBER_SIGNS.contains(&before.to_lowercase().as_str()) {
        return behind.starts_with(is_digit);
    }
    let is_ordinal = before.len() <= 2 && before.chars().all(is_digit) && is_month(behind);
    behind.starts_with(char::is_lowercase) || is_ordinal || is_abbreviation(before)
}

/// Whether a word begins as a month's name does in a language that writes `3. März`.
fn is_month(word: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez", "oca",
        "şub", "mar", "nis", "may", "haz", "tem", "ağu", "eyl", "eki", "kas", "ara", "des",
    ];
    let lower = word.to_lowercase();
    BEGINNINGS.iter().any(|beginning| lower.starts_with(beginning))
}

/// Whether a token closes a quotation or a bracket.
pub fn is_closing(token: &str) -> bool {
    matches!(token, "\"" | "'" | "”" | "’" | "»" | "›" | ")" | "]" | "」" | "』" | "）" | "“")
}

fn is_bullet(token: &str) -> bool {
    matches!(token, "*" | "-" | "–" | "•" | "·" | "▪" | "‣" | "+" | "#")
}

/// Whether a full stop behind a word seldom ends a sentence.
pub fn is_abbreviation(word: &str) -> bool {
    let word = word.rsplit(['’', '\'']).next().unwrap_or(word);
    let lower = word.to_lowercase();
    let mut letters = word.chars();
    let initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    initial || ABBREVIATIONS.iter().any(|language| language.contains(&lower.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::tokens;

    fn check(text: &str, expected: &[&str]) {
        let spans = tokens(text);
        let found = sentences(text, &spans, 0..spans.len());
        let texts: Vec<&str> = found
            .iter()
            .map(|range| &text[spans[range.start].start..spans[range.end - 1].end])
            .collect();
        assert_eq!(texts, expected);
        assert_eq!(found.first().map_or(0, |range| range.start), 0);
        assert!(found.windows(2).all(|pair| pair[0].end == pair[1].start));
    }

    #[test]
    fn a_sentence_takes_its_closing_marks_along() {
        check(
            "\"We won,\" he said. \"Twice.\" They left!",
            &["\"We won,\" he said.", "\"Twice.\"", "They left!"],
        );
        check("東京は雨。明日は晴れ。", &["東京は雨。", "明日は晴れ。"]);
        check("One\nTwo", &["One", "Two"]);
        check("* One item. Two", &["*", "One item.", "Two"]);
        check("", &[]);
    }

    #[test]
    fn an_abbreviation_ends_no_sentence() {
        check(
            "U.S. Officials met Mr. Smith at 3.5 p.m. Monday. He left.",
            &["U.S. Officials met Mr. Smith at 3.5 p.m. Monday.", "He left."],
        );
        check(
            "Sie kam am 3. März. Er ging bzw. Sie.",
            &["Sie kam am 3. März.", "Er ging bzw. Sie."],
        );
        check("Doç. Dr. Ali geldi. O gitti.", &["Doç. Dr. Ali geldi.", "O gitti."]);
        check("M. Dupont et Mme. Roy. Il a dit non.", &["M. Dupont et Mme. Roy.", "Il a dit non."]);
        check("EE.UU. Hoy la Sra. Ruiz. Fin.", &["EE.UU. Hoy la Sra. Ruiz.", "Fin."]);
        check("O Exmo. Lula e a Dra. Sá. Fim.", &["O Exmo. Lula e a Dra. Sá.", "Fim."]);
        check("Il dott. Rossi e l’avv. Bo. Poi.", &["Il dott. Rossi e l’avv. Bo.", "Poi."]);
        check("Dhr. De Vries en mevr. Bos. Nee.", &["Dhr. De Vries en mevr. Bos.", "Nee."]);
        check("Около 5 тыс. Человек. Да.", &["Около 5 тыс. Человек.", "Да."]);
        check("قال د. أحمد. نعم.", &["قال د. أحمد.", "نعم."]);
    }

    #[test]
    fn a_word_that_may_be_one_ends_a_sentence() {
        check("No. The mayor left No. 10.", &["No.", "The mayor left No. 10."]);
        check("He was 11. The boy ran.", &["He was 11.", "The boy ran."]);
        check("It came at 3 p.m. on Monday.", &["It came at 3 p.m. on Monday."]);
    }
}
