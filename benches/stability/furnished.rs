//! Pages with furniture put in, written to a folder for `benches/signs` to learn from.

use std::error::Error;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use crate::chance::Chance;
use crate::furniture::{HELD_BACK, KINDS, Stands};
use crate::noise::templates;
use crate::pages::Page;
use crate::template::{self, Names};

/// Of each page.
const VARIANTS: u64 = 3;

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
            let html = furnished(page, &mut Chance::of(seed + variant, &[id, "furnished"]));
            // What the page declares need not hold for what is written here, which is UTF-8.
            let marked = [b"\xEF\xBB\xBF", html.as_bytes()].concat();
            fs::write(&path, zstd::encode_all(marked.as_slice(), 1)?)?;
            writeln!(list, "{}", serde_json::json!({ "id": id, "path": path }))?;
        }
    }
    Ok(())
}

fn furnished(page: &Page, chance: &mut Chance) -> String {
    let mut pieces: Vec<(usize, String)> =
        (0..PIECES).filter_map(|_| piece(page, chance)).collect();
    pieces.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    let mut html = page.known.html.clone();
    for (at, furniture) in pieces {
        html.insert_str(at, &furniture);
    }
    html
}

/// A piece of furniture, and where it goes: inside the story twice as often as not.
fn piece(page: &Page, chance: &mut Chance) -> Option<(usize, String)> {
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
    Some((at, template::fill(template, names, &mut Chance::of(build, &[]), chance)))
}
