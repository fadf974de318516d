//! What the changes of one page came to.

use crate::chance::Chance;
use crate::edits::{EDITORS, Editor};
use crate::judgement::{Judgement, judge};
use crate::noise::{self, Trial};
use crate::options::Options;
use crate::pages::{Measured, Page};

pub struct Finding {
    pub page: usize,
    pub id: String,
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

pub fn finding(page: &Page, index: usize, options: &Options) -> Finding {
    let measured = Measured { page, reader: options.reader };
    let trials = noise::trials(&measured, index, options);
    let edited = edits(&measured, options);
    Finding { page: index, id: page.known.id.clone(), trials, edited }
}

fn edits(measured: &Measured, options: &Options) -> Vec<Edited> {
    let wanted = EDITORS.iter().filter(|it| it.0.contains(options.only.as_str()));
    wanted.map(|&(kind, editor)| edited(measured, kind, editor, options.seed)).collect()
}

fn edited(measured: &Measured, kind: &'static str, editor: Editor, seed: u64) -> Edited {
    let chance = &mut Chance::of(seed, &[&measured.page.known.id, kind]);
    let Some(edit) = editor(measured.page, chance) else {
        return Edited { kind, judgement: None, differences: Vec::new() };
    };
    let fields = measured.read_changed(&edit.html);
    let judgement = judge(&fields[0], &fields[1], &edit.planted);
    let mut differences = Vec::new();
    if judgement != Judgement::Exact {
        differences.push(format!("planted: {:?}", edit.planted));
        differences.extend(noise::differences(&fields));
    }
    Edited { kind, judgement: Some(judgement), differences }
}
