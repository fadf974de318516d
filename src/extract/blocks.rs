//! The body as blocks: the page's lines that belong to the story, each with its kind.

use std::collections::{HashMap, HashSet};

use super::body::Chosen;
use super::document::{collapse, letters};
use super::furniture::is_furniture_line;
use super::kinds::{kind, kinds};
use super::links::BLOCK_LINKS_MAX;
use super::names::Announced;
use super::outline::{Line, Outline};
use super::posts;
use crate::article::{Block, BlockKind};
use crate::link::Link;

/// A line of the page that the story keeps.
#[derive(Clone, Copy)]
struct Kept {
    line: usize,
    kind: BlockKind,
}

/// The story's blocks from a page's lines; `from` is the first line after the headline, and
/// `is_shown` knows what headline, dek, byline and stamps have shown already, and `links` where the
/// links of a line lead.
pub fn blocks(
    outline: &Outline<'_>,
    from: usize,
    chosen: &Chosen,
    is_shown: &dyn Fn(&str) -> bool,
    links: &dyn Fn(&Line<'_>) -> Vec<Link>,
) -> Vec<Block> {
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
        !matches!(kinds[at], BlockKind::Caption | BlockKind::Notice) && is_shown(&lines[at].text)
    };
    let is_taken = |at: usize| chosen.is_story(at) && is_sound(&lines[at]) && !is_skipped(at);
    let mut taken: Vec<bool> = (0..lines.len()).map(is_taken).collect();
    drop_repetitions(outline, &mut taken);
    complete_tables(outline, &kinds, &mut taken);
    let Some(first) = taken.iter().position(|taken| *taken) else { return Vec::new() };
    let last = taken.iter().rposition(|taken| *taken).unwrap_or(first);
    let siblings = parents(outline, &taken);
    let belongs = |at: usize| {
        let place = match at {
            at if at < first => At::Before,
            at if at > last => At::After,
            _ => At::Among,
        };
        let is_headed = || taken.get(at + 1).is_some_and(|next| *next);
        let is_cell = kinds[at] == BlockKind::TableRow;
        (is_cell || !is_furniture_line(&lines[at].text))
            && lines[at].link_bytes * 2 <= lines[at].text.len()
            && (kinds[at] != BlockKind::Subheading || place == At::Before || is_headed())
            && belongs(outline, at, kinds[at], place, &siblings, chosen)
            && !is_skipped(at)
    };
    let kept: Vec<Kept> = (0..lines.len())
        .filter(|at| taken[*at] || (*at >= from.min(first) && belongs(*at)))
        .map(|line| Kept { line, kind: kinds[line] })
        .collect();
    assemble(outline, &kept, links)
}

/// The paragraphs of a text that the page declares as the story's.
pub fn declared(text: &str) -> Vec<Block> {
    let rows = text.split(['\n', '\r']).map(collapse).filter(|row| !row.is_empty());
    rows.map(|text| Block::new(BlockKind::Paragraph, text)).collect()
}

/// Whether a line may be a story's: no label or counter, and not all of it a link.
fn is_sound(line: &Line<'_>) -> bool {
    line.link_bytes * 10 < line.text.len() * 9 && !is_furniture_line(&line.text)
}

