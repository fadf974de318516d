//! "By", in many languages: what stands before names.

use std::sync::LazyLock;

use regex::Regex;

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
