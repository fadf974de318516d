//! The extractor's number and what it makes of the fixtures: the one rises when the other changes,
//! so that stores read their old pages anew.
//!
//! `fixtures/extract.txt` has the number, and for each fixture the digests of its page and of the
//! article in it. `REVDIFF_OUTPUT=write cargo test --test extract output` writes it anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use revdiff::digest::Digest;
use revdiff::extract::EXTRACTOR;

/// The digests of a fixture's page and of what was read in it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Output {
    page: String,
    article: String,
}

type Outputs = BTreeMap<String, Output>;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// As many digits as tell a change.
fn short(bytes: &[u8]) -> String {
    Digest::of(bytes).to_string()[..16].to_owned()
}

fn found() -> Outputs {
    let entries = fs::read_dir(fixtures().join("extract")).expect("the fixtures are there");
    let pages = entries.flatten().filter(|entry| entry.path().is_dir());
    let read = |entry: fs::DirEntry| {
        let page = fs::read(entry.path().join("page.html")).expect("a fixture has a page");
        let article = serde_json::to_value(crate::read(&page)).expect("an article is plain data");
        let output = Output { page: short(&page), article: short(article.to_string().as_bytes()) };
        (entry.file_name().to_string_lossy().into_owned(), output)
    };
    pages.map(read).collect()
}

fn parse(text: &str) -> Option<(u32, Outputs)> {
    let (number, lines) = text.strip_prefix("extractor ")?.split_once('\n')?;
    let output = |line: &str| {
        let mut words = line.split(' ').map(str::to_owned);
        let (name, page, article) = (words.next()?, words.next()?, words.next()?);
        Some((name, Output { page, article }))
    };
    Some((number.parse().ok()?, lines.lines().map(output).collect::<Option<_>>()?))
}

fn print(number: u32, outputs: &Outputs) -> String {
    let line =
        |(name, Output { page, article }): (&String, &Output)| format!("{name} {page} {article}\n");
    format!("extractor {number}\n{}", outputs.iter().map(line).collect::<String>())
}

const WRITE: &str = "run `REVDIFF_OUTPUT=write cargo test --test extract output`";

/// Why the number is not right for what the extractor does now; a new page tells nothing.
fn wrong_number(noted: (u32, &Outputs), number: u32, found: &Outputs) -> Option<String> {
    let (old, outputs) = noted;
    let reads_otherwise = |(name, now): &(&String, &Output)| {
        outputs.get(*name).is_some_and(|was| was.page == now.page && was.article != now.article)
    };
    let changed: Vec<&String> =
        found.iter().filter(reads_otherwise).map(|(name, _)| name).collect();
    if number < old {
        return Some(format!("EXTRACTOR was {old} and is {number}: it only rises"));
    }
    (number == old && !changed.is_empty()).then(|| {
        format!("the extractor's output changed for {changed:?}: raise EXTRACTOR, then {WRITE}")
    })
}

#[test]
fn the_extractors_number_rises_with_a_change_of_its_output() {
    let file = fixtures().join("extract.txt");
    let found = found();
    let is_to_write = std::env::var_os("REVDIFF_OUTPUT").is_some_and(|it| it == "write");
    let text = fs::read_to_string(&file).expect("the file is in the repository");
    let (old, noted) = parse(&text).expect("a number, and lines of three words");
    let wrong = wrong_number((old, &noted), EXTRACTOR, &found);
    assert_eq!(wrong, None, "{}", wrong.as_deref().unwrap_or_default());
    if is_to_write {
        fs::write(&file, print(EXTRACTOR, &found)).expect("the repository is writable");
    } else {
        let is_new = text != print(EXTRACTOR, &found);
        assert!(!is_new, "a number, or a fixture, is not noted in {}: {WRITE}", file.display());
    }
}

#[test]
fn a_changed_output_is_told_from_a_new_page() {
    let outputs = |fixtures: &[(&str, &str, &str)]| -> Outputs {
        let output =
            |page: &str, article: &str| Output { page: page.into(), article: article.into() };
        fixtures
            .iter()
            .map(|(name, page, article)| (name.to_string(), output(page, article)))
            .collect()
    };
    let noted = outputs(&[("a", "1", "x"), ("b", "2", "y")]);
    let check = |number, found: &[(&str, &str, &str)], expected: Option<&str>| {
        let wrong = wrong_number((3, &noted), number, &outputs(found));
        match (&wrong, expected) {
            (None, None) => {}
            (Some(why), Some(expected)) => assert!(why.contains(expected), "{why}"),
            _ => panic!("{wrong:?}, expected {expected:?}"),
        }
    };
    check(3, &[("a", "1", "x"), ("b", "2", "y")], None);
    check(3, &[("a", "1", "x"), ("b", "2", "y"), ("c", "3", "z")], None);
    check(3, &[("a", "1", "x")], None);
    check(3, &[("a", "9", "z"), ("b", "2", "y")], None);
    check(3, &[("a", "1", "z"), ("b", "2", "y")], Some("changed for [\"a\"]: raise EXTRACTOR"));
    check(4, &[("a", "1", "z"), ("b", "2", "y")], None);
    check(2, &[("a", "1", "x"), ("b", "2", "y")], Some("only rises"));
    assert_eq!(parse(&print(3, &noted)), Some((3, noted.clone())));
    assert_eq!(parse("extractor 3\na 1\n"), None);
}
