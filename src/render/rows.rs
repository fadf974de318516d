//! Rows of two columns: each line of the old text and each of the new in a row of its own side,
//! and lines of which something is the same beside each other.

use crate::diff::{Op, Run};

/// A row: a line of the old text, one of the new, or both; runs without their lines' ends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row<'a> {
    pub old: Option<Vec<Run<'a>>>,
    pub new: Option<Vec<Run<'a>>>,
}

/// The runs between two texts as rows. Each side, read down, is its text, line by line.
pub fn rows<'a>(runs: &[Run<'a>]) -> Vec<Row<'a>> {
    let (mut old, mut new) = (Lines::default(), Lines::default());
    let mut links = Vec::new();
    for run in runs {
        for text in run.text.split_inclusive('\n') {
            let piece = Run { text, ..*run };
            match run.op {
                Op::Equal => {
                    link(&mut links, Link { old: old.at(), new: new.at(), weight: weight(text) });
                    old.push(piece);
                    new.push(piece);
                }
                Op::Delete | Op::MoveFrom => old.push(piece),
                Op::Insert | Op::MoveTo => new.push(piece),
            }
        }
    }
    beside(old.lines, new.lines, &chosen(&links))
}

/// The lines of one side.
#[derive(Default)]
struct Lines<'a> {
    lines: Vec<Vec<Run<'a>>>,
    /// Whether the last line still grows.
    is_open: bool,
}

impl<'a> Lines<'a> {
    /// The line that takes the next piece.
    fn at(&self) -> usize {
        self.lines.len() - usize::from(self.is_open)
    }

    /// Adds a piece of a line. A line's end is not printed; one that came or went by itself is
    /// shown, or nobody would see the change.
    fn push(&mut self, piece: Run<'a>) {
        if !self.is_open {
            self.lines.push(Vec::new());
        }
        self.is_open = !piece.text.ends_with('\n');
        let text = match (piece.op, piece.text) {
            (Op::Insert | Op::Delete | Op::MoveFrom | Op::MoveTo, "\n") => "␊",
            (_, text) => text.strip_suffix('\n').unwrap_or(text),
        };
        if let Some(line) = self.lines.last_mut().filter(|_| !text.is_empty()) {
            line.push(Run { text, ..piece });
        }
    }
}

/// Two lines that share some text.
#[derive(Clone, Copy)]
struct Link {
    old: usize,
    new: usize,
    /// How much they share.
    weight: usize,
}

fn link(links: &mut Vec<Link>, next: Link) {
    match links.last_mut().filter(|last| (last.old, last.new) == (next.old, next.new)) {
        Some(last) => last.weight += next.weight,
        None => links.push(next),
    }
}

/// A line's end that is shared speaks for two lines where nothing else does.
fn weight(text: &str) -> usize {
    1 + 2 * text.chars().filter(|c| !c.is_whitespace()).count()
}

/// The links that share most, no line in two of them. In what is given, lines never fall.
fn chosen(links: &[Link]) -> Vec<Link> {
    // For each link, the most that is shared up to it where it is taken, and the link before it.
    let mut taken: Vec<(usize, Option<usize>)> = Vec::with_capacity(links.len());
    // The best of the links that are above both lines of the one at hand.
    let (mut above, mut best) = (0, None::<usize>);
    for link in links {
        while links[above].old < link.old && links[above].new < link.new {
            if best.is_none_or(|best| taken[best].0 < taken[above].0) {
                best = Some(above);
            }
            above += 1;
        }
        taken.push((link.weight + best.map_or(0, |best| taken[best].0), best));
    }
    let mut chosen = Vec::new();
    let mut next = (0..links.len()).rev().max_by_key(|&at| taken[at].0);
    while let Some(at) = next {
        chosen.push(links[at]);
        next = taken[at].1;
    }
    chosen.reverse();
    chosen
}

/// The linked lines beside each other, and those between two links as far as they go.
fn beside<'a>(old: Vec<Vec<Run<'a>>>, new: Vec<Vec<Run<'a>>>, links: &[Link]) -> Vec<Row<'a>> {
    let end = Link { old: old.len(), new: new.len(), weight: 0 };
    let (mut olds, mut news) = (old.into_iter(), new.into_iter());
    let (mut old_at, mut new_at) = (0, 0);
    let mut rows = Vec::new();
    for link in links.iter().chain([&end]) {
        let (lone_old, lone_new) = (link.old - old_at, link.new - new_at);
        for at in 0..lone_old.max(lone_new) {
            let old = if at < lone_old { olds.next() } else { None };
            let new = if at < lone_new { news.next() } else { None };
            rows.push(Row { old, new });
        }
        rows.push(Row { old: olds.next(), new: news.next() });
        (old_at, new_at) = (link.old + 1, link.new + 1);
    }
    // Behind the last lines there is one row of nothing.
    rows.pop();
    rows
}

#[cfg(test)]
mod tests;
