//! Bytes to text by the WHATWG order: byte order mark, Content-Type header, meta, then a guess.

use std::borrow::Cow;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;

/// No page is decoded beyond this; the rest of a longer one is not looked at.
const BYTES_MAX: usize = 20_000_000;

/// How far the HTML standard looks for a `<meta charset>`.
const PRESCAN_BYTES: usize = 1024;

/// Some pages put scripts before their charset; browsers find it all the same by parsing on.
const LATE_META_BYTES: usize = 16_384;

/// Decodes a page; bytes that its encoding does not know become U+FFFD.
pub fn decode<'a>(page: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    let page = &page[..page.len().min(BYTES_MAX)];
    if let Some((encoding, bom_bytes)) = Encoding::for_bom(page) {
        return encoding.decode_without_bom_handling(&page[bom_bytes..]).0;
    }
    let whole = std::str::from_utf8(page).ok();
    let encoding = encoding(page, whole, content_type);
    match whole {
        Some(whole) if encoding == UTF_8 => Cow::Borrowed(whole),
        _ => encoding.decode_without_bom_handling(page).0,
    }
}

/// The encoding of a page; `whole` is its text if all of it is UTF-8.
fn encoding(page: &[u8], whole: Option<&str>, content_type: Option<&str>) -> &'static Encoding {
    let declared = content_type
        .and_then(|value| declared_charset(value.as_bytes()))
        .or_else(|| meta_charset(&page[..page.len().min(PRESCAN_BYTES)]))
        .or_else(|| meta_charset(&page[..page.len().min(LATE_META_BYTES)]));
    match declared {
        // Many servers say UTF-8 or Latin-1 for everything they send; bytes that are whole UTF-8
        // are UTF-8, and bytes that are broken as UTF-8 are what they look like.
        Some(encoding) if encoding == UTF_8 && whole.is_none() && broken(page) => guess(page),
        Some(encoding) if encoding.is_ascii_compatible() && whole.is_some_and(is_beyond_chance) => {
            UTF_8
        }
        Some(encoding) => encoding,
        None if whole.is_some() => UTF_8,
        None => guess(page),
    }
}

/// Whether so much of the page is not UTF-8 that the declaration must be wrong, rather than a few
/// bytes of it.
fn broken(page: &[u8]) -> bool {
    let bad = page.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let beyond_ascii = page.iter().filter(|byte| !byte.is_ascii()).count();
    bad * 4 > beyond_ascii
}

/// Whether a page is UTF-8 beyond chance: no other encoding gives many such sequences and no
/// broken one.
fn is_beyond_chance(whole: &str) -> bool {
    const SEQUENCES_MIN: usize = 3;
    !whole.is_ascii() && whole.chars().filter(|c| !c.is_ascii()).nth(SEQUENCES_MIN - 1).is_some()
}

fn guess(page: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(page, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn declared_charset(content_type: &[u8]) -> Option<&'static Encoding> {
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)charset\s*=\s*["']?\s*([^\s"';>/]+)"#).expect("a literal pattern")
    });
    let label = CHARSET.captures(content_type)?.get(1)?.as_bytes();
    Encoding::for_label_no_replacement(label)
}

fn meta_charset(head: &[u8]) -> Option<&'static Encoding> {
    static META: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?is-u)<meta\s[^>]{0,400}>").expect("a literal pattern"));
    let found = META.find_iter(head).find_map(|tag| declared_charset(tag.as_bytes()))?;
    // A page that could be read as far as its meta is not UTF-16, whatever the meta says.
    Some(if found == UTF_16LE || found == UTF_16BE { UTF_8 } else { found })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(page: &[u8], content_type: Option<&str>, wanted: &str) {
        assert_eq!(decode(page, content_type), wanted);
    }

    #[test]
    fn a_byte_order_mark_wins_over_everything() {
        check(b"\xEF\xBB\xBFcaf\xC3\xA9", Some("text/html; charset=windows-1252"), "café");
        check(b"\xFF\xFEh\0i\0", Some("text/html; charset=utf-8"), "hi");
    }

    #[test]
    fn the_header_wins_over_the_meta() {
        let page = b"<meta charset=windows-1252>\xFE";
        check(page, Some("text/html; charset=\"windows-1254\""), "<meta charset=windows-1252>ş");
    }

    #[test]
    fn a_meta_names_the_charset_in_either_form() {
        check(b"<meta charset='iso-8859-9'>\xFE", None, "<meta charset='iso-8859-9'>ş");
        let long = b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>\xC1";
        check(long, None, "<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>а");
    }

    #[test]
    fn latin_1_means_windows_1252() {
        check(b"\x93so\x94", Some("text/html; charset=iso-8859-1"), "“so”");
    }

    #[test]
    fn a_bogus_charset_is_no_charset() {
        check("naïve".as_bytes(), Some("text/html; charset=utf-88"), "naïve");
    }

    #[test]
    fn a_page_that_lies_about_utf_8_is_guessed() {
        let page = b"<p>L'\xE9t\xE9 \xE0 la fran\xE7aise, d\xE9j\xE0 vu et entendu</p>";
        let wanted = "<p>L'été à la française, déjà vu et entendu</p>";
        check(page, Some("text/html; charset=utf-8"), wanted);
    }

    #[test]
    fn one_broken_byte_does_not_change_the_charset_of_a_page() {
        check("déjà vu, été, où\u{FFFD}".as_bytes(), None, "déjà vu, été, où\u{FFFD}");
        check(
            b"d\xC3\xA9j\xC3\xA0 \xC3\xA9t\xC3\xA9 \xFF",
            Some("charset=utf-8"),
            "déjà été \u{FFFD}",
        );
    }
}
