//! Bylines compared name by name, as one line with commas between.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::diff::{Op, Run, edit};

const SEPARATOR: &str = ", ";

/// The runs of two lists of names; joined, they are the names of each side with commas between.
pub fn runs<'a>(old: &'a [String], new: &'a [String]) -> Vec<Run<'a>> {
    let mut line = Line::default();
    for op in capture_diff_slices(Algorithm::Myers, old, new) {
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                (0..len).for_each(|step| line.pair(&old[old_index + step], &new[new_index + step]));
            }
            DiffOp::Delete { old_index, old_len, .. } => line.gone(&old[old_index..][..old_len]),
            DiffOp::Insert { new_index, new_len, .. } => line.come(&new[new_index..][..new_len]),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                line.replaced(&old[old_index..][..old_len], &new[new_index..][..new_len]);
            }
        }
    }
    line.runs
}

#[derive(Default)]
struct Line<'a> {
    runs: Vec<Run<'a>>,
    /// Whether a name was written on that side already.
    old_begun: bool,
    new_begun: bool,
}

impl<'a> Line<'a> {
    fn replaced(&mut self, old: &'a [String], new: &'a [String]) {
        let paired = old.len().min(new.len());
        old.iter().zip(new).for_each(|(before, after)| self.pair(before, after));
        self.gone(&old[paired..]);
        self.come(&new[paired..]);
    }

    fn pair(&mut self, before: &'a str, after: &'a str) {
        match (self.old_begun, self.new_begun) {
            (true, true) => self.push(Op::Equal, SEPARATOR),
            (true, false) => self.push(Op::Delete, SEPARATOR),
            (false, true) => self.push(Op::Insert, SEPARATOR),
            (false, false) => {}
        }
        (self.old_begun, self.new_begun) = (true, true);
        self.runs.extend(edit(before, after));
    }

    fn gone(&mut self, names: &'a [String]) {
        for name in names {
            if std::mem::replace(&mut self.old_begun, true) {
                self.push(Op::Delete, SEPARATOR);
            }
            self.push(Op::Delete, name);
        }
    }

    fn come(&mut self, names: &'a [String]) {
        for name in names {
            if std::mem::replace(&mut self.new_begun, true) {
                self.push(Op::Insert, SEPARATOR);
            }
            self.push(Op::Insert, name);
        }
    }

    fn push(&mut self, op: Op, text: &'a str) {
        self.runs.push(Run { op, text, move_id: None, class: None });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &[&str], new: &[&str]) -> usize {
        let own = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
        let (old, new) = (own(old), own(new));
        let runs = runs(&old, &new);
        let joined = |left_out: Op| -> String {
            runs.iter().filter(|run| run.op != left_out).map(|run| run.text).collect()
        };
        assert_eq!(joined(Op::Insert), old.join(", "));
        assert_eq!(joined(Op::Delete), new.join(", "));
        runs.iter().filter(|run| run.op != Op::Equal).count()
    }

    #[test]
    fn names_come_and_go_whole() {
        assert_eq!(check(&["Ann Lee", "Bo Ek"], &["Ann Lee", "Bo Ek"]), 0);
        assert_eq!(check(&["Ann Lee"], &["Ann Lee", "Bo Ek"]), 2);
        assert_eq!(check(&["Ann Lee", "Bo Ek"], &["Bo Ek"]), 2);
        assert_eq!(check(&[], &["Bo Ek"]), 1);
        assert_eq!(check(&["Ann Lee", "Bo Ek"], &["Cy Fox"]), 4);
    }
}
