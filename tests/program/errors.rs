//! Every failure that a user can cause, in one table: what is told, and the exit code.

use std::fs::{self, OpenOptions};
use std::process::{Command, Stdio};

use rusqlite::Connection;

use crate::desk::{Desk, ROAD, Run, Site, page};

/// A command line, its exit code, the thing that the message names, and a word of the next step.
type Row = (&'static str, i32, &'static str, &'static str);

const LISTS: &[Row] = &[
    ("track none.txt", 2, "none.txt", "one URL a line"),
    ("track folder", 2, "folder", "one URL a line"),
    ("track empty.txt", 2, "empty.txt", "such as https://"),
    ("track comments.txt", 2, "comments.txt", "such as https://"),
    ("track bad.txt", 2, "line 2: holds a user name", "write the URL without it"),
    ("track desk.db", 2, "no usable line in desk.db", "such as https://"),
];

const STORES: &[Row] = &[
    ("list --store none.db", 3, "none.db", "`revdiff track <url-file>` makes one"),
    ("pause 1 --store none.db", 3, "none.db", "`revdiff track <url-file>` makes one"),
    ("list --store folder", 2, "folder", "name a file in it"),
    ("list --store bad.txt/a.db", 3, "bad.txt/a.db", "--store"),
    ("poll --store bad.txt/a.db", 3, "bad.txt/a.db", "--store"),
    ("list --store loop.db", 3, "loop.db", "--store"),
    ("poll --store /proc/a.db", 3, "/proc/a.db", "--store"),
    ("list --store letter.db", 3, "letter.db is no revdiff store", "--store"),
    ("poll --store letter.db", 3, "letter.db is no revdiff store", "--store"),
    ("list --store empty.db", 3, "empty.db is empty", "bring back a copy"),
    ("list --store other.db", 3, "other.db is an SQLite database", "--store"),
    ("list --store newer.db", 3, "newer.db is a store of schema version 99", "newer revdiff"),
    ("poll --store newer.db", 3, "newer.db is a store of schema version 99", "newer revdiff"),
    ("tag 1 x --store newer.db", 3, "newer.db is a store of schema version 99", "newer revdiff"),
    ("list --store armed.db", 3, "armed.db is a store with triggers", "drop them"),
    ("list --store torn.db", 3, "torn.db is damaged", "`revdiff verify`"),
];

const IDS: &[Row] = &[
    ("show 9", 2, "no story 9", "near it:\n  4  http"),
    ("log 0", 2, "no story 0", "near it:\n  1  http"),
    ("untrack 9", 2, "no story 9", "`revdiff list`"),
    ("pause raod", 2, "no story raod", "near it:\n  1  http"),
    ("resume qqqq", 2, "no story qqqq", "`revdiff list`"),
    ("tag ferryy x", 2, "no story ferryy", "near it:\n  2  http"),
    ("verify 9", 2, "no story 9", "`revdiff list`"),
    ("show https://other.example/1", 2, "no story https://other.example/1", "`revdiff list`"),
    ("show council", 2, "council fits 2 stories", "name one by its number:\n  1  http"),
    ("show 1 --from x", 2, "'x' for '--from", "a whole number from 1 to"),
    ("show 1 --to -1", 2, "'-1' for '--to", "a whole number from 1 to"),
    ("show 1 --from 4294967296", 2, "'4294967296' for '--from", "a whole number from 1 to"),
    ("show 1 --since soon", 2, "'soon' for '--since", "such as 2d"),
    ("show 1 --from 7", 2, "no version 7", "versions 1 to 1"),
    ("show 3", 2, "story 3 has no version yet", "`revdiff log 3`"),
    ("pause 4", 2, "story 4 is untracked", "`revdiff resume 4`"),
    ("show 1 --store bare.db", 2, "no story 1; the store is empty", "`revdiff track <url-file>`"),
];

const DATES: &[Row] = &[
    ("list --since soon", 2, "'soon' for '--since", "such as 2d"),
    ("list --since 2025-13-01", 2, "'2025-13-01' for '--since", "such as 2025-12-01"),
    ("list --since 2025-12-01T10:00:00", 2, "T10:00:00' for '--since", "RFC 3339"),
    ("poll --every often", 2, "'often' for '--every", "such as 30s"),
    ("schedule --every 10s", 2, "'10s' for '--every", "from 1m to 1d"),
    ("schedule --every 7m --cron", 2, "cron counts in minutes", "give --every"),
];

const FLAGS: &[Row] = &[
    ("trak a.txt", 2, "'trak'", "'track'"),
    ("list --chnged", 2, "'--chnged'", "similar argument exists: '--changed'"),
    ("list --state dead", 2, "'dead' for '--state", "[possible values: live"),
    ("list --verdict good", 2, "'good' for '--verdict", "[possible values: none"),
    ("list --sort words", 2, "'words' for '--sort", "[possible values: id"),
    ("list --limit 0", 2, "'0' for '--limit", "a whole number from 1"),
    ("list --site :", 2, "':' for '--site", "such as news.example"),
    ("list --format xml", 2, "'xml' for '--format", "[possible values: table"),
    ("list --quiet --verbose", 2, "'--quiet' cannot be used with '--verbose'", "--help"),
    ("list --color blue", 2, "'blue' for '--color", "[possible values: auto"),
    ("show", 2, "<STORY>", "Usage: revdiff show"),
    ("tag 1 #", 2, "'#' for '[TAG]", "such as quake"),
    ("poll --host-delay -1", 2, "'-1'", "--help"),
    ("poll --host-delay fast", 2, "'fast' for '--host-delay", "from 0 to 86400"),
    ("poll --host-connections 99", 2, "'99' for '--host-connections", "from 1 to 16"),
    ("poll --timeout 0", 2, "'0' for '--timeout", "from 0.001"),
    ("poll --max-bytes 0", 2, "'0' for '--max-bytes", "from 1 to 104857600"),
    ("completions tcsh", 2, "'tcsh'", "[possible values: bash"),
    ("schedule --cron --install", 2, "'--cron' cannot be used with '--install'", "--help"),
];

const FILES: &[Row] = &[
    ("diff bad.txt none.txt", 2, "none.txt", "give two files"),
    ("diff folder bad.txt", 2, "folder", "give two files"),
    ("diff bad.txt huge.txt", 2, "huge.txt is larger than", "compare parts of it"),
    ("diff bad.txt", 2, "two files", "`revdiff diff old.txt new.txt`"),
    ("diff --batch bad.txt", 2, "'--batch' cannot be used with", "--help"),
    ("diff - -", 2, "only one of the two files", "standard input"),
    ("diff bad.txt letter.bin", 2, "letter.bin is not UTF-8 text", "convert it first"),
    ("extract none.html", 2, "none.html", "give an HTML file"),
    ("extract folder", 2, "folder", "give an HTML file"),
    ("man --dir bad.txt", 2, "bad.txt", "give a folder"),
    ("demo --keep .", 2, ". is not empty", "give an empty or new one"),
    ("demo --serve .", 2, ". is not empty", "give an empty or new one"),
    ("demo --serve a --keep b", 2, "'--serve <DIR>' cannot be used with '--keep <DIR>'", "--help"),
    ("demo --keep bad.txt/demo", 2, "bad.txt/demo", "give a folder"),
];

/// A desk with a story that has a version, one like it, one that never answered and one that is
/// followed no longer, among stores and files that are not what they should be.
fn desk() -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    for (path, headline) in [
        ("/road", "Council votes for road"),
        ("/ferry", "Ferry asks council for a pier"),
        ("/old", "Nothing more to say"),
    ] {
        site.publish(path, &page(headline, "30.11.2025", &ROAD, 1));
    }
    let urls = ["/road", "/ferry", "/nowhere", "/old"].map(|path| site.url(path));
    desk.write("good.txt", urls.join("\n"));
    desk.fetch(&["track", "good.txt", "--quiet"]).ok();
    desk.run(&["untrack", "4"]).ok();

    fs::create_dir(desk.path("folder")).expect("writable");
    desk.write("empty.txt", "");
    desk.write("comments.txt", "# nothing\n\n# yet\n");
    desk.write("bad.txt", "no url\nhttps://me:secret@a.test/\n");
    desk.write("letter.bin", b"\xff\xfe caf\xe9");
    // Sparse: it takes no room on the disk.
    let huge = fs::File::create(desk.path("huge.txt")).expect("writable");
    huge.set_len((256 << 20) + 1).expect("a length only");
    stores(&desk);
    (desk, site)
}