/// Text that stands twice on a page is the story's where most of the story is.
fn drop_repetitions(outline: &Outline<'_>, taken: &mut [bool]) {
    let parent = |at: usize| outline.regions[outline.lines[at].at].around;
    let mut weight: HashMap<usize, usize> = HashMap::new();
    for (at, line) in outline.lines.iter().enumerate().filter(|(at, _)| taken[*at]) {
        *weight.entry(parent(at)).or_default() += line.text.len();
    }
    let heavy = |at: usize| weight.get(&parent(at)).copied().unwrap_or(0);
    let mut seen: HashMap<String, usize> = HashMap::new();
    for at in 0..taken.len() {
        if !taken[at] {
            continue;
        }
        let key = letters(&outline.lines[at].text);
        match seen.get(&key).copied() {
            Some(before) if heavy(before) >= heavy(at) => taken[at] = false,
            Some(before) => {
                taken[before] = false;
                seen.insert(key, at);
            }
            None => drop(seen.insert(key, at)),
        }
    }
}

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
    line: usize,
    kind: BlockKind,
    at: At,
    siblings: &HashSet<usize>,
    chosen: &Chosen,
) -> bool {
    let line = &outline.lines[line];
    let beside = |levels: usize| {
        outline.around(line.at).skip(1).chain([0]).take(levels).any(|at| siblings.contains(&at))
    };
    let inside = || chosen.container != 0 && outline.is_within(line.at, chosen.container);
    match kind {
        // A caption stands in its figure.
        BlockKind::Caption => {
            (at != At::After || beside(2) || inside())
                && !is_announced(outline, line.at, &OF_OTHERS)
        }
        BlockKind::Notice => {
            let is_near = at == At::Before || beside(NOTICE_LEVELS) || inside();
            is_near
                && !is_announced(outline, line.at, &OF_OTHERS)
                && !is_announced(outline, line.at, &[Announced::Related])
        }
        BlockKind::Post => true,
        BlockKind::Embed => at == At::Among && beside(3),
        BlockKind::ListItem => at == At::Among && beside(LIST_LEVELS),
        BlockKind::TableRow => at == At::Among && beside(TABLE_LEVELS),
        BlockKind::Subheading => {
            beside(1) && (at == At::Among || at == At::Before && is_dateline(&line.text))
        }
        BlockKind::Paragraph | BlockKind::Quotation => false,
    }
}

/// From an item of a list, or a cell of a table, to what stands around the whole of it.
const LIST_LEVELS: usize = 2;
const TABLE_LEVELS: usize = 5;

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

/// Cells of one table row and lines of one post become one block each.
fn assemble(
    outline: &Outline<'_>,
    kept: &[Kept],
    links: &dyn Fn(&Line<'_>) -> Vec<Link>,
) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut whole = None;
    for Kept { line, kind } in kept {
        let line = &outline.lines[*line];
        let holder = holder(outline, line.at, *kind);
        match blocks.last_mut() {
            Some(block) if holder.is_some() && holder == whole => {
                block.text.push_str(if *kind == BlockKind::TableRow { " | " } else { "\n" });
                block.text.push_str(&line.text);
                let room = BLOCK_LINKS_MAX.saturating_sub(block.links.len());
                block.links.extend(links(line).into_iter().take(room));
            }
            _ => {
                let post = holder.filter(|_| *kind == BlockKind::Post);
                let id = post.and_then(|at| posts::id(outline.regions[at].element));
                blocks.push(Block { id, links: links(line), ..Block::new(*kind, &line.text) });
            }
        }
        whole = holder;
    }
    // A heading that nothing follows is that of a box which has gone.
    while blocks.last().is_some_and(|block| block.kind == BlockKind::Subheading) {
        blocks.pop();
    }
    blocks
}

/// The region that a row's or post's lines have in common.
fn holder(outline: &Outline<'_>, at: usize, kind: BlockKind) -> Option<usize> {
    let holds = |at: &usize| match kind {
        BlockKind::TableRow => outline.tag(*at) == "tr",
        BlockKind::Post => posts::is_post(outline.regions[*at].element),
        BlockKind::Paragraph
        | BlockKind::Subheading
        | BlockKind::ListItem
        | BlockKind::Quotation
        | BlockKind::Caption
        | BlockKind::Notice
        | BlockKind::Embed => false,
    };
    outline.around(at).find(holds)
}

/// Takes the dateline off the front of the blocks where it is one of its own.
pub fn take_dateline(blocks: &mut Vec<Block>) -> Option<String> {
    let at = blocks.iter().position(|block| {
        !matches!(block.kind, BlockKind::Caption | BlockKind::ListItem | BlockKind::Notice)
    })?;
    is_dateline(&blocks[at].text).then(|| blocks.remove(at).text)
}

/// "ISTANBUL", "NEW YORK, March 4 (Wire) —": a place in capitals and no sentence.
fn is_dateline(text: &str) -> bool {
    let place: String =
        text.split([',', '(', '—', '–', '/']).next().unwrap_or("").trim().to_string();
    let letters: Vec<char> = place.chars().filter(|c| c.is_alphabetic()).collect();
    let words = text.split_whitespace().count();
    letters.len() >= 3
        && letters.iter().all(|c| c.is_uppercase())
        && place.split_whitespace().count() <= 3
        && text.chars().count() <= 60
        && words <= 8
        && !text.ends_with(['.', '?', '!', ':'])
}
