//! The user's pager, chosen and started as git does it.

use std::ffi::{OsStr, OsString};
use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};

use tokio::runtime::Builder;
use tokio::signal::unix::{SignalKind, signal};

use crate::error::{Error, Result};

/// What makes a command line one for a shell, not a program with words behind it.
const SHELL: &str = "|&;<>()$`\\\"'\n*?[#~=%";
/// What a shell says of a program that it cannot find or run.
const NOT_RUN: [i32; 2] = [126, 127];

/// A pager that is running.
pub struct Pager {
    child: Child,
    line: OsString,
}

/// The command line of the pager that the user wants: `REVDIFF_PAGER`, then `PAGER`, then `less`;
/// none where that is empty or `cat`, or where the terminal can do nothing that a pager needs.
pub fn wanted(variable: impl Fn(&str) -> Option<OsString>) -> Option<OsString> {
    if variable("TERM").is_none_or(|term| term == "dumb") {
        return None;
    }
    let line = variable("REVDIFF_PAGER").or_else(|| variable("PAGER"));
    Some(line.unwrap_or("less".into())).filter(|line| !line.is_empty() && line != "cat")
}

impl Pager {
    /// Starts a pager; an error where there is none of that name.
    pub fn start(line: OsString) -> io::Result<Pager> {
        let unless_set = |name, value: &str| std::env::var_os(name).unwrap_or(value.into());
        let child = command(&line)
            .env("LESS", unless_set("LESS", "FRX"))
            .env("LV", unless_set("LV", "-c"))
            .stdin(Stdio::piped())
            .spawn()?;
        outlive_interrupts()?;
        Ok(Pager { child, line })
    }

    /// What the pager shows is written here.
    pub fn input(&mut self) -> Option<impl io::Write + use<>> {
        self.child.stdin.take()
    }

    /// Waits until the user has done with it.
    pub fn wait(mut self) -> Result<()> {
        let told = |why: String| {
            let next = "set PAGER to another, or to nothing for none";
            Error::invalid(format!("the pager {} {why}; {next}", self.line.display()))
        };
        let is_run = |status: &ExitStatus| status.code().is_none_or(|it| !NOT_RUN.contains(&it));
        match self.child.wait() {
            Ok(status) if is_run(&status) => Ok(()),
            Ok(_) => Err(told("cannot be run".to_owned())),
            Err(error) => Err(told("is lost".to_owned()).caused_by(error)),
        }
    }
}

/// Leaves Ctrl-C to the pager, whose it is: were we to end by it, the pager and the shell would
/// read one keyboard.
fn outlive_interrupts() -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_io().build()?;
    let _entered = runtime.enter();
    // Once there is a handler it stays, though nobody listens.
    signal(SignalKind::interrupt()).map(drop)
}

/// A program with its words, or a line for the shell.
fn command(line: &OsStr) -> Command {
    let mut words = line.to_str().unwrap_or("\n").split(' ').filter(|word| !word.is_empty());
    match words.next() {
        Some(program) if !line.to_string_lossy().contains(|c| SHELL.contains(c)) => {
            let mut command = Command::new(program);
            command.args(words);
            command
        }
        _ => {
            let mut command = Command::new("sh");
            command.arg("-c").arg(line);
            command
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(variables: &[(&str, &str)], expected: Option<&str>) {
        let value = |name: &str| {
            let found = variables.iter().chain(&[("TERM", "xterm")]).find(|(is, _)| *is == name);
            found.map(|(_, value)| OsString::from(value))
        };
        assert_eq!(wanted(value), expected.map(OsString::from), "{variables:?}");
    }

    #[test]
    fn the_pager_is_the_one_that_the_user_wants() {
        check(&[], Some("less"));
        check(&[("PAGER", "more")], Some("more"));
        check(&[("PAGER", "more"), ("REVDIFF_PAGER", "less -S")], Some("less -S"));
        for none in ["", "cat"] {
            check(&[("PAGER", none)], None);
            check(&[("PAGER", "more"), ("REVDIFF_PAGER", none)], None);
        }
        check(&[("TERM", "dumb"), ("PAGER", "less")], None);
    }

    #[test]
    fn only_what_needs_a_shell_gets_one() {
        let program = |line: &str| command(OsStr::new(line)).get_program().to_owned();
        assert_eq!(program("less -S"), "less");
        for line in ["less | cat", "A=1 less", "$MINE", "'my pager'"] {
            assert_eq!(program(line), "sh", "{line}");
        }
    }

    #[test]
    fn a_pager_that_is_missing_is_told_of_before_it_is_needed() {
        assert!(Pager::start("no-such-pager-here -R".into()).is_err());
        let error = Pager::start("'no-such-pager-here'".into()).expect("a shell starts").wait();
        let error = error.expect_err("the shell finds none").to_string();
        assert!(error.contains("no-such-pager-here") && error.contains("set PAGER"), "{error}");
    }
}
