//! The body as blocks: the page's lines that belong to the story, each with its kind.

use scraper::ElementRef;

use super::body::Chosen;
use super::document::{letters, names};
use super::furniture::is_furniture_line;
use super::lines::Line;
use super::notice;
use crate::article::{Block, BlockKind};
use crate::text::notice::is_notice;

/// A line of the page that the story keeps.
#[derive(Clone, Copy)]
struct Kept {
    index: usize,
    kind: BlockKind,
}

/// The story's blocks from a page's lines; `from` is the first line after the headline, and
/// `is_shown` knows what headline, dek, byline and stamps have shown already.
pub fn blocks(
    lines: &[Line<'_>],
    from: usize,
    chosen: &Chosen,
    is_shown: &dyn Fn(&str) -> bool,
) -> Vec<Block> {
    let is_skipped = |line: &Line<'_>| {
        !matches!(kind(line), BlockKind::Caption | BlockKind::Notice) && is_shown(&line.text)
    };
    let mut taken: Vec<bool> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| at >= from && !is_skipped(line) && is_story(line, chosen))
        .collect();
    drop_repetitions(lines, &mut taken);
    let Some(first) = taken.iter().position(|taken| *taken) else { return Vec::new() };
    let last = taken.iter().rposition(|taken| *taken).unwrap_or(first);
    let siblings = parents(lines, &taken);
    let mut kept: Vec<Kept> = Vec::new();
    for (index, line) in lines.iter().enumerate().skip(from) {
        let kind = kind(line);
        let beside = stands_beside(line, kind, &siblings);
        let wanted = taken[index]
            || (!is_skipped(line) && belongs(line, kind, index < first, index > last, beside));
        if wanted {
            kept.push(Kept { index, kind });
        }
    }
    assemble(lines, &kept)
}

fn is_story(line: &Line<'_>, chosen: &Chosen) -> bool {
    chosen.holds(&line.text)
        && !is_furniture_line(&line.text)
        && line.link_bytes * 10 < line.text.len() * 9
}

