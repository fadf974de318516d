//! `cargo bench --bench signs -- PAGES.jsonl [WEIGHTS.json]`: the signs of every line of pages, as
//! `learn.py` learns the weights of `src/extract/weights.rs` from them.
//!
//! `PAGES.jsonl` has `{"id","path"}` on each line. Each page gives a line `{"id","lines":[{"text",
//! "signs":[[NUMBER,VALUE]…]}]}`; the signs are numbered in the order of the weights: a line's own,
//! its tag, the elements around, what is announced by itself, near and far, then its place.
//! `WEIGHTS.json` has the looks that are learned, `[{"bias","own","tag","around","names","place"}…]`,
//! the last of which gives the places; without it, they are not told.

mod weights;

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};

use revdiff::extract::body::{self, Look};
use revdiff::extract::charset;
use revdiff::extract::container::container;
use revdiff::extract::document::Document;
use revdiff::extract::outline::{Line, Outline};
use revdiff::extract::place::{self, PLACES};
use revdiff::extract::sight::Sight;
use revdiff::extract::signs::{Signs, Weights, signs};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Known {
    id: String,
    path: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1).filter(|it| it != "--bench");
    let Some(pages) = arguments.next() else {
        println!("signs: no pages; give `-- PAGES.jsonl`");
        return Ok(());
    };
    let learned = arguments.next().map(|path| weights::read(&path)).transpose()?;
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in BufReader::new(File::open(pages)?).lines() {
        let known: Known = serde_json::from_str(&line?)?;
        let bytes = fs::read(&known.path)?;
        let bytes = match known.path.ends_with(".zst") {
            true => zstd::decode_all(bytes.as_slice())?,
            false => bytes,
        };
        serde_json::to_writer(&mut out, &page(&known.id, &bytes, learned.as_ref()))?;
        writeln!(out)?;
    }
    Ok(())
}

fn page(id: &str, bytes: &[u8], learned: Option<&(Weights, Vec<Look>)>) -> serde_json::Value {
    let text = charset::decode(bytes, None);
    let document = Document::parse(&text);
    let sight = Sight::of(&document);
    let outline = &sight.outline;
    let signs = signs(outline, sight.headline_at, sight.json_ld.body.as_deref());
    let places = match learned {
        Some(learned) => places(outline, &signs, learned),
        None => vec![[0.0; PLACES]; signs.len()],
    };
    let line = |(line, (signs, place)): (&Line, (&Signs, &[f32; PLACES]))| json!({ "text": line.text, "signs": numbered(signs, place) });
    let lines: Vec<_> = outline.lines.iter().zip(signs.iter().zip(&places)).map(line).collect();
    json!({ "id": id, "lines": lines })
}

/// The places that the last of the looks gives.
fn places(outline: &Outline, signs: &[Signs], looks: &(Weights, Vec<Look>)) -> Vec<[f32; PLACES]> {
    let mut evidence = body::first_look(signs, &looks.0);
    for look in &looks.1 {
        let container = container(outline, &evidence);
        evidence = look.at(outline, signs, &evidence, container);
    }
    place::places(outline, signs, &evidence, container(outline, &evidence))
}

/// The signs that are not zero, each with its number.
fn numbered(signs: &Signs, place: &[f32; PLACES]) -> Vec<(usize, f32)> {
    let mut values = signs.values().to_vec();
    values.extend(place);
    values.into_iter().enumerate().filter(|(_, value)| *value != 0.0).collect()
}
