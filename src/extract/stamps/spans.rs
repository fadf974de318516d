//! Times reckoned from now at the beginning of a folded text: "yesterday", "2 hours ago".

use std::sync::LazyLock;

use chrono::TimeDelta;
use regex::Regex;

/// How many days back a day is that is called from today.
const DAYS: [(&str, i64); 42] = [
    ("today", 0),
    ("yesterday", 1),
    ("bugün", 0),
    ("dün", 1),
    ("heute", 0),
    ("gestern", 1),
    ("aujourd'hui", 0),
    ("hier", 1),
    ("hoy", 0),
    ("ayer", 1),
    ("hoje", 0),
    ("ontem", 1),
    ("oggi", 0),
    ("ieri", 1),
    ("vandaag", 0),
    ("gisteren", 1),
    ("сегодня", 0),
    ("вчера", 1),
    ("сьогодні", 0),
    ("вчора", 1),
    ("dzisiaj", 0),
    ("wczoraj", 1),
    ("idag", 0),
    ("igår", 1),
    ("i dag", 0),
    ("i går", 1),
    ("dnes", 0),
    ("včera", 1),
    ("danas", 0),
    ("jučer", 1),
    ("astăzi", 0),
    ("tegnap", 1),
    ("σήμερα", 0),
    ("χθες", 1),
    ("اليوم", 0),
    ("أمس", 1),
    ("امروز", 0),
    ("دیروز", 1),
    ("היום", 0),
    ("אתמול", 1),
    ("hari ini", 0),
    ("kemarin", 1),
];

/// Behind a count of hours or the like: "2 hours ago".
const AGO: &str = "\
    ago|geleden|sedan|siden|sitten|temu|назад|тому|önce|trước|\
    lalu|yang lalu|fa|پیش|قبل|पूर्वी|előtt|ezelőtt|tilbake|\
    avant|nazaj|前|전|atrás|पहले|আগে|ที่แล้ว|înainte|ago|πριν";

/// Before it: "vor 2 Stunden".
const SINCE: &str =
    "vor|il y a|hace|há|for|pred|przed|πριν|منذ|قبل|לפני|acum|před|prieš|pirms|za|πριν από";

/// Whether a folded text has a word without which no time in it is reckoned from now.
pub fn may_hold(text: &str) -> bool {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        let days = DAYS.map(|(name, _)| name).join("|");
        Regex::new(&format!("{days}|{AGO}|{SINCE}")).expect("literal patterns")
    });
    WORDS.is_match(text)
}

/// "today" is 0 days back, "yesterday" 1.
pub fn days_back(rest: &str) -> Option<(i64, usize)> {
    let found = DAYS.iter().find(|(name, _)| {
        rest.strip_prefix(*name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    found.map(|(name, days)| (*days, name.len()))
}

/// "2 hours ago", "vor 3 Stunden", "3小时前".
pub fn ago(rest: &str) -> Option<(TimeDelta, usize)> {
    let is_count = rest.starts_with(|c: char| c.is_numeric() || "aoeb".contains(c));
    let is_before = || "vihfpzaπμقمל".chars().any(|c| rest.starts_with(c));
    if !is_count && !is_before() {
        return None;
    }
    static AFTER: LazyLock<Regex> = LazyLock::new(|| {
        let counted = r"^(\d{1,3}|an?|one|ein|een|bir)[\s-]?(\p{L}[\p{L}\p{M}]*)\.?\s?";
        Regex::new(&format!(r"{counted}({AGO})(?:\W|$)")).expect("literal patterns")
    });
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        let counted = r"\s(\d{1,3}|einer|einem|un|une|una|um|uma|o|én|et|en)\s(\p{L}[\p{L}\p{M}]*)";
        Regex::new(&format!("^({SINCE}){counted}")).expect("literal patterns")
    });
    let joined = pattern!(r"^(\d{1,3})\s?(秒|分钟|分鐘|分|小时|小時|時間|시간|분|天|日|일)(前|전)");
    let suffixed = pattern!(r"^(\d{1,3}) (órá|perc|nap)(?:ja|je|jával|cel)\b");
    let (count, unit, bytes) = if let Some(found) = joined.captures(rest) {
        (found[1].to_string(), found[2].to_string(), found[0].len())
    } else if let Some(found) = suffixed.captures(rest) {
        (found[1].to_string(), found[2].to_string(), found[0].len())
    } else if let Some(found) = AFTER.captures(rest) {
        (found[1].to_string(), found[2].to_string(), found.get(3)?.end())
    } else {
        let found = BEFORE.captures(rest)?;
        (found[2].to_string(), found[3].to_string(), found[0].len())
    };
    let count = count.parse().unwrap_or(1);
    Some((span(&unit, count)?, bytes))
}

/// "6 min read": how many bytes a text takes that says how long the story is.
pub fn reading_time(rest: &str) -> Option<usize> {
    let found = pattern!(
        r"^\d{1,3}[\s-]?(?:mins?|minutes?|minuten?|minutos?|minuti|min\.|dk|dakika|мин)[\s-](?:read|reading|lesezeit|lesedauer|(?:de |di )?(?:lecture|lectura|leitura|lettura)|okuma|leestijd|lästid|lesetid|læsetid)\b"
    );
    found.find(rest).map(|found| found.end())
}

/// A count of a unit of time, by the unit's name in some language.
fn span(unit: &str, count: i64) -> Option<TimeDelta> {
    const MINUTES: &str = "min|мин|хв|λεπτ|دقيق|دقا|דק|मिनट|phút|perc|dakika|dk|menit|นาที|分|분|ನಿ";
    const HOURS: &str = "hour|hr|h|stund|std|heure|hora|ora|ore|uur|tim|tund|godz|hodin|sat|час|год|\
        ώρ|ωρ|ساع|שע|घंट|giờ|saat|sa|jam|óra|órá|tunti|ชั่วโมง|小|時間|시간|val";
    const DAYS: &str = "day|tag|jour|día|dia|giorn|dag|dni|dn|dan|day|день|дн|день|μέρ|ημέρ|يوم|أيام|\
        ימ|יום|दिन|ngày|gün|hari|nap|päiv|วัน|天|日|일|zi";
    const WEEKS: &str =
        "week|woche|semaine|semana|settiman|uke|veck|tydz|tygod|týd|недел|тиж|hafta";
    match unit {
        "m" => return TimeDelta::try_minutes(count),
        "d" => return TimeDelta::try_days(count),
        "w" => return TimeDelta::try_weeks(count),
        _ => {}
    }
    let begins = |stems: &str| stems.split('|').any(|stem| unit.starts_with(stem));
    match () {
        () if begins(MINUTES) => TimeDelta::try_minutes(count),
        () if begins(WEEKS) => TimeDelta::try_weeks(count),
        () if begins(DAYS) => TimeDelta::try_days(count),
        () if begins(HOURS) => TimeDelta::try_hours(count),
        () => None,
    }
}
