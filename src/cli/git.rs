//! A changed file as git hands it to an external diff: `path old-file old-hex old-mode new-file
//! new-hex new-mode`, and for a moved file `new-path what-changed` besides; or to a difftool:
//! `old-file new-file`.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::cli::texts::Source;
use crate::text::visible::visible;

/// What git names where there is no file.
const NONE: &str = "/dev/null";

/// A file that differs between two trees.
pub struct Changed<'a> {
    old: Version<'a>,
    new: Version<'a>,
}

struct Version<'a> {
    path: &'a Path,
    /// Where its content is.
    file: &'a Path,
    /// Such as `100644`.
    mode: &'a str,
}

impl<'a> Changed<'a> {
    /// Reads git's seven or nine arguments; none where there are more or fewer.
    pub fn of(args: &[&'a OsString]) -> Option<Changed<'a>> {
        let (path, new_path, rest) = match *args {
            [path, old, _, old_mode, new, _, new_mode] => {
                (path, path, [old, old_mode, new, new_mode])
            }
            [path, old, _, old_mode, new, _, new_mode, new_path, _] => {
                (path, new_path, [old, old_mode, new, new_mode])
            }
            _ => return None,
        };
        let [old, old_mode, new, new_mode] = rest;
        let version = |path: &'a OsString, file: &'a OsString, mode: &'a OsString| Version {
            path: Path::new(path),
            file: Path::new(file),
            mode: mode.to_str().unwrap_or(""),
        };
        let (old, new) = (version(path, old, old_mode), version(new_path, new, new_mode));
        Some(Changed { old, new })
    }

    /// The file at a path, of which nothing but its two versions is known.
    pub fn at(path: &'a Path, old: &'a OsStr, new: &'a OsStr) -> Changed<'a> {
        let version = |file| Version { path, file: Path::new(file), mode: "" };
        Changed { old: version(old), new: version(new) }
    }

    /// The old file and the new one. Git never means standard input, only files of that name.
    pub fn sources(&self) -> [Source<'a>; 2] {
        [&self.old, &self.new].map(|version| {
            let is_sign = version.file == Path::new("-");
            Source {
                file: if is_sign { Path::new("./-") } else { version.file },
                name: version.path,
            }
        })
    }

    /// The file's path, with what became of it besides its text.
    pub fn heading(&self) -> String {
        let (old, new) = (&self.old, &self.new);
        let mut heading = shown(old.path);
        if old.path != new.path {
            heading.push_str(&format!(" → {}", shown(new.path)));
        }
        let is_none = |version: &Version| version.file == Path::new(NONE);
        match (is_none(old), is_none(new)) {
            (true, _) => heading.push_str(" (new file)"),
            (_, true) => heading.push_str(" (removed)"),
            (false, false) if old.mode != new.mode => {
                let [old, new] = [old.mode, new.mode].map(visible);
                heading.push_str(&format!(" (mode {old} → {new})"));
            }
            (false, false) => {}
        }
        heading
    }
}

/// Who runs us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    Nobody,
    ExternalDiff,
    /// `git difftool --extcmd`, for the file at that path.
    Tool {
        path: PathBuf,
    },
}

/// Tells git by what it leaves in the environment.
pub fn caller() -> Caller {
    // Git counts the paths that it hands over; the difftool is an external diff of git's own.
    if std::env::var_os("GIT_DIFF_PATH_COUNTER").is_none() {
        return Caller::Nobody;
    }
    let is_tool = std::env::var_os("GIT_DIFFTOOL_EXTCMD").is_some_and(|it| !it.is_empty());
    match std::env::var_os("BASE").filter(|_| is_tool) {
        Some(path) => Caller::Tool { path: path.into() },
        None => Caller::ExternalDiff,
    }
}

/// The words of a command line. What git put at their end is data, whatever it begins with.
pub fn words(caller: &Caller, mut words: Vec<OsString>) -> Vec<OsString> {
    let count = handed_over(caller, &words);
    let start = words.len().saturating_sub(count);
    let holds = |sought: &str| words[..start].iter().any(|word| word == sought);
    if count > 0 && holds("diff") && !holds("--") {
        words.insert(start, "--".into());
    }
    words
}

/// How many of the last words are git's.
fn handed_over(caller: &Caller, words: &[OsString]) -> usize {
    match caller {
        Caller::Nobody => 0,
        Caller::Tool { .. } => 2,
        Caller::ExternalDiff => match words {
            [.., old_hex, old_mode, _, new_hex, new_mode]
                if is_blob(old_hex, old_mode) && is_blob(new_hex, new_mode) =>
            {
                7
            }
            [.., old_hex, old_mode, _, new_hex, new_mode, _, _]
                if is_blob(old_hex, old_mode) && is_blob(new_hex, new_mode) =>
            {
                9
            }
            // A path yet to be merged comes alone, behind the options that the user gave.
            [_, command, options @ .., _] if command == "diff" && options.iter().all(is_option) => {
                1
            }
            _ => 0,
        },
    }
}

/// Whether two words are git's of a content: its digest and its mode, or a dot for each.
fn is_blob(hex: &OsStr, mode: &OsStr) -> bool {
    let is_of = |word: &OsStr, is_digit: fn(&u8) -> bool| {
        let bytes = word.as_encoded_bytes();
        bytes == b"." || (!bytes.is_empty() && bytes.iter().all(is_digit))
    };
    is_of(hex, u8::is_ascii_hexdigit) && is_of(mode, u8::is_ascii_digit)
}

fn is_option(word: &OsString) -> bool {
    word.as_encoded_bytes().starts_with(b"-")
}

/// What is said of a path that is yet to be merged, of which git hands over nothing else.
pub fn unmerged(path: &Path) -> String {
    format!("{} (unmerged)", shown(path))
}

/// A path in one line.
fn shown(path: &Path) -> String {
    visible(&path.to_string_lossy()).replace('\n', "␊")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(args: &str, heading: Option<&str>) {
        let args: Vec<OsString> = args.split(' ').map(OsString::from).collect();
        let args: Vec<&OsString> = args.iter().collect();
        let found = Changed::of(&args).map(|changed| changed.heading());
        assert_eq!(found.as_deref(), heading, "{args:?}");
    }

    #[test]
    fn a_heading_says_what_became_of_the_file() {
        check("a.md /tmp/a.md 1f 100644 a.md 2f 100644", Some("a.md"));
        check("a.md /dev/null . . a.md 2f 100644", Some("a.md (new file)"));
        check("a.md /tmp/a.md 1f 100644 /dev/null . .", Some("a.md (removed)"));
        check("a.md x 1f 100644 y 2f 100755", Some("a.md (mode 100644 → 100755)"));
        check("a.md x 1f 100644 y 2f 100644 b.md similarity", Some("a.md → b.md"));
        check("a\u{1b}\n.md x 1f 100644 y 2f 100644", Some("a␛␊.md"));
    }

    fn check_words(caller: Caller, line: &str, expected: &str) {
        let words = words(&caller, line.split(' ').map(OsString::from).collect());
        let found: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn what_git_hands_over_is_data() {
        let check = |line, expected| check_words(Caller::ExternalDiff, line, expected);
        check(
            "revdiff diff --raw -x /tmp/x 1f 100644 -x 00 100644",
            "revdiff diff --raw -- -x /tmp/x 1f 100644 -x 00 100644",
        );
        check(
            "revdiff diff - /dev/null . . - 00 100644",
            "revdiff diff -- - /dev/null . . - 00 100644",
        );
        check(
            "revdiff diff -a x 1f 100644 y 2f 100644 --raw similarity",
            "revdiff diff -- -a x 1f 100644 y 2f 100644 --raw similarity",
        );
        check("revdiff diff --side-by-side --raw", "revdiff diff --side-by-side -- --raw");
        check("revdiff diff old new --raw", "revdiff diff old new --raw");
        check("revdiff diff -- -a x", "revdiff diff -- -a x");
        let tool = Caller::Tool { path: "-x".into() };
        check_words(tool, "revdiff diff /tmp/-x -x", "revdiff diff -- /tmp/-x -x");
        check_words(Caller::Nobody, "revdiff diff a --raw", "revdiff diff a --raw");
    }

    #[test]
    fn other_numbers_of_arguments_are_not_gits() {
        check("a b c", None);
        check("a b c d e f g h", None);
    }
}
