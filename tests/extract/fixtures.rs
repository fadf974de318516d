//! The fixtures: pages in `fixtures/extract`, each beside the article that it must give.
//!
//! What an `article.json` leaves out may be anything: of a page that is no article, only the
//! signals count.
//!
//! `fixtures/extract_open` has those that the extractor does not meet yet.
//!
//! A new one needs no Rust: a folder with a `page.html`. With `REVDIFF_FIXTURES=write`, the
//! walk drafts its `article.json` from what the extractor gives, for a person to put right.

use std::path::{Path, PathBuf};
use std::{env, fs};

use revdiff::render;
use serde_json::Value;

use crate::read;

/// The fixtures of a folder, by name.
pub fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(&folder).expect("the folder is in the repository");
    let mut fixtures: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    fixtures.sort();
    fixtures
}

/// What is known to be read wrongly stays in sight, and moves when it is mended.
#[test]
fn an_open_fixture_that_is_met_moves_to_the_others() {
    let open = fixtures("fixtures/extract_open");
    let met: Vec<&PathBuf> = open.iter().filter(|it| differences(it).is_none()).collect();
    assert!(met.is_empty(), "these are met now: move them to fixtures/extract: {met:#?}");
}

#[test]
fn every_fixture_gives_its_article() {
    let fixtures = fixtures("fixtures/extract");
    let wrong: Vec<String> = fixtures.iter().filter_map(|fixture| differences(fixture)).collect();
    assert!(wrong.is_empty(), "{} fixtures differ\n\n{}", wrong.len(), wrong.join("\n"));
    assert!(fixtures.len() >= 75, "only {} fixtures", fixtures.len());
}

/// What is read from a fixture's page and is not in its article (`+`), and the reverse (`-`).
fn differences(fixture: &Path) -> Option<String> {
    let page = fs::read(fixture.join("page.html")).expect("a fixture has a page");
    let found = render::article::json(&read(&page));
    let path = fixture.join("article.json");
    if !path.exists() && env::var_os("REVDIFF_FIXTURES").is_some_and(|it| it == "write") {
        fs::write(&path, format!("{found:#}\n")).expect("the folder is ours");
    }
    let wanted = fs::read(&path).expect("a fixture has an article");
    let wanted: Value = serde_json::from_slice(&wanted).expect("an article is JSON");
    let fields = wanted.as_object().expect("an article has fields");
    let differing: Vec<_> =
        fields.iter().filter(|(name, it)| found[name.as_str()] != **it).collect();
    // The body is the blocks again.
    let told = differing.iter().filter(|(name, _)| *name != "body");
    let lines: String =
        told.map(|(name, it)| difference(name, it, &found[name.as_str()])).collect();
    (!differing.is_empty()).then(|| format!("{}\n{lines}", fixture.display()))
}

fn difference(field: &str, wanted: &Value, found: &Value) -> String {
    let (wanted, found) = (items(wanted), items(found));
    let missing = wanted.iter().filter(|item| !found.contains(item)).map(|item| ("-", item));
    let added = found.iter().filter(|item| !wanted.contains(item)).map(|item| ("+", item));
    let lines: String =
        missing.chain(added).map(|(sign, item)| format!("  {field} {sign} {item}\n")).collect();
    if lines.is_empty() { format!("  {field}: in another order, or twice\n") } else { lines }
}

fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}
