//! What kind of block the text in a region is.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::document::names;
use super::dom::element::Element;
use super::names::Announced;
use super::notice;
use super::outline::{Line, Outline};
use super::posts::is_post;
use crate::article::BlockKind;
use crate::text::notice::is_notice;

/// The kind of each region: its own, else that of the region around it. All of a live blog's post
/// is the post.
pub fn kinds(outline: &Outline<'_>) -> Vec<BlockKind> {
    let mut kinds = vec![BlockKind::Paragraph; outline.regions.len()];
    let is_layout = layout_tables(outline);
    for at in 1..outline.regions.len() {
        let around = kinds[outline.regions[at].around];
        kinds[at] = match around {
            BlockKind::Post => BlockKind::Post,
            _ => match kind_of(outline, at).unwrap_or(around) {
                BlockKind::TableRow if is_layout[at] => BlockKind::Paragraph,
                kind => kind,
            },
        };
    }
    kinds
}

/// The regions of tables that lay the page out: tables with a table inside, or with a cell that
/// holds more than a cell of figures does.
fn layout_tables(outline: &Outline<'_>) -> Vec<bool> {
    let mut is_layout = vec![false; outline.regions.len()];
    let table = |at: usize| outline.around(at).find(|at| outline.tag(*at) == "table");
    for at in 1..outline.regions.len() {
        if outline.tag(at) == "table"
            && let Some(outer) = table(outline.regions[at].around)
        {
            is_layout[outer] = true;
        }
    }
    let mut lines_in: HashMap<usize, usize> = HashMap::new();
    for line in &outline.lines {
        let Some(cell) = outline.around(line.at).find(|at| matches!(outline.tag(*at), "td" | "th"))
        else {
            continue;
        };
        let lines = lines_in.entry(cell).or_default();
        *lines += 1;
        if let Some(table) = table(cell)
            && (*lines > CELL_LINES_MAX || line.text.len() > CELL_BYTES_MAX)
        {
            is_layout[table] = true;
        }
    }
    for at in 1..outline.regions.len() {
        // What is inside a table is what the table is.
        if outline.tag(at) != "table" {
            is_layout[at] = is_layout[outline.regions[at].around];
        }
    }
    is_layout
}

/// Text, and lines, of a cell beyond which it is no figure's nor name's.
const CELL_BYTES_MAX: usize = 300;
const CELL_LINES_MAX: usize = 2;

/// The kind of a line, which its words may decide.
pub fn kind(line: &Line<'_>, kinds: &[BlockKind]) -> BlockKind {
    match kinds[line.at] {
        BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Quotation
            if is_notice(&line.text) =>
        {
            BlockKind::Notice
        }
        BlockKind::Paragraph if has_credit(&line.text) => BlockKind::Caption,
        kind => kind,
    }
}

/// Whether a line ends with the credit of a picture, as `(Image: Agency)`.
fn has_credit(line: &str) -> bool {
    static CREDIT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?i)[(\[](?:image|images|photo|photos|picture|pic|photograph|foto|fotos|bild|photo\ credit|image\ credit|credit|resim|фото)\s*(?::|by\s|/|©)[^()\[\]]{1,60}[)\]]\s*$",
        )
        .expect("a literal pattern")
    });
    line.len() < CAPTION_BYTES_MAX && line.ends_with([')', ']']) && CREDIT.is_match(line)
}

/// A longer line is a paragraph, whatever it ends with.
const CAPTION_BYTES_MAX: usize = 400;

fn kind_of(outline: &Outline<'_>, at: usize) -> Option<BlockKind> {
    let region = &outline.regions[at];
    if is_post(region.element) {
        return Some(BlockKind::Post);
    }
    if is_caption(outline, at) {
        return Some(BlockKind::Caption);
    }
    match outline.tag(at) {
        "figcaption" => Some(BlockKind::Caption),
        "li" | "dd" | "dt" => Some(BlockKind::ListItem),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(BlockKind::Subheading),
        "td" | "th" | "tr" | "caption" => Some(BlockKind::TableRow),
        "blockquote" if is_embed(&names(region.element)) => Some(BlockKind::Embed),
        "blockquote" => Some(BlockKind::Quotation),
        "div" | "p" | "section" | "aside"
            if region.names.holds(Announced::Notice)
                && notice::is_marked(&names(region.element)) =>
        {
            Some(BlockKind::Notice)
        }
        _ => None,
    }
}

/// Whether a region is called a caption, or stands under a picture in a box that is called one.
fn is_caption(outline: &Outline<'_>, at: usize) -> bool {
    let region = &outline.regions[at];
    match outline.tag(at) {
        "div" | "p" | "section" | "td" => {
            is_called_caption(region.element) || is_under_picture(region.element)
        }
        _ => false,
    }
}

fn is_called_caption(element: Element<'_>) -> bool {
    let own = element.attribute("class").unwrap_or("").to_ascii_lowercase();
    own.contains("caption") && !own.contains("has-caption")
}

fn is_under_picture(element: Element<'_>) -> bool {
    const PICTURES: [&str; 4] = ["image", "photo", "picture", "foto"];
    const TEXTS: [&str; 8] =
        ["media", "image", "photo", "picture", "foto", "credit", "legend", "copyright"];
    let says = |element: Element<'_>, words: &[&str]| {
        let class = element.attribute("class").unwrap_or("").to_ascii_lowercase();
        words.iter().any(|word| class.contains(word))
    };
    element.name() == "p"
        && says(element, &TEXTS)
        && element.parent().is_some_and(|around| {
            says(around, &PICTURES)
                && around.child_elements().any(|it| matches!(it.name(), "img" | "picture"))
        })
}

fn is_embed(names: &str) -> bool {
    ["twitter", "instagram", "tiktok", "facebook", "bluesky", "mastodon", "telegram", "embed"]
        .iter()
        .any(|word| names.contains(word))
}
