//! stand-in
pub fn verdict_line(v: &crate::verdict::Verdict) -> String { format!("{:?} {:?}", v.class, v.disclosure) }
