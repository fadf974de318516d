//! The patterns of robots.txt (RFC 9309 §2.2): how a path is compared with one.

/// The path of a rule: `*` stands for any text, a `$` at the end for the end of the path.
#[derive(Clone, Debug, PartialEq)]
pub struct Pattern(String);

/// A path with its query, ready to be compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Path(String);

impl Path {
    pub fn new(path_and_query: &str) -> Path {
        Path(normal_form(path_and_query, Literal::Path))
    }
}

impl Pattern {
    pub fn new(text: &str) -> Pattern {
        Pattern(normal_form(text, Literal::Pattern))
    }

    /// The octets of the pattern, of which the longest one that matches decides.
    pub fn length(&self) -> usize {
        self.0.len()
    }

    /// Whether the pattern is the beginning of a path, or the whole where it ends in `$`. Each
    /// piece between asterisks is sought once, as early as it can stand: there is no way back to
    /// take.
    pub fn matches(&self, path: &Path) -> bool {
        let (pattern, to_the_end) = match self.0.strip_suffix('$') {
            Some(pattern) => (pattern, true),
            None => (self.0.as_str(), false),
        };
        let mut pieces = pattern.split('*');
        let Some(mut rest) = pieces.next().and_then(|first| path.0.strip_prefix(first)) else {
            return false;
        };
        let Some(last) = pieces.next_back() else {
            return !to_the_end || rest.is_empty();
        };
        for piece in pieces {
            match rest.find(piece) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => return false,
            }
        }
        if to_the_end { rest.ends_with(last) } else { rest.contains(last) }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Literal {
    Path,
    /// `*`, and `$` at the end, have their own meaning here.
    Pattern,
}

/// Percent-encoding as RFC 9309 §2.2.2 compares it: an octet that may stand for itself does, any
/// other is one character of a private use area, three bytes long as `%XX` is, so that no pattern
/// matches half of it. `%2F` and `%3F` before the query stay apart from `/` and `?`.
fn normal_form(text: &str, literal: Literal) -> String {
    let mut normal = String::with_capacity(text.len());
    let mut bytes = text.as_bytes().iter();
    let mut in_query = false;
    while let Some(&byte) = bytes.next() {
        let rest = bytes.as_slice();
        let escaped = (byte == b'%').then(|| hex_pair(rest)).flatten();
        if escaped.is_some() {
            bytes.nth(1);
        }
        let octet = escaped.unwrap_or(byte);
        let special = match octet {
            b'*' => literal == Literal::Path || escaped.is_some(),
            b'$' => literal == Literal::Path || escaped.is_some() || !rest.is_empty(),
            b'/' | b'?' => escaped.is_some() && !in_query,
            b'%' | b'#' => true,
            _ => !octet.is_ascii_graphic(),
        };
        in_query |= byte == b'?';
        if special {
            normal.extend(char::from_u32(0xE000 + u32::from(octet)));
        } else {
            normal.push(char::from(octet));
        }
    }
    normal
}

fn hex_pair(bytes: &[u8]) -> Option<u8> {
    let digit = |index: usize| bytes.get(index).and_then(|byte| char::from(*byte).to_digit(16));
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pattern: &str, path: &str, matches: bool) {
        let found = Pattern::new(pattern).matches(&Path::new(path));
        assert_eq!(found, matches, "{path} under {pattern}");
    }

    #[test]
    fn asterisk_and_dollar_match_as_the_rfc_says() {
        check("/*.pdf$", "/a/b.pdf", true);
        check("/*.pdf$", "/a/b.pdf?x", false);
        check("/*.pdf", "/a/b.pdf?x", true);
        check("/a*b*c$", "/aXbYcZc", true);
        check("/a*b*c$", "/aXcYb", false);
        check("/a*a$", "/a", false);
        check("*", "/", true);
        check("/a**b", "/ab", true);
        check("/x$y", "/x$y", true);
        check("/path/file-with-a-%2A.html", "/path/file-with-a-*.html", true);
        check("/path/file-with-a-%2A.html", "/path/file-with-a-b.html", false);
        check("/path/foo-%24", "/path/foo-$", true);
    }

    #[test]
    fn percent_encoding_is_compared_in_one_form() {
        // The table of RFC 9309 §2.2.2.
        check("/foo/bar?baz=quz", "/foo/bar?baz=quz", true);
        check("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", true);
        check("/foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https://foo.bar", true);
        check("/foo/bar/ツ", "/foo/bar/%E3%83%84", true);
        check("/foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", true);
        check("/foo/bar/%62%61%7A", "/foo/bar/baz", true);
        check("/a/b", "/a%2Fb", false);
        check("/a%2fb", "/a%2Fb", true);
        check("/100%", "/100%25", true);
        check("/*A", "/%C3%A9", false);
        check("/*%41", "/A", true);
    }

    proptest::proptest! {
        #[test]
        fn a_path_matches_itself(path in "/[a-z/%0-9?=&.é]{0,20}") {
            proptest::prop_assert!(Pattern::new(&path).matches(&Path::new(&path)));
        }
    }
}
