//! What remains of a text: whether a page that differs from the newest version is an edit of it, or
//! rather the loss of it.

use std::collections::HashSet;

use crate::article::Article;
use crate::text::fold::fold;
use crate::text::tokens::tokens;

/// Words in a row that two texts hardly share by chance.
const SHINGLE_WORDS: usize = 3;
/// A text of fewer words can lose most of them in one edit.
const WORDS_MIN: usize = 25;
/// Of two texts that share less than this part, neither is an edit of the other.
const ANOTHER: f64 = 0.05;
/// The same behind a redirect, which speaks against it already; sites repeat themselves.
const MOSTLY_ANOTHER: f64 = 0.25;
/// A text that is shorter than this part, and keeps less than that of what was said, has collapsed.
const LENGTH_LEFT: f64 = 0.5;
const SHARE_LEFT: f64 = 0.5;
/// A beginning: most of it was there, and a good part of what was there is gone.
const BEGINNING_OLD: f64 = 0.8;
const BEGINNING_LENGTH: f64 = 0.8;

/// What a new text has of an old one.
#[derive(Clone, Copy, Debug)]
pub struct Remains {
    pub words_before: usize,
    pub words_now: usize,
    /// The part of the old text's shingles that still stand, and of the new text's that stood.
    kept: f64,
    known: f64,
    has_like_headline: bool,
}

impl Remains {
    pub fn of(old: &Article, new: &Article) -> Remains {
        let (old_text, new_text) = (old.body(), new.body());
        let (olds, news) = (words(&old_text), words(&new_text));
        let whole = Remains {
            words_before: olds.len(),
            words_now: news.len(),
            kept: 1.0,
            known: 1.0,
            has_like_headline: are_like(old.headline.as_deref(), new.headline.as_deref()),
        };
        // Most edits leave as much text under a like headline, and need no closer look.
        if whole.has_like_headline && whole.length() >= BEGINNING_LENGTH {
            return whole;
        }
        let (before, now) = (shingles(&olds), shingles(&news));
        let shared = before.intersection(&now).count();
        let part = |of: usize| if of == 0 { 0.0 } else { shared as f64 / of as f64 };
        Remains { kept: part(before.len()), known: part(now.len()), ..whole }
    }

    /// Whether most of the text is gone.
    pub fn is_collapse(&self) -> bool {
        self.is_long_enough() && self.length() < LENGTH_LEFT && self.kept < SHARE_LEFT
    }

    /// Whether neither text nor headline has anything of what was.
    pub fn is_another_text(&self) -> bool {
        self.is_long_enough() && self.kept < ANOTHER && !self.has_like_headline
    }

    /// Whether most is another text, under another headline.
    pub fn is_mostly_another_text(&self) -> bool {
        self.is_long_enough() && self.kept < MOSTLY_ANOTHER && !self.has_like_headline
    }

    /// Whether it is what was, without a good part of it.
    pub fn is_beginning(&self) -> bool {
        self.is_long_enough()
            && self.length() < BEGINNING_LENGTH
            && (self.known > BEGINNING_OLD || self.is_collapse())
    }

    /// Whether it says what was said, without a good part of it, and little else.
    pub fn is_old_part(&self) -> bool {
        self.is_beginning() && self.known > BEGINNING_OLD
    }

    fn length(&self) -> f64 {
        self.words_now as f64 / self.words_before.max(1) as f64
    }

    fn is_long_enough(&self) -> bool {
        self.words_before >= WORDS_MIN
    }
}

/// Whether two headlines share half of the words of the shorter, or there is none of both.
pub fn are_like(one: Option<&str>, other: Option<&str>) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return one.is_none() && other.is_none() };
    let set = |text| words(text).into_iter().collect::<HashSet<String>>();
    let (one, other) = (set(one), set(other));
    let shared = one.intersection(&other).count();
    shared > 0 && 2 * shared >= one.len().min(other.len())
}

/// The words of a text as they count here: folded, without marks.
fn words(text: &str) -> Vec<String> {
    let of_text = tokens(text).into_iter().map(|span| &text[span.range()]);
    let words = of_text.filter(|token| token.chars().any(char::is_alphanumeric));
    words.map(|word| fold(word).to_lowercase()).collect()
}

/// All words in a row; of a shorter text, all of it.
fn shingles(words: &[String]) -> HashSet<&[String]> {
    words.windows(SHINGLE_WORDS.min(words.len().max(1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, BlockKind};

    const STORY: &str = "The council of the town voted on Monday for a new road through the north. \
        It will cost 11 million crowns, the mayor said, and is to be ready in spring. Neighbours \
        had asked the council to wait for a report on the old trees along the river bank.";

    fn article(headline: &str, text: &str) -> Article {
        let blocks = vec![Block::new(BlockKind::Paragraph, text)];
        Article { headline: Some(headline.to_owned()), blocks, ..Article::default() }
    }

    /// What holds of a text after the story: `c`ollapse, `a`nother text, `b`eginning.
    fn check(headline: &str, text: &str, expected: &str) {
        let remains =
            Remains::of(&article("Council votes for road", STORY), &article(headline, text));
        let marks = [
            (remains.is_collapse(), 'c'),
            (remains.is_another_text(), 'a'),
            (remains.is_beginning(), 'b'),
        ];
        let found: String = marks.iter().filter(|(is_so, _)| *is_so).map(|(_, it)| it).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn an_edit_is_no_loss() {
        check("Council votes for road", &STORY.replace("11", "10"), "");
        check("Council backs road", &format!("{STORY} {STORY} And more of it."), "");
        check("Road to cost 10 million", &STORY.replace("It will cost", "That costs"), "");
    }

    #[test]
    fn a_text_that_is_mostly_gone_has_collapsed() {
        check("Council votes for road", &STORY[..60], "cb");
        check("Council votes for road", "Something went wrong.", "cb");
        check("Oops", "Try again later.", "cab");
        check("Council votes for road", "", "cb");
    }

    #[test]
    fn another_story_is_no_edit() {
        let other = "A ferry ran aground off the island in thick fog early on Friday, and all of \
            the passengers were taken to the harbour by boats of the coast guard, the crew said. \
            Nobody was hurt. The ferry is to be towed away when the tide comes in again tonight.";
        check("Ferry runs aground", other, "a");
        check("Road: the council votes", other, "");
    }

    #[test]
    fn a_beginning_is_known_as_one() {
        let at = STORY.find("Neighbours").expect("it is there");
        check("Council votes for road", &STORY[..at], "b");
    }

    #[test]
    fn a_short_text_may_lose_most_of_it() {
        let old = article("Brief", "A short text of a few words, and no more than that.");
        let remains = Remains::of(&old, &article("Brief", "Gone."));
        assert!(!remains.is_collapse() && !remains.is_another_text() && !remains.is_beginning());
    }

    #[test]
    fn texts_without_spaces_collapse_too() {
        let old = article("橋", &"市議会は月曜日に北部を通る新しい道路を可決した。".repeat(3));
        let remains = Remains::of(&old, &article("橋", "エラーが発生しました。"));
        assert!(remains.is_collapse());
    }
}
