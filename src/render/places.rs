//! Where a block stands, in words: by its kind, counted among its like.

use crate::article::{Block, BlockKind};
use crate::render::words;

/// What a block of a kind is called.
pub fn noun(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Paragraph => "paragraph",
        BlockKind::Subheading => "subheading",
        BlockKind::ListItem => "list item",
        BlockKind::Quotation => "quotation",
        BlockKind::Caption => "caption",
        BlockKind::TableRow => "table row",
        BlockKind::Notice => "notice",
        BlockKind::Post => "post",
        BlockKind::Embed => "embed",
    }
}

/// The name of a block among the blocks of its article, such as `paragraph 2`.
pub fn place(blocks: &[Block], index: usize) -> Option<String> {
    let mut census = Census::default();
    blocks.get(..=index)?.iter().for_each(|block| census.count(block.kind));
    census.last
}

/// Blocks counted by their kinds.
#[derive(Default)]
pub struct Census {
    /// In the order in which the kinds were met.
    counts: Vec<(BlockKind, u64)>,
    last: Option<String>,
}

impl Census {
    /// The name of the block that is counted next, should it be of that kind.
    pub fn next(&self, kind: BlockKind) -> String {
        format!("{} {}", noun(kind), self.number(kind) + 1)
    }

    /// The name of the block counted last.
    pub fn last(&self) -> Option<&str> {
        self.last.as_deref()
    }

    pub fn count(&mut self, kind: BlockKind) {
        self.last = Some(self.next(kind));
        match self.counts.iter_mut().find(|(counted, _)| *counted == kind) {
            Some((_, count)) => *count += 1,
            None => self.counts.push((kind, 1)),
        }
    }

    /// How many there are of each kind: `2 paragraphs`, `1 caption`.
    pub fn sums(&self) -> impl Iterator<Item = String> {
        self.counts.iter().map(|&(kind, count)| words::plural(count, noun(kind)))
    }

    fn number(&self, kind: BlockKind) -> u64 {
        let counted = self.counts.iter().find(|(counted, _)| *counted == kind);
        counted.map_or(0, |&(_, count)| count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kinds: &[BlockKind], names: &[&str], sums: &[&str]) {
        let block = |&kind: &BlockKind| Block::new(kind, String::new());
        let blocks: Vec<Block> = kinds.iter().map(block).collect();
        let found: Vec<_> = (0..blocks.len()).filter_map(|at| place(&blocks, at)).collect();
        assert_eq!(found, names);
        assert_eq!(place(&blocks, blocks.len()), None);
        let mut census = Census::default();
        kinds.iter().for_each(|&kind| census.count(kind));
        assert_eq!(census.sums().collect::<Vec<_>>(), sums);
        assert_eq!(census.last(), names.last().copied());
    }

    #[test]
    fn a_block_is_counted_among_its_like() {
        use BlockKind::{Caption, ListItem, Paragraph, TableRow};
        check(&[], &[], &[]);
        check(
            &[Caption, Paragraph, TableRow, Paragraph, TableRow, ListItem],
            &[
                "caption 1",
                "paragraph 1",
                "table row 1",
                "paragraph 2",
                "table row 2",
                "list item 1",
            ],
            &["1 caption", "2 paragraphs", "2 table rows", "1 list item"],
        );
    }
}
