//! `diff` as git calls it: external diff and difftool, through git itself.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::desk::{Desk, ROAD, Run, page};
use crate::readme::{block, readme};

/// A repository with a first commit.
struct Repository {
    desk: Desk,
}

impl Repository {
    fn new(files: &[(&str, &[u8])]) -> Repository {
        let repository = Repository { desk: Desk::new() };
        repository.git(&["init", "--quiet", "--initial-branch=main"]).ok();
        repository.commit(files);
        repository
    }

    fn write(&self, files: &[(&str, &[u8])]) {
        files.iter().for_each(|(name, content)| self.desk.write(name, content));
    }

    fn commit(&self, files: &[(&str, &[u8])]) {
        self.write(files);
        self.git(&["add", "--all"]).ok();
        self.git(&["commit", "--quiet", "--message=x"]).ok();
    }

    /// A program with nobody's configuration and the binary under test on its path.
    fn command(&self, program: &str, args: &[&str]) -> Command {
        let binary = Path::new(env!("CARGO_BIN_EXE_revdiff")).parent().expect("a folder");
        let found = std::env::var("PATH").expect("git is on the path");
        let mut command = Command::new(program);
        command.args(args).current_dir(self.desk.path("")).env_clear();
        command.env("PATH", format!("{}:{found}", binary.display())).env("TZ", "UTC");
        command.env("HOME", self.desk.path("")).env("GIT_CONFIG_NOSYSTEM", "1");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "Ann Lee");
            command.env(format!("GIT_{role}_EMAIL"), "ann@news.example");
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    fn git(&self, args: &[&str]) -> Run {
        Run::of(self.command("git", args).output().expect("git runs"))
    }

    /// What `git diff` shows with ours as its external diff.
    fn diff(&self, args: &[&str]) -> String {
        let mut git = self.command("git", &[&["diff"], args].concat());
        let run = Run::of(git.env("GIT_EXTERNAL_DIFF", "revdiff diff").output().expect("git runs"));
        assert_eq!(run.err, "");
        run.ok().out
    }
}

#[test]
fn git_shows_changed_files_word_by_word() {
    let repository = Repository::new(&[
        ("a.txt", b"Two died.\n"),
        ("b.md", b"<!-- a badge -->\n# Road\n\nIt will cost 11 million.\n"),
        ("gone.txt", b"Gone.\n"),
        ("same.txt", b"Same.\n"),
    ]);
    repository.write(&[
        ("a.txt", b"Three died.\n"),
        ("b.md", b"<!-- a badge -->\n# Road\n\nIt will cost 10 million.\n"),
        ("new.txt", b"New.\n"),
    ]);
    std::fs::remove_file(repository.desk.path("gone.txt")).expect("it is there");
    repository.git(&["add", "--all"]).ok();
    let expected = "a.txt\n[-Two-]{+Three+} died.\n\n\
                    b.md\n<!-- a badge -->\n# Road\n\nIt will cost [-11-]{+10+} million.\n\n\
                    gone.txt (removed)\n[-Gone.\n-]\n\n\
                    new.txt (new file)\n{+New.\n+}\n\n";
    assert_eq!(repository.diff(&["HEAD"]), expected);
}

#[test]
fn git_shows_html_files_as_the_articles_in_them() {
    let texts = |cost: &str| ROAD.map(|text| text.replace("11", cost));
    let html = |cost: &str, furniture| {
        page("Council votes", "", &texts(cost).each_ref().map(String::as_str), furniture)
    };
    let repository = Repository::new(&[
        ("road.html", html("11", 1).as_bytes()),
        ("quiet.html", html("11", 1).as_bytes()),
        ("bare.html", b"<div id=\"app\" data-n=\"1\"></div>\n"),
    ]);
    repository.write(&[
        ("road.html", html("10", 2).as_bytes()),
        ("quiet.html", html("11", 2).as_bytes()),
        ("bare.html", b"<div id=\"app\" data-n=\"2\"></div>\n"),
    ]);
    let shown = repository.diff(&[]);
    let joined = shown.replace("\n  ", " ");
    assert!(joined.contains("It will cost [-11-]{+10+} million crowns"), "{shown}");
    assert!(!shown.contains("readers now"), "{shown}");
    assert!(shown.contains("quiet.html\n  the articles are the same"), "{shown}");
    assert!(shown.contains("no article in bare.html: compared as it stands"), "{shown}");
    assert!(shown.contains("data-n=\"[-1-]{+2+}\""), "{shown}");
}

#[test]
fn git_shows_a_moved_file_and_a_changed_mode() {
    let text = "One line.\nTwo died.\nThree lines.\nFour lines.\nFive lines.\n";
    let repository = Repository::new(&[("old.txt", text.as_bytes()), ("run.sh", b"true\n")]);
    repository.git(&["mv", "old.txt", "new.txt"]).ok();
    repository.write(&[("new.txt", text.replace("Two", "Six").as_bytes())]);
    repository.git(&["add", "--all"]).ok();
    repository.git(&["update-index", "--chmod=+x", "run.sh"]).ok();
    let shown = repository.diff(&["--cached", "--find-renames"]);
    assert!(shown.contains("old.txt → new.txt\nOne line.\n[-Two-]{+Six+} died.\n"), "{shown}");
    assert!(shown.contains("run.sh (mode 100644 → 100755)\n"), "{shown}");
}

#[test]
fn git_goes_on_after_a_file_that_cannot_be_compared() {
    let repository = Repository::new(&[("a.bin", b"\xff\xfe\x00"), ("b.txt", b"Two died.\n")]);
    repository.write(&[("a.bin", b"\xff\xfe\x01"), ("b.txt", b"Three died.\n")]);
    let shown = repository.diff(&[]);
    assert!(shown.starts_with("a.bin\n  a.bin is not UTF-8 text"), "{shown}");
    assert!(shown.ends_with("b.txt\n[-Two-]{+Three+} died.\n\n"), "{shown}");
}

