//! A version's words on a terminal: with the newest version of each line in the margin, and marks
//! around the words that came after the first version.
//!
//! `{3:words}` are words that version 3 brought; words without a mark are of the first. A text
//! cannot forge a mark: a backslash stands before each brace and backslash of its own.

use std::fmt::Write;

use crate::blame::lineage::Credited;
use crate::render::blame::{Sheet, arrival, count};
use crate::render::ink::{self, Ink, Piece};
use crate::render::labels;
use crate::render::wrap::{self, Line, Margin, NO_MARGIN, Page};
use crate::text::visible::visible;
use crate::text::width::width;
use crate::time::Time;

const RULE: &str = " │ ";

/// The sheet in lines of at most the page's width.
pub fn lines(sheet: &Sheet, page: Page, time: fn(Time) -> String) -> String {
    let mut out = String::new();
    let strong = Piece::new(Ink::Strong, visible(sheet.headline()));
    wrap::write(&mut out, page, NO_MARGIN, &[strong]);
    let source = format!("{} · {}", sheet.story.url, sheet.place());
    wrap::write(&mut out, page, NO_MARGIN, &[Piece::new(Ink::Faint, visible(&source))]);
    out.push('\n');
    legend(&mut out, page, sheet, time);
    let column = sheet.blame.words.keys().map(|&version| name(version).len()).max().unwrap_or(0);
    for passage in &sheet.blame.passages {
        out.push('\n');
        if let Some(label) = labels::name(passage.part, passage.kind) {
            margin(&mut out, page, column, "");
            ink::write(&mut out, page.palette, Ink::Faint, label);
            out.push('\n');
        }
        let room = page.width_columns.saturating_sub(column + width(RULE)).max(10);
        for line in wrap::lines(room, &pieces(sheet, passage)) {
            words(&mut out, page, column, &line);
        }
    }
    out
}

fn name(version: u32) -> String {
    format!("v{version}")
}

/// The versions that brought the words, each in its heat.
fn legend(out: &mut String, page: Page, sheet: &Sheet, time: fn(Time) -> String) {
    let counts: Vec<_> = sheet.bringers().collect();
    let names = counts.iter().map(|(it, _, _)| name(it.version).len()).max().unwrap_or(0);
    let numbers = counts.iter().map(|&(_, words, _)| count(words).len()).max().unwrap_or(0);
    let hang = " ".repeat(names + 2);
    for (snapshot, words, heat) in counts {
        let first = format!("{:<names$}  ", name(snapshot.version));
        let margin = Margin { first: &first, rest: &hang, ink: Ink::Heat(heat) };
        let said = format!("{:>numbers$}  {}", count(words), arrival(snapshot, time));
        wrap::write(out, page, margin, &[Piece::new(Ink::Text, said)]);
    }
}

/// A passage's text, its words in their heat and between their marks.
fn pieces(sheet: &Sheet, passage: &Credited) -> Vec<Piece<'static>> {
    let mut pieces = Vec::new();
    for span in &passage.spans {
        let ink = Ink::Heat(sheet.heat(span.version));
        let words = span.text.trim_end();
        let marked = match span.version {
            0 | 1 => literal(words),
            version => format!("{{{version}:{}}}", literal(words)),
        };
        pieces.push(Piece::new(ink, marked));
        pieces.push(Piece::new(Ink::Text, literal(&span.text[words.len()..])));
    }
    pieces
}

/// A text with what would steer a terminal made visible, and with a backslash before what looks like
/// a part of a mark.
fn literal(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '{' | '}' | '\\') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    visible(&escaped).into_owned()
}

fn words(out: &mut String, page: Page, column: usize, line: &Line) {
    let versions = line.iter().filter_map(|(ink, _)| match ink {
        Ink::Heat(heat) => Some(heat.version),
        Ink::Text | Ink::Strong | Ink::Faint | Ink::Removed | Ink::Added | Ink::Moved => None,
    });
    let start = out.len();
    margin(out, page, column, &versions.max().map_or(String::new(), name));
    line.iter().for_each(|(ink, text)| ink::write(out, page.palette, *ink, text));
    out.truncate(start + out[start..].trim_end_matches(' ').len());
    out.push('\n');
}

fn margin(out: &mut String, page: Page, column: usize, name: &str) {
    let mut lead = String::new();
    write!(lead, "{name:>column$}{RULE}").expect("a string takes every write");
    ink::write_lead(out, page.palette, Ink::Faint, &lead);
}
