//! Pages with furniture put in, written to a folder for `benches/signs` to learn from.

use std::cmp::Reverse;
use std::error::Error;
use std::fs::{self, File};
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use crate::chance::Chance;
use crate::furniture::{HELD_BACK, KINDS, Stands};
use crate::noise::templates;
use crate::pages::Page;
use crate::template::{self, Names};

/// Of each page; the last is a page whose story is cut short.
const VARIANTS: u64 = 4;

/// Paragraphs that a story cut short has, at most.
const SHORT: usize = 3;

/// Put into a page, at most.
const PIECES: usize = 7;

/// Writes each page as often as `VARIANTS` says, with furniture of all kinds but those held back,
/// and `pages.jsonl`, which tells them to `learn.py`.
pub fn write(pages: &[Page], seed: u64, folder: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut list = File::create(folder.join("pages.jsonl"))?;
    for page in pages {
        for variant in 0..VARIANTS {
            let id = page.known.id.as_str();
            let path = folder.join(format!("{id}-{variant}.html.zst"));
            let mut chance = Chance::of(seed + variant, &[id, "furnished"]);
            let mut edits: Vec<(Range<usize>, String)> =
                (0..PIECES).filter_map(|_| piece(page, &mut chance)).collect();
            if variant == VARIANTS - 1 {
                edits.extend(cuts(page, 1 + chance.below(SHORT)));
            }
            let html = edited(&page.known.html, edits);
            // What the page declares need not hold for what is written here, which is UTF-8.
            let marked = [b"\xEF\xBB\xBF", html.as_bytes()].concat();
            fs::write(&path, zstd::encode_all(marked.as_slice(), 1)?)?;
            writeln!(list, "{}", serde_json::json!({ "id": id, "path": path }))?;
        }
    }
    Ok(())
}

/// All paragraphs but the first ones.
fn cuts(page: &Page, kept: usize) -> impl Iterator<Item = (Range<usize>, String)> {
    let mut end = 0;
    let is_apart = move |bytes: &Range<usize>| {
        let is_apart = bytes.start >= end;
        end = end.max(bytes.end);
        is_apart
    };
    let paragraphs = page.paragraphs.iter().skip(kept).map(|it| it.bytes.clone());
    paragraphs.filter(is_apart).map(|bytes| (bytes, String::new()))
}

fn edited(html: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    // From the end, and what is cut before what is put in its place.
    edits.sort_by_key(|(bytes, _)| Reverse((bytes.start, bytes.end)));
    let mut html = html.to_owned();
    for (bytes, text) in edits {
        html.replace_range(bytes, &text);
    }
    html
}

/// A piece of furniture, and where it goes: inside the story twice as often as not.
fn piece(page: &Page, chance: &mut Chance) -> Option<(Range<usize>, String)> {
    let kind = &KINDS[chance.below(KINDS.len())];
    if HELD_BACK.contains(&kind.name) {
        return None;
    }
    let names = [Names::Telling, Names::Obfuscated][chance.below(2)];
    let at = match (chance.below(3), kind.stands) {
        (0, _) | (_, Stands::Outside) => chance.pick(&page.places.outside).copied(),
        (_, Stands::Below) => page.places.last,
        (_, Stands::Anywhere) => page.places.inside(chance),
    }?;
    let template = chance.pick(templates(kind, page))?;
    let build = chance.below(usize::MAX) as u64;
    Some((at..at, template::fill(template, names, &mut Chance::of(build, &[]), chance)))
}
