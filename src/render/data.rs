//! Data as JSON that may be printed anywhere: what would steer a terminal stands as JSON's escapes.

use std::borrow::Cow;

use serde::Serialize;

use crate::text::visible::visible_json;

/// Room for a line before it grows.
const LINE_BYTES: usize = 1024;

/// A value of our own types as JSON in one line.
pub fn line(value: &impl Serialize) -> String {
    // Most lines fit, so that a list of thousands is not copied again and again as it grows.
    let mut json = Vec::with_capacity(LINE_BYTES);
    let written = serde_json::to_writer(&mut json, value);
    shown(written.map(|()| String::from_utf8(json).expect("JSON is UTF-8")))
}

/// The same on indented lines.
pub fn indented(value: &impl Serialize) -> String {
    shown(serde_json::to_string_pretty(value))
}

fn shown(json: serde_json::Result<String>) -> String {
    let mut json = json.expect("our data are strings, numbers, lists and fields with names");
    if let Cow::Owned(shown) = visible_json(&json) {
        json = shown;
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_stands_as_escapes() {
        let hostile = "\u{1b}]0;x\u{7}\u{7f}\u{9b}2J\u{202e}\u{2028}\u{200b}\u{e0041}";
        let expected = r#"["\u001b]0;x\u0007\u007f\u009b2J\u202e\u2028\u200b\udb40\udc41"]"#;
        assert_eq!(line(&[hostile]), expected);
        assert_eq!(indented(&["\u{9b}"]), "[\n  \"\\u009b\"\n]");
        assert_eq!(line(&["“a” 漢字"]), r#"["“a” 漢字"]"#);
    }
}
