//! Ink: what a stretch of printed text means, and the colour it has on a terminal.

use std::borrow::Cow;

use anstyle::{Ansi256Color, Style};

/// The colours that output may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Palette {
    Colored,
    Plain,
}

/// What a stretch of text means. Every meaning has a mark or a word besides its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Text,
    Strong,
    Faint,
    Removed,
    Added,
    Moved,
}

/// A stretch of text in one ink, safe for a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece<'a> {
    pub ink: Ink,
    pub text: Cow<'a, str>,
}

/// Orange and blue are told apart by every kind of colour vision, on dark ground and light.
const ORANGE: Ansi256Color = Ansi256Color(166);
const BLUE: Ansi256Color = Ansi256Color(33);
const PURPLE: Ansi256Color = Ansi256Color(97);

impl Ink {
    fn style(self) -> Style {
        match self {
            Ink::Text => Style::new(),
            Ink::Strong => Style::new().bold(),
            Ink::Faint => Style::new().dimmed(),
            Ink::Removed => Style::new().fg_color(Some(ORANGE.into())).strikethrough(),
            Ink::Added => Style::new().fg_color(Some(BLUE.into())),
            Ink::Moved => Style::new().fg_color(Some(PURPLE.into())),
        }
    }
}

impl<'a> Piece<'a> {
    pub fn new(ink: Ink, text: impl Into<Cow<'a, str>>) -> Piece<'a> {
        Piece { ink, text: text.into() }
    }
}

/// Adds what stands before a text. The spaces at its end bear no colour, so that a line with nothing
/// behind them can end where it ends without colour.
pub fn write_lead(out: &mut String, palette: Palette, ink: Ink, lead: &str) {
    let bare = lead.trim_end_matches(' ');
    if !bare.is_empty() {
        write(out, palette, ink, bare);
    }
    out.push_str(&lead[bare.len()..]);
}

/// Adds a text to the output in its ink; the colour ends where the text ends.
pub fn write(out: &mut String, palette: Palette, ink: Ink, text: &str) {
    match palette {
        Palette::Plain => out.push_str(text),
        Palette::Colored => {
            let style = ink.style();
            out.push_str(&format!("{style}{text}{style:#}"));
        }
    }
}