/// Text that stands twice on a page is the story's where most of the story is.
fn drop_repetitions(lines: &[Line<'_>], taken: &mut [bool]) {
    let mut seen = std::collections::HashMap::new();
    let parent = |line: &Line<'_>| line.element.parent().map(|parent| parent.id());
    let mut weight = std::collections::HashMap::new();
    for (line, _) in lines.iter().zip(taken.iter()).filter(|(_, taken)| **taken) {
        *weight.entry(parent(line)).or_insert(0) += line.text.len();
    }
    for (index, line) in lines.iter().enumerate() {
        if !taken[index] {
            continue;
        }
        let heavier = |other: &usize| weight.get(&parent(&lines[*other])).copied().unwrap_or(0);
        let key = letters(&line.text);
        match seen.get(&key) {
            Some(before) if heavier(before) >= heavier(&index) => taken[index] = false,
            Some(before) => {
                taken[*before] = false;
                seen.insert(key, index);
            }
            None => {
                seen.insert(key, index);
            }
        }
    }
}

/// The elements whose children include kept paragraphs.
fn parents(lines: &[Line<'_>], taken: &[bool]) -> std::collections::HashSet<ego_tree::NodeId> {
    lines
        .iter()
        .zip(taken)
        .filter(|(line, taken)| **taken && line.text.len() > 60)
        .filter_map(|(line, _)| line.element.parent().map(|parent| parent.id()))
        .collect()
}

/// Whether a line stands among the story's paragraphs; items and cells in a list or table there.
fn stands_beside(
    line: &Line<'_>,
    kind: BlockKind,
    parents: &std::collections::HashSet<ego_tree::NodeId>,
) -> bool {
    let levels = match kind {
        BlockKind::ListItem => 3,
        BlockKind::TableRow => 5,
        // A caption stands in its figure.
        BlockKind::Quotation | BlockKind::Notice | BlockKind::Post | BlockKind::Caption => 2,
        BlockKind::Paragraph | BlockKind::Subheading | BlockKind::Embed => 1,
    };
    line.element.ancestors().take(levels).any(|around| parents.contains(&around.id()))
}

/// Whether a line that was not chosen is part of the story all the same.
fn belongs(
    line: &Line<'_>,
    kind: BlockKind,
    is_before: bool,
    is_after: bool,
    beside: bool,
) -> bool {
    if is_furniture_line(&line.text) || line.link_bytes * 2 > line.text.len() {
        return false;
    }
    match kind {
        BlockKind::Notice => beside,
        BlockKind::Caption => !is_after || beside,
        BlockKind::ListItem if is_before => is_key_point(line),
        BlockKind::ListItem => beside && !is_after,
        BlockKind::Paragraph => beside && !is_after && line.element.value().name() == "p",
        BlockKind::Subheading => beside && !is_after && (!is_before || is_dateline(&line.text)),
        BlockKind::Quotation => beside && !is_after,
        BlockKind::Post => true,
        BlockKind::TableRow | BlockKind::Embed => !is_before && !is_after && beside,
    }
}

fn is_key_point(line: &Line<'_>) -> bool {
    line.text.split_whitespace().count() >= 4 && line.link_bytes == 0
}

fn kind(line: &Line<'_>) -> BlockKind {
    let around = line.element.ancestors().filter_map(ElementRef::wrap);
    let own_and_around: Vec<_> = std::iter::once(line.element).chain(around).collect();
    if own_and_around.iter().any(|element| is_post(*element)) {
        return BlockKind::Post;
    }
    let found = own_and_around.into_iter().find_map(kind_of);
    let kind = found.unwrap_or(BlockKind::Paragraph);
    match kind {
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation
            if is_notice(&line.text) =>
        {
            BlockKind::Notice
        }
        _ => kind,
    }
}

fn kind_of(element: ElementRef<'_>) -> Option<BlockKind> {
    let own = names(element);
    match element.value().name() {
        "figcaption" => Some(BlockKind::Caption),
        "li" | "dd" | "dt" => Some(BlockKind::ListItem),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Subheading),
        "td" | "th" | "tr" | "caption" => Some(BlockKind::TableRow),
        "blockquote" if is_embed(&own) => Some(BlockKind::Embed),
        "blockquote" => Some(BlockKind::Quotation),
        "div" | "p" | "span" | "section"
            if own.contains("caption") && !own.contains("has-caption") =>
        {
            Some(BlockKind::Caption)
        }
        "div" | "p" | "section" | "aside" if notice::is_marked(&own) => Some(BlockKind::Notice),
        _ => None,
    }
}

/// Whether an element is one post of a live blog.
pub fn is_post(element: ElementRef<'_>) -> bool {
    element.attr("itemprop") == Some("liveBlogUpdate")
        || names(element).split_whitespace().any(|name| {
            matches!(name, "liveblog-post" | "live-blog-post" | "liveblog-entry" | "live-post")
        })
}

fn is_embed(names: &str) -> bool {
    ["twitter", "instagram", "tiktok", "facebook", "bluesky", "mastodon", "telegram", "embed"]
        .iter()
        .any(|word| names.contains(word))
}

/// Cells of one table row and lines of one post become one block each.
fn assemble(lines: &[Line<'_>], kept: &[Kept]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut whole = None;
    for Kept { index, kind } in kept {
        let line = &lines[*index];
        let holder = holder(line.element, *kind);
        match blocks.last_mut() {
            Some(block) if holder.is_some() && holder == whole => {
                block.text.push_str(if *kind == BlockKind::TableRow { " | " } else { "\n" });
                block.text.push_str(&line.text);
            }
            _ => blocks.push(Block::new(*kind, line.text.clone())),
        }
        whole = holder;
    }
    // A heading that nothing follows is that of a box which has gone.
    while blocks.last().is_some_and(|block| block.kind == BlockKind::Subheading) {
        blocks.pop();
    }
    blocks
}

/// The element that a row's or post's lines have in common.
fn holder(element: ElementRef<'_>, kind: BlockKind) -> Option<ego_tree::NodeId> {
    let holds = |it: &ElementRef<'_>| match kind {
        BlockKind::TableRow => it.value().name() == "tr",
        BlockKind::Post => is_post(*it),
        BlockKind::Paragraph
        | BlockKind::Subheading
        | BlockKind::ListItem
        | BlockKind::Quotation
        | BlockKind::Caption
        | BlockKind::Notice
        | BlockKind::Embed => false,
    };
    std::iter::once(element)
        .chain(element.ancestors().filter_map(ElementRef::wrap))
        .find(holds)
        .map(|it| it.id())
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
