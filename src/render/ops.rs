//! stand-in
use crate::diff::Run;
pub fn json(runs: &[Run]) -> String {
    serde_json::to_string(runs).expect("x")
}
