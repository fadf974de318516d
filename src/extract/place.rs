//! What the later looks ask of a line: where it stands to the container, and what stands like it there.

use super::boxes::Boxes;
use super::groups::{Groups, Member, share};
use super::outline::Outline;
use super::signs::Signs;

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
    /// Lines to the first, or from the last, that is surely the story's, at most `LINES_MAX`; lines
    /// that are surely furniture do not count.
    LinesBefore,
    LinesAfter,
    /// The likely bytes of lines of the same shape, as a share of the most that any shape has.
    ShapeShare,
    /// The same of the container's children.
    BranchShare,
    /// The share of that child's lines that are too short for a sentence.
    BranchShort,
    /// The share of short lines in regions beside its own.
    BesideShort,
    /// Regions up to one that holds the home, where most likely bytes stand beside each other; at
    /// most `DEPTH_MAX`.
    FromHome,
    BeforeHome,
    AfterHome,
    /// Whether its box begins with a heading and goes on.
    BoxHeaded,
    /// Whether a reader can press, tick or fill something in in its box.
    BoxControl,
    /// Whether a `<time>` stands in its box.
    BoxTime,
    /// The share of its box's bytes that are inside links.
    BoxLinks,
    /// The share of its box's lines that are too short for a sentence.
    BoxShort,
    /// The likely bytes of its box, as a share of those at home.
    BoxShare,
    /// Natural logarithm of one more than the lines of its box.
    BoxLines,
    /// The likelihood of the line before it, of those that are not surely furniture.
    Previous,
    /// The likelihood of the line after it, of the same.
    Next,
}

pub const PLACES: usize = Place::Next as usize + 1;

/// The weights of the places, in log-odds.
pub type PlaceWeights = [f32; PLACES];

const DEPTH_MAX: usize = 8;
const LINES_MAX: usize = 20;

/// From this likelihood, and these words, on a line is surely the story's.
const SURE: f32 = 0.7;
const SURE_BYTES: usize = 60;

/// Below this likelihood a line is surely furniture.
const FURNITURE: f32 = 0.08;

/// From this likelihood on a line is likelier the story's than not.
const LIKELY: f32 = 0.5;

/// The share of a region's lines from which on their words tell what it is.
const FURNITURE_SHARE: f32 = 0.15;

/// The signs of the place of every line; `evidence` is that of the look before, in log-odds.
pub fn places(
    outline: &Outline<'_>,
    signs: &[Signs],
    evidence: &[f32],
    container: usize,
) -> Vec<[f32; PLACES]> {
    let lines = outline.lines.iter().zip(signs).zip(evidence);
    let members: Vec<Member> =
        lines.map(|((line, signs), odds)| Member::of(line, signs, *odds)).collect();
    let ground = Ground::of(outline, &members, container);
    let of_line = |at: usize| {
        let mut places = [0.0; PLACES];
        let mut set = |place: Place, value: f32| places[place as usize] = value;
        set(Place::FirstLook, evidence[at].clamp(-6.0, 6.0));
        ground.to_container(at, &mut set);
        ground.beside(at, &members[at], &mut set);
        ground.alike(at, &members[at], &mut set);
        ground.in_box(at, &mut set);
        ground.in_order(at, &mut set);
        places
    };
    (0..members.len()).map(of_line).collect()
}

/// The lines in their order, those that are surely furniture passed over.
struct Order {
    /// How many come before each line.
    before: Vec<usize>,
    /// The likelihood of the one before each line.
    previous: Vec<f32>,
    /// The likelihood of the one after each line.
    next: Vec<f32>,
}

impl Order {
    fn of(members: &[Member]) -> Order {
        let is_passed_over = |member: &Member| member.likely < FURNITURE;
        let mut order =
            Order { before: Vec::new(), previous: Vec::new(), next: vec![0.0; members.len()] };
        let (mut count, mut likely) = (0, 0.0);
        for member in members {
            order.before.push(count);
            order.previous.push(likely);
            if !is_passed_over(member) {
                (count, likely) = (count + 1, member.likely);
            }
        }
        let mut likely = 0.0;
        for (next, member) in order.next.iter_mut().zip(members).rev() {
            *next = likely;
            if !is_passed_over(member) {
                likely = member.likely;
            }
        }
        order
    }

    /// How many stand between a line and a later one.
    fn between(&self, line: usize, later: usize) -> usize {
        self.before[later].saturating_sub(self.before[line])
    }
}

/// What the place of a line is told from.
struct Ground<'a> {
    outline: &'a Outline<'a>,
    container: usize,
    groups: Groups,
    order: Order,
    /// The lines that are surely the story's.
    sure: Span,
    /// The likely lines at home.
    home: Span,
    /// Whether each region is home, or around it.
    holds_home: Vec<bool>,
    boxes: Boxes,
    most_at_home: f32,
    most_alike: f32,
    most_in_branch: f32,
}

