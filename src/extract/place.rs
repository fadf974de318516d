//! The second look at a line: where it stands to the container, and what stands like it there.

use std::collections::HashMap;

use foldhash::fast::{FixedState, RandomState};
use std::hash::{BuildHasher, Hash, Hasher};

use super::document::attribute;
use super::outline::Outline;
use super::signs::{Sign, Signs};

/// The signs of a line's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The evidence of the first look, in log-odds.
    FirstLook,
    Inside,
    /// Regions between it and the container, at most `DEPTH_MAX`.
    Depth,
    IsChild,
    /// The mean likelihood of the lines in regions beside its own.
    Beside,
    Alone,
    /// The share of the bytes of those lines that are inside links.
    BesideLinks,
    /// Whether the words of many of those lines are those of furniture.
    BesideFurniture,
    /// The same one region further out, within the container.
    NearFurniture,
    /// The bytes that are likely the story's in regions beside its own, as a share of the most
    /// that stand beside any.
    Home,
    /// The mean likelihood of lines of the same shape in the container.
    Alike,
    Unlike,
    /// The mean likelihood of the rest of the container's child that it stands in.
    Branch,
    OwnBranch,
    /// The share of that child's bytes that are inside links.
    BranchLinks,
    BeforeFirst,
    AfterLast,
    /// Lines to the first, or from the last, that is surely the story's, at most `LINES_MAX`.
    LinesBefore,
    LinesAfter,
}

pub const PLACES: usize = Place::LinesAfter as usize + 1;

/// The weights of the places, in log-odds.
pub type PlaceWeights = [f32; PLACES];

const DEPTH_MAX: usize = 8;
const LINES_MAX: usize = 20;

/// The share of a region's lines from which on their words tell what it is.
const FURNITURE_SHARE: f32 = 0.15;

/// From this likelihood, and these words, on a line is surely the story's.
const SURE: f32 = 0.7;
const SURE_BYTES: usize = 60;

