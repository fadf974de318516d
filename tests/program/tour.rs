//! `docs/tour.md`: each of its commands is run, in one shell, and must print what stands below it.
//!
//! `REVDIFF_TOUR=write cargo test --test program tour` writes what they print now.

use std::io::{BufRead, BufReader, PipeReader, Write};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};

use regex::Regex;
use tempfile::TempDir;

const TOUR: &str = "docs/tour.md";
/// The shell says this after each command.
const DONE: &str = "<the command is done>";
/// The demo's site says this when it can be read.
const SERVED: &str = "Ctrl-C ends it.\n";

#[test]
fn the_tour_is_what_its_commands_print() {
    let written = std::fs::read_to_string(TOUR).expect("the tour is there");
    let told = Shell::new().tell(&written);
    if std::env::var_os("REVDIFF_TOUR").is_some_and(|it| it == "write") {
        std::fs::write(TOUR, told).expect("the tour can be written");
        return;
    }
    let changed = written.lines().zip(told.lines()).enumerate().find(|(_, (old, new))| old != new);
    assert!(
        written == told,
        "{TOUR} is not what its commands print; first at line, old, new: {changed:#?}\n\
         REVDIFF_TOUR=write cargo test --test program tour\n\
         writes it anew; read the difference before you commit it"
    );
}

/// A shell in a folder of its own, with the program on its path.
struct Shell {
    folder: TempDir,
    child: Child,
    stdin: ChildStdin,
    /// Its standard output and standard error, as a terminal mixes them.
    printed: BufReader<PipeReader>,
}

impl Shell {
    fn new() -> Shell {
        let folder = tempfile::tempdir().expect("a folder");
        let binary = Path::new(env!("CARGO_BIN_EXE_revdiff")).parent().expect("a folder");
        let path = std::env::var("PATH").expect("sh and git are on the path");
        let (printed, out) = std::io::pipe().expect("a pipe");
        let mut command = Command::new("sh");
        command.current_dir(folder.path()).env_clear();
        command.env("PATH", format!("{}:{path}", binary.display())).env("HOME", folder.path());
        command.stdin(Stdio::piped()).stdout(out.try_clone().expect("a pipe")).stderr(out);
        // The site that it starts is ended with it.
        let mut child = command.process_group(0).spawn().expect("a shell");
        let stdin = child.stdin.take().expect("it is piped");
        Shell { folder, child, stdin, printed: BufReader::new(printed) }
    }

    /// The page, with what each command prints now in the place of what stands below it.
    fn tell(mut self, page: &str) -> String {
        let mut told = String::new();
        let mut is_printed = false;
        for line in page.lines() {
            if line.starts_with("```") {
                is_printed = line == "```console";
            } else if is_printed && !line.starts_with("$ ") {
                continue;
            }
            told.extend([line, "\n"]);
            if let Some(command) = line.strip_prefix("$ ").filter(|_| is_printed) {
                told.push_str(&self.run(command));
            }
        }
        told
    }

    fn run(&mut self, command: &str) -> String {
        let done = format!("{DONE}\n");
        // The site goes on, and whoever types would wait until it says that it can be read.
        let (after, end) = match command.ends_with('&') {
            true => (String::new(), SERVED),
            false => (format!("echo '{DONE}'\n"), done.as_str()),
        };
        self.stdin.write_all(format!("{command}\n{after}").as_bytes()).expect("the shell reads");
        let mut printed = String::new();
        while !printed.ends_with(end) {
            let read = self.printed.read_line(&mut printed).expect("output is UTF-8");
            assert!(read > 0, "the shell ended at {command:?}: {printed}");
        }
        let shown = printed.strip_suffix(&done).unwrap_or(&printed);
        self.settled(shown.trim_end_matches('\n')) + if shown.is_empty() { "" } else { "\n" }
    }

    /// The text with the port and the paths, which differ from run to run, made one.
    fn settled(&self, text: &str) -> String {
        let port = Regex::new(r"127\.0\.0\.1:\d+").expect("a pattern");
        let text = text
            .replace(env!("CARGO_BIN_EXE_revdiff"), "/home/you/.cargo/bin/revdiff")
            .replace(&self.folder.path().display().to_string(), "/home/you/desk");
        port.replace_all(&text, "127.0.0.1:40801").into_owned()
    }
}

impl Drop for Shell {
    fn drop(&mut self) {
        let end = format!("kill -TERM -{}", self.child.id());
        Command::new("sh").args(["-c", &end]).status().ok();
        self.child.wait().ok();
    }
}
