//! A line of text as the pieces a time is made of: dates, clocks, zones, labels, "2 hours ago".

use chrono::TimeDelta;

use super::clocks::{self, Clock};
use super::dates::{self, Date};
use super::folding::folded;
use super::labels;
use super::spans;
use super::zones::Zone;
use crate::article::StampKind;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece {
    Date(Date),
    Clock(Clock),
    Zone(Zone),
    Label(StampKind),
    Ago(TimeDelta),
    /// "today" is 0, "yesterday" 1.
    DaysBack(i64),
    /// A word that means nothing to us.
    Word,
    /// A word that makes the line's dates no stamps.
    Trap,
}

/// Takes a line to pieces; `language` is the page's, for words that two languages share.
pub fn pieces(text: &str, language: &str) -> Vec<Piece> {
    let folded = folded(text);
    let mut pieces = Vec::new();
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let (piece, bytes) = piece(rest, language);
        pieces.extend(piece);
        rest = &rest[bytes.max(first.len_utf8()).min(rest.len())..];
    }
    pieces
}

/// The piece a folded text begins with, if it means anything, and how many bytes it takes.
fn piece(rest: &str, language: &str) -> (Option<Piece>, usize) {
    let first = rest.chars().next().unwrap_or(' ');
    if first == ' ' {
        return (None, 1);
    }
    if first.is_ascii_digit() {
        return numeric(rest, language);
    }
    if labels::is_trap(rest) {
        return (Some(Piece::Trap), word(rest).len());
    }
    if !first.is_alphabetic() {
        let zone = clocks::signed_zone(rest);
        return zone
            .map_or((None, first.len_utf8()), |(zone, bytes)| (Some(Piece::Zone(zone)), bytes));
    }
    let worded = spans::days_back(rest)
        .map(|(days, bytes)| (Piece::DaysBack(days), bytes))
        .or_else(|| spans::ago(rest).map(|(ago, bytes)| (Piece::Ago(ago), bytes)))
        .or_else(|| clocks::half_day_first(rest).map(|(it, bytes)| (Piece::Clock(it), bytes)))
        .or_else(|| dates::date(rest, language).map(|(it, bytes)| (Piece::Date(it), bytes)))
        .or_else(|| clocks::signed_zone(rest).map(|(it, bytes)| (Piece::Zone(it), bytes)))
        .or_else(|| Zone::at_start(rest).map(|(it, bytes)| (Piece::Zone(it), bytes)))
        .or_else(|| labels::label(rest).map(|(kind, bytes)| (Piece::Label(kind), bytes)));
    let (piece, bytes) = worded.unwrap_or((Piece::Word, word(rest).len()));
    (Some(piece), bytes)
}

fn numeric(rest: &str, language: &str) -> (Option<Piece>, usize) {
    if let Some(bytes) = spans::reading_time(rest) {
        return (None, bytes);
    }
    let found = spans::ago(rest)
        .map(|(ago, bytes)| (Piece::Ago(ago), bytes))
        .or_else(|| dates::date(rest, language).map(|(it, bytes)| (Piece::Date(it), bytes)))
        .or_else(|| clocks::clock(rest).map(|(it, bytes)| (Piece::Clock(it), bytes)));
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (piece, bytes) = found.unwrap_or((Piece::Word, digits));
    (Some(piece), bytes)
}

/// A group of a match as a number.
pub fn number(found: &regex::Captures<'_>, group: usize) -> Option<u32> {
    found.get(group)?.as_str().parse().ok()
}

/// The word a text begins with; scripts without spaces give one character, but for the Thai word
/// that stands before a clock time.
pub fn word(rest: &str) -> &str {
    const CLOCK_IS: &str = "เวลา";
    if rest.starts_with(CLOCK_IS) {
        return &rest[..CLOCK_IS.len()];
    }
    let mut characters = rest.char_indices();
    let end = match characters.next() {
        Some((_, first)) if labels::is_unspaced(first) => first.len_utf8(),
        Some(_) => characters
            .find(|(_, c)| {
                !(c.is_alphabetic() || is_mark(*c) || *c == '\'') || labels::is_unspaced(*c)
            })
            .map_or(rest.len(), |(at, _)| at),
        None => 0,
    };
    &rest[..end]
}

/// Whether a character continues a word without being a letter: vowel signs, non-joiners.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}' | '\u{0900}'..='\u{0DFF}' | '\u{102B}'..='\u{103E}' | '\u{17B4}'..='\u{17D3}' | '\u{200C}')
}
