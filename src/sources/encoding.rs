//! A document's bytes as text: by its byte order mark, by what it is, by what it says it is.

use std::borrow::Cow;
use std::sync::LazyLock;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use regex::bytes::Regex;

/// How far an XML declaration is sought.
const HEAD_BYTES: usize = 256;

/// Decodes a document; bytes that its encoding does not know become U+FFFD.
///
/// Bytes that are whole as UTF-8 are that, whatever is declared. Else the document's own word counts
/// before the server's, which is often a default.
pub fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Cow<'a, str> {
    if let Some((encoding, mark_bytes)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark_bytes..]).0;
    }
    match (str::from_utf8(bytes), encoding(bytes, content_type)) {
        (Ok(text), encoding) if encoding.is_ascii_compatible() => Cow::Borrowed(text),
        (_, encoding) => encoding.decode_without_bom_handling(bytes).0,
    }
}

fn encoding(bytes: &[u8], content_type: Option<&str>) -> &'static Encoding {
    match bytes {
        [b'<', 0, ..] => return UTF_16LE,
        [0, b'<', ..] => return UTF_16BE,
        _ => {}
    }
    static DECLARED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]{1,40})["']"#).expect("a pattern")
    });
    static CHARSET: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r#"(?i)charset\s*=\s*["']?([^\s"';]{1,40})"#).expect("a pattern")
    });
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let label = |pattern: &Regex, text| {
        let found = pattern.captures(text)?.get(1)?.as_bytes().to_vec();
        // A document that could be read as far as its declaration is not UTF-16.
        let encoding = Encoding::for_label_no_replacement(&found)?;
        Some(if encoding == UTF_16LE || encoding == UTF_16BE { UTF_8 } else { encoding })
    };
    label(&DECLARED, head).or_else(|| label(&CHARSET, content_type?.as_bytes())).unwrap_or(UTF_8)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str = "<?xml version='1.0' encoding='windows-1251'?><t>Новости</t>";

    fn check(bytes: &[u8], content_type: Option<&str>, text: &str) {
        assert_eq!(decode(bytes, content_type), text);
    }

    #[test]
    fn the_documents_own_word_counts_before_the_servers() {
        let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(SAID);
        check(&bytes, None, SAID);
        check(&bytes, Some("text/xml; charset=iso-8859-1"), SAID);
        check(&bytes, Some("text/xml; charset=utf-8"), SAID);
        check(b"<t>\xCD</t>", Some("text/xml;charset=\"windows-1251\""), "<t>Н</t>");
    }

    #[test]
    fn whole_utf_8_is_utf_8_whatever_is_said() {
        check(SAID.as_bytes(), Some("text/xml; charset=iso-8859-1"), SAID);
        check(b"<t>\xff</t>", None, "<t>\u{fffd}</t>");
    }

    #[test]
    fn utf_16_is_told_by_its_mark_or_its_first_character() {
        let little: Vec<u8> = "<t>ç</t>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "<t>ç</t>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&little, None, "<t>ç</t>");
        check(&big, None, "<t>ç</t>");
        check(&[b"\xff\xfe", &little[..]].concat(), Some("charset=utf-8"), "<t>ç</t>");
        check(b"\xef\xbb\xbf<t/>", Some("charset=koi8-r"), "<t/>");
    }
}
