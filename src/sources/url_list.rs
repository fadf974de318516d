//! A file of URLs, read line by line however long it is.
//!
//! A line is a URL, then, after white space, words of a label and `#tag`s in any order:
//!
//! ```text
//! # The earthquake
//! https://news.example/quake   The first report #quake #turkey
//! https://other.example/a      # a lone number sign begins a comment, as one at the start does
//! ```

use std::io::{BufRead, Read};

use crate::error::{Error, Result};
use crate::sources::address::{self, Address};

/// A line of the file that says something: blank lines and comments are passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    Good(Entry),
    Bad(BadLine),
}

/// A story to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The number of the line, the first being 1.
    pub line: u64,
    pub address: Address,
    /// The URL as it stands in the file.
    pub written: String,
    pub label: Option<String>,
    pub tags: Vec<String>,
}

/// A line that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    pub line: u64,
    /// The beginning of the line, without credentials: untrusted text.
    pub text: String,
    pub why: String,
}

/// The longest line, in bytes, and how much of a bad one is shown.
const LINE_BYTES_MAX: usize = 8 * 1024;
const SHOWN_BYTES_MAX: usize = 200;

/// Reads a URL file; an error of the file itself ends it.
pub fn read(input: impl BufRead) -> impl Iterator<Item = Result<Line>> {
    Lines { input, line: 0, ended: false }
}

struct Lines<R> {
    input: R,
    /// The number of the line read last.
    line: u64,
    ended: bool,
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Result<Line>;

    fn next(&mut self) -> Option<Result<Line>> {
        while !self.ended {
            match self.read_line() {
                Ok(Some(bytes)) => {
                    if let Some(line) = understand(self.line, &bytes) {
                        return Some(Ok(line));
                    }
                }
                Ok(None) => self.ended = true,
                Err(cause) => {
                    self.ended = true;
                    let why = format!("the URL list cannot be read beyond line {}", self.line);
                    return Some(Err(Error::invalid(why).caused_by(cause)));
                }
            }
        }
        None
    }
}

impl<R: BufRead> Lines<R> {
    /// The next line without its end; of one that is too long, just more than may be.
    fn read_line(&mut self) -> std::io::Result<Option<Vec<u8>>> {
        let mut bytes = Vec::new();
        let limit = LINE_BYTES_MAX as u64 + 2;
        if self.input.by_ref().take(limit).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        self.line += 1;
        if bytes.last() == Some(&b'\n') {
            bytes.pop();
        } else {
            self.input.skip_until(b'\n')?;
        }
        if self.line == 1 && bytes.starts_with(b"\xef\xbb\xbf") {
            bytes.drain(..3);
        }
        Ok(Some(bytes))
    }
}

/// What a line says; nothing where it is blank or a comment.
fn understand(line: u64, bytes: &[u8]) -> Option<Line> {
    let bytes = bytes.trim_ascii();
    if bytes.is_empty() || bytes.starts_with(b"#") {
        return None;
    }
    let bad = |text: &str, why: &str| {
        let text = address::redacted(text);
        let text = text[..text.floor_char_boundary(SHOWN_BYTES_MAX)].to_owned();
        Some(Line::Bad(BadLine { line, text, why: why.to_owned() }))
    };
    let Ok(text) = str::from_utf8(bytes) else {
        return bad(&String::from_utf8_lossy(bytes), "not UTF-8; save the file as UTF-8");
    };
    if text.len() > LINE_BYTES_MAX {
        return bad(text, &format!("longer than {LINE_BYTES_MAX} bytes"));
    }
    if text.chars().any(|c| c.is_control() && c != '\t') {
        return bad(text, "holds a control character");
    }
    match entry(line, text) {
        Ok(entry) => Some(Line::Good(entry)),
        Err(why) => bad(text, &why),
    }
}

