//! Real pages with the true text of their stories, from the folders named on the command line.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use revdiff::extract::charset;
use serde::Deserialize;

use crate::chance::Chance;

/// A page whose story is known.
pub struct Known {
    pub id: String,
    pub url: Option<String>,
    pub html: String,
    /// The story's paragraphs.
    pub paragraphs: Vec<String>,
    pub headline: Option<String>,
    /// The standfirst, where the truth has one.
    pub dek: Option<String>,
}

#[derive(Deserialize)]
struct Truth {
    pages: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
struct Entry {
    file: String,
    url: Option<String>,
    body: Option<String>,
    title: Option<String>,
    #[serde(default)]
    summary: Vec<String>,
}

/// A page that was drawn and not yet read.
pub struct Drawn {
    id: String,
    folder: PathBuf,
    entry: Entry,
}

/// The pages of the folders whose whole text is known, in a random order.
pub fn shuffled(folders: &[String], seed: u64) -> Result<Vec<Drawn>, Box<dyn Error>> {
    let mut drawn = Vec::new();
    for folder in folders.iter().map(PathBuf::from) {
        let entries = truth(&folder)?.pages.into_iter().filter(|it| it.1.body.is_some());
        drawn.extend(entries.map(|(id, entry)| Drawn { id, folder: folder.clone(), entry }));
    }
    Chance::of(seed, &["sample"]).shuffle(&mut drawn);
    Ok(drawn)
}

fn truth(folder: &Path) -> Result<Truth, Box<dyn Error>> {
    let plain = folder.join("truth.json");
    let mut text = String::new();
    if plain.exists() {
        File::open(plain)?.read_to_string(&mut text)?;
    } else {
        GzDecoder::new(File::open(folder.join("truth.json.gz"))?).read_to_string(&mut text)?;
    }
    Ok(serde_json::from_str(&text)?)
}

impl Drawn {
    pub fn read(&self) -> Result<Known, Box<dyn Error>> {
        let entry = &self.entry;
        let bytes = fs::read(self.folder.join(&entry.file))?;
        let bytes = match entry.file.ends_with(".zst") {
            true => zstd::decode_all(bytes.as_slice())?,
            false => bytes,
        };
        let body = entry.body.as_deref().unwrap_or_default();
        Ok(Known {
            id: self.id.clone(),
            url: entry.url.clone(),
            html: charset::decode(&bytes, None).into_owned(),
            paragraphs: body.lines().map(str::to_string).collect(),
            headline: entry.title.clone(),
            dek: entry.summary.first().cloned(),
        })
    }
}