impl<'a> Ground<'a> {
    fn of(outline: &'a Outline<'a>, members: &[Member], container: usize) -> Ground<'a> {
        let groups = Groups::of(outline, members, container);
        let lines = &outline.lines;
        let sure = Span::of(lines.len(), |at| {
            groups.depths[lines[at].at].is_some()
                && members[at].likely > SURE
                && lines[at].text.len() >= SURE_BYTES
        });
        let home = Span::of(lines.len(), |at| {
            outline.regions[lines[at].at].around == groups.home && members[at].likely > LIKELY
        });
        let mut holds_home = vec![false; outline.regions.len()];
        outline.around(groups.home).chain([0]).for_each(|at| holds_home[at] = true);
        Ground {
            outline,
            container,
            order: Order::of(members),
            sure,
            home,
            holds_home,
            boxes: Boxes::of(outline, members, groups.home),
            most_at_home: groups.beside[groups.home].likely_bytes.max(1.0),
            most_alike: groups.most_alike(),
            most_in_branch: groups.most_in_branch(),
            groups,
        }
    }

    fn region(&self, line: usize) -> usize {
        self.outline.lines[line].at
    }

    fn parent(&self, line: usize) -> usize {
        self.outline.regions[self.region(line)].around
    }

    fn to_container(&self, line: usize, set: &mut impl FnMut(Place, f32)) {
        let depth = self.groups.depths[self.region(line)];
        set(Place::Inside, flag(depth.is_some()));
        set(Place::Depth, depth.unwrap_or(DEPTH_MAX).min(DEPTH_MAX) as f32);
        set(Place::IsChild, flag(depth == Some(1)));
        let to_home = self.outline.around(self.parent(line)).take_while(|at| !self.holds_home[*at]);
        set(Place::FromHome, to_home.take(DEPTH_MAX).count() as f32);
    }

    fn in_box(&self, line: usize, set: &mut impl FnMut(Place, f32)) {
        let held = self.boxes.held(self.region(line));
        set(Place::BoxHeaded, flag(held.is_headed && held.lines > 1.0));
        set(Place::BoxControl, flag(held.has_control));
        set(Place::BoxTime, flag(held.has_time));
        set(Place::BoxLinks, share(held.link_bytes, held.bytes));
        set(Place::BoxShort, share(held.short, held.lines));
        set(Place::BoxShare, held.likely_bytes / self.most_at_home);
        set(Place::BoxLines, held.lines.ln_1p());
    }

    fn beside(&self, line: usize, member: &Member, set: &mut impl FnMut(Place, f32)) {
        let parent = self.parent(line);
        let beside = &self.groups.beside[parent];
        let mean = beside.mean_without(member);
        set(Place::Beside, mean.unwrap_or(0.0));
        set(Place::Alone, flag(mean.is_none()));
        set(Place::BesideLinks, beside.link_share());
        set(Place::BesideShort, beside.short_share());
        set(Place::Home, beside.likely_bytes / self.most_at_home);
        let has_furniture = |at: usize| self.groups.near[at].furniture_share() >= FURNITURE_SHARE;
        let further = self.outline.regions[parent].around;
        let is_inner = self.groups.depths[self.region(line)].is_some()
            && parent != self.container
            && further != self.container;
        set(Place::BesideFurniture, flag(has_furniture(parent)));
        set(Place::NearFurniture, flag(is_inner && has_furniture(further)));
    }

    fn alike(&self, line: usize, member: &Member, set: &mut impl FnMut(Place, f32)) {
        let is_inside = self.groups.depths[self.region(line)].is_some();
        let alike = self.groups.alike(self.region(line));
        let mean = alike.mean_without(member).filter(|_| is_inside);
        set(Place::Alike, mean.unwrap_or(0.0));
        set(Place::Unlike, flag(mean.is_none()));
        set(Place::ShapeShare, alike.likely_bytes / self.most_alike);
        let branch = &self.groups.branches[self.groups.branch_of[self.region(line)]];
        let mean = branch.mean_without(member).filter(|_| is_inside);
        set(Place::Branch, mean.unwrap_or(0.0));
        set(Place::OwnBranch, flag(mean.is_none()));
        set(Place::BranchLinks, branch.link_share());
        set(Place::BranchShort, branch.short_share());
        set(Place::BranchShare, branch.likely_bytes / self.most_in_branch);
    }

    fn in_order(&self, line: usize, set: &mut impl FnMut(Place, f32)) {
        let sure = self.sure.0;
        let before = sure.map_or(0, |(first, _)| self.order.between(line, first));
        let after = sure.map_or(0, |(_, last)| self.order.between(last, line));
        set(Place::BeforeFirst, flag(self.sure.is_after(line)));
        set(Place::AfterLast, flag(self.sure.is_before(line)));
        set(Place::LinesBefore, before.min(LINES_MAX) as f32);
        set(Place::LinesAfter, after.min(LINES_MAX) as f32);
        set(Place::BeforeHome, flag(self.home.is_after(line)));
        set(Place::AfterHome, flag(self.home.is_before(line)));
        set(Place::Previous, self.order.previous[line]);
        set(Place::Next, self.order.next[line]);
    }
}

/// The first and the last of some lines, if there are any.
struct Span(Option<(usize, usize)>);

impl Span {
    fn of(lines: usize, is_one: impl Fn(usize) -> bool) -> Span {
        let first = (0..lines).find(|at| is_one(*at));
        Span(first.zip((0..lines).rev().find(|at| is_one(*at))))
    }

    fn is_after(&self, line: usize) -> bool {
        self.0.is_some_and(|(first, _)| line < first)
    }

    fn is_before(&self, line: usize) -> bool {
        self.0.is_some_and(|(_, last)| line > last)
    }
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}