/// The signs of the place of every line; `evidence` is the first look's.
pub fn places(
    outline: &Outline<'_>,
    signs: &[Signs],
    evidence: &[f32],
    container: usize,
) -> Vec<[f32; PLACES]> {
    let likely: Vec<f32> = evidence.iter().map(|odds| likelihood(*odds)).collect();
    let lines = &outline.lines;
    let depths: Vec<Option<usize>> = lines
        .iter()
        .map(|line| outline.around(line.at).chain([0]).position(|at| at == container))
        .collect();
    let shapes: Vec<u64> = lines.iter().map(|line| shape(outline, line.at, container)).collect();
    let branches: Vec<usize> =
        lines.iter().map(|line| branch(outline, line.at, container)).collect();
    let (mut beside, mut alike, mut branch_means) =
        (Means::default(), Means::default(), Means::default());
    let mut links: HashMap<usize, (usize, usize), RandomState> = HashMap::default();
    let mut beside_links: HashMap<usize, (usize, usize), RandomState> = HashMap::default();
    let mut furniture: HashMap<usize, (usize, usize), RandomState> = HashMap::default();
    for (at, line) in lines.iter().enumerate() {
        let weight = (line.text.len() as f32).sqrt();
        beside.add(outline.regions[line.at].around as u64, likely[at], weight);
        let is_furniture = signs[at].own[Sign::FurnitureWords as usize] > 0.0;
        let parent = outline.regions[line.at].around;
        for around in [parent, outline.regions[parent].around] {
            let counts = furniture.entry(around).or_default();
            *counts = (counts.0 + usize::from(is_furniture), counts.1 + 1);
        }
        let sums = beside_links.entry(outline.regions[line.at].around).or_default();
        *sums = (sums.0 + line.link_bytes, sums.1 + line.text.len());
        if depths[at].is_some() {
            alike.add(shapes[at], likely[at], weight);
            branch_means.add(branches[at] as u64, likely[at], weight);
            let sums = links.entry(branches[at]).or_default();
            *sums = (sums.0 + line.link_bytes, sums.1 + line.text.len());
        }
    }
    let mut homes = vec![0.0_f32; outline.regions.len()];
    for (at, line) in lines.iter().enumerate() {
        homes[outline.regions[line.at].around] += likely[at] * line.text.len() as f32;
    }
    let home = homes.iter().fold(1.0_f32, |most, bytes| most.max(*bytes));
    let is_sure = |at: &usize| {
        likely[*at] > SURE && depths[*at].is_some() && lines[*at].text.len() >= SURE_BYTES
    };
    let first = (0..lines.len()).find(is_sure);
    let last = (0..lines.len()).rev().find(is_sure);
    let of_line = |at: usize| {
        let line = &lines[at];
        let weight = (line.text.len() as f32).sqrt();
        let mut places = [0.0; PLACES];
        let mut set = |place: Place, value: f32| places[place as usize] = value;
        set(Place::FirstLook, evidence[at].clamp(-6.0, 6.0));
        let depth = depths[at].unwrap_or(DEPTH_MAX).min(DEPTH_MAX);
        set(Place::Inside, flag(depths[at].is_some()));
        set(Place::Depth, depth as f32);
        set(Place::IsChild, flag(depth == 1));
        let mean = beside.without(outline.regions[line.at].around as u64, likely[at], weight);
        set(Place::Beside, mean.unwrap_or(0.0));
        set(Place::Alone, flag(mean.is_none()));
        let sums = beside_links.get(&outline.regions[line.at].around).copied().unwrap_or((0, 1));
        set(Place::BesideLinks, sums.0 as f32 / sums.1.max(1) as f32);
        let parent = outline.regions[line.at].around;
        let has_furniture = |at: usize| {
            let (labels, lines) = furniture.get(&at).copied().unwrap_or_default();
            labels as f32 >= FURNITURE_SHARE * lines as f32 && labels > 0
        };
        let is_inner = parent != container && depths[at].is_some();
        let further = outline.regions[parent].around;
        set(Place::BesideFurniture, flag(has_furniture(parent)));
        set(Place::NearFurniture, flag(is_inner && further != container && has_furniture(further)));
        set(Place::Home, homes[outline.regions[line.at].around] / home);
        let inside = depths[at].is_some();
        let mean = alike.without(shapes[at], likely[at], weight).filter(|_| inside);
        set(Place::Alike, mean.unwrap_or(0.0));
        set(Place::Unlike, flag(mean.is_none()));
        let mean = branch_means.without(branches[at] as u64, likely[at], weight).filter(|_| inside);
        set(Place::Branch, mean.unwrap_or(0.0));
        set(Place::OwnBranch, flag(mean.is_none()));
        let sums = links.get(&branches[at]).copied().unwrap_or((0, 1));
        set(Place::BranchLinks, sums.0 as f32 / sums.1.max(1) as f32);
        set(Place::BeforeFirst, flag(first.is_some_and(|first| at < first)));
        set(Place::AfterLast, flag(last.is_some_and(|last| at > last)));
        let before = first.map_or(0, |first| first.saturating_sub(at));
        let after = last.map_or(0, |last| at.saturating_sub(last));
        set(Place::LinesBefore, before.min(LINES_MAX) as f32);
        set(Place::LinesAfter, after.min(LINES_MAX) as f32);
        places
    };
    (0..lines.len()).map(of_line).collect()
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// Log-odds as a likelihood from 0 to 1.
pub fn likelihood(odds: f32) -> f32 {
    1.0 / (1.0 + (-odds).exp())
}

/// A number for the elements and their names from a region up to the container; digits, which
/// number things, are left out of the names.
fn shape(outline: &Outline<'_>, at: usize, container: usize) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for at in outline.around(at).take_while(|at| *at != container) {
        let element = outline.regions[at].element;
        outline.tag(at).hash(&mut hasher);
        let class = attribute(element, "class").unwrap_or("");
        match class.bytes().any(|byte| byte.is_ascii_digit()) {
            true => hasher.write(class.replace(|c: char| c.is_ascii_digit(), "").as_bytes()),
            false => hasher.write(class.as_bytes()),
        }
    }
    hasher.finish()
}

/// The child of the container that a region is in, or itself.
fn branch(outline: &Outline<'_>, at: usize, container: usize) -> usize {
    outline.around(at).take_while(|at| *at != container).last().unwrap_or(at)
}

/// Weighted means by group.
#[derive(Default)]
struct Means(HashMap<u64, (f32, f32), RandomState>);

impl Means {
    fn add(&mut self, group: u64, value: f32, weight: f32) {
        let sums = self.0.entry(group).or_default();
        *sums = (sums.0 + value * weight, sums.1 + weight);
    }

    /// The mean of a group's others.
    fn without(&self, group: u64, value: f32, weight: f32) -> Option<f32> {
        let (sum, weights) = self.0.get(&group).copied().unwrap_or_default();
        (weights - weight > 1.0)
            .then(|| ((sum - value * weight) / (weights - weight)).clamp(0.0, 1.0))
    }
}
