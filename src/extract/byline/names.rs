//! The names in a text that says who wrote something: "By A and B, staff writers | 4 March".

use std::sync::LazyLock;

use regex::Regex;

use crate::extract::document::collapse;
use crate::extract::stamps::{labels, months};

const NAMES_MAX: usize = 20;
const NAME_CHARACTERS_MAX: usize = 80;
const NAME_WORDS_MAX: usize = 6;

/// What stands before names, in lower case.
static BY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)^\s*(?:(?:written|reported|story|text|posted|published|words|created|article|originally published) by|",
        r"(?:view all posts|all posts|posts|more) by|zeige alle beiträge von|alle artikel von|",
        r"veröffentlicht von|geschrieben von|erstellt von|verfasst von|voir tous les articles de|",
        r"ver todas las entradas de|par|by|von|por|di|da|door|av|af|od|autor(?:es|in|a|ka)?|",
        r"author|auteur|text|texte|yazan|haber|автор|від|от|oleh|από|redaksi|reporter|penulis|",
        r"editor|verfasser|tekst|redaktor|autorin/autor|שם הכותב|مؤلف|بقلم|نوشته|",
        r"责编|责任编辑|编辑|作者|记者|記者|文|撰文|取材)"
    ))
    .expect("a literal pattern")
});

/// Prefixes that are also the beginnings of names: "DiCaprio", "AFP".
const NAME_BEGINNINGS: [&str; 6] = ["di", "da", "av", "af", "od", "door"];

/// What comes after "By", in some language, in a text that begins with it.
pub fn after_by(text: &str) -> Option<&str> {
    let found = BY.find(text)?;
    let rest = &text[found.end()..];
    let is_between = |c: char| matches!(c, ':' | '：' | '/') || c.is_whitespace();
    let parted = rest.trim_start_matches(is_between);
    let mut next = rest.chars();
    // "vonChris": two elements that the page has run together.
    let run_together = next.next().is_some_and(char::is_uppercase)
        && next.next().is_some_and(char::is_lowercase)
        && !NAME_BEGINNINGS.contains(&found.as_str().trim().to_lowercase().as_str());
    (parted.len() < rest.len() || rest.is_empty() || run_together).then_some(parted)
}

/// The names that a page declares: taken at its word, but for "By" and dates.
pub fn declared<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    distinct(texts.into_iter().flat_map(parts).map(|part| without_date(&part)))
}

/// The names in texts that readers see, without roles, places and what else stands there.
pub fn shown<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let lines = texts.into_iter().flat_map(|text| text.split('\n'));
    let found: Vec<String> = lines.flat_map(of_line).collect();
    let has_role = |name: &str| name.split(' ').any(is_role);
    let is_whole = |name: &String| name.contains(' ') && !has_role(name);
    let has_whole_name = found.iter().any(is_whole);
    let is_beside = |name: &String| has_whole_name && !is_whole(name) && !is_agency(name);
    distinct(found.iter().filter(|name| !is_beside(name)).cloned())
}

/// The names of a line; behind a dash stands what is said of them.
fn of_line(line: &str) -> Vec<String> {
    let people = |text: &str| -> Vec<String> {
        parts(text).iter().filter_map(|part| person(&without_date(part))).collect()
    };
    let dash = [" — ", " – ", " - "].iter().filter_map(|dash| line.find(dash)).min();
    let front = dash.map(|at| people(&line[..at])).unwrap_or_default();
    if front.iter().any(|name| is_name(name)) { front } else { people(line) }
}

/// Names, each once, in their order; what is none is left out.
fn distinct(found: impl Iterator<Item = String>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in found.filter(|name| is_name(name)) {
        if !names.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
            names.push(name);
        }
    }
    names.truncate(NAMES_MAX);
    names
}

