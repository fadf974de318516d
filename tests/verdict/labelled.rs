//! The labelled edits of `fixtures/verdict`, as they are read and judged.

use std::fs;
use std::path::Path;

use revdiff::article::{Article, Block, BlockKind, ClaimedTime, Stamp, StampKind, StampSource};
use revdiff::diff;
use revdiff::verdict::{Class, Disclosure, ReasonKind, Verdict, judge};
use serde::Deserialize;

/// An edit, and what a careful reader says of it.
#[derive(Deserialize)]
pub struct Edit {
    pub id: String,
    pub language: String,
    old: Version,
    new: Version,
    pub class: Class,
    pub disclosure: Option<Disclosure>,
    pub reasons: Vec<ReasonKind>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Version {
    Paragraph(String),
    Whole(Parts),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    headline: Option<String>,
    dek: Option<String>,
    #[serde(default)]
    byline: Vec<String>,
    dateline: Option<String>,
    blocks: Vec<Block>,
    #[serde(default)]
    stamps: Vec<Claim>,
}

#[derive(Deserialize)]
struct Claim {
    kind: StampKind,
    at: String,
    source: StampSource,
    relative: bool,
}

impl Edit {
    /// An edit of one paragraph that nobody labelled.
    pub fn of(language: &str, old: &str, new: &str) -> Edit {
        Edit {
            id: String::new(),
            language: language.to_owned(),
            old: Version::Paragraph(old.to_owned()),
            new: Version::Paragraph(new.to_owned()),
            class: Class::Substantive,
            disclosure: None,
            reasons: Vec::new(),
        }
    }

    /// The old text, where the edit is of one paragraph.
    pub fn old_paragraph(&self) -> Option<&str> {
        match &self.old {
            Version::Paragraph(text) => Some(text),
            Version::Whole(_) => None,
        }
    }

    pub fn judged(&self) -> Verdict {
        let [old, new] = [&self.old, &self.new].map(|version| version.article(&self.language));
        judge(&diff::articles(&old, &new), &old, &new)
    }
}

impl Version {
    fn article(&self, language: &str) -> Article {
        let language = Some(language.to_owned());
        match self {
            Version::Paragraph(text) => {
                let block = Block::new(BlockKind::Paragraph, text.clone());
                Article { blocks: vec![block], language, ..Article::default() }
            }
            Version::Whole(parts) => Article {
                headline: parts.headline.clone(),
                dek: parts.dek.clone(),
                byline: parts.byline.clone(),
                dateline: parts.dateline.clone(),
                blocks: parts.blocks.clone(),
                stamps: parts.stamps.iter().map(Claim::stamp).collect(),
                language,
                ..Article::default()
            },
        }
    }
}

impl Claim {
    fn stamp(&self) -> Stamp {
        let at = ClaimedTime::parse(&self.at).expect("a fixture's times are claimed times");
        let (kind, source, relative) = (self.kind, self.source, self.relative);
        Stamp { kind, at, source, text: self.at.clone(), relative }
    }
}

/// All labelled edits, file by file.
pub fn edits() -> Vec<Edit> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/verdict");
    let entries = fs::read_dir(&folder).expect("the folder is in the repository");
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    paths.sort();
    let mut edits = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("fixtures are UTF-8");
        for (number, line) in text.lines().enumerate() {
            let edit = serde_json::from_str(line)
                .unwrap_or_else(|error| panic!("{}:{}: {error}", path.display(), number + 1));
            edits.push(edit);
        }
    }
    edits
}
