//! The body as blocks, made of the lines that the story keeps.

use super::document::collapse;
use super::kept::Kept;
use super::links::BLOCK_LINKS_MAX;
use super::outline::{Line, Outline};
use super::posts;
use crate::article::{Block, BlockKind};
use crate::link::Link;

/// The blocks that the kept lines make: cells of one table row and lines of one post become one each.
/// `links` gives where the links of a line lead.
pub fn blocks(
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

/// The paragraphs of a text that the page declares as the story's.
pub fn declared(text: &str) -> Vec<Block> {
    let rows = text.split(['\n', '\r']).map(collapse).filter(|row| !row.is_empty());
    rows.map(|text| Block::new(BlockKind::Paragraph, text)).collect()
}
