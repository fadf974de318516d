//! A regular expression that asks where words end, and is quick on text in any script.

use std::ops::Range;

use regex::Regex;

/// What stands where a word begins or ends; beyond ASCII none but the slow engines know it.
const WORD_END: &str = r"\b";

/// A pattern of ours. Nearly every text that it is tried on fails it, and does so without its word
/// ends too, which is quick to see.
pub struct Pattern {
    without_word_ends: Regex,
    whole: Regex,
}

impl Pattern {
    /// Compiles a literal pattern; no `\b` stands for anything but a word's end in it.
    pub fn new(pattern: &str) -> Pattern {
        let compiled = |pattern: &str| Regex::new(pattern).expect("our own pattern");
        Pattern {
            without_word_ends: compiled(&pattern.replace(WORD_END, "")),
            whole: compiled(pattern),
        }
    }

    pub fn is_match(&self, text: &str) -> bool {
        self.without_word_ends.is_match(text) && self.whole.is_match(text)
    }

    /// Where the first match stands, in bytes.
    pub fn find(&self, text: &str) -> Option<Range<usize>> {
        let found = self.without_word_ends.is_match(text).then(|| self.whole.find(text))?;
        found.map(|found| found.range())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, text: &str, wanted: Option<usize>) {
        let pattern = Pattern::new(pattern);
        assert_eq!(pattern.find(text).map(|found| found.start), wanted, "{text}");
        assert_eq!(pattern.is_match(text), wanted.is_some(), "{text}");
    }

    #[test]
    fn words_end_where_unicode_says() {
        check(r"\bice\b", "thé ice", Some(5));
        check(r"\bice\b", "the icé", None);
        check(r"\bice\b", "police", None);
        check(r"\bлёд\b", "это лёд", Some(7));
        check(r"\bлёд\b", "лёдник", None);
    }
}
