//! The README holds what the program really prints, and names no command that is not there.

use std::collections::BTreeMap;

use regex::Regex;

use crate::desk::Desk;

pub fn readme() -> String {
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
    let transcript = block(&readme, "<!-- demo -->");
    let printed = Desk::new().run(&["demo"]).ok().out;
    assert_eq!(settled(transcript), settled(&printed));
}

/// The fenced block that follows a mark such as `<!-- demo -->`.
pub fn block<'a>(readme: &'a str, mark: &str) -> &'a str {
    let (_, after) = readme.split_once(mark).expect("the mark");
    let (_, block) = after.split_once("```").expect("a block");
    let (_, block) = block.split_once('\n').expect("its first line");
    block.split_once("```").expect("its end").0
}

/// The commands that `revdiff --help` lists, with what it says of each.
pub fn commands(desk: &Desk) -> BTreeMap<String, String> {
    let help = desk.run(&["--help"]).ok().out;
    let listed = Regex::new(r"(?m)^  ([a-z-]+) +([A-Z].+)$").expect("a pattern");
    let commands = listed.captures_iter(&help).filter(|found| &found[1] != "help");
    commands.map(|found| (found[1].to_owned(), found[2].to_owned())).collect()
}

/// The options in some text; each is checked to stand in one of the helps.
fn check_options(text: &str, helps: &[&str]) -> usize {
    let option = Regex::new(r"--[a-z][a-z-]*").expect("a pattern");
    for found in option.find_iter(text) {
        let stands = Regex::new(&format!(r"{}\b", found.as_str())).expect("a pattern");
        let is_known = helps.iter().any(|help| stands.is_match(help));
        assert!(is_known, "{} in {text:?} is in no help", found.as_str());
    }
    option.find_iter(text).count()
}

#[test]
fn the_schedule_is_what_the_command_prints() {
    let readme = readme();
    let desk = Desk::new();
    let store = "/home/you/.local/share/revdiff/revdiff.db";
    let printed = |args: &[&str]| {
        let common = ["schedule", "--store", store, "--contact", "desk@example.org"];
        let out = desk.run(&[&common, args].concat()).ok().out;
        out.replace(env!("CARGO_BIN_EXE_revdiff"), "/home/you/.cargo/bin/revdiff")
    };
    assert_eq!(block(&readme, "<!-- schedule -->"), printed(&[]));
    assert_eq!(block(&readme, "<!-- cron -->"), printed(&["--cron"]));
}

#[test]
fn every_command_has_help_with_examples_and_a_row_in_the_table() {
    let readme = readme();
    let (_, table) = readme.split_once("\n## By task\n").expect("the table");
    let (table, _) = table.split_once("\n## ").expect("its end");
    let desk = Desk::new();
    let commands = commands(&desk);
    assert!(commands.len() >= 12, "{commands:?}");
    for (command, says) in &commands {
        let help = desk.run(&[command, "--help"]).ok().out;
        assert!(help.starts_with(says.as_str()), "{command}: {help}");
        assert!(help.contains(&format!("Usage: revdiff {command}")), "{help}");
        assert!(help.contains(&format!("Examples:\n  revdiff {command}")), "{command}: {help}");
        assert!(table.contains(&format!("`revdiff {command}")), "the table misses {command}");
    }
    let named = Regex::new(r"`revdiff ([a-z]+(?:-[a-z]+)*)").expect("a pattern");
    for found in named.captures_iter(&readme) {
        assert!(commands.contains_key(&found[1]), "there is no command {}", &found[1]);
    }
}

#[test]
fn every_option_it_names_is_in_the_help_of_its_command() {
    let readme = readme();
    let desk = Desk::new();
    let helps: BTreeMap<String, String> = commands(&desk)
        .into_keys()
        .map(|command| (command.clone(), desk.run(&[&command, "--help"]).ok().out))
        .collect();
    let all: Vec<&str> = helps.values().map(String::as_str).collect();
    let span = Regex::new(r"`([^`\n]+)`").expect("a pattern");
    let mut checked = 0;
    for line in readme.lines() {
        // An option alone belongs to the command that its line named before it, if it named one.
        let mut own = None;
        for found in span.captures_iter(line).map(|found| found.extract::<1>().1[0]) {
            let mut words = found.split(' ').skip_while(|&word| word == "revdiff");
            own = words.next().and_then(|word| helps.get(word)).or(own);
            match own {
                Some(help) => checked += check_options(found, &[help]),
                None => checked += check_options(found, &all),
            }
        }
    }
    assert!(checked >= 20, "{checked} options");
}

#[test]
fn the_examples_in_help_use_options_that_are_there() {
    let desk = Desk::new();
    let call = Regex::new(r"revdiff( --store \S+)? ([a-z]+)([^|&<>\n]*)").expect("a pattern");
    for command in commands(&desk).into_keys() {
        let help = desk.run(&[&command, "--help"]).ok().out;
        let (options, examples) = help.split_once("Examples:\n").expect("examples");
        for found in call.captures_iter(examples).filter(|found| found[2] == command) {
            check_options(&found[3], &[options]);
        }
    }
}

#[test]
fn the_defaults_of_the_network_options_are_those_of_the_help() {
    let readme = readme();
    let help = Desk::new().run(&["poll", "--help"]).ok().out;
    let row = Regex::new(r"(?m)^\| `(--[a-z-]+ [A-Z]+)`: .* \| (\d+) \|$").expect("a pattern");
    let mut rows = 0;
    for found in row.captures_iter(&readme) {
        let stands = found[1].replace(' ', " <") + ">";
        let (_, after) = help.split_once(&stands).expect("the option stands in the help");
        let (default, _) =
            after.split_once("[default: ").expect("a default").1.split_once(']').expect("its end");
        assert_eq!(default, &found[2], "{stands}");
        rows += 1;
    }
    assert_eq!(rows, 4);
}
