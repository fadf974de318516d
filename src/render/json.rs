//! stand-in
pub fn json(c: &super::Comparison) -> serde_json::Value { serde_json::json!({"parts": c.diff.parts.len()}) }
