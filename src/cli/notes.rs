//! Notes on standard error: words for people, or a JSON object a line for what gathers logs.

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::clock;
use crate::error::Error;
use crate::render::data;
use crate::text::visible::visible;
use crate::time::Time;

/// How notes are written.
#[derive(Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Words, for reading
    #[default]
    Text,
    /// A JSON object a line: when, how grave, what
    Json,
}

/// How grave a note is.
#[derive(Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// For a user who asked for more.
    Debug,
    Info,
    /// The command ends with it.
    Error,
}

#[derive(Serialize)]
struct Note<'a> {
    at: Time,
    level: Level,
    message: &'a str,
}

impl LogFormat {
    /// Writes a note of perhaps untrusted words.
    pub fn write(self, level: Level, words: &str) {
        match self {
            LogFormat::Text => eprintln!("{}", visible(words)),
            LogFormat::Json => {
                eprintln!("{}", data::line(&Note { at: clock::now(), level, message: words }));
            }
        }
    }

    /// Writes what a command ends with.
    pub fn write_error(self, error: &Error) {
        match self {
            LogFormat::Text => self.write(Level::Error, &format!("revdiff: {error:#}")),
            LogFormat::Json => self.write(Level::Error, &format!("{error:#}")),
        }
    }
}
