//! The README holds what the program really prints, and names no command that is not there.

use regex::Regex;

use crate::desk::Desk;

fn readme() -> String {
    std::fs::read_to_string("README.md").expect("README.md is there")
}

/// The text with ports and times, which differ from run to run, made one.
fn settled(text: &str) -> String {
    let port = Regex::new(r"127\.0\.0\.1:\d+").expect("a pattern");
    let time = Regex::new(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z").expect("a pattern");
    let text = port.replace_all(text, "127.0.0.1:PORT");
    time.replace_all(&text, "TIME").trim().to_owned()
}

#[test]
fn the_transcript_of_the_demo_is_what_it_prints() {
    let readme = readme();
    let (_, after) = readme.split_once("<!-- demo -->\n```text\n").expect("a transcript");
    let (transcript, _) = after.split_once("```").expect("its end");
    let printed = Desk::new().run(&["demo"]).ok().out;
    assert_eq!(settled(transcript), settled(&printed));
}

#[test]
fn every_command_it_names_has_help() {
    let named = Regex::new(r"`revdiff ([a-z]+)|revdiff (poll)").expect("a pattern");
    let readme = readme();
    let mut commands: Vec<&str> = named
        .captures_iter(&readme)
        .filter_map(|found| Some(found.get(1).or(found.get(2))?.as_str()))
        .collect();
    commands.sort_unstable();
    commands.dedup();
    assert!(commands.len() >= 9, "{commands:?}");
    let desk = Desk::new();
    for command in &commands {
        let help = desk.run(&[command, "--help"]).ok().out;
        assert!(help.contains("Usage: revdiff"), "{help}");
        assert!(help.contains("Examples:"), "{command}: {help}");
    }
    let all = desk.run(&["--help"]).ok().out;
    let listed = Regex::new(r"(?m)^  ([a-z]+)  ").expect("a pattern");
    for found in listed.captures_iter(&all).filter(|found| &found[1] != "help") {
        assert!(commands.contains(&&found[1]), "the README does not name {}", &found[1]);
    }
}
