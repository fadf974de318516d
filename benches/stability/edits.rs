//! Real edits, planted where a page's true paragraphs stand in its source.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use revdiff::extract::document::letters;

use crate::chance::Chance;
use crate::pages::Page;
use crate::places::{Paragraph, holder};
use crate::words::{ADDED, NOTES, SENTENCES};

/// A page after an edit, and what a reader would say was done.
pub struct Edit {
    pub html: String,
    pub planted: Planted,
}

#[derive(Debug)]
pub enum Planted {
    Replaced { old: String, new: String },
    SentencePut(String),
    SentenceCut(String),
    BlockPut(String),
    BlockCut(String),
    BlockMoved(String),
}

/// An editor: none where the page has nothing of the kind.
pub type Editor = fn(&Page, &mut Chance) -> Option<Edit>;

pub const EDITORS: [(&str, Editor); 13] = [
    ("word", word),
    ("number", number),
    ("sentence in", sentence_in),
    ("sentence out", sentence_out),
    ("paragraph in", paragraph_in),
    ("paragraph out", paragraph_out),
    ("paragraph moved", paragraph_moved),
    ("last paragraph out", last_paragraph_out),
    ("headline", headline),
    ("dek", dek),
    ("caption", caption),
    ("correction note at the top", note_at_the_top),
    ("correction note at the foot", note_at_the_foot),
];

static WORD: LazyLock<Regex> = LazyLock::new(|| regex(r"\b\p{Alphabetic}{4,}\b"));
static NUMBER: LazyLock<Regex> = LazyLock::new(|| regex(r"\b[1-9][0-9]{0,3}\b"));
static SENTENCE: LazyLock<Regex> =
    LazyLock::new(|| regex(r"[.!?]\s+(\p{Lu}[^<>&.!?:;0-9]{20,300}[.!?])(?:\s+\p{Lu}|\s*<)"));
static ID: LazyLock<Regex> = LazyLock::new(|| regex(r#"\sid=("[^"]*"|'[^']*'|[^\s>]+)"#));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the bench runs over every pattern")
}

fn word(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let paragraph = chance.pick(&page.paragraphs)?;
    another_word(page, paragraph.bytes.clone(), Twins::Refused, chance)
}

fn number(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let mut turns: Vec<&Paragraph> = page.paragraphs.iter().collect();
    chance.shuffle(&mut turns);
    turns.into_iter().find_map(|paragraph| {
        let at = one_of(page, paragraph.bytes.clone(), &NUMBER, chance)?;
        let number: u64 = page.known.html[at.clone()].parse().ok()?;
        replaced(page, at, &(number + 1).to_string(), Twins::Refused)
    })
}

fn headline(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let headline = page.known.headline.as_deref()?;
    let words = letters(headline);
    let is_headline = |it: &&crate::source::Element| {
        it.name == "h1" && !words.is_empty() && page.source.letters[it.letters.clone()] == words
    };
    let element = page.source.elements.iter().find(is_headline)?;
    another_word(page, element.open.end..element.close.start, Twins::Changed, chance)
}

fn dek(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let words = letters(page.known.dek.as_deref()?);
    let is_dek = |it: &&crate::source::Element| {
        words.len() > 30 && page.source.letters[it.letters.clone()] == words
    };
    let element = page.source.elements.iter().rfind(is_dek)?;
    another_word(page, element.open.end..element.close.start, Twins::Changed, chance)
}

/// A caption of a picture that stands among the paragraphs.
fn caption(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let story = &page.source.elements[holder(&page.source, &page.paragraphs)?];
    let within = |it: &&crate::source::Element| {
        it.name == "figcaption"
            && it.letters.len() > 30
            && story.open.end <= it.open.start
            && it.close.end <= story.close.start
    };
    let all: Vec<_> = page.source.elements.iter().filter(within).collect();
    let element = chance.pick(&all)?;
    another_word(page, element.open.end..element.close.start, Twins::Refused, chance)
}

fn sentence_in(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let paragraph = chance.pick(&page.paragraphs)?;
    let sentence = chance.pick(&SENTENCES)?.to_string();
    let at = page.source.elements[paragraph.element].close.start;
    let html = spliced(&page.known.html, at..at, &format!(" {sentence}"));
    Some(Edit { html, planted: Planted::SentencePut(sentence) })
}

fn sentence_out(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let mut turns: Vec<&Paragraph> = page.paragraphs.iter().collect();
    chance.shuffle(&mut turns);
    turns.into_iter().find_map(|paragraph| {
        let inside = &page.known.html[paragraph.bytes.clone()];
        let found = SENTENCE.captures(inside)?.get(1)?;
        let start = paragraph.bytes.start + found.start();
        let range = start..start + found.len();
        let is_shown = page.source.shows(range.start);
        is_shown.then(|| Edit {
            html: spliced(&page.known.html, range, ""),
            planted: Planted::SentenceCut(found.as_str().to_string()),
        })
    })
}

fn paragraph_in(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let after = chance.pick(&page.paragraphs)?;
    let text = chance.pick(&ADDED)?;
    Some(put(page, after, after.bytes.end, text))
}

fn paragraph_out(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let middle = page.paragraphs.get(..page.paragraphs.len().checked_sub(1)?)?;
    let middle: Vec<&[Paragraph]> = middle.windows(2).filter(|pair| is_unbroken(pair)).collect();
    cut(page, &chance.pick(&middle)?[1])
}

fn last_paragraph_out(page: &Page, _: &mut Chance) -> Option<Edit> {
    cut(page, &page.paragraphs.windows(2).last().filter(|pair| is_unbroken(pair))?[1])
}

/// Whether nothing stands between paragraphs: without its text a subheading would stand alone, and
/// the first paragraph, which may hold the dateline, follows nothing.
fn is_unbroken(paragraphs: &[Paragraph]) -> bool {
    paragraphs.windows(2).all(|pair| pair[0].letters.end == pair[1].letters.start)
}

fn cut(page: &Page, paragraph: &Paragraph) -> Option<Edit> {
    let html = spliced(&page.known.html, paragraph.bytes.clone(), "");
    Some(Edit { html, planted: Planted::BlockCut(paragraph.text.clone()) })
}

fn paragraph_moved(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let parent = |it: &Paragraph| page.source.elements[it.element].parent;
    let paragraphs = page.paragraphs.get(1..)?;
    let fits = |three: &&[Paragraph]| {
        is_unbroken(three) && three.iter().all(|it| parent(it) == parent(&three[0]))
    };
    let fitting: Vec<&[Paragraph]> = paragraphs.windows(3).filter(fits).collect();
    let three = chance.pick(&fitting)?;
    let (moved, to) = (&three[0], three[2].bytes.end);
    let html = &page.known.html;
    let text = &html[moved.bytes.clone()];
    let between = &html[moved.bytes.end..to];
    let html = format!("{}{between}{text}{}", &html[..moved.bytes.start], &html[to..]);
    Some(Edit { html, planted: Planted::BlockMoved(moved.text.clone()) })
}

fn note_at_the_top(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let first = page.paragraphs.first()?;
    Some(put(page, first, first.bytes.start, chance.pick(&NOTES)?))
}

fn note_at_the_foot(page: &Page, chance: &mut Chance) -> Option<Edit> {
    let last = page.paragraphs.last()?;
    Some(put(page, last, last.bytes.end, chance.pick(&NOTES)?))
}

/// A new paragraph with the tags of one that is there.
fn put(page: &Page, like: &Paragraph, at: usize, text: &str) -> Edit {
    let html = &page.known.html;
    let element = &page.source.elements[like.element];
    let open = ID.replace(&html[element.open.clone()], "");
    let block = format!("{open}{text}</{}>", element.name);
    Edit { html: spliced(html, at..at, &block), planted: Planted::BlockPut(text.to_string()) }
}

/// What becomes of the same words elsewhere on the page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Twins {
    /// They change too, as a headline does in the meta data.
    Changed,
    /// Shown text must not hold them: it would be unclear which of them the story is.
    Refused,
}

