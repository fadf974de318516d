//! Answers that are held back: no article, or one that is in doubt.

use crate::article::SignalKind;
use crate::digest::Digest;
use crate::page::Page;

/// A page that came whole and makes no version, with what speaks against it.
#[derive(Clone, Debug, PartialEq)]
pub struct Quarantine {
    pub page: Page,
    pub cause: Cause,
    /// What was seen, in a few words: untrusted text, may hold the page's. A person excuses it by
    /// these very words.
    pub evidence: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The page, or the way to it, shows what it is: held back until a good answer comes, or
    /// a person lets it pass.
    Signal(SignalKind),
    /// A redirect led to the home page, or to a page that has nothing of the story.
    Astray,
    /// It is the text of before, with letters that were decoded wrongly.
    Garbled,
    /// It is the beginning of the text of before, on a page that breaks off.
    Cut,
    /// Most of the text is gone, and nothing says why. The digest is of the article as it reads: a
    /// version when the next look reads the same.
    Unexplained(Digest),
}

impl Cause {
    /// The article to be read once more before it is a version.
    pub fn held(self) -> Option<Digest> {
        match self {
            Cause::Unexplained(article) => Some(article),
            Cause::Signal(_) | Cause::Astray | Cause::Garbled | Cause::Cut => None,
        }
    }
}
