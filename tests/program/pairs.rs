//! `fixtures/diff/`: pairs of texts with the marks that a careful person would put into them. To add
//! one, make a folder with `old.txt` and `new.txt`.
//!
//! `REVDIFF_PAIRS=write cargo test --test program pairs` writes each `marks.txt` as it is now.

use std::path::{Path, PathBuf};

use crate::desk::Desk;

const PAIRS: &str = "fixtures/diff";

fn pairs() -> Vec<PathBuf> {
    let folders = std::fs::read_dir(PAIRS).expect("the pairs are there");
    let mut folders: Vec<PathBuf> =
        folders.map(|folder| folder.expect("a folder").path()).collect();
    folders.sort();
    folders
}

fn marks(desk: &Desk, pair: &Path) -> String {
    let file = |name: &str| {
        let path = pair.join(name).canonicalize().expect("a pair has both of its texts");
        path.display().to_string()
    };
    let (old, new) = (file("old.txt"), file("new.txt"));
    let run = desk.run(&["diff", "--format", "plain", &old, &new]);
    assert_eq!((run.code, run.err.as_str()), (Some(1), ""), "{}", pair.display());
    run.out
}

#[test]
fn pairs_are_marked_as_a_person_would_mark_them() {
    let (desk, pairs) = (Desk::new(), pairs());
    assert!(pairs.len() >= 10, "{pairs:?}");
    let is_write = std::env::var_os("REVDIFF_PAIRS").is_some_and(|it| it == "write");
    for pair in pairs {
        let (path, marks) = (pair.join("marks.txt"), marks(&desk, &pair));
        if is_write {
            std::fs::write(&path, marks).expect("the marks can be written");
            continue;
        }
        let expected = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(
            marks,
            expected,
            "{}: REVDIFF_PAIRS=write cargo test --test program pairs\n\
             writes the marks anew; read them before you commit them",
            path.display()
        );
    }
}
