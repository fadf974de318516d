//! The boxes of a page: the outermost regions that do not hold the story's home, the region directly
//! inside which most of it stands. A paragraph at home is a box of its own; a teaser, a poll or a list
//! of comments is one with all that is in it.

use super::groups::Member;
use super::outline::Outline;

/// What the lines of a box have in common.
#[derive(Clone, Copy, Debug, Default)]
pub struct Held {
    pub lines: f32,
    pub short: f32,
    pub bytes: f32,
    pub link_bytes: f32,
    pub likely_bytes: f32,
    /// Whether something in it can be pressed, ticked or filled in.
    pub has_control: bool,
    pub has_time: bool,
    /// Whether it goes on after a heading that it begins with.
    pub is_headed: bool,
}

/// The box of each region.
pub struct Boxes {
    of: Vec<usize>,
    held: Vec<Held>,
}

impl Boxes {
    pub fn of(outline: &Outline<'_>, members: &[Member], home: usize) -> Boxes {
        let regions = &outline.regions;
        let mut holds_home = vec![false; regions.len()];
        outline.around(home).chain([0]).for_each(|at| holds_home[at] = true);
        let mut of: Vec<usize> = (0..regions.len()).collect();
        for at in 1..regions.len() {
            let around = regions[at].around;
            if !holds_home[around] {
                of[at] = of[around];
            }
        }
        let mut boxes = Boxes { of, held: vec![Held::default(); regions.len()] };
        for (at, region) in regions.iter().enumerate() {
            let held = &mut boxes.held[boxes.of[at]];
            held.has_control |= region.has_control;
            held.has_time |= region.has_time;
        }
        for (line, member) in outline.lines.iter().zip(members) {
            let held = &mut boxes.held[boxes.of[line.at]];
            let is_first = held.lines == 0.0;
            held.is_headed |= is_first && is_heading(line.element.name());
            member.add_to(held);
        }
        boxes
    }

    /// What the box of a region holds.
    pub fn held(&self, region: usize) -> &Held {
        &self.held[self.of[region]]
    }
}

fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}
