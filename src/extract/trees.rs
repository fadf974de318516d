//! The last look: boosted decision trees over a line's signs and place, which see what the linear
//! looks cannot, such as prose that stands like no other on its page.
//!
//! Source: J. Friedman, "Greedy function approximation: a gradient boosting machine", Annals of
//! Statistics 29 (2001). `benches/signs/learn.py` grows the trees.

use std::sync::LazyLock;

use super::place::PLACES;
use super::signs::VALUES;

/// What the trees ask about: a line's signs, then its place.
pub type Values = [f32; VALUES + PLACES];

/// The sum of what all trees say of each line, in log-odds of its being the story's.
pub fn evidence(lines: &[Values]) -> Vec<f32> {
    static TREES: LazyLock<Trees> =
        LazyLock::new(|| Trees::read(include_str!("trees.txt")).expect("trees that a test reads"));
    let mut sums = vec![0.0; lines.len()];
    // Tree by tree, so that each is near at hand for all lines.
    for root in &TREES.roots {
        for (sum, values) in sums.iter_mut().zip(lines) {
            *sum += TREES.leaf(*root, values);
        }
    }
    sums
}

#[derive(Clone, Copy)]
enum Node {
    /// The branch for values below the cut is the next node.
    Split {
        value: u16,
        cut: f32,
        /// How far on the branch for all other values begins.
        otherwise: u16,
    },
    Leaf(f32),
}

/// All trees, their nodes in one row.
#[derive(Default)]
struct Trees {
    nodes: Vec<Node>,
    roots: Vec<usize>,
}

impl Trees {
    /// Reads a tree from each line: its nodes, `NUMBER<CUT` or what a leaf says, each split before
    /// its two branches. None if that is not what there is.
    fn read(text: &str) -> Option<Trees> {
        let mut trees = Trees::default();
        for line in text.lines() {
            trees.roots.push(trees.nodes.len());
            let mut words = line.split(' ');
            trees.grow(&mut words)?;
            if words.next().is_some() {
                return None;
            }
        }
        Some(trees)
    }

    fn grow<'a>(&mut self, words: &mut impl Iterator<Item = &'a str>) -> Option<()> {
        let word = words.next()?;
        let Some((value, cut)) = word.split_once('<') else {
            self.nodes.push(Node::Leaf(word.parse().ok()?));
            return Some(());
        };
        let (value, cut) = (value.parse().ok()?, cut.parse().ok()?);
        if usize::from(value) >= VALUES + PLACES {
            return None;
        }
        let at = self.nodes.len();
        self.nodes.push(Node::Leaf(0.0));
        self.grow(words)?;
        let otherwise = u16::try_from(self.nodes.len() - at).ok()?;
        self.nodes[at] = Node::Split { value, cut, otherwise };
        self.grow(words)
    }

    fn leaf(&self, root: usize, values: &Values) -> f32 {
        let mut at = root;
        loop {
            match self.nodes[at] {
                Node::Leaf(evidence) => return evidence,
                Node::Split { value, cut, otherwise } => {
                    let is_below = values[usize::from(value)] < cut;
                    at += if is_below { 1 } else { usize::from(otherwise) };
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_goes_down_each_tree_to_one_leaf() {
        let trees = Trees::read("0<0.5 -1 1<2 0.25 3\n1<1 0.5 -2").expect("two trees");
        let check = |first: f32, second: f32, wanted: f32| {
            let mut values = [0.0; VALUES + PLACES];
            values[..2].copy_from_slice(&[first, second]);
            let found: f32 = trees.roots.iter().map(|root| trees.leaf(*root, &values)).sum();
            assert_eq!(found, wanted, "{first} {second}");
        };
        check(0.0, 0.0, -0.5);
        check(0.5, 1.0, -1.75);
        check(0.5, 2.0, 1.0);
    }

    #[test]
    fn what_is_no_tree_is_not_read() {
        for text in ["", "0<1 2", "0<1 2 3 4", "9999<1 2 3", "0<x 1 2", "leaf"] {
            assert!(text.is_empty() || Trees::read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_trees_that_are_built_in_are_trees() {
        let trees = Trees::read(include_str!("trees.txt")).expect("each line is a tree");
        assert!(trees.roots.len() >= 50, "{}", trees.roots.len());
    }
}
