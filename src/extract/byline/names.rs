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
        r"(?i)^\s*(?:(?:written|reported|story|text|posted|published|words|created|reviewed) by|",
        r"(?:view all posts|all posts|posts|more) by|zeige alle beiträge von|alle artikel von|",
        r"veröffentlicht von|geschrieben von|erstellt von|verfasst von|voir tous les articles de|",
        r"ver todas las entradas de|par|by|von|por|di|da|door|av|af|od|autor(?:es|in|a|ka)?|",
        r"author|auteur|text|texte|yazan|haber|автор|від|от|oleh|από|redaksi|reporter|penulis|",
        r"editor|verfasser|tekst|redaktor|autorin/autor|שם הכותב|مؤلف|بقلم|نوشته|",
        r"责编|责任编辑|编辑|作者|记者|記者|文|撰文|取材)"
    ))
    .expect("a literal pattern")
});

/// Whether a line begins with "By", in some language, and what comes after it.
pub fn after_by(text: &str) -> Option<&str> {
    let found = BY.find(text)?;
    let rest = &text[found.end()..];
    let parted =
        rest.trim_start_matches(|c: char| matches!(c, ':' | '：' | '/') || c.is_whitespace());
    // "vonChris": two elements that the page has run together.
    let run_together = rest.starts_with(char::is_uppercase);
    (parted.len() < rest.len() || run_together).then_some(parted)
}

/// The names in texts, each once, in their order.
pub fn names_in<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for name in texts.into_iter().flat_map(split) {
        if !names.iter().any(|known| known.to_lowercase() == name.to_lowercase()) {
            names.push(name);
        }
    }
    names.truncate(NAMES_MAX);
    names
}

/// Cuts "By A, B and C" into names; what is no name (dates, addresses, sentences) is left out.
fn split(text: &str) -> Vec<String> {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"\s*(?:[;,|•●·⋅\n、，]|\s/\s|\s[-–—]\s|\s(?:and|und|et|y|e|og|och|en|ve|и|та|і|&|dan|oraz|with)\s)\s*",
        )
        .expect("a literal pattern")
    });
    static ASIDE: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\s*[(\[（][^)\]）]*[)\]）]?").expect("a literal pattern"));
    if text.contains("://") || text.contains("www.") {
        return Vec::new();
    }
    let lines: Vec<String> =
        text.split('\n').map(|line| collapse(&line.replace('\u{a0}', " "))).collect();
    let text = lines.join("\n");
    let text = ASIDE.replace_all(text.trim_matches(['(', ')', '（', '）', '《', '》']), "");
    let parts: Vec<String> = BETWEEN.split(&text).map(cleaned).filter(|it| is_name(it)).collect();
    let has_whole_name = parts.iter().any(|name| name.contains(' '));
    let is_place = |name: &String| has_whole_name && !name.contains(' ') && !is_agency(name);
    parts.iter().filter(|name| !is_place(name)).cloned().collect()
}

/// A name without "By" before it, and without the role, the place or the date behind it.
fn cleaned(part: &str) -> String {
    let mut name = part.trim();
    for _ in 0..3 {
        name = after_by(name).unwrap_or(name);
    }
    let words: Vec<&str> = name.split(' ').collect();
    let ends = |at: &usize| {
        let word = words[*at].to_lowercase();
        let next = words.get(at + 1).copied().unwrap_or("");
        let is_number = word.starts_with(|c: char| c.is_numeric());
        let bare = word.trim_end_matches(['.', ':']);
        let is_month = months::month(bare, "").is_some() && next.starts_with(char::is_numeric);
        let is_label =
            labels::label(bare).is_some_and(|(_, bytes)| bytes == bare.len() && bytes > 4);
        let is_role = *at >= 2 && ROLES.contains(&bare);
        let is_place = *at >= 2 && matches!(bare, "in" | "à" | "aus" | "w" | "im");
        is_number || is_month || is_label || is_role || is_place
    };
    let end = (0..words.len()).find(ends).unwrap_or(words.len());
    words[..end].join(" ").trim_matches([' ', ':', '-', '–', '—', '.', '*', '"']).to_string()
}

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
        assert_eq!(names_in([text]), wanted, "{text}");
    }

    #[test]
    fn people_are_told_from_what_stands_beside_them() {
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
    fn dates_roles_and_credits_are_no_names() {
        check("Jo Mill December 23, 2025", &["Jo Mill"]);
        check("Jo Mill - Mar 27", &["Jo Mill"]);
        check("Jo Mill Published 4 March", &["Jo Mill"]);
        check("By Staff", &[]);
        check("Photo: Al Reed", &[]);
        check("https://news.example/jo", &[]);
        check("See full bio", &[]);
    }
}
