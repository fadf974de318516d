//! The reasons that the parts of two articles give: what came, went, moved, or was edited.

use std::collections::BTreeMap;

use crate::article::{Article, BlockKind};
use crate::diff::{self, Action, ArticleDiff, Op, Part, PartName, Run};
use crate::text::notice::is_notice;
use crate::verdict::habits::Habits;
use crate::verdict::names::Witness;
use crate::verdict::reasons::{self, Setting};
use crate::verdict::{Reason, ReasonKind, links};

/// All reasons: those of the words in reading order, the fields' first; then those of the links.
pub fn reasons(diff: &ArticleDiff, old: &Article, new: &Article) -> Vec<Reason> {
    let moves = moves(diff);
    let habits = Habits::of(old, new);
    let witness = Witness::of([old, new].into_iter().flat_map(texts));
    let mut reasons = Vec::new();
    for (part, place) in placed(diff) {
        let block = place.new.or(place.old);
        let setting =
            Setting { part: part.part, block, kind: part.kind, habits, witness: &witness };
        let whole = whole(part, setting);
        reasons.extend(whole.clone());
        reasons.extend(arrivals(part, &moves, setting));
        if part.action == Action::Edited {
            let within = reasons::reasons(&part.ops, setting).into_iter();
            reasons.extend(within.filter(|reason| whole.is_none() || adds_to_whole(reason, part)));
        }
    }
    reasons.extend(links::reasons(diff, old, new));
    reasons
}

/// What readers read of an article in whole sentences.
fn texts(article: &Article) -> impl Iterator<Item = &str> {
    let blocks = article.blocks.iter().map(|block| block.text.as_str());
    article.headline.as_deref().into_iter().chain(article.dek.as_deref()).chain(blocks)
}

/// Where a part's block, or the first of them, stands in each article.
#[derive(Clone, Copy, Default)]
struct Place {
    old: Option<u32>,
    new: Option<u32>,
}

/// The parts with the indices of their blocks.
fn placed<'d, 'a>(diff: &'d ArticleDiff<'a>) -> Vec<(&'d Part<'a>, Place)> {
    let (mut old, mut new) = (0, 0);
    let mut next = |part: &'d Part<'a>| {
        let mut place = Place::default();
        if part.part == PartName::Block {
            place.old = (part.old_blocks > 0).then_some(old);
            place.new = (part.new_blocks > 0).then_some(new);
            (old, new) = (old + part.old_blocks, new + part.new_blocks);
        }
        (part, place)
    };
    diff.parts.iter().map(&mut next).collect()
}

/// The reason that a part gives as a whole.
fn whole(part: &Part, setting: Setting) -> Option<Reason> {
    let (old, new) = (side(part, Op::Insert), side(part, Op::Delete));
    let kind = match part.action {
        Action::Kept | Action::Moved => return None,
        Action::Added => kind_of_whole(part, &new, ReasonKind::ParagraphAdded),
        Action::Removed => kind_of_whole(part, &old, ReasonKind::ParagraphRemoved),
        Action::Edited if is_cosmetic(part) => return None,
        Action::Edited => kind_of_edit(part, &new)?,
    };
    let value = |text: String, missing_in: Action| (part.action != missing_in).then_some(text);
    Some(Reason {
        kind,
        old: value(old, Action::Added),
        new: value(new, Action::Removed),
        ratio: None,
        part: setting.part,
        block: setting.block,
    })
}

/// Whether a reason within a part tells more than the reason that the part gives as a whole: who
/// wrote it, where, and what it links to are facts by themselves.
fn adds_to_whole(reason: &Reason, part: &Part) -> bool {
    let is_fact = matches!(part.part, PartName::Byline | PartName::Dateline)
        || part.kind == Some(BlockKind::Embed);
    !is_fact && reason.kind != ReasonKind::Text
}

/// One side of a part's text: all runs but those of the other side.
fn side(part: &Part, other: Op) -> String {
    let moved = match other {
        Op::Insert => Op::MoveTo,
        Op::Equal | Op::Delete | Op::MoveFrom | Op::MoveTo => Op::MoveFrom,
    };
    let runs = part.ops.iter().filter(|run| run.op != other && run.op != moved);
    runs.map(|run| run.text).collect()
}

