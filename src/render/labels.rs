//! What stands above a part of a comparison: its name where it is no paragraph, and where it moved;
//! and what stands for parts that are folded.

use std::collections::BTreeMap;

use crate::article::BlockKind;
use crate::diff::{Action, ArticleDiff, Op, Part, PartName, Run};
use crate::render::places::Census;
use crate::render::{places, words};

/// Parts in reading order, those that were kept gathered.
pub enum Stretch<'a> {
    Unchanged(&'a [Part<'a>]),
    Changed(&'a Part<'a>),
}

/// The parts of a diff with each run of unchanged ones as one stretch.
pub fn stretches<'a>(diff: &'a ArticleDiff<'a>) -> Vec<Stretch<'a>> {
    let is_like = |a: &Part, b: &Part| a.action == Action::Kept && b.action == Action::Kept;
    let stretch = |parts: &'a [Part<'a>]| match parts {
        [part] if part.action != Action::Kept => Stretch::Changed(part),
        kept => Stretch::Unchanged(kept),
    };
    diff.parts.chunk_by(is_like).map(stretch).collect()
}

/// What unchanged parts are, counted: `headline, byline, 3 paragraphs and 1 caption unchanged`.
pub fn unchanged(parts: &[Part]) -> String {
    let mut blocks = Census::default();
    parts.iter().filter_map(|part| part.kind).for_each(|kind| blocks.count(kind));
    let fields = parts.iter().filter(|part| part.part != PartName::Block);
    let mut names: Vec<String> = fields.map(|part| words::part(part.part).to_string()).collect();
    names.extend(blocks.sums());
    format!("{} unchanged", words::List(&names))
}

/// Where the moves of a diff went and came from.
pub struct Labels {
    moves: BTreeMap<u32, Places>,
}

/// Where a move's two halves stand, in words.
#[derive(Default)]
struct Places {
    old: String,
    new: String,
}

impl Labels {
    pub fn of(diff: &ArticleDiff) -> Labels {
        Labels { moves: moves(diff) }
    }

    /// The line above a part, where there is something to say.
    pub fn label(&self, part: &Part) -> Option<String> {
        let name = name(part.part, part.kind);
        let movements = part.ops.iter().filter_map(|run| self.movement(part, run));
        let name = name.map(String::from).into_iter().chain(breaks(part));
        let parts: Vec<String> = name.chain(movements).collect();
        (!parts.is_empty()).then(|| parts.join(" · "))
    }

    /// Where a moved run went or came from; by its number where it is only a passage of the part.
    fn movement(&self, part: &Part, run: &Run) -> Option<String> {
        let id = run.move_id?;
        let places = self.moves.get(&id)?;
        let way = match run.op {
            Op::MoveFrom => format!("moved to {}", places.new),
            Op::MoveTo => format!("moved here from {}", places.old),
            Op::Equal | Op::Insert | Op::Delete => return None,
        };
        Some(match part.action {
            Action::Moved => way,
            Action::Kept | Action::Added | Action::Removed | Action::Edited => {
                format!("{id} {way}")
            }
        })
    }
}

/// Whether a part's blocks were split or merged.
fn breaks(part: &Part) -> Option<String> {
    match (part.old_blocks, part.new_blocks) {
        (1, news) if news > 1 => Some(format!("split into {news}")),
        (olds, 1) if olds > 1 => Some(format!("merged from {olds}")),
        (olds, news) if olds > 1 && news > 1 => Some(format!("{olds} divided anew, into {news}")),
        _ => None,
    }
}

/// What a part is called, where it is no paragraph.
pub fn name(part: PartName, kind: Option<BlockKind>) -> Option<&'static str> {
    match kind {
        Some(BlockKind::Paragraph) => None,
        Some(kind) => Some(places::noun(kind)),
        None => Some(words::part(part)),
    }
}

/// Whether a moved part is the one at the new place.
pub fn is_arrival(part: &Part) -> bool {
    part.ops.iter().any(|run| run.op == Op::MoveTo)
}

fn moves(diff: &ArticleDiff) -> BTreeMap<u32, Places> {
    let mut moves: BTreeMap<u32, Places> = BTreeMap::new();
    let (mut old, mut new) = (Census::default(), Census::default());
    for part in &diff.parts {
        let Some(kind) = part.kind else { continue };
        let place = |census: &Census| match part.action {
            Action::Moved => before(census),
            Action::Kept | Action::Added | Action::Removed | Action::Edited => census.next(kind),
        };
        for run in &part.ops {
            let Some(id) = run.move_id else { continue };
            match run.op {
                Op::MoveFrom => moves.entry(id).or_default().old = place(&old),
                Op::MoveTo => moves.entry(id).or_default().new = place(&new),
                Op::Equal | Op::Insert | Op::Delete => {}
            }
        }
        (0..part.old_blocks).for_each(|_| old.count(kind));
        (0..part.new_blocks).for_each(|_| new.count(kind));
    }
    moves
}

/// A whole block's place, by the block before it.
fn before(census: &Census) -> String {
    census.last().map_or("the top".into(), |last| format!("after {last}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block};
    use crate::diff;

    /// Checks the labels of an article whose blocks are put in another order.
    fn check(blocks: &[(BlockKind, &str)], order: &[usize], expected: &[&str]) {
        let block = |&(kind, text): &(BlockKind, &str)| Block::new(kind, text);
        let old: Vec<Block> = blocks.iter().map(block).collect();
        let new = order.iter().map(|&at| old[at].clone()).collect();
        let [old, new] = [old, new].map(|blocks| Article { blocks, ..Article::default() });
        let diff = diff::articles(&old, &new);
        let labels = Labels::of(&diff);
        let changed = diff.parts.iter().filter(|part| part.action != Action::Kept);
        let found: Vec<String> = changed.filter_map(|part| labels.label(part)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn what_was_split_or_merged_says_so() {
        let text = "The council of the town voted on Monday for a new road. It is to be cheap.";
        let (one, other) = text.split_once(". ").expect("two sentences");
        let one = format!("{one}.");
        let article = |texts: &[&str]| {
            let block = |text: &&str| Block::new(BlockKind::Paragraph, *text);
            Article { blocks: texts.iter().map(block).collect(), ..Article::default() }
        };
        let (whole, parted) = (article(&[text]), article(&[&one, other]));
        let label = |old, new| {
            let diff = diff::articles(old, new);
            Labels::of(&diff).label(&diff.parts[0])
        };
        assert_eq!(label(&whole, &parted).as_deref(), Some("split into 2"));
        assert_eq!(label(&parted, &whole).as_deref(), Some("merged from 2"));
    }

    #[test]
    fn a_move_is_told_by_the_block_before() {
        use BlockKind::{Caption, Paragraph};
        check(
            &[
                (Caption, "The harbour on Monday, seen from the tower."),
                (Paragraph, "The council of the town voted on Monday for a new road."),
                (Paragraph, "It will cost 11 million crowns, the mayor said in the evening."),
                (Paragraph, "Neighbours had asked the council to wait for a report."),
            ],
            &[0, 2, 3, 1],
            &["moved to after paragraph 2", "moved here from after caption 1"],
        );
    }
}