fn another_word(
    page: &Page,
    within: Range<usize>,
    twins: Twins,
    chance: &mut Chance,
) -> Option<Edit> {
    let at = one_of(page, within, &WORD, chance)?;
    let old = &page.known.html[at.clone()];
    let other = chance.pick(&page.paragraphs)?.bytes.clone();
    let other = one_of(page, other, &WORD, chance)?;
    let new = &page.known.html[other];
    let new = if new.eq_ignore_ascii_case(old) { "otherwise" } else { new };
    replaced(page, at, new, twins)
}

/// A place of a pattern in the shown text of a range, where what it finds stands once.
fn one_of(
    page: &Page,
    within: Range<usize>,
    pattern: &Regex,
    chance: &mut Chance,
) -> Option<Range<usize>> {
    let text = page.known.html.get(within.clone())?;
    let found: Vec<Range<usize>> = pattern
        .find_iter(text)
        .filter(|it| text.matches(it.as_str()).count() == 1)
        .map(|it| within.start + it.start()..within.start + it.end())
        .filter(|it| page.source.shows(it.start))
        .collect();
    chance.pick(&found).cloned()
}

/// Replaces a word, and wherever else the source has it among the same words (meta data, JSON-LD).
fn replaced(page: &Page, at: Range<usize>, new: &str, twins: Twins) -> Option<Edit> {
    const AROUND: usize = 24;
    let html = &page.known.html;
    let is_text = |c: &char| c.is_alphanumeric() || " ,.-".contains(*c);
    let before: usize =
        html[..at.start].chars().rev().take(AROUND).take_while(is_text).map(char::len_utf8).sum();
    let after: usize =
        html[at.end..].chars().take(AROUND).take_while(is_text).map(char::len_utf8).sum();
    let wide = at.start - before..at.end + after;
    let context = &html[wide.clone()];
    let shown = page.source.letters.matches(&letters(context)).count();
    if twins == Twins::Refused && shown != 1 {
        return None;
    }
    let changed = spliced(context, before..before + at.len(), new);
    let old = html[at.clone()].to_string();
    let is_long = before + after >= AROUND / 2;
    let html = if is_long { html.replace(context, &changed) } else { spliced(html, at, new) };
    Some(Edit { html, planted: Planted::Replaced { old, new: new.to_string() } })
}

fn spliced(text: &str, at: Range<usize>, new: &str) -> String {
    format!("{}{new}{}", &text[..at.start], &text[at.end..])
}
