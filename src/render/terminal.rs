//! A comparison as `revdiff show` prints it: who says what of two versions, the verdict, and the
//! text with its changes.

use crate::render::ink::Palette;
use crate::render::summary::Summary;
use crate::render::wrap::Page;
use crate::render::{Comparison, body, columns, heading};
use crate::time::Time;

/// How a comparison is printed.
#[derive(Clone, Copy)]
pub struct Style {
    /// Held between 40 and 200.
    pub width_columns: usize,
    pub palette: Palette,
    pub layout: Layout,
    /// How the times at which we looked are written.
    pub time: fn(Time) -> String,
}

/// How old and new text stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// In one text.
    OneColumn,
    /// Old on the left, new on the right.
    SideBySide,
}

/// The comparison in lines of at most the style's width, each ended.
///
/// Removed words stand as `[-…-]`, added ones as `{+…+}`, passages moved within paragraphs as
/// `[<1:…<]` and `{>1:…>}`. No control character of the article's gets through.
pub fn comparison(comparison: &Comparison, style: &Style) -> String {
    let page = Page { width_columns: style.width_columns.clamp(40, 200), palette: style.palette };
    let mut out = String::new();
    heading::write(&mut out, page, &Summary::of(comparison, style.time));
    match style.layout {
        Layout::OneColumn => body::write(&mut out, page, comparison.diff),
        Layout::SideBySide => columns::write(&mut out, page, comparison.diff),
    }
    out
}

#[cfg(test)]
mod tests;
