//! The names in a text that says who wrote something: "By A and B, staff writers | 4 March".

use std::sync::LazyLock;

use regex::Regex;

use super::by::after_by;
use super::people::{is_agency, is_role, person};
use super::words::is_name;
use crate::extract::document::collapse;
use crate::extract::stamps::{labels, months};

const NAMES_MAX: usize = 20;

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

/// What Korean, Japanese and Chinese lines put behind a reporter's name.
const TITLES_BEHIND: [&str; 5] = [" 기자", " 특파원", "記者", "记者", " 記者"];

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
