//! The headings of a page that may be its headline, without the kickers inside them.

use crate::extract::document::{collapse, letters, names, text};
use crate::extract::dom::element::{Element, Node};
use crate::extract::marks::Marks;

/// A headline longer than this is a paragraph.
const CHARACTERS_MAX: usize = 400;

/// How far up the element stands that says what a heading is in.
const LEVELS: usize = 6;

/// Headings behind that of a path among which the headline is looked for.
const BEHIND_MAX: usize = 5;

/// More than this in one element is no teaser or label.
const PARAGRAPH_BYTES: usize = 160;

/// What a heading says.
pub struct Heading {
    pub text: String,
    /// The words before the headline, where the heading sets them apart.
    pub kicker: Option<String>,
    /// What follows the first element in the heading, which may be a kicker.
    pub rest: Option<String>,
    pub rank: Rank,
}

/// What sort of heading it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    /// A main heading.
    Main,
    /// One that is marked as the headline, or stands behind a path.
    Marked,
    /// The end of the path to the page ("Home › News › …"), which is written for machines.
    Path,
}

/// The main headings, then the other headings that are marked as the headline; where the main one
/// ends a path, also those behind it.
pub fn headings(marks: &Marks<'_>) -> Vec<Heading> {
    let (main, marked): (Vec<Element<'_>>, Vec<Element<'_>>) =
        marks.headings.iter().copied().partition(|it| it.name() == "h1");
    let (paths, main): (Vec<Element<'_>>, Vec<Element<'_>>) =
        main.into_iter().partition(|it| is_in_path(*it));
    let behind = paths.first().map(|path| behind(marks, *path)).unwrap_or_default();
    let of = |rank: Rank| move |element: Element<'_>| Heading::of(element, rank);
    let main = main.into_iter().map(of(Rank::Main));
    let others = behind.into_iter().chain(marked).map(of(Rank::Marked));
    let paths = paths.into_iter().map(of(Rank::Path));
    let fits = |heading: &Heading| (1..=CHARACTERS_MAX).contains(&heading.text.chars().count());
    main.chain(others).chain(paths).filter(fits).collect()
}

/// The first headings of the second rank between a heading and the first paragraph behind it.
fn behind<'a>(marks: &Marks<'a>, path: Element<'a>) -> Vec<Element<'a>> {
    let root = path.ancestors().last();
    let all = root.into_iter().flat_map(|root| root.elements());
    let is_paragraph =
        |it: &Element<'_>| matches!(it.name(), "p" | "li") && text(*it).len() > PARAGRAPH_BYTES;
    let head = all.filter(|it| it.is_behind(path)).take_while(|it| !is_paragraph(it));
    let second = head.filter(|it| it.name() == "h2" && !marks.is_elsewhere(*it));
    second.take(BEHIND_MAX).collect()
}

/// Whether a heading ends a path: it stands in a list of links that is called so, or in a menu.
fn is_in_path(heading: Element<'_>) -> bool {
    const OTHERS: [&str; 6] = ["header", "section", "article", "main", "body", "html"];
    let around = heading.ancestors().take(LEVELS);
    let mut own = std::iter::once(heading).chain(around);
    own.any(|it| {
        let is_called = || {
            it.attributes().any(|(name, value)| {
                name.contains("breadcrumb") || name != "href" && value.contains("breadcrumb")
            })
        };
        it.name() == "nav" || !OTHERS.contains(&it.name()) && is_called()
    })
}

impl Heading {
    fn of(element: Element<'_>, rank: Rank) -> Heading {
        let whole = text(element);
        match apart(element, WRAPPERS_MAX) {
            Some(Apart { first, rest, is_kicker: true }) => {
                Heading { text: rest, kicker: Some(first), rest: None, rank }
            }
            parts => Heading { text: whole, kicker: None, rest: parts.map(|it| it.rest), rank },
        }
    }

    /// The headline with its kicker, letters alone.
    pub fn whole(&self) -> String {
        letters(self.kicker.as_deref().unwrap_or("")) + &letters(&self.text)
    }
}

/// Elements that hold all of a heading are not looked into further than this.
const WRAPPERS_MAX: usize = 3;

/// The first element of a heading, and what follows it.
struct Apart {
    first: String,
    rest: String,
    is_kicker: bool,
}

/// A heading in two parts, if it has them.
fn apart(heading: Element<'_>, wrappers: usize) -> Option<Apart> {
    let parts: Vec<Part<'_>> = Part::all(heading);
    if let [Part { element: Some(inner), .. }] = parts.as_slice() {
        return apart(*inner, wrappers.checked_sub(1)?);
    }
    let (first, rest) = parts.split_first()?;
    let is_headline = |part: &Part<'_>| part.is_called(&HEADLINES) && !part.is_called(&KICKERS);
    first.element.filter(|_| first.text.split_whitespace().count() <= KICKER_WORDS_MAX)?;
    let is_kicker =
        first.is_called(&KICKERS) || !is_headline(first) && rest.iter().any(is_headline);
    let said = rest.iter().filter(|part| part.text.contains(char::is_alphanumeric));
    let said: Vec<&str> = said.map(|part| part.text.as_str()).collect();
    let rest = collapse(said.join(" ").trim_start_matches([':', '-', '–', '|', ' ']));
    let first = first.text.clone();
    (letters(&rest).len() >= LETTERS_MIN).then_some(Apart { first, rest, is_kicker })
}

/// A kicker has no more words.
const KICKER_WORDS_MAX: usize = 8;

/// Fewer bytes of letters are no headline of their own.
const LETTERS_MIN: usize = 12;

/// What the elements of kickers are called, in some languages.
const KICKERS: [&str; 16] = [
    "kicker",
    "overline",
    "dachzeile",
    "topline",
    "roofline",
    "eyebrow",
    "spitzmarke",
    "supertitle",
    "overtitle",
    "pretitle",
    "surtitre",
    "volanta",
    "antetitulo",
    "occhiello",
    "subheadline",
    "flag",
];

/// What the element of a headline beside a kicker is called.
const HEADLINES: [&str; 2] = ["headline", "title"];

/// A text in a heading, and the element around it, if it has one of its own.
struct Part<'a> {
    element: Option<Element<'a>>,
    text: String,
}

impl<'a> Part<'a> {
    fn all(heading: Element<'a>) -> Vec<Part<'a>> {
        let parts = heading.children().map(|child| match child {
            Node::Text(text) => Part { element: None, text: collapse(text.words) },
            Node::Element(element) => Part { element: Some(element), text: text(element) },
        });
        parts.filter(|part| !part.text.is_empty()).collect()
    }

    /// Whether the names of the part's element have one of these words as their own.
    fn is_called(&self, words: &[&str]) -> bool {
        let names = self.element.map(names).unwrap_or_default();
        names.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| words.contains(&word))
    }
}
