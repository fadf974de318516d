//! Which lines of a page the story keeps: those that were chosen, and what belongs to them, such as
//! captions, notices and the rest of a table.

use std::collections::{HashMap, HashSet};

use super::body::Chosen;
use super::dateline;
use super::kinds::{kind, kinds};
use super::names::Announced;
use super::outline::{Line, Outline};
use crate::article::BlockKind;

/// A line of the page that the story keeps.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    pub line: usize,
    pub kind: BlockKind,
}

/// The lines that the story keeps, in page order; `from` is the first line after the headline, and
/// `is_shown` knows what headline, dek, byline and stamps have shown already.
pub fn kept(
    outline: &Outline<'_>,
    from: usize,
    chosen: &Chosen,
    is_shown: &dyn Fn(&Line<'_>) -> bool,
) -> Vec<Kept> {
    let lines = &outline.lines;
    let region_kinds = kinds(outline);
    let first = (0..lines.len()).find(|at| chosen.is_story(*at)).unwrap_or(lines.len());
    // To know a notice by its words takes long, and there are many lines.
    let is_near = |at: usize| {
        chosen.is_story(at)
            || (from..first).contains(&at)
            || outline.is_within(lines[at].at, chosen.container)
    };
    let kind = |(at, line): (usize, &Line<'_>)| match is_near(at) {
        true => kind(line, &region_kinds),
        false => region_kinds[line.at],
    };
    let kinds: Vec<BlockKind> = lines.iter().enumerate().map(kind).collect();
    let is_skipped = |at: usize| {
        !matches!(kinds[at], BlockKind::Caption | BlockKind::Notice) && is_shown(&lines[at])
    };
    let is_taken = |at: usize| chosen.is_story(at) && is_sound(&lines[at]) && !is_skipped(at);
    let mut taken: Vec<bool> = (0..lines.len()).map(is_taken).collect();
    drop_repetitions(outline, &mut taken);
    drop_pull_quotes(outline, &mut taken);
    complete_tables(outline, &kinds, &mut taken);
    let Some(first) = taken.iter().position(|taken| *taken) else { return Vec::new() };
    let last = taken.iter().rposition(|taken| *taken).unwrap_or(first);
    let siblings = parents(outline, &taken);
    // A picture among the paragraphs may lead somewhere, and its caption with it.
    let may_be_link = |at: usize, place: At| match kinds[at] {
        BlockKind::Embed => true,
        BlockKind::Caption => {
            let figure = outline.regions[lines[at].at].around;
            place == At::Among
                && outline.tag(lines[at].at) == "figcaption"
                && siblings.contains(&outline.regions[figure].around)
        }
        BlockKind::Paragraph
        | BlockKind::Subheading
        | BlockKind::ListItem
        | BlockKind::Quotation
        | BlockKind::TableRow
        | BlockKind::Notice
        | BlockKind::Post => false,
    };
    let belongs = |at: usize, is_headed: &dyn Fn() -> bool| {
        let place = match at {
            at if at < first => At::Before,
            at if at > last => At::After,
            _ => At::Among,
        };
        let kind = kinds[at];
        !chosen.was_left_out(at)
            && (kind == BlockKind::TableRow || !lines[at].is_furniture())
            && (lines[at].link_bytes * 2 <= lines[at].text.len() || may_be_link(at, place))
            && (kind != BlockKind::Subheading || place == At::Before || is_headed())
            && belongs(outline, at, kind, place, &siblings, chosen)
            && !is_skipped(at)
    };
    let mut kept = taken.clone();
    // From the foot up: a heading is the story's if what it heads is.
    for at in (from.min(first)..lines.len()).rev() {
        let is_headed = || kept.get(at + 1).is_some_and(|next| *next);
        kept[at] = taken[at] || belongs(at, &is_headed);
    }
    let kept = kept.iter().enumerate().filter(|(_, kept)| **kept);
    kept.map(|(line, _)| Kept { line, kind: kinds[line] }).collect()
}

/// Whether a line may be a story's: no label or counter, and not all of it a link.
fn is_sound(line: &Line<'_>) -> bool {
    line.link_bytes * 10 < line.text.len() * 9 && !line.is_furniture()
}

/// Text that stands twice on a page is the story's where most of the story is.
fn drop_repetitions(outline: &Outline<'_>, taken: &mut [bool]) {
    let parent = |at: usize| outline.regions[outline.lines[at].at].around;
    let mut weight: HashMap<usize, usize> = HashMap::new();
    for (at, line) in outline.lines.iter().enumerate().filter(|(at, _)| taken[*at]) {
        *weight.entry(parent(at)).or_default() += line.text.len();
    }
    let heavy = |at: usize| weight.get(&parent(at)).copied().unwrap_or(0);
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for at in 0..taken.len() {
        if !taken[at] {
            continue;
        }
        let key = outline.lines[at].letters();
        match seen.get(key).copied() {
            Some(before) if heavy(before) >= heavy(at) => taken[at] = false,
            Some(before) => {
                taken[before] = false;
                seen.insert(key, at);
            }
            None => drop(seen.insert(key, at)),
        }
    }
}

/// What a pull quote says the story says, too.
fn drop_pull_quotes(outline: &Outline<'_>, taken: &mut [bool]) {
    let is_pulled = |at: usize| {
        outline.around(outline.lines[at].at).take(PULL_QUOTE_LEVELS).any(|at| {
            let class = outline.regions[at].element.attribute("class").unwrap_or("");
            let class = class.to_ascii_lowercase().replace(['-', '_'], "");
            let is_called = class.contains("pullquote") || class.contains("pulledquote");
            is_called || matches!(outline.tag(at), "blockquote" | "aside")
        })
    };
    let pulled: Vec<usize> =
        (0..taken.len()).filter(|at| taken[*at] && is_pulled(*at)).take(PULL_QUOTES_MAX).collect();
    if pulled.is_empty() {
        return;
    }
    let others: Vec<&str> = (0..taken.len())
        .filter(|at| taken[*at] && !pulled.contains(at))
        .map(|at| outline.lines[at].letters())
        .collect();
    for at in pulled {
        let words = outline.lines[at].letters();
        taken[at] = !others.iter().any(|other| other.contains(words) && *other != words);
    }
}

/// From the words of a pull quote to the element that says what they are.
const PULL_QUOTE_LEVELS: usize = 3;

/// More pull quotes than these are no pull quotes.
const PULL_QUOTES_MAX: usize = 20;

/// A table of which the story has a cell is the story's.
fn complete_tables(outline: &Outline<'_>, kinds: &[BlockKind], taken: &mut [bool]) {
    let table = |at: usize| {
        let is_cell = kinds[at] == BlockKind::TableRow;
        let around = || outline.around(outline.lines[at].at).find(|at| outline.tag(*at) == "table");
        is_cell.then(around).flatten()
    };
    let tables: HashSet<usize> =
        (0..taken.len()).filter(|at| taken[*at]).filter_map(table).collect();
    for (at, taken) in taken.iter_mut().enumerate() {
        *taken |= table(at).is_some_and(|table| tables.contains(&table));
    }
}

/// The regions whose children include kept paragraphs, or whose children hold one each.
fn parents(outline: &Outline<'_>, taken: &[bool]) -> HashSet<usize> {
    let long = |at: &usize| taken[*at] && outline.lines[*at].text.len() > 60;
    let parent = |at: usize| outline.regions[outline.lines[at].at].around;
    let mut parents: HashSet<usize> = (0..taken.len()).filter(long).map(parent).collect();
    let mut wrapped: HashMap<usize, usize> = HashMap::new();
    for parent in &parents {
        *wrapped.entry(outline.regions[*parent].around).or_default() += 1;
    }
    parents.extend(wrapped.into_iter().filter(|(_, children)| *children > 1).map(|it| it.0));
    parents
}

/// Where a line stands to those that were chosen.
#[derive(Clone, Copy, PartialEq)]
enum At {
    Before,
    Among,
    After,
}

/// Whether a line that was not chosen is part of the story all the same: a caption, a notice, a
/// post, the place where it was filed.
fn belongs(
    outline: &Outline<'_>,
    number: usize,
    kind: BlockKind,
    at: At,
    siblings: &HashSet<usize>,
    chosen: &Chosen,
) -> bool {
    let line = &outline.lines[number];
    let beside = |levels: usize| {
        outline.around(line.at).skip(1).chain([0]).take(levels).any(|at| siblings.contains(&at))
    };
    let inside = || chosen.container != 0 && outline.is_within(line.at, chosen.container);
    let is_possible = || {
        !chosen.is_elsewhere(number) && best_of_list(outline, number, chosen) > ITEM_EVIDENCE_MIN
    };
    match kind {
        // A caption stands in its figure.
        BlockKind::Caption => {
            (at != At::After || beside(2) || inside() || is_in_gallery(outline, line.at, chosen))
                && !is_announced(outline, line.at, &OF_OTHERS)
        }
        BlockKind::Notice => {
            let is_near = at == At::Before || beside(NOTICE_LEVELS) || inside();
            is_near
                && !is_announced(outline, line.at, &OF_OTHERS)
                && (at == At::Before || !is_announced(outline, line.at, &[Announced::Related]))
        }
        BlockKind::Post => true,
        BlockKind::Embed => at == At::Among && beside(EMBED_LEVELS),
        BlockKind::ListItem => at == At::Among && beside(LIST_LEVELS) && is_possible(),
        BlockKind::TableRow => at == At::Among && beside(TABLE_LEVELS) && is_possible(),
        BlockKind::Subheading => match at {
            At::Before => beside(1) && dateline::is_dateline(&line.text),
            At::Among => beside(1) || heads_a_list(outline, number),
            At::After => false,
        },
        BlockKind::Paragraph | BlockKind::Quotation => false,
    }
}

/// Whether the line after a heading is an item or a cell in the same box, as in a box of facts.
fn heads_a_list(outline: &Outline<'_>, heading: usize) -> bool {
    let around = outline.regions[outline.lines[heading].at].around;
    outline.lines.get(heading + 1).filter(|_| around != 0).is_some_and(|next| {
        let mut inside = outline.around(next.at).take_while(|at| *at != around);
        outline.is_within(next.at, around)
            && inside.any(|at| matches!(outline.tag(at), "li" | "table" | "dl"))
    })
}

/// Whether a caption stands in a gallery beside the story's text.
fn is_in_gallery(outline: &Outline<'_>, caption: usize, chosen: &Chosen) -> bool {
    let is_gallery = |at: &usize| {
        let class =
            outline.regions[*at].element.attribute("class").unwrap_or("").to_ascii_lowercase();
        class.contains("gallery") || class.contains("slideshow")
    };
    let Some(gallery) = outline.around(caption).filter(is_gallery).last() else { return false };
    let around = outline.regions[gallery].around;
    around != 0 && outline.is_within(chosen.container, around)
}

/// Log-odds below which the likeliest item of a list, or cell of a table, is none of the story's though
/// it stands beside it.
const ITEM_EVIDENCE_MIN: f32 = -3.0;

/// The most evidence that any line of the same list or table has.
fn best_of_list(outline: &Outline<'_>, line: usize, chosen: &Chosen) -> f32 {
    let whole = outline
        .around(outline.lines[line].at)
        .find(|at| matches!(outline.tag(*at), "ul" | "ol" | "dl" | "table"));
    let Some(whole) = whole else { return chosen.seen[line] };
    let is_inside = |at: &usize| outline.is_within(outline.lines[*at].at, whole);
    let before = (0..line).rev().take_while(is_inside);
    let after = (line..outline.lines.len()).take_while(is_inside);
    before.chain(after).map(|at| chosen.seen[at]).fold(f32::NEG_INFINITY, f32::max)
}

/// From an item of a list, or a cell of a table, to what stands around the whole of it.
const LIST_LEVELS: usize = 2;
const TABLE_LEVELS: usize = 5;

/// An embedded post has boxes of its own inside.
const EMBED_LEVELS: usize = 5;

/// A notice may stand in a box of its own, at either end of the story.
const NOTICE_LEVELS: usize = 3;

/// What is not the story's, though a picture or a note stands in it.
const OF_OTHERS: [Announced; 5] = [
    Announced::Player,
    Announced::Advertisement,
    Announced::Offer,
    Announced::Comments,
    Announced::Overlay,
];

/// Whether a region, or one of the two around it, announces any of these.
fn is_announced(outline: &Outline<'_>, at: usize, any: &[Announced]) -> bool {
    let announces = |at: usize| any.iter().any(|it| outline.regions[at].names.holds(*it));
    outline.around(at).take(3).any(announces)
}
