//! Dates and clock times in a text.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::Regex;

use crate::verdict::calendar::{CALENDARS, Calendar};
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

/// Month names that a full stop shortens.
const SHORT_MONTHS: &str = "jan feb mar apr jun jul aug sep sept oct nov dec okt dez";

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    let month = format!("(?:May|March|Mar|(?i:{MONTHS}))");
    let day = r"\b\d{1,2}(?:st|nd|rd|th|er|\.|º)?";
    compiled(&[
        r"\b\d{4}-\d{2}-\d{2}\b".to_string(),
        r"\b\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b".to_string(),
        r"\b\d{1,2}:\d{2}(?::\d{2})?\b(?:\s?(?i:[ap]\.?m\b\.?))?".to_string(),
        r"\b\d{1,2}\s?h(?:\s?\d{2})?\b".to_string(),
        r"\b\d{1,2}(?:[.:]\d{2})?\sUhr\b".to_string(),
        r"\b\d{1,2}(?:\.\d{2})?\s?(?i:[ap]\.?m\b\.?)".to_string(),
        format!(r"{day}\s(?:de\s)?{month}\b\.?(?:,?\s(?:de\s)?\d{{4}}\b)?"),
        format!(r"\b{month}\b\.?\s(?:\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}}\b)?|\d{{4}}\b)"),
        format!(r"\b(?:{NAMES})\b"),
        r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日|\d{4}年(?:\d{1,2}月)?|\d{1,2}月".to_string(),
    ])
});

/// What finds the dates that a language says in its own words.
struct Own {
    calendar: &'static Calendar,
    sure: Regex,
    doubtful: Regex,
}

static OWN: [OnceLock<Own>; CALENDARS.len()] = [const { OnceLock::new() }; CALENDARS.len()];

impl Own {
    fn of(language: &str) -> Option<&'static Own> {
        let at = CALENDARS.iter().position(|calendar| calendar.language == language)?;
        Some(OWN[at].get_or_init(|| Own::new(&CALENDARS[at])))
    }

    fn new(calendar: &'static Calendar) -> Own {
        let clock = match calendar.clock {
            "" => String::new(),
            words => format!(r"|\b(?:{words})\s(?P<clock>(?:[01]?\d|2[0-3])\.[0-5]\d)\b"),
        };
        let sure = format!(r"(?i:\b(?:{}){clock}\b)", calendar.words);
        let doubtful = match calendar.doubtful {
            "" => r"\A\z".to_string(),
            words => format!(r"\b(?:{words})\b"),
        };
        Own { calendar, sure: compiled(&[sure]), doubtful: compiled(&[doubtful]) }
    }

    fn dates(&self, text: &str) -> Vec<Fact> {
        let place = |found: regex::Captures| {
            let part = found.name("clock").or(found.get(0));
            part.map_or(0..0, |part| part.range())
        };
        let sure = self.sure.captures_iter(text).map(|found| fact(text, place(found)));
        let doubtful = self.doubtful.find_iter(text).map(|found| {
            let before = text[..found.start()].split_whitespace().next_back().unwrap_or("");
            let before = before.to_lowercase();
            let fact = fact(text, found.range());
            match self.calendar.before.split_whitespace().any(|word| word == before) {
                true => fact,
                false => fact.loose(),
            }
        });
        sure.chain(doubtful).collect()
    }
}

fn compiled(patterns: &[String]) -> Regex {
    Regex::new(&patterns.join("|")).expect("the pattern is ours, and tested")
}

/// The dates and clock times of a text in a language, in order.
pub fn dates(text: &str, language: &str) -> Vec<Fact> {
    let all = DATE.find_iter(text).filter(|found| !is_count(text, found));
    let mut facts: Vec<Fact> = all.map(|found| fact(text, found.range())).collect();
    facts.extend(Own::of(language).into_iter().flat_map(|own| own.dates(text)));
    facts.sort_by_key(|fact| (fact.span.start, Reverse(fact.span.end)));
    let mut taken = 0;
    facts.retain(|fact| {
        let is_free = fact.span.start >= taken;
        taken = taken.max(fact.span.end);
        is_free
    });
    facts
}

fn fact(text: &str, span: Range<usize>) -> Fact {
    let span = span.start..span.start + without_stop(&text[span.clone()]).len();
    let key = key(&text[span.clone()]);
    Fact::new(span, key)
}

/// A date without the full stop behind it, where that shortens nothing.
fn without_stop(date: &str) -> &str {
    let Some(bare) = date.strip_suffix('.') else { return date };
    let word = bare.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
    let is_short = word == "m" || SHORT_MONTHS.split_whitespace().any(|month| month == word);
    if is_short { date } else { bare }
}

/// Whether a date in Chinese characters counts days: more of its digits stand before it, or a
/// character behind it says so.
fn is_count(text: &str, found: &regex::Match) -> bool {
    found.as_str().ends_with(['日', '月', '年'])
        && (text[..found.start()].ends_with(|c: char| c.is_ascii_digit())
            || text[found.end()..].starts_with(['間', '间']))
}

/// The date without the full stops of its abbreviations; those between digits count, but for that
/// of a clock time, which is a colon.
fn key(date: &str) -> String {
    let parts = date.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let mut key = String::with_capacity(date.len());
    for c in date.chars().flat_map(char::to_lowercase) {
        if c != '.' || key.ends_with(|before: char| before.is_ascii_digit()) {
            key.push(c);
        }
    }
    if parts == 2 { key.replace('.', ":") } else { key }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::facts::Weight;

    fn check_in(language: &str, text: &str, expected: &[&str]) {
        let found = dates(text, language);
        let firm = found.iter().filter(|fact| fact.weight == Weight::Firm);
        let found: Vec<&str> = firm.map(|fact| &text[fact.span.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    fn check(text: &str, expected: &[&str]) {
        check_in("", text, expected);
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

    #[test]
    fn a_language_has_dates_of_its_own() {
        check_in("en", "at noon last week, in May", &["noon", "last week", "May"]);
        check_in("en", "He met Theresa May on a march", &[]);
        check_in("tr", "salı günü saat 10.30'da", &["salı", "10.30"]);
        check_in("it", "alle 18.40, al 18.40%", &["18.40"]);
        check_in("fr", "hier, en mars, sur Mars", &["hier", "mars"]);
        check_in("de", "hier, gestern", &["gestern"]);
        check_in("ja", "3月10日から10日間", &["3月10日"]);
    }

    #[test]
    fn a_full_stop_belongs_to_short_months_alone() {
        check("12 мая.", &["12 мая"]);
        check("On 3 Nov. and on 3 March.", &["3 Nov.", "3 March"]);
    }
}
