//! Dates and clock times in a text.

use std::sync::LazyLock;

use regex::Regex;

use crate::verdict::facts::Fact;

/// Month names that mean nothing else beside a number, in any case.
const MONTHS: &str = "\
    january|february|april|june|july|august|september|october|november|december|\
    jan|feb|apr|jun|jul|aug|sept|sep|oct|nov|dec|\
    januar|jänner|februar|märz|mai|juni|juli|oktober|dezember|\
    janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|\
    enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|\
    gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|\
    janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|\
    januari|februari|maart|mei|augustus|\
    ocak|şubat|mart|nisan|mayıs|haziran|temmuz|ağustos|eylül|ekim|kasım|aralık|\
    января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|\
    يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|\
    كانون\\sالثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين\\sالأول|تشرين\\sالثاني|كانون\\sالأول";

/// Names that are dates even by themselves.
const NAMES: &str = "\
    January|February|April|June|July|August|September|October|November|December|\
    Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|\
    Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|\
    Januar|Februar|März|Juni|Juli|Oktober|Dezember|\
    [Ll]undi|[Mm]ardi|[Mm]ercredi|[Jj]eudi|[Vv]endredi|[Ss]amedi|[Dd]imanche|\
    [Ll]unes|[Mm]artes|[Mm]iércoles|[Jj]ueves|[Vv]iernes|[Ss]ábado|[Dd]omingo|\
    Pazartesi|Salı|Çarşamba|Perşembe|Cumartesi|Pazar|\
    Cuma|\
    segunda-feira|terça-feira|quarta-feira|quinta-feira|sexta-feira|sábado|domingo|\
    [Ll]unedì|[Mm]artedì|[Mm]ercoledì|[Gg]iovedì|[Vv]enerdì|[Ss]abato|[Dd]omenica|\
    [Mm]aandag|[Dd]insdag|[Ww]oensdag|[Dd]onderdag|[Vv]rijdag|[Zz]aterdag|[Zz]ondag|\
    понедельник|вторник|сред[ау]|четверг|пятниц[ау]|суббот[ау]|воскресенье|\
    الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد|\
    janvier|février|avril|juin|juillet|août|septembre|octobre|novembre|décembre|\
    enero|febrero|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|\
    gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|\
    janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro|\
    январ[ья]|январе|феврал[ья]|феврале|апрел[ья]|апреле|июн[ья]|июне|июл[ья]|июле|августе|\
    сентябр[ья]|сентябре|октябр[ья]|октябре|ноябр[ья]|ноябре|декабр[ья]|декабре|\
    يناير|فبراير|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|\
    [Yy]esterday|[Tt]oday|[Tt]omorrow";

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let month = format!("(?:May|March|Mar|(?i:{MONTHS}))");
    let day = r"\b\d{1,2}(?:st|nd|rd|th|er|\.|º)?";
    let patterns = [
        r"\b\d{4}-\d{2}-\d{2}\b".to_string(),
        r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b".to_string(),
        r"\b\d{1,2}:\d{2}(?::\d{2})?\b(?:\s?(?i:[ap]\.?m\b\.?))?".to_string(),
        r"\b\d{1,2}\s?h(?:\s?\d{2})?\b".to_string(),
        r"\b\d{1,2}(?:[.:]\d{2})?\sUhr\b".to_string(),
        r"\b\d{1,2}\s?(?i:[ap]\.?m\b\.?)".to_string(),
        format!(r"{day}\s(?:de\s)?{month}\b\.?(?:,?\s(?:de\s)?\d{{4}}\b)?"),
        format!(r"\b{month}\b\.?\s(?:\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}}\b)?|\d{{4}}\b)"),
        format!(r"\b(?:{NAMES})\b"),
    ];
    Regex::new(&patterns.join("|")).expect("the pattern is ours, and tested")
});

/// The dates and clock times of a text, in order.
pub fn dates(text: &str) -> Vec<Fact> {
    let fact = |found: regex::Match| Fact::new(found.range(), key(found.as_str()));
    DATE.find_iter(text).map(fact).collect()
}

/// The date without the full stops of its abbreviations; those between digits count.
fn key(date: &str) -> String {
    let mut key = String::with_capacity(date.len());
    for c in date.chars().flat_map(char::to_lowercase) {
        if c != '.' || key.ends_with(|before: char| before.is_ascii_digit()) {
            key.push(c);
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = dates(text);
        let found: Vec<&str> = found.iter().map(|fact| &text[fact.span.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn dates_are_found_in_their_many_orders() {
        check("30.11.2025 or 2025-12-01", &["30.11.2025", "2025-12-01"]);
        check("On Nov. 30, 2025 and 1 December", &["Nov. 30, 2025", "1 December"]);
        check("am 1. Dezember 2025", &["1. Dezember 2025"]);
        check("le 1er mars", &["1er mars"]);
        check("Friday at 14:05, or 3:45 p.m.", &["Friday", "14:05", "3:45 p.m."]);
        check("à 14h05 et à 16 h", &["14h05", "16 h"]);
        check("um 14.05 Uhr", &["14.05 Uhr"]);
        check("12 мая, в понедельник", &["12 мая", "понедельник"]);
        check("3 مارس", &["3 مارس"]);
        check("20 Nisan 2026", &["20 Nisan 2026"]);
    }

    #[test]
    fn words_that_may_be_months_need_a_number() {
        check("He may march. May March win?", &[]);
        check("12 may die; on 12 May", &["12 May"]);
    }
}
