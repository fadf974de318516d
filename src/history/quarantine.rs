//! Answers that are held back: no article, or one that is in doubt.

use chrono::TimeDelta;

use crate::article::SignalKind;
use crate::digest::Digest;
use crate::page::Page;
use crate::time::Time;

/// How far a second look must be from the first to bear it out: a site that is broken for a moment
/// sends the same for that moment.
const APART: TimeDelta = TimeDelta::minutes(1);
/// Pages in a row that are held for a second look and looked at again soon, or kept, though each
/// reads differently.
const PAGES_MAX: u32 = 2;

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

/// An article that is held for a second look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub article: Digest,
    /// When it was held first.
    pub since: Time,
    /// How many pages in a row were held, each another article than the one before.
    pub pages: u32,
}

impl Held {
    /// What is held after an article was, at an instant.
    pub fn after(before: Option<Held>, article: Digest, at: Time) -> Held {
        match before {
            Some(held) if held.article == article && held.since <= at => held,
            Some(held) if held.article == article => Held { since: at, ..held },
            Some(held) => Held { article, since: at, pages: held.pages.saturating_add(1) },
            None => Held { article, since: at, pages: 1 },
        }
    }

    /// Whether a look at an instant that reads this article makes it a version.
    pub fn is_borne_out(&self, article: &Digest, at: Time) -> bool {
        self.article == *article && at - self.since >= APART
    }

    /// Whether its page is kept, and the story looked at again soon: not where each look reads
    /// another article.
    pub fn is_worth_another_look(&self) -> bool {
        self.pages <= PAGES_MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Time {
        Time::from_millis(seconds * 1_000)
    }

    /// Whether a look so many seconds after the first, which reads that, bears out what is held.
    fn check(text: &str, seconds: i64, is_borne_out: bool) {
        let held = Held::after(None, Digest::of(b"a"), at(0));
        let article = Digest::of(text.as_bytes());
        assert_eq!(held.is_borne_out(&article, at(seconds)), is_borne_out, "{text} at {seconds}");
    }

    #[test]
    fn a_second_look_bears_out_what_stays_for_a_minute() {
        check("a", 0, false);
        check("a", 59, false);
        check("a", 60, true);
        check("b", 60, false);
    }

    #[test]
    fn what_is_read_again_at_once_is_held_since_the_first_look() {
        let [a, b] = [b"a", b"b"].map(|text| Digest::of(text));
        let first = Held::after(None, a, at(100));
        assert_eq!(Held::after(Some(first), a, at(130)), first);
        let other = Held::after(Some(first), b, at(130));
        assert_eq!((other.since, other.pages), (at(130), 2));
        // The clock was ahead at the first look.
        let again = Held::after(Some(first), a, at(50));
        assert!(again.is_borne_out(&a, at(110)));
    }
}
