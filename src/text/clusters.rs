//! Grapheme clusters (UAX #29), found without the tables where plain characters stand side by side.

use unicode_segmentation::UnicodeSegmentation;

/// The end of the cluster that begins at a byte, which is a cluster's start.
pub fn end(text: &str, start: usize) -> usize {
    if let [first, second, ..] = text.as_bytes()[start..]
        && (b' '..=b'~').contains(&first)
        && (b' '..=b'~').contains(&second)
    {
        return start + 1;
    }
    let mut characters = text[start..].chars();
    let Some(first) = characters.next() else { return start };
    match characters.next() {
        Some(second) if !is_plain(first) || !is_plain(second) => {
            start + text[start..].graphemes(true).next().map_or(first.len_utf8(), str::len)
        }
        _ => start + first.len_utf8(),
    }
}

/// Whether a character is certainly of the kind that always parts from its like: neither
/// extending nor prepended nor joining, and no part of a syllable block (rule GB999).
fn is_plain(c: char) -> bool {
    matches!(c,
        ' '..='~' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{370}'..='\u{377}'
        | '\u{384}'..='\u{482}' | '\u{48A}'..='\u{52F}' | '\u{5D0}'..='\u{5EA}'
        | '\u{620}'..='\u{64A}' | '\u{660}'..='\u{66F}' | '\u{671}'..='\u{6D3}'
        | '\u{1E00}'..='\u{1FFC}' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}'
        | '\u{20A0}'..='\u{20C0}' | '\u{3001}'..='\u{3029}' | '\u{3041}'..='\u{3096}'
        | '\u{309B}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}' | '\u{FF01}'..='\u{FF9D}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(text: &str) {
        let expected: Vec<usize> =
            text.grapheme_indices(true).map(|(start, cluster)| start + cluster.len()).collect();
        let mut found = Vec::new();
        while found.last().copied().unwrap_or(0) < text.len() {
            found.push(end(text, found.last().copied().unwrap_or(0)));
        }
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn clusters_end_where_unicode_says() {
        check("caf\u{e9} cafe\u{301}\r\n👩‍👩‍👧🇹🇷🇩🇪 วันพุธ 東京か゛ 각각");
        check("");
    }

    #[test]
    fn plain_characters_part_from_each_other() {
        let plain: Vec<char> = ('\0'..='\u{1FFFF}').filter(|&c| is_plain(c)).collect();
        assert!(plain.len() > 40_000);
        for &c in &plain {
            check(&format!("{c}a"));
            check(&format!("a{c}{c}"));
        }
    }

    proptest! {
        #[test]
        fn any_text_falls_into_its_clusters(text in "\\PC{0,40}|[a🇹🇷\u{301}\u{200d}👩क्षि각\r\n]{0,20}") {
            check(&text);
        }
    }
}
