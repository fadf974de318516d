//! The house rules that a compiler does not keep: layers, purity, one place for each outside thing.

use std::fs;
use std::path::{Path, PathBuf};

/// A source file with the module of `lib.rs` that it belongs to.
struct Source {
    path: PathBuf,
    module: String,
    text: String,
}

fn sources() -> Vec<Source> {
    let mut found = Vec::new();
    gather(Path::new("src"), &mut found);
    assert!(found.len() > 20, "the sources were not found");
    found
}

fn gather(folder: &Path, found: &mut Vec<Source>) {
    for entry in fs::read_dir(folder).expect("src is readable") {
        let path = entry.expect("src is readable").path();
        if path.is_dir() {
            gather(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let inside = path.strip_prefix("src").expect("it lies in src");
            let first = inside.iter().next().expect("it has a name");
            let module = Path::new(first).with_extension("").display().to_string();
            let text = fs::read_to_string(&path).expect("sources are UTF-8");
            found.push(Source { path, module, text });
        }
    }
}

/// The modules in the order of `lib.rs`.
fn layers() -> Vec<String> {
    let lib = fs::read_to_string("src/lib.rs").expect("src/lib.rs is there");
    let name = |line: &str| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned());
    lib.lines().filter_map(name).collect()
}

/// The parts of a file outside its `#[cfg(test)] mod tests`, without comments.
fn code(text: &str) -> String {
    let shipped = text.split("#[cfg(test)]").next().unwrap_or(text);
    let is_code = |line: &&str| !line.trim_start().starts_with("//");
    shipped.lines().filter(is_code).collect::<Vec<_>>().join("\n")
}

/// The names of our own modules that a file uses.
fn uses(text: &str) -> Vec<String> {
    let code = code(text);
    let after = code.split("crate::").skip(1);
    let name = |rest: &str| rest.chars().take_while(|&c| c.is_alphanumeric() || c == '_').collect();
    let mut names: Vec<String> = after.map(name).collect();
    names.sort();
    names.dedup();
    names
}

#[test]
fn a_module_uses_only_the_modules_above_it() {
    let layers = layers();
    let rank = |name: &str| layers.iter().position(|layer| layer == name);
    for source in sources() {
        let Some(own) = rank(&source.module) else { continue };
        for used in uses(&source.text) {
            let Some(other) = rank(&used) else { continue };
            assert!(other <= own, "{}: uses {used}, which stands below", source.path.display());
        }
    }
}

#[test]
fn every_file_belongs_to_a_listed_module() {
    let layers = layers();
    for source in sources() {
        let is_root = ["lib", "main"].contains(&source.module.as_str());
        assert!(is_root || layers.contains(&source.module), "{}", source.path.display());
    }
}

#[test]
fn the_core_is_pure() {
    let pure = [
        "text",
        "article",
        "memory",
        "diff",
        "verdict",
        "history",
        "blame",
        "schedule",
        "render",
        "extract",
        "page",
        "overruling",
        "corrections",
        "config",
    ];
    let impure = [
        "Utc::now",
        "Local::now",
        "SystemTime",
        "Instant::now",
        "std::fs",
        "std::net",
        "std::env",
        "std::thread",
        "std::process",
        "tokio",
        "rusqlite",
        "reqwest",
        "async fn",
        "println!",
        "eprintln!",
        "tracing",
    ];
    for source in sources().iter().filter(|source| pure.contains(&source.module.as_str())) {
        let code = code(&source.text);
        for name in impure {
            assert!(!code.contains(name), "{}: names {name}", source.path.display());
        }
    }
}

#[test]
fn an_outside_thing_has_one_place() {
    let places: [(&str, &[&str]); 10] = [
        ("rusqlite", &["store"]),
        ("reqwest", &["fetch"]),
        ("hyper_util", &["fetch"]),
        ("toml", &["config"]),
        ("html5ever", &["extract"]),
        ("trafilatura", &["extract"]),
        ("quick_xml", &["sources"]),
        ("flate2", &["sources"]),
        ("clap", &["cli", "main"]),
        ("axum", &["cli"]),
    ];
    for source in sources() {
        for (name, modules) in places {
            let is_named = code(&source.text).contains(&format!("{name}::"));
            let is_allowed = modules.contains(&source.module.as_str());
            assert!(!is_named || is_allowed, "{}: names {name}", source.path.display());
        }
    }
}

#[test]
fn the_clock_is_read_in_one_file() {
    for source in sources() {
        let reads = ["Utc::now", "Local::now", "SystemTime::now"];
        let is_clock = source.path.ends_with("cli/clock.rs");
        let code = code(&source.text);
        assert!(
            is_clock || !reads.iter().any(|name| code.contains(name)),
            "{}",
            source.path.display()
        );
    }
}

#[test]
fn nothing_unwraps_and_nothing_is_left_to_do() {
    for source in sources() {
        let code = code(&source.text);
        for name in [".unwrap()", "todo!(", "unimplemented!(", "dbg!(", "#[allow("] {
            assert!(!code.contains(name), "{}: has {name}", source.path.display());
        }
    }
}

#[test]
fn files_are_small_and_say_what_they_are() {
    for source in sources() {
        let path = source.path.display();
        assert!(source.text.starts_with("//! "), "{path}: does not open with what it is");
        let lines = code(&source.text).lines().count();
        assert!(lines <= 450, "{path}: {lines} lines, perhaps two things under one name");
    }
}
