//! Elements whose names say that they hold a correction or another notice.

/// Whether an element's names say that it holds a notice.
pub fn is_marked(names: &str) -> bool {
    const WORDS: [&str; 9] = [
        "correction",
        "clarification",
        "editors-note",
        "editor-note",
        "editorsnote",
        "corrections",
        "update-note",
        "article-update-notice",
        "erratum",
    ];
    names.split_whitespace().any(|token| WORDS.iter().any(|word| token.contains(word)))
}