fn stores(desk: &Desk) {
    let edited = |name: &str, sql: &str| {
        fs::copy(desk.path("desk.db"), desk.path(name)).expect("writable");
        let db = Connection::open(desk.path(name)).expect("it opens");
        db.execute_batch(sql).expect("good SQL");
    };
    edited("newer.db", "PRAGMA user_version = 99");
    edited("armed.db", "CREATE TRIGGER t AFTER INSERT ON story BEGIN DELETE FROM story; END");
    edited("bare.db", "PRAGMA foreign_keys = OFF; DELETE FROM story");
    desk.write("letter.db", "this is a letter, not a database\n".repeat(400));
    desk.write("empty.db", "");
    let other = Connection::open(desk.path("other.db")).expect("it is made");
    other.execute_batch("CREATE TABLE cats (name TEXT)").expect("good SQL");
    let whole = fs::read(desk.path("desk.db")).expect("readable");
    let torn: Vec<u8> = whole[..4096].iter().copied().chain([0xa5; 4096 * 30]).collect();
    desk.write("torn.db", torn);
    std::os::unix::fs::symlink("loop.db", desk.path("loop.db")).expect("writable");
}

/// What is wrong with a failed run: its code, the thing that it names, the next step, or that it is
/// no message for people, alone on standard error.
fn faults(run: &Run, row: &Row) -> Vec<String> {
    let (line, code, thing, next) = *row;
    let says = |words: &str| run.err.contains(words);
    let is_told = |line: &str| line.starts_with("revdiff: ") || line.starts_with("error: ");
    let ours = ["panicked", "Error {", "Error(", "::", "Os {", "RUST_", "..=", "non-zero"];
    let rules = [
        (run.code == Some(code), "the exit code"),
        (run.out.is_empty(), "standard output"),
        (says(thing), thing),
        (says(next), next),
        (run.err.lines().any(is_told), "who says it"),
        (!ours.into_iter().any(says), "names of the program's own"),
    ];
    let broken = rules.into_iter().filter(|(is_kept, _)| !is_kept);
    broken.map(|(_, rule)| format!("{line}: {rule:?} in {run:?}")).collect()
}

