//! stand-in
use crate::diff::{Op, Run};
pub fn runs(runs: &[Run]) -> String {
    runs.iter()
        .map(|r| match r.op {
            Op::Equal => r.text.to_string(),
            Op::Delete => format!("[-{}-]", r.text),
            Op::Insert => format!("{{+{}+}}", r.text),
            Op::MoveFrom => format!("<{}<", r.text),
            Op::MoveTo => format!(">{}>", r.text),
        })
        .collect()
}
pub fn colored_runs(r: &[Run]) -> String {
    runs(r)
}
pub fn comparison(c: &super::Comparison, _w: usize) -> String { super::terminal::comparison(c, &super::terminal::Style{width_columns:80,palette:super::terminal::Palette::Plain,time:|t| t.to_string()}) }
