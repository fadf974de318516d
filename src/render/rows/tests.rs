//! Rows by example, and the law that each column is its text.

use proptest::prelude::*;

use super::*;
use crate::diff;

fn line(line: &Option<Vec<Run>>) -> String {
    match line {
        None => "·".to_string(),
        Some(runs) => runs.iter().map(|run| run.text).collect(),
    }
}

/// Compares texts written with a slash for each line's end.
fn check(old: &str, new: &str, expected: &[(&str, &str)]) {
    let [old, new] = [old, new].map(|text| text.replace('/', "\n"));
    let found: Vec<(String, String)> =
        rows(&diff::diff(&old, &new)).iter().map(|row| (line(&row.old), line(&row.new))).collect();
    let found: Vec<(&str, &str)> = found.iter().map(|(old, new)| (&**old, &**new)).collect();
    assert_eq!(found, expected, "{old:?} {new:?}");
}

#[test]
fn a_line_that_went_or_came_stands_alone() {
    check(
        "Two men were held./They were not charged./They left./",
        "Two men were held./They left./",
        &[
            ("Two men were held.", "Two men were held."),
            ("They were not charged.", "·"),
            ("They left.", "They left."),
        ],
    );
    check("guilty/", "not/guilty/", &[("·", "not"), ("guilty", "guilty")]);
    let both = [("one", "one"), ("two", "·"), ("three", "·"), ("four", "four")];
    check("one/two/three/four/", "one/four/", &both);
    check("one/two/three/four", "one/four", &both);
}

#[test]
fn an_edited_line_stands_beside_what_it_was() {
    check(
        "One./Two died./Six./",
        "One./Three died./Five./Six./",
        &[("One.", "One."), ("Two died.", "Three died."), ("·", "Five."), ("Six.", "Six.")],
    );
    check("a/b/x", "c/d/x", &[("a", "c"), ("b", "d"), ("x", "x")]);
}

#[test]
fn a_lines_end_that_changed_is_seen() {
    check("a b/c", "a b/c/", &[("a b", "a b"), ("c", "c␊")]);
    check("a/b", "a//b", &[("a␊", "a␊"), ("·", "␊"), ("b", "b")]);
    check("", "", &[]);
}

/// Texts of few words on short lines, so that lines part, join and return.
fn text() -> impl Strategy<Value = String> {
    let word =
        proptest::sample::select(vec!["one", "two", "not", "guilty.", " ", "\n", "\n", "\n\n"]);
    proptest::collection::vec(word, 0..16).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn each_column_read_down_is_its_text(old in text(), new in text()) {
        let runs = diff::diff(&old, &new);
        let rows = rows(&runs);
        let columns: [Vec<_>; 2] = [
            rows.iter().filter_map(|row| row.old.as_ref()).collect(),
            rows.iter().filter_map(|row| row.new.as_ref()).collect(),
        ];
        for (text, column) in [(&old, &columns[0]), (&new, &columns[1])] {
            let read: Vec<String> = column
                .iter()
                .map(|line| line.iter().map(|run| run.text.trim_end_matches('␊')).collect())
                .collect();
            prop_assert_eq!(read, text.lines().map(str::to_owned).collect::<Vec<_>>());
        }
        prop_assert!(rows.iter().all(|row| row.old.is_some() || row.new.is_some()));
    }
}
