//! Changes of a page that change nothing of its story, and whether the article stays the same.

use crate::abroad::ABROAD;
use crate::chance::Chance;
use crate::deliveries::{DELIVERIES, Delivery};
use crate::furniture::{HELD_BACK, KINDS, Kind, Stands};
use crate::options::Options;
use crate::pages::{Measured, Page};
use crate::places::Place;
use crate::readers::Fields;
use crate::template::{self, Names};

/// How one page differs from the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The furniture is on one of them alone.
    Comes,
    /// It is on both, in one place, with another text.
    Renewed,
}

/// One change of one page.
pub struct Trial {
    pub page: usize,
    pub kind: &'static str,
    /// None for what is not put anywhere but changed all over the page.
    pub placed: Option<(Names, Place)>,
    pub change: Change,
    /// Lines that differ, if any does.
    pub differences: Vec<String>,
}

impl Trial {
    pub fn is_false_change(&self) -> bool {
        !self.differences.is_empty()
    }

    pub fn is_held_back(&self) -> bool {
        HELD_BACK.contains(&self.kind)
    }
}

/// How many variants of each kind a page is given.
#[derive(Clone, Copy)]
pub enum Variants {
    /// Telling names in one place and obfuscated ones in the other; the next page the other way.
    Half,
    All,
}

/// All changes of a page of the kinds that are wanted.
pub fn trials(measured: &Measured, index: usize, options: &Options) -> Vec<Trial> {
    let (seed, only) = (options.seed, options.only.as_str());
    let mut trials = Vec::new();
    for (row, kind) in KINDS.iter().enumerate().filter(|it| it.1.name.contains(only)) {
        for (names, place) in combinations(options.variants, index + row) {
            trials.extend(furnished(measured, index, seed, kind, names, place));
        }
    }
    let deliveries = DELIVERIES.iter().filter(|it| it.name.contains(only));
    trials.extend(deliveries.map(|it| delivered(measured, index, seed, it)));
    trials
}

fn combinations(variants: Variants, turn: usize) -> Vec<(Names, Place)> {
    let even = [(Names::Telling, Place::Inside), (Names::Obfuscated, Place::Outside)];
    let odd = [(Names::Telling, Place::Outside), (Names::Obfuscated, Place::Inside)];
    match (variants, turn % 2) {
        (Variants::All, _) => [even, odd].concat(),
        (Variants::Half, 0) => even.to_vec(),
        (Variants::Half, _) => odd.to_vec(),
    }
}

fn furnished(
    measured: &Measured,
    index: usize,
    seed: u64,
    kind: &'static Kind,
    names: Names,
    place: Place,
) -> Option<Trial> {
    let page = &measured.page;
    let place = if kind.stands == Stands::Outside { Place::Outside } else { place };
    let words = [page.known.id.as_str(), kind.name, &format!("{names:?} {place:?}")];
    let chance = &mut Chance::of(seed, &words);
    let at = match (place, kind.stands) {
        (Place::Outside, _) => chance.pick(&page.places.outside).copied(),
        (Place::Inside, Stands::Below) => page.places.last,
        (Place::Inside, Stands::Anywhere | Stands::Outside) => page.places.inside(chance),
    }?;
    let template = chance.pick(templates(kind, page))?;
    let build = chance.below(usize::MAX) as u64;
    let mut with = || {
        let furniture = template::fill(template, names, &mut Chance::of(build, &[]), chance);
        let (before, after) = measured.page.known.html.split_at(at);
        format!("{before}{furniture}{after}")
    };
    let new = with();
    let (change, fields) = match build % 2 {
        0 => (Change::Comes, measured.read_changed(&new)),
        _ => (Change::Renewed, measured.read(&with(), &new)),
    };
    let differences = differences(&fields);
    Some(Trial { page: index, kind: kind.name, placed: Some((names, place)), change, differences })
}

/// A kind's templates in the page's language, where there are such.
pub fn templates(kind: &Kind, page: &Page) -> &'static [&'static str] {
    let language = page.language.as_str();
    let abroad = ABROAD.iter().find(|it| it.kind == kind.name && it.language == language);
    abroad.map_or(kind.templates, |it| it.templates)
}

fn delivered(measured: &Measured, index: usize, seed: u64, delivery: &'static Delivery) -> Trial {
    let known = &measured.page.known;
    let chance = &mut Chance::of(seed, &[&known.id, delivery.name]);
    let mut once = || (delivery.make)(&known.html, chance);
    let differences = differences(&measured.read(&once(), &once()));
    Trial { page: index, kind: delivery.name, placed: None, change: Change::Renewed, differences }
}

/// What stands on one side alone; nothing where both are the same.
pub fn differences([old, new]: &[Fields; 2]) -> Vec<String> {
    if old == new {
        return Vec::new();
    }
    let gone = old.iter().filter(|it| !new.contains(it)).map(|it| format!("- {it}"));
    let come = new.iter().filter(|it| !old.contains(it)).map(|it| format!("+ {it}"));
    let lines: Vec<String> = gone.chain(come).collect();
    if lines.is_empty() { vec!["the same lines in another order".to_string()] } else { lines }
}
