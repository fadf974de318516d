//! How the differences between two files are printed.

use clap::ValueEnum;

use crate::cli::console::Console;
use crate::cli::texts::{Articles, Contents, Texts};
use crate::diff;
use crate::error::{Error, Result};
use crate::render::ink::Palette;
use crate::render::pair::Pair;
use crate::render::terminal::Layout;
use crate::render::wrap::Page;
use crate::render::{html, markdown, ops, texts};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With colour, for reading
    Terminal,
    /// With marks: [-removed-]{+added+}; a mark's signs in the text itself stand as [\\-
    Plain,
    /// A page that needs nothing beside it
    Html,
    /// As GitHub and others render it
    Markdown,
    /// A JSON array of runs
    Ops,
}

/// How differences are printed.
#[derive(Clone, Copy)]
pub struct Printed {
    pub format: Format,
    pub page: Page,
    layout: Layout,
}

/// How much of what is unchanged in texts is printed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    Whole,
    /// A few lines around each change.
    Context,
}

/// What two files came to.
pub struct Difference {
    pub text: String,
    pub differs: bool,
    /// What a reader must know besides.
    pub note: Option<String>,
}

impl Printed {
    /// The asked format, by default the one for where the output goes.
    pub fn of(asked: Option<Format>, wanted: Layout, console: &Console) -> Result<Printed> {
        let format = asked.unwrap_or(match console.is_for_people() {
            true => Format::Terminal,
            false => Format::Plain,
        });
        let layout = match (wanted, format) {
            (Layout::OneColumn, _) => Layout::OneColumn,
            (Layout::SideBySide, Format::Terminal | Format::Plain) => console.side_by_side(),
            (Layout::SideBySide, Format::Html | Format::Markdown | Format::Ops) => {
                return Err(Error::invalid("--side-by-side is for --format terminal and plain"));
            }
        };
        let is_colored = format == Format::Terminal && console.is_colored();
        let palette = if is_colored { Palette::Colored } else { Palette::Plain };
        let page = Page { width_columns: console.width_columns(), palette };
        Ok(Printed { format, page, layout })
    }

    pub fn is_for_people(self) -> bool {
        matches!(self.format, Format::Terminal | Format::Plain)
    }

    /// What differs in two files that have this name.
    pub fn difference(self, name: &str, contents: &Contents, extent: Extent) -> Difference {
        match contents {
            Contents::Texts(texts) => self.texts(name, texts, extent),
            Contents::Articles(articles) => self.articles(name, articles),
        }
    }

    fn texts(self, name: &str, texts: &Texts, extent: Extent) -> Difference {
        let runs = diff::diff(&texts.old, &texts.new);
        let differs = diff::differ(&runs);
        let text = match (self.format, extent) {
            (Format::Html, _) => html::texts(name, &runs),
            (Format::Markdown, _) => markdown::texts(name, &runs),
            (Format::Ops, _) => ops::json(&runs) + "\n",
            (Format::Terminal | Format::Plain, _) if !differs => String::new(),
            (_, Extent::Whole) => ended(texts::whole(&runs, self.page, self.layout)),
            (_, Extent::Context) => texts::around(&runs, self.page, self.layout),
        };
        Difference { text, differs, note: texts.note.clone() }
    }

    fn articles(self, name: &str, articles: &Articles) -> Difference {
        let pair = Pair::of(&articles.old, &articles.new);
        let differs = pair.differs();
        let is_around = !differs && !articles.same_bytes;
        let note = "the articles are the same, the pages around them are not: see --raw";
        let text = match self.format {
            Format::Html => html::articles(name, &pair),
            Format::Markdown => markdown::articles(name, &pair),
            Format::Ops => return self.texts(name, &articles.texts(), Extent::Whole),
            Format::Terminal | Format::Plain => pair.text(self.page, self.layout),
        };
        Difference { text, differs, note: is_around.then(|| note.to_owned()) }
    }
}

/// A text whose last line ends, so that nothing is printed behind it.
fn ended(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
