//! The lines of a page in groups (beside each other, alike, in one branch of the container), and
//! what each group's lines have in common.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::{FixedState, RandomState};

use super::boxes::Held;
use super::outline::{Line, Outline};
use super::signs::{Sign, Signs};

/// Words below which a line is no sentence.
const SHORT_WORDS: f32 = 8.0;

/// A line that is surely furniture counts for so much of one that is surely the story's.
const LIKELY_MIN: f32 = 0.02;

/// What a line adds to its groups.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// How likely it is the story's, from 0 to 1.
    pub likely: f32,
    bytes: f32,
    link_bytes: f32,
    is_furniture: bool,
    is_short: bool,
}

impl Member {
    /// `evidence` is in log-odds.
    pub fn of(line: &Line<'_>, signs: &Signs, evidence: f32) -> Member {
        let own = |sign: Sign| signs.own[sign as usize];
        Member {
            likely: 1.0 / (1.0 + (-evidence).exp()),
            bytes: line.text.len() as f32,
            link_bytes: line.link_bytes as f32,
            is_furniture: own(Sign::FurnitureWords) > 0.0,
            is_short: own(Sign::Words) < SHORT_WORDS.ln_1p() && own(Sign::Sentences) == 0.0,
        }
    }

    pub fn likely_bytes(&self) -> f32 {
        self.likely * self.bytes
    }

    /// Adds the line to what its box holds.
    pub fn add_to(&self, held: &mut Held) {
        held.lines += 1.0;
        held.short += f32::from(u8::from(self.is_short));
        held.bytes += self.bytes;
        held.link_bytes += self.link_bytes;
        held.likely_bytes += self.likely_bytes();
    }

    fn count(&self) -> f32 {
        self.likely.max(LIKELY_MIN)
    }

    /// Long lines count for more, but not by their length.
    fn weight(&self) -> f32 {
        self.count() * self.bytes.sqrt()
    }
}

/// Sums over the lines of a group. A line counts by how likely it is the story's, so that furniture
/// that comes or goes beside a story changes little; in a group of furniture alone, all count alike.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    lines: f32,
    short: f32,
    furniture: f32,
    bytes: f32,
    link_bytes: f32,
    pub likely_bytes: f32,
    weight: f32,
    likely: f32,
}

impl Sums {
    fn add(&mut self, member: &Member) {
        let count = member.count();
        self.lines += count;
        self.short += count * f32::from(u8::from(member.is_short));
        self.furniture += count * f32::from(u8::from(member.is_furniture));
        self.bytes += count * member.bytes;
        self.link_bytes += count * member.link_bytes;
        self.likely_bytes += member.likely_bytes();
        self.weight += member.weight();
        self.likely += member.likely * member.weight();
    }

    /// How likely the group's other lines are the story's; none where there are none.
    pub fn mean_without(&self, member: &Member) -> Option<f32> {
        let weight = self.weight - member.weight();
        let mean = || (self.likely - member.likely * member.weight()) / weight;
        (weight > LIKELY_MIN).then(|| mean().clamp(0.0, 1.0))
    }

    pub fn short_share(&self) -> f32 {
        share(self.short, self.lines)
    }

    pub fn furniture_share(&self) -> f32 {
        share(self.furniture, self.lines)
    }

    pub fn link_share(&self) -> f32 {
        share(self.link_bytes, self.bytes)
    }
}

/// A part of a whole, from 0 to 1.
pub fn share(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

/// The groups of a page's lines.
pub struct Groups {
    /// Of the lines in regions directly inside each region.
    pub beside: Vec<Sums>,
    /// The same with the lines one region further in.
    pub near: Vec<Sums>,
    /// By the child of the container that they stand in.
    pub branches: Vec<Sums>,
    shapes: HashMap<u64, Sums, RandomState>,
    /// The elements and their names from each region up to the container, as a number.
    shape_of: Vec<u64>,
    /// The container's child that each region is in, or the region itself.
    pub branch_of: Vec<usize>,
    /// How far in from the container each region is; none outside.
    pub depths: Vec<Option<usize>>,
    /// The region directly inside which most likely bytes stand.
    pub home: usize,
}

impl Groups {
    pub fn of(outline: &Outline<'_>, members: &[Member], container: usize) -> Groups {
        let none = vec![Sums::default(); outline.regions.len()];
        let mut groups = Groups {
            beside: none.clone(),
            near: none.clone(),
            branches: none,
            shapes: HashMap::default(),
            shape_of: shapes(outline, container),
            branch_of: branches(outline, container),
            depths: depths(outline, container),
            home: 0,
        };
        for (at, member) in members.iter().enumerate() {
            groups.add(outline, at, member);
        }
        let bytes = |at: &usize| groups.beside[*at].likely_bytes;
        let heaviest = (0..groups.beside.len()).max_by(|a, b| bytes(a).total_cmp(&bytes(b)));
        groups.home = heaviest.unwrap_or(0);
        groups
    }

    fn add(&mut self, outline: &Outline<'_>, at: usize, member: &Member) {
        let at = outline.lines[at].at;
        let parent = outline.regions[at].around;
        self.beside[parent].add(member);
        self.near[parent].add(member);
        self.near[outline.regions[parent].around].add(member);
        if self.depths[at].is_some() {
            self.shapes.entry(self.shape_of[at]).or_default().add(member);
            self.branches[self.branch_of[at]].add(member);
        }
    }

    /// What the lines in the container that have the shape of those in a region have in common.
    pub fn alike(&self, region: usize) -> Sums {
        self.shapes.get(&self.shape_of[region]).copied().unwrap_or_default()
    }

    /// The most likely bytes that any shape has.
    pub fn most_alike(&self) -> f32 {
        self.shapes.values().map(|sums| sums.likely_bytes).fold(1.0, f32::max)
    }

    /// The most likely bytes that any of the container's children has.
    pub fn most_in_branch(&self) -> f32 {
        self.branches.iter().map(|sums| sums.likely_bytes).fold(1.0, f32::max)
    }
}

// A region stands after the one around it, so that each is told from what is told of that.

fn shapes(outline: &Outline<'_>, container: usize) -> Vec<u64> {
    let mut shapes = vec![0; outline.regions.len()];
    for (at, region) in outline.regions.iter().enumerate().skip(1) {
        if at != container {
            shapes[at] = FixedState::default().hash_one((shapes[region.around], region.shape));
        }
    }
    shapes
}

fn branches(outline: &Outline<'_>, container: usize) -> Vec<usize> {
    let mut branches: Vec<usize> = (0..outline.regions.len()).collect();
    for (at, region) in outline.regions.iter().enumerate().skip(1) {
        if at != container && region.around != container && region.around != 0 {
            branches[at] = branches[region.around];
        }
    }
    branches
}

fn depths(outline: &Outline<'_>, container: usize) -> Vec<Option<usize>> {
    let mut depths = vec![None; outline.regions.len()];
    depths[container] = Some(0);
    for (at, region) in outline.regions.iter().enumerate().skip(1) {
        if at != container {
            depths[at] = depths[region.around].map(|depth| depth + 1);
        }
    }
    depths
}
