//! Marks and texts that look like them.

use proptest::prelude::*;

use super::*;
use crate::diff;

fn print(pieces: Vec<Piece>) -> String {
    pieces.into_iter().map(|piece| piece.text).collect()
}

fn check(old: &str, new: &str, expected: &str) {
    assert_eq!(print(pieces(&diff::diff(old, new))), expected);
}

#[test]
fn a_text_cannot_forge_marks() {
    check("[-not-] guilty", "[-not-] guilty", "[\\-not-\\] guilty");
    check("{+a+} [<1:b<] {>1:b>}", "{+a+} [<1:b<] {>1:b>}", "{\\+a+\\} [\\<1:b<\\] {\\>1:b>\\}");
    check("[\\-a", "[\\-a", "[\\\\-a");
    check("[-] x", "[-] y", "[\\-\\] [-x-]{+y+}");
}

#[test]
fn a_text_and_a_mark_make_no_other_mark() {
    let run = |op, text| Run { op, text, move_id: None, class: None };
    let print = |op, text| print(pieces(&[run(op, text)]));
    assert_eq!(print(Op::Delete, "a["), "[-a[\\-]");
    assert_eq!(print(Op::Delete, "] a"), "[-\\] a-]");
    assert_eq!(print(Op::Insert, "{\\"), "{+{\\\\+}");
    assert_eq!(print(Op::Equal, "a["), "a[");
}

#[test]
fn code_and_paths_stay_as_they_are() {
    let text = "C:\\new\\ [ -z \"$a\" ] a->b {0} [1] \\";
    check(text, text, text);
}

/// Runs with texts of the signs that marks are made of.
fn runs() -> impl Strategy<Value = Vec<(Op, String)>> {
    let ops = [Op::Equal, Op::Equal, Op::Delete, Op::Insert, Op::MoveFrom, Op::MoveTo];
    let run = (proptest::sample::select(ops.to_vec()), "[\\[\\]{}<>+\\\\ a-]{0,12}");
    proptest::collection::vec(run, 0..6)
}

/// What is printed, with a backslash less wherever some stand between the signs of a mark.
fn read(printed: &str) -> String {
    let (mut out, mut before) = (String::new(), None);
    for c in printed.chars() {
        if c != '\\' && is_mark(before.replace(c), c) && out.ends_with('\\') {
            out.pop();
        }
        out.push(c);
    }
    out
}

const MARKS: [&str; 8] = ["[-", "-]", "{+", "+}", "[<", "<]", "{>", ">}"];

proptest! {
    #[test]
    fn each_mark_that_is_printed_is_ours_and_the_texts_can_be_read_back(texts in runs()) {
        let id = |op| matches!(op, Op::MoveFrom | Op::MoveTo).then_some(1);
        let runs: Vec<Run> = texts
            .iter()
            .map(|(op, text)| Run { op: *op, text, move_id: id(*op), class: None })
            .collect();
        for shown in [pieces(&runs), old_pieces(&runs), new_pieces(&runs)] {
            let ours = |piece: &Piece| MARKS.iter().any(|mark| piece.text.starts_with(mark));
            let printed = print(shown.clone());
            let found: usize = MARKS.iter().map(|mark| printed.matches(mark).count()).sum();
            prop_assert_eq!(found, shown.iter().filter(|piece| ours(piece)).count(), "{}", printed);
        }
        let bare = |run: &Run| match run.op {
            Op::Equal => run.text.to_string(),
            Op::Delete => format!("[-{}-]", run.text),
            Op::Insert => format!("{{+{}+}}", run.text),
            Op::MoveFrom => format!("[<1:{}<]", run.text),
            Op::MoveTo => format!("{{>1:{}>}}", run.text),
        };
        let expected: String = runs.iter().map(bare).collect();
        prop_assert_eq!(read(&print(pieces(&runs))), expected);
    }
}
