//! A changed file as git hands it to an external diff: `path old-file old-hex old-mode new-file
//! new-hex new-mode`, and for a moved file `new-path what-changed` besides.

use std::ffi::OsString;
use std::path::Path;

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

    /// The old file and the new one.
    pub fn sources(&self) -> [Source<'a>; 2] {
        [&self.old, &self.new].map(|version| Source { file: version.file, name: version.path })
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

/// Whether git runs us: it counts the paths that it hands over.
pub fn calls() -> bool {
    std::env::var_os("GIT_DIFF_PATH_COUNTER").is_some()
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

    #[test]
    fn other_numbers_of_arguments_are_not_gits() {
        check("a b c", None);
        check("a b c d e f g h", None);
    }
}
