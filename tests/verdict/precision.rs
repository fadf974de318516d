//! How often the verdict names what a careful reader names: precision and recall by kind.

use std::collections::{BTreeMap, BTreeSet};

use revdiff::verdict::{Reason, ReasonKind};

use crate::verdict::labelled::{Edit, edits};

/// The least precision and recall of the kinds that are not always named rightly; of all others
/// both are 1.
const FLOORS: &[(&str, f64, f64)] = &[("name", 1.0, 0.97), ("text", 0.96, 1.0)];

/// Of a kind: how often it was named rightly, named wrongly, and missed.
#[derive(Clone, Copy, Default)]
struct Score {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn name(kind: ReasonKind) -> String {
    let name = serde_json::to_value(kind).expect("a kind is a name");
    name.as_str().expect("and a string").to_owned()
}

/// The kinds that are named, each once.
fn kinds(of: impl Iterator<Item = ReasonKind>) -> BTreeSet<String> {
    of.map(name).collect()
}

fn count(scores: &mut BTreeMap<String, Score>, edit: &Edit, found: &[Reason]) {
    let labelled = kinds(edit.reasons.iter().copied());
    let found = kinds(found.iter().map(|reason| reason.kind));
    for kind in labelled.union(&found) {
        let score = scores.entry(kind.clone()).or_default();
        match (labelled.contains(kind), found.contains(kind)) {
            (true, true) => score.right += 1,
            (true, false) => score.missed += 1,
            (false, _) => score.wrong += 1,
        }
    }
    if labelled != found {
        println!("{}: labelled {labelled:?}, found {found:?}", edit.id);
    }
}

fn print(scores: &BTreeMap<String, Score>) {
    println!("{:<18} {:>7} {:>9} {:>7}", "kind", "labels", "precision", "recall");
    for (kind, score) in scores {
        let labels = score.right + score.missed;
        println!("{kind:<18} {labels:>7} {:>9.3} {:>7.3}", score.precision(), score.recall());
    }
}

#[test]
fn the_verdict_says_what_a_careful_reader_says() {
    let edits = edits();
    assert!(edits.len() >= 390, "only {} labelled edits", edits.len());
    let mut scores = BTreeMap::new();
    for edit in &edits {
        let verdict = edit.judged();
        assert_eq!(verdict.class, edit.class, "{}: {:?}", edit.id, verdict.reasons);
        if let Some(disclosure) = edit.disclosure {
            assert_eq!(verdict.disclosure, disclosure, "{}: {:?}", edit.id, verdict.evidence);
        }
        count(&mut scores, edit, &verdict.reasons);
    }
    print(&scores);
    for (kind, score) in &scores {
        let floor = FLOORS.iter().find(|(floored, _, _)| floored == kind);
        let (precision, recall) =
            floor.map_or((1.0, 1.0), |&(_, precision, recall)| (precision, recall));
        let is_reached = score.precision() >= precision && score.recall() >= recall;
        assert!(is_reached, "{kind}: precision below {precision} or recall below {recall}");
    }
}