#[test]
fn each_failure_names_the_thing_and_the_next_step() {
    let (desk, _site) = desk();
    let before = fs::read(desk.path("letter.db")).expect("readable");
    let locked = locked(&desk);
    let mut found = Vec::new();
    for row in [LISTS, STORES, IDS, DATES, FLAGS, FILES].concat() {
        let args: Vec<&str> = row.0.split_whitespace().collect();
        found.extend(faults(&desk.run(&args), &row));
    }
    let mut check = |run, row| found.extend(faults(&run, &row));
    check(batch_of_folder(&desk), ("diff --batch < folder", 2, "standard input", "lines of JSON"));
    check(full_output(&desk), ("list > /dev/full", 3, "standard output", "room"));
    check(limited(&desk), ("tag 1 new, files full", 3, "desk.db", "look at the disk"));
    check(locked(), ("pause 1, locked", 3, "another program is writing to busy.db", "try again"));
    assert!(found.is_empty(), "{found:#?}");
    assert_eq!(fs::read(desk.path("letter.db")).expect("readable"), before, "it is left as it is");
    desk.run(&["verify"]).ok();
}

/// Starts a command on a store that another program is writing to; it gives up in its own time,
/// while the others run.
fn locked(desk: &Desk) -> impl FnOnce() -> Run + use<> {
    fs::copy(desk.path("desk.db"), desk.path("busy.db")).expect("writable");
    let other = Connection::open(desk.path("busy.db")).expect("it opens");
    other.execute_batch("BEGIN IMMEDIATE").expect("nobody else has it");
    let child = desk.command(&["pause", "1", "--store", "busy.db"]).spawn().expect("it runs");
    move || {
        let run = Run::of(child.wait_with_output().expect("it ends"));
        drop(other);
        run
    }
}

/// A batch of what holds no lines.
fn batch_of_folder(desk: &Desk) -> Run {
    let folder = fs::File::open(desk.path("folder")).expect("it is there");
    let mut command = desk.command(&["diff", "--batch"]);
    Run::of(command.stdin(Stdio::from(folder)).output().expect("it runs"))
}

/// A list written where there is no room.
fn full_output(desk: &Desk) -> Run {
    let full = OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let mut command = desk.command(&["list"]);
    Run::of(command.stdout(Stdio::from(full)).output().expect("it runs"))
}

/// A change to the store by a process whose files may not grow.
fn limited(desk: &Desk) -> Run {
    let shown = env!("CARGO_BIN_EXE_revdiff");
    let line = format!("trap '' XFSZ; ulimit -f 0; exec '{shown}' tag 1 new");
    let mut shell = Command::new("sh");
    shell.args(["-c", &line]).env_clear().env("REVDIFF_STORE", desk.path("desk.db"));
    let run = Run::of(shell.output().expect("a shell"));
    let tags = desk.lines(&["list"])[0]["tags"].clone();
    assert_eq!(tags, serde_json::json!([]), "nothing was kept by halves");
    run
}

#[test]
fn a_clock_is_stopped_at_a_time_only() {
    let desk = Desk::new();
    let run = desk.command(&["list"]).env("REVDIFF_NOW", "noon").output().map(Run::of);
    let said = ["REVDIFF_NOW is not a time: noon", "such as 2025-12-01T08:00:00Z"];
    run.expect("the binary runs").fails(2, &said);
}

#[test]
fn no_command_at_all_is_answered_with_help() {
    let desk = Desk::new();
    desk.run(&[]).fails(2, &["Usage: revdiff [OPTIONS] <COMMAND>", "  track ", "REVDIFF_STORE"]);
}