/// Cuts "By A, B and C" at what stands between names.
fn parts(text: &str) -> Vec<String> {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"\s*(?:[;,|•●·⋅∙\n、，]|\s/\s|\s[-–—]\s|\s(?:and|und|et|y|e|og|och|en|ve|и|та|і|&|dan|oraz|with)\s)\s*",
        )
        .expect("a literal pattern")
    });
    static ASIDE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s*[(\[（][^)\]）]*[)\]）]?").expect("a literal pattern"));
    if text.contains("://") || text.contains("www.") {
        return Vec::new();
    }
    let lines = text.split('\n').map(|line| collapse(&line.replace('\u{a0}', " ")));
    let text = lines.collect::<Vec<_>>().join("\n");
    let text = text.trim_matches(['(', ')', '（', '）', '《', '》']);
    let text = ASIDE.replace_all(text, "");
    BETWEEN.split(&text).map(String::from).collect()
}

/// A part without "By" before it and the date behind it.
fn without_date(part: &str) -> String {
    let mut name = part.trim();
    for _ in 0..3 {
        name = after_by(name).unwrap_or(name);
    }
    let words: Vec<&str> = name.split(' ').collect();
    let ends = |at: &usize| {
        let word = words[*at].to_lowercase();
        let bare = word.trim_end_matches(['.', ':']);
        let next = words.get(at + 1).copied().unwrap_or("");
        let is_month = months::month(bare, "").is_some() && next.starts_with(char::is_numeric);
        let is_label =
            labels::label(bare).is_some_and(|(_, bytes)| bytes == bare.len() && bytes > 4);
        *at > 0 && word.starts_with(char::is_numeric) || is_month || is_label
    };
    let end = (0..words.len()).find(ends).unwrap_or(words.len());
    let name = words[..end].join(" ");
    let name = TITLES_BEHIND.iter().find_map(|title| name.strip_suffix(title)).unwrap_or(&name);
    name.trim_matches([' ', ':', '-', '–', '—', '*', '"', '/']).to_string()
}

/// The person or agency that a shown part begins with: up to a role, a place or a sentence.
fn person(part: &str) -> Option<String> {
    let words: Vec<&str> = part.split(' ').collect();
    let is_small = |word: &str| {
        word.starts_with(char::is_lowercase) && !PARTICLES.contains(&word) && !word.contains('\'')
    };
    if words.len() > 1 && (is_small(words[0]) || is_role(words[0])) {
        return None;
    }
    let ends = |at: &usize| is_small(words[*at]) || is_role(words[*at]);
    let end = (1..words.len()).find(ends).unwrap_or(words.len());
    let all_capital = words.iter().all(|word| word.starts_with(char::is_uppercase));
    match end {
        // "Courier Staff": what is left would be no name of its own.
        1 if words.len() > 1 => all_capital.then(|| part.to_string()),
        _ => Some(words[..end].join(" ")),
    }
}

/// What Korean, Japanese and Chinese lines put behind a reporter's name.
const TITLES_BEHIND: [&str; 5] = [" 기자", " 특파원", "記者", "记者", " 記者"];

/// Small words inside names.
const PARTICLES: [&str; 26] = [
    "de", "van", "von", "der", "la", "di", "da", "dos", "das", "do", "el", "al", "bin", "ibn",
    "le", "zu", "ten", "ter", "den", "af", "av", "du", "del", "della", "v.", "e.v.",
];

/// Words that begin what somebody is, behind a name.
const ROLES: [&str; 30] = [
    "senior",
    "staff",
    "contributing",
    "contributor",
    "editor",
    "writer",
    "reporter",
    "correspondent",
    "columnist",
    "head",
    "chief",
    "founder",
    "co-founder",
    "director",
    "manager",
    "author",
    "journalist",
    "redakteur",
    "redakteurin",
    "redaktion",
    "korrespondent",
    "chefredakteur",
    "ceo",
    "guest",
    "freelance",
    "special",
    "editorial",
    "min",
    "minute",
    "follow",
];

fn is_role(word: &str) -> bool {
    ROLES.contains(&word.to_lowercase().trim_end_matches(['.', ':']))
}

/// Whether a name is one of two to four words with capitals, none of which tells an organisation.
pub fn is_surely_person(name: &str) -> bool {
    const NOT_PEOPLE: [&str; 12] = [
        "the",
        "news",
        "press",
        "media",
        "agency",
        "desk",
        "team",
        "staff",
        "reporter",
        "writer",
        "google",
        "associated",
    ];
    let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    (2..=4).contains(&words.len())
        && name
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
        && !words
            .iter()
            .any(|word| NOT_PEOPLE.contains(&word.as_str()) || ROLES.contains(&word.as_str()))
}

