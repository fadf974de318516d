//! The tables that the bench prints.

use std::collections::BTreeSet;

use crate::edits::EDITORS;
use crate::findings::Edited;
use crate::judgement::Judgement;
use crate::noise::{Change, Trial};
use crate::places::Place;
use crate::template::Names;

/// Furniture-only changes: the kinds, what they were like, and all of them.
pub fn furniture(title: &str, trials: &[&Trial]) {
    if trials.is_empty() {
        return;
    }
    println!("{title}: share of changes that changed the article (false), of pages with one (any)");
    println!(
        "{:<28}{:>7}{:>7}{:>8}{:>8} | {:>9}{:>9}{:>9}{:>9}",
        "kind", "n", "count", "false", "any", "tell/in", "tell/out", "obf/in", "obf/out"
    );
    let mut kinds: Vec<&str> = Vec::new();
    for trial in trials {
        if !kinds.contains(&trial.kind) {
            kinds.push(trial.kind);
        }
    }
    for kind in kinds {
        let of_kind: Vec<&Trial> = trials.iter().filter(|it| it.kind == kind).copied().collect();
        row(kind, &of_kind);
    }
    for change in [Change::Comes, Change::Renewed] {
        let some: Vec<&Trial> = trials.iter().filter(|it| it.change == change).copied().collect();
        row(
            match change {
                Change::Comes => "(comes or goes)",
                Change::Renewed => "(renewed)",
            },
            &some,
        );
    }
    row("ALL", trials);
    println!();
}

fn row(name: &str, trials: &[&Trial]) {
    let count = trials.iter().filter(|it| it.is_false_change()).count();
    let pages = |trials: &mut dyn Iterator<Item = &&Trial>| {
        trials.map(|it| it.page).collect::<BTreeSet<_>>().len()
    };
    let all = pages(&mut trials.iter());
    let any = pages(&mut trials.iter().filter(|it| it.is_false_change()));
    print!(
        "{name:<28}{:>7}{count:>7}{}{} |",
        trials.len(),
        share(count, trials.len()),
        share(any, all)
    );
    for names in [Names::Telling, Names::Obfuscated] {
        for place in [Place::Inside, Place::Outside] {
            let cell = trials.iter().filter(|it| it.placed == Some((names, place)));
            let (n, bad) =
                cell.fold((0, 0), |(n, bad), it| (n + 1, bad + usize::from(it.is_false_change())));
            print!(" {}", share(bad, n));
        }
    }
    println!();
}

/// Real edits by kind.
pub fn edits(edited: &[&Edited]) {
    if edited.is_empty() {
        return;
    }
    println!("Real edits: share shown fully and alone (exact), and not at all (missed)");
    println!(
        "{:<28}{:>7}{:>8}{:>8}{:>8}{:>8}{:>8}",
        "kind", "n", "exact", "missed", "inexact", "missed", "skipped"
    );
    for (kind, _) in EDITORS {
        edit_row(kind, &edited.iter().filter(|it| it.kind == kind).copied().collect::<Vec<_>>());
    }
    edit_row("ALL", edited);
    println!();
}

fn edit_row(name: &str, edited: &[&Edited]) {
    let count = |judgement| edited.iter().filter(|it| it.judgement == judgement).count();
    let (skipped, exact) = (count(None), count(Some(Judgement::Exact)));
    let (missed, inexact) = (count(Some(Judgement::Missed)), count(Some(Judgement::Inexact)));
    let n = edited.len() - skipped;
    if !edited.is_empty() {
        print!("{name:<28}{n:>7}{}{}", share(exact, n), share(missed, n));
        println!("{inexact:>8}{missed:>8}{skipped:>8}");
    }
}

fn share(part: usize, all: usize) -> String {
    match all {
        0 => format!("{:>8}", "-"),
        _ => format!("{:>8.4}", part as f64 / all as f64),
    }
}
