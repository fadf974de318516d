//! What the changes of one page came to.

use crate::chance::Chance;
use crate::corpus::Known;
use crate::edits::EDITORS;
use crate::judgement::{Judgement, judge};
use crate::noise::{self, Trial};
use crate::options::Options;
use crate::pages::{Page, fields};

pub struct Finding {
    pub page: usize,
    pub id: String,
    /// Whether the paragraphs were found in the source; the others are not measured.
    pub is_usable: bool,
    pub trials: Vec<Trial>,
    pub edited: Vec<Edited>,
}

/// One edit of one page; no judgement where the page has nothing of the kind.
pub struct Edited {
    pub kind: &'static str,
    pub judgement: Option<Judgement>,
    /// Lines that differ, where they are not the planted ones alone.
    pub differences: Vec<String>,
}

pub fn finding(known: Known, index: usize, options: &Options) -> Finding {
    let page = Page::of(known);
    let is_usable = page.places.is_usable();
    let (mut trials, mut edited) = (Vec::new(), Vec::new());
    if is_usable {
        trials = noise::trials(&page, index, options);
        edited = edits(&page, options);
    }
    Finding { page: index, id: page.known.id, is_usable, trials, edited }
}

fn edits(page: &Page, options: &Options) -> Vec<Edited> {
    let wanted = EDITORS.iter().filter(|it| it.0.contains(options.only.as_str()));
    wanted
        .map(|&(kind, editor)| {
            let chance = &mut Chance::of(options.seed, &[&page.known.id, kind]);
            let Some(edit) = editor(page, chance) else {
                return Edited { kind, judgement: None, differences: Vec::new() };
            };
            let new = page.read(&edit.html);
            let judgement = judge(&fields(&page.article), &fields(&new), &edit.planted);
            let mut differences = Vec::new();
            if judgement != Judgement::Exact {
                differences.push(format!("planted: {:?}", edit.planted));
                differences.extend(noise::differences(&page.article, &new));
            }
            Edited { kind, judgement: Some(judgement), differences }
        })
        .collect()
}
