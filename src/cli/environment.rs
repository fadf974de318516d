//! What the environment tells the program, where no option says otherwise.

use std::ffi::OsString;
use std::path::PathBuf;

/// The variables that are read, each with what it does, for help and manual.
pub const VARIABLES: [(&str, &str); 7] = [
    ("REVDIFF_STORE", "the store, where --store does not name it"),
    ("REVDIFF_CONTACT", "how webmasters reach you, where --contact does not say it"),
    ("REVDIFF_CONFIG", "the configuration file, where --config does not name it"),
    ("REVDIFF_PAGER", "what shows long output on a terminal, before PAGER; cat or nothing: none"),
    ("PAGER", "the same, for all programs [default: less]"),
    ("NO_COLOR", "no colours, unless --color always asks for them"),
    ("REVDIFF_NOW", "stops the clock at that RFC 3339 time, for trials; track and poll say so"),
];

pub fn store() -> Option<PathBuf> {
    value("REVDIFF_STORE").map(PathBuf::from)
}

pub fn config() -> Option<PathBuf> {
    value("REVDIFF_CONFIG").map(PathBuf::from)
}

/// None too where the text is no UTF-8, which no request could carry.
pub fn contact() -> Option<String> {
    value("REVDIFF_CONTACT")?.into_string().ok()
}

/// A variable that is set and not empty.
fn value(name: &str) -> Option<OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// The variables as help tells them.
pub fn help() -> String {
    let lines = VARIABLES.map(|(name, what)| format!("  {name:<16} {what}"));
    format!("Environment:\n{}", lines.join("\n"))
}
