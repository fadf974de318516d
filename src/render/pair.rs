//! Two articles without a story, as files hold them: their parts and their stamps.

use crate::article::{Article, Stamp, StampKind};
use crate::diff::{self, Action, ArticleDiff, Op, Run};
use crate::render::ink::Ink;
use crate::render::summary;
use crate::render::terminal::Layout;
use crate::render::wrap::{self, Margin, Page};
use crate::render::{body, columns, marks};

/// What stands above a stamp that differs.
pub const LABEL: &str = "stamp";

/// What differs between two articles.
pub struct Pair<'a> {
    pub diff: ArticleDiff<'a>,
    pub stamps: Vec<LoneStamp>,
    /// The language that the later article declares, else the earlier one.
    pub language: Option<&'a str>,
}

/// A stamp that only one of two articles bears, in words.
#[derive(Debug, PartialEq, Eq)]
pub struct LoneStamp {
    pub bearer: Bearer,
    words: String,
}

/// Which of the two articles bears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bearer {
    Old,
    New,
}

impl<'a> Pair<'a> {
    pub fn of(old: &'a Article, new: &'a Article) -> Pair<'a> {
        Pair {
            diff: diff::articles(old, new),
            stamps: lone_stamps(&old.claims(), &new.claims()),
            language: new.language.as_deref().or(old.language.as_deref()),
        }
    }

    pub fn differs(&self) -> bool {
        !self.stamps.is_empty() || self.diff.parts.iter().any(|part| part.action != Action::Kept)
    }

    /// The differences for people, unchanged parts folded; nothing where there are none.
    pub fn text(&self, page: Page, layout: Layout) -> String {
        let mut out = String::new();
        if !self.differs() {
            return out;
        }
        self.stamps.iter().for_each(|stamp| stamp.write(&mut out, page));
        match layout {
            Layout::OneColumn => body::write(&mut out, page, &self.diff),
            Layout::SideBySide => columns::write(&mut out, page, &self.diff),
        }
        // What parts a text from the one before it parts the first from nothing.
        out.split_off(1)
    }
}

impl LoneStamp {
    fn of(bearer: Bearer, stamp: &Stamp) -> LoneStamp {
        let kind = match stamp.kind {
            StampKind::Published => "published",
            StampKind::Updated => "updated",
        };
        LoneStamp { bearer, words: format!("{kind} {}", summary::claimed(stamp)) }
    }

    /// The words as a run that went or came.
    pub fn run(&self) -> Run<'_> {
        let op = match self.bearer {
            Bearer::Old => Op::Delete,
            Bearer::New => Op::Insert,
        };
        Run { op, text: &self.words, move_id: None, class: None }
    }

    fn write(&self, out: &mut String, page: Page) {
        let (sign, ink) = match self.bearer {
            Bearer::Old => ("- ", Ink::Removed),
            Bearer::New => ("+ ", Ink::Added),
        };
        out.push('\n');
        body::note(out, page, LABEL.to_string());
        let margin = Margin { first: sign, rest: sign, ink };
        wrap::write(out, page, margin, &marks::pieces(&[self.run()]));
    }
}

/// The stamps of each side that the other lacks, in the words of the page or in what they claim.
fn lone_stamps(old: &[Stamp], new: &[Stamp]) -> Vec<LoneStamp> {
    let claim = |stamp: &Stamp| (stamp.kind, stamp.at, stamp.text.clone());
    let lacks =
        |others: &[Stamp], stamp: &Stamp| !others.iter().any(|it| claim(it) == claim(stamp));
    let gone = old.iter().filter(|stamp| lacks(new, stamp));
    let come = new.iter().filter(|stamp| lacks(old, stamp));
    let gone = gone.map(|stamp| LoneStamp::of(Bearer::Old, stamp));
    let mut lone: Vec<LoneStamp> =
        gone.chain(come.map(|stamp| LoneStamp::of(Bearer::New, stamp))).collect();
    lone.dedup();
    lone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::ink::Palette;
    use crate::render::sample::{first, update};

    const PAGE: Page = Page { width_columns: 100, palette: Palette::Plain };

    fn print(old: &Article, new: &Article) -> String {
        Pair::of(old, new).text(PAGE, Layout::OneColumn)
    }

    #[test]
    fn a_stamp_that_came_alone_is_shown() {
        let stamped = Article { stamps: update().stamps, ..first() };
        let expected = "  stamp\n\
                        + {+updated 2026-05-01, read from “Update : 01.05.2026” (on the page)+}\n\
                        \n\
                        \u{20} ··· headline, byline and 5 paragraphs unchanged ···\n";
        assert_eq!(print(&first(), &stamped), expected);
        let gone = print(&stamped, &first());
        assert!(gone.starts_with("  stamp\n- [-updated 2026-05-01"), "{gone}");
    }

    #[test]
    fn articles_that_are_the_same_print_nothing() {
        assert_eq!(print(&first(), &first()), "");
        assert!(!Pair::of(&first(), &first()).differs());
    }
}
