//! What fits revdiff into a machine: schedules, completions, manual pages.

use std::fs;

use crate::desk::{Desk, Run};
use crate::readme::commands;

/// Runs `schedule --install` with a configuration folder of the desk's own.
fn install(desk: &Desk, args: &[&str]) -> Run {
    let mut command = desk.command(&[&["schedule", "--install"], args].concat());
    command.env("HOME", desk.path("home")).env("XDG_CONFIG_HOME", desk.path("config"));
    Run::of(command.output().expect("the binary runs"))
}

#[test]
fn nothing_is_touched_without_being_told_to() {
    let desk = Desk::new();
    let before = fs::read_dir(desk.path("")).expect("readable").count();
    for args in [&["schedule"][..], &["schedule", "--cron"], &["man"], &["completions", "bash"]] {
        desk.run(args).ok();
    }
    assert_eq!(fs::read_dir(desk.path("")).expect("readable").count(), before);
}

#[test]
fn installing_writes_both_units_and_says_how_to_enable_them() {
    let desk = Desk::new();
    let store = desk.path("a folder/desk.db").display().to_string();
    let printed = desk.run(&["schedule", "--store", &store, "--every", "15m"]).ok().out;
    let run = install(&desk, &["--store", &store, "--every", "15m"]).ok();
    assert!(run.out.contains("systemctl --user enable --now revdiff.timer"), "{}", run.out);
    for name in ["revdiff.service", "revdiff.timer"] {
        let path = desk.path("config/systemd/user").join(name);
        let unit = fs::read_to_string(&path).expect("it was written");
        assert!(printed.contains(&unit), "{unit}");
        assert!(run.out.contains(&path.display().to_string()), "{}", run.out);
    }
    assert!(printed.contains(&format!("--store \"{store}\" poll --quiet\n")), "{printed}");
    assert!(printed.contains("OnUnitActiveSec=900s"), "{printed}");
    assert!(desk.path("a folder").is_dir(), "the service can write to its folder");
}

#[test]
fn an_own_unit_is_replaced_and_another_is_not() {
    let desk = Desk::new();
    install(&desk, &[]).ok();
    install(&desk, &["--every", "1h"]).ok();
    let timer = desk.path("config/systemd/user/revdiff.timer");
    assert!(fs::read_to_string(&timer).expect("it is there").contains("3600s"));
    fs::write(&timer, "[Timer]\n").expect("writable");
    install(&desk, &[]).fails(2, &["revdiff.timer", "move it away"]);
    assert_eq!(fs::read_to_string(&timer).expect("it is there"), "[Timer]\n");
}

#[test]
fn the_crontab_line_is_one_line_that_a_shell_runs() {
    let desk = Desk::new();
    let odd = ["schedule", "--cron", "--every", "1h", "--contact", "it's 100% me"];
    let line = desk.run(&odd).ok().out;
    let command = line.strip_prefix("0 * * * * ").expect("every hour").replace("\\%", "%");
    // `list` refuses the contact as a format, and repeats it as the shell handed it over.
    let listed = command.replace("poll --quiet --contact", "list --format");
    let mut shell = std::process::Command::new("sh");
    let run = Run::of(shell.arg("-c").arg(listed).env_clear().output().expect("a shell"));
    run.fails(2, &["it's 100% me"]);
}

#[test]
fn each_shell_has_completions_that_name_the_commands() {
    let desk = Desk::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = desk.run(&["completions", shell]).ok().out;
        for name in commands(&desk).keys().map(String::as_str).chain(["host-delay"]) {
            assert!(script.contains(name), "{shell}: {name} is missing");
        }
    }
    desk.run(&["completions", "tcsh"]).fails(2, &["tcsh", "possible values"]);
}

#[test]
fn a_manual_page_is_written_for_each_command() {
    let desk = Desk::new();
    let page = desk.run(&["man"]).ok().out;
    assert!(page.contains(".TH revdiff 1") && page.contains("revdiff\\-poll(1)"), "{page}");
    desk.run(&["man", "--dir", "pages"]).ok();
    for (name, says) in commands(&desk) {
        let page = fs::read_to_string(desk.path("pages").join(format!("revdiff-{name}.1")));
        let page = page.expect("it was written").replace('\\', "");
        let command = format!("revdiff {name}");
        for part in [".SH NAME", &says, "EXAMPLES", &command, "ENVIRONMENT", "REVDIFF_STORE"] {
            assert!(page.contains(part), "{name}: {part} is missing in {page}");
        }
    }
    desk.write("file", "");
    assert!(page.contains("\"revdiff 0."), "the foot names the program: {page}");
    desk.run(&["man", "--dir", "file"]).fails(2, &["file", "folder"]);
}

#[test]
fn an_empty_variable_is_no_variable() {
    let desk = Desk::new();
    let mut command = desk.command(&["schedule", "--cron"]);
    let run = Run::of(command.env("REVDIFF_CONTACT", "").output().expect("the binary runs"));
    assert!(!run.out.contains("--contact") && run.err.contains("no --contact"), "{run:?}");
    let mut command = desk.command(&["schedule", "--cron"]);
    let run = Run::of(command.env("REVDIFF_CONTACT", "desk@a.example").output().expect("it runs"));
    assert!(run.out.contains("--contact desk@a.example"), "{run:?}");
}
