//! The pages: those of our fixtures, or of a folder with the truth about real ones.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use revdiff::extract::charset;

pub struct Page {
    pub bytes: Vec<u8>,
    /// The same as text, for engines that take text.
    pub html: String,
    pub url: Option<String>,
}

/// All pages `*.html` and `*.html.zst` under a folder, in the order of their names.
pub fn read(folder: &Path) -> Result<Vec<Page>, Box<dyn Error>> {
    let mut paths = Vec::new();
    gather(folder, &mut paths)?;
    paths.sort();
    paths.iter().map(|path| page(path)).collect()
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.to_string_lossy();
        if path.is_dir() {
            gather(&path, paths)?;
        } else if name.ends_with(".html") || name.ends_with(".html.zst") {
            paths.push(path);
        }
    }
    Ok(())
}

fn page(path: &Path) -> Result<Page, Box<dyn Error>> {
    let bytes = fs::read(path)?;
    let bytes = match path.extension().is_some_and(|extension| extension == "zst") {
        true => zstd::decode_all(bytes.as_slice())?,
        false => bytes,
    };
    let html = charset::decode(&bytes, None).into_owned();
    Ok(Page { bytes, html, url: None })
}