/// Whether the facts of an edited part are all cosmetic by their class; what the facts say counts
/// besides.
fn is_cosmetic(part: &Part) -> bool {
    part.ops.iter().all(|run| match run.op {
        Op::Equal => true,
        Op::Insert | Op::Delete => run.class.is_some(),
        Op::MoveFrom | Op::MoveTo => false,
    })
}

fn kind_of_whole(part: &Part, text: &str, paragraph: ReasonKind) -> ReasonKind {
    match part.kind {
        Some(BlockKind::Notice) => ReasonKind::CorrectionNotice,
        Some(BlockKind::Caption) => ReasonKind::Caption,
        Some(BlockKind::Embed) => ReasonKind::Link,
        Some(_) if is_notice(text) => ReasonKind::CorrectionNotice,
        Some(_) => paragraph,
        None => kind_of_field(part.part).unwrap_or(paragraph),
    }
}

/// The reason that an edited part gives beside those of its words.
fn kind_of_edit(part: &Part, new: &str) -> Option<ReasonKind> {
    match part.kind {
        Some(BlockKind::Notice) => Some(ReasonKind::CorrectionNotice),
        Some(BlockKind::Caption) => Some(ReasonKind::Caption),
        Some(BlockKind::Embed) => Some(ReasonKind::Link),
        Some(_) if is_notice(new) && says_it_anew(part) => Some(ReasonKind::CorrectionNotice),
        Some(_) => None,
        None => kind_of_field(part.part),
    }
}

/// Whether an edit of a text that reads as a notice is the notice itself.
fn says_it_anew(part: &Part) -> bool {
    !is_notice(&side(part, Op::Insert)) || part.ops.first().is_some_and(|run| is_notice(run.text))
}

fn kind_of_field(part: PartName) -> Option<ReasonKind> {
    match part {
        PartName::Headline => Some(ReasonKind::Headline),
        PartName::Dek => Some(ReasonKind::Dek),
        PartName::Byline => Some(ReasonKind::Byline),
        PartName::Dateline => Some(ReasonKind::Dateline),
        PartName::Block => None,
    }
}

/// The two texts of a move.
#[derive(Default)]
struct Moved {
    old: String,
    new: String,
}

fn moves(diff: &ArticleDiff) -> BTreeMap<u32, Moved> {
    let mut moves: BTreeMap<u32, Moved> = BTreeMap::new();
    for run in diff.parts.iter().flat_map(|part| &part.ops) {
        let Some(id) = run.move_id else { continue };
        match run.op {
            Op::MoveFrom => moves.entry(id).or_default().old.push_str(run.text),
            Op::MoveTo => moves.entry(id).or_default().new.push_str(run.text),
            Op::Equal | Op::Insert | Op::Delete => {}
        }
    }
    moves
}

/// A reason for each move that arrives in a part, and the reasons for what was edited on the way.
fn arrivals(part: &Part, moves: &BTreeMap<u32, Moved>, setting: Setting) -> Vec<Reason> {
    let mut ids: Vec<u32> =
        part.ops.iter().filter(|run| run.op == Op::MoveTo).filter_map(|run| run.move_id).collect();
    ids.dedup();
    let moved = ids.into_iter().filter_map(|id| moves.get(&id));
    moved.flat_map(|moved| arrival(part, moved, setting)).collect()
}

fn arrival(part: &Part, moved: &Moved, setting: Setting) -> Vec<Reason> {
    let edited: Vec<Run> = match &part.inner {
        Some(inner) if part.action == Action::Moved => inner.clone(),
        _ if moved.old.trim() == moved.new.trim() => Vec::new(),
        _ => diff::edit(moved.old.trim(), moved.new.trim()),
    };
    let reason = Reason {
        kind: ReasonKind::ParagraphMoved,
        old: Some(moved.old.trim().to_string()),
        new: Some(moved.new.trim().to_string()),
        ratio: None,
        part: setting.part,
        block: setting.block,
    };
    let mut reasons = vec![reason];
    reasons.extend(reasons::reasons(&edited, setting));
    reasons
}
