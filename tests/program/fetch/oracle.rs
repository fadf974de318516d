//! robots.txt read by us and by another reader of it: both must come to the same.
//!
//! Left out is where the two differ on purpose. `User-agent: revdiff/1.0` names us for Google's reader
//! and so for us, but not for the other; an empty rule is none for us (RFC 9309 §2.2.2), and allows all
//! for the other, even where a rule beside it forbids.

use proptest::prelude::*;
use revdiff::fetch::robots::Robots;
use texting_robots::Robot;

/// A rule of one of the kinds that files are made of.
fn rule() -> impl Strategy<Value = String> {
    let path = "(/|/a|/b|/ab|\\*|\\.c|\\?d|=|-|e/){0,5}\\$?";
    let value = path.prop_map(|path| match path.starts_with(['/', '*']) {
        true => path,
        false => format!("/{path}"),
    });
    ("(Allow|Disallow|allow|DISALLOW)", value).prop_map(|(key, value)| format!("{key}: {value}\n"))
}

/// A group for one or two robots.
fn group() -> impl Strategy<Value = String> {
    let agent = "User-agent: (\\*|revdiff|Revdiff|other)\n";
    let agents = prop::collection::vec(agent, 1..3);
    let rules = prop::collection::vec(rule(), 1..5);
    (agents, rules).prop_map(|(agents, rules)| format!("{}{}", agents.concat(), rules.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]
    #[test]
    fn another_reader_comes_to_the_same(
        groups in prop::collection::vec(group(), 1..4),
        path in "/(a|b|ab|\\.c|e/|/){0,4}(\\?d=?)?",
    ) {
        let file = groups.join("\n");
        let ours = Robots::parse(&file).allows(&path);
        let theirs = Robot::new("revdiff", file.as_bytes()).expect("a file of this kind");
        let theirs = theirs.allowed(&format!("https://news.example{path}"));
        prop_assert_eq!(ours, theirs, "{} in\n{}", path, file);
    }
}
