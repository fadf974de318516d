//! How the differences between two files are printed.

use std::path::Path;

use clap::ValueEnum;

use crate::article::Article;
use crate::cli::console::Console;
use crate::cli::texts::{Articles, Contents, Texts};
use crate::diff::opened::{self, Halves};
use crate::diff::{self, ArticleDiff};
use crate::error::{Error, Result};
use crate::extract::EXTRACTOR;
use crate::render::ink::Palette;
use crate::render::pair::Pair;
use crate::render::terminal::Layout;
use crate::render::wrap::Page;
use crate::render::{html, json, markdown, ops, texts};
use crate::verdict;

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
    /// One JSON object
    Json,
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

/// What two files are called: together, and each.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    pub heading: &'a str,
    pub files: [&'a Path; 2],
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
            (Layout::SideBySide, Format::Html | Format::Markdown | Format::Json | Format::Ops) => {
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

    /// What differs in two files that have these names.
    pub fn difference(self, names: Names, contents: &Contents, extent: Extent) -> Difference {
        match contents {
            Contents::Texts(texts) => self.texts(names, texts, extent),
            Contents::Articles(articles) => self.articles(names, articles),
        }
    }

    fn texts(self, names: Names, texts: &Texts, extent: Extent) -> Difference {
        let runs = diff::diff(&texts.old, &texts.new);
        let differs = diff::differ(&runs);
        let shown = match self.layout {
            Layout::OneColumn => opened::shown(&runs),
            Layout::SideBySide => opened::beside(&runs, &Halves::of(runs.iter())),
        };
        let text = match (self.format, extent) {
            (Format::Html, _) => html::texts(names.heading, &shown),
            (Format::Markdown, _) => markdown::texts(names.heading, &shown),
            (Format::Json, _) => {
                let [old, new] = texts.articles();
                names.json([&old, &new], None, &diff::articles(&old, &new))
            }
            (Format::Ops, _) => ops::json(&runs) + "\n",
            (Format::Terminal | Format::Plain, _) if !differs => String::new(),
            (_, Extent::Whole) => ended(texts::whole(&shown, self.page, self.layout)),
            (_, Extent::Context) => texts::around(&shown, self.page, self.layout),
        };
        Difference { text, differs, note: texts.note.clone() }
    }

    fn articles(self, names: Names, articles: &Articles) -> Difference {
        let pair = Pair::of(&articles.old, &articles.new);
        let differs = pair.differs();
        let is_around = !differs && !articles.same_bytes;
        let note = "the articles are the same, the pages around them are not: see --raw";
        let text = match self.format {
            Format::Html => html::articles(names.heading, &pair),
            Format::Markdown => markdown::articles(names.heading, &pair),
            Format::Json => names.json([&articles.old, &articles.new], Some(EXTRACTOR), &pair.diff),
            Format::Ops => return self.texts(names, &articles.texts(), Extent::Whole),
            Format::Terminal | Format::Plain => pair.text(self.page, self.layout),
        };
        Difference { text, differs, note: is_around.then(|| note.to_owned()) }
    }
}

impl Names<'_> {
    fn json(&self, articles: [&Article; 2], extractor: Option<u32>, diff: &ArticleDiff) -> String {
        let shown = self.files.map(|file| file.display().to_string());
        let names = [shown[0].as_str(), shown[1].as_str()];
        let verdict = verdict::judge(diff, articles[0], articles[1]);
        json::files(&json::Files { names, articles, extractor, diff, verdict: &verdict }) + "\n"
    }
}

/// A text whose last line ends, so that nothing is printed behind it.
fn ended(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
