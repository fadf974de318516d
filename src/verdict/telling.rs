//! What reasons say, by example: kind, old value, new value, and ratio.

use super::*;
use crate::article::{Article, Block, BlockKind};
use crate::diff;

/// Judges an edit of one paragraph; each reason is read as `kind: old -> new xRATIO`.
fn check(language: &str, old: &str, new: &str, expected: &[&str]) {
    let [before, after] = [old, new].map(|text| Article {
        blocks: vec![Block { kind: BlockKind::Paragraph, text: text.to_owned() }],
        language: Some(language.to_owned()),
        ..Article::default()
    });
    let verdict = judge(&diff::articles(&before, &after), &before, &after);
    let lines: Vec<String> = verdict.reasons.iter().map(line).collect();
    assert_eq!(lines, expected, "{old} => {new}");
}

fn line(reason: &Reason) -> String {
    let kind = serde_json::to_string(&reason.kind).expect("a kind is a string");
    let side = |text: &Option<String>| text.clone().unwrap_or_default();
    let ratio = reason.ratio.map_or(String::new(), |ratio| format!(" x{}", rounded(ratio)));
    format!("{}: {} -> {}{ratio}", kind.trim_matches('"'), side(&reason.old), side(&reason.new))
}

fn rounded(ratio: f64) -> f64 {
    (ratio * 1e9).round() / 1e9
}

#[test]
fn a_name_beside_another_fact_is_told() {
    check(
        "en",
        "A man was found dead in Leeds on Monday after a fire.",
        "A man was found dead in London on Tuesday after a fire.",
        &["date: Monday -> Tuesday", "name: Leeds -> London"],
    );
    check(
        "en",
        "The fine of $5m was paid by Google in June, it said.",
        "The fine of $7m was paid by Apple in July, it said.",
        &["number: $5m -> $7m x1.4", "name: Google -> Apple", "date: June -> July"],
    );
    check(
        "fr",
        "Le train est arrivé à Lyon mardi soir.",
        "Le train est arrivé à Lille mercredi soir.",
        &["date: mardi -> mercredi", "name: Lyon -> Lille"],
    );
}

#[test]
fn a_full_word_beside_a_fact_is_told() {
    check(
        "en",
        "The blast killed 11 people there.",
        "The blast wounded 13 people there.",
        &["number: 11 -> 13 x1.181818182", "text: killed 11 -> wounded 13"],
    );
}
