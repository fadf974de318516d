//! JSON as pages write it: with line breaks inside strings, comments around it, commas too many.

use serde_json::Value;

/// Parses JSON as pages write it: with line breaks inside strings, HTML comments around it, and
/// commas before closing brackets.
pub fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    let text = text.trim_end_matches("-->").trim_end_matches("//]]>").trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&mended(text)).ok())
}

fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut in_string = false;
    let mut escaped = false;
    for c in text.chars() {
        match c {
            '"' if !escaped => in_string = !in_string,
            c if in_string && c.is_control() => {
                mended.push_str(if c == '\n' { "\\n" } else { " " });
                continue;
            }
            '}' | ']' if !in_string => {
                let kept = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(kept);
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        mended.push(c);
    }
    mended
}
