//! stand-in
use crate::render::Comparison;
use crate::time::Time;
pub enum Palette { Colored, Plain }
pub struct Style { pub width_columns: usize, pub palette: Palette, pub time: fn(Time) -> String }
pub fn comparison(c: &Comparison, _s: &Style) -> String { c.diff.parts.iter().filter(|p| p.action != crate::diff::Action::Kept).map(|p| format!("{:?} {}\n\n", p.action, super::plain::runs(&p.ops))).collect() }
