//! Ink: what a stretch of printed text means, and the colour it has on a terminal.

use std::borrow::Cow;

use anstyle::{Ansi256Color, AnsiColor, Style};

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
    Heat(Heat),
}

/// How new a word is among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heat {
    /// The version that brought it.
    pub version: u32,
    /// From 0, as old as can be, to [`STEPS`].
    pub step: usize,
}

/// The steps of the scale above the lowest, which has no colour.
pub const STEPS: usize = HEATS.len();

/// Grounds from dark blue over grey to yellow: each lighter than the one before, so that they are
/// told apart by every kind of colour vision and by none, on dark ground and light.
const HEATS: [(Ansi256Color, AnsiColor); 5] = [
    (Ansi256Color(18), AnsiColor::BrightWhite),
    (Ansi256Color(60), AnsiColor::BrightWhite),
    (Ansi256Color(245), AnsiColor::Black),
    (Ansi256Color(179), AnsiColor::Black),
    (Ansi256Color(227), AnsiColor::Black),
];

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
            Ink::Heat(heat) => heat.style(),
        }
    }
}

impl Heat {
    fn style(self) -> Style {
        match self.step.checked_sub(1).and_then(|step| HEATS.get(step)) {
            Some(&(ground, ink)) => {
                Style::new().bg_color(Some(ground.into())).fg_color(Some(ink.into()))
            }
            None => Style::new(),
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