/// Whether a name of one word is that of an agency, not of a town.
fn is_agency(name: &str) -> bool {
    let short = name.chars().count() <= 6 && name.chars().all(|c| c.is_uppercase() || c == '/');
    short
        || matches!(
            name.to_lowercase().as_str(),
            "reuters"
                | "dpa"
                | "bloomberg"
                | "redaktion"
                | "agencies"
                | "agenturen"
                | "kathpress"
                | "xinhua"
                | "interfax"
        )
}

fn is_name(name: &str) -> bool {
    let characters = name.chars().count();
    let spoken = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=NAME_CHARACTERS_MAX).contains(&characters)
        && spoken * 2 > characters
        && name.split_whitespace().count() <= NAME_WORDS_MAX
        && !name.contains('@')
        && name.chars().filter(char::is_ascii_digit).count() < 3
        && !is_other(&name.to_lowercase())
}

/// Whether a lower-case text is a word of the page's own that stands where names do.
fn is_other(name: &str) -> bool {
    const BEGINNINGS: [&str; 22] = [
        "foto",
        "photo",
        "image",
        "bild",
        "picture",
        "credit",
        "getty",
        "video:",
        "quelle",
        "source:",
        "read more",
        "see full",
        "see all",
        "follow ",
        "share",
        "comment",
        "leave a",
        "view ",
        "subscribe",
        "sign up",
        "about the",
        "learn more",
    ];
    let alone = matches!(
        name,
        "admin"
            | "null"
            | "undefined"
            | "none"
            | "by"
            | "updated"
            | "published"
            | "staff"
            | "author"
            | "authors"
            | "reporter"
            | "contributor"
            | "editor"
            | "guest"
            | "new"
            | "bio"
            | "webmaster"
            | "wordpressadmin"
            | "administrator"
            | "anonymous"
            | "unknown"
            | "autor"
            | "redaktor"
            | "von"
            | "par"
            | "senior writer"
            | "staff writer"
            | "contributing writer"
            | "writer"
            | "and"
            | "follow author"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    );
    alone || BEGINNINGS.iter().any(|it| name.starts_with(it))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wanted: &[&str]) {
        assert_eq!(shown([text]), wanted, "{text}");
    }

    #[test]
    fn people_are_told_from_what_stands_beside_them() {
        check("By Jo Mill, Courier Staff Writer", &["Jo Mill"]);
        check("Por Jo Mill — Villa Nueva", &["Jo Mill"]);
        check("By Jo Mill and Al Reed", &["Jo Mill", "Al Reed"]);
        check("Jo Mill in Paris, Al Reed in Rome", &["Jo Mill", "Al Reed"]);
        check("Von Jo Mill, Hamburg", &["Jo Mill"]);
        check("Jo Mill, dpa", &["Jo Mill", "dpa"]);
        check("vonJo Mill", &["Jo Mill"]);
        check("JO MILL Senior Politics Editor", &["JO MILL"]);
        check("Jo Mill (Brussels, office)", &["Jo Mill"]);
        check("View all posts by Jo Mill", &["Jo Mill"]);
        check("文：王小明、李大华", &["王小明", "李大华"]);
    }

    #[test]
    fn a_page_is_taken_at_its_word_when_it_declares_names() {
        assert_eq!(declared(["AFP"]), ["AFP"]);
        assert_eq!(declared(["Courier staff reporter"]), ["Courier staff reporter"]);
        assert_eq!(declared(["By Jo Mill - Mar 27"]), ["Jo Mill"]);
    }

    #[test]
    fn dates_roles_and_credits_are_no_names() {
        check("Jo Mill December 23, 2025", &["Jo Mill"]);
        check("Jo Mill - Mar 27", &["Jo Mill"]);
        check("Jo Mill Published 4 March", &["Jo Mill"]);
        check("By Staff", &[]);
        check("Written By", &[]);
        check("Jo Mill is a writer who lives by the sea", &["Jo Mill"]);
        check("Photo: Al Reed", &[]);
        check("https://news.example/jo", &[]);
        check("See full bio", &[]);
    }
}
