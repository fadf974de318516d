//! What two files hold that is compared: HTML files as the articles in them, others as they are.

use std::io::{self, Read};
use std::path::Path;

use crate::article::{Article, Block, BlockKind};
use crate::error::{Error, Result};
use crate::extract::{Context, extract};
use crate::memory::Memory;
use crate::text::paragraphs::paragraphs;

/// A file larger than this is refused: a diff holds both sides in memory.
const BYTES_MAX: u64 = 256 << 20;

/// How an HTML file is compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum As {
    Bytes,
    Article,
}

/// Where a file's bytes are, and the name that tells its kind.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// `-` is standard input.
    pub file: &'a Path,
    pub name: &'a Path,
}

/// What is compared.
pub enum Contents {
    Texts(Texts),
    Articles(Box<Articles>),
}

pub struct Texts {
    pub old: String,
    pub new: String,
    /// What a reader of the differences must know besides.
    pub note: Option<String>,
}

pub struct Articles {
    pub old: Article,
    pub new: Article,
    /// Whether the files that hold them are the same, byte for byte.
    pub same_bytes: bool,
}

impl Contents {
    /// Reads two files. A page in which no article is found is compared as it stands, and so is
    /// the other: a change is never lost for want of an article.
    pub fn read([old, new]: [Source; 2], html: As) -> Result<Contents> {
        let [old, new] = [File::read(old)?, File::read(new)?];
        let as_they_stand =
            |note| Ok(Contents::Texts(Texts { old: old.text()?, new: new.text()?, note }));
        if html == As::Bytes || !(old.is_html() || new.is_html()) {
            return as_they_stand(None);
        }
        let articles = [old.article(), new.article()];
        for (file, article) in [&old, &new].into_iter().zip(&articles) {
            let is_bare = article.as_ref().is_some_and(|it| it.whole_text().is_empty());
            if is_bare && !file.bytes.is_empty() {
                let name = file.name.display();
                return as_they_stand(Some(format!("no article in {name}: compared as it stands")));
            }
        }
        let same_bytes = old.bytes == new.bytes;
        match articles {
            [Some(old), Some(new)] => {
                Ok(Contents::Articles(Box::new(Articles { old, new, same_bytes })))
            }
            [Some(article), None] => Ok(Contents::Texts(Texts {
                old: article.whole_text(),
                new: new.text()?,
                note: None,
            })),
            [None, Some(article)] => Ok(Contents::Texts(Texts {
                old: old.text()?,
                new: article.whole_text(),
                note: None,
            })),
            [None, None] => as_they_stand(None),
        }
    }
}

impl Texts {
    /// The texts as articles of their paragraphs, each with the white space behind it: joined, the
    /// blocks are the text.
    pub fn articles(&self) -> [Article; 2] {
        [&self.old, &self.new].map(|text| {
            let starts = paragraphs(text).into_iter().skip(1).map(|paragraph| paragraph.start);
            let (mut blocks, mut start) = (Vec::new(), 0);
            for end in starts.chain([text.len()]).filter(|&end| end > 0) {
                let text = text[start..end].to_owned();
                blocks.push(Block::new(BlockKind::Paragraph, text));
                start = end;
            }
            Article { blocks, ..Article::default() }
        })
    }
}

impl Articles {
    /// The texts of the articles, in which captions, embeds and stamps are not.
    pub fn texts(&self) -> Texts {
        let (old, new) = (self.old.whole_text(), self.new.whole_text());
        let note = "the texts are the same, the files are not: see --format plain, or --raw";
        let note = (old == new && !self.same_bytes).then(|| note.to_owned());
        Texts { old, new, note }
    }
}

struct File<'a> {
    name: &'a Path,
    bytes: Vec<u8>,
}

impl<'a> File<'a> {
    fn read(source: Source<'a>) -> Result<File<'a>> {
        let shown = source.name.display();
        let cannot = |error| {
            let next = "give two files, or '-' for standard input";
            Error::invalid(format!("cannot read {shown}; {next}")).caused_by(error)
        };
        let mut bytes = Vec::new();
        let length = if source.file == Path::new("-") {
            io::stdin().lock().take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(cannot)? as u64
        } else {
            let file = std::fs::File::open(source.file).map_err(cannot)?;
            match file.metadata().map_err(cannot)?.len() {
                told if told > BYTES_MAX => told,
                _ => file.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(cannot)? as u64,
            }
        };
        if length > BYTES_MAX {
            let next = "compare parts of it";
            return Err(Error::invalid(format!(
                "{shown} is larger than {BYTES_MAX} bytes; {next}"
            )));
        }
        Ok(File { name: source.name, bytes })
    }

    /// Whether the file is HTML: by its name; where that does not say, by how it begins.
    fn is_html(&self) -> bool {
        let extension = self.name.extension().map(|it| it.to_string_lossy().to_lowercase());
        match extension.as_deref() {
            Some("html" | "htm" | "xhtml") => true,
            Some("md" | "markdown") => false,
            _ => begins_as_html(&self.bytes),
        }
    }

    /// The article of an HTML file; an empty file holds an empty one, whatever its name.
    fn article(&self) -> Option<Article> {
        match self.bytes.is_empty() {
            true => Some(Article::default()),
            false => self
                .is_html()
                .then(|| extract(&self.bytes, &Context::default(), &Memory::default()).article),
        }
    }

    fn text(&self) -> Result<String> {
        let text = str::from_utf8(&self.bytes).map_err(|_| {
            let next = "convert it first, say with `iconv -t utf-8`";
            Error::invalid(format!("{} is not UTF-8 text; {next}", self.name.display()))
        })?;
        Ok(text.to_owned())
    }
}

/// Whether bytes begin as HTML does, white space and comments before it aside.
fn begins_as_html(bytes: &[u8]) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_lowercase();
    let is_space = |c: char| c.is_whitespace() || c == '\u{feff}';
    let mut head = head.trim_start_matches(is_space);
    while let Some(comment) = head.strip_prefix("<!--") {
        let Some((_, rest)) = comment.split_once("-->") else { return true };
        head = rest.trim_start_matches(is_space);
    }
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|tag| head.starts_with(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, content: &str, is_html: bool) {
        let file = File { name: Path::new(name), bytes: content.into() };
        assert_eq!(file.is_html(), is_html, "{name}: {content}");
    }

    #[test]
    fn html_is_told_by_name_or_by_how_it_begins() {
        check("a.html", "<p>A fragment</p>", true);
        check("A.HTM", "", true);
        check("a.txt", "\u{feff} <!DOCTYPE html><p>", true);
        check("-", "<!-- saved -->\n<!-- twice --><html>", true);
        check("a", "<!-- a note --> plain text", false);
        check("a.txt", "<htm", false);
    }

    #[test]
    fn markdown_is_text_whatever_it_begins_with() {
        check("README.md", "<!-- a badge -->\n# A title", false);
        check("a.markdown", "<html>", false);
    }
}
