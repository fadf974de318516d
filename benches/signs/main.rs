//! `cargo bench --bench signs -- PAGES.jsonl [WEIGHTS.json]`: the signs of every line of pages, as
//! `learn.py` learns the weights of `src/extract/weights.rs` from them.
//!
//! `PAGES.jsonl` has `{"id","path"}` on each line. Each page gives a line `{"id","lines":[{"text",
//! "signs":[[NUMBER,VALUE]…]}]}`; the signs are numbered in the order of the weights: a line's own,
//! its tag, the elements around, what is announced by itself, near and far, then its place. Without
//! `WEIGHTS.json`, `{"bias","own","tag","around","names"}` of the first look, the places are those
//! that the built-in weights give.

mod weights;

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};

use revdiff::extract::container::container;
use revdiff::extract::document::{Document, letters};
use revdiff::extract::names::Announced;
use revdiff::extract::outline::{Line, Outline};
use revdiff::extract::signs::{AROUND, SIGNS, Signs, TAGS, Weights, signs};
use revdiff::extract::{bounds, charset, headline, json_ld, marks, place};
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
    let first = arguments.next().map(|path| weights::read(&path)).transpose()?;
    let first = first.as_ref().unwrap_or(&revdiff::extract::weights::FIRST);
    let mut out = io::BufWriter::new(io::stdout().lock());
    for line in BufReader::new(File::open(pages)?).lines() {
        let known: Known = serde_json::from_str(&line?)?;
        let bytes = fs::read(&known.path)?;
        let bytes = match known.path.ends_with(".zst") {
            true => zstd::decode_all(bytes.as_slice())?,
            false => bytes,
        };
        serde_json::to_writer(&mut out, &page(&known.id, &bytes, first))?;
        writeln!(out)?;
    }
    Ok(())
}

fn page(id: &str, bytes: &[u8], first: &Weights) -> serde_json::Value {
    let text = charset::decode(bytes, None);
    let html = bounds::bounded(&text);
    let document = Document::parse(&html);
    let declared = json_ld::read(&document);
    let headline = headline::headline(&document, &marks::marks(&document), &declared);
    let outline = Outline::of(document.root());
    let at = line_of(&outline.lines, headline.as_deref().unwrap_or(""));
    let signs = signs(&outline, at, declared.body.as_deref());
    let evidence: Vec<f32> = signs.iter().map(|signs| signs.weigh(first)).collect();
    let container = container(&outline, &evidence);
    let places = place::places(&outline, &signs, &evidence, container);
    let line = |(line, (signs, place)): (&Line, (&Signs, &[f32; place::PLACES]))| json!({ "text": line.text, "signs": numbered(signs, place) });
    let lines: Vec<_> = outline.lines.iter().zip(signs.iter().zip(&places)).map(line).collect();
    json!({ "id": id, "lines": lines })
}

/// Where the headline stands, as `extract` looks for it.
fn line_of(lines: &[Line], headline: &str) -> Option<usize> {
    let words = letters(headline);
    let same = |line: &Line| !words.is_empty() && letters(&line.text) == words;
    let heading = |line: &Line| line.element.value().name() == "h1";
    let first = lines.iter().position(|line| heading(line) && same(line));
    first.or_else(|| lines.iter().position(same)).or_else(|| lines.iter().position(heading))
}

/// The signs that are not zero, each with its number.
fn numbered(signs: &Signs, place: &[f32; place::PLACES]) -> Vec<(usize, f32)> {
    let mut values = signs.own.to_vec();
    values.extend((0..TAGS.len()).map(|tag| flag(signs.tag == Some(tag))));
    values.extend((0..AROUND.len()).map(|bit| flag(signs.around & (1 << bit) != 0)));
    for names in signs.names {
        values.extend(Announced::ALL.iter().map(|it| flag(names.holds(*it))));
    }
    debug_assert_eq!(values.len(), SIGNS + TAGS.len() + AROUND.len() + 3 * Announced::ALL.len());
    values.extend(place);
    values.into_iter().enumerate().filter(|(_, value)| *value != 0.0).collect()
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}