#[test]
fn git_shows_paths_that_are_yet_to_be_merged() {
    let repository = Repository::new(&[("a.txt", b"Two died.\n")]);
    repository.git(&["switch", "--quiet", "--create", "other"]).ok();
    repository.commit(&[("a.txt", b"Three died.\n")]);
    repository.git(&["switch", "--quiet", "main"]).ok();
    repository.commit(&[("a.txt", b"Four died.\n")]);
    assert_eq!(repository.git(&["merge", "other"]).code, Some(1));
    assert_eq!(repository.diff(&["--cached"]), "a.txt (unmerged)\n\n");
}

#[test]
fn lines_far_from_a_change_are_counted_for_git_only() {
    let text = |word: &str| {
        let lines = "A line.\n".repeat(20);
        format!("{lines}{word} died.\n{lines}")
    };
    let repository = Repository::new(&[("a.txt", text("Two").as_bytes())]);
    repository.write(&[("a.txt", text("Three").as_bytes()), ("b.txt", text("Two").as_bytes())]);
    let shown = repository.diff(&[]);
    assert_eq!(shown.matches("··· 18 lines unchanged ···").count(), 2, "{shown}");
    let whole = repository.desk.run(&["diff", "b.txt", "a.txt"]);
    assert_eq!((whole.code, whole.out.lines().count()), (Some(1), 41));
}

#[test]
fn git_difftool_names_each_changed_file() {
    let repository = Repository::new(&[
        ("-dash.txt", b"Two died."),
        ("a.txt", b"One died."),
        ("b.bin", b"\xff\xfe\x00"),
        ("c.txt", b"Same.\n"),
        ("-", b"Six died.\n"),
    ]);
    repository.write(&[
        ("-dash.txt", b"Three died."),
        ("a.txt", b"None died."),
        ("b.bin", b"\xff\xfe\x01"),
        ("-", b"Five died.\n"),
    ]);
    let run = repository.git(&["difftool", "--no-prompt", "--extcmd=revdiff diff"]).ok();
    let binary = "b.bin is not UTF-8 text; convert it first, say with `iconv -t utf-8`";
    let expected = format!(
        "-\n[-Six-]{{+Five+}} died.\n\n\
         -dash.txt\n[-Two-]{{+Three+}} died.\n\n\
         a.txt\n[-One-]{{+None+}} died.\n\n\
         b.bin\n  {binary}\n\n"
    );
    assert_eq!((run.out, run.err), (expected, String::new()));
}

#[test]
fn files_whose_names_look_like_options_are_files() {
    let names = ["-", "--raw", "-dash.txt", "-q"];
    let files = |text: &'static [u8]| names.map(|name| (name, text));
    let repository = Repository::new(&files(b"Two died.\n"));
    repository.write(&files(b"Three died.\n"));
    let shown = |name: &str| format!("{name}\n[-Two-]{{+Three+}} died.\n\n");
    assert_eq!(repository.diff(&[]), names.map(shown).concat());
    let text = "One line.\nTwo died.\nThree lines.\nFour lines.\n";
    let repository = Repository::new(&[("-dash.txt", text.as_bytes())]);
    repository.git(&["mv", "--", "-dash.txt", "--format"]).ok();
    repository.write(&[("--format", text.replace("Two", "Six").as_bytes())]);
    let moved = repository.diff(&["HEAD", "--find-renames"]);
    assert!(moved.starts_with("-dash.txt → --format\nOne line.\n[-Two-]{+Six+}"), "{moved}");
}

#[test]
fn the_lines_of_the_readme_work() {
    let repository = Repository::new(&[("a.txt", b"Two died.\n")]);
    repository.write(&[("a.txt", b"Three died.\n")]);
    let readme = readme();
    let lines: Vec<&str> = block(&readme, "<!-- git -->").lines().collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    for line in lines {
        let shell = repository.command("sh", &["-c", line]).output().expect("a shell");
        let run = Run::of(shell).ok();
        assert!(run.out.contains("[-Two-]{+Three+} died."), "{line}: {run:?}");
    }
}

#[test]
fn colour_comes_through_gits_pager() {
    let repository = Repository::new(&[("a.txt", b"Two died.\n")]);
    repository.write(&[("a.txt", b"Three died.\n")]);
    let mut git = repository.command("git", &["diff"]);
    git.env("GIT_EXTERNAL_DIFF", "revdiff diff").env("GIT_PAGER_IN_USE", "true");
    let shown = Run::of(git.output().expect("git runs")).ok().out;
    assert!(shown.contains("\u{1b}[38;5;33mThree\u{1b}[0m"), "{shown}");
}

#[test]
fn git_hands_over_seven_or_nine_arguments_and_people_two() {
    let desk = Desk::new();
    desk.write("a", "Two died.\n");
    desk.write("b", "Three died.\n");
    let seven = ["diff", "p.txt", "a", "1f", "100644", "b", "2f", "100644"];
    assert_eq!(desk.run(&seven).ok().out, "p.txt\n[-Two-]{+Three+} died.\n\n");
    let nine = [&seven[..], &["q.txt", "similarity index 90%\n"]].concat();
    assert_eq!(desk.run(&nine).ok().out, "p.txt → q.txt\n[-Two-]{+Three+} died.\n\n");
    let ops = desk.run(&[&seven[..], &["--format", "ops"]].concat()).ok().json();
    assert_eq!(ops[0]["op"], "delete");
    for count in [2, 4, 7, 9] {
        desk.run(&nine[..count]).fails(2, &["two files"]);
    }
}