fn entry(line: u64, text: &str) -> std::result::Result<Entry, String> {
    let mut words = text.split_whitespace();
    let written = words.next().unwrap_or_default().to_owned();
    let address = address::normalise(&written)?;
    let (mut label, mut tags) = (Vec::new(), Vec::<String>::new());
    for word in words.take_while(|word| *word != "#") {
        if word.starts_with("http://") || word.starts_with("https://") {
            return Err("two URLs on one line; write each on its own".to_owned());
        }
        match word.strip_prefix('#') {
            Some(tag) if tags.iter().all(|known| known != tag) => tags.push(tag.to_owned()),
            Some(_) => {}
            None => label.push(word),
        }
    }
    let label = (!label.is_empty()).then(|| label.join(" "));
    Ok(Entry { line, address, written, label, tags })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(bytes: &[u8]) -> Vec<Line> {
        read(bytes).map(|line| line.expect("memory can be read")).collect()
    }

    /// Each good line as `number url | label | tags`, each bad one as `number: text: why`.
    fn check(bytes: &[u8], expected: &[&str]) {
        let found: Vec<String> = lines(bytes)
            .into_iter()
            .map(|line| match line {
                Line::Good(entry) => {
                    let label = entry.label.unwrap_or_default();
                    let tags = entry.tags.join(" ");
                    format!("{} {} | {label} | {tags}", entry.line, entry.address.url)
                }
                Line::Bad(bad) => format!("{}: {}: {}", bad.line, bad.text, bad.why),
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn good_lines_are_used_and_the_others_are_passed_over() {
        check(
            b"\xef\xbb\xbfhttps://a.example/1\r\n\r\n  \t\n# a comment\n  # another\n\
              \thttps://a.example/2  \nHTTPS://A.example/1?utm_source=x",
            &[
                "1 https://a.example/1 |  | ",
                "6 https://a.example/2 |  | ",
                "7 https://a.example/1 |  | ",
            ],
        );
        check(b"", &[]);
        check(b"\n\n", &[]);
        check(b"# caf\xe9\nhttps://a.example/1", &["2 https://a.example/1 |  | "]);
    }

    #[test]
    fn a_label_and_tags_may_follow_the_url() {
        check(
            b"https://a.example/1 The  first #quake report #turkey #quake",
            &["1 https://a.example/1 | The first report | quake turkey"],
        );
        check(b"https://a.example/1\tLabel # not this", &["1 https://a.example/1 | Label | "]);
        check(
            "https://a.example/ç Çay #çay".as_bytes(),
            &["1 https://a.example/%C3%A7 | Çay | çay"],
        );
        check(b"https://a.example/1#part", &["1 https://a.example/1 |  | "]);
    }

    #[test]
    fn a_bad_line_is_named_by_its_number() {
        let control = "holds a control character";
        check(
            b"no url\nhttps://a.example/1\nhttps://a.example/\x00x\n\
              https://a.example/caf\xe9\nhttps://a.example/\x1b[2J",
            &[
                "1: no url: not a URL; one begins with https:// or http://",
                "2 https://a.example/1 |  | ",
                &format!("3: https://a.example/\0x: {control}"),
                "4: https://a.example/caf\u{fffd}: not UTF-8; save the file as UTF-8",
                &format!("5: https://a.example/\u{1b}[2J: {control}"),
            ],
        );
        check(
            b"https://a.example/1\rhttps://a.example/2",
            &[&format!("1: https://a.example/1\rhttps://a.example/2: {control}")],
        );
        check(
            b"https://a.example/1 https://a.example/2",
            &[
                "1: https://a.example/1 https://a.example/2: two URLs on one line; write each on its own",
            ],
        );
    }

    #[test]
    fn a_secret_in_a_bad_line_is_not_repeated() {
        check(
            b"https://me:hunter2@a.example/1 Label",
            &[
                "1: https://…@a.example/1 Label: holds a user name or password; write the URL without it",
            ],
        );
    }

    #[test]
    fn a_line_without_end_is_skipped_and_the_next_one_read() {
        let long = format!("https://a.example/{}\nhttps://a.example/2", "x".repeat(1_000_000));
        let found = lines(long.as_bytes());
        let [Line::Bad(bad), Line::Good(good)] = &found[..] else {
            panic!("{} lines", found.len());
        };
        assert_eq!((bad.line, bad.text.len(), good.line), (1, SHOWN_BYTES_MAX, 2));
        assert_eq!(bad.why, "longer than 8192 bytes");
    }

    #[test]
    fn a_long_list_is_read_as_it_comes() {
        let endless = std::io::repeat(b'\n').chain(&b""[..]);
        let first = b"https://a.example/1\n".chain(endless);
        let mut lines = read(std::io::BufReader::new(first));
        assert!(matches!(lines.next(), Some(Ok(Line::Good(entry))) if entry.line == 1));
    }

    #[test]
    fn a_file_that_breaks_off_says_where() {
        struct Broken;
        impl Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
                Err(std::io::Error::other("the disk is gone"))
            }
        }
        let input = std::io::BufReader::new(b"https://a.example/1\n".chain(Broken));
        let mut lines = read(input);
        assert!(matches!(lines.next(), Some(Ok(Line::Good(_)))));
        let error = lines.next().and_then(Result::err).expect("an error");
        assert_eq!(
            format!("{error:#}"),
            "the URL list cannot be read beyond line 1: the disk is gone"
        );
        assert!(lines.next().is_none());
    }
}
