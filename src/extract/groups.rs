//! The lines of a page in groups (beside each other, alike, in one branch of the container), and
//! what each group's lines have in common.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, Hasher};

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
    /// The shape of each line.
    shape_of: Vec<u64>,
    /// The container's child that each line stands in.
    pub branch_of: Vec<usize>,
    /// Regions between each line and the container; none outside.
    pub depths: Vec<Option<usize>>,
    /// The region directly inside which most likely bytes stand.
    pub home: usize,
}

impl Groups {
    pub fn of(outline: &Outline<'_>, members: &[Member], container: usize) -> Groups {
        let none = vec![Sums::default(); outline.regions.len()];
        let lines = &outline.lines;
        let depth = |line: &Line<'_>| {
            outline.around(line.at).chain([0]).position(|region| region == container)
        };
        let mut groups = Groups {
            beside: none.clone(),
            near: none.clone(),
            branches: none,
            shapes: HashMap::default(),
            shape_of: lines.iter().map(|line| shape(outline, line.at, container)).collect(),
            branch_of: lines.iter().map(|line| branch(outline, line.at, container)).collect(),
            depths: lines.iter().map(depth).collect(),
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
        let parent = outline.regions[outline.lines[at].at].around;
        self.beside[parent].add(member);
        self.near[parent].add(member);
        self.near[outline.regions[parent].around].add(member);
        if self.depths[at].is_some() {
            self.shapes.entry(self.shape_of[at]).or_default().add(member);
            self.branches[self.branch_of[at]].add(member);
        }
    }

    /// What the lines in the container that have the shape of this one have in common.
    pub fn alike(&self, line: usize) -> Sums {
        self.shapes.get(&self.shape_of[line]).copied().unwrap_or_default()
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

/// A number for the elements and their names from a region up to the container; digits, which
/// number things, are left out of the names.
fn shape(outline: &Outline<'_>, at: usize, container: usize) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    for at in outline.around(at).take_while(|at| *at != container) {
        outline.tag(at).hash(&mut hasher);
        let class = outline.regions[at].element.attribute("class").unwrap_or("");
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
