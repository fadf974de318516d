//! Where results and notes go: standard output, perhaps through a pager, and standard error.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use crate::cli::notes::{Level, LogFormat};
use crate::cli::pager::{self, Pager};
use crate::cli::{Color, Globals};
use crate::error::{Error, Result};
use crate::render::terminal::Layout;

/// Results gathered before they are written.
const OUT_BYTES: usize = 64 * 1024;
/// Columns of lines that go to no terminal.
const WIDTH_ELSEWHERE: usize = 100;

/// Columns from which on two texts can be read side by side.
const SIDE_BY_SIDE_MIN: usize = 100;

/// The output of one command.
pub struct Console {
    out: Box<dyn Write>,
    pager: Option<Pager>,
    is_terminal: bool,
    is_colored: bool,
    width_columns: usize,
    verbosity: Verbosity,
    log: LogFormat,
    /// Whether the reader has gone away (`| head`): nothing more is written, and that is well.
    is_closed: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Verbosity {
    Quiet,
    Normal,
    Verbose,
}

impl Console {
    pub fn new(globals: &Globals) -> Console {
        let is_terminal = io::stdout().is_terminal();
        let is_colored = match globals.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                let unwanted = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                let is_seen = is_terminal || is_paged_by_git();
                is_seen && !unwanted && std::env::var_os("TERM").is_none_or(|it| it != "dumb")
            }
        };
        let verbosity = match (globals.quiet, globals.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, false) => Verbosity::Normal,
            (false, true) => Verbosity::Verbose,
        };
        Console {
            out: Box::new(io::BufWriter::with_capacity(OUT_BYTES, io::stdout())),
            pager: None,
            is_terminal,
            is_colored,
            width_columns: width_columns(is_terminal),
            verbosity,
            log: globals.log_format,
            is_closed: false,
        }
    }

    /// Whether a person reads the output: on a terminal, or where colour was asked for.
    pub fn is_for_people(&self) -> bool {
        self.is_terminal || self.is_colored
    }

    /// Whether progress can be seen and is wanted.
    pub fn shows_progress(&self) -> bool {
        io::stderr().is_terminal() && !self.is_quiet() && self.log == LogFormat::Text
    }

    pub fn is_colored(&self) -> bool {
        self.is_colored
    }

    pub fn is_closed(&self) -> bool {
        self.is_closed
    }

    pub fn is_quiet(&self) -> bool {
        self.verbosity == Verbosity::Quiet
    }

    pub fn width_columns(&self) -> usize {
        self.width_columns
    }

    /// Two columns, where there is room for them; else one, and the user is told.
    pub fn side_by_side(&self) -> Layout {
        if self.width_columns >= SIDE_BY_SIDE_MIN {
            return Layout::SideBySide;
        }
        let columns = self.width_columns;
        self.note(&format!(
            "side by side needs {SIDE_BY_SIDE_MIN} columns and here are {columns}: one column then"
        ));
        Layout::OneColumn
    }

    /// Sends what follows through the user's pager, where the output is a terminal and there is
    /// such a pager.
    pub fn page(&mut self) {
        if !self.is_terminal || self.pager.is_some() {
            return;
        }
        let Some(line) = pager::wanted(|name| std::env::var_os(name)) else { return };
        let name = line.display().to_string();
        match Pager::start(line) {
            Ok(mut pager) => {
                if let Some(input) = pager.input() {
                    self.out = Box::new(io::BufWriter::with_capacity(OUT_BYTES, input));
                }
                self.pager = Some(pager);
            }
            Err(error) => self.detail(&format!("the pager {name} cannot be run: {error}")),
        }
    }

    /// Writes a result. A reader who has gone away is no error.
    pub fn write(&mut self, text: &str) -> Result<()> {
        if self.is_closed {
            return Ok(());
        }
        let written = self.out.write_all(text.as_bytes());
        self.settle(written)
    }

    pub fn write_line(&mut self, text: &str) -> Result<()> {
        self.write(text)?;
        self.write("\n")
    }

    pub fn flush(&mut self) -> Result<()> {
        if self.is_closed {
            return Ok(());
        }
        let flushed = self.out.flush();
        self.settle(flushed)
    }

    /// Tells the user something on standard error, unless told to be quiet.
    pub fn note(&self, text: &str) {
        if self.verbosity >= Verbosity::Normal {
            self.log.write(Level::Info, text);
        }
    }

    /// Tells a user who asked for more.
    pub fn detail(&self, text: &str) {
        if self.verbosity == Verbosity::Verbose {
            self.log.write(Level::Debug, text);
        }
    }

    /// Tells what went wrong where the command goes on.
    pub fn error(&self, error: &Error) {
        self.log.write_error(error);
    }

    /// Writes what is left and waits for the pager.
    pub fn close(mut self, code: ExitCode) -> Result<ExitCode> {
        self.flush()?;
        drop(self.out);
        match self.pager {
            Some(pager) => pager.wait().map(|()| code),
            None => Ok(code),
        }
    }

    fn settle(&mut self, written: io::Result<()>) -> Result<()> {
        match written {
            Ok(()) => Ok(()),
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.is_closed = true;
                Ok(())
            }
            Err(error) => {
                let next = "see that there is room where it goes";
                Err(Error::internal(format!("cannot write to standard output; {next}"))
                    .caused_by(error))
            }
        }
    }
}

/// Whether git runs us and has started its pager, which shows colour on the user's terminal.
fn is_paged_by_git() -> bool {
    std::env::var_os("GIT_PAGER_IN_USE").is_some_and(|it| it == "true")
}

fn width_columns(is_terminal: bool) -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let found = || terminal_size::terminal_size().map(|(width, _)| usize::from(width.0));
    let shown = if is_terminal { found() } else { None };
    asked.or(shown).unwrap_or(WIDTH_ELSEWHERE).clamp(40, 200)
}
