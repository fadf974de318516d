//! The text of a comparison with its changes, unchanged stretches folded.

use std::collections::BTreeMap;

use crate::article::BlockKind;
use crate::diff::{Action, ArticleDiff, Op, Part, PartName, Run};
use crate::render::ink::{Ink, Piece};
use crate::render::wrap::{self, Margin, Page};
use crate::render::{marks, words};
use crate::text::visible::visible;

const EDITED: Margin = Margin { first: "~ ", rest: "  ", ink: Ink::Faint };
const ADDED: Margin = Margin { first: "+ ", rest: "+ ", ink: Ink::Added };
const REMOVED: Margin = Margin { first: "- ", rest: "- ", ink: Ink::Removed };
const MOVED_HERE: Margin = Margin { first: "> ", rest: "> ", ink: Ink::Moved };
const MOVED_AWAY: Margin = Margin { first: "< ", rest: "< ", ink: Ink::Moved };
const LABEL: Margin = Margin { first: "  ", rest: "  ", ink: Ink::Faint };

pub fn write(out: &mut String, page: Page, diff: &ArticleDiff) {
    let moves = moves(diff);
    let mut folded: Vec<&Part> = Vec::new();
    for part in &diff.parts {
        if part.action == Action::Kept {
            folded.push(part);
            continue;
        }
        fold(out, page, &mut folded);
        out.push('\n');
        changed(out, page, part, &moves);
    }
    fold(out, page, &mut folded);
}

/// Writes the count of the unchanged parts gathered, and forgets them.
fn fold(out: &mut String, page: Page, folded: &mut Vec<&Part>) {
    if folded.is_empty() {
        return;
    }
    let blocks = folded.iter().filter(|part| part.part == PartName::Block).count();
    let fields = folded.iter().filter(|part| part.part != PartName::Block);
    let mut names: Vec<String> = fields.map(|part| words::part(part.part).to_string()).collect();
    if blocks > 0 {
        names.push(words::plural(blocks as u64, "paragraph"));
    }
    let count = format!("··· {} unchanged ···", words::List(&names));
    out.push('\n');
    wrap::write(out, page, LABEL, &[Piece::new(Ink::Faint, count)]);
    folded.clear();
}

fn changed(out: &mut String, page: Page, part: &Part, moves: &BTreeMap<u32, Places>) {
    if let Some(label) = label(part, moves) {
        wrap::write(out, page, LABEL, &[Piece::new(Ink::Faint, label)]);
    }
    let is_arrival = part.ops.iter().any(|run| run.op == Op::MoveTo);
    match part.action {
        Action::Kept => {}
        Action::Edited => wrap::write(out, page, EDITED, &marks::pieces(&part.ops)),
        Action::Added => wrap::write(out, page, ADDED, &marks::pieces(&part.ops)),
        Action::Removed => wrap::write(out, page, REMOVED, &marks::pieces(&part.ops)),
        Action::Moved if is_arrival => wrap::write(out, page, MOVED_HERE, &moved_here(part)),
        Action::Moved => wrap::write(out, page, MOVED_AWAY, &moved_away(part, page)),
    }
}

/// A moved block at its new place: its text, with the marks of what was edited on the way.
fn moved_here<'a>(part: &'a Part<'a>) -> Vec<Piece<'a>> {
    match &part.inner {
        Some(inner) => marks::pieces(inner),
        None => part.ops.iter().map(|run| Piece::new(Ink::Moved, visible(run.text))).collect(),
    }
}

/// A moved block at its old place: only how it begins, as it stands whole at the new one.
fn moved_away(part: &Part, page: Page) -> Vec<Piece<'static>> {
    let text: String = part.ops.iter().map(|run| run.text).collect();
    let room = page.width_columns.saturating_sub(MOVED_AWAY.first.len());
    vec![Piece::new(Ink::Moved, wrap::shorten(&visible(&text), room))]
}

/// The line above a part: what it is where it is no paragraph, and where it moved.
fn label(part: &Part, moves: &BTreeMap<u32, Places>) -> Option<String> {
    let name = match (part.part, part.kind) {
        (PartName::Block, Some(kind)) => kind_label(kind),
        (PartName::Block, None) => None,
        (field, _) => Some(words::part(field)),
    };
    let movements = part.ops.iter().filter_map(|run| movement(part, run, moves));
    let parts: Vec<String> = name.map(String::from).into_iter().chain(movements).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// Where a moved run went or came from; by its number where it is only a passage of the part.
fn movement(part: &Part, run: &Run, moves: &BTreeMap<u32, Places>) -> Option<String> {
    let id = run.move_id?;
    let places = moves.get(&id)?;
    let way = match run.op {
        Op::MoveFrom => format!("moved to {}", places.new),
        Op::MoveTo => format!("moved here from {}", places.old),
        Op::Equal | Op::Insert | Op::Delete => return None,
    };
    Some(match part.action {
        Action::Moved => way,
        Action::Kept | Action::Added | Action::Removed | Action::Edited => format!("{id} {way}"),
    })
}

fn kind_label(kind: BlockKind) -> Option<&'static str> {
    match kind {
        BlockKind::Paragraph => None,
        BlockKind::Subheading => Some("subheading"),
        BlockKind::ListItem => Some("list item"),
        BlockKind::Quotation => Some("quotation"),
        BlockKind::Caption => Some("caption"),
        BlockKind::TableRow => Some("table row"),
        BlockKind::Notice => Some("notice"),
        BlockKind::Post => Some("post"),
        BlockKind::Embed => Some("embed"),
    }
}

/// Where a move's two halves stand, in words.
#[derive(Default)]
struct Places {
    old: String,
    new: String,
}

fn moves(diff: &ArticleDiff) -> BTreeMap<u32, Places> {
    let mut moves: BTreeMap<u32, Places> = BTreeMap::new();
    let (mut old, mut new) = (0, 0);
    for part in diff.parts.iter().filter(|part| part.part == PartName::Block) {
        let is_whole = part.action == Action::Moved;
        for run in &part.ops {
            let Some(id) = run.move_id else { continue };
            match run.op {
                Op::MoveFrom => moves.entry(id).or_default().old = place(is_whole, old),
                Op::MoveTo => moves.entry(id).or_default().new = place(is_whole, new),
                Op::Equal | Op::Insert | Op::Delete => {}
            }
        }
        old += u64::from(stands_in(part, &[Action::Removed], Op::MoveFrom));
        new += u64::from(stands_in(part, &[Action::Added], Op::MoveTo));
    }
    moves
}

/// Whether a part's block stands in the article of which a move's half tells.
fn stands_in(part: &Part, only_there: &[Action], half: Op) -> bool {
    let holds = |run: &Run| run.op == half;
    match part.action {
        Action::Kept | Action::Edited => true,
        Action::Added | Action::Removed => only_there.contains(&part.action),
        Action::Moved => part.ops.iter().any(holds),
    }
}

/// A block's place by the paragraph before it; a passage's by the paragraph that holds it.
fn place(is_whole: bool, before: u64) -> String {
    match (is_whole, before) {
        (true, 0) => "the top".into(),
        (true, _) => format!("after paragraph {before}"),
        (false, _) => format!("paragraph {}", before + 1),
    }
}
