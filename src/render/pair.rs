//! Two articles without a story, as files hold them: their parts, their stamps, and where their
//! links lead.

use crate::article::{Article, Stamp, StampKind};
use crate::diff::{self, Action, ArticleDiff, Op, Run};
use crate::render::ink::Ink;
use crate::render::summary;
use crate::render::terminal::Layout;
use crate::render::wrap::{self, Margin, Page};
use crate::render::{body, columns, marks};
use crate::verdict::{Reason, links};

/// What differs between two articles.
pub struct Pair<'a> {
    pub diff: ArticleDiff<'a>,
    /// What differs beside the texts.
    pub beside: Vec<Lone>,
    /// The language that the later article declares, else the earlier one.
    pub language: Option<&'a str>,
}

/// A stamp, or the place that a link leads to, that only one of two articles bears, in words.
#[derive(Debug, PartialEq, Eq)]
pub struct Lone {
    /// What stands above it.
    pub label: &'static str,
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
        let diff = diff::articles(old, new);
        let mut beside = lone_stamps(&old.claims(), &new.claims());
        beside.extend(links::reasons(&diff, old, new).iter().flat_map(Lone::of_link));
        Pair { diff, beside, language: new.language.as_deref().or(old.language.as_deref()) }
    }

    pub fn differs(&self) -> bool {
        !self.beside.is_empty() || self.diff.parts.iter().any(|part| part.action != Action::Kept)
    }

    /// The differences for people, unchanged parts folded; nothing where there are none.
    pub fn text(&self, page: Page, layout: Layout) -> String {
        let mut out = String::new();
        if !self.differs() {
            return out;
        }
        self.beside.iter().for_each(|lone| lone.write(&mut out, page));
        match layout {
            Layout::OneColumn => body::write(&mut out, page, &self.diff),
            Layout::SideBySide => columns::write(&mut out, page, &self.diff),
        }
        // What parts a text from the one before it parts the first from nothing.
        out.split_off(1)
    }
}

impl Lone {
    fn of_stamp(bearer: Bearer, stamp: &Stamp) -> Lone {
        let kind = match stamp.kind {
            StampKind::Published => "published",
            StampKind::Updated => "updated",
        };
        Lone { label: "stamp", bearer, words: format!("{kind} {}", summary::claimed(stamp)) }
    }

    /// Where a link led, and where it leads.
    fn of_link(reason: &Reason) -> Vec<Lone> {
        let sides = [(Bearer::Old, &reason.old), (Bearer::New, &reason.new)];
        let lone = |(bearer, place): (Bearer, &Option<String>)| {
            Some(Lone { label: "link", bearer, words: place.clone()? })
        };
        sides.into_iter().filter_map(lone).collect()
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
        body::note(out, page, self.label.to_string());
        let margin = Margin { first: sign, rest: sign, ink };
        wrap::write(out, page, margin, &marks::pieces(&[self.run()]));
    }
}

/// The stamps of each side that the other lacks, in the words of the page or in what they claim.
fn lone_stamps(old: &[Stamp], new: &[Stamp]) -> Vec<Lone> {
    let claim = |stamp: &Stamp| (stamp.kind, stamp.at, stamp.text.clone());
    let lacks =
        |others: &[Stamp], stamp: &Stamp| !others.iter().any(|it| claim(it) == claim(stamp));
    let gone = old.iter().filter(|stamp| lacks(new, stamp));
    let come = new.iter().filter(|stamp| lacks(old, stamp));
    let gone = gone.map(|stamp| Lone::of_stamp(Bearer::Old, stamp));
    let mut lone: Vec<Lone> =
        gone.chain(come.map(|stamp| Lone::of_stamp(Bearer::New, stamp))).collect();
    lone.dedup();
    lone
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::Link;
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
    fn a_link_that_leads_elsewhere_is_shown() {
        let linked = |url: &str| {
            let mut article = first();
            let text = article.blocks[0].text.chars().take(5).collect();
            article.blocks[0].links = vec![Link { text, url: url.to_owned() }];
            article
        };
        let printed = print(&linked("https://a.example/1"), &linked("https://a.example/2"));
        let expected = "  link\n- [-https://a.example/1-]\n\n  link\n+ {+https://a.example/2+}\n";
        assert!(printed.starts_with(expected), "{printed}");
    }

    #[test]
    fn articles_that_are_the_same_print_nothing() {
        assert_eq!(print(&first(), &first()), "");
        assert!(!Pair::of(&first(), &first()).differs());
    }
}
